#pragma once

#include "base/clock.h"
#include "crypto/crypto.h"
#include "http/server.h"

#include <memory>
#include <QJsonObject>

namespace zhangfang::practice
{

using base::Result;

/// A practice WeChat Pay on loopback, in both generations: APIv3 over HTTP, and API v2 over TLS, where money
/// leaves only against the merchant's certificate. It checks our requests as strictly as the real one (after
/// resources/wechatpay/openapi), signs its answers, encrypts and sends notifications with WeChat's retry
/// schedule, keeps its own books and makes daily bills of them, and misbehaves on order.
///
/// Always: an unpaid order is CLOSED at its time_expire, or after seven days; a refund of a reversed order,
/// one after a year and one beyond fifty of an order are refused; v2 reverses nothing after seven days; a
/// transfer holds 0.10 yuan at least (v3 INVALID_REQUEST, v2 AMOUNT_LIMIT, a batch's detail fails); the
/// scenes 1000 and 1005 want exactly their report infos. A code's last digit says what its holder does: 1
/// types a password, 2 has no money, 3 shows one that is too old.
///
/// Control, plain JSON over HTTP beside the API. Refused orders answer 400, 404 or 409 with a `message`.
///   GET  /control/books                    what it believes it was paid and has paid:
///        balance_fen (BASIC with what is unsettled), accounts {unsettled, BASIC, OPERATION,
///        coupons_prefunded}, fee_fen, paid_in_fen, refunded_fen, paid_out_fen; orders, refunds with
///        payer_fen, settled_fen, coupon_fen, coupons, fee_fen; transfers, complaints with their replies
///   POST /control/pay      {out_trade_no, amount_fen?, via?: link, link?, surface_ms?, surface_as?}
///        the customer pays, with the coupons that the order has (amount_fen: and the notification names a
///        wrong sum). via link: refused where links end and this one has; link: refused unless it is the
///        latest that was handed out. surface_ms: nobody can know for so long: queries go on saying what they
///        said, or `surface_as` (a state, or NOT_FOUND), then a notification comes, but for codes
///   POST /control/coupon   {out_trade_no, type: CASH|NOCASH, amount_fen, contribute?: merchant|wechat|other}
///        the customer has a coupon for an unpaid order; several add up. CASH is prefunded: the merchant gets
///        its sum, out of coupons_prefunded where the merchant contributes. NOCASH: the merchant gets less
///   POST /control/describe {out_trade_no, description}   what bills call it from now on, whatever its signs:
///        ",`" and line ends make the rows that real bills have of odd products
///   POST /control/prefund_coupons {amount_fen}      money from the bank, put aside for coupons
///   POST /control/payee    {openid, name?, appid?}  what WeChat knows a user by: another name fails a
///        transfer (NAME_NOT_CORRECT; v2 NAME_MISMATCH), another appid is refused (PARAM_ERROR, OPENID_ERROR)
///   POST /control/confirm  {out_bill_no, outcome?: SUCCESS|FAIL, fail_reason?}
///        the payee confirms, or fails to
///   POST /control/refund   {out_refund_no, outcome?: SUCCESS|CLOSED|ABNORMAL}
///   POST /control/refund_elsewhere {out_trade_no, amount_fen, notify?: false}
///        in the merchant platform, not by the shop; v2's refundquery by the order's number tells all of them
///   POST /control/renew_merchant {}        a new key, serial and certificate; matchingSettings() has them
///   POST /control/apiv3_key {apiv3_key}    another APIv3 key, as set in the merchant platform
///   POST /control/close_batch {out_batch_no, reason?}
///   POST /control/authorize {out_authorization_no, outcome?}     the payee consents
///   POST /control/complain {notify_url, out_trade_no?, detail?, complaint_time?}
///   POST /control/event    {notify_url, event_type, content?}    anything, well signed
///   POST /control/script   {steps: [{do: pay, …}, {do: advance, ms: …}, …]}    a day as it was written down
///   POST /control/fault    {target, kind, count?, delay_ms?, status?, message?}
///        the next answers of `target` (create_order, query_order, close_order, reverse_order, create_refund,
///        query_refund, redirect_refund, create_transfer, query_transfer, cancel_transfer, create_batch,
///        query_batch, query_complaint, answer_complaint, balance, day_end_balance, bill, file, certificates,
///        any) go wrong: delay, drop_before, drop_after, cut, forged, http_500, http_500_after, or any code:
///        SYSTEM_ERROR, NOT_ENOUGH, FREQUENCY_LIMITED, PARAM_ERROR, … with the usual HTTP status or `status`,
///        and `message` beside it
///   POST /control/mode     any of these; what nobody knows is refused, what stands before it is set
///        confirm: auto|manual                 payees confirm by themselves
///        refunds: auto|manual                 refunds arrive by themselves
///        notifications: normal|duplicate|reorder|lose
///        keys: public_key|certificate|as_requested   whose key signs notifications. as_requested: the one
///             that the shop's latest request named in Wechatpay-Serial
///        fee_rate: "0.60"                     percent of what settles; 0 at first, or Options::feeRate. The
///             fee of a payment is rounded half up to the fen, and is its own row in the fund flow; a refund
///             gives back the fee paid so far less the rounded fee of what remains; trade bills have five
///             decimals
///        settlement: at_once|t1               t1: what is paid is unsettled until the next weekday begins;
///             refunds of it come out of it, and BASIC shows it as pending
///        pay_from: BASIC|OPERATION            the account that payouts leave
///        links: last|expire                   expire: h5 after 5 minutes, others after 2 hours; the same
///             bytes again give a new one
///        strict_v2_close: true|false          no sooner than five minutes: TRADE_STATE_ERROR
///        strict_v2_reverse: true|false        no sooner than 15 seconds: TRADE_ERROR, recall Y
///        refund_query: full|bare              bare: the query of a refunded order leaves out when it was
///        paid
///             and WeChat's number of it
///        bills: at_once|from_ten              from_ten: a day's bills are being made until ten of the next
///        text_limits: characters|bytes        bytes: of UTF-8, for description, attach, goods_tag and reason
///             of v3; v2 counts bytes always
///        appids: ["wx…"]                      the merchant's, beside the first
///        quota: {per_day_fen?, per_user_day_fen?}   of payouts; 0: none. Beyond the day's: INVALID_REQUEST;
///             beyond the user's: it fails with TRANSFER_QUOTA_EXCEED; v2 MONEY_LIMIT for both
///        rate_limit_per_second: n             beyond it 429 FREQUENCY_LIMITED, v2 FREQ_LIMIT; 0: any
///        ip_allowed: true|false               false: payouts are refused with NO_AUTH
///        roles: {balance?, bill?, refund?: false}   the merchant has no right to these: 403 NO_AUTH
///        vary: SEED|null                      answers and notifications leave out what the descriptions do
///             not require, and hold fields that nobody knows, at random from a seed
///        unknown_state: {target, state?, count?}    the next answers of create_transfer, query_transfer,
///             create_refund, query_refund, query_order show this state
///   POST /control/forge    {kind: wrong_signature|signtest|stale|garbage, notify_url}
///   POST /control/advance  {ms}            moves its clock
///   POST /control/fund     {amount_fen, account?: BASIC|OPERATION, at?}
///        money from the bank, now or (ms) in the past
///   POST /control/move     {from, to, amount_fen}    between BASIC and OPERATION
class Practice
{
public:
    struct Options {
        quint16 port = 0;
        qint64 openingBalanceFen = 0;
        int confirmAfterMs = 100; ///< how long an automatic payee thinks
        QString stateFile = {};   ///< where identity and books outlive the program; empty: nowhere
        QString feeRate = QStringLiteral("0.00"); ///< percent of what settles, as mode fee_rate has it
        crypto::KeySource keys = crypto::PrivateKey::generate; ///< of a fresh merchant and its platform
    };
    [[nodiscard]] static Result<std::unique_ptr<Practice>> start(const Options& options);
    ~Practice();
    Practice(const Practice&) = delete;
    Practice& operator=(const Practice&) = delete;

    [[nodiscard]] quint16 port() const;
    /// Settings and secrets that fit this server, as `settings import` takes them.
    [[nodiscard]] QJsonObject matchingSettings() const;
    /// As GET /control/books.
    [[nodiscard]] QJsonObject books() const;

private:
    struct Core;
    explicit Practice(std::unique_ptr<Core> core);
    std::unique_ptr<Core> core_;
};

} // namespace zhangfang::practice
