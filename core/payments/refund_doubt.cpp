#include "payments/refund_doubt.h"

#include "shop/tasks.h"

namespace zhangfang::payments
{

QString taskSubject(const RefundRow& refund)
{
    return QStringLiteral("refund:") + refund.number.toString();
}

errands::Answer answerOf(const wechatpay::ApiError& error)
{
    using Means = errands::Answer::Means;
    errands::Answer answer;
    switch (error.disposition) {
    case wechatpay::Disposition::refused:
        answer.means = Means::refused;
        break;
    case wechatpay::Disposition::notTaken:
        answer.means = Means::notTaken;
        break;
    case wechatpay::Disposition::needsPerson:
        answer.means = Means::needsPerson;
        break;
    case wechatpay::Disposition::unclear:
    case wechatpay::Disposition::done:
        break;
    }
    answer.neverLeft = error.neverLeft();
    answer.isBarred =
        error.reason == wechatpay::Reason::otherContent || error.reason == wechatpay::Reason::pastRetry;
    answer.isNotFound = error.isNotFound();
    answer.waitMs = error.waitMs;
    answer.code = error.code;
    answer.said = error.describe();
    return answer;
}

Status endDoubt(storage::Database& database, const RefundRow& refund, qint64 nowUtcMs)
{
    ZF_ASSIGN(const bool ended, errands::endDoubt(database, refund.errand));
    if (!ended)
        return {};
    for (const char* asked : {"unclear_too_long", "unknown_state", "refund_not_taken", "vanished"})
        ZF_TRY(shop::settleTask(database, taskSubject(refund), QString::fromLatin1(asked), nowUtcMs));
    return {};
}

Status askPerson(storage::Database& database, const RefundRow& refund, const errands::Ruling& ruling,
    const QString& said, qint64 nowUtcMs)
{
    if (ruling.vanished)
        ZF_TRY(shop::raiseTask(database, taskSubject(refund), QStringLiteral("vanished"),
            QStringLiteral("WeChat had refund %1 and no longer knows it.").arg(refund.number.toString()),
            nowUtcMs));
    if (!ruling.isNewlyTooLong)
        return {};
    const Doubt& doubt = ruling.errand.doubt;
    return shop::raiseTask(database, taskSubject(refund), QString::fromLatin1(errands::kTooLong),
        QStringLiteral("What became of refund %1 of %2 is not known after %3 rounds in %4 minutes; it is "
                       "not sent again by itself. Last heard: %5. Look it up in WeChat Pay's merchant "
                       "platform or in the day's bill, and say what became of it (order refund-resolve).")
            .arg(refund.number.toString(), refund.amount.toDisplay())
            .arg(doubt.rounds)
            .arg((nowUtcMs - *doubt.sinceUtcMs) / 60'000)
            .arg(said.left(400)),
        nowUtcMs);
}

Status noteRound(storage::Database& database, const RefundRow& refund, const errands::Ruling& ruling,
    const QString& said, qint64 nowUtcMs)
{
    ZF_TRY(askPerson(database, refund, ruling, said, nowUtcMs));
    ZF_TRY(errands::block(database, refund.errand, ruling.blocked));
    return note(database, refund, QStringLiteral("asked"),
        {QStringLiteral("system"), said, ruling.nextAtUtcMs, said}, nowUtcMs);
}

Result<Applied> unknownState(
    storage::Database& database, const RefundRow& refund, const RefundChange& told, qint64 nowUtcMs)
{
    const QString unknown = QStringLiteral("unknown_state");
    ZF_TRY(shop::raiseTask(database, taskSubject(refund), unknown,
        QStringLiteral("WeChat tells the unknown state '%1' of refund %2.")
            .arg(told.note.left(40), refund.number.toString()),
        nowUtcMs));
    ZF_ASSIGN(const errands::Ruling ruling, errands::afterUnknownWord(database, refund.errand, unknown,
                                                told.nextAttemptAtUtcMs.value_or(nowUtcMs), nowUtcMs));
    ZF_TRY(askPerson(database, refund, ruling, told.evidence, nowUtcMs));
    ZF_TRY(errands::block(database, refund.errand, ruling.blocked));
    RefundChange change = told;
    change.nextAttemptAtUtcMs = ruling.nextAtUtcMs;
    if (ruling.event)
        ZF_TRY(apply(database, refund, RefundEvent::answerLost, change, nowUtcMs));
    else
        ZF_TRY(note(database, refund, QStringLiteral("told"), change, nowUtcMs));
    return Applied{Outcome::applied, {}};
}

} // namespace zhangfang::payments
