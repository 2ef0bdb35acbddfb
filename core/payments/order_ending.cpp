#include "payments/order_desk.h"
#include "recovery/standing.h"
#include "shop/tasks.h"
#include "wechatpay/limits.h"

#include <iterator>

/// How an order comes to its end: closed, reversed, or asked about until WeChat says what became of it.
namespace zhangfang::payments
{

using wechatpay::Channel;
using wechatpay::Disposition;
using wechatpay::Generation;

namespace
{

constexpr int kPollPage = 20;
/// How long to wait before the next question, growing from half a minute to half an hour.
qint64 queryDelayMs(int queries)
{
    return std::min<qint64>(30'000LL << std::min(queries, 6), 1'800'000);
}

/// Paid at WeChat and set aside here: asked about again after this.
constexpr qint64 kPaidElsewhereAgainMs = 30LL * 60 * 1000;
constexpr qint64 kReverseExpiredAgainMs = 6LL * 3600 * 1000;
/// API v2's documents of closeorder: five minutes after the order was opened at the earliest.
constexpr qint64 kV2CloseNotBeforeMs = 5LL * 60 * 1000;
/// A payment by code that was not there to be reversed is asked about so long after it was closed.
constexpr qint64 kAskAfterClosing[] = {60'000, 300'000, 1'800'000, 7'200'000, 86'400'000};

/// A question about a closed order that got no answer: again after this, and after that once a person knows.
constexpr qint64 kClosedAgainMs = 10LL * 60 * 1000;
constexpr qint64 kOverdueAgainMs = 6LL * 3600 * 1000;
/// So long after it has run out an order whose fate is not known is a task for a person.
constexpr qint64 kStuckMs = 30LL * 60 * 1000;

/// When a pending order is asked about next: not past its end, and ever more rarely after it.
qint64 nextQuery(const shop::Order& order, qint64 nowUtcMs)
{
    const qint64 wanted = nowUtcMs + queryDelayMs(order.queries);
    return order.expiresAtUtcMs <= nowUtcMs ? std::max(wanted, nowUtcMs + 60'000)
                                            : std::min(wanted, order.expiresAtUtcMs);
}

/// WeChat no longer reverses it, ever.
bool isTooLate(const wechatpay::ApiError& error)
{
    return error.disposition == Disposition::refused && error.code == QLatin1String("REVERSE_EXPIRE");
}

/// When an order that was closed at `closedAtUtcMs` is asked about next; nothing: it was asked often enough.
std::optional<qint64> afterClosing(qint64 closedAtUtcMs, qint64 nowUtcMs)
{
    for (const qint64 after : kAskAfterClosing) {
        if (closedAtUtcMs + after > nowUtcMs + 1000)
            return closedAtUtcMs + after;
    }
    return std::nullopt;
}

/// The last question after closing has got no answer for so long that a person has to look.
bool isOverdue(qint64 closedAtUtcMs, qint64 nowUtcMs)
{
    return nowUtcMs - closedAtUtcMs >= *std::rbegin(kAskAfterClosing) + kStuckMs;
}

/// A question about a closed order that went wrong is asked again so soon; slowly once a person was told.
qint64 retryAfterClosing(qint64 closedAtUtcMs, qint64 nowUtcMs)
{
    return nowUtcMs + (isOverdue(closedAtUtcMs, nowUtcMs) ? kOverdueAgainMs : kClosedAgainMs);
}

} // namespace

Status OrderDesk::closeHere(
    const shop::Order& order, const QString& why, std::optional<qint64> askAgainAtUtcMs)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            // Read again: a notification may have come in between.
            ZF_ASSIGN(const shop::Order current, shop::findOrder(database, order.number.toString()));
            if (!shop::next(current.payment, shop::PaymentEvent::closed))
                return 0;
            ZF_TRY(shop::applyClosed(database, current, why, clock_.nowUtcMs()));
            for (const char* over : {"order_unclear", "reverse_expired"})
                ZF_TRY(shop::settleTask(database, QStringLiteral("order:") + order.number.toString(),
                    QString::fromLatin1(over), clock_.nowUtcMs()));
            if (askAgainAtUtcMs)
                ZF_TRY(shop::askAt(database, current.id, *askAgainAtUtcMs));
            return 0;
        })
        .map([](int) {});
}

