#pragma once

#include <QAction>
#include <QFrame>
#include <QLabel>

namespace zhangfang::ui
{

/// Across the whole window, in red, while something holds that nobody may overlook. It cannot be dismissed.
class AlarmStrip final : public QFrame
{
    Q_OBJECT
public:
    /// `explain` leads to more about it; may be none.
    AlarmStrip(const QString& text, QAction* explain, QWidget* parent);
    void setText(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();
    QLabel* text_;
};

} // namespace zhangfang::ui
