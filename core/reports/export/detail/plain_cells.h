#pragma once

#include "reports/export/table.h"

namespace zhangfang::reports::detail
{

/// As it may stand in a file for people.
[[nodiscard]] QString plain(const QString& text);
/// "2026-11-25 13:51:31 +08:00"; empty for no time.
[[nodiscard]] QString timeText(qint64 utcMs);
/// Any cell as text; a sum as "1234.50".
[[nodiscard]] QString cellText(const Cell& cell, ColumnKind kind);

} // namespace zhangfang::reports::detail
