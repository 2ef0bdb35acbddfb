#include "office/query.h"

#include "base/calendar.h"

namespace zhangfang::office
{

Field afterField()
{
    return {.name = "after",
        .type = FieldType::number,
        .words = "the page behind this row: what the page before calls next",
        .required = false,
        .code = "invalid_cursor"};
}

Field limitField(qint64 most)
{
    return {.name = "limit",
        .type = FieldType::number,
        .words = "how many rows, at most",
        .required = false,
        .least = 1,
        .most = most};
}

QJsonObject page(const QJsonArray& rows, qint64 limit, const QString& lastKey)
{
    return {{QStringLiteral("items"), rows},
        {QStringLiteral("next"), rows.size() == limit ? QJsonValue(lastKey) : QJsonValue()}};
}

QJsonValue timeOrNull(std::optional<qint64> utcMs)
{
    return utcMs && *utcMs != 0 ? QJsonValue(base::toRfc3339(*utcMs)) : QJsonValue();
}

} // namespace zhangfang::office
