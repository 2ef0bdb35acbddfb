#include "payments/refund.h"

#include "base/calendar.h"
#include "ledger/ledger.h"
#include "ledger/sums.h"
#include "payments/refund_doubt.h"
#include "shop/tasks.h"
#include "shop/users.h"

namespace zhangfang::payments
{

using ledger::AccountPath;

namespace
{

/// A refund made elsewhere that is not done yet is asked about again after this.
constexpr qint64 kLookAgainMs = 60'000;

constexpr std::pair<RefundStage, const char*> kStages[] = {{RefundStage::requested, "requested"},
    {RefundStage::submitting, "submitting"}, {RefundStage::unclear, "unclear"},
    {RefundStage::processing, "processing"}, {RefundStage::abnormal, "abnormal"},
    {RefundStage::succeeded, "succeeded"}, {RefundStage::closed, "closed"},
    {RefundStage::refused, "refused"}};

constexpr std::pair<RefundEvent, const char*> kEvents[] = {{RefundEvent::dispatchStored, "dispatch_stored"},
    {RefundEvent::notTaken, "not_taken"}, {RefundEvent::answerLost, "answer_lost"},
    {RefundEvent::refused, "refused"}, {RefundEvent::accepted, "accepted"},
    {RefundEvent::abnormal, "abnormal"}, {RefundEvent::succeeded, "succeeded"},
    {RefundEvent::closed, "closed"}, {RefundEvent::withdrawn, "withdrawn"},
    {RefundEvent::decidedRefunded, "decided_refunded"},
    {RefundEvent::decidedNotRefunded, "decided_not_refunded"}};

struct Transition {
    RefundStage from;
    RefundEvent on;
    RefundStage to;
};
constexpr Transition kTransitions[] = {
    {RefundStage::requested, RefundEvent::dispatchStored, RefundStage::submitting},
    {RefundStage::unclear, RefundEvent::dispatchStored, RefundStage::submitting},
    {RefundStage::submitting, RefundEvent::notTaken, RefundStage::requested},
    {RefundStage::submitting, RefundEvent::answerLost, RefundStage::unclear},
    {RefundStage::submitting, RefundEvent::refused, RefundStage::refused},
    {RefundStage::submitting, RefundEvent::accepted, RefundStage::processing},
    {RefundStage::submitting, RefundEvent::abnormal, RefundStage::abnormal},
    {RefundStage::submitting, RefundEvent::succeeded, RefundStage::succeeded},
    {RefundStage::submitting, RefundEvent::closed, RefundStage::closed},
    {RefundStage::unclear, RefundEvent::accepted, RefundStage::processing},
    {RefundStage::unclear, RefundEvent::abnormal, RefundStage::abnormal},
    {RefundStage::unclear, RefundEvent::succeeded, RefundStage::succeeded},
    {RefundStage::unclear, RefundEvent::closed, RefundStage::closed},
    {RefundStage::processing, RefundEvent::abnormal, RefundStage::abnormal},
    {RefundStage::processing, RefundEvent::succeeded, RefundStage::succeeded},
    {RefundStage::processing, RefundEvent::closed, RefundStage::closed},
    // sent on to a bank card by a person
    {RefundStage::abnormal, RefundEvent::accepted, RefundStage::processing},
    {RefundStage::abnormal, RefundEvent::succeeded, RefundStage::succeeded},
    {RefundStage::abnormal, RefundEvent::closed, RefundStage::closed},
    // by a person
    {RefundStage::requested, RefundEvent::withdrawn, RefundStage::closed},
    {RefundStage::unclear, RefundEvent::decidedRefunded, RefundStage::succeeded},
    {RefundStage::unclear, RefundEvent::decidedNotRefunded, RefundStage::closed},
    {RefundStage::processing, RefundEvent::decidedRefunded, RefundStage::succeeded},
    {RefundStage::processing, RefundEvent::decidedNotRefunded, RefundStage::closed},
    {RefundStage::abnormal, RefundEvent::decidedRefunded, RefundStage::succeeded},
    {RefundStage::abnormal, RefundEvent::decidedNotRefunded, RefundStage::closed},
};

#define ZF_REFUND_COLUMNS                                                                                    \
    "id, order_id, out_refund_no, amount_fen, reason, state, request, held, attempts, was_unclear, "         \
    "next_attempt_at, refund_id, note, created_at, COALESCE(finished_at, 0), settled_fen, payer_fen, "       \
    "fee_fen, "                                                                                              \
    "prefunded_fen, held_fen, counted, unclear_since, "                                                      \
    "unclear_rounds, sent_at, blocked, goods_detail, funds_account, redirect_to, redirect_state "

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
    refund.redirectState = rows.text(28);
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

QVariant orNull(std::optional<qint64> value)
{
    return value ? QVariant(*value) : QVariant();
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

Status updateOrder(
    storage::Database& database, const shop::Order& order, const QString& evidence, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Refunded sum, refundedOf(database, order.id));
    return shop::applyRefunds(
        database, order, {sum.done, !sum.underWay.isZero() || order.doubt.isPositive()}, evidence, nowUtcMs);
}

/// Where WeChat takes a refund's money from: what is not settled yet, first.
AccountPath source(const shop::Order& order)
{
    return order.isSettled ? AccountPath::wechatBasic() : AccountPath::wechatUnsettled();
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

/// `given`: what `from` gives for it.
Status bookSuccess(storage::Database& database, const RefundRow& refund, const shop::Order& order,
    const AccountPath& from, Money given, const Takings& takings, qint64 nowUtcMs)
{
    ZF_ASSIGN(auto entries, refundEntries(from, given, source(order), takings));
    if (entries.size() >= 2)
        ZF_TRY(ledger::post(database,
            {QStringLiteral("refund:") + refund.number.toString(), QStringLiteral("refund"),
                QStringLiteral("%1 %2").arg(order.number.toString(), refund.reason), nowUtcMs,
                std::move(entries)},
            nowUtcMs));
    ZF_TRY(recordTakings(database, refund.id, takings));
    if (order.isSettled)
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

Result<RefundRow> findById(storage::Database& database, RefundId id)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT " ZF_REFUND_COLUMNS "FROM refunds WHERE id = :id", {{":id", id.value()}}));
    if (!rows.next())
        return base::notFound("no_such_refund", QStringLiteral("There is no refund %1.").arg(id.toString()));
    return read(rows);
}

Result<RefundRow> insertRow(storage::Database& database, const shop::Order& order, Money amount,
    const QString& reason, const OutRefundNo& number, Money held, qint64 nowUtcMs)
{
    qint64 id = 0;
    {
        ZF_ASSIGN(auto rows,
            database.query(
                "INSERT INTO refunds (order_id, out_refund_no, amount_fen, reason, state, request, "
                "held, attempts, was_unclear, next_attempt_at, refund_id, note, created_at, held_fen, "
                "counted) VALUES "
                "(:order, :number, :amount, :reason, 'requested', :request, :held, 0, 0, :next, '', '', "
                ":now, :held_fen, :counted) RETURNING id",
                {{":order", order.id}, {":number", number.toString()}, {":amount", amount.inFen()},
                    {":reason", reason}, {":request", QByteArray("")}, {":held", held.isPositive() ? 1 : 0},
                    {":next", nowUtcMs}, {":now", nowUtcMs}, {":held_fen", held.inFen()},
                    {":counted", order.isSettled ? 1 : 0}}));
        if (!rows.next())
            return base::damaged("damaged", QStringLiteral("The new refund has no number."));
        id = rows.number(0);
    }
    return findById(database, RefundId(id));
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

QString toText(RefundStage stage)
{
    for (const auto& [known, name] : kStages) {
        if (known == stage)
            return QString::fromLatin1(name);
    }
    return QStringLiteral("unknown");
}

RefundStage parseRefundStage(const QString& text)
{
    for (const auto& [stage, name] : kStages) {
        if (text == QLatin1String(name))
            return stage;
    }
    return RefundStage::unknown;
}

std::optional<RefundStage> next(RefundStage from, RefundEvent on)
{
    for (const Transition& transition : kTransitions) {
        if (transition.from == from && transition.on == on)
            return transition.to;
    }
    return std::nullopt;
}

bool isFinal(RefundStage stage)
{
    return stage == RefundStage::succeeded || stage == RefundStage::closed || stage == RefundStage::refused;
}

Result<RefundRow> insertRefund(storage::Database& database, const shop::Order& order, Money amount,
    const QString& reason, const OutRefundNo& number, const QString& actor, qint64 nowUtcMs)
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
    ZF_ASSIGN(RefundRow refund, insertRow(database, order, amount, reason, number, held, nowUtcMs));
    ZF_ASSIGN(refund.takings, expectedTakings(order, amount, before.before));
    ZF_TRY(recordTakings(database, refund.id, refund.takings));
    ZF_TRY(changeSums(database, refund, refund.stage, true));
    ZF_TRY(append(
        database, refund, QStringLiteral("requested"), refund.stage, {actor, reason, {}, {}}, nowUtcMs));
    ZF_TRY(updateOrder(database, order,
        QStringLiteral("refund %1 of %2: %3").arg(number.toString(), amount.toDisplay(), reason), nowUtcMs));
    return refund;
}

Result<Refunded> refundedOf(storage::Database& database, qint64 orderId)
{
    ZF_ASSIGN(const auto refunds, refundsOf(database, orderId));
    Refunded sum;
    for (const RefundRow& refund : refunds) {
        if (refund.stage == RefundStage::closed || refund.stage == RefundStage::refused)
            continue;
        ++sum.count;
        const bool done = refund.stage == RefundStage::succeeded;
        Money& part = done ? sum.done : sum.underWay;
        ZF_ASSIGN(part, part.plus(refund.amount));
        ZF_ASSIGN(sum.before.amount, sum.before.amount.plus(refund.amount));
        ZF_ASSIGN(sum.before.held, sum.before.held.plus(refund.heldAmount));
        if (!done)
            continue;
        ZF_ASSIGN(sum.before.settled, sum.before.settled.plus(refund.takings.settled));
        ZF_ASSIGN(sum.before.fee, sum.before.fee.plus(refund.takings.fee));
        ZF_ASSIGN(sum.before.prefunded, sum.before.prefunded.plus(refund.takings.prefunded));
    }
    return sum;
}

Result<std::optional<RefundRow>> findRefund(storage::Database& database, const QString& number)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT " ZF_REFUND_COLUMNS "FROM refunds WHERE out_refund_no = :number",
                       {{":number", number}}));
    if (!rows.next())
        return std::optional<RefundRow>();
    return read(rows).map([](RefundRow refund) { return std::optional<RefundRow>(std::move(refund)); });
}

