#include "errands/answer.h"

namespace zhangfang::errands
{

namespace
{

/// Waiting that a person has to end is looked at this slowly: as after so many attempts.
constexpr int kSlowAttempts = 12;

/// In doubt, and as if all rounds had passed: nothing is sent again by itself, and a person is asked at once.
Status barSending(storage::Database& database, ErrandId id)
{
    return database
        .execute("UPDATE errands SET unclear_rounds = :rounds WHERE id = :id AND unclear_rounds < :rounds",
            {{":rounds", kUnclearRounds}, {":id", id.value()}})
        .map([](qint64) {});
}

/// One more round that told nothing sure.
Result<Errand> countRound(storage::Database& database, ErrandId id, qint64 nowUtcMs)
{
    ZF_TRY(
        database.execute("UPDATE errands SET unclear_since = COALESCE(unclear_since, :now), unclear_rounds "
                         "= CASE WHEN unclear_since IS NULL THEN 1 ELSE unclear_rounds + 1 END "
                         "WHERE id = :id",
            {{":now", nowUtcMs}, {":id", id.value()}}));
    return find(database, id);
}

/// The same where the partner certainly does not have it, so that nothing is in doubt.
Result<Errand> countRefusal(storage::Database& database, ErrandId id)
{
    ZF_TRY(database.execute(
        "UPDATE errands SET unclear_rounds = unclear_rounds + 1 WHERE id = :id", {{":id", id.value()}}));
    return find(database, id);
}

/// Within the bound. Past it, slow and blocked; and a person is asked, once.
void bound(Ruling& ruling, qint64 nowUtcMs)
{
    const Errand& errand = ruling.errand;
    if (ruling.nextAtUtcMs)
        ruling.nextAtUtcMs = errand.doubt.nextAt(*ruling.nextAtUtcMs, nowUtcMs);
    if (!errand.doubt.isTooLong(nowUtcMs))
        return;
    ruling.blocked = QString::fromLatin1(kTooLong);
    ruling.isNewlyTooLong = errand.blocked != ruling.blocked;
}

} // namespace

Result<Ruling> afterSending(storage::Database& database, ErrandId id, const Answer& answer, Before before,
    const Pace& pace, qint64 nowUtcMs)
{
    using enum Answer::Means;
    Ruling ruling;
    ZF_ASSIGN(const Errand errand, find(database, id));
    const bool person = answer.means == needsPerson && !answer.isBarred;
    const bool definite = person || answer.means == refused || answer.means == notTaken;
    // An earlier sending that got no answer might still have been under way when the partner was asked; once
    // it is too old for that, a refusal of the same bytes under the same number is the last word on them.
    const bool nothingUnderWay =
        before == Before::notFound && errand.sentAtUtcMs && nowUtcMs - *errand.sentAtUtcMs >= kInFlightMs;
    const bool sure = definite && !errand.wasUnclear;
    ZF_TRY(recordSent(database, id, nowUtcMs));
    ruling.needsPerson = person;
    ruling.isDeclined = answer.means == refused || person;
    ruling.errand = errand;
    if (answer.means == refused && (sure || nothingUnderWay)) {
        ruling.event = Event::refused;
        return ruling;
    }
    if (person)
        ruling.blocked = answer.code;
    if (!sure) {
        ruling.event = Event::answerLost;
        ZF_TRY(beginDoubt(database, id, nowUtcMs));
        if (answer.isBarred)
            ZF_TRY(barSending(database, id));
        ZF_ASSIGN(ruling.errand, find(database, id));
        ruling.nextAtUtcMs =
            std::max(pace.retryAt(ruling.errand.doubt.rounds, answer.waitMs), nowUtcMs + pace.leastMs);
        bound(ruling, nowUtcMs);
        return ruling;
    }
    ruling.event = Event::notTaken;
    if (answer.neverLeft) {
        ruling.nextAtUtcMs = pace.retryAt(errand.attempts, answer.waitMs);
        return ruling;
    }
    ZF_ASSIGN(ruling.errand, countRefusal(database, id));
    const int rounds = ruling.errand.doubt.rounds;
    if (rounds % kUnclearRounds == 0)
        ruling.refusals = rounds;
    if (person && rounds >= kUnclearRounds)
        return ruling; // a person puts right what is named, and says so
    ruling.nextAtUtcMs = person ? std::max(pace.retryAt(kSlowAttempts, 0), nowUtcMs + answer.waitMs)
                                : pace.retryAt(ruling.errand.attempts, answer.waitMs);
    return ruling;
}

Result<Ruling> afterAsking(
    storage::Database& database, ErrandId id, const Answer& answer, const Pace& pace, qint64 nowUtcMs)
{
    Ruling ruling;
    ZF_ASSIGN(ruling.errand, find(database, id));
    // What did not leave us has asked nobody; the time alone goes on.
    if (!answer.neverLeft) {
        ZF_ASSIGN(ruling.errand, countRound(database, id, nowUtcMs));
    }
    ruling.vanished = answer.isNotFound && ruling.errand.state != State::unclear;
    if (answer.means == Answer::Means::needsPerson)
        ruling.blocked = answer.code;
    ruling.nextAtUtcMs =
        std::max(pace.retryAt(ruling.errand.doubt.rounds + 1, answer.waitMs), nowUtcMs + pace.leastMs);
    bound(ruling, nowUtcMs);
    return ruling;
}

Result<bool> mayRepeat(storage::Database& database, ErrandId id, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Errand errand, countRound(database, id, nowUtcMs));
    return errand.state == State::unclear && !errand.doubt.isTooLong(nowUtcMs);
}