Status OrderDesk::tellOfReversed(const shop::Order& order, const QString& why, const QString& words)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(shop::raiseTask(database, QStringLiteral("order:") + order.number.toString(),
                QStringLiteral("paid_and_reversed"),
                QStringLiteral(
                    "Order %1 was booked as paid by %2, and a reversal of it went to WeChat Pay (%3): %4 "
                    "went "
                    "back to the customer, or may yet. WeChat Pay says of it now: %5. Ask to be paid again "
                    "before it is handed over; the books still count it as paid.")
                    .arg(order.number.toString(), order.transactionId, why, order.amount.toDisplay(),
                        words.left(200)),
                clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status OrderDesk::recordReversal(const shop::Order& order, const QString& why)
{
    ZF_ASSIGN(const shop::Order before,
        writer_.runNow<shop::Order>([&](storage::Database& database) -> Result<shop::Order> {
            ZF_ASSIGN(shop::Order current, shop::findOrder(database, order.id));
            if (shop::next(current.payment, shop::PaymentEvent::closed))
                ZF_TRY(shop::applyClosed(database, current, why, clock_.nowUtcMs()));
            else
                ZF_TRY(shop::note(database, current, why, clock_.nowUtcMs()));
            return current;
        }));
    if (before.transactionId.isEmpty())
        return {};
    // Told before WeChat is asked: a person hears of it even where no answer comes.
    ZF_TRY(tellOfReversed(before, why, QStringLiteral("it has not answered yet")));
    const auto asked = ask(order.number.toString());
    ZF_TRY(tellOfReversed(before, why,
        !asked           ? asked.error().message
        : asked->isKnown ? asked->words
                         : QStringLiteral("it does not know the number")));
    return base::refused("paid_and_reversed",
        QStringLiteral("Order %1 was paid, and its reversal was sent at the same moment: the money goes back "
                       "to the customer.")
            .arg(order.number.toString()));
}

Status OrderDesk::askAt(const shop::Order& order, qint64 atUtcMs)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(shop::askAt(database, order.id, atUtcMs));
            return 0;
        })
        .map([](int) {});
}

Result<shop::Order> OrderDesk::close(const QString& number)
{
    ZF_ASSIGN(const shop::Order order, find(number));
    if (order.payment == shop::Payment::pending && order.opening == shop::Opening::nothing) {
        ZF_TRY(closeHere(order, QStringLiteral("WeChat Pay never took it")));
        return find(number);
    }
    ZF_ASSIGN(const Asked asked, ask(number));
    return end(asked);
}

Result<shop::Order> OrderDesk::pastReversal(const shop::Order& order, const QString& words)
{
    const QString number = order.number.toString();
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        const qint64 now = clock_.nowUtcMs();
        if (!order.isPastReversal) {
            ZF_TRY(shop::recordPastReversal(database, order.id));
            ZF_TRY(shop::raiseTask(database, QStringLiteral("order:") + number,
                QStringLiteral("reverse_expired"),
                QStringLiteral(
                    "Order %1 can no longer be reversed (%2). Should it turn out to be paid, give the money "
                    "back with a refund.")
                    .arg(number, words),
                now));
        }
        ZF_TRY(shop::askAt(database, order.id, now + kReverseExpiredAgainMs));
        return 0;
    }));
    return base::refused("reverse_expired",
        QStringLiteral("Order %1 can no longer be reversed; refund it if it was paid.").arg(number));
}

