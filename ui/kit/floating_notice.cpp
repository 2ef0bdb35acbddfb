#include "kit/floating_notice.h"

#include <QEvent>

namespace zhangfang::ui
{
namespace
{
constexpr int kWidest = 720;
/// A text of so many characters is read in the least time; slow readers read some ten characters a second.
constexpr int kShort = 50;
} // namespace

FloatingNotice::FloatingNotice(QWidget* over, int leastMs) : NoticeBar(over), leastMs_(leastMs)
{
    over->installEventFilter(this);
    going_.setSingleShot(true);
    connect(&going_, &QTimer::timeout, this, &NoticeBar::clear);
    connect(this, &NoticeBar::said, this, &FloatingNotice::appear);
}

void FloatingNotice::appear()
{
    place();
    raise();
    going_.stop();
    if (tone() == Tone::good || tone() == Tone::info)
        going_.start(leastMs_ * (1 + static_cast<int>(text().size()) / kShort));
}

void FloatingNotice::place()
{
    const QRect room =
        parentWidget()->rect().adjusted(space::kWide, space::kPad, -space::kWide, -space::kPad);
    const int width = std::min(room.width(), kWidest);
    const int height = std::min(layout()->heightForWidth(width), room.height());
    setGeometry(room.left() + (room.width() - width) / 2, room.bottom() - height, width, height);
}

bool FloatingNotice::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return NoticeBar::eventFilter(watched, event);
}

void FloatingNotice::enterEvent(QEnterEvent* event)
{
    NoticeBar::enterEvent(event);
    going_.stop(); // it is being read
}

void FloatingNotice::leaveEvent(QEvent* event)
{
    NoticeBar::leaveEvent(event);
    if (tone() == Tone::good || tone() == Tone::info)
        going_.start(leastMs_);
}

} // namespace zhangfang::ui
