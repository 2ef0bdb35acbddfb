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

} // namespace

QFuture<Result<Applied>> Inbox::receive(v3::Notification notification, QByteArray body)
{
    return writer_.run<Applied>([this, notification = std::move(notification), body = std::move(body)](
                                    storage::Database& database) -> Result<Applied> {
        const qint64 now = clock_.nowUtcMs();
        {
            ZF_ASSIGN(auto rows,
                database.query("SELECT 1 FROM inbox WHERE event_id = :id", {{":id", notification.id}}));
            if (rows.next())
                return Applied{Outcome::unchanged, QStringLiteral("received before")};
        }
        Applied applied{Outcome::kept, {}};
        if (const auto handler = handlers_.find(notification.eventType); handler != handlers_.end()) {
            ZF_TRY(database.execute("SAVEPOINT event"));
            auto result = handler->second(database, notification, now);
            if (!result) {
                if (isOurTrouble(result.error()))
                    return base::fail(result.error());
                ZF_TRY(database.execute("ROLLBACK TO event"));
                applied = {Outcome::quarantined, result.error().describe()};
                ZF_TRY(shop::raiseTask(database, QStringLiteral("event:") + notification.id,
                    QStringLiteral("event_not_understood"),
                    QStringLiteral("Notification %1 (%2) was set aside: %3")
                        .arg(notification.id, notification.eventType, applied.note),
                    now));
            } else {
                applied = *result;
            }
            ZF_TRY(database.execute("RELEASE event"));
        }
        ZF_TRY(database.execute("INSERT INTO inbox (event_id, event_type, received_at, body, outcome, note) "
                                "VALUES (:id, :type, :at, :body, :outcome, :note)",
            {{":id", notification.id}, {":type", notification.eventType}, {":at", now}, {":body", body},
                {":outcome", toText(applied.outcome)}, {":note", applied.note}}));
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
