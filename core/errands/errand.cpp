#include "errands/errand.h"

#include "base/states.h"
#include "errands/claim.h"

namespace zhangfang::errands
{

namespace
{

constexpr std::pair<State, const char*> kStates[] = {{State::stored, "stored"}, {State::sent, "sent"},
    {State::unclear, "unclear"}, {State::taken, "taken"}, {State::done, "done"}, {State::refused, "refused"},
    {State::withdrawn, "withdrawn"}};

constexpr std::pair<Event, const char*> kEvents[] = {{Event::opened, "opened"}, {Event::sending, "sending"},
    {Event::notTaken, "not_taken"}, {Event::answerLost, "answer_lost"}, {Event::taken, "taken"},
    {Event::done, "done"}, {Event::refused, "refused"}, {Event::withdrawn, "withdrawn"},
    {Event::decidedDone, "decided_done"}, {Event::decidedNotDone, "decided_not_done"},
    {Event::surfaced, "surfaced"}};

constexpr base::Transition<State, Event> kTransitions[] = {
    {State::stored, Event::sending, State::sent},
    {State::unclear, Event::sending, State::sent},
    {State::sent, Event::notTaken, State::stored},
    {State::sent, Event::answerLost, State::unclear},
    {State::sent, Event::taken, State::taken},
    {State::sent, Event::done, State::done},
    {State::sent, Event::refused, State::refused},
    {State::unclear, Event::taken, State::taken},
    {State::unclear, Event::done, State::done},
    {State::unclear, Event::refused, State::refused},
    {State::taken, Event::taken, State::taken},
    {State::taken, Event::done, State::done},
    {State::taken, Event::refused, State::refused},
    // by a person
    {State::stored, Event::withdrawn, State::withdrawn},
    {State::withdrawn, Event::opened, State::stored},
    {State::unclear, Event::decidedDone, State::done},
    {State::unclear, Event::decidedNotDone, State::refused},
    {State::taken, Event::decidedDone, State::done},
    {State::taken, Event::decidedNotDone, State::refused},
    // after a word that was wrong
    {State::refused, Event::surfaced, State::done},
    {State::withdrawn, Event::surfaced, State::done},
};

#define ZF_ERRAND_COLUMNS                                                                                    \
    "id, kind, subject, number, partner, lane, state, bytes, serial, attempts, was_unclear, unclear_since, " \
    "unclear_rounds, sent_at, blocked, next_at, lease_holder, lease_until, fence, last_answer, "             \
    "created_at, COALESCE(finished_at, 0) "

Errand read(const storage::Rows& rows)
{
    const auto timeAt = [&rows](int column) {
        return rows.isNull(column) ? std::nullopt : std::optional(rows.number(column));
    };
    Errand errand;
    errand.id = ErrandId(rows.number(0));
    errand.kind = rows.text(1);
    errand.subject = rows.text(2);
    errand.number = rows.text(3);
    errand.partner = rows.text(4);
    errand.lane = rows.text(5);
    errand.state = parseState(rows.text(6));
    errand.bytes = rows.bytes(7);
    errand.serial = rows.text(8).toLatin1();
    errand.attempts = static_cast<int>(rows.number(9));
    errand.wasUnclear = rows.number(10) != 0;
    errand.doubt.sinceUtcMs = timeAt(11);
    errand.doubt.rounds = static_cast<int>(rows.number(12));
    errand.sentAtUtcMs = timeAt(13);
    errand.blocked = rows.text(14);
    errand.nextAtUtcMs = timeAt(15);
    errand.leaseHolder = rows.text(16);
    errand.leaseUntilUtcMs = timeAt(17);
    errand.fence = rows.number(18);
    errand.lastAnswer = rows.text(19);
    errand.createdAtUtcMs = rows.number(20);
    errand.finishedAtUtcMs = rows.number(21);
    return errand;
}

Result<std::vector<Errand>> readAll(Result<storage::Rows> rows)
{
    ZF_TRY(rows);
    std::vector<Errand> errands;
    while (rows->next())
        errands.push_back(read(*rows));
    return errands;
}

QVariant orNull(std::optional<qint64> value)
{
    return value ? QVariant(*value) : QVariant();
}

Status append(
    storage::Database& database, ErrandId id, Event event, State state, const Change& change, qint64 nowUtcMs)
{
    return database
        .execute("INSERT INTO errand_events (errand_id, at, event, state, actor, evidence) "
                 "VALUES (:id, :at, :event, :state, :actor, :evidence)",
            {{":id", id.value()}, {":at", nowUtcMs}, {":event", toText(event)}, {":state", toText(state)},
                {":actor", change.actor}, {":evidence", change.evidence}})
        .map([](qint64) {});
}

/// Nothing: there is none of that number.
Result<std::optional<std::pair<ErrandId, State>>> known(storage::Database& database, const Wanted& wanted)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT id, state FROM errands WHERE kind = :kind AND number = :number",
                       {{":kind", wanted.kind}, {":number", wanted.number}}));
    if (!rows.next())
        return std::nullopt;
    return std::pair(ErrandId(rows.number(0)), parseState(rows.text(1)));
}

} // namespace

