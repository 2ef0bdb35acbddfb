#include "crypto/crypto.h"
#include "payments/refund_doubt.h"
#include "payouts/balances.h"
#include "payouts/batch.h"
#include "payouts/consent.h"
#include "payouts/dispatcher.h"
#include "payouts/limits.h"
#include "payouts/policy.h"
#include "payouts/unclear.h"
#include "recovery/standing.h"
#include "shop/tasks.h"

namespace zhangfang::payouts
{

using wechatpay::ApiError;
using wechatpay::Disposition;

namespace
{

const QString kSystem = QStringLiteral("system");
/// How long what is not covered beside an unclear payout waits for that to be known.
constexpr qint64 kUnclearWaitMs = 2'000;

/// What the story keeps of a request: enough to prove what was sent, without a payee's name.
QString evidenceOf(const PayoutChannel& channel, const Request& request)
{
    QString text = QStringLiteral("%1, %2 bytes, SHA-256 %3")
                       .arg(channel.name())
                       .arg(request.bytes.size())
                       .arg(QString::fromLatin1(crypto::sha256(request.bytes).toHex()));
    if (!request.serial.isEmpty())
        text += QStringLiteral(", sealed for ") + QString::fromLatin1(request.serial);
    return text;
}

} // namespace

Status Dispatcher::dispatch(const Payout& first)
{
    // WeChat's own figure first, so that the check below can use it; unknown, the ledger's counts alone.
    if (!first.request.isEmpty() && !first.blocked.isEmpty()) {
        ZF_ASSIGN(const bool isNew, isStillNew(first));
        if (!isNew)
            return {};
    }
    ZF_TRY(askBalance(writer_, readers_, *clients_.v3, clock_, accountType(first.payAccount)));
    ZF_ASSIGN(const Shipment shipment,
        writer_.runNow<Shipment>([&](storage::Database& database) -> Result<Shipment> {
            ZF_TRY(recovery::mayAct(database));
            const qint64 now = clock_.nowUtcMs();
            std::vector<Payout> candidates;
            ZF_ASSIGN(const Payout current, findPayout(database, first.id));
            // While WeChat was asked it may have been taken back, and approved anew to go elsewhere.
            if (current.batchNo != first.batchNo)
                return Shipment{};
            if (first.batchNo.isEmpty()) {
                candidates.push_back(current);
            } else {
                ZF_ASSIGN(candidates, payoutsOfBatch(database, first.batchNo));
            }
            if (candidates.empty())
                return Shipment{}; // it could not be read, which ends the transaction
            ZF_ASSIGN(const auto fit, ready(database, candidates, now));
            return fit.empty() ? Shipment{} : store(database, fit, now);
        }));
    return shipment.payouts.empty() ? Status{} : send(shipment, Before::nothing);
}

Result<bool> Dispatcher::isStillNew(const Payout& payout)
{
    ZF_ASSIGN(PayoutChannel* const channel, channelOf(payout));
    const auto bill = channel->ask(payout);
    if (!bill && bill.error().isNotFound())
        return true;
    // WeChat has the batch, whatever became of this one in it.
    const bool known = bill || bill.error().code == QLatin1String(kDetailUnknown);
    const QString said = bill ? QStringLiteral("WeChat knows this number") : bill.error().describe();
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        const qint64 now = clock_.nowUtcMs();
        std::vector<Payout> members{payout};
        if (!payout.batchNo.isEmpty()) {
            ZF_ASSIGN(members, payoutsOfBatch(database, payout.batchNo));
        }
        for (const Payout& member : members) {
            ZF_ASSIGN(const Payout current, findPayout(database, member.id));
            ZF_ASSIGN(const bool mine, worker_.take(database, current.errand));
            if (!mine || current.state != State::approved)
                continue;
            if (!known) { // not sent before it is known
                ZF_TRY(note(database, current, QStringLiteral("asked"),
                    {kSystem, said, retryAt(12, bill.error().waitMs), current.blocked, current.note}, now));
                continue;
            }
            ZF_ASSIGN(const Payout sent,
                apply(database, current, Event::dispatchStored, {kSystem, said, {}, {}, {}}, now));
            ZF_TRY(errands::beginDoubt(database, current.errand, now));
            ZF_TRY(apply(database, sent, Event::answerLost, {kSystem, said, now, {}, said}, now));
        }
        return 0;
    }));
    return false;
}

