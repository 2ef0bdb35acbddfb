#pragma once

#include "access/settings.h"
#include "payouts/payout.h"

namespace zhangfang::payouts
{

struct Seen;

/// One person's word for a withdrawal.
struct Approval {
    QString operatorName;
    qint64 atUtcMs = 0;
    friend bool operator==(const Approval&, const Approval&) = default;
};
/// Who has approved it, and how many have to.
struct Approvals {
    std::vector<Approval> given; ///< those that count, the first one first
    int needed = 1;              ///< of one that waits: by the setting as it is now
    friend bool operator==(const Approvals&, const Approvals&) = default;
};

/// From the setting payouts.two_approvers_from_fen on, two people approve; 0: one always does.
[[nodiscard]] bool takesTwo(const Payout& payout, const access::Settings& settings);
/// While it waits, a word counts as long as payee, sum and story are what that person saw, and as long as
/// they may still decide.
[[nodiscard]] Result<Approvals> approvalsOf(
    storage::Database& database, const Payout& payout, const access::Settings& settings);

enum class Enough { yes, no };
/// Whether this person's word would be enough, in the caller's transaction. Words that count no more are
/// ended first, and say so in the story. Errors, where it takes two: same_approver, own_request (whoever
/// asked for the withdrawal is neither of them), not_permitted.
[[nodiscard]] Result<Enough> weigh(storage::Database& database, const Payout& payout,
    const QString& operatorName, const access::Settings& settings, qint64 nowUtcMs);
/// What the person saw has to be as the books have it now, their own event included.
[[nodiscard]] Status recordApproval(storage::Database& database, const Payout& payout,
    const QString& operatorName, const Seen& seen, qint64 nowUtcMs);
/// None of them counts any more: it was taken back, rejected, cancelled. `why`: that event's name.
[[nodiscard]] Status endApprovals(
    storage::Database& database, PayoutId id, const QString& why, qint64 nowUtcMs);

} // namespace zhangfang::payouts
