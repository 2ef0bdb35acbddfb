#include "payments/refund.h"

#include "base/calendar.h"
#include "ledger/ledger.h"
#include "payments/refund_doubt.h"
#include "shop/tasks.h"
#include "shop/users.h"

namespace zhangfang::payments
{

using ledger::AccountPath;

namespace
{

#define ZF_REFUND_COLUMNS                                                                                    \
    "r.id, r.order_id, r.out_refund_no, r.amount_fen, r.reason, r.state, COALESCE(e.bytes, ''), r.held, "    \
    "COALESCE(e.attempts, 0), COALESCE(e.was_unclear, 0), e.next_at, r.refund_id, r.note, r.created_at, "    \
    "COALESCE(r.finished_at, 0), r.settled_fen, r.payer_fen, r.fee_fen, r.prefunded_fen, r.held_fen, "       \
    "r.counted, e.unclear_since, COALESCE(e.unclear_rounds, 0), e.sent_at, COALESCE(e.blocked, ''), "        \
    "r.goods_detail, r.funds_account, r.redirect_to, COALESCE(d.state, ''), COALESCE(e.id, 0) "              \
    "FROM refunds r LEFT JOIN errands e ON e.kind = 'refund' AND e.number = r.out_refund_no "                \
    "LEFT JOIN errands d ON d.id = r.redirect_errand "

/// What is said of sending it elsewhere, in the words that people know.
QString redirectWord(const QString& state)
{
    if (state == QLatin1String("sent"))
        return QStringLiteral("stored");
    return state == QLatin1String("done") ? QStringLiteral("taken") : state;
}

Result<RefundRow> read(const storage::Rows& rows)
{
    RefundRow refund;
    refund.id = RefundId(rows.number(0));
    refund.orderId = rows.number(1);
    ZF_ASSIGN(refund.number, OutRefundNo::parse(rows.text(2)));
    refund.amount = Money::fen(rows.number(3));
    refund.reason = rows.text(4);
    refund.stage = parseRefundStage(rows.text(5));
    refund.request = rows.bytes(6);
    refund.held = rows.number(7) != 0;
    refund.attempts = static_cast<int>(rows.number(8));
    refund.wasUnclear = rows.number(9) != 0;
    if (!rows.isNull(10))
        refund.nextAttemptAtUtcMs = rows.number(10);
    refund.refundId = rows.text(11);
    refund.note = rows.text(12);
    refund.createdAtUtcMs = rows.number(13);
    refund.finishedAtUtcMs = rows.number(14);
    refund.takings = {Money::fen(rows.number(15)), Money::fen(rows.number(16)), Money::fen(rows.number(18)),
        Money::fen(rows.number(17))};
    refund.heldAmount = Money::fen(rows.number(19));
    refund.counted = rows.number(20) != 0;
    if (!rows.isNull(21))
        refund.doubt.sinceUtcMs = rows.number(21);
    refund.doubt.rounds = static_cast<int>(rows.number(22));
    if (!rows.isNull(23))
        refund.sentAtUtcMs = rows.number(23);
    refund.blocked = rows.text(24);
    refund.goodsDetail = rows.text(25);
    refund.fundsAccount = rows.text(26);
    refund.redirectTo = rows.text(27);
    refund.redirectState = redirectWord(rows.text(28));
    refund.errand = errands::ErrandId(rows.number(29));
    return refund;
}

Result<std::vector<RefundRow>> readAll(Result<storage::Rows> rows)
{
    ZF_TRY(rows);
    std::vector<RefundRow> refunds;
    while (rows->next()) {
        ZF_ASSIGN(RefundRow refund, read(*rows));
        refunds.push_back(std::move(refund));
    }
    return refunds;
}

Status append(storage::Database& database, const RefundRow& refund, const QString& event, RefundStage stage,
    const RefundChange& change, qint64 nowUtcMs)
{
    return database
        .execute("INSERT INTO refund_events (refund_id, at, event, state, actor, evidence) "
                 "VALUES (:id, :at, :event, :state, :actor, :evidence)",
            {{":id", refund.id.value()}, {":at", nowUtcMs}, {":event", event}, {":state", toText(stage)},
                {":actor", change.actor}, {":evidence", change.evidence}})
        .map([](qint64) {});
}

/// What the errand that sends it makes of it.
errands::Event errandEvent(RefundEvent event)
{
    using errands::Event;
    switch (event) {
    case RefundEvent::dispatchStored:
        return Event::sending;
    case RefundEvent::notTaken:
        return Event::notTaken;
    case RefundEvent::answerLost:
        return Event::answerLost;
    case RefundEvent::accepted:
    case RefundEvent::abnormal: // WeChat has it, and could not give it back
        return Event::taken;
    case RefundEvent::succeeded:
        return Event::done;
    case RefundEvent::refused:
    case RefundEvent::closed:
        return Event::refused;
    case RefundEvent::withdrawn:
        return Event::withdrawn;
    case RefundEvent::decidedRefunded:
        return Event::decidedDone;
    case RefundEvent::decidedNotRefunded:
        return Event::decidedNotDone;
    case RefundEvent::surfaced:
        break;
    }
    return Event::surfaced;
}

/// What a refund in that stage adds to the sums that coverage stands on.
Status changeSums(storage::Database& database, const RefundRow& refund, RefundStage stage, bool enters)
{
    const auto by = [enters](Money money) { return enters ? Result<Money>(money) : money.negated(); };
    ZF_ASSIGN(const Money leaving, refund.takings.leaving());
    if (stage == RefundStage::processing || stage == RefundStage::abnormal) {
        ZF_ASSIGN(const Money taken, by(leaving));
        ZF_ASSIGN(const Money held, by(refund.heldAmount));
        ZF_TRY(ledger::changeSum(database, ledger::Sum::refundsTakenHeld, held));
        return ledger::changeSum(
            database, refund.counted ? ledger::Sum::refundsTaken : ledger::Sum::refundsTakenUnsettled, taken);
    }
    // What a user still has held for it is counted as owed; a sale's money is owed to nobody and about to go.
    if (isFinal(stage) || !refund.counted || refund.heldAmount.isPositive())
        return {};
    ZF_ASSIGN(const Money asked, by(leaving));
    return ledger::changeSum(database, ledger::Sum::refundsAsked, asked);
}

/// Whether WeChat takes it from settled money: what is not settled yet pays first, unless the shop chose.
bool fromSettled(const shop::Order& order, const QString& fundsAccount)
{
    return order.isSettled || fundsAccount == QLatin1String("AVAILABLE");
}

Status recordTakings(storage::Database& database, RefundId id, const Takings& takings)
{
    return database
        .execute("UPDATE refunds SET settled_fen = :settled, payer_fen = :payer, prefunded_fen = :prefunded, "
                 "fee_fen = :fee WHERE id = :id",
            {{":settled", takings.settled.inFen()}, {":payer", takings.payer.inFen()},
                {":prefunded", takings.prefunded.inFen()}, {":fee", takings.fee.inFen()},
                {":id", id.value()}})
        .map([](qint64) {});
}

/// What it took, in ledger and row.
Status bookSuccess(storage::Database& database, const RefundRow& refund, const shop::Order& order,
    const std::vector<Bearer>& bearers, const Takings& takings, qint64 nowUtcMs)
{
    const bool settled = fromSettled(order, refund.fundsAccount);
    ZF_ASSIGN(
        auto entries, refundEntries(bearers,
                          settled ? AccountPath::wechatBasic() : AccountPath::wechatUnsettled(), takings));
    if (entries.size() >= 2)
        ZF_TRY(ledger::post(database,
            {QStringLiteral("refund:") + refund.number.toString(), QStringLiteral("refund"),
                QStringLiteral("%1 %2").arg(order.number.toString(), refund.reason), nowUtcMs,
                std::move(entries)},
            nowUtcMs));
    ZF_TRY(recordTakings(database, refund.id, takings));
    if (settled)
        return {};
    ZF_ASSIGN(const Money leaving, takings.leaving());
    return shop::recordUnsettledRefund(database, order.id, leaving);
}

Status release(
    storage::Database& database, const RefundRow& refund, const shop::Order& order, qint64 nowUtcMs)
{
    ZF_TRY(ledger::post(database,
        ledger::simpleTransfer(QStringLiteral("refund-release:") + refund.number.toString(),
            QStringLiteral("release"), refund.number.toString(), nowUtcMs, AccountPath::userHeld(order.user),
            AccountPath::userAvailable(order.user), refund.heldAmount),
        nowUtcMs));
    return {};
}

Result<RefundRow> insertRow(storage::Database& database, const shop::Order& order, Money amount,
    const QString& reason, const OutRefundNo& number, Money held, const RefundWish& wish, qint64 nowUtcMs)
{
    qint64 id = 0;
    {
        ZF_ASSIGN(auto rows,
            database.query(
                "INSERT INTO refunds (order_id, out_refund_no, amount_fen, reason, state, held, refund_id, "
                "note, created_at, held_fen, counted, goods_detail, funds_account) VALUES "
                "(:order, :number, :amount, :reason, 'requested', :held, '', '', "
                ":now, :held_fen, :counted, :goods, :account) RETURNING id",
                {{":order", order.id}, {":number", number.toString()}, {":amount", amount.inFen()},
                    {":reason", reason}, {":held", held.isPositive() ? 1 : 0}, {":now", nowUtcMs},
                    {":held_fen", held.inFen()}, {":counted", fromSettled(order, wish.fundsAccount) ? 1 : 0},
                    {":goods", wish.goodsDetail}, {":account", wish.fundsAccount}}));
        if (!rows.next())
            return base::damaged("damaged", QStringLiteral("The new refund has no number."));
        id = rows.number(0);
    }
    return findRefund(database, RefundId(id));
}

Status checkRefundable(storage::Database& database, const shop::Order& order, Money amount, qint64 nowUtcMs)
{
    if (!amount.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be at least 0.01."));
    if (order.transactionId.isEmpty())
        return base::refused("wrong_state", QStringLiteral("Order %1 is %2: there is nothing to give back.")
                                                .arg(order.number.toString(), shop::toText(order.state)));
    if (nowUtcMs - order.paidAtUtcMs > kRefundWithinDays * base::kDayMs)
        return base::refused("refund_too_late",
            QStringLiteral("Order %1 was paid more than a year ago.").arg(order.number.toString()));
    ZF_ASSIGN(const Refunded sum, refundedOf(database, order.id));
    ZF_ASSIGN(const Money taken, sum.done.plus(sum.underWay));
    ZF_ASSIGN(const Money left, order.amount.minus(taken));
    if (amount > left)
        return base::fail(base::Error{base::ErrorKind::refused, QStringLiteral("over_order"),
            QStringLiteral("Of order %1 only %2 can still be given back, not %3.")
                .arg(order.number.toString(), left.toDisplay(), amount.toDisplay()),
            {}, {left.toDisplay(), amount.toDisplay()}});
    if (sum.count >= kMostRefunds)
        return base::refused(
            "too_many", QStringLiteral("WeChat Pay refunds an order at most %1 times.").arg(kMostRefunds));
    return {};
}

} // namespace

Result<RefundRow> insertRefund(storage::Database& database, const shop::Order& order, Money amount,
    const QString& reason, const OutRefundNo& number, const QString& actor, qint64 nowUtcMs,
    const RefundWish& wish)
{
    ZF_TRY(checkRefundable(database, order, amount, nowUtcMs));
    ZF_ASSIGN(const Refunded before, refundedOf(database, order.id));
    Money held;
    if (order.purpose == shop::Purpose::topup) {
        ZF_ASSIGN(held, takenBack(order, amount, before.before));
    }
    if (held.isPositive()) {
        const Status reserved = ledger::post(database,
            ledger::simpleTransfer(QStringLiteral("refund-hold:") + number.toString(), QStringLiteral("hold"),
                number.toString(), nowUtcMs, AccountPath::userAvailable(order.user),
                AccountPath::userHeld(order.user), held),
            nowUtcMs)
                                    .map([](const ledger::Posted&) {});
        if (!reserved && reserved.error().code == QLatin1String("insufficient_funds")) {
            ZF_ASSIGN(
                const Money available, ledger::balance(database, AccountPath::userAvailable(order.user)));
            return base::fail(base::Error{base::ErrorKind::refused, QStringLiteral("balance_gone"),
                QStringLiteral(
                    "Order %1 was credited to user %2, who has only %3 left of the %4 to give back.")
                    .arg(order.number.toString(), order.user.toString(), available.toDisplay(),
                        held.toDisplay()),
                {}, {available.toDisplay(), held.toDisplay()}});
        }
        ZF_TRY(reserved);
    }
    ZF_ASSIGN(RefundRow refund, insertRow(database, order, amount, reason, number, held, wish, nowUtcMs));
    ZF_TRY(errands::open(database,
        {QString::fromLatin1(kRefundErrand), refund.id.toString(), number.toString(), nowUtcMs}, nowUtcMs));
    ZF_ASSIGN(refund, findRefund(database, refund.id));
    ZF_ASSIGN(refund.takings, expectedTakings(order, amount, before.expected));
    ZF_TRY(recordTakings(database, refund.id, refund.takings));
    ZF_TRY(changeSums(database, refund, refund.stage, true));
    ZF_TRY(append(
        database, refund, QStringLiteral("requested"), refund.stage, {actor, reason, {}, {}}, nowUtcMs));
    ZF_TRY(updateOrder(database, order,
        QStringLiteral("refund %1 of %2: %3").arg(number.toString(), amount.toDisplay(), reason), nowUtcMs));
    return refund;
}

namespace
{

Status add(GoneBefore& sum, const Takings& takings)
{
    ZF_ASSIGN(sum.settled, sum.settled.plus(takings.settled));
    ZF_ASSIGN(sum.fee, sum.fee.plus(takings.fee));
    ZF_ASSIGN(sum.prefunded, sum.prefunded.plus(takings.prefunded));
    return {};
}

} // namespace

Result<Refunded> refundedOf(storage::Database& database, qint64 orderId, std::optional<RefundId> except)
{
    ZF_ASSIGN(const auto refunds, refundsOf(database, orderId));
    Refunded sum;
    for (const RefundRow& refund : refunds) {
        if (refund.stage == RefundStage::closed || refund.stage == RefundStage::refused ||
            refund.id == except)
            continue;
        ++sum.count;
        const bool done = refund.stage == RefundStage::succeeded;
        Money& part = done ? sum.done : sum.underWay;
        ZF_ASSIGN(part, part.plus(refund.amount));
        ZF_ASSIGN(sum.before.amount, sum.before.amount.plus(refund.amount));
        ZF_ASSIGN(sum.before.held, sum.before.held.plus(refund.heldAmount));
        if (done)
            ZF_TRY(add(sum.before, refund.takings));
        ZF_TRY(add(sum.expected, refund.takings));
    }
    sum.expected.amount = sum.before.amount;
    sum.expected.held = sum.before.held;
    return sum;
}

Result<std::optional<RefundRow>> findRefund(storage::Database& database, const QString& number)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT " ZF_REFUND_COLUMNS "WHERE r.out_refund_no = :number", {{":number", number}}));
    if (!rows.next())
        return std::optional<RefundRow>();
    return read(rows).map([](RefundRow refund) { return std::optional<RefundRow>(std::move(refund)); });
}

Result<RefundRow> findRefund(storage::Database& database, RefundId id)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT " ZF_REFUND_COLUMNS "WHERE r.id = :id", {{":id", id.value()}}));
    if (!rows.next())
        return base::notFound("no_such_refund", QStringLiteral("There is no refund %1.").arg(id.toString()));
    return read(rows);
}

