#pragma once

#include "errands/errand.h"

#include <set>

/// Who works on an errand: nobody, or one for a while.
namespace zhangfang::errands
{

/// How long a claim of what waits to be worked on holds: others take over what waits behind a partner that
/// does not answer.
inline constexpr qint64 kClaimMs = 15'000;
/// How long it holds for one that changes the world outside, from the moment when that is written down. The
/// longest that one piece of work takes: a handful of calls, each with its time-out (a minute at most) at
/// either of the partner's addresses.
inline constexpr qint64 kLeaseMs = 20 * 60'000;

/// Those of a kind that are due and that nobody else works on, the longest waiting first, now claimed by
/// `holder`. Of a lane that somebody else works on, none. Each claim raises the fence.
[[nodiscard]] Result<std::vector<Errand>> claimDue(
    storage::Database& database, const QString& kind, const QString& holder, qint64 nowUtcMs, int limit);
/// Whether `claimDue` would find any; changes nothing.
[[nodiscard]] Result<bool> anyDue(
    storage::Database& database, const QString& kind, const QString& holder, qint64 nowUtcMs);
/// This one, due or not, for `kLeaseMs`; answers its fence, or nothing where somebody else works on it.
[[nodiscard]] Result<std::optional<qint64>> claim(
    storage::Database& database, ErrandId id, const QString& holder, qint64 nowUtcMs);
/// Whether nobody has claimed it since.
[[nodiscard]] Result<bool> holds(storage::Database& database, ErrandId id, qint64 fence);
/// It holds for so long from now on; answers whether it was still held.
[[nodiscard]] Result<bool> renew(storage::Database& database, ErrandId id, qint64 fence,
    const QString& holder, qint64 nowUtcMs, qint64 leaseMs);
/// Lets go of it, unless it is being sent, or somebody else's by now.
[[nodiscard]] Status release(storage::Database& database, ErrandId id, qint64 fence);
/// Lets go of whatever anybody has of a kind: for one who knows that no worker of before lives any more.
[[nodiscard]] Status releaseEveryones(storage::Database& database, const QString& kind);
/// What is being sent, and whose sender is gone: its lease has ended, it has none, or it is `holder`'s, who
/// sends nothing now. `everyones`: the caller knows that no sender of before lives any more.
enum class Whose { endedAndMine, everyones };
[[nodiscard]] Result<std::vector<Errand>> lost(
    storage::Database& database, const QString& kind, const QString& holder, Whose whose, qint64 nowUtcMs);

namespace detail
{
[[nodiscard]] Result<std::vector<Errand>> dueOf(
    storage::Database& database, const QString& kind, const QString& holder, qint64 nowUtcMs, int limit);
[[nodiscard]] Result<std::vector<Errand>> sentOf(storage::Database& database, const QString& kind);
} // namespace detail

} // namespace zhangfang::errands
