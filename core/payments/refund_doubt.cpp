#include "payments/refund_doubt.h"

#include "shop/tasks.h"

namespace zhangfang::payments
{
namespace
{

const QString kTooLong = QStringLiteral("unclear_too_long");

Result<RefundRow> again(storage::Database& database, const RefundRow& refund)
{
    ZF_ASSIGN(const auto found, findRefund(database, refund.number.toString()));
    if (!found)
        return base::damaged("damaged", QStringLiteral("Refund %1 is gone.").arg(refund.number.toString()));
    return *found;
}

} // namespace

QString taskSubject(const RefundRow& refund)
{
    return QStringLiteral("refund:") + refund.number.toString();
}

Status beginDoubt(storage::Database& database, RefundId id, qint64 nowUtcMs)
{
    return database
        .execute("UPDATE refunds SET was_unclear = 1, unclear_since = COALESCE(unclear_since, :now), "
                 "unclear_rounds = CASE WHEN unclear_since IS NULL THEN 0 ELSE unclear_rounds END "
                 "WHERE id = :id",
            {{":now", nowUtcMs}, {":id", id.value()}})
        .map([](qint64) {});
}

Status barSending(storage::Database& database, RefundId id)
{
    return database
        .execute("UPDATE refunds SET unclear_rounds = :rounds WHERE id = :id AND unclear_rounds < :rounds",
            {{":rounds", kUnclearRounds}, {":id", id.value()}})
        .map([](qint64) {});
}

Result<RefundRow> countRound(storage::Database& database, const RefundRow& refund, qint64 nowUtcMs)
{
    ZF_TRY(
        database.execute("UPDATE refunds SET unclear_since = COALESCE(unclear_since, :now), unclear_rounds "
                         "= CASE WHEN unclear_since IS NULL THEN 1 ELSE unclear_rounds + 1 END "
                         "WHERE id = :id",
            {{":now", nowUtcMs}, {":id", refund.id.value()}}));
    return again(database, refund);
}

Result<RefundRow> countRefusal(storage::Database& database, const RefundRow& refund)
{
    ZF_TRY(database.execute("UPDATE refunds SET unclear_rounds = unclear_rounds + 1 WHERE id = :id",
        {{":id", refund.id.value()}}));
    return again(database, refund);
}

Status endDoubt(storage::Database& database, const RefundRow& refund, qint64 nowUtcMs)
{
    if (refund.doubt.rounds == 0 && !refund.doubt.sinceUtcMs && refund.blocked.isEmpty() &&
        !refund.wasUnclear && refund.attempts <= 1)
        return {};
    ZF_TRY(database.execute(
        "UPDATE refunds SET unclear_rounds = 0, unclear_since = NULL, blocked = '' WHERE id = :id",
        {{":id", refund.id.value()}}));
    for (const char* asked : {"unclear_too_long", "unknown_state", "refund_not_taken", "vanished"})
        ZF_TRY(shop::settleTask(database, taskSubject(refund), QString::fromLatin1(asked), nowUtcMs));
    return {};
}

Status recordSent(storage::Database& database, RefundId id, qint64 nowUtcMs)
{
    return database
        .execute(
            "UPDATE refunds SET sent_at = :now WHERE id = :id", {{":now", nowUtcMs}, {":id", id.value()}})
        .map([](qint64) {});
}

Status setBlocked(storage::Database& database, RefundId id, const QString& why)
{
    return database
        .execute("UPDATE refunds SET blocked = :why WHERE id = :id", {{":why", why}, {":id", id.value()}})
        .map([](qint64) {});
}

Result<RefundChange> bounded(storage::Database& database, const RefundRow& refund, RefundChange wanted,
    const QString& blocked, qint64 nowUtcMs)
{
    if (wanted.nextAttemptAtUtcMs)
        wanted.nextAttemptAtUtcMs = refund.doubt.nextAt(*wanted.nextAttemptAtUtcMs, nowUtcMs);
    const bool tooLong = refund.doubt.isTooLong(nowUtcMs);
    ZF_TRY(setBlocked(database, refund.id, tooLong ? kTooLong : blocked));
    if (tooLong && refund.blocked != kTooLong)
        ZF_TRY(shop::raiseTask(database, taskSubject(refund), kTooLong,
            QStringLiteral("What became of refund %1 of %2 is not known after %3 rounds in %4 minutes; it is "
                           "not sent again by itself. Last heard: %5. Look it up in WeChat Pay's merchant "
                           "platform or in the day's bill, and say what became of it (order refund-resolve).")
                .arg(refund.number.toString(), refund.amount.toDisplay())
                .arg(refund.doubt.rounds)
                .arg((nowUtcMs - *refund.doubt.sinceUtcMs) / 60'000)
                .arg(wanted.evidence.left(400)),
            nowUtcMs));
    return wanted;
}

Result<Applied> unknownState(
    storage::Database& database, const RefundRow& refund, const RefundChange& told, qint64 nowUtcMs)
{
    ZF_TRY(shop::raiseTask(database, taskSubject(refund), QStringLiteral("unknown_state"),
        QStringLiteral("WeChat tells the unknown state '%1' of refund %2.")
            .arg(told.note.left(40), refund.number.toString()),
        nowUtcMs));
    if (refund.stage == RefundStage::submitting) {
        ZF_TRY(beginDoubt(database, refund.id, nowUtcMs));
        ZF_TRY(setBlocked(database, refund.id, QStringLiteral("unknown_state")));
        ZF_TRY(apply(database, refund, RefundEvent::answerLost, told, nowUtcMs));
        return Applied{Outcome::applied, {}};
    }
    ZF_ASSIGN(const RefundRow counted, countRound(database, refund, nowUtcMs));
    ZF_ASSIGN(const RefundChange paced,
        bounded(database, counted, told, QStringLiteral("unknown_state"), nowUtcMs));
    ZF_TRY(note(database, counted, QStringLiteral("told"), paced, nowUtcMs));
    return Applied{Outcome::applied, {}};
}

} // namespace zhangfang::payments
