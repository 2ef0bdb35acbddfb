#pragma once

#include "payouts/payout.h"
#include "wechatpay/v3/client.h"

#include <functional>

namespace zhangfang::payouts
{

/// The electronic receipt (PDF) of a withdrawal that was paid. WeChat makes it while one waits: `wait` passes
/// the time between two questions and answers whether to go on. Source: resources/wechatpay/openapi,
/// elecsign. Errors: wrong_state, receipt_failed, receipt_damaged, too_large, not_ready, and WeChat's.
[[nodiscard]] Result<QByteArray> fetchReceipt(
    wechatpay::v3::Client& client, const Payout& payout, const std::function<bool()>& wait);

} // namespace zhangfang::payouts
