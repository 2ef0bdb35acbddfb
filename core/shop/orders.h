#pragma once

#include "base/ids.h"
#include "base/money.h"
#include "shop/order_state.h"
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

enum class Purpose { sale, topup };

[[nodiscard]] QString toText(Purpose purpose);
/// Errors: invalid_purpose.
[[nodiscard]] Result<Purpose> parsePurpose(const QString& text);

/// What is known of an order at WeChat Pay.
enum class Opening {
    nothing, ///< nothing has left, or it was certainly not taken: other bytes may be sent under its number
    sent,    ///< the bytes have left, and no answer says for sure that they were not taken
    opened,  ///< WeChat has it
};

/// What a shop gives along with an order, and WeChat Pay carries through. All may be empty.
struct OrderAttributes {
    QString attach;             ///< comes back with the payment and in the bill
    QString goodsTag;           ///< which coupons may be used
    QString detail;             ///< the goods, a JSON object as WeChat Pay describes it
    bool supportFapiao = false; ///< the customer sees the way to an electronic invoice
    QString redirectUrl;        ///< h5: where the customer's browser goes afterwards
    QString clientIp;           ///< h5: of the customer's phone

    friend bool operator==(const OrderAttributes&, const OrderAttributes&) = default;
};
[[nodiscard]] QString toText(const OrderAttributes& attributes);
[[nodiscard]] OrderAttributes parseAttributes(const QString& text);

struct Order {
    qint64 id = 0;
    OrderNo number;
    UserId user; ///< 0: nobody known
    Purpose purpose = Purpose::sale;
    QString channel;                    ///< native, jsapi, app, h5 or code
    QString api = QStringLiteral("v3"); ///< the generation of the interface that opened it
    QString description;
    Money amount;
    Payment payment = Payment::pending;
    Fulfilment fulfilment = Fulfilment::open;
    OrderState state = OrderState::pending; ///< for people: what payment, refunds and fulfilment make of it
    QByteArray request;                     ///< the bytes sent to WeChat, sent again unchanged
    QString codeUrl;
    QString prepayId;
    QString transactionId;
    qint64 createdAtUtcMs = 0;
    qint64 expiresAtUtcMs = 0;
    qint64 paidAtUtcMs = 0;
    int queries = 0;
    bool isSettled = false; ///< its money has left wechat:unsettled
    Money refunded;         ///< what has gone back to the customer
    Money refunding;        ///< what is on its way there; all that is left, while its refunds are not known

    QString appid; ///< of the app it was opened for; empty: from before there was more than one
    Opening opening = Opening::nothing;
    qint64 sentAtUtcMs = 0;     ///< 0: nothing has left
    qint64 linkMadeAtUtcMs = 0; ///< when `codeUrl` or `prepayId` came; 0: there is none
    OrderAttributes attributes;
    Money payer;     ///< what the customer paid; zero until paid
    Money settles;   ///< what reaches the shop before the fee: less what coupons that nobody prefunded paid
    Money prefunded; ///< the part of `settles` that is the shop's own coupon money
    Money fee;       ///< expected at the merchant's rate; the bill knows it to the fen
    int feeRate = 0; ///< hundredths of a percent
    Money credited;  ///< what it brought its user, of a top-up
    bool isPastReversal = false; ///< of a payment by code: WeChat no longer reverses it
    Money doubt; ///< of `credited`, what waits on the held account until it is known what was refunded
};

/// Paid, and nothing of it went back or is on its way, however far it has come to its customer.
[[nodiscard]] bool isPaidInFull(const Order& order);
/// What a top-up may make withdrawable, at most: what it brought the shop, its own coupon money not counted.
[[nodiscard]] Result<Money> broughtBy(Money settles, Money prefunded);

