#pragma once

#include "reports/export/table.h"

namespace zhangfang::reports::columns
{

/// Widths, in characters.
inline constexpr int kTimeWidth = 26;
inline constexpr int kMoneyWidth = 12;
inline constexpr int kLongNumberWidth = 32;
inline constexpr int kWordWidth = 14;
inline constexpr int kNameWidth = 20;
inline constexpr int kTextWidth = 40;

/// Headings that several lists have.
inline constexpr Label kNumber{"编号", "No."};
inline constexpr Label kKind{"类别", "Kind"};
inline constexpr Label kDescription{"说明", "Description"};

} // namespace zhangfang::reports::columns
