#pragma once

#include <QStringList>

namespace zhangfang::base
{

/// What a CSV file for people begins with: without it Excel takes UTF-8 for something else.
inline constexpr char kCsvBom[] = "\xEF\xBB\xBF";

/// One RFC 4180 line ended by CRLF, for people with a spreadsheet. Plain numbers, also negative ones, are
/// left as they are. A text that would be run as a formula is led by an apostrophe, also where blanks or
/// control characters stand before the sign and where the sign is in full width. What a spreadsheet would
/// take for a number and not give back (more than 15 digits, a zero in front, an exponent) is led by a tab.
[[nodiscard]] QByteArray csvLine(const QStringList& values);

} // namespace zhangfang::base
