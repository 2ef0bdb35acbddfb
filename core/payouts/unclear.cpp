#include "payouts/unclear.h"

#include "shop/tasks.h"

namespace zhangfang::payouts
{

QString taskSubject(const Payout& payout)
{
    return QStringLiteral("payout:") + payout.number.toString();
}

Status endDoubt(storage::Database& database, const Payout& payout, qint64 nowUtcMs)
{
    ZF_ASSIGN(const bool ended, errands::endDoubt(database, payout.errand));
    if (!ended)
        return {};
    for (const char* asked : {"unclear_too_long", "unknown_state", "not_taken", "vanished"})
        ZF_TRY(shop::settleTask(database, taskSubject(payout), QString::fromLatin1(asked), nowUtcMs));
    return {};
}

Status askPerson(storage::Database& database, const Payout& payout, const errands::Ruling& ruling,
    const QString& said, qint64 nowUtcMs)
{
    if (ruling.vanished)
        ZF_TRY(shop::raiseTask(database, taskSubject(payout), QStringLiteral("vanished"),
            QStringLiteral("WeChat accepted withdrawal %1 and no longer knows it; its money stays held.")
                .arg(payout.id.toString()),
            nowUtcMs));
    if (!ruling.isNewlyTooLong)
        return {};
    const errands::Doubt& doubt = ruling.errand.doubt;
    return shop::raiseTask(database, taskSubject(payout), QString::fromLatin1(errands::kTooLong),
        QStringLiteral("What became of withdrawal %1 of %2 is not known after %3 rounds in %4 minutes; it "
                       "is not sent again by itself, and its money stays held. Last heard: %5. Look it up "
                       "in WeChat Pay's merchant platform or in the day's bill by its number %6, and say "
                       "what became of it (withdrawal resolve).")
            .arg(payout.id.toString(), payout.amount.toDisplay())
            .arg(doubt.rounds)
            .arg((nowUtcMs - *doubt.sinceUtcMs) / 60'000)
            .arg(said.left(400), payout.number.toString()),
        nowUtcMs);
}

Status noteRound(storage::Database& database, const Payout& payout, const errands::Ruling& ruling,
    const QString& said, qint64 nowUtcMs)
{
    ZF_TRY(askPerson(database, payout, ruling, said, nowUtcMs));
    return note(database, payout, QStringLiteral("asked"),
        {QStringLiteral("system"), said, ruling.nextAtUtcMs, ruling.blocked, said}, nowUtcMs);
}

} // namespace zhangfang::payouts
