#include "payments/refund_resolve.h"

#include "base/plain_text.h"
#include "payments/refund_doubt.h"
#include "payments/refund_told.h"
#include "recovery/standing.h"

namespace zhangfang::payments
{

using wechatpay::ApiError;
using wechatpay::Disposition;

namespace
{

bool atWechat(RefundStage stage)
{
    return stage == RefundStage::unclear || stage == RefundStage::processing ||
           stage == RefundStage::abnormal;
}

Result<RefundRow> known(storage::Database& database, const QString& outRefundNo)
{
    ZF_ASSIGN(const auto found, findRefund(database, outRefundNo));
    if (!found)
        return base::notFound(
            "no_such_refund", QStringLiteral("There is no refund %1.").arg(outRefundNo.left(64)));
    return *found;
}

tl::unexpected<base::Error> undecidable(const RefundRow& current)
{
    if (current.stage == RefundStage::submitting)
        return base::unavailable(
            "being_sent", QStringLiteral("Refund %1 is being sent to WeChat Pay, or was when the engine "
                                         "stopped; it goes on there.")
                              .arg(current.number.toString()));
    return base::refused("wrong_state",
        QStringLiteral("Refund %1 is %2; only one that WeChat may have, and that is not at its end, can be "
                       "decided by a person's word.")
            .arg(current.number.toString(), toText(current.stage)));
}

Status invalidReason()
{
    return base::invalid("invalid_reason",
        QStringLiteral("The reason must have 1 to %1 characters, and no line ends.").arg(kWordsLength));
}

} // namespace

Result<RefundVerdict> parseRefundVerdict(const QString& text)
{
    if (text == QLatin1String("refunded"))
        return RefundVerdict::refunded;
    if (text == QLatin1String("not-refunded"))
        return RefundVerdict::notRefunded;
    return base::invalid("invalid_verdict",
        QStringLiteral("It was 'refunded' or 'not-refunded', not '%1'.").arg(text.left(20)));
}

QString toText(RefundVerdict verdict)
{
    return verdict == RefundVerdict::refunded ? QStringLiteral("refunded") : QStringLiteral("not-refunded");
}

bool isSentence(const QString& text)
{
    return base::isSentence(text, kWordsLength);
}

Status checkWords(const QString& proof, const QString& reason)
{
    if (!isSentence(proof))
        return base::invalid("invalid_proof",
            QStringLiteral("The proof must have 1 to %1 characters, and no line ends.").arg(kWordsLength));
    return isSentence(reason) ? Status() : invalidReason();
}

Result<RefundRow> RefundResolveDesk::find(const QString& outRefundNo) const
{
    return readers_.read<RefundRow>(
        [&](storage::Database& database) { return known(database, outRefundNo); });
}

Result<wechatpay::Cashier*> RefundResolveDesk::cashierOf(const RefundRow& refund) const
{
    ZF_ASSIGN(const shop::Order order,
        readers_.read<shop::Order>([&](storage::Database& database) { return orderOf(database, refund); }));
    wechatpay::Cashier* const cashier = clients_.cashier(generationOf(order));
    if (!cashier)
        return base::refused(
            "not_configured", QStringLiteral("There is no connection to WeChat Pay for order %1.")
                                  .arg(order.number.toString()));
    return cashier;
}

Result<RefundResolveDesk::Asked> RefundResolveDesk::ask(const RefundRow& refund, wechatpay::Cashier& cashier)
{
    ZF_ASSIGN(const shop::Order order,
        readers_.read<shop::Order>([&](storage::Database& database) { return orderOf(database, refund); }));
    auto told = cashier.queryRefund(refund.number, order.appid);
    if (told && told->outRefundNo != refund.number.toString())
        told = tl::unexpected(ApiError{Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}});
    const qint64 now = clock_.nowUtcMs();
    if (!told) {
        const QString words = told.error().describe();
        ZF_ASSIGN(
            RefundRow noted, writer_.runNow<RefundRow>([&](storage::Database& database) -> Result<RefundRow> {
                ZF_ASSIGN(const RefundRow current, known(database, refund.number.toString()));
                if (!isFinal(current.stage))
                    ZF_TRY(note(database, current, QStringLiteral("asked"),
                        {QStringLiteral("operator"), words, current.nextAttemptAtUtcMs, words}, now));
                return known(database, refund.number.toString());
            }));
        return Asked{std::move(noted), words, false, told.error()};
    }
    const QString source = wechatpay::toldBy("query", cashier.lastRequestId());
    ZF_ASSIGN(const Applied applied, writer_.runNow<Applied>([&](storage::Database& database) {
        return applyRefund(
            database, *told, expectedFrom(settings_), source, now + settings_.number("payouts.poll_ms"), now);
    }));
    ZF_ASSIGN(RefundRow current, find(refund.number.toString()));
    const bool fits = applied.outcome != Outcome::quarantined;
    return Asked{std::move(current),
        fits ? QStringLiteral("%1: %2").arg(source, told->state.text.left(40)) : applied.note,
        fits && (told->state.value == wechatpay::RefundState::processing ||
                    told->state.value == wechatpay::RefundState::abnormal)};
}

