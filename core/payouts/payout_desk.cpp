#include "payouts/payout_desk.h"

#include "access/acts.h"
#include "access/operators.h"
#include "base/calendar.h"
#include "base/json.h"
#include "base/plain_text.h"
#include "ledger/ledger.h"
#include "payouts/batch.h"
#include "payouts/limits.h"
#include "payouts/policy.h"
#include "recovery/standing.h"
#include "shop/users.h"

namespace zhangfang::payouts
{

using ledger::AccountPath;

namespace
{

/// What WeChat would refuse anyway, told before anybody waits for it.
Status checkSum(Money amount, const QString& channel)
{
    const bool packet = channel == QLatin1String(kV2RedPackets);
    const Money least = packet ? wechatpay::kRedPacketLeast : kTransferLeast;
    if (amount < least)
        return base::fail(base::Error{base::ErrorKind::refused, QStringLiteral("under_least"),
            QStringLiteral("WeChat Pay pays out no less than %1 this way.").arg(least.toDisplay()), {},
            {least.toDisplay()}});
    if (packet && amount > wechatpay::kRedPacketMost)
        return base::fail(base::Error{base::ErrorKind::refused, QStringLiteral("over_most"),
            QStringLiteral("A red packet holds no more than %1.").arg(wechatpay::kRedPacketMost.toDisplay()),
            {}, {wechatpay::kRedPacketMost.toDisplay()}});
    return {};
}

} // namespace

Result<PayoutId> PayoutDesk::insert(storage::Database& database, UserId user, Money amount, qint64 now)
{
    ZF_TRY(shop::findUser(database, user));
    ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
    ZF_TRY(checkSum(amount, settings.text("payouts.channel")));
    const QString number = QLatin1Char('W') + base::businessDay(now).toString(QStringLiteral("yyyyMMdd")) +
                           QString::fromLatin1(random_.token(16));
    qint64 id = 0;
    {
        ZF_ASSIGN(auto rows,
            database.query("INSERT INTO payouts (user_id, out_bill_no, amount_fen, state, pay_account, "
                           "cancel_requested, requested_at, transfer_bill_no, package_info, note) "
                           "VALUES (:user, :number, :amount, 'requested', :account, 0, :now, '', '', '') "
                           "RETURNING id",
                {{":user", user.value()}, {":number", number}, {":amount", amount.inFen()},
                    {":account", settings.text("payouts.account")}, {":now", now}}));
        if (!rows.next())
            return base::damaged("damaged", QStringLiteral("The new withdrawal has no number."));
        id = rows.number(0);
    }
    ZF_TRY(ledger::post(database,
        ledger::simpleTransfer(QStringLiteral("hold:%1").arg(id), QStringLiteral("hold"), number, now,
            AccountPath::userAvailable(user), AccountPath::userHeld(user), amount),
        now));
    ZF_ASSIGN(const Payout payout, findPayout(database, PayoutId(id)));
    ZF_TRY(note(database, payout, toText(Event::requested), {QStringLiteral("user"), {}, {}, {}, {}}, now));
    return payout.id;
}

Result<Payout> PayoutDesk::once(const access::Act& act, const Work& work)
{
    return writer_.runNow<Payout>([&](storage::Database& database) -> Result<Payout> {
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const QJsonObject done, access::once(database, act, now, [&]() -> Result<QJsonObject> {
            return work(database, now).map([](const Payout& payout) {
                return QJsonObject{{QStringLiteral("id"), payout.id.value()}};
            });
        }));
        return findPayout(database, PayoutId(done.value(QLatin1String("id")).toInteger()));
    });
}

