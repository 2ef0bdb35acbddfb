#include "payments/refund_search.h"

#include "access/operators.h"
#include "base/calendar.h"
#include "base/plain_text.h"
#include "payments/order_doubt.h"
#include "payments/refund_told.h"
#include "shop/tasks.h"
#include "wechatpay/bills/fetch.h"

namespace zhangfang::payments
{

namespace
{

constexpr int kPage = 20;
/// While not all is known; a bill comes once a day.
constexpr qint64 kLookAgainMs = 30LL * 60 * 1000;
constexpr qint64 kAfterNoAnswerMs = 2LL * 60 * 1000;
/// Facts page, "Bills": three months back; a refund that nobody missed for a month is a matter for
/// reconciliation.
constexpr int kBillsBack = 30;

} // namespace

Result<int> RefundSearch::runDue()
{
    ZF_ASSIGN(const auto due, readers_.read<std::vector<shop::Order>>([&](storage::Database& database) {
        return shop::ordersInDoubt(database, clock_.nowUtcMs(), kPage);
    }));
    for (const shop::Order& order : due) {
        // Moved on first: one that cannot be looked up must not keep the others waiting.
        ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const shop::Order current, shop::findOrder(database, order.id));
            ZF_TRY(
                shop::recordDoubt(database, current.id, current.doubt, clock_.nowUtcMs() + kAfterNoAnswerMs));
            return 0;
        }));
        const Status looked = look(order);
        if (!looked && looked.error().kind == base::ErrorKind::damaged)
            ZF_TRY(looked);
    }
    return static_cast<int>(due.size());
}

Status RefundSearch::look(const shop::Order& order)
{
    ZF_ASSIGN(const QStringList hints, readers_.read<QStringList>([&](storage::Database& database) {
        return refundHints(database, order.number);
    }));
    // One number or one source that gives no answer keeps none of the others, and no person, waiting.
    bool isWhole = true;
    const auto book = [&](const QString& number) -> Status {
        const auto isDone = bookByNumber(order, number);
        if (!isDone && isDone.error().kind == base::ErrorKind::damaged)
            return base::fail(isDone.error());
        isWhole = isWhole && isDone.value_or(false);
        return {};
    };
    for (const QString& number : hints)
        ZF_TRY(book(number));
    ZF_ASSIGN(const bool isNothing, nothingIsLeft(order));
    if (isNothing)
        return conclude(order, Known::nothing);
    const auto found = numbersOf(order);
    isWhole = isWhole && found && found->isWhole;
    if (found) {
        for (const QString& number : found->numbers) {
            if (!hints.contains(number))
                ZF_TRY(book(number));
        }
    }
    return conclude(order, isWhole ? Known::all : Known::some);
}

/// The numbers that were heard of have come to nothing, and WeChat does not call the order refunded.
Result<bool> RefundSearch::nothingIsLeft(const shop::Order& order)
{
    ZF_ASSIGN(const bool mayBe, readers_.read<bool>([&](storage::Database& database) -> Result<bool> {
        ZF_ASSIGN(const QStringList hints, refundHints(database, order.number));
        ZF_ASSIGN(const Refunded sum, refundedOf(database, order.id));
        return hints.isEmpty() && sum.before.amount.isZero();
    }));
    wechatpay::Cashier* const cashier = clients_.cashier(generationOf(order));
    if (!mayBe || !cashier)
        return false;
    const auto told = cashier->queryOrder(order.number, order.appid);
    return told && told->outTradeNo == order.number.toString() &&
           told->transactionId == order.transactionId && told->state.value == wechatpay::TradeState::success;
}

Result<RefundSearch::Found> RefundSearch::numbersOf(const shop::Order& order)
{
    if (!clients_.v2)
        return byBills(order);
    Found found;
    const auto listed = clients_.v2->queryRefundsOf(order.number, order.appid);
    if (!listed && !listed.error().isNotFound())
        return base::fail(listed.error().asError());
    if (listed) {
        found.isWhole = listed->isWhole;
        for (const auto& refund : listed->refunds)
            found.numbers << refund.outRefundNo;
    }
    return found;
}

