#include "wechatpay/v2/client.h"

namespace zhangfang::wechatpay::v2
{
namespace
{

/// The documents name ten to an answer; more come by `offset`, and whoever has so many is told that it is not
/// whole.
constexpr int kMostInAnswer = 50;

} // namespace

Result<RefundList> parseRefundList(const Answer& answer)
{
    RefundList list;
    bool ok = false;
    const int count = answer.text("refund_count").toInt(&ok);
    if (!ok || count < 0 || count > kMostInAnswer)
        return base::invalid("invalid_field", QStringLiteral("The field refund_count is missing or wrong."));
    ZF_ASSIGN(const QString orderNo, answer.required("out_trade_no"));
    ZF_ASSIGN(const QString transactionId, answer.required("transaction_id"));
    for (int i = 0; i < count; ++i) {
        const auto name = [i](const char* field) { return QByteArray(field) + QByteArray::number(i); };
        Refund refund;
        refund.outTradeNo = orderNo;
        refund.transactionId = transactionId;
        ZF_ASSIGN(refund.outRefundNo, answer.required(name("out_refund_no_").constData()));
        ZF_ASSIGN(refund.refund, answer.fen(name("refund_fee_").constData()));
        refund.state = parseRefundState(answer.text(name("refund_status_").constData()));
        list.refunds.push_back(std::move(refund));
    }
    const QString total = answer.text("total_refund_count");
    list.isWhole = total.isEmpty() || total.toInt() == count;
    return list;
}

ApiResult<RefundList> Client::queryRefundsOf(const OrderNo& number, const QString& appid)
{
    Fields fields = common(appid);
    fields[QStringLiteral("out_trade_no")] = number.toString();
    fields[QStringLiteral("sign_type")] = toText(signType_);
    const auto answer =
        callWith({Operation::query, EndpointClass::query, "/pay/refundquery"}, std::move(fields), signType_);
    return answer ? understood(parseRefundList(*answer)) : tl::unexpected(answer.error());
}

} // namespace zhangfang::wechatpay::v2