Result<Payout> PayoutDesk::request(UserId user, Money amount, const QString& key)
{
    if (!amount.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be at least 0.01."));
    const QByteArray input = QStringLiteral("%1 %2").arg(user.toString()).arg(amount.inFen()).toLatin1();
    return once({key, QStringLiteral("withdrawal.request"), input},
        [&](storage::Database& database, qint64 now) -> Result<Payout> {
            ZF_ASSIGN(const PayoutId id, insert(database, user, amount, now));
            return findPayout(database, id);
        });
}

Result<Seen> seen(storage::Database& database, const Payout& payout)
{
    ZF_ASSIGN(const shop::User payee, shop::findUser(database, payout.user));
    ZF_ASSIGN(const Money available, ledger::balance(database, AccountPath::userAvailable(payout.user)));
    ZF_ASSIGN(
        auto rows, database.query("SELECT COALESCE(MAX(id), 0) FROM payout_events WHERE payout_id = :id",
                       {{":id", payout.id.value()}}));
    return Seen{payout.amount, payee.openid, payee.name, available, rows.next() ? rows.number(0) : 0};
}

namespace
{

/// What makes a decision about one withdrawal what it is.
QByteArray inputOf(PayoutId id, QJsonObject more)
{
    more.insert(QStringLiteral("id"), id.value());
    return base::toCompactJson(more);
}

QJsonObject inputOf(const std::optional<Seen>& before)
{
    if (!before)
        return {};
    return {{QStringLiteral("amount_fen"), before->amount.inFen()},
        {QStringLiteral("openid"), before->openid}, {QStringLiteral("name"), before->name},
        {QStringLiteral("available_fen"), before->available.inFen()},
        {QStringLiteral("last_event"), before->lastEvent}};
}

/// What was seen and no longer holds: which thing, as it was, as it is. Nothing when all holds.
std::optional<QStringList> difference(const Seen& before, const Seen& now, const Payout& payout)
{
    if (before.amount != now.amount)
        return QStringList{QStringLiteral("amount"), before.amount.toDisplay(), now.amount.toDisplay()};
    if (before.openid != now.openid)
        return QStringList{QStringLiteral("payee"), before.openid, now.openid};
    if (before.name != now.name)
        return QStringList{QStringLiteral("name"), before.name, now.name};
    if (now.available < before.available)
        return QStringList{
            QStringLiteral("balance"), before.available.toDisplay(), now.available.toDisplay()};
    if (before.lastEvent != now.lastEvent)
        return QStringList{QStringLiteral("state"), {}, toText(payout.state)};
    return std::nullopt;
}

} // namespace

Result<Payout> PayoutDesk::approve(
    PayoutId id, const QString& operatorName, const std::optional<Seen>& before, const QString& key)
{
    const access::Act act{key, QStringLiteral("withdrawal.approve"), inputOf(id, inputOf(before))};
    return once(act, [&](storage::Database& database, qint64 now) -> Result<Payout> {
        ZF_TRY(recovery::mayAct(database));
        ZF_ASSIGN(const Payout payout, findPayout(database, id));
        if (before) {
            ZF_ASSIGN(const Seen current, seen(database, payout));
            if (const auto changed = difference(*before, current, payout))
                return base::fail(base::Error{base::ErrorKind::refused, QStringLiteral("changed_meanwhile"),
                    QStringLiteral("Withdrawal %1 has changed since you looked: its %2 was '%3' and is '%4'.")
                        .arg(id.toString(), (*changed)[0], (*changed)[1], (*changed)[2]),
                    {}, *changed});
        }
        if (payout.state == State::approved)
            return base::refused(
                "wrong_state", QStringLiteral("Withdrawal %1 is already approved.").arg(id.value()));
        ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
        const QString channel = settings.text("payouts.channel");
        const qint64 graceMs = settings.number("payouts.grace_seconds") * 1000;
        BatchPlace place{{}, now + graceMs};
        if (next(payout.state, Event::approved)) {
            ZF_TRY(checkSum(payout.amount, channel));
            ZF_TRY(checkPolicy(database, payout, settings, now));
            if (channel == QLatin1String(kBatches)) {
                const QString appid = shop::payeeOf(database, payout.user, settings.apps())
                                          .map([](const shop::Payee& payee) { return payee.appid; })
                                          .value_or(QString());
                ZF_ASSIGN(place, joinBatch(database, {payout.payAccount, appid}, graceMs, random_, now));
            }
        }
        ZF_ASSIGN(const Coverage behind, coverage(database, payout.payAccount, now));
        const QString way =
            place.number.isEmpty() ? channel : QStringLiteral("%1, batch %2").arg(channel, place.number);
        const QString evidence = QStringLiteral("%1 to user %2 by %3; owed %4, covered by %5")
                                     .arg(payout.amount.toDisplay(), payout.user.toString(), way,
                                         behind.owed.toDisplay(), behind.available().toDisplay());
        ZF_ASSIGN(const Payout approved, apply(database, payout, Event::approved,
                                             {operatorName, evidence, place.dueAtUtcMs, {}, {}}, now));
        ZF_TRY(
            database.execute("UPDATE payouts SET approved_at = :now, channel = :channel, batch_no = :batch "
                             "WHERE id = :id",
                {{":now", now}, {":channel", channel}, {":batch", place.number}, {":id", id.value()}}));
        ZF_TRY(errands::setLane(database, approved.errand, place.number));
        ZF_TRY(access::recordAudit(
            database, now, operatorName, QStringLiteral("withdrawal.approved"), id.toString(), evidence));
        return findPayout(database, approved.id);
    });
}

Result<Payout> PayoutDesk::takeBack(PayoutId id, const QString& operatorName)
{
    return writer_.runNow<Payout>([&](storage::Database& database) -> Result<Payout> {
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const Payout payout, findPayout(database, id));
        // After a backup it may have been sent, in a batch whose number only these books tell.
        ZF_TRY(recovery::mayActOn(database, payout.requestedAtUtcMs));
        if (payout.state == State::approved && (payout.attempts > 0 || !payout.request.isEmpty()))
            return base::refused("too_late",
                QStringLiteral("Withdrawal %1 has already been sent to WeChat Pay.").arg(id.value()));
        ZF_TRY(apply(database, payout, Event::takenBack, {operatorName, {}, {}, {}, {}}, now));
        ZF_TRY(leaveBatch(database, payout));
        ZF_TRY(
            database.execute("UPDATE payouts SET approved_at = NULL WHERE id = :id", {{":id", id.value()}}));
        ZF_TRY(access::recordAudit(
            database, now, operatorName, QStringLiteral("withdrawal.taken_back"), id.toString(), {}));
        return findPayout(database, id);
    });
}

