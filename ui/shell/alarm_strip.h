#pragma once

#include <QAction>
#include <QFrame>
#include <QLabel>

namespace zhangfang::ui
{

/// Across the whole window while books that were put back wait for their owner. It cannot be dismissed.
class RecoveryStrip final : public QFrame
{
    Q_OBJECT
public:
    /// `explain` leads to what happened.
    RecoveryStrip(QAction* explain, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();
    QLabel* text_;
};

} // namespace zhangfang::ui
