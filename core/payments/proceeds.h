#pragma once

#include "ledger/ledger.h"
#include "shop/orders.h"
#include "wechatpay/types.h"

/// What a payment brings the shop and what a refund takes from it again: coupons and WeChat's fee reckoned
/// in. Pure arithmetic on what WeChat says; nothing here reads or writes. Source: facts page, "What settles".
namespace zhangfang::payments
{

using base::Money;
using base::Result;

/// Hundredths of a percent of the settled sum.
struct FeeRate {
    int hundredthsOfPercent = 0;
    /// Rounded half up to the fen. How WeChat rounds one payment's fee is not confirmed: the bill trues it
    /// up.
    [[nodiscard]] Result<Money> of(Money settled) const;
};

struct Proceeds {
    Money payer;     ///< the customer's own money
    Money settles;   ///< total less coupons that nobody prefunded
    Money prefunded; ///< the part of `settles` that is the shop's own coupon money
    Money unfunded;  ///< total less `settles`
    Money fee;
};
/// Errors: invalid_field (coupons for more than the whole), overflow.
[[nodiscard]] Result<Proceeds> proceedsOf(const wechatpay::Transaction& transaction, FeeRate rate);
/// The entries of a payment: into what is not settled yet, against sales, or against what the user is owed:
/// never more than it brought.
[[nodiscard]] Result<std::vector<ledger::Entry>> paymentEntries(
    const shop::Order& order, const Proceeds& proceeds);

/// What a refund takes.
struct Takings {
    Money settled;   ///< of the shop's settled money, before the fee
    Money payer;     ///< what the customer gets
    Money prefunded; ///< goes back to the shop's coupon money
    Money fee;       ///< that WeChat gives back
    [[nodiscard]] Result<Money> leaving() const { return settled.minus(fee); }
};
/// What the other refunds of the order have taken.
struct GoneBefore {
    Money settled;
    Money fee;
    Money amount;    ///< of the order's amount
    Money held;      ///< of what the order had credited
    Money prefunded; ///< of the shop's own coupon money
};
/// Before WeChat has said anything: the refund's share of everything. `before` counts what is expected of
/// those under way.
[[nodiscard]] Result<Takings> expectedTakings(
    const shop::Order& order, Money amount, const GoneBefore& before);
/// By WeChat's own figures.
[[nodiscard]] Result<Takings> takingsOf(
    const shop::Order& order, const wechatpay::Refund& told, const GoneBefore& before);
/// How much of what the order credited is taken back from the user: the refund's share, the last one all that
/// is left.
[[nodiscard]] Result<Money> takenBack(const shop::Order& order, Money amount, const GoneBefore& before);
/// Who gives so much of what a refund takes back: sales the whole amount, a user what was credited, or the
/// account where it waits until a person decides who bears it.
struct Bearer {
    ledger::AccountPath account;
    Money amount;
};
/// The entries of a refund that has succeeded; `source` is the account that WeChat takes it out of.
[[nodiscard]] Result<std::vector<ledger::Entry>> refundEntries(
    const std::vector<Bearer>& bearers, const ledger::AccountPath& source, const Takings& takings);

} // namespace zhangfang::payments
