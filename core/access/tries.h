#pragma once

#include "storage/database.h"

#include <optional>

namespace zhangfang::access
{

using base::Result;
using base::Status;

/// After so many wrong passwords in a row a name waits: 1, 2, 4 … minutes, at most kLongestWaitMs. Counted
/// for every name that is given, also one that nobody has, in the books: so by all programs together, and on
/// after a restart.
inline constexpr int kFreeTries = 5;
inline constexpr qint64 kShortestWaitMs = 60'000;
inline constexpr qint64 kLongestWaitMs = 15 * 60'000;
/// Whoever has not said after so long what became of a try is gone, and the try counts as wrong.
inline constexpr qint64 kTryGoneMs = 30'000;

/// How long is waited after so many wrong ones in a row; 0: not at all.
[[nodiscard]] qint64 waitAfter(qint64 wrong);

struct Admission {
    enum class Answer {
        go,      ///< one try, which is counted from now on: tell what became of it
        waits,   ///< also for the right password
        occupied ///< others are trying: in a moment one of them is done
    };
    Answer answer = Answer::go;
    qint64 leftMs = 0; ///< of the wait
};
/// Before a password is looked at, in a write transaction that is committed first: so those who try side by
/// side get no more tries than one who tries alone.
[[nodiscard]] Result<Admission> beginTry(storage::Database& database, const QString& name, qint64 nowUtcMs);

enum class Tried {
    right, ///< everything is forgiven
    wrong,
    notTried ///< it could not be looked at
};
/// A wait that begins.
struct Wait {
    qint64 wrong = 0; ///< in a row
    qint64 lastsMs = 0;
};
/// Nobody is told whether the password was right before this is committed. A wait that begins is in the audit
/// log.
[[nodiscard]] Result<std::optional<Wait>> endTry(
    storage::Database& database, const QString& name, Tried tried, qint64 nowUtcMs);

/// The refusal: operator_waits.
[[nodiscard]] tl::unexpected<base::Error> stillWaits(qint64 leftMs);

} // namespace zhangfang::access
