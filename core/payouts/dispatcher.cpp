#include "payouts/dispatcher.h"

#include "base/calendar.h"
#include "crypto/crypto.h"
#include "payouts/balances.h"
#include "payouts/consent.h"
#include "payouts/payout_desk.h"
#include "payouts/policy.h"
#include "shop/tasks.h"

namespace zhangfang::payouts
{

using wechatpay::ApiError;
using wechatpay::Disposition;

namespace
{

constexpr int kPage = 50;
/// A batch may carry this many; what is due is read in such pages when the channel sends batches.
constexpr int kBatchPage = wechatpay::v3::kMostDetails;
constexpr qint64 kLongestRetryMs = 10 * 60 * 1000;
const QString kSystem = QStringLiteral("system");

QString blockedCode(const ApiError& error)
{
    return error.disposition == Disposition::needsPerson ? error.code : QString();
}

QString taskSubject(const Payout& payout)
{
    return QStringLiteral("payout:") + payout.number.toString();
}

/// What the story keeps of a request: enough to prove what was sent, without a payee's name.
QString evidenceOf(const PayoutChannel& channel, const QByteArray& bytes)
{
    return QStringLiteral("%1, %2 bytes, SHA-256 %3")
        .arg(channel.name())
        .arg(bytes.size())
        .arg(QString::fromLatin1(crypto::sha256(bytes).toHex()));
}

} // namespace

qint64 Dispatcher::retryAt(int attempts, qint64 notBeforeMs) const
{
    const wechatpay::Backoff backoff(settings_.number("payouts.first_retry_ms"), kLongestRetryMs);
    // Where it is known how long to stay away, a little chance on top keeps many from coming back at once.
    return clock_.nowUtcMs() +
           (notBeforeMs > 0 ? notBeforeMs + backoff.delayMs(0, random_) : backoff.delayMs(attempts, random_));
}

Result<PayoutChannel*> Dispatcher::channelOf(const Payout& payout) const
{
    return channels_.find(payout.request.isEmpty() ? settings_.text("payouts.channel") : payout.channel);
}

Status Dispatcher::settle(const Payout& payout, State expected, const Step& change)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const Payout current, findPayout(database, payout.id));
            if (current.state == expected)
                ZF_TRY(change(database, current));
            return 0;
        })
        .map([](int) {});
}

Result<int> Dispatcher::recover()
{
    return writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        int recovered = 0;
        for (;;) {
            ZF_ASSIGN(const auto page, listPayouts(database, State::submitting, 0, kPage));
            if (page.empty())
                return recovered;
            for (const Payout& payout : page) {
                ZF_TRY(markUnclear(database, payout.id));
                ZF_TRY(apply(database, payout, Event::answerLost,
                    {kSystem, QStringLiteral("the program ended while this was being sent"),
                        clock_.nowUtcMs(), {}, {}},
                    clock_.nowUtcMs()));
                ++recovered;
            }
        }
    });
}

Result<int> Dispatcher::runDue()
{
    const auto chosen = channels_.find(settings_.text("payouts.channel"));
    const int page = chosen && (*chosen)->mostPerRequest() > 1 ? kBatchPage : kPage;
    ZF_ASSIGN(const auto due, readers_.read<std::vector<Payout>>([&](storage::Database& database) {
        return duePayouts(database, clock_.nowUtcMs(), page);
    }));
    // What goes together: the members of one stored batch, or all that are new to a channel of batches.
    std::map<QString, std::vector<Payout>> groups;
    std::vector<std::vector<Payout>> steps;
    for (const Payout& payout : due) {
        const auto channel = channelOf(payout);
        if (payout.state == State::approved && channel && (*channel)->mostPerRequest() > 1)
            groups[payout.batchNo].push_back(payout);
        else
            steps.push_back({payout});
    }
    for (auto& [number, group] : groups)
        steps.push_back(std::move(group));
    for (const auto& together : steps) {
        const Status worked = work(together);
        if (!worked && worked.error().kind == base::ErrorKind::unavailable)
            ZF_TRY(worked); // storage or the program itself is in trouble, and so are the others
        if (!worked) {
            for (const Payout& payout : together)
                ZF_TRY(setAside(payout, worked.error()));
        }
    }
    return static_cast<int>(due.size());
}

