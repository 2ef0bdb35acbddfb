#include "payouts/payout_desk.h"

#include "access/operators.h"
#include "base/calendar.h"
#include "ledger/ledger.h"
#include "payouts/policy.h"
#include "shop/tasks.h"
#include "shop/users.h"

namespace zhangfang::payouts
{

namespace v3 = wechatpay::v3;
using ledger::AccountPath;
using payments::Applied;
using payments::Outcome;

Result<Payout> PayoutDesk::request(UserId user, Money amount)
{
    if (!amount.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be at least 0.01."));
    return writer_.runNow<Payout>([&](storage::Database& database) -> Result<Payout> {
        const qint64 now = clock_.nowUtcMs();
        ZF_TRY(shop::findUser(database, user));
        ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
        const QString number = QLatin1Char('W') +
                               base::businessDay(now).toString(QStringLiteral("yyyyMMdd")) +
                               QString::fromLatin1(random_.token(16));
        qint64 id = 0;
        {
            ZF_ASSIGN(auto rows,
                database.query(
                    "INSERT INTO payouts (user_id, out_bill_no, amount_fen, state, pay_account, attempts, "
                    "was_unclear, "
                    "cancel_requested, blocked, requested_at, transfer_bill_no, package_info, note) "
                    "VALUES (:user, :number, :amount, 'requested', :account, 0, 0, 0, '', :now, '', '', '') "
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
        ZF_TRY(
            note(database, payout, toText(Event::requested), {QStringLiteral("user"), {}, {}, {}, {}}, now));
        return payout;
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
    PayoutId id, const QString& operatorName, const std::optional<Seen>& before)
{
    return writer_.runNow<Payout>([&](storage::Database& database) -> Result<Payout> {
        const qint64 now = clock_.nowUtcMs();
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
        if (next(payout.state, Event::approved))
            ZF_TRY(checkPolicy(database, payout, settings, now));
        ZF_ASSIGN(const Coverage behind, coverage(database, payout.payAccount, now));
        const QString evidence = QStringLiteral("%1 to user %2; owed %3, covered by %4")
                                     .arg(payout.amount.toDisplay(), payout.user.toString(),
                                         behind.owed.toDisplay(), behind.available().toDisplay());
        ZF_ASSIGN(const Payout approved,
            apply(database, payout, Event::approved,
                {operatorName, evidence, now + settings.number("payouts.grace_seconds") * 1000, {}, {}},
                now));
        ZF_TRY(database.execute(
            "UPDATE payouts SET approved_at = :now WHERE id = :id", {{":now", now}, {":id", id.value()}}));
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
        if (payout.state == State::approved && payout.attempts > 0)
            return base::refused("too_late",
                QStringLiteral("Withdrawal %1 has already been sent to WeChat Pay.").arg(id.value()));
        ZF_ASSIGN(const Payout back,
            apply(database, payout, Event::takenBack, {operatorName, {}, {}, {}, {}}, now));
        ZF_TRY(
            database.execute("UPDATE payouts SET approved_at = NULL WHERE id = :id", {{":id", id.value()}}));
        ZF_TRY(access::recordAudit(
            database, now, operatorName, QStringLiteral("withdrawal.taken_back"), id.toString(), {}));
        return back;
    });
}

Result<Payout> PayoutDesk::reject(PayoutId id, const QString& operatorName, const QString& reason)
{
    if (reason.trimmed().isEmpty() || reason.size() > 200)
        return base::invalid("invalid_reason", QStringLiteral("The reason must have 1 to 200 characters."));
    return writer_.runNow<Payout>([&](storage::Database& database) -> Result<Payout> {
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const Payout payout, findPayout(database, id));
        ZF_ASSIGN(const Payout rejected,
            apply(database, payout, Event::rejected, {operatorName, reason, {}, {}, reason}, now));
        ZF_TRY(access::recordAudit(
            database, now, operatorName, QStringLiteral("withdrawal.rejected"), id.toString(), reason));
        return rejected;
    });
}

Result<Payout> PayoutDesk::cancel(PayoutId id, const QString& actor)
{
    return writer_.runNow<Payout>([&](storage::Database& database) -> Result<Payout> {
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const Payout payout, findPayout(database, id));
        const bool askWechat = payout.state == State::accepted || payout.state == State::awaitingUser;
        if (askWechat) {
            ZF_TRY(database.execute(
                "UPDATE payouts SET cancel_requested = 1 WHERE id = :id", {{":id", id.value()}}));
            ZF_TRY(note(database, payout, QStringLiteral("cancel_requested"),
                {actor, {}, now, {}, payout.note}, now));
            return findPayout(database, id);
        }
        if (payout.state == State::approved && payout.wasUnclear)
            return base::refused(
                "wrong_state", QStringLiteral("An answer about withdrawal %1 was lost, so WeChat may have "
                                              "it; it cannot be cancelled here.")
                                   .arg(id.value()));
        if (!payout.batchNo.isEmpty())
            return base::refused("wrong_state",
                QStringLiteral("Withdrawal %1 is part of batch %2, whose bytes pay all of its members.")
                    .arg(id.toString(), payout.batchNo));
        return apply(database, payout, Event::cancelled, {actor, {}, {}, {}, {}}, now);
    });
}

namespace
{

Result<Applied> quarantine(
    storage::Database& database, const wechatpay::TransferBill& bill, const QString& why, qint64 nowUtcMs)
{
    const QString text = QStringLiteral("What WeChat says about transfer %1 does not fit our books: %2.")
                             .arg(bill.outBillNo.left(40), why);
    ZF_TRY(shop::raiseTask(database, QStringLiteral("payout:") + bill.outBillNo.left(40),
        QStringLiteral("payout_mismatch"), text, nowUtcMs));
    return Applied{Outcome::quarantined, text};
}

std::optional<Event> eventOf(wechatpay::TransferState state)
{
    switch (state) {
    case wechatpay::TransferState::accepted:
    case wechatpay::TransferState::processing:
        return Event::accepted;
    case wechatpay::TransferState::waitUserConfirm:
    case wechatpay::TransferState::transfering:
        return Event::awaitingUser;
    case wechatpay::TransferState::success:
        return Event::paid;
    case wechatpay::TransferState::fail:
        return Event::failed;
    case wechatpay::TransferState::cancelled:
        return Event::cancelledByWechat;
    case wechatpay::TransferState::canceling:
    case wechatpay::TransferState::unknown:
        break;
    }
    return std::nullopt;
}

} // namespace

Result<Applied> applyTransferBill(storage::Database& database, const wechatpay::TransferBill& bill,
    const access::Settings& settings, const QString& source, qint64 nowUtcMs, qint64 leastPollMs)
{
    ZF_ASSIGN(const auto found, findPayoutByNumber(database, bill.outBillNo));
    if (!found)
        return quarantine(database, bill, QStringLiteral("we have no such number"), nowUtcMs);
    const Payout& payout = *found;
    if (!bill.mchid.isEmpty() && bill.mchid != settings.text("wechatpay.mchid"))
        return quarantine(
            database, bill, QStringLiteral("it names merchant %1").arg(bill.mchid.left(40)), nowUtcMs);
    if (!bill.amount.isZero() && bill.amount != payout.amount)
        return quarantine(database, bill,
            QStringLiteral("it is about %1, ours about %2")
                .arg(bill.amount.toDisplay(), payout.amount.toDisplay()),
            nowUtcMs);
    const auto event = eventOf(bill.state.value);
    const QString evidence = QStringLiteral("%1: %2 %3 %4")
                                 .arg(source, bill.state.text, bill.transferBillNo, bill.failReason)
                                 .trimmed();
    const qint64 nextPoll = nowUtcMs + std::max(settings.number("payouts.poll_ms"), leastPollMs);
    if (isFinal(payout.state)) {
        const State said = bill.state.value == wechatpay::TransferState::success     ? State::paid
                           : bill.state.value == wechatpay::TransferState::fail      ? State::failed
                           : bill.state.value == wechatpay::TransferState::cancelled ? State::cancelled
                                                                                     : payout.state;
        if (said != payout.state)
            return quarantine(database, bill,
                QStringLiteral("it says %1, ours is %2").arg(bill.state.text, toText(payout.state)),
                nowUtcMs);
        return Applied{Outcome::unchanged, {}};
    }
    if (payout.state == State::requested || payout.state == State::rejected || payout.request.isEmpty())
        return quarantine(database, bill, QStringLiteral("we never sent it"), nowUtcMs);
    if (!event) {
        // CANCELING comes to an end by itself; a state nobody knows stops this payout and asks a person.
        const bool strange = bill.state.value == wechatpay::TransferState::unknown;
        if (strange)
            ZF_TRY(shop::raiseTask(database, QStringLiteral("payout:") + bill.outBillNo,
                QStringLiteral("unknown_state"),
                QStringLiteral("WeChat tells the unknown state '%1' of withdrawal %2; its money stays held.")
                    .arg(bill.state.text.left(40), payout.id.toString()),
                nowUtcMs));
        ZF_TRY(note(database, payout, QStringLiteral("told"),
            {QStringLiteral("system"), evidence, nextPoll,
                strange ? QStringLiteral("unknown_state") : QString(), bill.state.text},
            nowUtcMs));
        return Applied{Outcome::applied, {}};
    }
    // `approved` with a request means an earlier "not taken"; WeChat knowing it now is news that needs care.
    Payout current = payout;
    if (current.state == State::approved) {
        ZF_ASSIGN(
            current, apply(database, current, Event::dispatchStored,
                         {QStringLiteral("system"), QStringLiteral("WeChat knows this number"), {}, {}, {}},
                         nowUtcMs));
    }
    ZF_TRY(database.execute("UPDATE payouts SET transfer_bill_no = CASE WHEN :bill = '' THEN "
                            "transfer_bill_no ELSE :bill2 END, package_info = CASE WHEN :package "
                            "= '' THEN package_info "
                            "ELSE :package2 END WHERE id = :id",
        {{":bill", bill.transferBillNo}, {":bill2", bill.transferBillNo}, {":package", bill.packageInfo},
            {":package2", bill.packageInfo}, {":id", payout.id.value()}}));
    if (!next(current.state, *event)) {
        // The same state again, or an older one that came late: ask again later.
        ZF_TRY(database.execute("UPDATE payouts SET next_attempt_at = :next WHERE id = :id",
            {{":next", nextPoll}, {":id", payout.id.value()}}));
        return Applied{Outcome::unchanged, {}};
    }
    ZF_TRY(apply(database, current, *event,
        {QStringLiteral("system"), evidence, nextPoll, {}, bill.failReason}, nowUtcMs));
    return Applied{Outcome::applied, {}};
}

payments::EventHandler transferHandler()
{
    return [](const v3::Notification& notification) {
        const QString source = QStringLiteral("notification ") + notification.id;
        return v3::parseTransferBill(notification.content)
            .map([&source](wechatpay::TransferBill bill) -> payments::EventWork {
                return [bill = std::move(bill), source](
                           storage::Database& database, qint64 nowUtcMs) -> Result<Applied> {
                    ZF_ASSIGN(const access::Settings* settings, access::Settings::current(database));
                    return applyTransferBill(database, bill, *settings, source, nowUtcMs);
                };
            });
    };
}

payments::EventHandler batchHandler()
{
    return payments::lookNowHandler(
        "out_batch_no", [](storage::Database& database, const QString& number, qint64 nowUtcMs) {
            return database.execute("UPDATE payouts SET next_attempt_at = :now WHERE batch_no = :no "
                                    "AND batch_no <> '' AND state IN ('accepted', 'unclear')",
                {{":now", nowUtcMs}, {":no", number}});
        });
}

} // namespace zhangfang::payouts
