#pragma once

#include "access/settings.h"
#include "payouts/payout.h"
#include "wechatpay/types.h"

namespace zhangfang::payouts
{

/// How long a balance told by WeChat counts.
inline constexpr qint64 kBalanceFreshMs = 5 * 60 * 1000;

/// What stands behind the promise that users can be paid.
struct Coverage {
    Money owed;                         ///< Σ available + held of all users
    Money settled;                      ///< the ledger's settled WeChat money
    std::optional<Money> wechatBalance; ///< the paying account at WeChat, with what it has already set aside
                                        ///< for accepted payouts added back; nothing when unknown or old
    /// The smaller of the two.
    [[nodiscard]] Money available() const
    {
        return wechatBalance ? std::min(settled, *wechatBalance) : settled;
    }
    [[nodiscard]] bool isCovered() const { return owed <= available(); }
};
[[nodiscard]] Result<Coverage> coverage(
    storage::Database& database, const QString& payAccount, qint64 nowUtcMs);

/// Limits and coverage for paying `payout` now. Errors: over_single_limit, over_user_limit, over_day_limit,
/// not_covered: each with the figures; name_required.
[[nodiscard]] Status checkPolicy(
    storage::Database& database, const Payout& payout, const access::Settings& settings, qint64 nowUtcMs);
/// Coverage alone, asked again in the moment of dispatch.
[[nodiscard]] Status checkCoverage(storage::Database& database, const Payout& payout, qint64 nowUtcMs);

/// The account as a payout names it: BASIC unless it is OPERATION.
[[nodiscard]] wechatpay::AccountType accountType(const QString& payAccount);

} // namespace zhangfang::payouts
