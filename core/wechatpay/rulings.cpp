#include "wechatpay/outcome.h"

#include "base/calendar.h"
#include "wechatpay/detail/wording.h"

#include <array>

namespace zhangfang::wechatpay
{
namespace
{

using enum Generation;
using enum Operation;
using enum Disposition;

const std::array kRulings{
    // ---- v3, about anything. A few codes come in two spellings: older pages of the documents, and newer.
    Ruling{v3, {}, 0, "SYSTEM_ERROR", unclear, "query, then the same bytes again"},
    Ruling{v3, {}, 0, "SYSTEMERROR", unclear, "query, then the same bytes again"},
    Ruling{v3, {}, 429, "FREQUENCY_LIMITED", notTaken, "back off"},
    Ruling{v3, {}, 429, "FREQUENCY_LIMIT_EXCEED", notTaken, "back off"},
    Ruling{v3, {}, 429, "RATELIMIT_EXCEED", notTaken, "back off"},
    Ruling{v3, {}, 429, "RATELIMIT_EXCEEDED", notTaken, "back off"},
    Ruling{v3, {}, 429, "QUOTA_EXCEED", notTaken, "the day's quota is used up: tomorrow", Reason::quota},
    Ruling{v3, {}, 401, "SIGN_ERROR", needsPerson, "our key or its serial number is wrong",
        Reason::configuration},
    Ruling{v3, {}, 403, "NO_AUTH", needsPerson, "the merchant has no such permission", Reason::configuration},
    Ruling{v3, {}, 403, "NOAUTH", needsPerson, "the merchant has no such permission", Reason::configuration},
    Ruling{v3, {}, 403, "ACCOUNT_ABNORMAL", needsPerson, "the merchant's account is restricted"},
    Ruling{v3, {}, 403, "ACCOUNTERROR", needsPerson, "the merchant's account is restricted"},
    Ruling{v3, {}, 403, "RULE_LIMIT", needsPerson, "a rule of the merchant's account says no"},
    Ruling{v3, {}, 403, "RULELIMIT", needsPerson, "a rule of the merchant's account says no"},
    Ruling{v3, {}, 403, "REQUEST_BLOCKED", needsPerson, "WeChat blocks what the merchant asks for"},
    Ruling{v3, {}, 400, "REQUEST_BLOCKED", needsPerson, "WeChat blocks what the merchant asks for"},
    Ruling{v3, {}, 400, "APPID_MCHID_NOT_MATCH", needsPerson, "app and merchant are not bound to each other",
        Reason::configuration},
    Ruling{v3, {}, 400, "MCH_NOT_EXISTS", needsPerson, "the merchant number is wrong", Reason::configuration},
    Ruling{v3, {}, 0, "ALREADY_EXISTS", unclear, "the number is known: the query tells what it is"},
    // ---- v3, by operation
    Ruling{v3, {order}, 400, "ORDER_CLOSED", refused, "this number is used up; nothing can be paid under it"},
    Ruling{v3, {order, codePay}, 400, "ORDERPAID", unclear, "paid already: the query books it"},
    Ruling{v3, {order, codePay}, 403, "OUT_TRADE_NO_USED", unclear,
        "the number is known: the query tells what it is"},
    Ruling{v3, {order, codePay}, 0, "268498688", needsPerson, "the number is known with other parameters",
        Reason::otherContent},
    Ruling{v3, {order}, 0, "OPENID_MISMATCH", refused, "the customer's openid is one of another app"},
    Ruling{v3, {codePay}, 0, "USERPAYING", unclear, "the customer types a password: ask again"},
    Ruling{v3, {codePay}, 0, "BANK_ERROR", unclear, "the bank has not answered: ask again"},
    Ruling{v3, {codePay}, 0, "BANKERROR", unclear, "the bank has not answered: ask again"},
    Ruling{v3, {codePay}, 0, "TRADE_ERROR", unclear, "ask what became of it"},
    Ruling{v3, {codePay}, 400, "AUTH_CODE_EXPIRED", refused, "the customer's code is too old"},
    Ruling{v3, {codePay}, 400, "AUTH_CODE_INVALID", refused, "this is no payment code"},
    Ruling{v3, {codePay}, 403, "NOT_ENOUGH", refused, "the customer has not enough money"},
    Ruling{v3, {close}, 400, "ORDER_CLOSED", done, "closed already"},
    Ruling{v3, {close}, 400, "ORDERPAID", unclear, "paid meanwhile: the query books it"},
    Ruling{v3, {reverse}, 400, "ORDER_REVERSED", done, "reversed already"},
    Ruling{v3, {reverse}, 400, "REVERSE_EXPIRE", refused, "too late to reverse: refund instead"},
    Ruling{v3, {refund}, 403, "NOT_ENOUGH", notTaken, "top up; the same refund number later"},
    Ruling{v3, {refund}, 403, "USER_ACCOUNT_ABNORMAL", refused,
        "the customer's account is closed: pay back otherwise"},
    Ruling{v3, {refund}, 404, "RESOURCE_NOT_EXISTS", refused, "WeChat does not know the order"},
    Ruling{v3, {transfer, batch}, 403, "NOT_ENOUGH", notTaken, "top up; the same number, unchanged"},
    Ruling{
        v3, {transfer, batch}, 400, "PARAM_ERROR", needsPerson, "something of it is wrong: nothing is final"},
    // a cancel that was not taken leaves the transfer what it is, and only the query tells what that is
    Ruling{v3, {cancel}, 400, "INVALID_REQUEST", refused, "its state allows no cancelling: query it"},
    Ruling{v3, {cancel}, 404, "NOT_FOUND", unclear, "query it: it may not have arrived yet"},
    Ruling{v3, {bill}, 400, "NO_STATEMENT_EXIST", done, "there was nothing on that day"},
    Ruling{v3, {bill}, 400, "STATEMENT_CREATING", notTaken, "the bill is still being made"},
    Ruling{v3, {bill}, 404, "NO_STATEMENT_EXIST", done, "there was nothing on that day"},
    // one code for many things; detail/wording.h knows some of their words
    Ruling{v3, {}, 400, "INVALID_REQUEST", unclear, "only a query can tell which of its meanings it is"},
    Ruling{v3, {}, 400, "PARAM_ERROR", refused, "the request is wrong and always will be"},

    // ---- v2, about anything
    Ruling{v2, {}, 0, "SYSTEMERROR", unclear, "query, then the same bytes again"},
    Ruling{v2, {}, 0, "SYSTEM_ERROR", unclear, "query, then the same bytes again"},
    Ruling{v2, {}, 0, "FREQUENCY_LIMITED", notTaken, "back off"},
    Ruling{v2, {}, 0, "INVALID_REQ_TOO_MUCH", notTaken, "too many wrong requests: a minute's rest"},
    Ruling{v2, {}, 0, "SIGNERROR", needsPerson, "the API key is wrong", Reason::configuration},
    Ruling{v2, {}, 0, "SIGN_ERROR", needsPerson, "the API key is wrong", Reason::configuration},
    Ruling{v2, {}, 0, "NOAUTH", needsPerson, "the merchant has no such permission", Reason::configuration},
    Ruling{v2, {}, 0, "NO_AUTH", needsPerson, "the merchant has no such permission", Reason::configuration},
    Ruling{v2, {}, 0, "CA_ERROR", needsPerson, "the merchant's TLS certificate is wrong or missing",
        Reason::configuration},
    Ruling{v2, {}, 0, "CERT_ERROR", needsPerson, "the merchant's TLS certificate is wrong or missing",
        Reason::configuration},
    Ruling{v2, {}, 0, "APPID_NOT_EXIST", needsPerson, "the app number is wrong", Reason::configuration},
    Ruling{v2, {}, 0, "MCHID_NOT_EXIST", needsPerson, "the merchant number is wrong", Reason::configuration},
    Ruling{v2, {}, 0, "APPID_MCHID_NOT_MATCH", needsPerson, "app and merchant are not bound to each other",
        Reason::configuration},
    Ruling{v2, {}, 0, "REQUIRE_POST_METHOD", needsPerson, "our request is wrong"},
    // ---- v2, by operation
    Ruling{v2, {order}, 0, "ORDERPAID", unclear, "paid already: the query books it"},
    Ruling{v2, {order}, 0, "ORDERCLOSED", refused, "this number is used up; nothing can be paid under it"},
    Ruling{v2, {order}, 0, "OUT_TRADE_NO_USED", unclear, "the number is known: the query tells what it is"},
    Ruling{v2, {codePay}, 0, "USERPAYING", unclear, "the customer types a password: ask again"},
    Ruling{v2, {codePay}, 0, "BANKERROR", unclear, "the bank has not answered: ask again"},
    Ruling{v2, {codePay}, 0, "TRADE_ERROR", unclear, "ask what became of it"},
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
    Ruling{v2, {reverse}, 0, "TRADE_STATE_ERROR", unclear, "ask what the order is"},
    Ruling{v2, {refund}, 0, "NOTENOUGH", notTaken, "top up; the same refund number later"},
    Ruling{v2, {refund}, 0, "BIZERR_NEED_RETRY", notTaken, "the same refund number later"},
    Ruling{v2, {refund}, 0, "TRADE_OVERDUE", refused, "older than a year"},
    Ruling{v2, {refund}, 0, "TRADE_STATE_ERROR", unclear, "ask what order and refund are"},
    Ruling{v2, {refund}, 0, "USER_ACCOUNT_ABNORMAL", refused,
        "the customer's account is closed: pay back otherwise"},
    Ruling{v2, {refund}, 0, "INVALID_TRANSACTIONID", refused, "WeChat does not know the order"},
    Ruling{v2, {refund}, 0, "ORDERNOTEXIST", refused, "WeChat does not know the order, or it is not paid"},
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
    Ruling{v2, {redPacket}, 0, "NOTENOUGH", unclear, "see the query first; top up; the same number"},
    Ruling{v2, {redPacket}, 0, "FREQ_LIMIT", unclear, "see the query first; the same number later"},
    Ruling{v2, {redPacket}, 0, "SEND_FAILED", unclear, "see the query first; the same number"},
    Ruling{v2, {redPacket}, 0, "PROCESSING", unclear, "under way: the query tells"},
    Ruling{v2, {redPacket}, 0, "SENDNUM_LIMIT", needsPerson, "the payee's daily number is reached"},
    Ruling{v2, {redPacket}, 0, "MONEY_LIMIT", needsPerson, "the sum is below or above what is allowed"},
    Ruling{
        v2, {redPacket}, 0, "ILLEGAL_APPID", needsPerson, "the app number is wrong", Reason::configuration},
    Ruling{v2, {redPacket}, 0, "OPENID_ERROR", needsPerson, "WeChat does not know the payee"},
    Ruling{v2, {bill}, 0, "NO Bill Exist", done, "there was nothing on that day"},
    Ruling{v2, {bill}, 0, "NO_BILL_EXIST", done, "there was nothing on that day"},
    Ruling{v2, {bill}, 0, "20002", unclear, "no bill, or none yet: only its words tell"},
    Ruling{v2, {bill}, 0, "CompressGZip Error", notTaken, "later"},
    Ruling{v2, {bill}, 0, "Bill Creating", notTaken, "the bill is still being made"},
    // a payout is never given up because of how its request looks
    Ruling{v2, {transfer, redPacket}, 0, "PARAM_ERROR", needsPerson, "our request is wrong"},
    Ruling{v2, {transfer, redPacket}, 0, "LACK_PARAMS", needsPerson, "our request is wrong"},
    Ruling{v2, {transfer, redPacket}, 0, "XML_FORMAT_ERROR", needsPerson, "our request is wrong"},
    Ruling{v2, {transfer, redPacket}, 0, "NOT_UTF8", needsPerson, "our request is wrong"},
    Ruling{v2, {transfer, redPacket}, 0, "POST_DATA_EMPTY", needsPerson, "our request is wrong"},
    Ruling{v2, {}, 0, "PARAM_ERROR", refused, "the request is wrong and always will be"},
    Ruling{v2, {}, 0, "LACK_PARAMS", refused, "the request is wrong and always will be"},
    Ruling{v2, {}, 0, "XML_FORMAT_ERROR", refused, "the request is wrong and always will be"},
    Ruling{v2, {}, 0, "NOT_UTF8", refused, "the request is wrong and always will be"},
    Ruling{v2, {}, 0, "POST_DATA_EMPTY", refused, "the request is wrong and always will be"},
    Ruling{v2, {}, 0, "INVALID_REQUEST", unclear, "only a query can tell which of its meanings it is"},
};

const Ruling* findRuling(Generation generation, Operation operation, int httpStatus, const QString& code)
{
    const auto found = std::find_if(kRulings.begin(), kRulings.end(), [&](const Ruling& ruling) {
        const auto& about = ruling.operations;
        return ruling.generation == generation && code == QLatin1String(ruling.code) &&
               (ruling.httpStatus == 0 || ruling.httpStatus == httpStatus) &&
               (about.empty() || std::find(about.begin(), about.end(), operation) != about.end());
    });
    return found == kRulings.end() ? nullptr : &*found;
}

/// Only a question can leave twice and still be answered about the first.
Disposition doubted(Disposition disposition, Operation operation, int sends)
{
    const bool asks = operation == query || operation == bill;
    return sends > 1 && !asks && disposition != done ? unclear : disposition;
}

qint64 untilTomorrow(qint64 nowUtcMs)
{
    return base::startOfDayUtcMs(base::businessDay(nowUtcMs).addDays(1)) - nowUtcMs;
}

} // namespace

std::span<const Ruling> rulings()
{
    return kRulings;
}

Disposition dispositionOf(
    Generation generation, Operation operation, int httpStatus, const QString& code, int sends)
{
    const Ruling* ruling = findRuling(generation, operation, httpStatus, code);
    return doubted(ruling ? ruling->disposition : unclear, operation, sends);
}

ApiError judged(Generation generation, Operation operation, ApiError error, int sends, qint64 nowUtcMs)
{
    const Ruling* ruling = findRuling(generation, operation, error.httpStatus, error.code);
    error.disposition = ruling ? ruling->disposition : unclear;
    error.reason = ruling ? ruling->reason : Reason::none;
    if (const auto said = detail::meaningOf(generation, operation, error)) {
        error.disposition = said->disposition;
        error.reason = said->reason;
    }
    error.disposition = doubted(error.disposition, operation, sends);
    if (error.disposition == notTaken && error.reason == Reason::quota)
        error.waitMs = untilTomorrow(nowUtcMs);
    return error;
}

} // namespace zhangfang::wechatpay