/// Whole once the bill of every day up to yesterday was read and the doubt is not of today.
Result<RefundSearch::Found> RefundSearch::byBills(const shop::Order& order)
{
    Found found;
    bool areBillsWhole = true;
    const qint64 now = clock_.nowUtcMs();
    QDate last = base::businessDay(now).addDays(-1);
    if (wechatpay::bills::billReadyAtUtcMs(last) > now)
        last = last.addDays(-1);
    const QDate paid = base::businessDay(order.paidAtUtcMs);
    for (QDate day = std::max(paid, last.addDays(1 - kBillsBack)); day <= last; day = day.addDays(1)) {
        ZF_ASSIGN(const auto summary,
            wechatpay::bills::fetchTradeBill(clients_, generationOf(order), day, wechatpay::TradeBill::refund,
                [&](const wechatpay::bills::TradeRow& row) {
                    if (row.transactionId == order.transactionId && !row.outRefundNo.isEmpty() &&
                        !found.numbers.contains(row.outRefundNo))
                        found.numbers << row.outRefundNo;
                    return Status();
                }));
        // Nothing of that day is an answer too; a row that could not be read may have been one of these.
        areBillsWhole = areBillsWhole && (!summary || summary->isWhole());
    }
    ZF_ASSIGN(const qint64 since, readers_.read<qint64>([&](storage::Database& database) -> Result<qint64> {
        ZF_ASSIGN(auto rows, database.query("SELECT MAX(at) FROM order_events WHERE order_id = :id "
                                            "AND event IN ('paid', 'refunding')",
                                 {{":id", order.id}}));
        return rows.next() ? rows.number(0) : clock_.nowUtcMs();
    }));
    found.isWhole = areBillsWhole && !found.numbers.isEmpty() && paid >= last.addDays(1 - kBillsBack) &&
                    base::businessDay(since) <= last;
    return found;
}

/// Answers whether the refund has come to an end.
Result<bool> RefundSearch::bookByNumber(const shop::Order& order, const QString& number)
{
    const auto parsed = OutRefundNo::parse(number);
    wechatpay::Cashier* const cashier = clients_.cashier(generationOf(order));
    if (!parsed || !cashier)
        return false;
    const auto told = cashier->queryRefund(*parsed, order.appid);
    if (!told && told.error().isNotFound()) {
        ZF_ASSIGN(const bool isForgotten, forgetWhatWasTyped(order, number));
        if (isForgotten)
            return true;
    }
    if (!told)
        return base::fail(told.error().asError());
    if (told->outRefundNo != number)
        return false;
    const qint64 now = clock_.nowUtcMs();
    return writer_.runNow<bool>([&](storage::Database& database) -> Result<bool> {
        ZF_ASSIGN(const Applied applied, applyRefund(database, *told, expectedFrom(settings_),
                                             wechatpay::toldBy("query", cashier->lastRequestId()),
                                             now + settings_.number("payouts.poll_ms"), now));
        if (applied.outcome == Outcome::quarantined)
            return false;
        ZF_ASSIGN(const auto row, findRefund(database, number));
        const bool isClosed = told->state.value == wechatpay::RefundState::closed;
        if (isClosed || (row && isFinal(row->stage)))
            ZF_TRY(forgetRefundHint(database, number));
        return isClosed || (row && isFinal(row->stage));
    });
}

/// A number that a person named and WeChat does not know was not read right. One that WeChat told is kept.
Result<bool> RefundSearch::forgetWhatWasTyped(const shop::Order& order, const QString& number)
{
    return writer_.runNow<bool>([&](storage::Database& database) -> Result<bool> {
        ZF_ASSIGN(auto rows,
            database.query("DELETE FROM refund_hints WHERE out_refund_no = :refund AND named_by <> '' "
                           "RETURNING named_by",
                {{":refund", number}}));
        if (!rows.next())
            return false;
        ZF_TRY(
            shop::raiseTask(database, QStringLiteral("refund:") + number, QStringLiteral("refund_not_found"),
                QStringLiteral("WeChat knows no refund %1, which %2 named for order %3: look at the number "
                               "again.")
                    .arg(number, rows.text(0), order.number.toString()),
                clock_.nowUtcMs()));
        return true;
    });
}

