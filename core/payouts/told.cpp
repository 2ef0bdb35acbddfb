#include "payouts/told.h"

#include "ledger/ledger.h"
#include "payouts/unclear.h"
#include "shop/tasks.h"
#include "wechatpay/v3/answers.h"

namespace zhangfang::payouts
{

namespace v3 = wechatpay::v3;
using payments::Applied;
using payments::Outcome;

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

/// It fits by now.
Status settleMismatch(storage::Database& database, const Payout& payout, qint64 nowUtcMs)
{
    return shop::settleTask(database, taskSubject(payout), QStringLiteral("payout_mismatch"), nowUtcMs);
}

std::optional<Event> eventOf(wechatpay::TransferState state)
{
    switch (state) {
    case wechatpay::TransferState::accepted:
    case wechatpay::TransferState::processing:
    case wechatpay::TransferState::canceling: // it has it, and it will come to an end by itself
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
    case wechatpay::TransferState::unknown:
        break;
    }
    return std::nullopt;
}

const QString kSystem = QStringLiteral("system");

/// WeChat knows the number, and says a word that nobody knows: nothing sure, and a person is asked.
Result<Applied> unknownState(storage::Database& database, const Payout& payout,
    const wechatpay::TransferBill& bill, const QString& evidence, qint64 nextPollUtcMs, qint64 nowUtcMs)
{
    ZF_TRY(shop::raiseTask(database, taskSubject(payout), QStringLiteral("unknown_state"),
        QStringLiteral("WeChat tells the unknown state '%1' of withdrawal %2; its money stays held.")
            .arg(bill.state.text.left(40), payout.id.toString()),
        nowUtcMs));
    ZF_ASSIGN(const errands::Ruling ruling, errands::afterUnknownWord(database, payout.errand,
                                                QStringLiteral("unknown_state"), nextPollUtcMs, nowUtcMs));
    const Change change{kSystem, evidence, ruling.nextAtUtcMs, ruling.blocked, bill.state.text.left(80)};
    ZF_TRY(askPerson(database, payout, ruling, evidence, nowUtcMs));
    if (ruling.event)
        ZF_TRY(apply(database, payout, Event::answerLost, change, nowUtcMs));
    else
        ZF_TRY(note(database, payout, QStringLiteral("told"), change, nowUtcMs));
    return Applied{Outcome::applied, {}};
}

/// Whether WeChat itself, or its refusal, has told of the end that stands in the books: its word against its
/// word is for a person.
Result<bool> endedByWechat(storage::Database& database, PayoutId id)
{
    ZF_ASSIGN(const auto story, eventsOf(database, id));
    const auto ended = std::find_if(story.rbegin(), story.rend(),
        [](const PayoutEvent& event) { return isFinal(parseState(event.state)); });
    return ended != story.rend() && ended->event != toText(Event::decidedNotPaid) &&
           ended->event != toText(Event::cancelled);
}

/// It was called not paid by a person, or taken back by the shop, and WeChat says that it was paid.
Result<Applied> bookSurfaced(
    storage::Database& database, const Payout& payout, const QString& evidence, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Money before, ledger::balance(database, ledger::AccountPath::suspense()));
    ZF_TRY(
        apply(database, payout, Event::surfaced, {kSystem, evidence, {}, {}, evidence.left(200)}, nowUtcMs));
    ZF_ASSIGN(const Money after, ledger::balance(database, ledger::AccountPath::suspense()));
    ZF_ASSIGN(const Money nobodys, after.minus(before));
    ZF_TRY(settleMismatch(database, payout, nowUtcMs));
    ZF_TRY(shop::raiseTask(database, taskSubject(payout), QStringLiteral("payout_surfaced"),
        QStringLiteral("Withdrawal %1 had been called %2, and WeChat says that %3 was paid after all: %4.")
            .arg(payout.id.toString(), toText(payout.state), payout.amount.toDisplay(),
                nobodys.isZero()
                    ? QStringLiteral("taken from user %1's balance").arg(payout.user.toString())
                    : QStringLiteral("user %1 has not so much left; %2 wait in suspense:reconciliation until "
                                     "someone decides who bears it")
                          .arg(payout.user.toString(), nobodys.toDisplay())),
        nowUtcMs));
    return Applied{Outcome::applied, {}};
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
        const State said = event ? next(State::submitting, *event).value_or(payout.state) : payout.state;
        const bool isPaid = payout.state == State::paid;
        ZF_ASSIGN(const bool byWechat, endedByWechat(database, payout.id));
        if (said == State::paid && !isPaid && !byWechat && !payout.request.isEmpty())
            return bookSurfaced(database, payout, evidence, nowUtcMs);
        // Failed or cancelled: it was not paid.
        if (said == payout.state || (isFinal(said) && said != State::paid && !isPaid)) {
            ZF_TRY(settleMismatch(database, payout, nowUtcMs));
            return Applied{Outcome::unchanged, {}};
        }
        // What is under way is an old word beside an end that WeChat told, and none beside a person's.
        if (isFinal(said) || (!isPaid && !byWechat))
            return quarantine(database, bill,
                QStringLiteral("it says %1, ours is %2").arg(bill.state.text, toText(payout.state)),
                nowUtcMs);
        return Applied{Outcome::unchanged, {}};
    }
    if (payout.state == State::requested || payout.state == State::rejected || payout.request.isEmpty())
        return quarantine(database, bill, QStringLiteral("we never sent it"), nowUtcMs);
    // `approved` with a request means an earlier "not taken"; WeChat knowing it now is news that needs care.
    Payout current = payout;
    if (current.state == State::approved) {
        ZF_ASSIGN(current, apply(database, current, Event::dispatchStored,
                               {kSystem, QStringLiteral("WeChat knows this number"), {}, {}, {}}, nowUtcMs));
    }
    if (!event)
        return unknownState(database, current, bill, evidence, nextPoll, nowUtcMs);
    ZF_TRY(database.execute("UPDATE payouts SET transfer_bill_no = CASE WHEN :bill = '' THEN "
                            "transfer_bill_no ELSE :bill2 END, package_info = CASE WHEN :package "
                            "= '' THEN package_info "
                            "ELSE :package2 END WHERE id = :id",
        {{":bill", bill.transferBillNo}, {":bill2", bill.transferBillNo}, {":package", bill.packageInfo},
            {":package2", bill.packageInfo}, {":id", payout.id.value()}}));
    ZF_TRY(endDoubt(database, current, nowUtcMs));
    const bool brought = current.packageInfo.isEmpty() && !bill.packageInfo.isEmpty();
    if (!next(current.state, *event)) {
        // The same state again, or an older one that came late: ask again later.
        if (brought) {
            ZF_TRY(note(database, current, QStringLiteral("told"),
                {kSystem, evidence + QStringLiteral(", with package_info"), nextPoll, {}, current.note},
                nowUtcMs));
            ZF_TRY(shop::settleTask(
                database, taskSubject(current), QStringLiteral("package_missing"), nowUtcMs));
            return Applied{Outcome::applied, {}};
        }
        ZF_TRY(errands::schedule(database, payout.errand, nextPoll));
        return Applied{Outcome::unchanged, {}};
    }
    ZF_TRY(apply(database, current, *event, {kSystem, evidence, nextPoll, {}, bill.failReason}, nowUtcMs));
    ZF_TRY(settleMismatch(database, payout, nowUtcMs));
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
    return payments::lookNowHandler("out_batch_no", [](storage::Database& database, const QString& number,
                                                        qint64 nowUtcMs) {
        return database.execute("UPDATE errands SET next_at = :now WHERE kind = 'payout' AND number IN "
                                "(SELECT out_bill_no FROM payouts WHERE batch_no = :no AND batch_no <> '' "
                                "AND state IN ('accepted', 'unclear'))",
            {{":now", nowUtcMs}, {":no", number}});
    });
}

} // namespace zhangfang::payouts