QString toText(State state)
{
    return base::nameOf(kStates, state);
}

State parseState(const QString& text)
{
    return base::named(kStates, text);
}

QString toText(Event event)
{
    return base::nameOf(kEvents, event);
}

std::optional<State> next(State from, Event on)
{
    return base::next(kTransitions, from, on);
}

bool isFinal(State state)
{
    return state == State::done || state == State::refused || state == State::withdrawn;
}

Result<ErrandId> open(storage::Database& database, const Wanted& wanted, qint64 nowUtcMs)
{
    ZF_ASSIGN(const auto before, known(database, wanted));
    if (before) {
        ZF_TRY(apply(database, before->first, Event::opened,
            {wanted.actor, wanted.evidence, wanted.dueAtUtcMs, QString()}, nowUtcMs));
        return before->first;
    }
    qint64 id = 0;
    {
        ZF_ASSIGN(auto rows,
            database.query(
                "INSERT INTO errands (kind, subject, number, partner, state, bytes, next_at, created_at) "
                "VALUES (:kind, :subject, :number, 'wechatpay', 'stored', :none, :next, :now) "
                "RETURNING id",
                {{":kind", wanted.kind}, {":subject", wanted.subject}, {":number", wanted.number},
                    {":none", QByteArray("")}, {":next", orNull(wanted.dueAtUtcMs)}, {":now", nowUtcMs}}));
        if (!rows.next())
            return base::damaged("damaged", QStringLiteral("The new errand has no number."));
        id = rows.number(0);
    }
    ZF_TRY(append(database, ErrandId(id), Event::opened, State::stored,
        {wanted.actor, wanted.evidence, std::nullopt}, nowUtcMs));
    return ErrandId(id);
}

Result<int> timesLeft(storage::Database& database, ErrandId id)
{
    ZF_ASSIGN(auto rows,
        database.query(
            "SELECT COALESCE(SUM(CASE event WHEN 'sending' THEN 1 WHEN 'not_taken' THEN -1 ELSE 0 END), 0) "
            "FROM errand_events WHERE errand_id = :id",
            {{":id", id.value()}}));
    return rows.next() ? static_cast<int>(rows.number(0)) : 0;
}

Result<Errand> find(storage::Database& database, ErrandId id)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT " ZF_ERRAND_COLUMNS "FROM errands WHERE id = :id", {{":id", id.value()}}));
    if (!rows.next())
        return base::notFound("no_such_errand", QStringLiteral("There is no errand %1.").arg(id.value()));
    return read(rows);
}

Status apply(storage::Database& database, ErrandId id, Event event, const Change& change, qint64 nowUtcMs)
{
    State from = State::unknown;
    QString blocked;
    {
        ZF_ASSIGN(auto rows,
            database.query("SELECT state, blocked FROM errands WHERE id = :id", {{":id", id.value()}}));
        if (!rows.next())
            return base::notFound("no_such_errand", QStringLiteral("There is no errand %1.").arg(id.value()));
        from = parseState(rows.text(0));
        blocked = rows.text(1);
    }
    const auto to = next(from, event);
    if (!to)
        return base::refused("wrong_state", QStringLiteral("Errand %1 is %2; '%3' cannot happen now.")
                                                .arg(id.toString(), toText(from), toText(event)));
    const bool over = isFinal(*to);
    ZF_ASSIGN(const qint64 changed,
        database.execute(
            "UPDATE errands SET state = :state, next_at = :next, blocked = :blocked, finished_at = "
            ":finished, "
            "last_answer = CASE WHEN :said = '' THEN last_answer ELSE :said END, "
            "lease_holder = CASE WHEN :sending = 1 THEN lease_holder ELSE '' END, "
            "lease_until = CASE WHEN :sending = 1 THEN lease_until ELSE NULL END WHERE id = :id AND state = "
            ":from",
            {{":state", toText(*to)}, {":next", over ? QVariant() : orNull(change.nextAtUtcMs)},
                {":blocked", over ? QStringLiteral("") : change.blocked.value_or(blocked)},
                {":finished", over ? QVariant(nowUtcMs) : QVariant()},
                {":said", event == Event::sending ? QStringLiteral("") : change.evidence.left(400)},
                {":sending", event == Event::sending ? 1 : 0}, {":id", id.value()},
                {":from", toText(from)}}));
    if (changed != 1)
        return base::refused(
            "wrong_state", QStringLiteral("Errand %1 has changed meanwhile.").arg(id.toString()));
    return append(database, id, event, *to, change, nowUtcMs);
}

Status schedule(storage::Database& database, ErrandId id, std::optional<qint64> nextAtUtcMs,
    const std::optional<QString>& blocked)
{
    // What is being sent stays with whoever sends it.
    ZF_TRY(database.execute(
        "UPDATE errands SET next_at = :next, "
        "lease_holder = CASE WHEN state = 'sent' THEN lease_holder ELSE '' END, "
        "lease_until = CASE WHEN state = 'sent' THEN lease_until ELSE NULL END WHERE id = :id",
        {{":next", orNull(nextAtUtcMs)}, {":id", id.value()}}));
    return blocked ? block(database, id, *blocked) : Status{};
}

