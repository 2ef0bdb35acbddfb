#include "reports/export/detail/plain_cells.h"

#include "base/calendar.h"
#include "base/plain_text.h"

#include <QDateTime>

namespace zhangfang::reports::detail
{

QString plain(const QString& text)
{
    return base::shownPlainly(text);
}

QString timeText(qint64 utcMs)
{
    if (utcMs == 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(utcMs + base::kShanghaiOffsetMs, Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss +08:00"));
}

QString cellText(const Cell& cell, ColumnKind kind)
{
    if (const auto* text = std::get_if<QString>(&cell))
        return plain(*text);
    if (const auto* money = std::get_if<Money>(&cell))
        return money->toYuan();
    if (const auto* number = std::get_if<qint64>(&cell))
        return kind == ColumnKind::time ? timeText(*number) : QString::number(*number);
    return {};
}

} // namespace zhangfang::reports::detail
