#include "access/operators.h"
#include "payments/refund_desk.h"
#include "payments/refund_doubt.h"
#include "recovery/standing.h"

namespace zhangfang::payments
{

using wechatpay::ApiError;
using wechatpay::Disposition;
using wechatpay::v3::AbnormalRefund;

namespace
{

Status check(const Redirection& redirection)
{
    if (redirection.to == Redirection::To::merchantCard)
        return {};
    return wechatpay::v3::check(
        wechatpay::v3::UserCard{redirection.bankType, redirection.bankAccount, redirection.realName});
}

} // namespace

Result<AbnormalRefund> RefundDesk::sealed(const RefundRow& refund, const Redirection& redirection) const
{
    if (redirection.to == Redirection::To::merchantCard)
        return AbnormalRefund{refund.number};
    return clients_.v3->toUserCard(
        refund.number, {redirection.bankType, redirection.bankAccount, redirection.realName});
}

Status RefundDesk::recordRedirect(const RefundRow& refund, const char* state, const QString& evidence)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = clock_.nowUtcMs();
            ZF_ASSIGN(const auto current, findRefund(database, refund.number.toString()));
            ZF_TRY(database.execute("UPDATE refunds SET redirect_state = :state WHERE id = :id",
                {{":state", QString::fromLatin1(state)}, {":id", refund.id.value()}}));
            // Asked about at once, whatever was said: only a query tells where it stands.
            if (current && !isFinal(current->stage))
                ZF_TRY(note(database, *current, QStringLiteral("redirect_") + QString::fromLatin1(state),
                    {QStringLiteral("system"), evidence, now, current->note}, now));
            return 0;
        })
        .map([](int) {});
}

Result<RefundRow> RefundDesk::redirect(
    const QString& outRefundNo, const Redirection& redirection, const QString& operatorName)
{
    ZF_TRY(check(redirection));
    ZF_ASSIGN(RefundRow refund, find(outRefundNo));
    const auto notAbnormal = [&outRefundNo](const RefundRow& current) {
        return base::refused(
            "wrong_state", QStringLiteral("Refund %1 is %2; only an abnormal one can be sent elsewhere.")
                               .arg(outRefundNo, toText(current.stage)));
    };
    if (refund.stage != RefundStage::abnormal)
        return notAbnormal(refund);
    if (refund.redirectState == QLatin1String("stored") || refund.redirectState == QLatin1String("unclear") ||
        refund.redirectState == QLatin1String("taken")) {
        // An earlier wish got no answer, or was taken and may be done by now. Sent on already, there is
        // nothing left to do.
        ZF_ASSIGN(const shop::Order order, readers_.read<shop::Order>([&](storage::Database& database) {
            return orderOf(database, refund);
        }));
        wechatpay::Cashier* const cashier = clients_.cashier(generationOf(order));
        if (!cashier)
            return base::refused(
                "not_configured", QStringLiteral("Order %1 was opened with API v2, whose key is not set.")
                                      .arg(order.number.toString()));
        const auto told = cashier->queryRefund(refund.number, order.appid);
        if (!told)
            return base::fail(told.error().asError());
        ZF_TRY(tell(*told, wechatpay::toldBy("query", cashier->lastRequestId())));
        ZF_ASSIGN(refund, find(outRefundNo));
        if (refund.stage != RefundStage::abnormal)
            return refund;
    }
    ZF_ASSIGN(const AbnormalRefund request, sealed(refund, redirection));
    const bool toUser = redirection.to == Redirection::To::userCard;
    const QString where = toUser ? QStringLiteral("to the payer's bank card, ") + redirection.bankType
                                 : QStringLiteral("to the merchant's bank card");
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        ZF_TRY(recovery::mayAct(database));
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const auto current, findRefund(database, outRefundNo));
        if (!current || current->stage != RefundStage::abnormal)
            return notAbnormal(current.value_or(refund));
        ZF_TRY(database.execute("UPDATE refunds SET redirect_to = :to, redirect_state = 'stored', "
                                "redirect_request = :request, request_serial = :serial WHERE id = :id",
            {{":to", toUser ? QStringLiteral("user_card") : QStringLiteral("merchant_card")},
                {":request", QString::fromUtf8(wechatpay::v3::abnormalRefundBody(request))},
                {":serial", QString::fromLatin1(request.serial)}, {":id", current->id.value()}}));
        ZF_TRY(note(database, *current, QStringLiteral("redirect_stored"),
            {operatorName, where, current->nextAttemptAtUtcMs, current->note}, now));
        ZF_TRY(access::recordAudit(
            database, now, operatorName, QStringLiteral("order.refund_redirected"), outRefundNo, where));
        return 0;
    }));
    const auto told = clients_.v3->redirectRefund(refund.refundId, request);
    if (told && told->outRefundNo == outRefundNo) {
        ZF_TRY(recordRedirect(refund, "taken", where));
        ZF_TRY(tell(*told, wechatpay::toldBy("redirected", clients_.v3->lastRequestId())));
        return find(outRefundNo);
    }
    const ApiError error =
        told ? ApiError{Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}} : told.error();
    const bool unclear = error.disposition == Disposition::unclear || error.disposition == Disposition::done;
    ZF_TRY(recordRedirect(refund, unclear ? "unclear" : "refused", error.describe()));
    return base::fail(error.asError());
}

} // namespace zhangfang::payments