Result<std::vector<Payout>> Dispatcher::ready(
    storage::Database& database, const std::vector<Payout>& candidates, qint64 nowUtcMs)
{
    std::vector<Payout> fit;
    const Payout* uncovered = nullptr;
    QString why;
    // What others have on the wire leaves the same account, and no balance tells of it yet.
    ZF_ASSIGN(Money together, beingSent(database, candidates.front().payAccount));
    for (const Payout& candidate : candidates) {
        ZF_ASSIGN(Payout current, findPayout(database, candidate.id));
        ZF_ASSIGN(const bool mine, worker_.take(database, current.errand));
        if (!mine)
            return std::vector<Payout>(); // somebody else works on it, and goes on
        const bool due = current.nextAttemptAtUtcMs && *current.nextAttemptAtUtcMs <= nowUtcMs;
        if (current.state != State::approved || (!due && current.batchNo.isEmpty())) {
            if (current.batchNo.isEmpty())
                continue;
            // Its bytes pay, or would pay, every member; one of them has gone another way.
            return base::refused("batch_incomplete",
                QStringLiteral("Withdrawal %1 of batch %2 is %3, so that the batch cannot go.")
                    .arg(current.id.toString(), current.batchNo, toText(current.state)));
        }
        if (auto covered = checkCoverage(database, current, nowUtcMs, together); !covered) {
            if (covered.error().code != QLatin1String("not_covered"))
                return base::fail(covered.error());
            uncovered = &candidate;
            why = covered.error().message;
            break;
        }
        ZF_ASSIGN(together, together.plus(current.amount));
        fit.push_back(std::move(current));
    }
    if (!uncovered)
        return fit;
    // One that is unclear may be gone from WeChat's account already and is still owed by the books: what it
    // makes look short is looked at again when it is known, and nobody is asked yet.
    ZF_ASSIGN(const Money unclear, unclearSum(database, uncovered->payAccount));
    if (unclear.isPositive()) {
        for (const Payout& waiting : candidates)
            ZF_TRY(lookAgainAt(database, waiting, nowUtcMs + kUnclearWaitMs));
        return std::vector<Payout>();
    }
    ZF_TRY(shop::raiseTask(database, taskSubject(*uncovered), QStringLiteral("not_covered"),
        QStringLiteral("Withdrawal %1 waits: %2").arg(uncovered->id.toString(), why), nowUtcMs));
    for (const Payout& waiting : candidates) // one, or all of a batch
        ZF_TRY(note(database, waiting, QStringLiteral("not_covered"),
            {kSystem, why, retryAt(6), QString::fromLatin1(kNotCovered), why}, nowUtcMs));
    return std::vector<Payout>();
}

Result<Dispatcher::Shipment> Dispatcher::store(
    storage::Database& database, const std::vector<Payout>& ready, qint64 nowUtcMs)
{
    Shipment shipment;
    ZF_ASSIGN(shipment.channel, channelOf(ready.front()));
    const QString batchNo = ready.front().batchNo;
    const bool many = !batchNo.isEmpty();
    if (ready.front().request.isEmpty()) {
        std::vector<PayoutChannel::Item> items;
        for (const Payout& payout : ready) {
            ZF_ASSIGN(shop::User payee, shop::findUser(database, payout.user));
            ZF_ASSIGN(const auto consent, findConsent(database, payout.user));
            ZF_ASSIGN(shop::Payee to, shop::payeeOf(database, payout.user, settings_.apps()));
            items.push_back({payout, std::move(payee), std::move(to),
                consent && consent->stands() ? consent->number : QString()});
        }
        ZF_ASSIGN(shipment.request, shipment.channel->make(batchNo, items));
        if (many)
            ZF_TRY(storeBatch(database, batchNo, shipment.request));
    } else if (many) {
        ZF_ASSIGN(shipment.request, batchRequest(database, batchNo));
    } else {
        shipment.request = {ready.front().request, ready.front().serial};
    }
    const QString evidence = evidenceOf(*shipment.channel, shipment.request);
    for (const Payout& payout : ready) {
        // A member of a batch points to the batch's bytes; alone, it keeps its own.
        ZF_TRY(worker_.beginSending(database, payout.errand,
            many ? batchNo.toLatin1() : shipment.request.bytes, shipment.request.serial));
        ZF_ASSIGN(Payout stored,
            apply(database, payout, Event::dispatchStored,
                {kSystem, many ? evidence + QStringLiteral(", batch ") + batchNo : evidence, {}, {}, {}},
                nowUtcMs));
        shipment.payouts.push_back(std::move(stored));
    }
    return shipment;
}