Result<RefundRow> RefundResolveDesk::sendAgain(const RefundRow& refund)
{
    return writer_.runNow<RefundRow>([&](storage::Database& database) -> Result<RefundRow> {
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const RefundRow current, known(database, refund.number.toString()));
        const bool waits = current.nextAttemptAtUtcMs && *current.nextAttemptAtUtcMs > now;
        if (current.stage != RefundStage::requested || (current.blocked.isEmpty() && !waits))
            return current;
        ZF_TRY(errands::forgetRefusals(database, current.errand));
        ZF_TRY(errands::block(database, current.errand, {}));
        ZF_TRY(note(database, current, QStringLiteral("send_again"),
            {QStringLiteral("operator"), current.note, now, current.note}, now));
        return known(database, refund.number.toString());
    });
}

Result<RefundRow> RefundResolveDesk::sync(const QString& outRefundNo)
{
    ZF_ASSIGN(const RefundRow refund, find(outRefundNo));
    if (refund.stage == RefundStage::requested)
        return sendAgain(refund);
    if (!atWechat(refund.stage))
        return refund;
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(refund));
    ZF_ASSIGN(const Asked heard, ask(refund, *cashier));
    if (heard.error && !heard.error->isNotFound())
        return base::fail(heard.error->asError());
    return heard.now;
}

Result<RefundResolveDesk::Heard> RefundResolveDesk::hear(const QString& outRefundNo)
{
    ZF_ASSIGN(const RefundRow refund, find(outRefundNo));
    if (!atWechat(refund.stage))
        return undecidable(refund);
    const auto cashier = cashierOf(refund);
    if (!cashier)
        return Heard{false, QStringLiteral("WeChat was not asked: there is no connection"), refund.attempts};
    ZF_ASSIGN(const Asked asked, ask(refund, **cashier));
    if (isFinal(asked.now.stage))
        return Heard{true, asked.words, refund.attempts};
    if (asked.underWay)
        return base::refused("wechat_says_otherwise",
            QStringLiteral("WeChat still has refund %1 under way (%2); it will come to an end there.")
                .arg(outRefundNo, asked.words));
    return Heard{false, asked.words, refund.attempts};
}

Result<QString> resolveRefund(storage::Database& database, const QString& outRefundNo,
    const RefundResolution& resolution, const RefundResolveDesk::Heard& heard, const QString& operatorName,
    qint64 now)
{
    ZF_TRY(checkWords(resolution.proof, resolution.reason));
    ZF_ASSIGN(const RefundRow current, known(database, outRefundNo));
    if (!atWechat(current.stage))
        return undecidable(current);
    if (current.attempts != heard.attempts)
        return base::unavailable("being_sent",
            QStringLiteral("Refund %1 was sent again while WeChat was asked about it.").arg(outRefundNo));
    const bool refunded = resolution.as == RefundVerdict::refunded;
    // What is held for it would be free while the request is still on its way.
    if (!refunded && current.sentAtUtcMs && now - *current.sentAtUtcMs < errands::kInFlightMs)
        return base::refused("may_arrive",
            QStringLiteral(
                "Refund %1 was sent less than two minutes ago, and may still arrive at WeChat Pay: "
                "say so once that time is over.")
                .arg(outRefundNo));
    const QString evidence = QStringLiteral("%1 by %2; %3; %4")
                                 .arg(refunded ? QStringLiteral("refunded") : QStringLiteral("not refunded"),
                                     resolution.proof, resolution.reason, heard.words);
    ZF_TRY(endDoubt(database, current, now));
    ZF_ASSIGN(const RefundRow decided,
        apply(database, current, refunded ? RefundEvent::decidedRefunded : RefundEvent::decidedNotRefunded,
            {operatorName, evidence, {}, resolution.reason}, now));
    ZF_TRY(lookAgainAt(database, decided, errands::nextLookAfterVerdict(now, now)));
    return evidence;
}

Status withdrawRefund(storage::Database& database, const QString& outRefundNo, const QString& reason,
    const QString& operatorName, qint64 now)
{
    if (!isSentence(reason))
        return invalidReason();
    ZF_ASSIGN(const RefundRow refund, known(database, outRefundNo));
    // What was sent and given back after a backup is only asked for in it.
    ZF_TRY(recovery::mayActOn(database, refund.createdAtUtcMs));
    if (refund.stage != RefundStage::requested || refund.wasUnclear)
        return base::refused("wrong_state",
            QStringLiteral("Refund %1 is %2; only one that WeChat certainly has not got can be withdrawn.")
                .arg(outRefundNo, toText(refund.stage)));
    ZF_TRY(endDoubt(database, refund, now));
    return apply(database, refund, RefundEvent::withdrawn, {operatorName, reason, {}, reason}, now)
        .map([](const RefundRow&) {});
}

} // namespace zhangfang::payments
