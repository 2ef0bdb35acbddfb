#include "payouts/dispatcher.h"

#include "payouts/policy.h"
#include "payouts/told.h"
#include "payouts/unclear.h"
#include "shop/tasks.h"

namespace zhangfang::payouts
{

namespace
{

/// Few at once, so that several senders share what is due.
constexpr int kPage = 10;
constexpr int kWoken = 50; ///< looked at together, whether money covers them by now
/// A batch may carry this many; what is due is read in such pages when the channel sends batches.
constexpr int kBatchPage = wechatpay::v3::kMostDetails;
constexpr qint64 kLongestRetryMs = 10 * 60 * 1000;
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
            ZF_ASSIGN(const bool mine, worker_.holds(database, payout.errand));
            ZF_ASSIGN(const Payout now, findPayout(database, payout.id));
            if (mine && now.state == expected)
                ZF_TRY(change(database, now));
            return 0;
        })
        .map([](int) {});
}

errands::Pace Dispatcher::pace(const PayoutChannel& channel) const
{
    return {[this](int attempts, qint64 notBeforeMs) { return retryAt(attempts, notBeforeMs); },
        channel.leastPollMs()};
}

Result<int> Dispatcher::recover()
{
    ZF_ASSIGN(const int payouts, worker_.recover(*this));
    return canceller_.recover().map([payouts](int cancels) { return payouts + cancels; });
}

Result<int> Dispatcher::runDue()
{
    const bool batches = settings_.text("payouts.channel") == QLatin1String(kBatches);
    ZF_TRY(wakeCovered());
    // Those keep nobody from being paid, whatever becomes of them.
    const auto cancels = canceller_.runDue();
    ZF_ASSIGN(const int payouts, worker_.runDue(*this, batches ? kBatchPage : kPage));
    return cancels.map([payouts](int count) { return payouts + count; });
}

Status Dispatcher::lost(storage::Database& database, const errands::Errand& errand, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Payout payout, findPayout(database, PayoutId(errand.subject.toLongLong())));
    ZF_TRY(errands::recordLost(database, errand.id, nowUtcMs));
    return apply(database, payout, Event::answerLost,
        {kSystem, QStringLiteral("the program stopped while this was being sent"), nowUtcMs, {}, {}},
        nowUtcMs)
        .map([](const Payout&) {});
}

Status Dispatcher::wakeCovered()
{
    const auto covered = [&](storage::Database& database) -> Result<std::vector<PayoutId>> {
        ZF_ASSIGN(const std::vector<Payout> waiting, uncoveredPayouts(database, kWoken));
        std::vector<PayoutId> woken;
        struct Standing {
            Coverage coverage;
            Money onTheWire; ///< as whoever sends it counts it
        };
        std::map<QString, Standing> standing; // the same for all of an account
        const qint64 now = clock_.nowUtcMs();
        for (const Payout& payout : waiting) {
            if (payout.nextAttemptAtUtcMs.value_or(now) <= now)
                continue;
            if (!standing.contains(payout.payAccount)) {
                Standing& one = standing[payout.payAccount];
                ZF_ASSIGN(one.coverage, coverage(database, payout.payAccount, now));
                ZF_ASSIGN(one.onTheWire, beingSent(database, payout.payAccount));
            }
            const Standing& one = standing[payout.payAccount];
            ZF_ASSIGN(const Money together, one.onTheWire.plus(payout.amount));
            if (one.coverage.covers(together))
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

Status Dispatcher::setAside(
    storage::Database& database, const errands::Errand& errand, const base::Error& error, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Payout current, findPayout(database, PayoutId(errand.subject.toLongLong())));
    if (isFinal(current.state))
        return {};
    ZF_TRY(shop::raiseTask(database, taskSubject(current), error.code,
        QStringLiteral("Withdrawal %1 cannot go on: %2").arg(current.id.toString(), error.message),
        nowUtcMs));
    const Change change{kSystem, error.describe(), retryAt(12), error.code, error.message};
    if (current.state != State::submitting)
        return note(database, current, QStringLiteral("set_aside"), change, nowUtcMs);
    // Sent, and what was said of it could not be written down.
    ZF_TRY(errands::beginDoubt(database, errand.id, nowUtcMs));
    return apply(database, current, Event::answerLost, change, nowUtcMs).map([](const Payout&) {});
}

Status Dispatcher::work(const std::vector<errands::Errand>& together)
{
    // As it stands now: what was done for another member of a batch was done for this one too.
    ZF_ASSIGN(const Payout payout, readers_.read<Payout>([&](storage::Database& database) {
        return findPayout(database, PayoutId(together.front().subject.toLongLong()));
    }));
    if (!payout.nextAttemptAtUtcMs || *payout.nextAttemptAtUtcMs > clock_.nowUtcMs())
        return {};
    switch (payout.state) {
    case State::approved:
        return dispatch(payout);
    case State::unclear:
    case State::accepted:
    case State::awaitingUser:
        return ask(payout);
    case State::paid:
    case State::failed:
        return lookAfterVerdict(payout);
    default:
        return {}; // changed since it was read
    }
}

Result<std::optional<payments::Applied>> Dispatcher::tell(const Payout& payout,
    const wechatpay::TransferBill& bill, const QString& source, const PayoutChannel& channel)
{
    using Told = std::optional<payments::Applied>;
    return writer_.runNow<Told>([&](storage::Database& database) -> Result<Told> {
        ZF_ASSIGN(const bool mine, worker_.holds(database, payout.errand));
        if (!mine)
            return std::nullopt;
        return applyTransferBill(database, bill, settings_, source, clock_.nowUtcMs(), channel.leastPollMs())
            .map([](payments::Applied applied) { return Told(std::move(applied)); });
    });
}

} // namespace zhangfang::payouts
