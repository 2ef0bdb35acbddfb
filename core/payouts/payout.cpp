#include "payouts/payout.h"

#include "base/states.h"
#include "ledger/ledger.h"
#include "payouts/consent.h"
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

constexpr base::Transition<State, Event> kTransitions[] = {
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
    "p.id, p.user_id, p.out_bill_no, p.amount_fen, p.state, p.pay_account, e.bytes, "                        \
    "COALESCE(e.attempts, 0), COALESCE(e.was_unclear, 0), p.cancel_requested, COALESCE(e.blocked, ''), "     \
    "e.next_at, p.requested_at, COALESCE(p.approved_at, 0), COALESCE(p.finished_at, 0), "                    \
    "p.transfer_bill_no, p.package_info, p.note, p.channel, p.batch_no, COALESCE(e.serial, ''), "            \
    "e.unclear_since, COALESCE(e.unclear_rounds, 0), e.sent_at, COALESCE(p.cancel_errand, 0), "              \
    "p.package_asks, COALESCE(e.id, 0), p.requested_by "
#define ZF_WITH_ERRAND "LEFT JOIN errands e ON e.kind = 'payout' AND e.number = p.out_bill_no "
#define ZF_PAYOUTS ZF_PAYOUT_COLUMNS "FROM payouts p " ZF_WITH_ERRAND

/// What the errand that sends it makes of it; nothing: there is none, or nothing changes for it.
std::optional<errands::Event> errandEvent(const Payout& payout, Event event)
{
    using To = errands::Event;
    switch (event) {
    case Event::requested:
    case Event::rejected:
        return std::nullopt;
    case Event::approved:
        return To::opened;
    case Event::takenBack:
        return To::withdrawn;
    case Event::cancelled:
        return payout.state == State::approved ? std::optional(To::withdrawn) : std::nullopt;
    case Event::dispatchStored:
        return To::sending;
    case Event::notTaken:
        return To::notTaken;
    case Event::answerLost:
        return To::answerLost;
    case Event::accepted:
    case Event::awaitingUser:
        return To::taken;
    case Event::paid:
        return To::done;
    case Event::failed:
    case Event::cancelledByWechat:
        return To::refused;
    case Event::decidedPaid:
        return To::decidedDone;
    case Event::decidedNotPaid:
        return To::decidedNotDone;
    case Event::surfaced:
        return To::surfaced;
    }
    return std::nullopt;
}

Status moveErrand(
    storage::Database& database, const Payout& payout, Event event, const Change& change, qint64 nowUtcMs)
{
    const auto as = errandEvent(payout, event);
    if (!as)
        return {};
    if (*as == errands::Event::opened)
        return errands::open(database,
            {QString::fromLatin1(kPayoutErrand), payout.id.toString(), payout.number.toString(),
                change.nextAttemptAtUtcMs, change.actor, change.evidence.left(400)},
            nowUtcMs)
            .map([](errands::ErrandId) {});
    return errands::apply(database, payout.errand, *as,
        {change.actor, change.evidence.left(400), change.nextAttemptAtUtcMs,
            change.blocked.isNull() ? QStringLiteral("") : change.blocked},
        nowUtcMs);
}

/// A wish to cancel it ends with it, whoever told of the end.
Status endCancel(
    storage::Database& database, const Payout& payout, State to, const Change& change, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Payout now, findPayout(database, payout.id));
    if (now.cancelErrand == errands::ErrandId())
        return {};
    ZF_TRY(shop::settleTask(database, taskSubject(payout), QStringLiteral("not_cancelled"), nowUtcMs));
    ZF_ASSIGN(const errands::Errand wish, errands::find(database, now.cancelErrand));
    if (errands::isFinal(wish.state))
        return {};
    if (!wish.blocked.isEmpty())
        ZF_TRY(shop::settleTask(database, taskSubject(payout), wish.blocked, nowUtcMs));
    const errands::Event event = wish.state == errands::State::stored ? errands::Event::withdrawn
                                 : to == State::paid                  ? errands::Event::refused
                                                                      : errands::Event::done;
    return errands::apply(
        database, wish.id, event, {change.actor, change.evidence.left(400), std::nullopt}, nowUtcMs);
}

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
    payout.cancelErrand = errands::ErrandId(rows.number(24));
    payout.packageAsks = static_cast<int>(rows.number(25));
    payout.errand = errands::ErrandId(rows.number(26));
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
    return state == State::paid || state == State::failed || state == State::rejected ||
           state == State::cancelled;
}

bool hasReceipt(const Payout& payout)
{
    return payout.state == State::paid && payout.channel == QLatin1String(kTransferBills);
}

Result<Payout> findPayout(storage::Database& database, PayoutId id)
{
    ZF_ASSIGN(auto rows, database.query("SELECT " ZF_PAYOUTS "WHERE p.id = :id", {{":id", id.value()}}));
    if (!rows.next())
        return base::notFound(
            "no_such_withdrawal", QStringLiteral("There is no withdrawal %1.").arg(id.value()));
    return read(rows);
}

Result<std::optional<Payout>> findPayoutByNumber(storage::Database& database, const QString& outBillNo)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT " ZF_PAYOUTS "WHERE p.out_bill_no = :number", {{":number", outBillNo}}));
    if (!rows.next())
        return std::optional<Payout>();
    return read(rows).map([](Payout payout) { return std::optional<Payout>(std::move(payout)); });
}