Result<std::vector<RefundRow>> refundsOf(storage::Database& database, qint64 orderId)
{
    return readAll(
        database.query("SELECT " ZF_REFUND_COLUMNS "WHERE r.order_id = :order ORDER BY r.id LIMIT 1000",
            {{":order", orderId}}));
}

Result<Money> refundsUnderWay(storage::Database& database, qint64 beforeUtcMs)
{
    ZF_ASSIGN(auto rows,
        database.query(
            "SELECT COALESCE(SUM(settled_fen - fee_fen), 0) FROM refunds r "
            "WHERE ((state IN ('processing', 'abnormal') AND finished_at IS NULL) OR finished_at >= :before) "
            "AND EXISTS (SELECT 1 FROM refund_events e WHERE e.refund_id = r.id "
            "AND e.state IN ('processing', 'abnormal') AND e.at < :before)",
            {{":before", beforeUtcMs}}));
    return Money::fen(rows.next() ? rows.number(0) : 0);
}

Result<std::vector<ledger::Reckoned>> reckonSums(storage::Database& database)
{
    using ledger::Sum;
    ZF_ASSIGN(auto rows,
        database.query(
            "SELECT COALESCE(SUM(CASE WHEN taken = 1 AND counted = 1 THEN leaving ELSE 0 END), 0), "
            "COALESCE(SUM(CASE WHEN taken = 1 AND counted = 0 THEN leaving ELSE 0 END), 0), "
            "COALESCE(SUM(CASE WHEN taken = 1 THEN held_fen ELSE 0 END), 0), "
            "COALESCE(SUM(CASE WHEN taken = 0 AND counted = 1 AND held_fen = 0 THEN leaving ELSE 0 END), 0) "
            "FROM (SELECT settled_fen - fee_fen AS leaving, held_fen, counted, "
            "CASE WHEN state IN ('processing', 'abnormal') THEN 1 ELSE 0 END AS taken FROM refunds "
            "WHERE state NOT IN ('succeeded', 'closed', 'refused')) AS living"));
    if (!rows.next())
        return base::damaged("damaged", QStringLiteral("The refunds cannot be added up."));
    return std::vector<ledger::Reckoned>{{Sum::refundsTaken, Money::fen(rows.number(0))},
        {Sum::refundsTakenUnsettled, Money::fen(rows.number(1))},
        {Sum::refundsTakenHeld, Money::fen(rows.number(2))}, {Sum::refundsAsked, Money::fen(rows.number(3))}};
}

