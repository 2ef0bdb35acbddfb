#pragma once

#include <QStringList>

namespace zhangfang::base
{

/// One RFC 4180 line ended by CRLF. A text that a spreadsheet would run as a formula is led by an apostrophe;
/// plain numbers, also negative ones, are left as they are.
[[nodiscard]] QByteArray csvLine(const QStringList& values);

} // namespace zhangfang::base
