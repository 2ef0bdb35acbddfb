#pragma once

#include "wechatpay/detail/settling.h"
#include "wechatpay/v2/answers.h"

/// The coupons of API v2's answers and notifications.
namespace zhangfang::wechatpay::v2
{

/// `coupon_fee`, `coupon_type_$n`, `coupon_fee_$n`, `settlement_total_fee`, `cash_fee`, and the JSON of
/// `promotion_detail` that version 1.0 has in place of the list.
[[nodiscard]] detail::Split splitOfPayment(Money whole, const Answer& answer);
/// `coupon_refund_fee`, `coupon_type_$n`, `coupon_refund_fee_$n`, `settlement_refund_fee`, `cash_refund_fee`.
/// `index`: of `refundquery`, "_0" for its first refund, whose coupons are `…_0_$m` then; empty otherwise.
[[nodiscard]] detail::Split splitOfRefund(Money whole, const Answer& answer, const QString& index);

} // namespace zhangfang::wechatpay::v2
