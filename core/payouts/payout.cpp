#include "payouts/payout.h"

#include "ledger/ledger.h"
#include "payouts/unclear.h"
#include "shop/tasks.h"

namespace zhangfang::payouts
{

using ledger::AccountPath;

namespace
{

constexpr std::pair<State, const char*> kStates[] = {{State::requested, "requested"},
    {State::rejected, "rejected"}, {State::cancelled, "cancelled"}, {State::approved, "approved"},
    {State::submitting, "submitting"}, {State::accepted, "accepted"}, {State::awaitingUser, "awaiting_user"},
    {State::unclear, "unclear"}, {State::paid, "paid"}, {State::failed, "failed"}};

constexpr std::pair<Event, const char*> kEvents[] = {{Event::requested, "requested"},
    {Event::approved, "approved"}, {Event::takenBack, "taken_back"}, {Event::rejected, "rejected"},
    {Event::cancelled, "cancelled"}, {Event::dispatchStored, "dispatch_stored"},
    {Event::notTaken, "not_taken"}, {Event::answerLost, "answer_lost"}, {Event::accepted, "accepted"},
    {Event::awaitingUser, "awaiting_user"}, {Event::paid, "paid"}, {Event::failed, "failed"},
    {Event::cancelledByWechat, "cancelled_by_wechat"}, {Event::decidedPaid, "decided_paid"},
    {Event::decidedNotPaid, "decided_not_paid"}, {Event::surfaced, "surfaced"}};

struct Transition {
    State from;
    Event on;
    State to;
};
constexpr Transition kTransitions[] = {
    {State::requested, Event::approved, State::approved},
    {State::requested, Event::rejected, State::rejected},
    {State::requested, Event::cancelled, State::cancelled},
    {State::approved, Event::takenBack, State::requested},
    {State::approved, Event::cancelled, State::cancelled},
    {State::approved, Event::dispatchStored, State::submitting},
    {State::unclear, Event::dispatchStored, State::submitting},
    {State::submitting, Event::notTaken, State::approved},
    {State::submitting, Event::answerLost, State::unclear},
    {State::submitting, Event::accepted, State::accepted},
    {State::submitting, Event::awaitingUser, State::awaitingUser},
    {State::submitting, Event::paid, State::paid},
    {State::submitting, Event::failed, State::failed},
    {State::submitting, Event::cancelledByWechat, State::cancelled},
    {State::unclear, Event::accepted, State::accepted},
    {State::unclear, Event::awaitingUser, State::awaitingUser},
    {State::unclear, Event::paid, State::paid},
    {State::unclear, Event::failed, State::failed},
    {State::unclear, Event::cancelledByWechat, State::cancelled},
    {State::accepted, Event::awaitingUser, State::awaitingUser},
    {State::accepted, Event::paid, State::paid},
    {State::accepted, Event::failed, State::failed},
    {State::accepted, Event::cancelledByWechat, State::cancelled},
    {State::awaitingUser, Event::paid, State::paid},
    {State::awaitingUser, Event::failed, State::failed},
    {State::awaitingUser, Event::cancelledByWechat, State::cancelled},
    {State::unclear, Event::decidedPaid, State::paid},
    {State::unclear, Event::decidedNotPaid, State::failed},
    {State::accepted, Event::decidedPaid, State::paid},
    {State::accepted, Event::decidedNotPaid, State::failed},
    {State::awaitingUser, Event::decidedPaid, State::paid},
    {State::awaitingUser, Event::decidedNotPaid, State::failed},
    {State::failed, Event::surfaced, State::paid},
    {State::cancelled, Event::surfaced, State::paid},
};

#define ZF_PAYOUT_COLUMNS                                                                                    \
    "id, user_id, out_bill_no, amount_fen, state, pay_account, request, attempts, was_unclear, "             \
    "cancel_requested, blocked, next_attempt_at, requested_at, COALESCE(approved_at, 0), "                   \
    "COALESCE(finished_at, 0), transfer_bill_no, package_info, note, channel, batch_no, "                    \
    "request_serial, unclear_since, unclear_rounds, sent_at, cancels, cancel_open, package_asks, "           \
    "requested_by "

Result<Payout> read(const storage::Rows& rows)
{
    Payout payout;
    payout.id = PayoutId(rows.number(0));
    payout.user = UserId(rows.number(1));
    ZF_ASSIGN(payout.number, OutBillNo::parse(rows.text(2)));
    payout.amount = Money::fen(rows.number(3));
    payout.state = parseState(rows.text(4));
    payout.payAccount = rows.text(5);
    payout.request = rows.bytes(6);
    payout.attempts = static_cast<int>(rows.number(7));
    payout.wasUnclear = rows.number(8) != 0;
    payout.cancelRequested = rows.number(9) != 0;
    payout.blocked = rows.text(10);
    if (!rows.isNull(11))
        payout.nextAttemptAtUtcMs = rows.number(11);
    payout.requestedAtUtcMs = rows.number(12);
    payout.approvedAtUtcMs = rows.number(13);
    payout.finishedAtUtcMs = rows.number(14);
    payout.transferBillNo = rows.text(15);
    payout.packageInfo = rows.text(16);
    payout.note = rows.text(17);
    if (payout.approvedAtUtcMs != 0 || !payout.request.isEmpty())
        payout.channel = rows.text(18);
    payout.batchNo = rows.text(19);
    payout.serial = rows.text(20).toLatin1();
    if (!rows.isNull(21))
        payout.doubt.sinceUtcMs = rows.number(21);
    payout.doubt.rounds = static_cast<int>(rows.number(22));
    if (!rows.isNull(23))
        payout.sentAtUtcMs = rows.number(23);
    payout.cancels = static_cast<int>(rows.number(24));
    payout.cancelOpen = rows.number(25) != 0;
    payout.packageAsks = static_cast<int>(rows.number(26));
    payout.requestedBy = rows.text(27);
    return payout;
}

/// WeChat has taken its money out of the account, and nobody has it yet.
bool isOut(State state)
{
    return state == State::accepted || state == State::awaitingUser;
}

/// Keeps what is out of the account as a sum: coverage stands on it.
Status changeOut(storage::Database& database, const Payout& payout, State to)
{
    if (isOut(payout.state) == isOut(to))
        return {};
    ZF_ASSIGN(const Money less, payout.amount.negated());
    return ledger::changeSum(database,
        payout.payAccount == QLatin1String("OPERATION") ? ledger::Sum::outOperation : ledger::Sum::outBasic,
        isOut(to) ? payout.amount : less);
}

QVariant orNull(std::optional<qint64> value)
{
    return value ? QVariant(*value) : QVariant();
}

/// The hold is gone: what the user has left bears it; the rest waits until a person decides who does.
Result<std::vector<ledger::Entry>> borneBy(storage::Database& database, const Payout& payout)
{
    const auto user = AccountPath::userAvailable(payout.user);
    ZF_ASSIGN(const Money available, ledger::balance(database, user));
    const Money theirs = std::min(available, payout.amount);
    ZF_ASSIGN(const Money nobodys, payout.amount.minus(theirs));
    std::vector<ledger::Entry> entries;
    if (theirs.isPositive())
        entries.push_back({user, theirs});
    if (nobodys.isPositive())
        entries.push_back({AccountPath::suspense(), nobodys});
    return entries;
}

/// The ledger's part of a transition into a final state.
Status settleHold(storage::Database& database, const Payout& payout, Event event, State to, qint64 nowUtcMs)
{
    const bool paid = to == State::paid;
    const AccountPath other = !paid ? AccountPath::userAvailable(payout.user)
                              : payout.payAccount == QLatin1String("OPERATION")
                                  ? AccountPath::wechatOperation()
                                  : AccountPath::wechatBasic();
    const QString key =
        (paid ? QStringLiteral("payout:") : QStringLiteral("release:")) + payout.id.toString();
    std::vector<ledger::Entry> entries{{AccountPath::userHeld(payout.user), payout.amount}};
    if (event == Event::surfaced) {
        ZF_ASSIGN(entries, borneBy(database, payout));
    }
    ZF_ASSIGN(const Money less, payout.amount.negated());
    entries.push_back({other, less});
    ZF_TRY(ledger::post(database,
        {key, paid ? QStringLiteral("payout") : QStringLiteral("release"), payout.number.toString(), nowUtcMs,
            std::move(entries)},
        nowUtcMs));
    return {};
}

Status append(storage::Database& database, PayoutId id, const QString& event, State state,
    const Change& change, qint64 nowUtcMs)
{
    ZF_TRY(database.execute("INSERT INTO payout_events (payout_id, at, event, state, actor, evidence) "
                            "VALUES (:id, :at, :event, :state, :actor, :evidence)",
        {{":id", id.value()}, {":at", nowUtcMs}, {":event", event}, {":state", toText(state)},
            {":actor", change.actor}, {":evidence", change.evidence}}));
    return {};
}

Result<std::vector<Payout>> readAll(Result<storage::Rows> rows)
{
    ZF_TRY(rows);
    std::vector<Payout> payouts;
    while (rows->next()) {
        ZF_ASSIGN(Payout payout, read(*rows));
        payouts.push_back(std::move(payout));
    }
    return payouts;
}

} // namespace

QString toText(State state)
{
    for (const auto& [known, name] : kStates) {
        if (known == state)
            return QString::fromLatin1(name);
    }
    return QStringLiteral("unknown");
}

State parseState(const QString& text)
{
    for (const auto& [state, name] : kStates) {
        if (text == QLatin1String(name))
            return state;
    }
    return State::unknown;
}

QString toText(Event event)
{
    for (const auto& [known, name] : kEvents) {
        if (known == event)
            return QString::fromLatin1(name);
    }
    return QStringLiteral("unknown");
}

std::optional<State> next(State from, Event on)
{
    for (const Transition& transition : kTransitions) {
        if (transition.from == from && transition.on == on)
            return transition.to;
    }
    return std::nullopt;
}

bool isFinal(State state)
{
    return state == State::paid || state == State::failed || state == State::rejected ||
           state == State::cancelled;
}

bool hasReceipt(const Payout& payout)
{
    return payout.state == State::paid && payout.channel == QLatin1String(kTransferBills);
}

Result<Payout> findPayout(storage::Database& database, PayoutId id)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT " ZF_PAYOUT_COLUMNS "FROM payouts WHERE id = :id", {{":id", id.value()}}));
    if (!rows.next())
        return base::notFound(
            "no_such_withdrawal", QStringLiteral("There is no withdrawal %1.").arg(id.value()));
    return read(rows);
}

