#include "payments/queries.h"

#include "base/calendar.h"
#include "payments/quarantine.h"

namespace zhangfang::payments
{

namespace
{

constexpr qint64 kMostRows = 1000;
constexpr qint64 kLongestEventId = 1024;

Result<QJsonObject> quarantined(storage::Database& database, const QuarantineList& asked)
{
    ZF_ASSIGN(const auto all, listQuarantined(database, asked.after, static_cast<int>(asked.limit)));
    QJsonArray rows;
    for (const Quarantined& event : all)
        rows.append(
            QJsonObject{{QStringLiteral("id"), event.eventId}, {QStringLiteral("type"), event.eventType},
                {QStringLiteral("received_at"), base::toRfc3339(event.receivedAtUtcMs)},
                {QStringLiteral("reason"), event.note}});
    return office::page(rows, asked.limit, all.empty() ? QString() : all.back().eventId);
}

} // namespace

office::Shape<QuarantineList> QuarantineList::shape()
{
    return office::Shape<QuarantineList>()
        .with(&QuarantineList::after, {.name = "after",
                                          .type = office::FieldType::text,
                                          .words = "the notification that was seen last",
                                          .required = false,
                                          .most = kLongestEventId,
                                          .code = "no_such_event"})
        .with(&QuarantineList::limit, office::limitField(kMostRows));
}

std::vector<office::Column> QuarantineList::columns()
{
    using office::CellType;
    return {{"id", CellType::text, "the notification's number"},
        {"type", CellType::text, "what it tells of, as WeChat Pay calls it"},
        {"received_at", CellType::time, "when it came"}, {"reason", CellType::text, "why it was set aside"}};
}

void offerQueries(office::Catalogue& catalogue)
{
    catalogue.offerQuery<QuarantineList>(quarantined);
}

} // namespace zhangfang::payments
