#include "payments/inbox.h"

#include "base/json.h"
#include "payments/complaint.h"
#include "payments/refund_desk.h"
#include "shop/tasks.h"
#include "shop/users.h"
#include "wechatpay/v2/notification.h"

namespace zhangfang::payments
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

namespace
{

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

const Applied kReceivedBefore{Outcome::unchanged, QStringLiteral("received before")};

} // namespace

void Inbox::receive(v3::Notification notification, QByteArray body, Then then)
{
    const auto shared = std::make_shared<const Received>(Received{std::move(notification), std::move(body)});
    EventWork work = [type = shared->notification.eventType](
                         storage::Database& database, qint64 nowUtcMs) -> Result<Applied> {
        // One task for a kind: a person decides whether it matters, however often it comes.
        ZF_TRY(shop::raiseTask(database, QStringLiteral("event-type:") + type.left(64),
            QStringLiteral("event_unknown"),
            QStringLiteral("WeChat Pay sent '%1', which this program does not know. It is kept.")
                .arg(type.left(64)),
            nowUtcMs));
        return Applied{Outcome::kept, {}};
    };
    if (const auto handler = handlers_.find(shared->notification.eventType); handler != handlers_.end()) {
        auto understood = handler->second(shared->notification);
        if (!understood)
            return quarantine(shared, understood.error(), std::move(then));
        work = std::move(*understood);
    }
    writer_.runThen<Applied>(
        [this, shared, work = std::move(work)](storage::Database& database) -> Result<Applied> {
            const qint64 now = clock_.nowUtcMs();
            const storage::Because because(database, QStringLiteral("event:") + shared->notification.id);
            // Nearly every event is new and is applied: that is what is written first, and one statement
            // saved.
            const Applied expected{Outcome::applied, {}};
            ZF_ASSIGN(const bool isNew, keep(database, shared->notification, shared->body, expected, now));
            if (!isNew)
                return kReceivedBefore;
            ZF_ASSIGN(const Applied applied, work(database, now));
            if (applied.outcome != expected.outcome || applied.note != expected.note)
                ZF_TRY(
                    database.execute("UPDATE inbox SET outcome = :outcome, note = :note WHERE event_id = :id",
                        {{":outcome", toText(applied.outcome)}, {":note", applied.note},
                            {":id", shared->notification.id}}));
            return applied;
        },
        [this, shared, then = std::move(then)](Result<Applied> applied) {
            if (!applied && !isOurTrouble(applied.error()))
                quarantine(shared, applied.error(), then);
            else
                then(std::move(applied));
        });
}

void Inbox::quarantine(std::shared_ptr<const Received> received, base::Error why, Then then)
{
    writer_.runThen<Applied>(
        [this, received = std::move(received), why = std::move(why)](
            storage::Database& database) -> Result<Applied> {
            const v3::Notification& event = received->notification;
            const qint64 now = clock_.nowUtcMs();
            const Applied applied{Outcome::quarantined, why.describe()};
            ZF_ASSIGN(const bool isNew, keep(database, event, received->body, applied, now));
            if (!isNew)
                return kReceivedBefore;
            ZF_TRY(shop::raiseTask(database, QStringLiteral("event:") + event.id,
                QStringLiteral("event_not_understood"),
                QStringLiteral("Notification %1 (%2) was set aside: %3")
                    .arg(event.id, event.eventType, applied.note),
                now));
            return applied;
        },
        std::move(then));
}

namespace
{

EventHandler handlerOf(Result<wechatpay::Transaction> (*parse)(const v3::Notification&))
{
    return [parse](const v3::Notification& notification) {
        const QString source = QStringLiteral("notification ") + notification.id;
        return parse(notification).map([&source](wechatpay::Transaction transaction) -> EventWork {
            return [transaction = std::move(transaction), source](
                       storage::Database& database, qint64 nowUtcMs) -> Result<Applied> {
                ZF_ASSIGN(const access::Settings* settings, access::Settings::current(database));
                return applyTransaction(database, transaction, expectedFrom(*settings), source, nowUtcMs);
            };
        });
    };
}

} // namespace

v3::Notification notificationOf(const wechatpay::v2::Notification& event)
{
    QJsonObject content;
    for (const auto& [name, value] : event.fields)
        content.insert(name, value);
    return {event.id, event.type, QStringLiteral("v2"), content};
}

wechatpay::v2::Fields v2FieldsOf(const v3::Notification& notification)
{
    wechatpay::v2::Fields fields;
    for (auto field = notification.content.begin(); field != notification.content.end(); ++field)
        fields[field.key()] = field->toString();
    return fields;
}

EventHandler transactionHandler()
{
    return handlerOf(
        [](const v3::Notification& notification) { return v3::parseTransaction(notification.content); });
}

EventHandler v2TransactionHandler()
{
    return handlerOf([](const v3::Notification& notification) {
        return wechatpay::v2::parsePaid({v2FieldsOf(notification)});
    });
}

EventHandler lookNowHandler(const char* field, Touch touch)
{
    return [field, touch = std::move(touch)](const v3::Notification& notification) {
        return base::JsonFields(notification.content)
            .text(field)
            .map([&touch](const QString& number) -> EventWork {
                return [touch, number](storage::Database& database, qint64 nowUtcMs) -> Result<Applied> {
                    ZF_ASSIGN(const qint64 touched, touch(database, number, nowUtcMs));
                    return Applied{touched > 0 ? Outcome::applied : Outcome::unchanged, {}};
                };
            });
    };
}

std::map<QString, EventHandler> paymentHandlers()
{
    return {{QStringLiteral("TRANSACTION.SUCCESS"), transactionHandler()},
        {QString::fromLatin1(wechatpay::v2::kPaidEvent), v2TransactionHandler()},
        {QStringLiteral("REFUND.SUCCESS"), refundHandler()},
        {QStringLiteral("REFUND.ABNORMAL"), refundHandler()},
        {QStringLiteral("REFUND.CLOSED"), refundHandler()},
        {QString::fromLatin1(wechatpay::v2::kRefundEvent), v2RefundHandler()},
        {QStringLiteral("COMPLAINT.CREATE"), complaintHandler()},
        {QStringLiteral("COMPLAINT.STATE_CHANGE"), complaintHandler()}};
}

} // namespace zhangfang::payments
