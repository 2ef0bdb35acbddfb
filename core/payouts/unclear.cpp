#include "payouts/unclear.h"

#include "shop/tasks.h"

namespace zhangfang::payouts
{
namespace
{

const QString kTooLong = QStringLiteral("unclear_too_long");

} // namespace

QString taskSubject(const Payout& payout)
{
    return QStringLiteral("payout:") + payout.number.toString();
}

Status beginDoubt(storage::Database& database, PayoutId id, qint64 nowUtcMs)
{
    return database
        .execute("UPDATE payouts SET was_unclear = 1, unclear_since = COALESCE(unclear_since, :now), "
                 "unclear_rounds = CASE WHEN unclear_since IS NULL THEN 0 ELSE unclear_rounds END "
                 "WHERE id = :id",
            {{":now", nowUtcMs}, {":id", id.value()}})
        .map([](qint64) {});
}

Status barSending(storage::Database& database, PayoutId id)
{
    return database
        .execute("UPDATE payouts SET unclear_rounds = :rounds WHERE id = :id AND unclear_rounds < :rounds",
            {{":rounds", payments::kUnclearRounds}, {":id", id.value()}})
        .map([](qint64) {});
}

Result<Payout> countRound(storage::Database& database, PayoutId id, qint64 nowUtcMs)
{
    ZF_TRY(
        database.execute("UPDATE payouts SET unclear_since = COALESCE(unclear_since, :now), unclear_rounds "
                         "= CASE WHEN unclear_since IS NULL THEN 1 ELSE unclear_rounds + 1 END "
                         "WHERE id = :id",
            {{":now", nowUtcMs}, {":id", id.value()}}));
    return findPayout(database, id);
}

Result<Payout> countRefusal(storage::Database& database, PayoutId id)
{
    ZF_TRY(database.execute(
        "UPDATE payouts SET unclear_rounds = unclear_rounds + 1 WHERE id = :id", {{":id", id.value()}}));
    return findPayout(database, id);
}

Status endDoubt(storage::Database& database, const Payout& payout, qint64 nowUtcMs)
{
    if (payout.doubt.rounds == 0 && !payout.doubt.sinceUtcMs && payout.blocked.isEmpty() &&
        !payout.wasUnclear && payout.attempts <= 1)
        return {};
    ZF_TRY(database.execute(
        "UPDATE payouts SET unclear_rounds = 0, unclear_since = NULL, blocked = '' WHERE id = :id",
        {{":id", payout.id.value()}}));
    for (const char* asked : {"unclear_too_long", "unknown_state", "not_taken", "vanished"})
        ZF_TRY(shop::settleTask(database, taskSubject(payout), QString::fromLatin1(asked), nowUtcMs));
    return {};
}

Result<Change> bounded(storage::Database& database, const Payout& payout, Change wanted, qint64 nowUtcMs)
{
    if (wanted.nextAttemptAtUtcMs)
        wanted.nextAttemptAtUtcMs = payout.doubt.nextAt(*wanted.nextAttemptAtUtcMs, nowUtcMs);
    if (!payout.doubt.isTooLong(nowUtcMs))
        return wanted;
    wanted.blocked = kTooLong;
    if (payout.blocked != kTooLong)
        ZF_TRY(shop::raiseTask(database, taskSubject(payout), kTooLong,
            QStringLiteral(
                "What became of withdrawal %1 of %2 is not known after %3 rounds in %4 minutes; it "
                "is not sent again by itself, and its money stays held. Last heard: %5. Look it up "
                "in WeChat Pay's merchant platform or in the day's bill by its number %6, and say "
                "what became of it (withdrawal resolve).")
                .arg(payout.id.toString(), payout.amount.toDisplay())
                .arg(payout.doubt.rounds)
                .arg((nowUtcMs - *payout.doubt.sinceUtcMs) / 60'000)
                .arg(wanted.evidence.left(400), payout.number.toString()),
            nowUtcMs));
    return wanted;
}

} // namespace zhangfang::payouts
