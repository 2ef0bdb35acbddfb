#pragma once

#include "payouts/channel.h"
#include "payouts/told.h"

namespace zhangfang::payouts
{

/// What would be sent for a payout now, and by which channel.
struct Made {
    Request request;
    QString channel;
    bool payeeConfirms = false;
};
/// Applies what WeChat says about a payout in books that were put back from a backup. It may have been
/// approved and sent since, under the number that these books know too: then `made`, the bytes that would be
/// sent for it now, stand for those that were, and WeChat's word for the approval; they are never sent, as
/// WeChat would compare them with the lost ones. Otherwise as `applyTransferBill`.
[[nodiscard]] Result<payments::Applied> applyRecovered(storage::Database& database,
    const wechatpay::TransferBill& bill, const Made& made, const access::Settings& settings,
    const QString& source, qint64 nowUtcMs);

} // namespace zhangfang::payouts
