#pragma once

#include <QLineEdit>
#include <QSettings>
#include <QStringListModel>

namespace zhangfang::ui
{

/// Where an order is described: what has been typed before is offered while somebody types, and by the down
/// key all of it, the latest first.
class DescriptionField final : public QLineEdit
{
    Q_OBJECT
public:
    DescriptionField(QSettings& memory, QWidget* parent);
    /// It is offered from now on.
    void remember(const QString& description);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QSettings& memory_;
    QStringListModel* known_;
};

} // namespace zhangfang::ui
