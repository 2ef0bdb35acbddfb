#include "kit/paid_sound.h"

#include "kit/preferences.h"

#include <QApplication>

namespace zhangfang::ui
{

void PaidSound::play()
{
    if (whenPaid(memory_) == WhenPaid::silence)
        return;
    QApplication::beep();
    Q_EMIT played();
}

} // namespace zhangfang::ui
