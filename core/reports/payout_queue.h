#pragma once

#include "payouts/payout_desk.h"
#include "payouts/policy.h"
#include "reports/paging.h"
#include "shop/users.h"

namespace zhangfang::reports
{

using base::Money;

/// The lists a person works with.
enum class PayoutView {
    waiting,  ///< for a decision; the oldest comes first
    underWay, ///< approved and not at its end
    done,
    all
};

/// What makes a withdrawal worth a second look.
enum class PayoutFlag {
    firstWithdrawal,
    newAccount,    ///< the user is known for less than `kNewAccountDays`
    nameMissing,   ///< from 2,000 yuan on WeChat Pay wants it
    overLimit,     ///< of the payout policy
    unusualSum,    ///< more than `kUnusualTimes` what this user withdraws on average
    sharedDevice,  ///< another user has the same device
    sharedName,    ///< another user has the same name
    needsAttention ///< stopped: a person is asked
};
inline constexpr int kNewAccountDays = 7;
inline constexpr int kUnusualTimes = 3;

struct PayoutRow {
    PageKey key; ///< by number alone
    payouts::Payout payout;
    shop::User payee;
    Money available; ///< of the payee, besides what is held
    Money held;
    int paidBefore = 0; ///< withdrawals of this payee that were paid
    Money paidBeforeSum;
    std::vector<PayoutFlag> flags;
    qint64 lastEvent = 0;
    [[nodiscard]] payouts::Seen seen() const
    {
        return {payout.amount, payee.openid, payee.name, available, lastEvent};
    }
};

[[nodiscard]] Result<PageIndex> indexPayouts(storage::Database& database, PayoutView view);
/// One page by number, starting at `start`.
[[nodiscard]] Result<std::vector<PayoutRow>> payoutPage(storage::Database& database, PayoutView view,
    PageKey start, const access::Settings& settings, qint64 nowUtcMs);

/// A withdrawal and who gets it, without what a person decides by: for long lists.
struct PayoutRecord {
    payouts::Payout payout;
    shop::User payee;
};
/// The same page.
[[nodiscard]] Result<std::vector<PayoutRecord>> payoutRecords(
    storage::Database& database, PayoutView view, PageKey start);

struct PayoutStory {
    PayoutRow row;
    std::vector<payouts::PayoutEvent> events;
    payouts::Coverage coverage; ///< as it is now
};
/// Errors: no_such_withdrawal.
[[nodiscard]] Result<PayoutStory> payoutStory(
    storage::Database& database, base::PayoutId id, const access::Settings& settings, qint64 nowUtcMs);

/// The withdrawals waiting for a decision, and their sum.
struct Waiting {
    qint64 count = 0;
    Money sum;
    friend bool operator==(const Waiting&, const Waiting&) = default;
};
[[nodiscard]] Result<Waiting> waitingPayouts(storage::Database& database);

} // namespace zhangfang::reports
