#pragma once

#include <QSettings>
#include <QStringList>

namespace zhangfang::ui
{

/// What the program can do that it could not before, in the words of whoever uses it: the newest first. Lines
/// are only ever added, so that their number tells what somebody has seen.
[[nodiscard]] QStringList news();
/// Those that came since the program was last started here; none at the first start. From then on they count
/// as seen.
[[nodiscard]] QStringList unseenNews(QSettings& memory);

} // namespace zhangfang::ui
