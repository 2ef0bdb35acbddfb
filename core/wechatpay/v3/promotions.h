#pragma once

#include "base/json.h"
#include "wechatpay/detail/settling.h"

/// The coupons of APIv3's answers and notifications.
namespace zhangfang::wechatpay::v3
{

/// `amount` and `promotion_detail` of a transaction whose total is `whole`.
[[nodiscard]] detail::Split splitOfPayment(Money whole, const QJsonObject& transaction);
/// The same of a refund. Notifications name no settlement.
[[nodiscard]] detail::Split splitOfRefund(Money whole, const QJsonObject& refund);

} // namespace zhangfang::wechatpay::v3
