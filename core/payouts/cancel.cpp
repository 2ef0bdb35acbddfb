#include "payouts/dispatcher.h"
#include "payouts/limits.h"
#include "payouts/unclear.h"
#include "recovery/standing.h"
#include "shop/tasks.h"

namespace zhangfang::payouts
{

namespace
{

const QString kSystem = QStringLiteral("system");

Status setWish(storage::Database& database, PayoutId id, bool stillWanted, bool open)
{
    return database
        .execute("UPDATE payouts SET cancel_requested = :wanted, cancel_open = :open WHERE id = :id",
            {{":wanted", stillWanted ? 1 : 0}, {":open", open ? 1 : 0}, {":id", id.value()}})
        .map([](qint64) {});
}

} // namespace

Status Dispatcher::requestCancel(const Payout& payout)
{
    ZF_ASSIGN(PayoutChannel* const channel, channelOf(payout));
    // Written down before it leaves: from here on the next step is a query, even after a crash.
    ZF_ASSIGN(const bool wanted, writer_.runNow<bool>([&](storage::Database& database) -> Result<bool> {
        ZF_TRY(recovery::mayAct(database));
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const bool mine, worker_.take(database, payout.errand));
        ZF_ASSIGN(const Payout current, findPayout(database, payout.id));
        if (!mine || current.state != payout.state || !current.cancelRequested || current.cancelOpen)
            return false;
        ZF_TRY(database.execute("UPDATE payouts SET cancels = cancels + 1, cancel_open = 1 WHERE id = :id",
            {{":id", current.id.value()}}));
        ZF_TRY(note(
            database, current, QStringLiteral("cancel_sent"), {kSystem, {}, now, {}, current.note}, now));
        // What is written about it lets go of it: until WeChat has answered it is nobody else's.
        return worker_.take(database, payout.errand);
    }));
    if (!wanted)
        return {};
    const auto cancelled = channel->cancel(payout);
    return settle(payout, payout.state, [&](storage::Database& database, const Payout& current) -> Status {
        const qint64 now = clock_.nowUtcMs();
        if (cancelled) { // accepted is not cancelled: only a query or a notification tells
            const QString said = QStringLiteral("WeChat is cancelling it");
            ZF_TRY(setWish(database, current.id, false, false));
            return note(database, current, QStringLiteral("cancel_accepted"),
                {kSystem, said, now + channel->leastPollMs(), {}, said}, now);
        }
        // A refusal says no more than any other answer: whether it is paid, or still waits, the query tells.
        const QString said = cancelled.error().describe();
        return note(database, current, QStringLiteral("cancel_not_accepted"),
            {kSystem, said, std::max(now, now + cancelled.error().waitMs), {}, said}, now);
    });
}

Status Dispatcher::afterCancel(const Payout& payout)
{
    return settle(payout, payout.state, [&](storage::Database& database, const Payout& current) -> Status {
        if (!current.cancelRequested || !current.cancelOpen)
            return {};
        const qint64 now = clock_.nowUtcMs();
        const bool again = current.cancels < kMostCancels;
        ZF_TRY(setWish(database, current.id, again, false));
        if (!again)
            ZF_TRY(shop::raiseTask(database, taskSubject(current), QStringLiteral("not_cancelled"),
                QStringLiteral(
                    "WeChat did not cancel withdrawal %1 in %2 tries, and still has it as %3: %4. It "
                    "is not tried again by itself.")
                    .arg(current.id.toString())
                    .arg(current.cancels)
                    .arg(toText(current.state), current.note),
                now));
        const qint64 next = again ? retryAt(current.cancels + 3) : now + settings_.number("payouts.poll_ms");
        return note(database, current,
            again ? QStringLiteral("cancel_later") : QStringLiteral("cancel_ended"),
            {kSystem, QStringLiteral("WeChat still has it as ") + toText(current.state),
                current.doubt.nextAt(next, now), current.blocked, current.note},
            now);
    });
}

} // namespace zhangfang::payouts