Result<std::optional<Payout>> findPayoutByNumber(storage::Database& database, const QString& outBillNo)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT " ZF_PAYOUT_COLUMNS "FROM payouts WHERE out_bill_no = :number",
                       {{":number", outBillNo}}));
    if (!rows.next())
        return std::optional<Payout>();
    return read(rows).map([](Payout payout) { return std::optional<Payout>(std::move(payout)); });
}

Result<std::vector<Payout>> listPayouts(
    storage::Database& database, std::optional<State> state, qint64 before, int limit)
{
    const qint64 from = before == 0 ? std::numeric_limits<qint64>::max() : before;
    return readAll(
        state ? database.query(
                    "SELECT " ZF_PAYOUT_COLUMNS
                    "FROM payouts WHERE state = :state AND id < :before ORDER BY id DESC LIMIT :limit",
                    {{":state", toText(*state)}, {":before", from}, {":limit", limit}})
              : database.query("SELECT " ZF_PAYOUT_COLUMNS
                               "FROM payouts WHERE id < :before ORDER BY id DESC LIMIT :limit",
                    {{":before", from}, {":limit", limit}}));
}

Result<std::vector<Payout>> duePayouts(storage::Database& database, qint64 nowUtcMs, int limit)
{
    return readAll(
        database.query("SELECT " ZF_PAYOUT_COLUMNS
                       "FROM payouts WHERE next_attempt_at <= :now ORDER BY next_attempt_at LIMIT :limit",
            {{":now", nowUtcMs}, {":limit", limit}}));
}

