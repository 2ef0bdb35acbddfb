#pragma once

#include "errands/errand.h"

#include <functional>

/// What follows from an answer that is not "taken", for every kind alike.
///
/// What is unclear is asked about, and sent again unchanged only where the partner does not know the number;
/// after a bound (errands/doubt.h) a person is asked and nothing is sent again. It ends by the partner's
/// final word, by a person's with proof, or by a definite refusal: of the first sending, or of a later one
/// whose number the partner did not know just before, when every earlier sending is too old to arrive any
/// more. A refusal that someone can put right never ends it.
namespace zhangfang::errands
{

/// As the kind understands its partner.
struct Answer {
    enum class Means {
        refused,     ///< not taken, and it will not be
        notTaken,    ///< not taken: the same later
        needsPerson, ///< not taken, for something a person can put right
        unclear
    } means = Means::unclear;
    bool neverLeft = false; ///< nothing went out: the partner has heard nothing
    bool isBarred =
        false; ///< the partner has something else under the number, or takes it no more: only asked about
    bool isNotFound = false; ///< the partner does not know the number
    qint64 waitMs = 0;       ///< there is no use in trying again any sooner
    QString code;
    QString said; ///< in the partner's words
};
/// What was known when the bytes were sent.
enum class Before {
    nothing,
    notFound, ///< the partner was asked just now, and did not know the number
};
/// When to try again.
struct Pace {
    std::function<qint64(int attempts, qint64 notBeforeMs)> retryAt; ///< a growing while from now
    qint64 leastMs = 0; ///< the partner is asked no more often than this
};

/// What becomes of it; whoever asked moves it on so, and tells people in words of their own.
struct Ruling {
    std::optional<Event> event; ///< refused, notTaken or answerLost; nothing: its state stays
    std::optional<qint64> nextAtUtcMs;
    QString blocked;
    bool isDeclined = false; ///< somebody should hear that it was not taken
    int refusals = 0;        ///< in a row, where somebody should hear that it is still not taken; 0: nobody
    bool needsPerson = false;
    bool isNewlyTooLong = false; ///< the bound is passed: a person is asked what became of it
    bool vanished = false;       ///< the partner had it, and no longer knows it
    Errand errand;               ///< with rounds and doubt as they are now
};
/// A sending has ended, and was not taken.
[[nodiscard]] Result<Ruling> afterSending(storage::Database& database, ErrandId id, const Answer& answer,
    Before before, const Pace& pace, qint64 nowUtcMs);
/// The partner was asked, and nothing sure came of it.
[[nodiscard]] Result<Ruling> afterAsking(
    storage::Database& database, ErrandId id, const Answer& answer, const Pace& pace, qint64 nowUtcMs);
/// The partner does not know the number of something unclear: a round, after which the same bytes go out
/// again, or, past the bound, do not (see `afterNoRepeat`).
[[nodiscard]] Result<bool> mayRepeat(storage::Database& database, ErrandId id, qint64 nowUtcMs);
[[nodiscard]] Result<Ruling> afterNoRepeat(
    storage::Database& database, ErrandId id, const Pace& pace, qint64 nowUtcMs);
/// The partner knows the number, and says a word that nobody knows. `nextAtUtcMs`: as the kind would ask
/// again.
[[nodiscard]] Result<Ruling> afterUnknownWord(
    storage::Database& database, ErrandId id, const QString& blocked, qint64 nextAtUtcMs, qint64 nowUtcMs);

/// `Errand::blocked` past the bound, and the task that says so.
inline constexpr auto kTooLong = "unclear_too_long";

/// The outcome is in doubt from now on, unless it has been for longer. Not a round yet.
[[nodiscard]] Status beginDoubt(storage::Database& database, ErrandId id, qint64 nowUtcMs);
/// The partner, or a person, has said how it stands; answers whether there was anything to end.
[[nodiscard]] Result<bool> endDoubt(storage::Database& database, ErrandId id);
/// A person wants it tried again: as if it were the first time.
[[nodiscard]] Status forgetRefusals(storage::Database& database, ErrandId id);
/// A sending has ended, whatever came of it.
[[nodiscard]] Status recordSent(storage::Database& database, ErrandId id, qint64 nowUtcMs);

} // namespace zhangfang::errands