Result<shop::Order> OrderDesk::end(const Asked& asked)
{
    const shop::Order& order = asked.order;
    const QString number = order.number.toString();
    const qint64 now = clock_.nowUtcMs();
    if (order.payment == shop::Payment::closed)
        return order;
    if (!shop::next(order.payment, shop::PaymentEvent::closed))
        return base::refused("wrong_state",
            QStringLiteral("Order %1 is %2 and cannot be closed.").arg(number, shop::toText(order.state)));
    // Paid there and set aside here: whatever the reason, the customer's money is with the shop.
    if (asked.state == wechatpay::TradeState::success || asked.state == wechatpay::TradeState::refund) {
        ZF_TRY(askAt(order, now + kPaidElsewhereAgainMs));
        return base::refused("paid_at_wechat",
            QStringLiteral(
                "WeChat Pay says that order %1 was paid; what does not fit about it is a task, and until "
                "that is settled it is neither closed nor reversed.")
                .arg(number));
    }
    ZF_TRY(readers_.read<int>([&](storage::Database& database) -> Result<int> {
        ZF_TRY(recovery::mayActOn(database, order.createdAtUtcMs));
        return 0;
    }));
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    // A payment by code is reversed: whatever becomes of it at the bank, the customer gets it back.
    const bool counter = wechatpay::parseChannel(order.channel) == Channel::code;
    // Only API v2 asks for patience: fifteen seconds before a reversal, five minutes before an order is
    // closed.
    const bool v2 = cashier->generation() == Generation::v2;
    const qint64 notBefore =
        v2 ? order.sentAtUtcMs + (counter ? wechatpay::kReverseNotBeforeMs : kV2CloseNotBeforeMs) : 0;
    if (counter && order.isPastReversal) {
        // Told once: from then on it is only asked about, for as long as anybody can pay it.
        const bool isOver = !asked.isKnown || now - order.expiresAtUtcMs > wechatpay::kOrderLivesMs;
        if (!isOver)
            return pastReversal(order, {});
        ZF_TRY(closeHere(order, QStringLiteral("it could no longer be reversed, and nobody paid it"),
            now + kAskAfterClosing[0]));
        return find(number);
    }
    if (now < notBefore) {
        ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(shop::expireBy(database, order.id, notBefore));
            return 0;
        }));
        return base::unavailable("too_early",
            QStringLiteral(
                "WeChat Pay does not let order %1 be ended yet; it is done by itself in %2 seconds.")
                .arg(number)
                .arg((notBefore - now + 999) / 1000));
    }
    if (counter) {
        // Another process may have booked it since WeChat was asked.
        ZF_ASSIGN(const shop::Order current, find(number));
        if (current.payment != shop::Payment::pending)
            return current;
    }
    const auto ended = counter ? cashier->reverseOrder(order.number, order.appid)
                               : cashier->closeOrder(order.number, order.appid);
    const bool nothingThere = !ended && ended.error().isNotFound();
    const bool isDone = ended || ended.error().disposition == Disposition::done;
    if (counter && isDone) {
        ZF_TRY(recordReversal(order, QString(kReversed)));
        return find(number);
    }
    if (isDone || nothingThere) {
        const QString why = QStringLiteral("closed by the shop");
        // No notification comes of a code: what was not there when it was to be reversed may surface yet.
        const bool mayCome = counter && nothingThere;
        ZF_TRY(closeHere(order,
            mayCome ? QStringLiteral("nothing was there to reverse; it is asked about again") : why,
            mayCome ? std::optional(now + kAskAfterClosing[0]) : std::nullopt));
        return find(number);
    }
    if (counter && isTooLate(ended.error()))
        return pastReversal(order, ended.error().describe());
    if (counter && ended.error().disposition == Disposition::unclear) {
        // Nobody asks about an order that is paid: what is to be known of its reversal is asked for now.
        ZF_ASSIGN(const shop::Order current, find(number));
        if (!current.transactionId.isEmpty())
            ZF_TRY(recordReversal(
                order, kReversalSent + QStringLiteral(": ") + ended.error().describe().left(200)));
    }
    return base::fail(ended.error().asError());
}