Result<std::vector<Payout>> uncoveredPayouts(storage::Database& database, int limit)
{
    return readAll(database.query("SELECT " ZF_PAYOUT_COLUMNS
                                  "FROM payouts WHERE blocked = 'not_covered' ORDER BY id LIMIT :limit",
        {{":limit", limit}}));
}

Result<Money> unclearSum(storage::Database& database, const QString& payAccount)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT COALESCE(SUM(amount_fen), 0) FROM payouts WHERE state = 'unclear' "
                                  "AND blocked = '' AND pay_account = :account",
                       {{":account", payAccount}}));
    return Money::fen(rows.next() ? rows.number(0) : 0);
}

Result<std::vector<ledger::Reckoned>> reckonSums(storage::Database& database)
{
    std::vector<ledger::Reckoned> sums{
        {ledger::Sum::outBasic, Money::zero()}, {ledger::Sum::outOperation, Money::zero()}};
    ZF_ASSIGN(
        auto rows, database.query("SELECT CASE WHEN pay_account = 'OPERATION' THEN 1 ELSE 0 END AS account, "
                                  "SUM(amount_fen) FROM payouts WHERE state IN ('accepted', 'awaiting_user') "
                                  "GROUP BY account"));
    while (rows.next())
        sums[static_cast<size_t>(rows.number(0))].fen = Money::fen(rows.number(1));
    return sums;
}

