#include "wechatpay/outcome.h"

#include <algorithm>

namespace zhangfang::wechatpay
{
namespace
{

/// Facts page, "Error codes that decide what to do", and the examples of the endpoints' descriptions.
constexpr FailReason kFailReasons[] = {
    {"ACCOUNT_FROZEN", "the payee's account is frozen"},
    {"ACCOUNT_NOT_EXIST", "the payee's account does not exist"},
    {"BLOCK_B2C_USERLIMITAMOUNT_BSRULE_MONTH", "the payee has received too much this month"},
    {"BLOCK_B2C_USERLIMITAMOUNT_MONTH", "the payee has received too much this month"},
    {"BUSINESS_TYPE_ERROR", "the payee's account cannot receive this kind of transfer"},
    {"DAY_RECEIVED_COUNT_EXCEED", "the payee has received too often today"},
    {"DAY_RECEIVED_QUOTA_EXCEED", "the payee has received too much today"},
    {"EXCEEDED_ESTIMATED_AMOUNT", "the merchant's estimated amount is used up"},
    {"ID_CARD_NOT_CORRECT", "the payee's identity card is another"},
    {"MCH_CANCEL", "the merchant cancelled it"},
    {"MERCHANT_REJECT", "the merchant's confirmer refused it"},
    {"MERCHANT_NOT_CONFIRM", "the merchant's confirmer did not confirm it in time"},
    {"NAME_NOT_CORRECT", "the payee's real name is another"},
    {"OPENID_INVALID", "WeChat does not know the payee"},
    {"OTHER_FAIL_REASON_TYPE", "another reason"},
    {"OVERDUE_CLOSE", "nobody confirmed it within 24 hours"},
    {"PAYEE_ACCOUNT_ABNORMAL", "the payee's account is restricted"},
    {"PAYER_ACCOUNT_ABNORMAL", "the merchant's account is restricted"},
    {"PRODUCT_AUTH_CHECK_FAIL", "the merchant has no permission for it"},
    {"REAL_NAME_CHECK_FAIL", "the payee has not proven a real name"},
    {"RECEIVE_ACCOUNT_NOT_CONFIGURE", "the merchant has not chosen a receiving account"},
    {"REMARK_NOT_MEET", "the remark breaks a rule"},
    {"TRANSFER_QUOTA_EXCEED", "the payee's limit is reached"},
    {"TRANSFER_REMARK_SET_FAIL", "the remark could not be set"},
    {"TRANSFER_RISK", "WeChat sees a risk in it"},
    {"TRANSFER_SCENE_INVALID", "the merchant may not use this transfer scene"},
    {"TRANSFER_SCENE_UNAVAILABLE", "the transfer scene cannot be used now"},
};

} // namespace

bool ApiError::isNotFound() const
{
    static constexpr const char* kCodes[] = {"NOT_FOUND", "ORDER_NOT_EXIST", "ORDERNOTEXIST",
        "RESOURCE_NOT_EXISTS", "REFUNDNOTEXIST", "NOT_EXIST"};
    return (httpStatus == 404 || httpStatus == 200) &&
           std::any_of(std::begin(kCodes), std::end(kCodes),
               [&](const char* known) { return code == QLatin1String(known); });
}

QString ApiError::describe() const
{
    QString text = httpStatus == 0 ? QStringLiteral("no answer") : QStringLiteral("HTTP %1").arg(httpStatus);
    text += QLatin1Char(' ') + code;
    if (!message.isEmpty())
        text += QStringLiteral(": ") + message.left(300);
    if (!requestId.isEmpty())
        text += QStringLiteral(" [Request-ID %1]").arg(requestId);
    return text;
}

base::Error ApiError::asError() const
{
    const bool refused = disposition == Disposition::refused || disposition == Disposition::needsPerson;
    return {refused ? base::ErrorKind::refused : base::ErrorKind::unavailable,
        refused ? QStringLiteral("wechat_refused") : QStringLiteral("wechat_unclear"),
        QStringLiteral("WeChat Pay: ") + describe()};
}

QString toldBy(const char* how, const QString& requestId)
{
    const QString text = QString::fromLatin1(how);
    return requestId.isEmpty() ? text : QStringLiteral("%1 [Request-ID %2]").arg(text, requestId);
}

std::span<const FailReason> failReasons()
{
    return kFailReasons;
}

const FailReason* findFailReason(const QString& code)
{
    const auto* found = std::find_if(std::begin(kFailReasons), std::end(kFailReasons),
        [&](const FailReason& known) { return code == QLatin1String(known.code); });
    return found == std::end(kFailReasons) ? nullptr : found;
}

} // namespace zhangfang::wechatpay