Result<Payout> PayoutDesk::reject(
    PayoutId id, const QString& operatorName, const QString& reason, const QString& key)
{
    if (!base::isSentence(reason, 200))
        return base::invalid(
            "invalid_reason", QStringLiteral("The reason must have 1 to 200 characters, and no line ends."));
    const access::Act act{
        key, QStringLiteral("withdrawal.reject"), inputOf(id, {{QStringLiteral("reason"), reason}})};
    return once(act, [&](storage::Database& database, qint64 now) -> Result<Payout> {
        ZF_ASSIGN(const Payout payout, findPayout(database, id));
        // What was approved and paid after a backup is only asked for in it.
        ZF_TRY(recovery::mayActOn(database, payout.requestedAtUtcMs));
        ZF_ASSIGN(const Payout rejected,
            apply(database, payout, Event::rejected, {operatorName, reason, {}, {}, reason}, now));
        ZF_TRY(access::recordAudit(
            database, now, operatorName, QStringLiteral("withdrawal.rejected"), id.toString(), reason));
        return rejected;
    });
}

Result<Payout> PayoutDesk::cancel(
    PayoutId id, const QString& actor, const QString& reason, const QString& key)
{
    if (!reason.isEmpty() && !base::isSentence(reason, 200))
        return base::invalid(
            "invalid_reason", QStringLiteral("The reason must have 1 to 200 characters, and no line ends."));
    const access::Act act{
        key, QStringLiteral("withdrawal.cancel"), inputOf(id, {{QStringLiteral("reason"), reason}})};
    return once(act,
        [&](storage::Database& database, qint64 now) { return cancelNow(database, id, actor, reason, now); });
}

Result<Payout> PayoutDesk::cancelNow(
    storage::Database& database, PayoutId id, const QString& actor, const QString& reason, qint64 now)
{
    ZF_ASSIGN(const Payout payout, findPayout(database, id));
    ZF_TRY(recovery::mayActOn(database, payout.requestedAtUtcMs));
    if (payout.state == State::accepted || payout.state == State::awaitingUser) {
        if (payout.channel != QLatin1String(kTransferBills))
            return base::refused("cannot_cancel",
                QStringLiteral("Withdrawal %1 was sent by %2, and what was sent that way cannot be taken "
                               "back.")
                    .arg(id.toString(), payout.channel));
        ZF_TRY(database.execute(
            "UPDATE payouts SET cancel_requested = 1, cancels = 0, cancel_open = 0 WHERE id = :id",
            {{":id", id.value()}}));
        ZF_TRY(note(database, payout, QStringLiteral("cancel_requested"),
            {actor, reason, now, {}, payout.note}, now));
        ZF_TRY(access::recordAudit(
            database, now, actor, QStringLiteral("withdrawal.cancel_requested"), id.toString(), reason));
        return findPayout(database, id);
    }
    if (payout.state == State::approved && payout.wasUnclear)
        return base::refused("wrong_state",
            QStringLiteral(
                "An answer about withdrawal %1 was lost, so WeChat may have it; it cannot be cancelled here.")
                .arg(id.value()));
    if (payout.state == State::approved)
        ZF_TRY(leaveBatch(database, payout));
    ZF_ASSIGN(
        const Payout cancelled, apply(database, payout, Event::cancelled, {actor, reason, {}, {}, {}}, now));
    ZF_TRY(access::recordAudit(
        database, now, actor, QStringLiteral("withdrawal.cancelled"), id.toString(), reason));
    return cancelled;
}

} // namespace zhangfang::payouts