Result<std::vector<PayoutEvent>> eventsOf(storage::Database& database, PayoutId id)
{
    ZF_ASSIGN(auto rows,
        database.query(
            "SELECT at, event, state, actor, evidence FROM payout_events WHERE payout_id = :id ORDER BY id",
            {{":id", id.value()}}));
    std::vector<PayoutEvent> events;
    while (rows.next())
        events.push_back({rows.number(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
    return events;
}

Status recordRequest(storage::Database& database, PayoutId id, const Request& request)
{
    return database
        .execute("UPDATE payouts SET request = :request, request_serial = :serial, attempts = attempts + 1 "
                 "WHERE id = :id",
            {{":request", request.bytes}, {":serial", QString::fromLatin1(request.serial)},
                {":id", id.value()}})
        .map([](qint64) {});
}

Status countAttempt(storage::Database& database, PayoutId id)
{
    return database
        .execute("UPDATE payouts SET attempts = attempts + 1 WHERE id = :id", {{":id", id.value()}})
        .map([](qint64) {});
}

Status lookAgainAt(storage::Database& database, const Payout& payout, std::optional<qint64> atUtcMs)
{
    return database
        .execute("UPDATE payouts SET next_attempt_at = :next WHERE id = :id AND state = :state",
            {{":next", orNull(atUtcMs)}, {":id", payout.id.value()}, {":state", toText(payout.state)}})
        .map([](qint64) {});
}

Status dueBy(storage::Database& database, qint64 latestUtcMs)
{
    // A batch that would go later takes nobody in any more: those in it go now, and others when they are due.
    ZF_TRY(database.execute("UPDATE payout_batches SET is_open = 0 WHERE is_open = 1 AND due_at > :latest",
        {{":latest", latestUtcMs}}));
    ZF_TRY(database.execute(
        "UPDATE consents SET ask_at = :latest WHERE ask_at > :latest", {{":latest", latestUtcMs}}));
    return database
        .execute("UPDATE payouts SET next_attempt_at = :latest WHERE next_attempt_at > :latest",
            {{":latest", latestUtcMs}})
        .map([](qint64) {});
}

Status recordSent(storage::Database& database, PayoutId id, qint64 nowUtcMs)
{
    return database
        .execute(
            "UPDATE payouts SET sent_at = :now WHERE id = :id", {{":now", nowUtcMs}, {":id", id.value()}})
        .map([](qint64) {});
}

Result<std::vector<Payout>> payoutsOfBatch(storage::Database& database, const QString& batchNo)
{
    // One more than a batch can have, so that a limit is there and cannot hide anything.
    return readAll(
        database.query("SELECT " ZF_PAYOUT_COLUMNS
                       "FROM payouts WHERE batch_no = :no AND batch_no <> '' ORDER BY id LIMIT 1001",
            {{":no", batchNo}}));
}

Result<Payout> apply(
    storage::Database& database, const Payout& payout, Event event, const Change& change, qint64 nowUtcMs)
{
    const auto to = next(payout.state, event);
    if (!to)
        return base::refused(
            "wrong_state", QStringLiteral("Withdrawal %1 is %2; '%3' cannot happen now.")
                               .arg(payout.id.toString(), toText(payout.state), toText(event)));
    // The old state in the WHERE makes two actors impossible even without the transaction.
    ZF_ASSIGN(const qint64 changed,
        database.execute(
            "UPDATE payouts SET state = :state, next_attempt_at = :next, blocked = :blocked, note = :note, "
            "finished_at = :finished WHERE id = :id AND state = :from",
            {{":state", toText(*to)},
                {":next", isFinal(*to) ? QVariant() : orNull(change.nextAttemptAtUtcMs)},
                {":blocked", isFinal(*to) ? QStringLiteral("") : change.blocked}, {":note", change.note},
                {":finished", isFinal(*to) ? QVariant(nowUtcMs) : QVariant()}, {":id", payout.id.value()},
                {":from", toText(payout.state)}}));
    if (changed != 1)
        return base::refused(
            "wrong_state", QStringLiteral("Withdrawal %1 has changed meanwhile.").arg(payout.id.toString()));
    ZF_TRY(changeOut(database, payout, *to));
    if (payout.blocked == QLatin1String(kNotCovered) && change.blocked != QLatin1String(kNotCovered))
        ZF_TRY(shop::settleTask(database, taskSubject(payout), QString::fromLatin1(kNotCovered), nowUtcMs));
    if (isFinal(*to))
        ZF_TRY(settleHold(database, payout, event, *to, nowUtcMs));
    ZF_TRY(append(database, payout.id, toText(event), *to, change, nowUtcMs));
    return findPayout(database, payout.id);
}

Status note(storage::Database& database, const Payout& payout, const QString& event, const Change& change,
    qint64 nowUtcMs)
{
    ZF_TRY(database.execute(
        "UPDATE payouts SET next_attempt_at = :next, blocked = :blocked, note = :note WHERE id = :id",
        {{":next", orNull(change.nextAttemptAtUtcMs)}, {":blocked", change.blocked}, {":note", change.note},
            {":id", payout.id.value()}}));
    return append(database, payout.id, event, payout.state, change, nowUtcMs);
}

} // namespace zhangfang::payouts
