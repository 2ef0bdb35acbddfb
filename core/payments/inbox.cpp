#include "payments/inbox.h"

#include "shop/users.h"

namespace zhangfang::payments
{
namespace
{

QString toText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::applied:
        return QStringLiteral("applied");
    case Outcome::unchanged:
        return QStringLiteral("unchanged");
    case Outcome::quarantined:
        return QStringLiteral("quarantined");
    case Outcome::kept:
        break;
    }
    return QStringLiteral("kept");
}

/// An event that breaks a rule is kept for a person; one that met a full disk must come again.
bool isOurTrouble(const base::Error& error)
{
    return error.kind == base::ErrorKind::unavailable || error.kind == base::ErrorKind::damaged;
}

/// The body as it came, under its event id; false when it is there already.
Result<bool> keep(storage::Database& database, const v3::Notification& notification, const QByteArray& body,
    const Applied& applied, qint64 nowUtcMs)
{
    return database
        .execute("INSERT INTO inbox (event_id, event_type, received_at, body, outcome, note) "
                 "VALUES (:id, :type, :at, :body, :outcome, :note) ON CONFLICT (event_id) DO NOTHING",
            {{":id", notification.id}, {":type", notification.eventType}, {":at", nowUtcMs}, {":body", body},
                {":outcome", toText(applied.outcome)}, {":note", applied.note}})
        .map([](qint64 inserted) { return inserted == 1; });
}

Result<bool> isKnown(storage::Database& database, const QString& eventId)
{
    ZF_ASSIGN(auto rows, database.query("SELECT 1 FROM inbox WHERE event_id = :id", {{":id", eventId}}));
    return rows.next();
}

const Applied kReceivedBefore{Outcome::unchanged, QStringLiteral("received before")};

} // namespace

QFuture<Result<Applied>> Inbox::receive(v3::Notification notification, QByteArray body)
{
    const auto shared = std::make_shared<const Received>(Received{std::move(notification), std::move(body)});
    return writer_
        .run<Applied>([this, shared](storage::Database& database) -> Result<Applied> {
            const auto& [event, bytes] = *shared;
            const qint64 now = clock_.nowUtcMs();
            ZF_ASSIGN(const bool known, isKnown(database, event.id));
            if (known)
                return kReceivedBefore;
            Applied applied{Outcome::kept, {}};
            if (const auto handler = handlers_.find(event.eventType); handler != handlers_.end()) {
                ZF_ASSIGN(applied, handler->second(database, event, now));
            }
            ZF_TRY(keep(database, event, bytes, applied, now));
            return applied;
        })
        .then([this, shared](Result<Applied> applied) {
            if (!applied && !isOurTrouble(applied.error()))
                return quarantine(shared, applied.error());
            return QtFuture::makeReadyFuture(std::move(applied));
        })
        .unwrap();
}

QFuture<Result<Applied>> Inbox::quarantine(std::shared_ptr<const Received> received, base::Error why)
{
    return writer_.run<Applied>([this, received = std::move(received), why = std::move(why)](
                                    storage::Database& database) -> Result<Applied> {
        const auto& [event, bytes] = *received;
        const qint64 now = clock_.nowUtcMs();
        const Applied applied{Outcome::quarantined, why.describe()};
        ZF_ASSIGN(const bool isNew, keep(database, event, bytes, applied, now));
        if (!isNew)
            return kReceivedBefore;
        ZF_TRY(shop::raiseTask(database, QStringLiteral("event:") + event.id,
            QStringLiteral("event_not_understood"),
            QStringLiteral("Notification %1 (%2) was set aside: %3")
                .arg(event.id, event.eventType, applied.note),
            now));
        return applied;
    });
}

EventHandler transactionHandler(Expected expected)
{
    return [expected = std::move(expected)](
               storage::Database& database, const v3::Notification& notification, qint64 nowUtcMs) {
        return v3::parseTransaction(notification.content).and_then([&](const v3::Transaction& transaction) {
            return applyTransaction(database, transaction, expected, nowUtcMs);
        });
    };
}

} // namespace zhangfang::payments