Status Dispatcher::setAside(const Payout& payout, const base::Error& error)
{
    return settle(payout, payout.state, [&](storage::Database& database, const Payout& current) -> Status {
        const qint64 now = clock_.nowUtcMs();
        ZF_TRY(shop::raiseTask(database, taskSubject(current), error.code,
            QStringLiteral("Withdrawal %1 cannot go on: %2").arg(current.id.toString(), error.message), now));
        return note(database, current, QStringLiteral("set_aside"),
            {kSystem, error.describe(), retryAt(12), error.code, error.message}, now);
    });
}

Status Dispatcher::work(const std::vector<Payout>& together)
{
    const Payout& payout = together.front();
    switch (payout.state) {
    case State::approved:
        return dispatch(together);
    case State::unclear:
        return ask(payout);
    case State::accepted:
    case State::awaitingUser:
        return payout.cancelRequested ? requestCancel(payout) : ask(payout);
    default:
        return {}; // changed since it was read
    }
}

Status Dispatcher::dispatch(const std::vector<Payout>& together)
{
    // WeChat's own figure first, so that the check below can use it; unknown, the ledger's counts alone.
    const Payout& first = together.front();
    if (const auto balance = clients_.v3->balance(accountType(first.payAccount))) {
        ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(recordBalance(database, accountType(first.payAccount), *balance, clock_.nowUtcMs()));
            return 0;
        }));
    }
    ZF_ASSIGN(const Shipment shipment,
        writer_.runNow<Shipment>([&](storage::Database& database) -> Result<Shipment> {
            const qint64 now = clock_.nowUtcMs();
            std::vector<Payout> candidates = together;
            if (!first.batchNo.isEmpty()) {
                // A stored batch goes whole or not at all: its bytes pay every one of its members. Some of
                // them may only be due a little later.
                ZF_ASSIGN(candidates, payoutsOfBatch(database, first.batchNo));
                std::erase_if(
                    candidates, [](const Payout& member) { return member.state != State::approved; });
            }
            ZF_ASSIGN(const auto fit, ready(database, candidates, now));
            if (fit.empty() || (!first.batchNo.isEmpty() && fit.size() != candidates.size()))
                return Shipment{};
            return store(database, fit, now);
        }));
    return shipment.payouts.empty() ? Status{} : send(shipment);
}

Result<std::vector<Payout>> Dispatcher::ready(
    storage::Database& database, const std::vector<Payout>& candidates, qint64 nowUtcMs)
{
    std::vector<Payout> fit;
    for (const Payout& candidate : candidates) {
        ZF_ASSIGN(Payout current, findPayout(database, candidate.id));
        const bool due = current.nextAttemptAtUtcMs && *current.nextAttemptAtUtcMs <= nowUtcMs;
        if (current.state != State::approved || (!due && current.batchNo.isEmpty()))
            continue;
        if (auto covered = checkCoverage(database, current, nowUtcMs); !covered) {
            if (covered.error().code != QLatin1String("not_covered"))
                return base::fail(covered.error());
            ZF_TRY(shop::raiseTask(database, taskSubject(current), QStringLiteral("not_covered"),
                QStringLiteral("Withdrawal %1 waits: %2").arg(current.id.toString(), covered.error().message),
                nowUtcMs));
            ZF_TRY(note(database, current, QStringLiteral("not_covered"),
                {kSystem, covered.error().message, retryAt(6), QStringLiteral("not_covered"),
                    covered.error().message},
                nowUtcMs));
            continue;
        }
        fit.push_back(std::move(current));
    }
    return fit;
}

