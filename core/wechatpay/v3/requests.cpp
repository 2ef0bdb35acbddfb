#include "wechatpay/v3/requests.h"

#include "base/calendar.h"
#include "base/json.h"
#include "base/plain_text.h"
#include "wechatpay/detail/check.h"
#include "wechatpay/limits.h"

namespace zhangfang::wechatpay::v3
{

using detail::checkText;

namespace
{

QJsonObject amountJson(Money total)
{
    return {{QStringLiteral("total"), total.inFen()}, {QStringLiteral("currency"), QStringLiteral("CNY")}};
}

Status checkOrder(const OrderRequest& request)
{
    ZF_TRY(checkText("description", request.description, kDescriptionLength));
    if (!request.amount.isPositive())
        return base::invalid(
            "invalid_field", QStringLiteral("The field amount.total must be at least 1 fen."));
    return detail::checkAttributes(request, kAttachBytes);
}

/// What a shop may say about an order, the same in all channels. Left out where it says nothing.
Status addAttributes(QJsonObject& json, const OrderRequest& request)
{
    ZF_ASSIGN(
        const QJsonObject goods, detail::parseDetail(request.detail, "merchant_goods_id", "unit_price"));
    if (!goods.isEmpty())
        json.insert(QStringLiteral("detail"), goods);
    if (!request.attach.isEmpty())
        json.insert(QStringLiteral("attach"), request.attach);
    if (!request.goodsTag.isEmpty())
        json.insert(QStringLiteral("goods_tag"), request.goodsTag);
    if (request.supportFapiao)
        json.insert(QStringLiteral("support_fapiao"), true);
    return {};
}

/// Too small for a name, too large to go without. Source: facts page, "Paying out, now".
Status checkName(Money amount, const QByteArray& userNameCiphertext)
{
    if (amount >= kNameRequiredFrom && userNameCiphertext.isEmpty())
        return base::refused("name_required", QStringLiteral("WeChat Pay wants the payee's name from %1 on.")
                                                  .arg(kNameRequiredFrom.toDisplay()));
    if (amount < kNameForbiddenUnder && !userNameCiphertext.isEmpty())
        return base::refused("name_forbidden", QStringLiteral("WeChat Pay accepts no payee's name under %1.")
                                                   .arg(kNameForbiddenUnder.toDisplay()));
    return {};
}

Result<QJsonObject> transferJson(const Merchant& merchant, const TransferRequest& request,
    const TransferSettings& settings, const QByteArray& userNameCiphertext)
{
    ZF_TRY(checkText("transfer_remark", request.remark, kTransferRemarkLength));
    ZF_TRY(detail::checkTransferSum(request.amount));
    ZF_TRY(checkName(request.amount, userNameCiphertext));
    QJsonObject json{{QStringLiteral("appid"), merchant.appidOr(request.appid)},
        {QStringLiteral("out_bill_no"), request.outBillNo.toString()},
        {QStringLiteral("transfer_scene_id"), settings.sceneId}, {QStringLiteral("openid"), request.openid},
        {QStringLiteral("transfer_amount"), request.amount.inFen()},
        {QStringLiteral("transfer_remark"), request.remark},
        {QStringLiteral("transfer_scene_report_infos"), settings.sceneReportInfos}};
    if (!settings.notifyUrl.isEmpty())
        json.insert(QStringLiteral("notify_url"), settings.notifyUrl);
    if (!userNameCiphertext.isEmpty())
        json.insert(QStringLiteral("user_name"), QString::fromLatin1(userNameCiphertext));
    return json;
}

} // namespace

Result<QByteArray> orderBody(const Merchant& merchant, const OrderRequest& request)
{
    ZF_TRY(checkOrder(request));
    QJsonObject json{{QStringLiteral("appid"), merchant.appidOr(request.appid)},
        {QStringLiteral("mchid"), merchant.mchid},
        {QStringLiteral("description"), detail::shortened(request.description, kDescriptionBytes)},
        {QStringLiteral("out_trade_no"), request.outTradeNo.toString()},
        {QStringLiteral("time_expire"), base::toRfc3339(request.expiresAtUtcMs / 1000 * 1000)},
        {QStringLiteral("notify_url"), request.notifyUrl},
        {QStringLiteral("amount"), amountJson(request.amount)}};
    switch (request.channel) {
    case Channel::native:
    case Channel::app:
        break;
    case Channel::jsapi:
        json.insert(QStringLiteral("payer"), QJsonObject{{QStringLiteral("openid"), request.openid}});
        break;
    case Channel::h5:
        json.insert(QStringLiteral("scene_info"),
            QJsonObject{{QStringLiteral("payer_client_ip"), request.clientIp},
                {QStringLiteral("h5_info"), QJsonObject{{QStringLiteral("type"), QStringLiteral("Wap")}}}});
        break;
    case Channel::code:
    case Channel::unknown:
        return base::invalid("invalid_field",
            QStringLiteral("The channel '%1' opens no order beforehand.").arg(toText(request.channel)));
    }
    ZF_TRY(addAttributes(json, request));
    return base::toCompactJson(json);
}

Result<QByteArray> codePayBody(const Merchant& merchant, const OrderRequest& request)
{
    ZF_TRY(checkOrder(request));
    QJsonObject json{{QStringLiteral("appid"), merchant.appidOr(request.appid)},
        {QStringLiteral("mchid"), merchant.mchid},
        {QStringLiteral("description"), detail::shortened(request.description, kDescriptionBytes)},
        {QStringLiteral("out_trade_no"), request.outTradeNo.toString()},
        {QStringLiteral("payer"), QJsonObject{{QStringLiteral("auth_code"), request.authCode}}},
        {QStringLiteral("amount"), amountJson(request.amount)},
        {QStringLiteral("scene_info"),
            QJsonObject{{QStringLiteral("device_ip"), request.clientIp},
                {QStringLiteral("store_info"), QJsonObject{{QStringLiteral("out_id"), request.storeId}}}}}};
    ZF_TRY(addAttributes(json, request));
    return base::toCompactJson(json);
}

QByteArray closeBody(const Merchant& merchant)
{
    return base::toCompactJson({{QStringLiteral("mchid"), merchant.mchid}});
}

QByteArray reverseBody(const Merchant& merchant, const QString& appid)
{
    return base::toCompactJson(
        {{QStringLiteral("appid"), merchant.appidOr(appid)}, {QStringLiteral("mchid"), merchant.mchid}});
}

Result<QByteArray> refundBody(const RefundRequest& request)
{
    if (!request.reason.isEmpty())
        ZF_TRY(checkText("reason", request.reason, kRefundReasonLength));
    if (!request.refund.isPositive() || request.refund > request.total)
        return base::invalid(
            "invalid_field", QStringLiteral("The field amount.refund must be from 1 fen to the order's %1.")
                                 .arg(request.total.toDisplay()));
    ZF_ASSIGN(const QJsonArray goods, detail::parseRefundGoods(request.goodsDetail, request.refund));
    QJsonObject amount = amountJson(request.total);
    amount.insert(QStringLiteral("refund"), request.refund.inFen());
    QJsonObject json{{QStringLiteral("out_trade_no"), request.outTradeNo.toString()},
        {QStringLiteral("out_refund_no"), request.outRefundNo.toString()},
        {QStringLiteral("amount"), amount}};
    if (!request.reason.isEmpty())
        json.insert(QStringLiteral("reason"), detail::shortened(request.reason, kRefundReasonBytes));
    if (!request.notifyUrl.isEmpty())
        json.insert(QStringLiteral("notify_url"), request.notifyUrl);
    if (!goods.isEmpty())
        json.insert(QStringLiteral("goods_detail"), goods);
    // What is not settled yet pays by default; the documents name no word for it in a request.
    if (request.fundsAccount == FundsAccount::available)
        json.insert(QStringLiteral("funds_account"), toText(request.fundsAccount));
    return base::toCompactJson(json);
}

Status check(const UserCard& card)
{
    if (std::none_of(std::begin(kCardBanks), std::end(kCardBanks),
            [&](const char* bank) { return card.bankType == QLatin1String(bank); }))
        return base::invalid(
            "invalid_field", QStringLiteral("The field bank_type is no bank that WeChat Pay refunds to."));
    const bool digits =
        std::all_of(card.account.begin(), card.account.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits || card.account.size() < 8 || card.account.size() > 32)
        return base::invalid(
            "invalid_field", QStringLiteral("The field bank_account must have 8 to 32 digits."));
    if (!base::isPlainText(card.name))
        return base::invalid("invalid_field",
            QStringLiteral(
                "The field real_name must be on one line, and every character one that can be seen."));
    return checkText("real_name", card.name, 64);
}

QByteArray abnormalRefundBody(const AbnormalRefund& request)
{
    const bool toUser = request.to == AbnormalRefund::To::userBankCard;
    QJsonObject json{{QStringLiteral("out_refund_no"), request.outRefundNo.toString()},
        {QStringLiteral("type"),
            toUser ? QStringLiteral("USER_BANK_CARD") : QStringLiteral("MERCHANT_BANK_CARD")}};
    if (toUser) {
        json.insert(QStringLiteral("bank_type"), request.bankType);
        json.insert(QStringLiteral("bank_account"), QString::fromLatin1(request.bankAccountCiphertext));
        json.insert(QStringLiteral("real_name"), QString::fromLatin1(request.realNameCiphertext));
    }
    return base::toCompactJson(json);
}

Result<QByteArray> transferBody(const Merchant& merchant, const TransferRequest& request,
    const TransferSettings& settings, const QByteArray& userNameCiphertext)
{
    return transferJson(merchant, request, settings, userNameCiphertext).map(base::toCompactJson);
}

QByteArray authorizationBody(const Merchant& merchant, const AuthorizationRequest& request)
{
    return base::toCompactJson({{QStringLiteral("appid"), merchant.appidOr(request.appid)},
        {QStringLiteral("out_authorization_no"), request.outAuthorizationNo},
        {QStringLiteral("openid"), request.openid},
        {QStringLiteral("user_display_name"), request.userDisplayName},
        {QStringLiteral("transfer_scene_id"), request.sceneId},
        {QStringLiteral("authorization_notify_url"), request.notifyUrl}});
}

Result<QByteArray> authorizedTransferBody(const Merchant& merchant, const TransferRequest& request,
    const TransferSettings& settings, const QString& outAuthorizationNo, const QByteArray& userNameCiphertext)
{
    ZF_ASSIGN(QJsonObject json, transferJson(merchant, request, settings, userNameCiphertext));
    json.remove(QStringLiteral("openid")); // the consent names the payee
    json.insert(QStringLiteral("out_authorization_no"), outAuthorizationNo);
    return base::toCompactJson(json);
}

Result<QByteArray> consentingTransferBody(const Merchant& merchant, const TransferRequest& request,
    const TransferSettings& settings, const AuthorizationRequest& authorization,
    const QByteArray& userNameCiphertext)
{
    ZF_ASSIGN(QJsonObject json, transferJson(merchant, request, settings, userNameCiphertext));
    json.insert(QStringLiteral("authorization_info"),
        QJsonObject{{QStringLiteral("out_authorization_no"), authorization.outAuthorizationNo},
            {QStringLiteral("user_display_name"), authorization.userDisplayName},
            {QStringLiteral("authorization_notify_url"), authorization.notifyUrl}});
    return base::toCompactJson(json);
}

Result<QByteArray> batchBody(const Merchant& merchant, const BatchRequest& request)
{
    if (request.details.empty() || request.details.size() > kMostDetails)
        return base::invalid("invalid_field",
            QStringLiteral("The field transfer_detail_list must have 1 to %1 entries.").arg(kMostDetails));
    ZF_TRY(checkText("batch_name", request.name, kTransferRemarkLength));
    ZF_TRY(checkText("batch_remark", request.remark, kTransferRemarkLength));
    const QString appid = merchant.appidOr(request.appid);
    Money total;
    QJsonArray details;
    for (const auto& [transfer, name] : request.details) {
        ZF_TRY(checkText("transfer_remark", transfer.remark, kTransferRemarkLength));
        ZF_TRY(detail::checkTransferSum(transfer.amount));
        ZF_TRY(checkName(transfer.amount, name));
        if (!transfer.appid.isEmpty() && transfer.appid != appid)
            return base::invalid(
                "invalid_field", QStringLiteral("A batch is for one appid: %1 is for another.")
                                     .arg(transfer.outBillNo.toString()));
        ZF_ASSIGN(total, total.plus(transfer.amount));
        QJsonObject entry{{QStringLiteral("out_detail_no"), transfer.outBillNo.toString()},
            {QStringLiteral("transfer_amount"), transfer.amount.inFen()},
            {QStringLiteral("transfer_remark"), transfer.remark},
            {QStringLiteral("openid"), transfer.openid}};
        if (!name.isEmpty())
            entry.insert(QStringLiteral("user_name"), QString::fromLatin1(name));
        details.append(entry);
    }
    QJsonObject json{{QStringLiteral("appid"), appid},
        {QStringLiteral("out_batch_no"), request.outBatchNo.toString()},
        {QStringLiteral("batch_name"), request.name}, {QStringLiteral("batch_remark"), request.remark},
        {QStringLiteral("total_amount"), total.inFen()},
        {QStringLiteral("total_num"), static_cast<qint64>(request.details.size())},
        {QStringLiteral("transfer_detail_list"), details},
        {QStringLiteral("transfer_scene_id"), request.sceneId}};
    if (!request.notifyUrl.isEmpty())
        json.insert(QStringLiteral("notify_url"), request.notifyUrl);
    return base::toCompactJson(json);
}

QByteArray complaintReplyBody(const Merchant& merchant, const QString& text)
{
    return base::toCompactJson(
        {{QStringLiteral("complainted_mchid"), merchant.mchid}, {QStringLiteral("response_content"), text}});
}

QByteArray complaintDoneBody(const Merchant& merchant)
{
    return base::toCompactJson({{QStringLiteral("complainted_mchid"), merchant.mchid}});
}

} // namespace zhangfang::wechatpay::v3
