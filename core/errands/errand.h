#pragma once

#include "base/ids.h"
#include "errands/doubt.h"
#include "storage/database.h"

#include <optional>
#include <vector>

/// Durable work with the outside world: a number and exact bytes that are written down before they leave, one
/// who works on it at a time, and an end that is known or asked of a person. Whatever changes the world
/// outside is one.
///
///     stored (number and exact bytes, durable) → sent → taken → done | refused
///         ▲            ▼
///         └──────── unclear: asked by our number; unknown there → the same bytes under the same number
namespace zhangfang::errands
{

using base::Result;
using base::Status;
using ErrandId = base::NumberId<struct ErrandTag>;

enum class State {
    unknown,
    stored,   ///< decided; not sent, or certainly not taken
    sent,     ///< the bytes may be leaving at this moment
    unclear,  ///< sent, and no answer tells what became of it
    taken,    ///< the partner has it and will say how it ends
    done,     ///< it has happened
    refused,  ///< it has not happened, and will not
    withdrawn ///< nobody wants it any more, and it has certainly not been taken
};
enum class Event {
    opened,
    sending, ///< the bytes are durable and about to leave
    notTaken,
    answerLost,
    taken,
    done,
    refused,
    withdrawn,
    decidedDone,    ///< a person says so, with proof: the partner could not be brought to
    decidedNotDone, ///< likewise
    surfaced, ///< it was called not done by a person or a rule of ours, and the partner says that it was
};
[[nodiscard]] QString toText(State state);
[[nodiscard]] State parseState(const QString& text);
[[nodiscard]] QString toText(Event event);
/// Nothing where the event does not apply in that state.
[[nodiscard]] std::optional<State> next(State from, Event on);
/// Nothing waits for these any more. What ended without the partner's word may surface as done.
[[nodiscard]] bool isFinal(State state);

struct Errand {
    ErrandId id;
    QString kind;    ///< "payout", "refund", …: whose rules it goes by
    QString subject; ///< what it is about, in the kind's own numbers
    QString number;  ///< ours, and the partner's name for it; unique in its kind
    QString partner; ///< who is asked to do it
    QString lane;    ///< those that leave in one request share one, and one worker; may be empty
    State state = State::stored;
    QByteArray bytes;  ///< exactly what is sent, each time; empty until first sent
    QByteArray serial; ///< of the partner's key that something in the bytes is sealed for; may be empty
    int attempts = 0;
    bool wasUnclear =
        false; ///< an answer was lost: only the partner's word, or a person's with proof, ends it
    Doubt doubt;
    std::optional<qint64> sentAtUtcMs; ///< when the latest sending ended, one way or the other
    QString blocked;                   ///< why a person is asked; empty: it goes on by itself
    std::optional<qint64> nextAtUtcMs; ///< when it is looked at next; nothing: never by itself
    QString leaseHolder;               ///< who works on it; empty: nobody
    std::optional<qint64> leaseUntilUtcMs;
    qint64 fence = 0;   ///< goes up with each claim: who has an older one has lost it
    QString lastAnswer; ///< what was heard last, and of whom
    qint64 createdAtUtcMs = 0;
    qint64 finishedAtUtcMs = 0;
};

struct Wanted {
    QString kind;
    QString subject;
    QString number;
    std::optional<qint64> dueAtUtcMs;
    QString actor = {}; ///< whose decision it is
    QString evidence = {};
};
/// Writes down that it is wanted, in the transaction of the decision. One of that number that was withdrawn
/// is taken up again. Errors: wrong_state (the number is in use).
[[nodiscard]] Result<ErrandId> open(storage::Database& database, const Wanted& wanted, qint64 nowUtcMs);
/// Errors: no_such_errand.
[[nodiscard]] Result<Errand> find(storage::Database& database, ErrandId id);
/// How often its bytes have left or may have: of its attempts those that certainly have not are none.
[[nodiscard]] Result<int> timesLeft(storage::Database& database, ErrandId id);

/// What changes beside the state. It is let go of as well, so that whoever is next may work on it, unless it
/// is being sent.
struct Change {
    QString actor;
    QString evidence;
    std::optional<qint64> nextAtUtcMs;
    std::optional<QString> blocked = {}; ///< nothing: as it was
};
/// Moves it on: state and story, in the caller's transaction. The only place that changes a state.
/// Errors: wrong_state.
[[nodiscard]] Status apply(
    storage::Database& database, ErrandId id, Event event, const Change& change, qint64 nowUtcMs);
/// When it is looked at next; and what blocks it, where that is given. The state stays; it is let go of.
[[nodiscard]] Status schedule(storage::Database& database, ErrandId id, std::optional<qint64> nextAtUtcMs,
    const std::optional<QString>& blocked = {});
[[nodiscard]] Status block(storage::Database& database, ErrandId id, const QString& why);
/// It leaves together with others; empty: alone.
[[nodiscard]] Status setLane(storage::Database& database, ErrandId id, const QString& lane);
/// What is sent, now and each time after; counts as an attempt. Errors: damaged (other bytes stand under the
/// number: they would be a second errand).
[[nodiscard]] Status fixBytes(
    storage::Database& database, ErrandId id, const QByteArray& bytes, const QByteArray& serial);
/// The computer's clock was put back: what was to wait until later than that has waited long enough.
[[nodiscard]] Status dueBy(storage::Database& database, const char* kind, qint64 latestUtcMs);

struct Story {
    qint64 atUtcMs = 0;
    QString event;
    QString state;
    QString actor;
    QString evidence;
};
[[nodiscard]] Result<std::vector<Story>> storyOf(storage::Database& database, ErrandId id);

/// Which of those that have not ended a list shows: all, those of one state, or those that ask a person.
struct Filter {
    enum class Which { open, inState, blocked } which = Which::open;
    State state = State::unknown; ///< with `inState`
    qint64 after = 0;             ///< the number of the last that was seen
};
inline constexpr int kLongestPage = 500;
/// The oldest first; at most `kLongestPage`.
[[nodiscard]] Result<std::vector<Errand>> list(storage::Database& database, const Filter& filter, int limit);

} // namespace zhangfang::errands
