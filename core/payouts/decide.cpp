#include "payouts/decide.h"

#include "access/settings.h"
#include "base/calendar.h"
#include "base/plain_text.h"
#include "ledger/ledger.h"
#include "payouts/approvals.h"
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

Result<Decided> request(storage::Database& database, base::RandomSource& random, UserId user, Money amount,
    const QString& requestedBy, qint64 now)
{
    if (!requestedBy.isEmpty() && !base::isSentence(requestedBy, 64))
        return base::invalid("invalid_name",
            QStringLiteral("The operator's name has at most 64 characters, and no line ends."));
    if (!amount.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be at least 0.01."));
    ZF_TRY(shop::findUser(database, user));
    ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
    ZF_TRY(checkSum(amount, settings.text("payouts.channel")));
    const QString number = QLatin1Char('W') + base::businessDay(now).toString(QStringLiteral("yyyyMMdd")) +
                           QString::fromLatin1(random.token(16));
    qint64 id = 0;
    {
        ZF_ASSIGN(auto rows,
            database.query("INSERT INTO payouts (user_id, out_bill_no, amount_fen, state, pay_account, "
                           "cancel_requested, requested_at, transfer_bill_no, package_info, note, "
                           "requested_by) VALUES (:user, :number, :amount, 'requested', :account, 0, :now, "
                           "'', '', '', :by) RETURNING id",
                {{":user", user.value()}, {":number", number}, {":amount", amount.inFen()},
                    {":account", settings.text("payouts.account")}, {":now", now}, {":by", requestedBy}}));
        if (!rows.next())
            return base::damaged("damaged", QStringLiteral("The new withdrawal has no number."));
        id = rows.number(0);
    }
    ZF_TRY(ledger::post(database,
        ledger::simpleTransfer(QStringLiteral("hold:%1").arg(id), QStringLiteral("hold"), number, now,
            AccountPath::userAvailable(user), AccountPath::userHeld(user), amount),
        now));
    ZF_ASSIGN(const Payout payout, findPayout(database, PayoutId(id)));
    const QString asked =
        requestedBy.isEmpty() ? QString() : QStringLiteral("asked for by %1").arg(requestedBy);
    ZF_TRY(
        note(database, payout, toText(Event::requested), {QStringLiteral("user"), asked, {}, {}, {}}, now));
    ZF_ASSIGN(const Payout requested, findPayout(database, payout.id));
    return Decided{requested, QStringLiteral("withdrawal.requested"),
        QStringLiteral("%1 to user %2").arg(amount.toDisplay(), user.toString())};
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

/// The word of the first of two: the withdrawal goes on waiting.
Result<Decided> approveFirst(storage::Database& database, const Payout& payout, const QString& operatorName,
    const QString& evidence, qint64 now)
{
    ZF_TRY(note(database, payout, QStringLiteral("approved_first"),
        {operatorName, evidence, payout.nextAttemptAtUtcMs, payout.blocked, payout.note}, now));
    ZF_ASSIGN(const Seen seenNow, seen(database, payout));
    ZF_TRY(recordApproval(database, payout, operatorName, seenNow, now));
    ZF_ASSIGN(const Payout waiting, findPayout(database, payout.id));
    return Decided{waiting, QStringLiteral("withdrawal.approved_first"), evidence};
}

} // namespace

Result<Decided> approve(storage::Database& database, base::RandomSource& random, PayoutId id,
    const QString& operatorName, const std::optional<Seen>& before, qint64 now)
{
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
    Enough enough = Enough::yes;
    if (next(payout.state, Event::approved)) {
        ZF_TRY(checkSum(payout.amount, channel));
        ZF_TRY(checkPolicy(database, payout, settings, now));
        ZF_ASSIGN(enough, weigh(database, payout, operatorName, settings, now));
        if (enough == Enough::yes && channel == QLatin1String(kBatches)) {
            const QString appid = shop::payeeOf(database, payout.user, settings.apps())
                                      .map([](const shop::Payee& payee) { return payee.appid; })
                                      .value_or(QString());
            ZF_ASSIGN(place, joinBatch(database, {payout.payAccount, appid}, graceMs, random, now));
        }
    }
    ZF_ASSIGN(const Coverage behind, coverage(database, payout.payAccount, now));
    const QString way =
        place.number.isEmpty() ? channel : QStringLiteral("%1, batch %2").arg(channel, place.number);
    const QString evidence = QStringLiteral("%1 to user %2 by %3; owed %4, covered by %5")
                                 .arg(payout.amount.toDisplay(), payout.user.toString(), way,
                                     behind.owed.toDisplay(), behind.available().toDisplay());
    if (enough == Enough::no)
        return approveFirst(database, payout, operatorName, evidence, now);
    ZF_ASSIGN(const Payout approved,
        apply(database, payout, Event::approved, {operatorName, evidence, place.dueAtUtcMs, {}, {}}, now));
    ZF_ASSIGN(const Seen seenNow, seen(database, approved));
    ZF_TRY(recordApproval(database, approved, operatorName, seenNow, now));
    ZF_TRY(database.execute("UPDATE payouts SET approved_at = :now, channel = :channel, batch_no = :batch "
                            "WHERE id = :id",
        {{":now", now}, {":channel", channel}, {":batch", place.number}, {":id", id.value()}}));
    ZF_TRY(errands::setLane(database, approved.errand, place.number));
    ZF_ASSIGN(const Payout queued, findPayout(database, approved.id));
    return Decided{queued, QStringLiteral("withdrawal.approved"), evidence};
}

Result<Decided> takeBack(storage::Database& database, PayoutId id, const QString& operatorName, qint64 now)
{
    ZF_ASSIGN(const Payout payout, findPayout(database, id));
    // After a backup it may have been sent, in a batch whose number only these books tell.
    ZF_TRY(recovery::mayActOn(database, payout.requestedAtUtcMs));
    if (payout.state == State::approved && (payout.attempts > 0 || !payout.request.isEmpty()))
        return base::refused(
            "too_late", QStringLiteral("Withdrawal %1 has already been sent to WeChat Pay.").arg(id.value()));
    ZF_TRY(apply(database, payout, Event::takenBack, {operatorName, {}, {}, {}, {}}, now));
    ZF_TRY(leaveBatch(database, payout));
    ZF_TRY(endApprovals(database, id, toText(Event::takenBack), now));
    ZF_TRY(database.execute("UPDATE payouts SET approved_at = NULL WHERE id = :id", {{":id", id.value()}}));
    ZF_ASSIGN(const Payout waiting, findPayout(database, id));
    return Decided{waiting, QStringLiteral("withdrawal.taken_back"), {}};
}

namespace
{

Status checkReason(const QString& reason)
{
    if (base::isSentence(reason, 200))
        return {};
    return base::invalid(
        "invalid_reason", QStringLiteral("The reason must have 1 to 200 characters, and no line ends."));
}

} // namespace

Result<Decided> reject(
    storage::Database& database, PayoutId id, const QString& operatorName, const QString& reason, qint64 now)
{
    ZF_TRY(checkReason(reason));
    ZF_ASSIGN(const Payout payout, findPayout(database, id));
    // What was approved and paid after a backup is only asked for in it.
    ZF_TRY(recovery::mayActOn(database, payout.requestedAtUtcMs));
    ZF_ASSIGN(const Payout rejected,
        apply(database, payout, Event::rejected, {operatorName, reason, {}, {}, reason}, now));
    ZF_TRY(endApprovals(database, id, toText(Event::rejected), now));
    return Decided{rejected, QStringLiteral("withdrawal.rejected"), reason};
}

Result<Decided> cancel(
    storage::Database& database, PayoutId id, const QString& actor, const QString& reason, qint64 now)
{
    if (!reason.isEmpty())
        ZF_TRY(checkReason(reason));
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
        ZF_ASSIGN(const Payout asked, findPayout(database, id));
        return Decided{asked, QStringLiteral("withdrawal.cancel_requested"), reason};
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
    ZF_TRY(endApprovals(database, id, toText(Event::cancelled), now));
    return Decided{cancelled, QStringLiteral("withdrawal.cancelled"), reason};
}

} // namespace zhangfang::payouts
