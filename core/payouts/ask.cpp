#include "payments/refund_doubt.h"
#include "payouts/batch.h"
#include "payouts/dispatcher.h"
#include "payouts/limits.h"
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

bool lacksPackage(const Payout& payout, const PayoutChannel& channel)
{
    return payout.state == State::awaitingUser && payout.packageInfo.isEmpty() && !payout.cancelRequested &&
           payout.cancels == 0 && channel.payeeConfirms(payout);
}

} // namespace

Status Dispatcher::ask(const Payout& payout)
{
    ZF_ASSIGN(PayoutChannel* const channel, channelOf(payout));
    const auto bill = channel->ask(payout);
    if (!bill) {
        // Our create was unclear and WeChat has not seen it: the same bytes under the same number.
        return bill.error().isNotFound() && payout.state == State::unclear
                   ? repeat(payout, *channel)
                   : nothingSure(payout, *channel, bill.error());
    }
    if (bill->outBillNo != payout.number.toString())
        return nothingSure(payout, *channel,
            {Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"),
                QStringLiteral("the answer is about %1").arg(bill->outBillNo.left(40)), {}});
    ZF_ASSIGN(const auto applied,
        tell(payout, *bill, wechatpay::toldBy("query", channel->lastRequestId()), *channel));
    if (!applied)
        return {};
    if (applied->outcome == payments::Outcome::quarantined)
        return nothingSure(
            payout, *channel, {Disposition::unclear, 200, QStringLiteral("DOES_NOT_FIT"), applied->note, {}});
    ZF_ASSIGN(const Payout told, current(payout));
    if (isFinal(told.state))
        return {};
    if (told.cancelRequested && told.cancelOpen)
        return afterCancel(told);
    return lacksPackage(told, *channel) ? fetchPackage(told, *channel) : Status{};
}

Status Dispatcher::lookAfterVerdict(const Payout& payout)
{
    const auto next = [&](std::optional<qint64> (*when)(qint64, qint64)) {
        return settle(payout, payout.state, [&](storage::Database& database, const Payout& now) {
            return lookAgainAt(database, now, when(now.finishedAtUtcMs, clock_.nowUtcMs()));
        });
    };
    // Moved on first, as if it got no answer.
    ZF_TRY(next(&errands::againAfterVerdict));
    ZF_ASSIGN(PayoutChannel* const channel, channelOf(payout));
    const auto bill = channel->ask(payout);
    if (bill ? bill->outBillNo != payout.number.toString() : !bill.error().isNotFound())
        return {};
    if (bill)
        ZF_TRY(tell(payout, *bill, wechatpay::toldBy("query", channel->lastRequestId()), *channel));
    using enum wechatpay::TransferState;
    const bool isOver =
        !bill || bill->state.value == success || bill->state.value == fail || bill->state.value == cancelled;
    return isOver ? next(&errands::nextLookAfterVerdict) : Status();
}

Status Dispatcher::nothingSure(const Payout& payout, const PayoutChannel& channel, const ApiError& error)
{
    const errands::Answer answer = payments::answerOf(error);
    return settle(payout, payout.state, [&](storage::Database& database, const Payout& now) -> Status {
        const qint64 time = clock_.nowUtcMs();
        ZF_ASSIGN(const errands::Ruling ruling,
            errands::afterAsking(database, now.errand, answer, pace(channel), time));
        return noteRound(database, now, ruling, answer.said, time);
    });
}

