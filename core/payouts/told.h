#pragma once

#include "access/settings.h"
#include "payments/inbox.h"
#include "payouts/payout.h"
#include "wechatpay/types.h"

namespace zhangfang::payouts
{

/// Applies what WeChat says about a transfer, from an answer, a query or a notification: whichever comes
/// first decides, later ones change nothing. What does not fit our payout is quarantined with a task. A state
/// that nobody knows tells nothing sure: a payout that was being sent is unclear then. Whatever is applied
/// leaves no payout in `submitting`.
[[nodiscard]] Result<payments::Applied> applyTransferBill(storage::Database& database,
    const wechatpay::TransferBill& bill, const access::Settings& settings, const QString& source,
    qint64 nowUtcMs, qint64 leastPollMs = 0);

/// The handler of MCHTRANSFER.BILL.FINISHED.
[[nodiscard]] payments::EventHandler transferHandler();
/// The handler of MCHTRANSFER.BATCH.*: a batch has come to an end, so each of its payouts is asked about now.
/// What became of each, only its own detail says.
[[nodiscard]] payments::EventHandler batchHandler();

} // namespace zhangfang::payouts
