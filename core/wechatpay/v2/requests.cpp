#include "wechatpay/v2/client.h"

#include "base/calendar.h"
#include "base/json.h"
#include "wechatpay/detail/check.h"
#include "wechatpay/limits.h"

// The exact bytes of API v2's requests. Field names and lengths: resources/wechatpay/openapi/v2, which the
// tests hold every one of these to.
namespace zhangfang::wechatpay::v2
{

using detail::checkText;

namespace
{

QString fenText(Money amount)
{
    return QString::number(amount.inFen());
}

QString tradeType(Channel channel)
{
    switch (channel) {
    case Channel::native:
        return QStringLiteral("NATIVE");
    case Channel::jsapi:
        return QStringLiteral("JSAPI");
    case Channel::app:
        return QStringLiteral("APP");
    case Channel::h5:
        return QStringLiteral("MWEB");
    case Channel::code:
    case Channel::unknown:
        break;
    }
    return {};
}

} // namespace

Result<QByteArray> Client::orderBytes(const OrderRequest& request)
{
    ZF_TRY(checkText("body", request.description, kDescriptionLength));
    if (!request.amount.isPositive())
        return base::invalid("invalid_field", QStringLiteral("The field total_fee must be at least 1 fen."));
    ZF_TRY(detail::checkAttributes(request, kAttachBytesV2));
    ZF_TRY(detail::parseDetail(request.detail, "goods_id", "price"));
    Fields fields = common(request.appid);
    fields.merge(Fields{{QStringLiteral("sign_type"), toText(signType_)},
        {QStringLiteral("body"), detail::shortened(request.description, kDescriptionBytesV2)},
        {QStringLiteral("out_trade_no"), request.outTradeNo.toString()},
        {QStringLiteral("total_fee"), fenText(request.amount)},
        {QStringLiteral("fee_type"), QStringLiteral("CNY")},
        {QStringLiteral("spbill_create_ip"), request.clientIp}});
    const std::pair<const char*, QString> attributes[] = {{"attach", request.attach},
        {"goods_tag", request.goodsTag}, {"detail", request.detail},
        {"receipt", request.supportFapiao ? QStringLiteral("Y") : QString()}};
    for (const auto& [name, value] : attributes) {
        if (!value.isEmpty())
            fields[QString::fromLatin1(name)] = value;
    }
    if (request.channel == Channel::code) {
        fields[QStringLiteral("auth_code")] = request.authCode;
        return sealed(std::move(fields), signType_);
    }
    fields[QStringLiteral("trade_type")] = tradeType(request.channel);
    fields[QStringLiteral("notify_url")] = request.notifyUrl;
    fields[QStringLiteral("time_expire")] = base::toCompactTime(request.expiresAtUtcMs);
    switch (request.channel) {
    case Channel::native:
        fields[QStringLiteral("product_id")] = request.outTradeNo.toString();
        break;
    case Channel::jsapi:
        fields[QStringLiteral("openid")] = request.openid;
        break;
    case Channel::h5:
        fields[QStringLiteral("scene_info")] = QString::fromUtf8(base::toCompactJson(
            {{QStringLiteral("h5_info"), QJsonObject{{QStringLiteral("type"), QStringLiteral("Wap")}}}}));
        break;
    case Channel::app:
        break;
    case Channel::code:
    case Channel::unknown:
        return base::invalid("invalid_field",
            QStringLiteral("The channel '%1' opens no order.").arg(wechatpay::toText(request.channel)));
    }
    return sealed(std::move(fields), signType_);
}

Result<QByteArray> Client::refundBytes(const RefundRequest& request)
{
    if (!request.reason.isEmpty())
        ZF_TRY(checkText("refund_desc", request.reason, kRefundReasonLength));
    if (!request.refund.isPositive() || request.refund > request.total)
        return base::invalid(
            "invalid_field", QStringLiteral("The field refund_fee must be from 1 fen to the order's %1.")
                                 .arg(request.total.toDisplay()));
    if (!request.goodsDetail.isEmpty())
        return base::invalid(
            "invalid_field", QStringLiteral("The field goods_detail: API v2 gives back no single goods."));
    Fields fields = common(request.appid);
    fields.merge(Fields{{QStringLiteral("sign_type"), toText(signType_)},
        {QStringLiteral("out_trade_no"), request.outTradeNo.toString()},
        {QStringLiteral("out_refund_no"), request.outRefundNo.toString()},
        {QStringLiteral("total_fee"), fenText(request.total)},
        {QStringLiteral("refund_fee"), fenText(request.refund)},
        {QStringLiteral("refund_fee_type"), QStringLiteral("CNY")}});
    if (!request.reason.isEmpty())
        fields[QStringLiteral("refund_desc")] = detail::shortened(request.reason, kRefundReasonBytes);
    if (!request.notifyUrl.isEmpty())
        fields[QStringLiteral("notify_url")] = request.notifyUrl;
    if (request.fundsAccount == FundsAccount::unsettled)
        fields[QStringLiteral("refund_account")] = QStringLiteral("REFUND_SOURCE_UNSETTLED_FUNDS");
    else if (request.fundsAccount == FundsAccount::available)
        fields[QStringLiteral("refund_account")] = QStringLiteral("REFUND_SOURCE_RECHARGE_FUNDS");
    return sealed(std::move(fields), signType_);
}

Result<QByteArray> Client::transferBytes(const TransferRequest& request)
{
    ZF_TRY(checkText("desc", request.remark, kTransferRemarkLength));
    ZF_TRY(detail::checkBytes("re_user_name", request.userName, kPayeeNameBytesV2));
    ZF_TRY(detail::checkTransferSum(request.amount));
    Fields fields{{QStringLiteral("mch_appid"), merchant_.appidOr(request.appid)},
        {QStringLiteral("mchid"), merchant_.mchid},
        {QStringLiteral("nonce_str"), QString::fromLatin1(random_.token(32))},
        {QStringLiteral("partner_trade_no"), request.outBillNo.toString()},
        {QStringLiteral("openid"), request.openid}, {QStringLiteral("amount"), fenText(request.amount)},
        {QStringLiteral("check_name"),
            request.userName.isEmpty() ? QStringLiteral("NO_CHECK") : QStringLiteral("FORCE_CHECK")},
        {QStringLiteral("desc"), request.remark},
        {QStringLiteral("spbill_create_ip"), QStringLiteral("127.0.0.1")}};
    if (!request.userName.isEmpty())
        fields[QStringLiteral("re_user_name")] = request.userName;
    else if (request.amount >= kNameRequiredFrom)
        return base::refused("name_required", QStringLiteral("WeChat Pay wants the payee's name from %1 on.")
                                                  .arg(kNameRequiredFrom.toDisplay()));
    return sealed(std::move(fields), SignType::md5);
}

Result<QByteArray> Client::redPacketBytes(const RedPacketRequest& request)
{
    const QString sender = detail::shortened(request.sendName, kRedPacketSenderBytes);
    const QString activity = detail::shortened(request.activity, kRedPacketActivityBytes);
    ZF_TRY(checkText("send_name", sender, kRedPacketSenderBytes));
    ZF_TRY(checkText("wishing", request.wishing, kRedPacketWishingBytes));
    ZF_TRY(detail::checkBytes("wishing", request.wishing, kRedPacketWishingBytes));
    ZF_TRY(checkText("act_name", activity, kRedPacketActivityBytes));
    ZF_TRY(checkText("remark", request.remark, kRedPacketRemarkBytes));
    ZF_TRY(detail::checkBytes("remark", request.remark, kRedPacketRemarkBytes));
    if (request.number.toString().size() > 28)
        return base::invalid(
            "invalid_field", QStringLiteral("The field mch_billno must have at most 28 characters."));
    if (request.amount < kRedPacketLeast || request.amount > kRedPacketMost)
        return base::invalid("invalid_field",
            QStringLiteral("A red packet holds from %1 to %2, not %3.")
                .arg(kRedPacketLeast.toDisplay(), kRedPacketMost.toDisplay(), request.amount.toDisplay()));
    Fields fields{{QStringLiteral("nonce_str"), QString::fromLatin1(random_.token(32))},
        {QStringLiteral("mch_billno"), request.number.toString()},
        {QStringLiteral("mch_id"), merchant_.mchid},
        {QStringLiteral("wxappid"), merchant_.appidOr(request.appid)}, {QStringLiteral("send_name"), sender},
        {QStringLiteral("re_openid"), request.openid},
        {QStringLiteral("total_amount"), fenText(request.amount)},
        {QStringLiteral("total_num"), QStringLiteral("1")}, {QStringLiteral("wishing"), request.wishing},
        {QStringLiteral("client_ip"), QStringLiteral("127.0.0.1")}, {QStringLiteral("act_name"), activity},
        {QStringLiteral("remark"), request.remark}};
    if (!request.sceneId.isEmpty())
        fields[QStringLiteral("scene_id")] = request.sceneId;
    return sealed(std::move(fields), SignType::md5);
}

} // namespace zhangfang::wechatpay::v2