Status block(storage::Database& database, ErrandId id, const QString& why)
{
    return database
        .execute("UPDATE errands SET blocked = :why WHERE id = :id AND blocked <> :why",
            {{":why", why.isNull() ? QStringLiteral("") : why}, {":id", id.value()}})
        .map([](qint64) {});
}

Status setLane(storage::Database& database, ErrandId id, const QString& lane)
{
    return database
        .execute("UPDATE errands SET lane = :lane WHERE id = :id",
            {{":lane", lane.isNull() ? QStringLiteral("") : lane}, {":id", id.value()}})
        .map([](qint64) {});
}

Status fixBytes(storage::Database& database, ErrandId id, const QByteArray& bytes, const QByteArray& serial)
{
    ZF_ASSIGN(const qint64 changed,
        database.execute("UPDATE errands SET bytes = :bytes, serial = :serial, attempts = attempts + 1 "
                         "WHERE id = :id AND (length(bytes) = 0 OR (bytes = :bytes AND serial = :serial))",
            {{":bytes", bytes}, {":serial", QString::fromLatin1(serial)}, {":id", id.value()}}));
    if (changed == 1)
        return {};
    return base::damaged(
        "damaged", QStringLiteral("Other bytes stand under the number of errand %1.").arg(id.toString()));
}

Status dueBy(storage::Database& database, const char* kind, qint64 latestUtcMs)
{
    // A claim of the time that was taken back would hold up what nobody works on for as long.
    ZF_TRY(database.execute("UPDATE errands SET lease_until = :until WHERE lease_until > :until",
        {{":until", latestUtcMs + kLeaseMs}}));
    return database
        .execute("UPDATE errands SET next_at = :latest WHERE kind = :kind AND next_at > :latest",
            {{":kind", QString::fromLatin1(kind)}, {":latest", latestUtcMs}})
        .map([](qint64) {});
}

Result<std::vector<Story>> storyOf(storage::Database& database, ErrandId id)
{
    ZF_ASSIGN(auto rows, database.query("SELECT at, event, state, actor, evidence FROM errand_events "
                                        "WHERE errand_id = :id ORDER BY id",
                             {{":id", id.value()}}));
    std::vector<Story> story;
    while (rows.next())
        story.push_back({rows.number(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
    return story;
}

Result<std::vector<Errand>> list(storage::Database& database, const Filter& filter, int limit)
{
    const int most = std::clamp(limit, 1, kLongestPage);
    switch (filter.which) {
    case Filter::Which::inState:
        return readAll(database.query("SELECT " ZF_ERRAND_COLUMNS "FROM errands WHERE finished_at IS NULL "
                                      "AND state = :state AND id > :after ORDER BY id LIMIT :limit",
            {{":state", toText(filter.state)}, {":after", filter.after}, {":limit", most}}));
    case Filter::Which::blocked:
        return readAll(database.query(
            "SELECT " ZF_ERRAND_COLUMNS "FROM errands WHERE id IN (SELECT b.id FROM errands b "
            "WHERE b.blocked <> '' AND b.finished_at IS NULL AND b.id > :after ORDER BY b.id LIMIT :limit) "
            "ORDER BY id",
            {{":after", filter.after}, {":limit", most}}));
    case Filter::Which::open:
        break;
    }
    return readAll(
        database.query("SELECT " ZF_ERRAND_COLUMNS "FROM errands WHERE id IN (SELECT o.id FROM errands o "
                       "WHERE o.finished_at IS NULL AND o.id > :after ORDER BY o.id LIMIT :limit) "
                       "ORDER BY id",
            {{":after", filter.after}, {":limit", most}}));
}

namespace detail
{

Result<std::vector<Errand>> dueOf(
    storage::Database& database, const QString& kind, const QString& holder, qint64 nowUtcMs, int limit)
{
    return readAll(database.query(
        "SELECT " ZF_ERRAND_COLUMNS "FROM errands WHERE kind = :kind AND next_at <= :now "
        "AND (lease_until IS NULL OR lease_until <= :now OR lease_holder = :holder) "
        "AND (lane = '' OR lane NOT IN (SELECT b.lane FROM errands b WHERE b.lease_until > :now "
        "AND b.lane <> '' AND b.lease_holder <> :holder)) "
        "ORDER BY next_at LIMIT :limit",
        {{":kind", kind}, {":now", nowUtcMs}, {":holder", holder}, {":limit", limit}}));
}

Result<std::vector<Errand>> sentOf(storage::Database& database, const QString& kind)
{
    return readAll(database.query("SELECT " ZF_ERRAND_COLUMNS
                                  "FROM errands WHERE finished_at IS NULL AND state = 'sent' "
                                  "AND kind = :kind ORDER BY id LIMIT 1000",
        {{":kind", kind}}));
}

} // namespace detail

} // namespace zhangfang::errands
