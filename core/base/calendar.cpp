#include "base/calendar.h"

#include <QDateTime>
#include <QTimeZone>

namespace zhangfang::base
{

QDate businessDay(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs + kShanghaiOffsetMs, Qt::UTC).date();
}

qint64 startOfDayUtcMs(QDate day)
{
    return QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() - kShanghaiOffsetMs;
}

QDate addWeekdays(QDate day, int count)
{
    while (count > 0) {
        day = day.addDays(1);
        if (day.dayOfWeek() < Qt::Saturday)
            --count;
    }
    return day;
}

QString toRfc3339(qint64 utcMs)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(utcMs + kShanghaiOffsetMs, Qt::UTC);
    return local.toString(utcMs % 1000 == 0 ? QStringLiteral("yyyy-MM-ddTHH:mm:ss")
                                            : QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")) +
           QStringLiteral("+08:00");
}

QString toCompactTime(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs + kShanghaiOffsetMs, Qt::UTC)
        .toString(QStringLiteral("yyyyMMddHHmmss"));
}

Result<qint64> parseRfc3339(const QString& text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    // Without an offset Qt would take the machine's own zone, and the same text would mean two times.
    if (!time.isValid() || text.size() > 35 || time.timeSpec() == Qt::LocalTime)
        return invalid("invalid_time", QStringLiteral("'%1' is not an RFC 3339 time.").arg(text.left(40)));
    return time.toMSecsSinceEpoch();
}

Result<QDate> parseDay(const QString& text)
{
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (text.size() != 10 || !day.isValid())
        return invalid(
            "invalid_date", QStringLiteral("'%1' is not a date like 2025-10-09.").arg(text.left(40)));
    return day;
}

} // namespace zhangfang::base
