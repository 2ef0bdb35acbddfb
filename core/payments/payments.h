#pragma once

#include "access/settings.h"
#include "payments/proceeds.h"
#include "rooms/event.h"
#include "shop/orders.h"
#include "wechatpay/v3/client.h"

namespace zhangfang::payments
{

using base::Money;
using base::Result;
using base::Status;
namespace v3 = wechatpay::v3;

using rooms::Applied;
using rooms::Outcome;

/// Whose money an event must name to count.
struct Expected {
    QString mchid;
    QString appid; ///< the shop's first app
    int settlementDays = 0;
    QStringList apps = {}; ///< every app of the shop; empty: `appid` alone
    FeeRate feeRate = {};
};
[[nodiscard]] Expected expectedFrom(const access::Settings& settings);

/// The generation that opened the order speaks about it for good.
[[nodiscard]] wechatpay::Generation generationOf(const shop::Order& order);

/// Books a verified payment: ledger transfer and order change, inside the caller's transaction, with coupons
/// and the expected fee. A payment that does not match our order (merchant, app, amount, currency) is
/// quarantined with a task, and changes nothing; what a message leaves out does not speak against it. An
/// unpaid or closed state closes nothing here; see OrderDesk. One that comes back as refunded is booked, and
/// what it credited waits on the user's held account until its refunds are known; see RefundSearch. `source`
/// tells the order's story how we know: "query" or "notification <id>".
[[nodiscard]] Result<Applied> applyTransaction(storage::Database& database,
    const wechatpay::Transaction& transaction, const Expected& expected, const QString& source,
    qint64 nowUtcMs);

/// Numbers of refunds of an order that WeChat has told of and that could not be booked yet: the payment was
/// not here, or the refund was made elsewhere and is not done.
[[nodiscard]] Result<QStringList> refundHints(storage::Database& database, const base::OrderNo& order);
/// `namedBy`: the person whose word it is; empty: WeChat's.
[[nodiscard]] Status rememberRefundHint(storage::Database& database, const QString& outRefundNo,
    const QString& outTradeNo, qint64 nowUtcMs, const QString& namedBy = {});
[[nodiscard]] Status forgetRefundHint(storage::Database& database, const QString& outRefundNo);

/// Moves paid money whose settlement day has come from unsettled to basic. Answers how many orders.
[[nodiscard]] Result<qint64> settleDue(storage::Database& database, qint64 nowUtcMs);

} // namespace zhangfang::payments