Result<std::vector<RefundRow>> refundsOf(storage::Database& database, qint64 orderId)
{
    return readAll(database.query("SELECT " ZF_REFUND_COLUMNS
                                  "FROM refunds WHERE order_id = :order ORDER BY id LIMIT 1000",
        {{":order", orderId}}));
}

Result<std::vector<RefundRow>> dueRefunds(storage::Database& database, qint64 nowUtcMs, int limit)
{
    return readAll(
        database.query("SELECT " ZF_REFUND_COLUMNS
                       "FROM refunds WHERE next_attempt_at <= :now ORDER BY next_attempt_at LIMIT :limit",
            {{":now", nowUtcMs}, {":limit", limit}}));
}

Result<std::vector<RefundRow>> refundsIn(storage::Database& database, RefundStage stage, int limit)
{
    return readAll(database.query("SELECT " ZF_REFUND_COLUMNS
                                  "FROM refunds WHERE state = :state ORDER BY id LIMIT :limit",
        {{":state", toText(stage)}, {":limit", limit}}));
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
        database.execute("UPDATE refunds SET state = :state, next_attempt_at = :next, note = :note, "
                         "finished_at = :finished WHERE id = :id AND state = :from",
            {{":state", toText(*to)},
                {":next", isFinal(*to) ? QVariant() : orNull(change.nextAttemptAtUtcMs)},
                {":note", change.note}, {":finished", isFinal(*to) ? QVariant(nowUtcMs) : QVariant()},
                {":id", refund.id.value()}, {":from", toText(refund.stage)}}));
    if (changed != 1)
        return base::refused(
            "wrong_state", QStringLiteral("Refund %1 has changed meanwhile.").arg(refund.number.toString()));
    const auto name = std::find_if(
        std::begin(kEvents), std::end(kEvents), [event](const auto& known) { return known.first == event; });
    ZF_TRY(append(database, refund, QString::fromLatin1(name->second), *to, change, nowUtcMs));
    ZF_TRY(changeSums(database, refund, refund.stage, false));
    ZF_TRY(changeSums(database, refund, *to, true));
    if (isFinal(*to)) {
        ZF_ASSIGN(const shop::Order order, orderOf(database, refund));
        if (*to == RefundStage::succeeded)
            ZF_TRY(bookSuccess(database, refund, order,
                order.purpose == shop::Purpose::topup ? AccountPath::userHeld(order.user)
                                                      : AccountPath::sales(),
                order.purpose == shop::Purpose::topup ? refund.heldAmount : refund.amount,
                change.takings.value_or(refund.takings), nowUtcMs));
        else if (refund.held)
            ZF_TRY(release(database, refund, order, nowUtcMs));
        ZF_TRY(updateOrder(database, order,
            QStringLiteral("refund %1 of %2 %3")
                .arg(refund.number.toString(), refund.amount.toDisplay(), toText(*to)),
            nowUtcMs));
    }
    return findById(database, refund.id);
}