Result<Ruling> afterNoRepeat(storage::Database& database, ErrandId id, const Pace& pace, qint64 nowUtcMs)
{
    Ruling ruling;
    ZF_ASSIGN(ruling.errand, find(database, id));
    ruling.nextAtUtcMs = std::max(pace.retryAt(ruling.errand.doubt.rounds, 0), nowUtcMs + pace.leastMs);
    bound(ruling, nowUtcMs);
    return ruling;
}

Result<Ruling> afterUnknownWord(
    storage::Database& database, ErrandId id, const QString& blocked, qint64 nextAtUtcMs, qint64 nowUtcMs)
{
    Ruling ruling;
    ruling.blocked = blocked;
    ruling.nextAtUtcMs = nextAtUtcMs;
    ZF_ASSIGN(ruling.errand, find(database, id));
    if (ruling.errand.state == State::sent) {
        ruling.event = Event::answerLost;
        ZF_TRY(beginDoubt(database, id, nowUtcMs));
        return ruling;
    }
    ZF_ASSIGN(ruling.errand, countRound(database, id, nowUtcMs));
    bound(ruling, nowUtcMs);
    return ruling;
}

Status beginDoubt(storage::Database& database, ErrandId id, qint64 nowUtcMs)
{
    return database
        .execute("UPDATE errands SET was_unclear = 1, unclear_since = COALESCE(unclear_since, :now), "
                 "unclear_rounds = CASE WHEN unclear_since IS NULL THEN 0 ELSE unclear_rounds END "
                 "WHERE id = :id",
            {{":now", nowUtcMs}, {":id", id.value()}})
        .map([](qint64) {});
}

Result<bool> endDoubt(storage::Database& database, ErrandId id)
{
    ZF_ASSIGN(const Errand errand, find(database, id));
    if (errand.doubt.rounds == 0 && !errand.doubt.sinceUtcMs && errand.blocked.isEmpty() &&
        !errand.wasUnclear && errand.attempts <= 1)
        return false;
    ZF_TRY(database.execute(
        "UPDATE errands SET unclear_rounds = 0, unclear_since = NULL, blocked = '' WHERE id = :id",
        {{":id", id.value()}}));
    return true;
}

Status forgetRefusals(storage::Database& database, ErrandId id)
{
    return database.execute("UPDATE errands SET unclear_rounds = 0 WHERE id = :id", {{":id", id.value()}})
        .map([](qint64) {});
}

Status recordSent(storage::Database& database, ErrandId id, qint64 nowUtcMs)
{
    return database
        .execute(
            "UPDATE errands SET sent_at = :now WHERE id = :id", {{":now", nowUtcMs}, {":id", id.value()}})
        .map([](qint64) {});
}

} // namespace zhangfang::errands