Result<Dispatcher::Shipment> Dispatcher::store(
    storage::Database& database, const std::vector<Payout>& ready, qint64 nowUtcMs)
{
    Shipment shipment;
    ZF_ASSIGN(shipment.channel, channelOf(ready.front()));
    const bool isFirst = ready.front().request.isEmpty();
    const bool many = shipment.channel->mostPerRequest() > 1;
    QString batchNo = ready.front().batchNo;
    if (isFirst) {
        if (many)
            batchNo = QLatin1Char('B') + base::businessDay(nowUtcMs).toString(QStringLiteral("yyyyMMdd")) +
                      QString::fromLatin1(random_.token(16));
        std::vector<PayoutChannel::Item> items;
        for (const Payout& payout : ready) {
            ZF_ASSIGN(shop::User payee, shop::findUser(database, payout.user));
            ZF_ASSIGN(const auto consent, findConsent(database, payout.user));
            items.push_back(
                {payout, std::move(payee), consent && consent->stands() ? consent->number : QString()});
        }
        ZF_ASSIGN(shipment.bytes, shipment.channel->bytes(batchNo, items));
        if (many)
            ZF_TRY(insertBatch(database, batchNo, shipment.bytes, nowUtcMs));
    } else if (many) {
        ZF_ASSIGN(shipment.bytes, batchBytes(database, batchNo));
    } else {
        shipment.bytes = ready.front().request;
    }
    const QString evidence = evidenceOf(*shipment.channel, shipment.bytes);
    for (const Payout& payout : ready) {
        // A member of a batch points to the batch's bytes; alone, it keeps its own.
        ZF_TRY(recordRequest(database, payout.id,
            {many ? batchNo.toLatin1() : shipment.bytes, shipment.channel->name(), batchNo}));
        ZF_ASSIGN(Payout stored,
            apply(database, payout, Event::dispatchStored,
                {kSystem, many ? evidence + QStringLiteral(", batch ") + batchNo : evidence, {}, {}, {}},
                nowUtcMs));
        shipment.payouts.push_back(std::move(stored));
    }
    return shipment;
}

Status Dispatcher::send(const Shipment& shipment)
{
    const auto answer = shipment.channel->send(shipment.bytes, shipment.payouts);
    if (!answer) {
        return writer_
            .runNow<int>([&](storage::Database& database) -> Result<int> {
                for (const Payout& payout : shipment.payouts) {
                    ZF_ASSIGN(const Payout current, findPayout(database, payout.id));
                    if (current.state == State::submitting)
                        ZF_TRY(notAccepted(database, current, answer.error()));
                }
                return 0;
            })
            .map([](int) {});
    }
    const QString said = wechatpay::toldBy("answer", shipment.channel->lastRequestId());
    for (const Payout& payout : shipment.payouts) {
        const QString number = payout.number.toString();
        const auto named = std::find_if(answer->begin(), answer->end(),
            [&](const wechatpay::TransferBill& bill) { return bill.outBillNo == number; });
        wechatpay::TransferBill bill;
        bill.outBillNo = number;
        bill.state = {wechatpay::TransferState::accepted, QStringLiteral("ACCEPTED")};
        ZF_TRY(tell(named == answer->end() ? bill : *named, said, *shipment.channel));
    }
    return {};
}

Status Dispatcher::notAccepted(storage::Database& database, const Payout& current, const ApiError& error)
{
    const qint64 now = clock_.nowUtcMs();
    const QString said = error.describe();
    const bool sure = error.disposition != Disposition::unclear && error.disposition != Disposition::done &&
                      !current.wasUnclear;
    if (error.disposition == Disposition::needsPerson || error.disposition == Disposition::refused)
        ZF_TRY(shop::raiseTask(database, taskSubject(current), QStringLiteral("not_taken"),
            QStringLiteral("WeChat did not take withdrawal %1: %2").arg(current.id.toString(), said), now));
    if (error.disposition == Disposition::refused && sure)
        return apply(database, current, Event::failed, {kSystem, said, {}, {}, said}, now)
            .map([](const Payout&) {});
    if (sure)
        return apply(database, current, Event::notTaken,
            {kSystem, said,
                error.disposition == Disposition::notTaken ? retryAt(current.attempts, error.waitMs)
                                                           : retryAt(12),
                blockedCode(error), said},
            now)
            .map([](const Payout&) {});
    ZF_TRY(markUnclear(database, current.id));
    return apply(database, current, Event::answerLost,
        {kSystem, said, retryAt(current.attempts), blockedCode(error), said}, now)
        .map([](const Payout&) {});
}