Result<shop::Order> orderOf(storage::Database& database, const RefundRow& refund)
{
    return shop::findOrder(database, refund.orderId);
}

Result<RefundRow> apply(storage::Database& database, const RefundRow& refund, RefundEvent event,
    const RefundChange& change, qint64 nowUtcMs)
{
    const auto to = next(refund.stage, event);
    if (!to)
        return base::refused("wrong_state", QStringLiteral("Refund %1 is %2; this cannot happen now.")
                                                .arg(refund.number.toString(), toText(refund.stage)));
    ZF_ASSIGN(const qint64 changed,
        database.execute("UPDATE refunds SET state = :state, note = :note, finished_at = :finished "
                         "WHERE id = :id AND state = :from",
            {{":state", toText(*to)}, {":note", change.note},
                {":finished", isFinal(*to) ? QVariant(nowUtcMs) : QVariant()}, {":id", refund.id.value()},
                {":from", toText(refund.stage)}}));
    if (changed != 1)
        return base::refused(
            "wrong_state", QStringLiteral("Refund %1 has changed meanwhile.").arg(refund.number.toString()));
    ZF_TRY(errands::apply(database, refund.errand, errandEvent(event),
        {change.actor, change.evidence.left(400), change.nextAttemptAtUtcMs}, nowUtcMs));
    ZF_TRY(append(database, refund, toText(event), *to, change, nowUtcMs));
    ZF_TRY(changeSums(database, refund, refund.stage, false));
    ZF_TRY(changeSums(database, refund, *to, true));
    if (isFinal(*to)) {
        ZF_ASSIGN(const shop::Order order, orderOf(database, refund));
        if (*to == RefundStage::succeeded)
            ZF_TRY(bookSuccess(database, refund, order,
                change.bearers ? *change.bearers
                : order.purpose == shop::Purpose::topup
                    ? std::vector<Bearer>{{AccountPath::userHeld(order.user), refund.heldAmount}}
                    : std::vector<Bearer>{{AccountPath::sales(), refund.amount}},
                change.takings.value_or(refund.takings), nowUtcMs));
        else if (refund.held)
            ZF_TRY(release(database, refund, order, nowUtcMs));
        ZF_TRY(updateOrder(database, order,
            QStringLiteral("refund %1 of %2 %3")
                .arg(refund.number.toString(), refund.amount.toDisplay(), toText(*to)),
            nowUtcMs));
    }
    if (*to == RefundStage::processing || isFinal(*to))
        ZF_TRY(endRedirect(database, refund.number.toString(), change.evidence, nowUtcMs));
    return findRefund(database, refund.id);
}

