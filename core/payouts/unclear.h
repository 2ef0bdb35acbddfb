#pragma once

#include "errands/answer.h"
#include "payouts/payout.h"

namespace zhangfang::payouts
{

/// What a payout is called where a person is asked about it.
[[nodiscard]] QString taskSubject(const Payout& payout);

/// WeChat has said how it stands; what a person was asked for in between is settled.
[[nodiscard]] Status endDoubt(storage::Database& database, const Payout& payout, qint64 nowUtcMs);
/// Asks a person where `ruling` says so: what is not known for too long, and what has vanished. `said`: heard
/// last.
[[nodiscard]] Status askPerson(storage::Database& database, const Payout& payout,
    const errands::Ruling& ruling, const QString& said, qint64 nowUtcMs);
/// A round that told nothing sure, in story and schedule.
[[nodiscard]] Status noteRound(storage::Database& database, const Payout& payout,
    const errands::Ruling& ruling, const QString& said, qint64 nowUtcMs);

} // namespace zhangfang::payouts
