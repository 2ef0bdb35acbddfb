#include "wechatpay/outcome.h"

#include <array>

namespace zhangfang::wechatpay
{
namespace
{

using enum Generation;
using enum Operation;
using enum Disposition;

const std::array kRulings{
    // ---- v3, about anything
    Ruling{v3, {}, 0, "SYSTEM_ERROR", unclear, "query, then the same bytes again"},
    Ruling{v3, {}, 429, "FREQUENCY_LIMITED", notTaken, "back off"},
    Ruling{v3, {}, 429, "FREQUENCY_LIMIT_EXCEED", notTaken, "back off"},
    Ruling{v3, {}, 429, "RATELIMIT_EXCEED", notTaken, "back off"},
    Ruling{v3, {}, 429, "RATELIMIT_EXCEEDED", notTaken, "back off"},
    Ruling{v3, {}, 401, "SIGN_ERROR", needsPerson, "our key or its serial number is wrong"},
    Ruling{v3, {}, 403, "NO_AUTH", needsPerson, "the merchant has no such permission"},
    Ruling{v3, {}, 403, "ACCOUNT_ABNORMAL", needsPerson, "the merchant's account is restricted"},
    Ruling{v3, {}, 403, "RULE_LIMIT", needsPerson, "a rule of the merchant's account says no"},
    Ruling{v3, {}, 400, "APPID_MCHID_NOT_MATCH", needsPerson, "app and merchant are not bound to each other"},
    Ruling{v3, {}, 400, "MCH_NOT_EXISTS", needsPerson, "the merchant number is wrong"},
    // ---- v3, by operation
    Ruling{v3, {order}, 400, "ORDER_CLOSED", refused, "this number is used up; nothing can be paid under it"},
    Ruling{v3, {order}, 400, "ORDERPAID", unclear, "paid already: the query books it"},
    Ruling{v3, {order}, 403, "OUT_TRADE_NO_USED", unclear, "the number is known: the query tells what it is"},
    Ruling{v3, {codePay}, 0, "USERPAYING", unclear, "the customer types a password: ask again"},
    Ruling{v3, {codePay}, 0, "BANK_ERROR", unclear, "the bank has not answered: ask again"},
    Ruling{v3, {codePay}, 400, "AUTH_CODE_EXPIRED", refused, "the customer's code is too old"},
    Ruling{v3, {codePay}, 400, "AUTH_CODE_INVALID", refused, "this is no payment code"},
    Ruling{v3, {codePay}, 403, "NOT_ENOUGH", refused, "the customer has not enough money"},
    Ruling{v3, {close}, 400, "ORDER_CLOSED", done, "closed already"},
    Ruling{v3, {close}, 400, "ORDERPAID", unclear, "paid meanwhile: the query books it"},
    Ruling{v3, {reverse}, 400, "ORDER_REVERSED", done, "reversed already"},
    Ruling{v3, {refund}, 403, "NOT_ENOUGH", notTaken, "top up; the same refund number later"},
    Ruling{v3, {refund}, 403, "USER_ACCOUNT_ABNORMAL", refused,
        "the customer's account is closed: pay back otherwise"},
    Ruling{v3, {refund}, 404, "RESOURCE_NOT_EXISTS", refused, "WeChat does not know the order"},
    Ruling{v3, {transfer, batch}, 403, "NOT_ENOUGH", notTaken, "top up; the same number, unchanged"},
    Ruling{v3, {bill}, 400, "NO_STATEMENT_EXIST", done, "there was nothing on that day"},
    Ruling{v3, {bill}, 400, "STATEMENT_CREATING", notTaken, "the bill is still being made"},
    Ruling{v3, {bill}, 404, "NO_STATEMENT_EXIST", done, "there was nothing on that day"},
    // "number exists, content differs", "past the retry period" and the daily quota share this code
    Ruling{v3, {}, 400, "INVALID_REQUEST", unclear, "only a query can tell which of its meanings it is"},
    Ruling{v3, {}, 400, "PARAM_ERROR", refused, "the request is wrong and always will be"},

    // ---- v2, about anything
    Ruling{v2, {}, 0, "SYSTEMERROR", unclear, "query, then the same bytes again"},
    Ruling{v2, {}, 0, "FREQUENCY_LIMITED", notTaken, "back off"},
    Ruling{v2, {}, 0, "SIGNERROR", needsPerson, "the API key is wrong"},
    Ruling{v2, {}, 0, "SIGN_ERROR", needsPerson, "the API key is wrong"},
    Ruling{v2, {}, 0, "NOAUTH", needsPerson, "the merchant has no such permission"},
    Ruling{v2, {}, 0, "NO_AUTH", needsPerson, "the merchant has no such permission"},
    Ruling{v2, {}, 0, "CA_ERROR", needsPerson, "the merchant's TLS certificate is wrong or missing"},
    Ruling{v2, {}, 0, "CERT_ERROR", needsPerson, "the merchant's TLS certificate is wrong or missing"},
    Ruling{v2, {}, 0, "APPID_NOT_EXIST", needsPerson, "the app number is wrong"},
    Ruling{v2, {}, 0, "MCHID_NOT_EXIST", needsPerson, "the merchant number is wrong"},
    Ruling{v2, {}, 0, "APPID_MCHID_NOT_MATCH", needsPerson, "app and merchant are not bound to each other"},
    Ruling{v2, {}, 0, "REQUIRE_POST_METHOD", needsPerson, "our request is wrong"},
    // ---- v2, by operation
    Ruling{v2, {order}, 0, "ORDERPAID", unclear, "paid already: the query books it"},
    Ruling{v2, {order}, 0, "ORDERCLOSED", refused, "this number is used up; nothing can be paid under it"},
    Ruling{v2, {order}, 0, "OUT_TRADE_NO_USED", unclear, "the number is known: the query tells what it is"},
    Ruling{v2, {codePay}, 0, "USERPAYING", unclear, "the customer types a password: ask again"},
    Ruling{v2, {codePay}, 0, "BANKERROR", unclear, "the bank has not answered: ask again"},
    Ruling{v2, {codePay}, 0, "ORDERPAID", unclear, "paid already: the query books it"},
    Ruling{v2, {codePay}, 0, "OUT_TRADE_NO_USED", unclear, "the number is known: the query tells what it is"},
    Ruling{v2, {codePay}, 0, "AUTHCODEEXPIRE", refused, "the customer's code is too old"},
    Ruling{v2, {codePay}, 0, "AUTH_CODE_ERROR", refused, "this is no payment code"},
    Ruling{v2, {codePay}, 0, "AUTH_CODE_INVALID", refused, "this is no payment code"},
    Ruling{v2, {codePay}, 0, "NOTENOUGH", refused, "the customer has not enough money"},
    Ruling{v2, {codePay}, 0, "NOTSUPORTCARD", refused, "the customer's card cannot pay this"},
    Ruling{v2, {codePay}, 0, "BUYER_MISMATCH", refused, "the payer has changed"},
    Ruling{v2, {codePay}, 0, "ORDERCLOSED", refused, "this number is used up"},
    Ruling{v2, {codePay}, 0, "ORDERREVERSED", refused, "this number is reversed"},
    Ruling{v2, {close}, 0, "ORDERCLOSED", done, "closed already"},
    Ruling{v2, {close}, 0, "ORDERPAID", unclear, "paid meanwhile: the query books it"},
    Ruling{v2, {reverse}, 0, "REVERSE_EXPIRE", refused, "too late to reverse: refund instead"},
    Ruling{v2, {reverse}, 0, "TRADE_ERROR", unclear, "ask what the order is"},
    Ruling{v2, {refund}, 0, "NOTENOUGH", notTaken, "top up; the same refund number later"},
    Ruling{v2, {refund}, 0, "BIZERR_NEED_RETRY", notTaken, "the same refund number later"},
    Ruling{v2, {refund}, 0, "TRADE_OVERDUE", refused, "older than a year"},
    Ruling{v2, {refund}, 0, "USER_ACCOUNT_ABNORMAL", refused,
        "the customer's account is closed: pay back otherwise"},
    Ruling{v2, {refund}, 0, "INVALID_TRANSACTIONID", refused, "WeChat does not know the order"},
    Ruling{v2, {refund}, 0, "ERROR", unclear, "ask what became of it"},
    Ruling{v2, {transfer}, 0, "NOTENOUGH", unclear, "see the query first; top up; the same number"},
    Ruling{v2, {transfer}, 0, "FREQ_LIMIT", unclear, "see the query first; the same number later"},
    Ruling{v2, {transfer}, 0, "SEND_FAILED", unclear, "see the query first; the same number"},
    Ruling{v2, {transfer}, 0, "NAME_MISMATCH", needsPerson, "the payee's real name is another"},
    Ruling{v2, {transfer}, 0, "OPENID_ERROR", needsPerson, "WeChat does not know the payee"},
    Ruling{v2, {transfer}, 0, "AMOUNT_LIMIT", needsPerson, "the sum is below or above what is allowed"},
    Ruling{v2, {transfer}, 0, "V2_ACCOUNT_SIMPLE_BAN", needsPerson, "the payee has not proven a real name"},
    Ruling{v2, {transfer}, 0, "MONEY_LIMIT", needsPerson, "the payee's daily sum is reached"},
    Ruling{v2, {transfer}, 0, "SENDNUM_LIMIT", needsPerson, "the payee's daily number is reached"},
    Ruling{v2, {transfer}, 0, "PARAM_ERROR", needsPerson, "our request is wrong"},
    Ruling{v2, {redPacket}, 0, "NOTENOUGH", unclear, "see the query first; top up; the same number"},
    Ruling{v2, {redPacket}, 0, "FREQ_LIMIT", unclear, "see the query first; the same number later"},
    Ruling{v2, {redPacket}, 0, "SEND_FAILED", unclear, "see the query first; the same number"},
    Ruling{v2, {redPacket}, 0, "PROCESSING", unclear, "under way: the query tells"},
    Ruling{v2, {redPacket}, 0, "SENDNUM_LIMIT", needsPerson, "the payee's daily number is reached"},
    Ruling{v2, {redPacket}, 0, "MONEY_LIMIT", needsPerson, "the sum is below or above what is allowed"},
    Ruling{v2, {redPacket}, 0, "ILLEGAL_APPID", needsPerson, "the app number is wrong"},
    Ruling{v2, {redPacket}, 0, "OPENID_ERROR", needsPerson, "WeChat does not know the payee"},
    Ruling{v2, {redPacket}, 0, "PARAM_ERROR", needsPerson, "our request is wrong"},
    Ruling{v2, {bill}, 0, "NO Bill Exist", done, "there was nothing on that day"},
    Ruling{v2, {bill}, 0, "20002", done, "there was nothing on that day"},
    Ruling{v2, {bill}, 0, "NO_BILL_EXIST", done, "there was nothing on that day"},
    Ruling{v2, {bill}, 0, "CompressGZip Error", notTaken, "later"},
    Ruling{v2, {bill}, 0, "Bill Creating", notTaken, "the bill is still being made"},
    Ruling{v2, {}, 0, "PARAM_ERROR", refused, "the request is wrong and always will be"},
    Ruling{v2, {}, 0, "LACK_PARAMS", refused, "the request is wrong and always will be"},
    Ruling{v2, {}, 0, "XML_FORMAT_ERROR", refused, "the request is wrong and always will be"},
};

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

std::span<const Ruling> rulings()
{
    return kRulings;
}

Disposition dispositionOf(
    Generation generation, Operation operation, int httpStatus, const QString& code, int sends)
{
    const bool asks =
        operation == Operation::query || operation == Operation::bill || operation == Operation::other;
    const bool doubted = sends > 1 && !asks;
    for (const Ruling& ruling : kRulings) {
        const auto& about = ruling.operations;
        if (ruling.generation == generation && code == QLatin1String(ruling.code) &&
            (ruling.httpStatus == 0 || ruling.httpStatus == httpStatus) &&
            (about.empty() || std::find(about.begin(), about.end(), operation) != about.end()))
            return doubted && ruling.disposition != done ? unclear : ruling.disposition;
    }
    return unclear;
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
