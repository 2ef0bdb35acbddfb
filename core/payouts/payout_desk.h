#pragma once

#include "access/acts.h"
#include "access/settings.h"
#include "base/clock.h"
#include "payouts/payout.h"
#include "storage/writer.h"

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

/// Requests and decisions: everything about a withdrawal but sending it. Any thread; each call waits for the
/// commit, so never the UI's.
class PayoutDesk
{
public:
    PayoutDesk(storage::Writer& writer, const base::Clock& clock, base::RandomSource& random)
        : writer_(writer), clock_(clock), random_(random)
    {
    }
    /// Moves the sum from available to held. Errors: no_such_user, invalid_amount, under_least and over_most
    /// (of the channel in force, with the figure), insufficient_funds.
    /// `key`, where given: the same key again answers the withdrawal of the first time; see access::once.
    /// `requestedBy`: the operator's name that was given, which nobody has to have proven: all it does is
    /// keep them from approving it where that takes two. Error: invalid_name.
    [[nodiscard]] Result<Payout> request(
        UserId user, Money amount, const QString& key = {}, const QString& requestedBy = {});
    /// With `before`, what the operator saw: when the payee, the sum or the story has changed since, or the
    /// payee's balance has fallen, the approval is refused (changed_meanwhile: says what). A balance that has
    /// grown is no reason to ask again. Fixes the way it goes, and the batch it goes in.
    /// Where it takes two (payouts/approvals.h), the first one's word is kept, and it still waits.
    /// Errors: recovering, wrong_state, changed_meanwhile, under_least, over_most, those of `checkPolicy`,
    /// and of `weigh`. `key`, here and below: the same again is the same act, and answers the withdrawal as
    /// it is by now.
    [[nodiscard]] Result<Payout> approve(PayoutId id, const QString& operatorName,
        const std::optional<Seen>& before = std::nullopt, const QString& key = {});
    /// Within the grace period only. Errors: wrong_state, too_late.
    [[nodiscard]] Result<Payout> takeBack(PayoutId id, const QString& operatorName);
    /// Errors: wrong_state, invalid_reason, recovering (one from before the books were put back).
    [[nodiscard]] Result<Payout> reject(
        PayoutId id, const QString& operatorName, const QString& reason, const QString& key = {});
    /// Before WeChat took it: at once. While the user has not confirmed: asks WeChat, through the dispatcher.
    /// Errors: recovering (one from before the books were put back), wrong_state, cannot_cancel (this way of
    /// paying out knows no cancelling).
    [[nodiscard]] Result<Payout> cancel(
        PayoutId id, const QString& actor, const QString& reason = {}, const QString& key = {});

private:
    using Work = std::function<Result<Payout>(storage::Database& database, qint64 nowUtcMs)>;
    [[nodiscard]] Result<Payout> once(const access::Act& act, const Work& work);
    [[nodiscard]] Result<Payout> cancelNow(
        storage::Database& database, PayoutId id, const QString& actor, const QString& reason, qint64 now);
    [[nodiscard]] Result<PayoutId> insert(
        storage::Database& database, UserId user, Money amount, const QString& requestedBy, qint64 now);
    storage::Writer& writer_;
    const base::Clock& clock_;
    base::RandomSource& random_;
};

} // namespace zhangfang::payouts