/// About to be sent: from now on it may be at WeChat. Errors: number_reused.
[[nodiscard]] Status insertOrder(storage::Database& database, const Order& order);
/// Errors: no_such_order.
[[nodiscard]] Result<Order> findOrder(storage::Database& database, const QString& outTradeNo);
/// By our own number of it. Errors: no_such_order.
[[nodiscard]] Result<Order> findOrder(storage::Database& database, qint64 id);
/// Orders older than `before` (0: from the newest), newest first.
[[nodiscard]] Result<std::vector<Order>> listOrders(storage::Database& database, qint64 before, int limit);
/// A pending order of which nothing is at WeChat, as it is about to be sent now: other bytes, times and app.
[[nodiscard]] Status remakeOrder(storage::Database& database, qint64 orderId, const Order& made);
/// WeChat has certainly not taken what was sent.
[[nodiscard]] Status recordNotTaken(storage::Database& database, qint64 orderId);
/// WeChat has it; links may be empty.
[[nodiscard]] Status recordOpened(storage::Database& database, qint64 orderId, const QString& link,
    const QString& prepayId, qint64 nowUtcMs);
/// When WeChat is asked about it next, if at all; only while it is pending or closed.
[[nodiscard]] Status askAt(storage::Database& database, qint64 orderId, std::optional<qint64> atUtcMs);
/// When a closed order was closed; its end where nothing was written down.
[[nodiscard]] Result<qint64> closedAt(storage::Database& database, const Order& order);
/// It is ended then, unless it ends earlier or is paid.
[[nodiscard]] Status expireBy(storage::Database& database, qint64 orderId, qint64 atUtcMs);
/// Orders that WeChat calls refunded, whose refunds are looked for now.
[[nodiscard]] Result<std::vector<Order>> ordersInDoubt(
    storage::Database& database, qint64 nowUtcMs, int limit);
/// How much still waits, and when its refunds are looked for next; nothing: they are known.
[[nodiscard]] Status recordDoubt(
    storage::Database& database, qint64 orderId, Money doubt, std::optional<qint64> askAtUtcMs);
/// WeChat no longer reverses it.
[[nodiscard]] Status recordPastReversal(storage::Database& database, qint64 orderId);
/// The computer's clock was put back: what was to wait until later than that has waited long enough.
[[nodiscard]] Status dueBy(storage::Database& database, qint64 latestUtcMs);
/// Orders whose next query is due.
[[nodiscard]] Result<std::vector<Order>> dueOrders(storage::Database& database, qint64 nowUtcMs, int limit);
/// The payment of an order: WeChat's number, and when its money counts as settled, with the evidence.
struct Paid {
    QString transactionId;
    qint64 paidAtUtcMs = 0;
    qint64 settleAtUtcMs = 0;
    Money payer = {};
    Money settles = {};
    Money prefunded = {};
    Money fee = {};
    int feeRate = 0;
    Money credited = {};
    Money doubt = {}; ///< of `credited`: see Order
};
/// Errors: wrong_state.
[[nodiscard]] Status applyPaid(storage::Database& database, const Order& order, const Paid& paid,
    const QString& source, qint64 nowUtcMs);
/// How much of a paid order has gone back, and how much is on its way, or may be.
struct Refunds {
    Money done;
    Money underWay;
};
/// What was handed over stays so. Errors: wrong_state (not a paid order).
[[nodiscard]] Status applyRefunds(storage::Database& database, const Order& order, const Refunds& refunds,
    const QString& evidence, qint64 nowUtcMs);
/// So much less is settled later.
[[nodiscard]] Status recordUnsettledRefund(storage::Database& database, qint64 orderId, Money amount);
/// Ends it unpaid and writes down why. Errors: wrong_state.
[[nodiscard]] Status applyClosed(
    storage::Database& database, const Order& order, const QString& evidence, qint64 nowUtcMs);
/// How far it has come to its customer; what may follow what, and when, is in shop/fulfilment.h.
[[nodiscard]] Status recordFulfilment(
    storage::Database& database, const Order& order, Fulfilment to, const QString& evidence, qint64 nowUtcMs);
/// Writes into its story what does not move it on.
[[nodiscard]] Status note(
    storage::Database& database, const Order& order, const QString& evidence, qint64 nowUtcMs);

} // namespace zhangfang::shop
