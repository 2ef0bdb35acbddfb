#pragma once

#include "payouts/approvals.h"
#include "payouts/decide.h"
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
    newAccount,     ///< the user is known for less than `kNewAccountDays`
    nameMissing,    ///< from 2,000 yuan on WeChat Pay wants it
    overLimit,      ///< of the payout policy
    unusualSum,     ///< more than `kUnusualTimes` what this user withdraws on average
    sharedDevice,   ///< another user has the same device
    sharedName,     ///< another user has the same name
    needsAttention, ///< stopped: a person is asked
    takesTwo,       ///< people to approve it, of whom nobody has
    oneOfTwo        ///< has approved it, and another one has to
};
inline constexpr int kNewAccountDays = 7;
inline constexpr int kUnusualTimes = 3;

struct PayoutRow {
    PageKey key; ///< by number alone, or by sum
    payouts::Payout payout;
    shop::User payee;
    Money available; ///< of the payee, besides what is held
    Money held;
    int paidBefore = 0; ///< withdrawals of this payee that were paid
    Money paidBeforeSum;
    std::vector<PayoutFlag> flags;
    qint64 lastEvent = 0;
    payouts::Approvals approvals; ///< who has approved it, and how many have to
    [[nodiscard]] payouts::Seen seen() const
    {
        return {payout.amount, payee.openid, payee.name, available, lastEvent};
    }
};

enum class PayoutSort { oldest, newest, largest, smallest }; ///< which come first
[[nodiscard]] Top topOf(PayoutSort sort);

/// Which withdrawals to show, and how; everything given must hold.
struct PayoutFilter {
    // Constructors: a view alone is a filter, and so is a view with one state of it.
    PayoutFilter() = default;
    PayoutFilter(PayoutView view_, std::optional<payouts::State> state_ = {}) : view(view_), state(state_) {}
    PayoutView view = PayoutView::all;
    std::optional<payouts::State> state;
    /// Parts of the payee's name, as in `OrderFilter::search`; or the beginning of our or WeChat's number or
    /// of the payee's openid; or the number of the withdrawal or of the payee.
    QString search;
    QDate from; ///< business days of the request, both included; null: open
    QDate to;
    PayoutSort sort = PayoutSort::oldest;
    friend bool operator==(const PayoutFilter&, const PayoutFilter&) = default;
};

[[nodiscard]] Result<PageIndex> indexPayouts(storage::Database& database, const PayoutFilter& filter);
/// The last page alone, of what is on top where `topOf` says highest.
[[nodiscard]] Result<PageIndex> newestPayouts(storage::Database& database, const PayoutFilter& filter);
/// One page, in rising order, starting at `start`.
[[nodiscard]] Result<std::vector<PayoutRow>> payoutPage(storage::Database& database,
    const PayoutFilter& filter, const PageKey& start, const access::Settings& settings, qint64 nowUtcMs);
/// Of all that pass.
[[nodiscard]] Result<ListSum> sumPayouts(storage::Database& database, const PayoutFilter& filter);
/// Of these, by their keys; what is no longer there is not counted.
[[nodiscard]] Result<ListSum> sumPayouts(storage::Database& database, const std::vector<PageKey>& keys);

/// A withdrawal and who gets it, without what a person decides by: for long lists.
struct PayoutRecord {
    PageKey key;
    payouts::Payout payout;
    shop::User payee;
};
/// The same page.
[[nodiscard]] Result<std::vector<PayoutRecord>> payoutRecords(
    storage::Database& database, const PayoutFilter& filter, const PageKey& start);

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