Status note(storage::Database& database, const RefundRow& refund, const QString& event,
    const RefundChange& change, qint64 nowUtcMs)
{
    ZF_TRY(errands::schedule(database, refund.errand, change.nextAttemptAtUtcMs));
    ZF_TRY(database.execute("UPDATE refunds SET note = :note WHERE id = :id",
        {{":note", change.note}, {":id", refund.id.value()}}));
    return append(database, refund, event, refund.stage, change, nowUtcMs);
}

Status updateOrder(
    storage::Database& database, const shop::Order& order, const QString& evidence, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Refunded sum, refundedOf(database, order.id));
    Money underWay = sum.underWay;
    if (order.doubt.isPositive()) { // not all of them are known: at most what is left
        ZF_ASSIGN(underWay, order.amount.minus(sum.done));
    }
    return shop::applyRefunds(database, order, {sum.done, underWay}, evidence, nowUtcMs);
}

Status insertMadeElsewhere(
    storage::Database& database, const shop::Order& order, const MadeElsewhere& made, qint64 nowUtcMs)
{
    Money given;
    if (order.purpose == shop::Purpose::topup) {
        for (const Bearer& bearer : made.bearers) {
            ZF_ASSIGN(given, given.plus(bearer.amount));
        }
    }
    ZF_ASSIGN(
        const RefundRow refund, insertRow(database, order, made.amount, QStringLiteral("made elsewhere"),
                                    made.number, given, {}, nowUtcMs));
    ZF_TRY(database.execute(
        "UPDATE refunds SET state = 'succeeded', refund_id = :wechat, finished_at = :now WHERE id = :id",
        {{":wechat", made.refundId}, {":now", nowUtcMs}, {":id", refund.id.value()}}));
    ZF_TRY(append(database, refund, QStringLiteral("made_elsewhere"), RefundStage::succeeded,
        {QStringLiteral("system"), made.source, {}, {}}, nowUtcMs));
    return bookSuccess(database, refund, order, made.bearers, made.takings, nowUtcMs);
}

