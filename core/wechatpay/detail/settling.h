#pragma once

#include "wechatpay/types.h"

/// What of a sum the customer paid, what coupons did, and what of it settles, from whatever an answer says of
/// it. Source: facts page, "What settles". An answer about money that moved is never lost because its coupons
/// do not add up: the cautious reading is taken, and said to be one.
namespace zhangfang::wechatpay::detail
{

/// A coupon as an answer names it.
struct NamedCoupon {
    QString type; ///< CASH, NOCASH, NO_CASH, COUPON, DISCOUNT, or something new
    Money amount;
    std::optional<Money> byMerchant = {}; ///< what the merchant paid in for it
    std::optional<Money> byOthers = {};   ///< what WeChat Pay and others did
};

/// `byOthers` of a coupon, from what is said of each; nothing: nothing is said.
[[nodiscard]] std::optional<Money> paidByOthers(Money amount, const std::optional<Money>& byMerchant,
    const std::optional<Money>& byWechat, const std::optional<Money>& byFurther);

/// What an answer says of a payment, or of a refund. What it does not say is empty.
struct Told {
    Money whole; ///< what the order, or the refund, is about
    std::optional<Money> payer = {};
    std::optional<Money> byCoupons = {}; ///< of all coupons together
    std::optional<Money> settled = {};
    std::vector<NamedCoupon> coupons = {};
    QStringList unreadable = {}; ///< fields that do not hold what they should
};

struct Split {
    Money payer;
    Coupons coupons;
    Money settled;
    bool settledIsTold = false; ///< by the answer, or by there being no coupon
    QString doubt;
};
/// payer + prefunded + unfunded = whole, and 0 <= settled <= whole, whatever was told.
[[nodiscard]] Split split(const Told& told);

} // namespace zhangfang::wechatpay::detail
