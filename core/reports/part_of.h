#pragma once

#include <QString>

namespace zhangfang::reports
{

/// What finds `search` anywhere in a text, whatever the case of its letters A to Z: for LIKE on LOWER(…),
/// with
/// '\' as ESCAPE before what would stand for something else.
[[nodiscard]] QString partOf(const QString& search);

} // namespace zhangfang::reports