Result<bool> correctTakings(storage::Database& database, const RefundRow& refund, const shop::Order& order,
    const Takings& takings, qint64 nowUtcMs)
{
    const bool settled = fromSettled(order, refund.fundsAccount);
    const auto source = settled ? AccountPath::wechatBasic() : AccountPath::wechatUnsettled();
    ZF_ASSIGN(const auto as, refundEntries({}, source, takings));
    ZF_ASSIGN(const auto was, refundEntries({}, source, refund.takings));
    std::map<QString, ledger::Entry> differences;
    for (const auto& [entries, sign] : {std::pair(&as, 1), std::pair(&was, -1)}) {
        for (const ledger::Entry& entry : *entries) {
            auto& sum = differences.try_emplace(entry.account.toString(), ledger::Entry{entry.account, {}})
                            .first->second.amount;
            ZF_ASSIGN(const Money less, entry.amount.negated());
            ZF_ASSIGN(sum, sum.plus(sign > 0 ? entry.amount : less));
        }
    }
    std::vector<ledger::Entry> entries;
    for (const auto& [path, entry] : differences) {
        if (!entry.amount.isZero())
            entries.push_back(entry);
    }
    if (entries.empty())
        return false;
    ZF_TRY(ledger::post(database,
        {QStringLiteral("refund-corrected:") + refund.number.toString(), QStringLiteral("refund"),
            QStringLiteral("%1 by WeChat's figures").arg(order.number.toString()), nowUtcMs,
            std::move(entries)},
        nowUtcMs));
    ZF_TRY(recordTakings(database, refund.id, takings));
    if (settled)
        return true;
    ZF_ASSIGN(const Money now, takings.leaving());
    ZF_ASSIGN(const Money before, refund.takings.leaving());
    ZF_ASSIGN(const Money more, now.minus(before));
    ZF_TRY(shop::recordUnsettledRefund(database, order.id, more));
    return true;
}