Status Dispatcher::repeat(const Payout& payout, PayoutChannel& channel)
{
    ZF_ASSIGN(const Shipment shipment, writer_.runNow<Shipment>([&](storage::Database& database)
                                                                    -> Result<Shipment> {
        ZF_TRY(recovery::mayAct(database));
        Shipment again{&channel, {}, {}};
        const qint64 now = clock_.nowUtcMs();
        std::vector<Payout> members;
        if (payout.batchNo.isEmpty()) {
            ZF_ASSIGN(Payout current, findPayout(database, payout.id));
            again.request = {current.request, current.serial};
            members.push_back(std::move(current));
        } else {
            ZF_ASSIGN(again.request, batchRequest(database, payout.batchNo));
            ZF_ASSIGN(members, payoutsOfBatch(database, payout.batchNo));
        }
        for (const Payout& member : members) {
            ZF_ASSIGN(const bool mine, worker_.take(database, member.errand));
            if (!mine)
                return again; // somebody else works on one of them, and goes on
        }
        // The bytes pay all of the members: once a person has decided about one, or the bound is passed,
        // none is sent again.
        bool maySend = true;
        for (const Payout& member : members) {
            bool may = false;
            if (member.state == State::unclear) {
                ZF_ASSIGN(may, errands::mayRepeat(database, member.errand, now));
            }
            maySend = maySend && may;
        }
        for (const Payout& member : members) {
            if (member.state != State::unclear)
                continue;
            if (!maySend) {
                ZF_ASSIGN(const errands::Ruling ruling,
                    errands::afterNoRepeat(database, member.errand, pace(channel), now));
                ZF_TRY(noteRound(database, member, ruling, QStringLiteral("WeChat does not know it"), now));
                continue;
            }
            ZF_TRY(worker_.beginSending(database, member.errand, member.request, member.serial));
            ZF_ASSIGN(Payout stored,
                apply(database, member, Event::dispatchStored,
                    {kSystem, QStringLiteral("WeChat does not know it; the same bytes again"), {}, {}, {}},
                    now));
            again.payouts.push_back(std::move(stored));
        }
        return again;
    }));
    return shipment.payouts.empty() ? Status{} : send(shipment, Before::notFound);
}

Status Dispatcher::fetchPackage(const Payout& payout, PayoutChannel& channel)
{
    // Counted before it leaves, so that a program that ends over it does not begin again without end.
    ZF_ASSIGN(const bool asks, writer_.runNow<bool>([&](storage::Database& database) -> Result<bool> {
        ZF_TRY(recovery::mayAct(database));
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const bool mine, worker_.take(database, payout.errand));
        ZF_ASSIGN(const Payout current, findPayout(database, payout.id));
        if (!mine || !lacksPackage(current, channel) || current.packageAsks >= kMostPackageAsks)
            return false;
        ZF_TRY(database.execute("UPDATE payouts SET package_asks = package_asks + 1 WHERE id = :id",
            {{":id", current.id.value()}}));
        ZF_TRY(note(database, current, QStringLiteral("package_asked"),
            {kSystem,
                QStringLiteral("an answer with package_info was lost; the same bytes under the same number"),
                retryAt(current.packageAsks + 3), {}, current.note},
            now));
        // What is written about it lets go of it: until WeChat has answered it is nobody else's.
        return worker_.take(database, payout.errand);
    }));
    if (!asks)
        return {};
    const auto answer = channel.send({payout.request, payout.serial}, {payout});
    if (answer && !answer->empty() && !answer->front().packageInfo.isEmpty())
        return tell(payout, answer->front(), wechatpay::toldBy("answer", channel.lastRequestId()), channel)
            .map([](const auto&) {});
    const QString said = answer ? QStringLiteral("the answer has none") : answer.error().describe();
    return settle(payout, State::awaitingUser, [&](storage::Database& database, const Payout& now) -> Status {
        const qint64 time = clock_.nowUtcMs();
        const bool asked = answer || !answer.error().neverLeft();
        if (!asked)
            ZF_TRY(database.execute("UPDATE payouts SET package_asks = package_asks - 1 WHERE id = :id",
                {{":id", now.id.value()}}));
        const bool last = asked && now.packageAsks >= kMostPackageAsks;
        if (last)
            ZF_TRY(shop::raiseTask(database, taskSubject(now), QStringLiteral("package_missing"),
                QStringLiteral("The payee of withdrawal %1 cannot confirm it: what hands it to their app was "
                               "lost with an answer, and %2 sendings of the same bytes did not bring it back "
                               "(%3). Cancel it; otherwise WeChat ends it after 24 hours.")
                    .arg(now.id.toString())
                    .arg(now.packageAsks)
                    .arg(said),
                time));
        const qint64 waitMs = answer ? 0 : answer.error().waitMs;
        const qint64 next = last ? time + settings_.number("payouts.poll_ms")
                                 : std::max(retryAt(now.packageAsks + 2), time + waitMs);
        return note(
            database, now, QStringLiteral("package_unanswered"), {kSystem, said, next, {}, now.note}, time);
    });
}

} // namespace zhangfang::payouts
