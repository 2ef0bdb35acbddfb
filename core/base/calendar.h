#pragma once

#include "base/result.h"

#include <QDate>

namespace zhangfang::base
{

/// Days are days in Asia/Shanghai, which has been UTC+8 without daylight saving since 1991: a fixed offset
/// needs no time-zone database on the merchant's machine.
inline constexpr qint64 kShanghaiOffsetMs = 8LL * 3600 * 1000;
inline constexpr qint64 kDayMs = 24LL * 3600 * 1000;

[[nodiscard]] QDate businessDay(qint64 utcMs);
[[nodiscard]] qint64 startOfDayUtcMs(QDate day);
/// `utcMs` moved on by whole weekdays. Public holidays are not known here; bills tell exactly when they come.
[[nodiscard]] QDate addWeekdays(QDate day, int count);

/// RFC 3339 in +08:00, as WeChat writes it: "2025-10-09T10:34:56+08:00" (milliseconds only when not zero).
[[nodiscard]] QString toRfc3339(qint64 utcMs);
/// "20251009103456" in +08:00, as API v2 writes it.
[[nodiscard]] QString toCompactTime(qint64 utcMs);
/// Errors: invalid_time.
[[nodiscard]] Result<qint64> parseRfc3339(const QString& text);
/// "2025-10-09". Errors: invalid_date.
[[nodiscard]] Result<QDate> parseDay(const QString& text);

} // namespace zhangfang::base