Status lookAgainAt(storage::Database& database, const RefundRow& refund, std::optional<qint64> atUtcMs)
{
    ZF_ASSIGN(const RefundRow now, findRefund(database, refund.id));
    return now.stage == refund.stage ? errands::schedule(database, refund.errand, atUtcMs) : Status{};
}

Status dueBy(storage::Database& database, qint64 latestUtcMs)
{
    ZF_TRY(database.execute(
        "UPDATE complaints SET ask_at = :latest WHERE ask_at > :latest", {{":latest", latestUtcMs}}));
    return errands::dueBy(database, kRefundErrand, latestUtcMs);
}

Result<std::vector<RefundStory>> storyOf(storage::Database& database, RefundId id)
{
    ZF_ASSIGN(auto rows,
        database.query(
            "SELECT at, event, state, actor, evidence FROM refund_events WHERE refund_id = :id ORDER BY id",
            {{":id", id.value()}}));
    std::vector<RefundStory> story;
    while (rows.next())
        story.push_back({rows.number(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
    return story;
}

Status countRefundsOf(storage::Database& database, qint64 orderId)
{
    ZF_ASSIGN(const auto refunds, refundsOf(database, orderId));
    for (RefundRow refund : refunds) {
        if (refund.counted || isFinal(refund.stage))
            continue;
        ZF_TRY(changeSums(database, refund, refund.stage, false));
        ZF_TRY(
            database.execute("UPDATE refunds SET counted = 1 WHERE id = :id", {{":id", refund.id.value()}}));
        refund.counted = true;
        ZF_TRY(changeSums(database, refund, refund.stage, true));
    }
    return {};
}

} // namespace zhangfang::payments