Result<std::vector<Payout>> listPayouts(
    storage::Database& database, std::optional<State> state, qint64 before, int limit)
{
    const qint64 from = before == 0 ? std::numeric_limits<qint64>::max() : before;
    return readAll(
        state ? database.query("SELECT " ZF_PAYOUTS
                               "WHERE p.state = :state AND p.id < :before ORDER BY p.id DESC LIMIT :limit",
                    {{":state", toText(*state)}, {":before", from}, {":limit", limit}})
              : database.query("SELECT " ZF_PAYOUTS "WHERE p.id < :before ORDER BY p.id DESC LIMIT :limit",
                    {{":before", from}, {":limit", limit}}));
}

Result<std::vector<Payout>> uncoveredPayouts(storage::Database& database, int limit)
{
    return readAll(database.query(
        "SELECT " ZF_PAYOUT_COLUMNS "FROM errands e JOIN payouts p ON p.out_bill_no = e.number "
        "WHERE e.kind = 'payout' AND e.blocked = 'not_covered' ORDER BY e.id LIMIT :limit",
        {{":limit", limit}}));
}

Result<Money> beingSent(storage::Database& database, const QString& payAccount)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT COALESCE(SUM(p.amount_fen), 0) FROM errands e "
                                  "JOIN payouts p ON p.out_bill_no = e.number WHERE e.finished_at IS NULL "
                                  "AND e.state = 'sent' AND e.kind = 'payout' AND p.pay_account = :account",
                       {{":account", payAccount}}));
    return Money::fen(rows.next() ? rows.number(0) : 0);
}

Result<Money> unclearSum(storage::Database& database, const QString& payAccount)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT COALESCE(SUM(p.amount_fen), 0) FROM errands e "
                       "JOIN payouts p ON p.out_bill_no = e.number WHERE e.finished_at IS NULL "
                       "AND e.state IN ('sent', 'unclear') AND e.kind = 'payout' AND e.blocked = '' "
                       "AND p.pay_account = :account",
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

Status lookAgainAt(storage::Database& database, const Payout& payout, std::optional<qint64> atUtcMs)
{
    ZF_ASSIGN(const Payout now, findPayout(database, payout.id));
    return now.state == payout.state ? errands::schedule(database, payout.errand, atUtcMs) : Status{};
}

Status dueBy(storage::Database& database, qint64 latestUtcMs)
{
    // A batch that would go later takes nobody in any more: those in it go now, and others when they are due.
    ZF_TRY(database.execute("UPDATE payout_batches SET is_open = 0 WHERE is_open = 1 AND due_at > :latest",
        {{":latest", latestUtcMs}}));
    ZF_TRY(database.execute(
        "UPDATE consents SET ask_at = :latest WHERE ask_at > :latest", {{":latest", latestUtcMs}}));
    for (const char* kind : {kPayoutErrand, kCancelErrand, kConsentAskErrand, kConsentEndErrand})
        ZF_TRY(errands::dueBy(database, kind, latestUtcMs));
    return {};
}

Result<std::vector<Payout>> payoutsOfBatch(storage::Database& database, const QString& batchNo)
{
    // One more than a batch can have, so that a limit is there and cannot hide anything.
    return readAll(database.query("SELECT " ZF_PAYOUTS
                                  "WHERE p.batch_no = :no AND p.batch_no <> '' ORDER BY p.id LIMIT 1001",
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
        database.execute("UPDATE payouts SET state = :state, note = :note, finished_at = :finished "
                         "WHERE id = :id AND state = :from",
            {{":state", toText(*to)}, {":note", change.note},
                {":finished", isFinal(*to) ? QVariant(nowUtcMs) : QVariant()}, {":id", payout.id.value()},
                {":from", toText(payout.state)}}));
    if (changed != 1)
        return base::refused(
            "wrong_state", QStringLiteral("Withdrawal %1 has changed meanwhile.").arg(payout.id.toString()));
    ZF_TRY(moveErrand(database, payout, event, change, nowUtcMs));
    ZF_TRY(changeOut(database, payout, *to));
    if (payout.blocked == QLatin1String(kNotCovered) && change.blocked != QLatin1String(kNotCovered))
        ZF_TRY(shop::settleTask(database, taskSubject(payout), QString::fromLatin1(kNotCovered), nowUtcMs));
    if (isFinal(*to)) {
        ZF_TRY(endCancel(database, payout, *to, change, nowUtcMs));
        ZF_TRY(settleHold(database, payout, event, *to, nowUtcMs));
    }
    ZF_TRY(append(database, payout.id, toText(event), *to, change, nowUtcMs));
    return findPayout(database, payout.id);
}

Status addToStory(storage::Database& database, const Payout& payout, const StoryStep& step, qint64 nowUtcMs)
{
    ZF_TRY(database.execute("UPDATE payouts SET note = :note WHERE id = :id",
        {{":note", step.note}, {":id", payout.id.value()}}));
    return append(database, payout.id, step.event, payout.state,
        {step.actor, step.evidence, std::nullopt, {}, {}}, nowUtcMs);
}

Status note(storage::Database& database, const Payout& payout, const QString& event, const Change& change,
    qint64 nowUtcMs)
{
    ZF_TRY(errands::schedule(database, payout.errand, change.nextAttemptAtUtcMs, change.blocked));
    ZF_TRY(database.execute("UPDATE payouts SET note = :note WHERE id = :id",
        {{":note", change.note}, {":id", payout.id.value()}}));
    return append(database, payout.id, event, payout.state, change, nowUtcMs);
}

} // namespace zhangfang::payouts
