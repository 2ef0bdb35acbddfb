#pragma once

#include "base/clock.h"
#include "payouts/payout.h"

/// What people decide about a withdrawal, each in the caller's write transaction. Whoever calls has asked who
/// they are and writes the audit log: see payouts/commands.h.
namespace zhangfang::payouts
{

/// What a person had before their eyes when they decided.
struct Seen {
    Money amount;
    QString openid;
    QString name;
    Money available;      ///< the payee's balance besides what is held
    qint64 lastEvent = 0; ///< the number of the withdrawal's latest event
};
[[nodiscard]] Result<Seen> seen(storage::Database& database, const Payout& payout);

/// How a withdrawal stands after a decision, and what was decided, as the audit log has it.
struct Decided {
    Payout payout;
    QString action;
    QString detail;
};

/// Moves the sum from available to held. Errors: no_such_user, invalid_amount, under_least and over_most (of
/// the channel in force, with the figure), insufficient_funds.
/// `requestedBy`: the operator's name that was given, which nobody has to have proven: all it does is keep
/// them from approving it where that takes two. Error: invalid_name.
[[nodiscard]] Result<Decided> request(storage::Database& database, base::RandomSource& random, UserId user,
    Money amount, const QString& requestedBy, qint64 nowUtcMs);
/// With `before`, what the operator saw: when the payee, the sum or the story has changed since, or the
/// payee's balance has fallen, the approval is refused (changed_meanwhile: says what). A balance that has
/// grown is no reason to ask again. Fixes the way it goes, and the batch it goes in.
/// Where it takes two (payouts/approvals.h), the first one's word is kept, and it still waits.
/// Errors: recovering, wrong_state, changed_meanwhile, under_least, over_most, those of `checkPolicy`, and of
/// `weigh`.
[[nodiscard]] Result<Decided> approve(storage::Database& database, base::RandomSource& random, PayoutId id,
    const QString& operatorName, const std::optional<Seen>& before, qint64 nowUtcMs);
/// Within the grace period only. Errors: wrong_state, too_late.
[[nodiscard]] Result<Decided> takeBack(
    storage::Database& database, PayoutId id, const QString& operatorName, qint64 nowUtcMs);
/// Errors: wrong_state, invalid_reason, recovering (one from before the books were put back).
[[nodiscard]] Result<Decided> reject(storage::Database& database, PayoutId id, const QString& operatorName,
    const QString& reason, qint64 nowUtcMs);
/// Before WeChat took it: at once. While the user has not confirmed: asks WeChat, through the dispatcher.
/// Errors: recovering (one from before the books were put back), wrong_state, cannot_cancel (this way of
/// paying out knows no cancelling).
[[nodiscard]] Result<Decided> cancel(
    storage::Database& database, PayoutId id, const QString& actor, const QString& reason, qint64 nowUtcMs);

} // namespace zhangfang::payouts