Status Dispatcher::send(const Shipment& shipment, Before before)
{
    const PayoutChannel& channel = *shipment.channel;
    const auto answer = shipment.channel->send(shipment.request, shipment.payouts);
    if (!answer) {
        return writer_
            .runNow<int>([&](storage::Database& database) -> Result<int> {
                for (const Payout& payout : shipment.payouts) {
                    ZF_ASSIGN(const bool mine, worker_.holds(database, payout.errand));
                    ZF_ASSIGN(const Payout current, findPayout(database, payout.id));
                    if (mine && current.state == State::submitting)
                        ZF_TRY(notAccepted(database, current, channel, answer.error(), before));
                }
                return 0;
            })
            .map([](int) {});
    }
    const QString said = wechatpay::toldBy("answer", channel.lastRequestId());
    for (const Payout& payout : shipment.payouts) {
        const QString number = payout.number.toString();
        const auto named = std::find_if(answer->begin(), answer->end(),
            [&](const wechatpay::TransferBill& bill) { return bill.outBillNo == number; });
        wechatpay::TransferBill bill;
        bill.outBillNo = number;
        bill.state = {wechatpay::TransferState::accepted, QStringLiteral("ACCEPTED")};
        ZF_ASSIGN(const auto applied, tell(payout, named == answer->end() ? bill : *named, said, channel));
        if (!applied || applied->outcome != payments::Outcome::quarantined)
            continue;
        const ApiError strange{Disposition::unclear, 200, QStringLiteral("DOES_NOT_FIT"), applied->note, {}};
        ZF_TRY(settle(payout, State::submitting, [&](storage::Database& database, const Payout& current) {
            return notAccepted(database, current, channel, strange, before);
        }));
    }
    return {};
}

Status Dispatcher::notAccepted(storage::Database& database, const Payout& current,
    const PayoutChannel& channel, const ApiError& error, Before before)
{
    const qint64 now = clock_.nowUtcMs();
    const errands::Answer answer = payments::answerOf(error);
    const QString& said = answer.said;
    ZF_ASSIGN(const errands::Ruling ruling,
        errands::afterSending(database, current.errand, answer, before, pace(channel), now));
    if (ruling.isDeclined)
        ZF_TRY(shop::raiseTask(database, taskSubject(current), QStringLiteral("not_taken"),
            QStringLiteral("WeChat did not take withdrawal %1: %2").arg(current.id.toString(), said), now));
    if (ruling.refusals > 0)
        ZF_TRY(shop::raiseTask(database, taskSubject(current), QStringLiteral("not_taken"),
            QStringLiteral("WeChat has not taken withdrawal %1 in %2 sendings: %3%4")
                .arg(current.id.toString())
                .arg(ruling.refusals)
                .arg(said, ruling.needsPerson
                               ? QStringLiteral(". It is not sent again by itself: put right what is "
                                                "named and ask for it (withdrawal sync), or cancel it.")
                               : QString()),
            now));
    ZF_TRY(askPerson(database, current, ruling, said, now));
    const Event event = ruling.event == errands::Event::refused    ? Event::failed
                        : ruling.event == errands::Event::notTaken ? Event::notTaken
                                                                   : Event::answerLost;
    return apply(database, current, event, {kSystem, said, ruling.nextAtUtcMs, ruling.blocked, said}, now)
        .map([](const Payout&) {});
}

} // namespace zhangfang::payouts