Status Dispatcher::ask(const Payout& payout)
{
    ZF_ASSIGN(PayoutChannel* const channel, channelOf(payout));
    const auto bill = channel->ask(payout);
    if (bill && bill->outBillNo == payout.number.toString())
        return tell(*bill, wechatpay::toldBy("query", channel->lastRequestId()), *channel);
    const ApiError error =
        bill ? ApiError{Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}} : bill.error();
    // Our create was unclear and WeChat has not seen it: the same bytes under the same number.
    if (error.isNotFound() && payout.state == State::unclear)
        return repeat(payout, *channel);
    return settle(payout, payout.state, [&](storage::Database& database, const Payout& current) -> Status {
        const qint64 now = clock_.nowUtcMs();
        if (error.isNotFound())
            ZF_TRY(shop::raiseTask(database, taskSubject(current), QStringLiteral("vanished"),
                QStringLiteral("WeChat accepted withdrawal %1 and no longer knows it; its money stays held.")
                    .arg(current.id.toString()),
                now));
        return note(database, current, QStringLiteral("asked"),
            {kSystem, error.describe(), std::max(retryAt(current.attempts + 3), now + channel->leastPollMs()),
                blockedCode(error), error.describe()},
            now);
    });
}

Status Dispatcher::repeat(const Payout& payout, PayoutChannel& channel)
{
    ZF_ASSIGN(const Shipment shipment,
        writer_.runNow<Shipment>([&](storage::Database& database) -> Result<Shipment> {
            Shipment again{&channel, {}, {}};
            const qint64 now = clock_.nowUtcMs();
            std::vector<Payout> members;
            if (payout.batchNo.isEmpty()) {
                ZF_ASSIGN(Payout current, findPayout(database, payout.id));
                again.bytes = current.request;
                members.push_back(std::move(current));
            } else {
                ZF_ASSIGN(again.bytes, batchBytes(database, payout.batchNo));
                ZF_ASSIGN(members, payoutsOfBatch(database, payout.batchNo));
            }
            for (const Payout& member : members) {
                if (member.state != State::unclear)
                    continue;
                ZF_TRY(countAttempt(database, member.id));
                ZF_ASSIGN(
                    Payout stored, apply(database, member, Event::dispatchStored,
                                       {kSystem, QStringLiteral("the same bytes again"), {}, {}, {}}, now));
                again.payouts.push_back(std::move(stored));
            }
            return again;
        }));
    return shipment.payouts.empty() ? Status{} : send(shipment);
}

Status Dispatcher::requestCancel(const Payout& payout)
{
    ZF_ASSIGN(PayoutChannel* const channel, channelOf(payout));
    const auto cancelled = channel->cancel(payout);
    return settle(payout, payout.state, [&](storage::Database& database, const Payout& current) -> Status {
        const qint64 now = clock_.nowUtcMs();
        // Accepted is not cancelled: only a query or a notification tells. A lost answer is asked again.
        const bool again = !cancelled && cancelled.error().disposition != Disposition::refused;
        ZF_TRY(database.execute("UPDATE payouts SET cancel_requested = :again WHERE id = :id",
            {{":again", again ? 1 : 0}, {":id", current.id.value()}}));
        const QString said =
            cancelled ? QStringLiteral("WeChat is cancelling it") : cancelled.error().describe();
        return note(database, current, QStringLiteral("cancel_sent"),
            {kSystem, said, again ? retryAt(2) : now + channel->leastPollMs(), {}, said}, now);
    });
}

Status Dispatcher::tell(
    const wechatpay::TransferBill& bill, const QString& source, const PayoutChannel& channel)
{
    return writer_
        .runNow<payments::Applied>([&](storage::Database& database) {
            return applyTransferBill(
                database, bill, settings_, source, clock_.nowUtcMs(), channel.leastPollMs());
        })
        .map([](const payments::Applied&) {});
}

} // namespace zhangfang::payouts
