#pragma once

#include "access/settings.h"
#include "shop/orders.h"
#include "wechatpay/v3/client.h"

namespace zhangfang::payments
{

using base::Money;
using base::Result;
using base::Status;
namespace v3 = wechatpay::v3;

/// What became of a verified message.
enum class Outcome { applied, unchanged, quarantined, kept };
struct Applied {
    Outcome outcome = Outcome::applied;
    QString note; ///< why, where it is quarantined
};

/// Whose money an event must name to count.
struct Expected {
    QString mchid;
    QString appid;
    int settlementDays = 0;
};
[[nodiscard]] Expected expectedFrom(const access::Settings& settings);

/// The generation that opened the order speaks about it for good.
[[nodiscard]] wechatpay::Generation generationOf(const shop::Order& order);

/// Books a verified payment: ledger transfer and order change, inside the caller's transaction. A payment
/// that does not match our order (merchant, app, amount, currency) is quarantined with a task, and changes
/// nothing. An unpaid or closed state closes nothing here; see OrderDesk. `source` tells the order's story
/// how we know: "query" or "notification <id>".
[[nodiscard]] Result<Applied> applyTransaction(storage::Database& database,
    const wechatpay::Transaction& transaction, const Expected& expected, const QString& source,
    qint64 nowUtcMs);

/// Moves paid money whose settlement day has come from unsettled to basic. Answers how many orders.
[[nodiscard]] Result<qint64> settleDue(storage::Database& database, qint64 nowUtcMs);

} // namespace zhangfang::payments
