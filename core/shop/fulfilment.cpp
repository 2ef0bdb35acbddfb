#include "shop/fulfilment.h"

#include "base/plain_text.h"

namespace zhangfang::shop
{

QString actionOf(Fulfilment reached)
{
    return reached == Fulfilment::fulfilled   ? QStringLiteral("order.fulfilled")
           : reached == Fulfilment::shipped   ? QStringLiteral("order.shipped")
           : reached == Fulfilment::delivered ? QStringLiteral("order.delivered")
                                              : QStringLiteral("order.fulfilment_cancelled");
}

namespace
{

Status checkMoney(const Order& order, FulfilmentEvent event)
{
    const QString number = order.number.toString();
    if (order.payment != Payment::paid)
        return base::refused(
            "wrong_state", QStringLiteral("Order %1 is %2: only what is paid is handed over.")
                               .arg(number, toText(order.state)));
    if (event == FulfilmentEvent::cancelled)
        return order.refunded.isPositive()
                   ? Status()
                   : base::refused("wrong_state",
                         QStringLiteral("Order %1 is paid: give the money back first.").arg(number));
    if (event == FulfilmentEvent::delivered)
        return {};
    ZF_ASSIGN(const Money back, order.refunded.plus(order.refunding));
    if (back >= order.amount)
        return base::refused("wrong_state",
            QStringLiteral(
                "All that was paid for order %1 goes back to the customer: nothing is handed over.")
                .arg(number));
    return {};
}

/// WeChat Pay calls the order refunded, or tells of a refund that is not known here yet.
Result<bool> waitsForRefunds(storage::Database& database, const Order& order)
{
    ZF_ASSIGN(auto rows, database.query("SELECT 1 FROM orders WHERE id = :id AND refunds_ask_at IS NOT NULL",
                             {{":id", order.id}}));
    return rows.next();
}

} // namespace

Result<Order> moveOn(storage::Database& database, const QString& outTradeNo, FulfilmentEvent event,
    const QString& actor, const QString& note, qint64 nowUtcMs)
{
    if (!note.isEmpty() && !base::isSentence(note, kLongestFulfilmentNote))
        return base::invalid(
            "invalid_note", QStringLiteral("The note must have at most %1 characters, and no line ends.")
                                .arg(kLongestFulfilmentNote));
    ZF_ASSIGN(const Order order, findOrder(database, outTradeNo));
    ZF_TRY(checkMoney(order, event));
    const bool handsOver = event == FulfilmentEvent::fulfilled || event == FulfilmentEvent::shipped;
    ZF_ASSIGN(const bool waits, waitsForRefunds(database, order));
    if (handsOver && waits)
        return base::refused("wrong_state",
            QStringLiteral(
                "WeChat Pay has refunds of order %1 that are not known here yet: nothing is handed "
                "over until they are.")
                .arg(outTradeNo));
    const auto to = next(order.fulfilment, event);
    if (!to)
        return base::refused("wrong_state", QStringLiteral("Order %1 is %2; this cannot be done now.")
                                                .arg(outTradeNo, toText(order.fulfilment)));
    ZF_TRY(recordFulfilment(
        database, order, *to, note.isEmpty() ? actor : actor + QStringLiteral(": ") + note, nowUtcMs));
    return findOrder(database, order.id);
}

} // namespace zhangfang::shop
