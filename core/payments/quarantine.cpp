#include "payments/quarantine.h"

#include "access/operators.h"
#include "payments/inbox_packing.h"
#include "shop/tasks.h"
#include "wechatpay/v2/notification.h"

namespace zhangfang::payments
{
namespace
{

Result<v3::Notification> opened(const QByteArray& body, const QString& eventType, const ReplayKeys& keys)
{
    if (!eventType.startsWith(QLatin1String("V2.")))
        return v3::openNotification(body, keys.v3);
    ZF_ASSIGN(const auto event, wechatpay::v2::openNotification(body, keys.v2));
    return notificationOf(event);
}

/// What it asked a person is over.
Status settleTasks(storage::Database& database, const v3::Notification& event, qint64 nowUtcMs)
{
    ZF_TRY(shop::settleTask(
        database, QStringLiteral("event:") + event.id, QStringLiteral("event_not_understood"), nowUtcMs));
    const auto of = [&event](const char* field) {
        return event.content.value(QLatin1String(field)).toString().left(64);
    };
    for (const auto& [prefix, field, code] : {std::tuple("payment:", "transaction_id", "payment_mismatch"),
             std::tuple("refund:", "out_refund_no", "refund_mismatch"),
             std::tuple("payout:", "out_bill_no", "payout_mismatch")}) {
        if (!of(field).isEmpty())
            ZF_TRY(shop::settleTask(
                database, QLatin1String(prefix) + of(field), QString::fromLatin1(code), nowUtcMs));
    }
    return {};
}

} // namespace

Result<std::vector<Quarantined>> listQuarantined(storage::Database& database, const QString& after, int limit)
{
    qint64 from = -1;
    if (!after.isEmpty()) {
        ZF_ASSIGN(auto rows,
            database.query("SELECT received_at FROM inbox WHERE event_id = :id", {{":id", after}}));
        if (!rows.next())
            return base::notFound(
                "no_such_event", QStringLiteral("There is no notification %1.").arg(after.left(64)));
        from = rows.number(0);
    }
    ZF_ASSIGN(auto rows,
        database.query("SELECT event_id, event_type, received_at, note FROM inbox "
                       "WHERE outcome = 'quarantined' AND (received_at, event_id) > (:from, :after) "
                       "ORDER BY received_at, event_id LIMIT :limit",
            {{":from", from}, {":after", after}, {":limit", limit}}));
    std::vector<Quarantined> all;
    while (rows.next())
        all.push_back({rows.text(0), rows.text(1), rows.number(2), rows.text(3)});
    return all;
}

Result<Applied> replay(storage::Database& database, const QString& eventId,
    const std::map<QString, EventHandler>& handlers, const ReplayKeys& keys, const QString& actor,
    qint64 nowUtcMs)
{
    QString type;
    QByteArray body;
    {
        ZF_ASSIGN(
            auto rows, database.query("SELECT event_type, body, outcome FROM inbox WHERE event_id = :id",
                           {{":id", eventId}}));
        if (!rows.next())
            return base::notFound(
                "no_such_event", QStringLiteral("There is no notification %1.").arg(eventId.left(64)));
        if (rows.text(2) != QLatin1String("quarantined"))
            return base::refused("wrong_state",
                QStringLiteral("Notification %1 is %2, not set aside.").arg(eventId, rows.text(2)));
        type = rows.text(0);
        body = rows.bytes(1);
    }
    ZF_ASSIGN(const v3::Notification event, opened(body, type, keys));
    const auto handler = handlers.find(event.eventType);
    if (handler == handlers.end())
        return base::refused("still_quarantined",
            QStringLiteral("This program does not know '%1'.").arg(event.eventType.left(64)));
    ZF_ASSIGN(const EventWork work, handler->second(event));
    ZF_ASSIGN(const auto because, access::becauseOfNextEntry(database));
    ZF_ASSIGN(const Applied applied, work(database, nowUtcMs));
    if (applied.outcome == Outcome::quarantined)
        return base::refused("still_quarantined", applied.note);
    ZF_TRY(database.execute("UPDATE inbox SET outcome = :outcome, note = :note WHERE event_id = :id",
        {{":outcome", toText(applied.outcome)}, {":note", QStringLiteral("taken up again by %1").arg(actor)},
            {":id", eventId}}));
    ZF_TRY(packLate(database, eventId, body));
    ZF_TRY(settleTasks(database, event, nowUtcMs));
    return applied;
}

} // namespace zhangfang::payments
