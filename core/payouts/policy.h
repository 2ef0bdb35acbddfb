#pragma once

#include "access/settings.h"
#include "payouts/payout.h"
#include "wechatpay/types.h"

namespace zhangfang::payouts
{

/// How long a balance told by WeChat counts.
inline constexpr qint64 kBalanceFreshMs = 5 * 60 * 1000;

/// What stands behind the promise that users can be paid: the one definition, for approval, dispatch and
/// overview. All of it from sums that are kept, so that asking does not grow with the shop.
struct Coverage {
    Money owed;    ///< Σ available + held of all users, less what WeChat is already giving back out of it
    Money settled; ///< the ledger's settled WeChat money, less what WeChat has taken out for refunds
    Money leaving; ///< refunds of settled sales that are asked for and not taken yet
    std::optional<Money> wechatBalance; ///< both accounts by WeChat's word, with what it has set aside for
                                        ///< accepted payouts of each added back; nothing when unknown or old
    Money payable;                      ///< what the paying account itself can pay out now
    /// The smaller of the two, less what is about to leave.
    [[nodiscard]] Money available() const
    {
        const Money there = wechatBalance ? std::min(settled, *wechatBalance) : settled;
        return there.minus(leaving).value_or(Money::zero());
    }
    [[nodiscard]] bool isCovered() const { return owed <= available(); }
    /// What users are owed, and this sum from the paying account too.
    [[nodiscard]] bool covers(Money sum) const { return isCovered() && sum <= payable; }
};
[[nodiscard]] Result<Coverage> coverage(
    storage::Database& database, const QString& payAccount, qint64 nowUtcMs);

/// Limits and coverage for paying `payout` now. Errors: over_single_limit, over_user_limit, over_day_limit,
/// not_covered: each with the figures; name_required.
[[nodiscard]] Status checkPolicy(
    storage::Database& database, const Payout& payout, const access::Settings& settings, qint64 nowUtcMs);
/// Coverage alone, asked again in the moment of dispatch.
[[nodiscard]] Status checkCoverage(
    storage::Database& database, const Payout& payout, qint64 nowUtcMs, Money together = Money::zero());

/// The account as a payout names it: BASIC unless it is OPERATION.
[[nodiscard]] wechatpay::AccountType accountType(const QString& payAccount);

} // namespace zhangfang::payouts