Status RefundSearch::conclude(const shop::Order& order, Known known)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = clock_.nowUtcMs();
            ZF_ASSIGN(const shop::Order current, shop::findOrder(database, order.id));
            ZF_ASSIGN(const Refunded sum, refundedOf(database, order.id));
            ZF_ASSIGN(const QStringList hints, refundHints(database, order.number));
            // Heard of while it was being looked for: that has to be looked for too.
            if (known != Known::some && !hints.isEmpty() && sum.done < current.amount) {
                ZF_TRY(shop::recordDoubt(database, current.id, current.doubt, now));
                return 0;
            }
            // Where WeChat calls it refunded, a list without any refund cannot be whole.
            if (known == Known::nothing || (known == Known::all && sum.before.amount.isPositive()) ||
                sum.done >= current.amount) {
                ZF_TRY(endDoubt(database, current,
                    known == Known::nothing ? QStringLiteral("WeChat does not call it refunded")
                                            : QStringLiteral("its refunds are known"),
                    now));
                return 0;
            }
            if (current.doubt.isPositive() || !hints.isEmpty() || current.refunding.isPositive())
                ZF_TRY(shop::raiseTask(database, QStringLiteral("order:") + order.number.toString(),
                    QStringLiteral("refund_unknown"),
                    QStringLiteral(
                        "Order %1 was refunded elsewhere by WeChat's word, and not all of its refunds are "
                        "known: %2 of user %3's balance wait. Name the refund (order refund-adopt), or say "
                        "that there are no more "
                        "(order refunds-known).")
                        .arg(order.number.toString(), current.doubt.toDisplay(), current.user.toString()),
                    now));
            const bool goesOn =
                current.doubt.isPositive() || now - current.paidAtUtcMs < kBillsBack * base::kDayMs;
            ZF_TRY(shop::recordDoubt(database, current.id, current.doubt,
                goesOn ? std::optional(now + kLookAgainMs) : std::nullopt));
            return 0;
        })
        .map([](int) {});
}

Status adoptRefund(storage::Database& database, const QString& orderNumber, const QString& outRefundNo,
    const QString& actor, qint64 nowUtcMs)
{
    ZF_ASSIGN(const OutRefundNo number, OutRefundNo::parse(outRefundNo));
    ZF_ASSIGN(const shop::Order order, shop::findOrder(database, orderNumber));
    if (order.transactionId.isEmpty())
        return base::refused("wrong_state", QStringLiteral("Order %1 is %2: nothing of it can be refunded.")
                                                .arg(orderNumber, shop::toText(order.state)));
    ZF_TRY(rememberRefundHint(database, number.toString(), orderNumber, nowUtcMs, actor));
    return shop::recordDoubt(database, order.id, order.doubt, nowUtcMs);
}

Result<Money> refundsAreKnown(storage::Database& database, const QString& orderNumber, const QString& reason,
    const QString& actor, qint64 nowUtcMs)
{
    if (!base::isSentence(reason, 200))
        return base::invalid(
            "invalid_reason", QStringLiteral("The reason must have 1 to 200 characters, and no line ends."));
    ZF_ASSIGN(const shop::Order order, shop::findOrder(database, orderNumber));
    ZF_ASSIGN(const QStringList hints, refundHints(database, order.number));
    if (!order.doubt.isPositive() && hints.isEmpty() && !order.refunding.isPositive())
        return base::refused(
            "wrong_state", QStringLiteral("Nothing of order %1 waits for its refunds.").arg(orderNumber));
    for (const QString& number : hints) // they are not asked about any more
        ZF_TRY(forgetRefundHint(database, number));
    ZF_ASSIGN(const auto because, access::becauseOfNextEntry(database));
    ZF_TRY(endDoubt(database, order, QStringLiteral("%1: %2").arg(actor, reason), nowUtcMs));
    return order.doubt;
}

} // namespace zhangfang::payments
