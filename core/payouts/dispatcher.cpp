#include "payouts/dispatcher.h"

#include "payouts/policy.h"
#include "payouts/told.h"
#include "payouts/unclear.h"
#include "shop/tasks.h"

namespace zhangfang::payouts
{

namespace
{

constexpr int kPage = 50;
/// A batch may carry this many; what is due is read in such pages when the channel sends batches.
constexpr int kBatchPage = wechatpay::v3::kMostDetails;
constexpr qint64 kLongestRetryMs = 10 * 60 * 1000;
constexpr qint64 kWhileRecoveringMs = 3'000;
const QString kSystem = QStringLiteral("system");

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
    return channels_.find(payout.channel);
}

Result<Payout> Dispatcher::current(const Payout& payout) const
{
    return readers_.read<Payout>(
        [&](storage::Database& database) { return findPayout(database, payout.id); });
}

Status Dispatcher::settle(const Payout& payout, State expected, const Step& change)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const Payout now, findPayout(database, payout.id));
            if (now.state == expected)
                ZF_TRY(change(database, now));
            return 0;
        })
        .map([](int) {});
}

Result<int> Dispatcher::recover()
{
    return writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        const qint64 now = clock_.nowUtcMs();
        int recovered = 0;
        for (;;) {
            ZF_ASSIGN(const auto page, listPayouts(database, State::submitting, 0, kPage));
            if (page.empty())
                return recovered;
            for (const Payout& payout : page) {
                ZF_TRY(recordSent(database, payout.id, now));
                ZF_TRY(beginDoubt(database, payout.id, now));
                ZF_TRY(apply(database, payout, Event::answerLost,
                    {kSystem, QStringLiteral("the program stopped while this was being sent"), now, {}, {}},
                    now));
                ++recovered;
            }
        }
    });
}

Result<int> Dispatcher::runDue()
{
    const bool batches = settings_.text("payouts.channel") == QLatin1String(kBatches);
    // One after the other: nothing is being sent now, so what is left in that state will hear no answer.
    ZF_ASSIGN(const auto left, readers_.read<std::vector<Payout>>([](storage::Database& database) {
        return listPayouts(database, State::submitting, 0, 1);
    }));
    if (!left.empty())
        ZF_TRY(recover());
    ZF_TRY(wakeCovered());
    ZF_ASSIGN(const auto due, readers_.read<std::vector<Payout>>([&](storage::Database& database) {
        return duePayouts(database, clock_.nowUtcMs(), batches ? kBatchPage : kPage);
    }));
    // What goes together: the members of one batch.
    std::map<QString, std::vector<Payout>> groups;
    std::vector<std::vector<Payout>> steps;
    for (const Payout& payout : due) {
        if (payout.state == State::approved && !payout.batchNo.isEmpty())
            groups[payout.batchNo].push_back(payout);
        else
            steps.push_back({payout});
    }
    for (auto& [number, group] : groups)
        steps.push_back(std::move(group));
    for (const auto& together : steps) {
        const Status worked = work(together);
        if (!worked && worked.error().code == QLatin1String("recovering")) {
            ZF_TRY(postpone(together));
            continue;
        }
        if (!worked && worked.error().kind == base::ErrorKind::unavailable)
            ZF_TRY(worked); // storage or the program itself is in trouble, and so are the others
        if (!worked) {
            for (const Payout& payout : together)
                ZF_TRY(setAside(payout, worked.error()));
        }
    }
    return static_cast<int>(due.size());
}

Status Dispatcher::wakeCovered()
{
    const auto covered = [&](storage::Database& database) -> Result<std::vector<PayoutId>> {
        ZF_ASSIGN(const std::vector<Payout> waiting, uncoveredPayouts(database, kPage));
        std::vector<PayoutId> woken;
        std::map<QString, Coverage> standing; // the same for all of an account
        const qint64 now = clock_.nowUtcMs();
        for (const Payout& payout : waiting) {
            if (payout.nextAttemptAtUtcMs.value_or(now) <= now)
                continue;
            if (!standing.contains(payout.payAccount)) {
                ZF_ASSIGN(standing[payout.payAccount], coverage(database, payout.payAccount, now));
            }
            if (standing[payout.payAccount].covers(payout.amount))
                woken.push_back(payout.id);
        }
        return woken;
    };
    ZF_ASSIGN(const auto woken, readers_.read<std::vector<PayoutId>>(covered));
    if (woken.empty())
        return {};
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            for (const PayoutId id : woken) {
                ZF_ASSIGN(const Payout now, findPayout(database, id));
                if (now.state == State::approved && now.blocked == QLatin1String(kNotCovered))
                    ZF_TRY(lookAgainAt(database, now, clock_.nowUtcMs()));
            }
            return 0;
        })
        .map([](int) {});
}

Status Dispatcher::postpone(const std::vector<Payout>& together)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            for (const Payout& payout : together)
                ZF_TRY(database.execute("UPDATE payouts SET next_attempt_at = :next WHERE id = :id "
                                        "AND next_attempt_at IS NOT NULL",
                    {{":next", clock_.nowUtcMs() + kWhileRecoveringMs}, {":id", payout.id.value()}}));
            return 0;
        })
        .map([](int) {});
}

Status Dispatcher::setAside(const Payout& payout, const base::Error& error)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = clock_.nowUtcMs();
            ZF_ASSIGN(const Payout current, findPayout(database, payout.id));
            if (isFinal(current.state))
                return 0;
            ZF_TRY(shop::raiseTask(database, taskSubject(current), error.code,
                QStringLiteral("Withdrawal %1 cannot go on: %2").arg(current.id.toString(), error.message),
                now));
            const Change change{kSystem, error.describe(), retryAt(12), error.code, error.message};
            if (current.state != State::submitting)
                ZF_TRY(note(database, current, QStringLiteral("set_aside"), change, now));
            else { // sent, and what was said of it could not be written down
                ZF_TRY(beginDoubt(database, current.id, now));
                ZF_TRY(apply(database, current, Event::answerLost, change, now));
            }
            return 0;
        })
        .map([](int) {});
}

Status Dispatcher::work(const std::vector<Payout>& together)
{
    // As it stands now: what was done for another member of a batch was done for this one too.
    ZF_ASSIGN(const Payout payout, current(together.front()));
    if (!payout.nextAttemptAtUtcMs || *payout.nextAttemptAtUtcMs > clock_.nowUtcMs())
        return {};
    switch (payout.state) {
    case State::approved:
        return dispatch(together);
    case State::unclear:
        return ask(payout);
    case State::accepted:
    case State::awaitingUser:
        // A cancel that was sent is followed by a query, whatever came of it.
        return payout.cancelRequested && !payout.cancelOpen ? requestCancel(payout) : ask(payout);
    case State::paid:
    case State::failed:
        return lookAfterVerdict(payout);
    default:
        return {}; // changed since it was read
    }
}

Result<payments::Applied> Dispatcher::tell(
    const wechatpay::TransferBill& bill, const QString& source, const PayoutChannel& channel)
{
    return writer_.runNow<payments::Applied>([&](storage::Database& database) {
        return applyTransferBill(database, bill, settings_, source, clock_.nowUtcMs(), channel.leastPollMs());
    });
}

} // namespace zhangfang::payouts
