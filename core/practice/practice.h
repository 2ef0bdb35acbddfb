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
/// Control, plain JSON over HTTP beside the API:
///   GET  /control/books                    what it believes it was paid and has paid
///   POST /control/pay      {out_trade_no, amount_fen?}
///        the customer pays (amount_fen: and the notification names a wrong sum)
///   POST /control/confirm  {out_bill_no, outcome?: SUCCESS|FAIL, fail_reason?}
///        the payee confirms, or fails to
///   POST /control/refund   {out_refund_no, outcome?: SUCCESS|CLOSED|ABNORMAL}
///   POST /control/refund_elsewhere {out_trade_no, amount_fen}    in the merchant platform, not by the shop
///   POST /control/renew_merchant {}        a new key, serial and certificate; matchingSettings() has them
///   POST /control/close_batch {out_batch_no, reason?}
///   POST /control/authorize {out_authorization_no, outcome?}     the payee consents
///   POST /control/complain {notify_url, out_trade_no?, detail?, complaint_time?}
///   POST /control/event    {notify_url, event_type, content?}    anything, well signed
///   POST /control/script   {steps: [{do: pay, …}, {do: advance, ms: …}, …]}    a day as it was written down
///   POST /control/fault    {target, kind, count?, delay_ms?}
///        the next answers of `target` (create_order, query_order, close_order, reverse_order, create_refund,
///        query_refund, create_transfer, query_transfer, cancel_transfer, create_batch, query_batch, balance,
///        bill, file, certificates, any) go wrong: delay, drop_before, drop_after, cut,
///        forged, http_500, http_500_after, SYSTEM_ERROR, NOT_ENOUGH, FREQUENCY_LIMITED, PARAM_ERROR, …
///   POST /control/mode     {confirm?: auto|manual, refunds?: auto|manual, notifications?:
///   normal|duplicate|reorder|lose,
///                           keys?: public_key|certificate}
///   POST /control/forge    {kind: wrong_signature|signtest|stale|garbage, notify_url}
///   POST /control/advance  {ms}            moves its clock
///   POST /control/fund     {amount_fen, at?}   money from the bank into BASIC, now or (ms) in the past
class Practice
{
public:
    struct Options {
        quint16 port = 0;
        qint64 openingBalanceFen = 0;
        int confirmAfterMs = 100; ///< how long an automatic payee thinks
        QString stateFile = {};   ///< where identity and books outlive the program; empty: nowhere
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