Status OrderDesk::handleDue(const shop::Order& order)
{
    const QString number = order.number.toString();
    const qint64 now = clock_.nowUtcMs();
    if (order.payment == shop::Payment::closed) {
        ZF_ASSIGN(const Asked asked, ask(number));
        using enum wechatpay::TradeState;
        // What the customer may still confirm is reversed after all.
        if (asked.order.payment == shop::Payment::closed && asked.isKnown && !asked.order.isPastReversal &&
            (asked.state == userPaying || asked.state == notPay)) {
            ZF_TRY(readers_.read<int>([&](storage::Database& database) -> Result<int> {
                ZF_TRY(recovery::mayActOn(database, order.createdAtUtcMs));
                return 0;
            }));
            ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
            const auto reversed = cashier->reverseOrder(order.number, order.appid);
            if (!reversed && isTooLate(reversed.error()))
                return writer_
                    .runNow<int>([&](storage::Database& database) -> Result<int> {
                        ZF_TRY(shop::recordPastReversal(database, order.id));
                        return 0;
                    })
                    .map([](int) {});
            if (!reversed && reversed.error().disposition != Disposition::done)
                return base::fail(reversed.error().asError());
            return recordReversal(order, QStringLiteral("reversed by the shop: it could still be paid"));
        }
        return {};
    }
    if (order.expiresAtUtcMs <= now)
        return close(number).map([](const shop::Order&) {});
    if (order.opening == shop::Opening::nothing)
        return {}; // nothing of it is there to be asked about
    return sync(number).map([](const shop::Order&) {});
}

Status OrderDesk::tellOfStuck(const shop::Order& order, const base::Error& error)
{
    // These say what became of it, and have tasks of their own.
    if (error.code == QLatin1String("paid_at_wechat") || error.code == QLatin1String("reverse_expired"))
        return {};
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const shop::Order current, shop::findOrder(database, order.id));
            const bool isClosed = current.payment == shop::Payment::closed;
            if (current.payment != shop::Payment::pending && !isClosed)
                return 0;
            ZF_TRY(shop::raiseTask(database, QStringLiteral("order:") + order.number.toString(),
                QStringLiteral("order_unclear"),
                (isClosed
                        ? QStringLiteral("Order %1 of %2 was closed here, and whether it was paid after all "
                                         "is not known: %3. Look it up in the merchant platform.")
                        : QStringLiteral("Order %1 of %2 has run out, and what became of it at WeChat Pay "
                                         "is not known: %3. Look it up in the merchant platform."))
                    .arg(order.number.toString(), order.amount.toDisplay(), error.message.left(300)),
                clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status OrderDesk::answeredAfterClosing(const shop::Order& order, std::optional<qint64> nextUtcMs)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(shop::askAt(database, order.id, nextUtcMs));
            ZF_TRY(shop::settleTask(database, QStringLiteral("order:") + order.number.toString(),
                QStringLiteral("order_unclear"), clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Result<int> OrderDesk::pollDue()
{
    const qint64 now = clock_.nowUtcMs();
    ZF_ASSIGN(const auto due, readers_.read<std::vector<shop::Order>>([&](storage::Database& database) {
        return shop::dueOrders(database, now, kPollPage);
    }));
    for (const shop::Order& order : due) {
        const bool isClosed = order.payment == shop::Payment::closed;
        // Counted from the moment it was closed, which may be long after its end: the engine may have been
        // off.
        qint64 closedAt = order.expiresAtUtcMs;
        if (isClosed) {
            ZF_ASSIGN(closedAt, readers_.read<qint64>([&](storage::Database& database) {
                return shop::closedAt(database, order);
            }));
        }
        // Move on first: an order that cannot be asked about must not keep the others waiting.
        const qint64 next = isClosed ? retryAfterClosing(closedAt, now) : nextQuery(order, now);
        ZF_TRY(writer_.runNow<qint64>([&](storage::Database& database) {
            return database.execute("UPDATE orders SET queries = queries + 1, next_query_at = :next WHERE id "
                                    "= :id AND payment IN ('pending', 'closed')",
                {{":next", next}, {":id", order.id}});
        }));
        const Status handled = handleDue(order);
        if (isClosed && handled)
            ZF_TRY(answeredAfterClosing(order, afterClosing(closedAt, now)));
        if (!handled && (isClosed ? isOverdue(closedAt, now) : now - order.expiresAtUtcMs >= kStuckMs))
            ZF_TRY(tellOfStuck(order, handled.error()));
        if (!handled && handled.error().kind == base::ErrorKind::damaged)
            return base::fail(handled.error());
        if (!handled && handled.error().code == QLatin1String("wechat_unclear"))
            break; // a silent WeChat would hold this worker once for each of the rest; they are next
    }
    return static_cast<int>(due.size());
}

} // namespace zhangfang::payments
