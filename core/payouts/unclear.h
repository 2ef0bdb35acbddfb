#pragma once

#include "payouts/payout.h"

namespace zhangfang::payouts
{

/// What a payout is called where a person is asked about it.
[[nodiscard]] QString taskSubject(const Payout& payout);

/// The outcome is in doubt from now on, unless it has been for longer: only WeChat's word, or a person's with
/// proof, can release the hold. Not a round yet.
[[nodiscard]] Status beginDoubt(storage::Database& database, PayoutId id, qint64 nowUtcMs);
/// In doubt, and as if all rounds had passed: nothing is sent again by itself, and a person is asked at once.
[[nodiscard]] Status barSending(storage::Database& database, PayoutId id);
/// One more round that told nothing sure; answers the payout as it stands then.
[[nodiscard]] Result<Payout> countRound(storage::Database& database, PayoutId id, qint64 nowUtcMs);
/// The same where WeChat certainly does not have it, so that nothing is in doubt.
[[nodiscard]] Result<Payout> countRefusal(storage::Database& database, PayoutId id);
/// WeChat has said how it stands; what a person was asked for in between is settled.
[[nodiscard]] Status endDoubt(storage::Database& database, const Payout& payout, qint64 nowUtcMs);

/// `wanted` within the bound. Past it, slow and blocked; and a person is asked, once, with `change.evidence`
/// and what was heard before.
[[nodiscard]] Result<Change> bounded(
    storage::Database& database, const Payout& payout, Change wanted, qint64 nowUtcMs);

} // namespace zhangfang::payouts
