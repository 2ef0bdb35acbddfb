#pragma once

#include "kit/widgets.h"

#include <QTimer>

namespace zhangfang::ui
{

/// A notice that floats over the foot of its widget: nothing below moves when it comes. What went well goes
/// by itself after it could be read; what went wrong stays until somebody has read it.
class FloatingNotice final : public NoticeBar
{
    Q_OBJECT
public:
    /// `leastMs`: how long at least what went well can be read; a long text stays longer.
    explicit FloatingNotice(QWidget* over, int leastMs = 5'000);
    bool eventFilter(QObject* watched, QEvent* event) override;

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void appear();
    void place();
    const int leastMs_;
    QTimer going_;
};

} // namespace zhangfang::ui