Status note(storage::Database& database, const RefundRow& refund, const QString& event,
    const RefundChange& change, qint64 nowUtcMs)
{
    ZF_TRY(database.execute("UPDATE refunds SET next_attempt_at = :next, note = :note WHERE id = :id",
        {{":next", orNull(change.nextAttemptAtUtcMs)}, {":note", change.note}, {":id", refund.id.value()}}));
    return append(database, refund, event, refund.stage, change, nowUtcMs);
}

Status recordRequest(storage::Database& database, RefundId id, const QByteArray& bytes)
{
    return database
        .execute("UPDATE refunds SET request = :request, attempts = attempts + 1 WHERE id = :id",
            {{":request", bytes}, {":id", id.value()}})
        .map([](qint64) {});
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

namespace
{

Result<Applied> quarantine(
    storage::Database& database, const wechatpay::Refund& told, const QString& why, qint64 nowUtcMs)
{
    const QString text =
        QStringLiteral("What WeChat says about refund %1 of order %2 does not fit our books: %3.")
            .arg(told.outRefundNo.left(64), told.outTradeNo.left(40), why);
    ZF_TRY(shop::raiseTask(database, QStringLiteral("refund:") + told.outRefundNo.left(64),
        QStringLiteral("refund_mismatch"), text, nowUtcMs));
    return Applied{Outcome::quarantined, text};
}

std::optional<RefundEvent> eventOf(wechatpay::RefundState state)
{
    switch (state) {
    case wechatpay::RefundState::processing:
        return RefundEvent::accepted;
    case wechatpay::RefundState::success:
        return RefundEvent::succeeded;
    case wechatpay::RefundState::closed:
        return RefundEvent::closed;
    case wechatpay::RefundState::abnormal:
        return RefundEvent::abnormal;
    case wechatpay::RefundState::unknown:
        break;
    }
    return std::nullopt;
}

/// By WeChat's figures, or, where it has none, by the refund's share.
Result<Takings> takingsTold(const wechatpay::Refund& told, const shop::Order& order, const GoneBefore& before)
{
    return told.settledIsTold ? takingsOf(order, told, before) : expectedTakings(order, told.refund, before);
}

/// What a refund made elsewhere is about to take back waits from the first word of it on.
Status holdForHint(storage::Database& database, const wechatpay::Refund& told, const shop::Order& order,
    qint64 askAtUtcMs, qint64 nowUtcMs)
{
    ZF_ASSIGN(const QStringList before, refundHints(database, order.number));
    Money wanted;
    if (order.purpose == shop::Purpose::topup && !before.contains(told.outRefundNo)) {
        ZF_ASSIGN(const Refunded sum, refundedOf(database, order.id));
        ZF_ASSIGN(const Money left, order.credited.minus(sum.before.held));
        ZF_ASSIGN(const Money free, left.minus(order.doubt));
        ZF_ASSIGN(const Money takes, takenBack(order, told.refund, sum.before));
        wanted = std::min(takes, free);
    }
    ZF_TRY(rememberRefundHint(database, told.outRefundNo, order.number.toString(), nowUtcMs));
    return holdInDoubt(database, order, wanted, askAtUtcMs, nowUtcMs);
}

/// A refund that somebody made in WeChat's merchant platform: its money is gone whether we knew of it or not.
Result<Applied> bookForeign(storage::Database& database, const wechatpay::Refund& told,
    const shop::Order& order, const QString& source, qint64 nowUtcMs)
{
    if (told.state.value != wechatpay::RefundState::success) {
        if (told.state.value != wechatpay::RefundState::closed) {
            // WeChat is asked by its number, should the word of its end be lost.
            ZF_TRY(holdForHint(database, told, order, nowUtcMs + kLookAgainMs, nowUtcMs));
        }
        return Applied{Outcome::kept, QStringLiteral("a refund made elsewhere, not yet done")};
    }
    const auto number = OutRefundNo::parse(told.outRefundNo);
    if (!number)
        return quarantine(database, told, QStringLiteral("its number cannot be ours"), nowUtcMs);
    ZF_ASSIGN(const Refunded sum, refundedOf(database, order.id));
    ZF_ASSIGN(const Money all, sum.before.amount.plus(told.refund));
    if (all > order.amount)
        return quarantine(database, told,
            QStringLiteral("together with ours it is %1, the order %2")
                .arg(all.toDisplay(), order.amount.toDisplay()),
            nowUtcMs);
    const auto takings = takingsTold(told, order, sum.before);
    if (!takings)
        return quarantine(database, told, takings.error().message, nowUtcMs);
    const bool isTopUp = order.purpose == shop::Purpose::topup;
    Money given = told.refund;
    if (isTopUp) {
        ZF_ASSIGN(given, takenBack(order, told.refund, sum.before));
    }
    ZF_ASSIGN(
        const RefundRow refund, insertRow(database, order, told.refund, QStringLiteral("made elsewhere"),
                                    *number, isTopUp ? given : Money::zero(), nowUtcMs));
    ZF_TRY(database.execute(
        "UPDATE refunds SET state = 'succeeded', refund_id = :wechat, next_attempt_at = NULL, "
        "finished_at = :now WHERE id = :id",
        {{":wechat", told.refundId}, {":now", nowUtcMs}, {":id", refund.id.value()}}));
    ZF_TRY(append(database, refund, QStringLiteral("made_elsewhere"), RefundStage::succeeded,
        {QStringLiteral("system"), source, {}, {}, {}}, nowUtcMs));
    ZF_TRY(forgetRefundHint(database, told.outRefundNo));
    AccountPath from = AccountPath::sales();
    QString where = QStringLiteral("booked against sales");
    shop::Order left = order;
    if (isTopUp && order.doubt.isPositive() && order.doubt >= given) {
        // What waited until its refunds were known.
        from = AccountPath::userHeld(order.user);
        where = QStringLiteral("taken from what had waited of user %1's balance").arg(order.user.toString());
        ZF_ASSIGN(left.doubt, order.doubt.minus(given));
        ZF_TRY(shop::recordDoubt(database, order.id, left.doubt, nowUtcMs));
    } else if (isTopUp) {
        ZF_ASSIGN(const Money available, ledger::balance(database, AccountPath::userAvailable(order.user)));
        const bool enough = available >= given;
        from = enough ? AccountPath::userAvailable(order.user) : AccountPath::suspense();
        where = enough ? QStringLiteral("taken back from user %1's balance").arg(order.user.toString())
                       : QStringLiteral(
                             "user %1 has only %2 left; it waits in suspense:reconciliation until someone "
                             "decides who bears it")
                             .arg(order.user.toString(), available.toDisplay());
    }
    ZF_TRY(bookSuccess(database, refund, order, from, given, *takings, nowUtcMs));
    ZF_TRY(updateOrder(
        database, left, QStringLiteral("refund %1 made elsewhere").arg(told.outRefundNo), nowUtcMs));
    ZF_TRY(shop::raiseTask(database, QStringLiteral("refund:") + told.outRefundNo,
        QStringLiteral("refund_elsewhere"),
        QStringLiteral("Order %1 was refunded %2 outside Zhangfang: %3.")
            .arg(order.number.toString(), told.refund.toDisplay(), where),
        nowUtcMs));
    return Applied{Outcome::applied, {}};
}

/// It is done, and what of it leaves the shop's money is not said: the answer to its number says.
Result<Applied> askWhatSettles(storage::Database& database, const wechatpay::Refund& told,
    const shop::Order& order, const std::optional<RefundRow>& ours, qint64 nowUtcMs)
{
    if (ours) {
        ZF_TRY(database.execute("UPDATE refunds SET next_attempt_at = :now WHERE id = :id "
                                "AND state IN ('unclear', 'processing', 'abnormal')",
            {{":now", nowUtcMs}, {":id", ours->id.value()}}));
    } else {
        ZF_TRY(holdForHint(database, told, order, nowUtcMs, nowUtcMs));
    }
    return Applied{Outcome::kept, QStringLiteral("coupons are concerned: asked by its number what settles")};
}

QString mismatch(const wechatpay::Refund& told, const shop::Order& order, const Expected& expected)
{
    if (!told.mchid.isEmpty() && told.mchid != expected.mchid)
        return QStringLiteral("it names merchant %1").arg(told.mchid.left(40));
    if (told.transactionId != order.transactionId)
        return QStringLiteral("it names payment %1, ours is %2")
            .arg(told.transactionId.left(40), order.transactionId);
    if (told.total != order.amount)
        return QStringLiteral("its order is %1, ours %2")
            .arg(told.total.toDisplay(), order.amount.toDisplay());
    return {};
}

} // namespace

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

/// An order can be in doubt more than once; each movement has a key of its own.
static Result<QString> doubtKey(storage::Database& database, const char* what, const shop::Order& order)
{
    ZF_ASSIGN(auto rows, database.query("SELECT transfer_id FROM ledger_head WHERE id = 1"));
    return QStringLiteral("%1:%2:%3")
        .arg(QString::fromLatin1(what), order.number.toString())
        .arg(rows.next() ? rows.number(0) : 0);
}

Status holdInDoubt(
    storage::Database& database, const shop::Order& order, Money wanted, qint64 askAtUtcMs, qint64 nowUtcMs)
{
    Money doubt = order.doubt;
    if (order.purpose == shop::Purpose::topup && wanted.isPositive()) {
        const auto from = AccountPath::userAvailable(order.user);
        ZF_ASSIGN(const Money available, ledger::balance(database, from));
        if (const Money held = std::min(available, wanted); held.isPositive()) {
            ZF_ASSIGN(const QString key, doubtKey(database, "refund-doubt", order));
            ZF_TRY(ledger::post(database,
                ledger::simpleTransfer(key, QStringLiteral("hold"), order.number.toString(), nowUtcMs, from,
                    AccountPath::userHeld(order.user), held),
                nowUtcMs));
            ZF_ASSIGN(doubt, doubt.plus(held));
        }
    }
    return shop::recordDoubt(database, order.id, doubt, askAtUtcMs);
}

Status endDoubt(storage::Database& database, const shop::Order& order, const QString& how, qint64 nowUtcMs)
{
    if (order.doubt.isPositive()) {
        ZF_ASSIGN(const QString key, doubtKey(database, "refund-doubt-release", order));
        ZF_TRY(ledger::post(database,
            ledger::simpleTransfer(key, QStringLiteral("release"), order.number.toString(), nowUtcMs,
                AccountPath::userHeld(order.user), AccountPath::userAvailable(order.user), order.doubt),
            nowUtcMs));
    }
    ZF_TRY(shop::recordDoubt(database, order.id, {}, std::nullopt));
    shop::Order known = order;
    known.doubt = Money::zero();
    ZF_TRY(shop::settleTask(database, QStringLiteral("order:") + order.number.toString(),
        QStringLiteral("refund_unknown"), nowUtcMs));
    return updateOrder(database, known, how, nowUtcMs);
}

Result<Applied> applyRefund(storage::Database& database, const wechatpay::Refund& told,
    const Expected& expected, const QString& source, qint64 nextQueryAtUtcMs, qint64 nowUtcMs, Heard heard)
{
    auto order = shop::findOrder(database, told.outTradeNo);
    if (!order && order.error().code == QLatin1String("no_such_order"))
        return quarantine(database, told, QStringLiteral("we have no such order"), nowUtcMs);
    ZF_TRY(order);
    if (order->transactionId.isEmpty() && (told.mchid.isEmpty() || told.mchid == expected.mchid)) {
        // Its payment was not heard of: the refund waits for it, and WeChat is asked at once.
        if (told.state.value != wechatpay::RefundState::closed)
            ZF_TRY(rememberRefundHint(database, told.outRefundNo, told.outTradeNo, nowUtcMs));
        ZF_TRY(shop::askAt(database, order->id, nowUtcMs));
        return Applied{Outcome::kept, QStringLiteral("it waits for its payment")};
    }
    if (const QString why = mismatch(told, *order, expected); !why.isEmpty())
        return quarantine(database, told, why, nowUtcMs);
    ZF_ASSIGN(const auto found, findRefund(database, told.outRefundNo));
    const bool withCoupons = order->settles < order->amount || order->prefunded.isPositive();
    if (heard == Heard::notification && withCoupons && !told.settledIsTold &&
        told.state.value == wechatpay::RefundState::success && !(found && isFinal(found->stage)))
        return askWhatSettles(database, told, *order, found, nowUtcMs);
    if (!found)
        return bookForeign(database, told, *order, source, nowUtcMs);
    RefundRow refund = *found;
    if (refund.orderId != order->id || refund.amount != told.refund)
        return quarantine(database, told,
            QStringLiteral("it is about %1, ours about %2")
                .arg(told.refund.toDisplay(), refund.amount.toDisplay()),
            nowUtcMs);
    const auto event = eventOf(told.state.value);
    const QString evidence = QStringLiteral("%1: %2 %3 %4")
                                 .arg(source, told.state.text, told.refundId, told.receivedAccount)
                                 .trimmed();
    if (isFinal(refund.stage)) {
        const auto said = event ? next(RefundStage::processing, *event) : std::nullopt;
        if (said && isFinal(*said) && *said != refund.stage)
            return quarantine(database, told,
                QStringLiteral("it says %1, ours is %2").arg(told.state.text, toText(refund.stage)),
                nowUtcMs);
        return Applied{Outcome::unchanged, {}};
    }
    if (refund.request.isEmpty())
        return quarantine(database, told, QStringLiteral("we never sent it"), nowUtcMs);
    ZF_TRY(database.execute("UPDATE refunds SET refund_id = :wechat WHERE id = :id",
        {{":wechat", told.refundId}, {":id", refund.id.value()}}));
    // `requested` with bytes means an earlier "not taken"; WeChat knowing it now is news.
    if (refund.stage == RefundStage::requested) {
        ZF_ASSIGN(refund,
            apply(database, refund, RefundEvent::dispatchStored,
                {QStringLiteral("system"), QStringLiteral("WeChat knows this number"), {}, {}}, nowUtcMs));
    }
    if (!event)
        return unknownState(database, refund,
            {QStringLiteral("system"), evidence, nextQueryAtUtcMs, told.state.text.left(80)}, nowUtcMs);
    ZF_TRY(endDoubt(database, refund, nowUtcMs));
    if (!next(refund.stage, *event)) {
        ZF_TRY(database.execute("UPDATE refunds SET next_attempt_at = :next WHERE id = :id",
            {{":next", nextQueryAtUtcMs}, {":id", refund.id.value()}}));
        return Applied{Outcome::unchanged, {}};
    }
    if (!told.doubt.isEmpty())
        ZF_TRY(shop::raiseTask(database, QStringLiteral("refund:") + told.outRefundNo,
            QStringLiteral("refund_doubtful"),
            QStringLiteral("Refund %1 was booked by the cautious reading of what WeChat says: %2.")
                .arg(told.outRefundNo, told.doubt.left(300)),
            nowUtcMs));
    if (*event == RefundEvent::abnormal)
        ZF_TRY(shop::raiseTask(database, QStringLiteral("refund:") + told.outRefundNo,
            QStringLiteral("refund_abnormal"),
            QStringLiteral(
                "WeChat cannot give %1 of order %2 back to where it came from: send it to a bank card "
                "(order refund-redirect), or settle it with the customer.")
                .arg(refund.amount.toDisplay(), order->number.toString()),
            nowUtcMs));
    RefundChange change{QStringLiteral("system"), evidence, nextQueryAtUtcMs, told.state.text, {}};
    if (*event == RefundEvent::succeeded) {
        ZF_ASSIGN(const Refunded sum, refundedOf(database, order->id));
        const auto takings = takingsTold(told, *order, sum.before);
        if (!takings)
            return quarantine(database, told, takings.error().message, nowUtcMs);
        change.takings = *takings;
    }
    ZF_TRY(apply(database, refund, *event, change, nowUtcMs));
    return Applied{Outcome::applied, {}};
}

} // namespace zhangfang::payments
