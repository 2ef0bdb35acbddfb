#pragma once

#include "base/ids.h"
#include "base/money.h"
#include "storage/database.h"

#include <optional>
#include <vector>

namespace zhangfang::shop
{

using base::Money;
using base::OrderNo;
using base::Result;
using base::Status;
using base::UserId;

enum class OrderState {
    unknown,
    pending,
    paid,
    closed,
    fulfilled,
    shipped,
    delivered,
    refunding,
    refunded,
    partiallyRefunded
};
enum class OrderEvent { paid, closed };
enum class Purpose { sale, topup };

[[nodiscard]] QString toText(OrderState state);
[[nodiscard]] OrderState parseOrderState(const QString& text);
[[nodiscard]] QString toText(Purpose purpose);
/// Errors: invalid_purpose.
[[nodiscard]] Result<Purpose> parsePurpose(const QString& text);
/// The state after `event`, or nothing where the event does not apply.
[[nodiscard]] std::optional<OrderState> next(OrderState from, OrderEvent event);

struct Order {
    qint64 id = 0;
    OrderNo number;
    UserId user; ///< 0: nobody known
    Purpose purpose = Purpose::sale;
    QString channel;                    ///< native, jsapi, app, h5 or code
    QString api = QStringLiteral("v3"); ///< the generation of the interface that opened it
    QString description;
    Money amount;
    OrderState state = OrderState::pending;
    QByteArray request; ///< the bytes sent to WeChat, sent again unchanged
    QString codeUrl;
    QString prepayId;
    QString transactionId;
    qint64 createdAtUtcMs = 0;
    qint64 expiresAtUtcMs = 0;
    qint64 paidAtUtcMs = 0;
    int queries = 0;
    bool isSettled = false; ///< its money has left wechat:unsettled
    Money refunded;         ///< what has gone back to the customer
};

/// Errors: number_reused.
[[nodiscard]] Status insertOrder(storage::Database& database, const Order& order);
/// Errors: no_such_order.
[[nodiscard]] Result<Order> findOrder(storage::Database& database, const QString& outTradeNo);
/// By our own number of it. Errors: no_such_order.
[[nodiscard]] Result<Order> findOrder(storage::Database& database, qint64 id);
/// Orders older than `before` (0: from the newest), newest first.
[[nodiscard]] Result<std::vector<Order>> listOrders(storage::Database& database, qint64 before, int limit);
/// Orders whose next query is due.
[[nodiscard]] Result<std::vector<Order>> dueOrders(storage::Database& database, qint64 nowUtcMs, int limit);
/// The payment of an order: state, WeChat's number, and when its money counts as settled, with the evidence.
struct Paid {
    QString transactionId;
    qint64 paidAtUtcMs = 0;
    qint64 settleAtUtcMs = 0;
};
/// Errors: wrong_state.
[[nodiscard]] Status applyPaid(storage::Database& database, const Order& order, const Paid& paid,
    const QString& source, qint64 nowUtcMs);
/// How a paid order stands after its refunds: refunding, partially_refunded, refunded, or paid again.
struct Refunds {
    Money done;
    bool underWay = false;
};
/// Errors: wrong_state (not a paid order).
[[nodiscard]] Status applyRefunds(storage::Database& database, const Order& order, const Refunds& refunds,
    const QString& evidence, qint64 nowUtcMs);
/// So much less is settled later.
[[nodiscard]] Status recordUnsettledRefund(storage::Database& database, qint64 orderId, Money amount);
/// Moves the order on and writes down why. Errors: wrong_state.
[[nodiscard]] Status apply(storage::Database& database, const Order& order, OrderEvent event,
    const QString& evidence, qint64 nowUtcMs);

} // namespace zhangfang::shop
