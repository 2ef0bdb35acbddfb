#include "shop/orders.h"

#include "base/json.h"

namespace zhangfang::shop
{
namespace
{

#define ZF_ORDER_COLUMNS                                                                                     \
    "id, out_trade_no, COALESCE(user_id, 0), purpose, channel, description, amount_fen, payment, request, "  \
    "code_url, prepay_id, COALESCE(transaction_id, ''), created_at, expires_at, COALESCE(paid_at, 0), "      \
    "queries, api, CASE WHEN transaction_id IS NOT NULL AND settle_at IS NULL THEN 1 ELSE 0 END, "           \
    "refunded_fen, appid, opening, COALESCE(sent_at, 0), COALESCE(link_made_at, 0), attributes, payer_fen, " \
    "settle_fen, prefunded_fen, fee_fen, credited_fen, doubt_fen, fee_rate, past_reversal, fulfilment, "     \
    "refunding_fen "

constexpr std::pair<Opening, const char*> kOpenings[] = {
    {Opening::nothing, ""}, {Opening::sent, "sent"}, {Opening::opened, "opened"}};

/// What is not known is the careful reading: something may have left.
Opening parseOpening(const QString& text)
{
    for (const auto& [opening, name] : kOpenings) {
        if (text == QLatin1String(name))
            return opening;
    }
    return Opening::sent;
}

OrderState shownAs(const Order& order)
{
    return stateOf(order.payment, givenBack(order.amount, order.refunded),
        order.refunding.isPositive() ? UnderRefund::yes : UnderRefund::no, order.fulfilment);
}

Result<Order> readOrder(const storage::Rows& rows)
{
    Order order;
    order.id = rows.number(0);
    ZF_ASSIGN(order.number, OrderNo::parse(rows.text(1)));
    order.user = UserId(rows.number(2));
    ZF_ASSIGN(order.purpose, parsePurpose(rows.text(3)));
    order.channel = rows.text(4);
    order.description = rows.text(5);
    order.amount = Money::fen(rows.number(6));
    order.payment = parsePayment(rows.text(7));
    order.request = rows.bytes(8);
    order.codeUrl = rows.text(9);
    order.prepayId = rows.text(10);
    order.transactionId = rows.text(11);
    order.createdAtUtcMs = rows.number(12);
    order.expiresAtUtcMs = rows.number(13);
    order.paidAtUtcMs = rows.number(14);
    order.queries = static_cast<int>(rows.number(15));
    order.api = rows.text(16);
    order.isSettled = rows.number(17) != 0;
    order.refunded = Money::fen(rows.number(18));
    order.appid = rows.text(19);
    order.opening = parseOpening(rows.text(20));
    order.sentAtUtcMs = rows.number(21);
    order.linkMadeAtUtcMs = rows.number(22);
    order.attributes = parseAttributes(rows.text(23));
    order.payer = Money::fen(rows.number(24));
    order.settles = Money::fen(rows.number(25));
    order.prefunded = Money::fen(rows.number(26));
    order.fee = Money::fen(rows.number(27));
    order.credited = Money::fen(rows.number(28));
    order.doubt = Money::fen(rows.number(29));
    order.feeRate = static_cast<int>(rows.number(30));
    order.isPastReversal = rows.number(31) != 0;
    order.fulfilment = parseFulfilment(rows.text(32));
    order.refunding = Money::fen(rows.number(33));
    order.state = shownAs(order);
    return order;
}

Result<std::vector<Order>> readAll(Result<storage::Rows> rows)
{
    ZF_TRY(rows);
    std::vector<Order> orders;
    while (rows->next()) {
        ZF_ASSIGN(Order order, readOrder(*rows));
        orders.push_back(std::move(order));
    }
    return orders;
}

/// When an order is asked about for the first time, should its notification be lost.
constexpr qint64 kFirstQueryMs = 30'000;

} // namespace

QString toText(const OrderAttributes& attributes)
{
    QJsonObject json;
    const auto add = [&json](const char* name, const QString& value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(name), value);
    };
    add("attach", attributes.attach);
    add("goods_tag", attributes.goodsTag);
    add("detail", attributes.detail);
    add("redirect_url", attributes.redirectUrl);
    add("client_ip", attributes.clientIp);
    if (attributes.supportFapiao)
        json.insert(QLatin1String("support_fapiao"), true);
    return QString::fromUtf8(base::toCompactJson(json));
}

OrderAttributes parseAttributes(const QString& text)
{
    const QJsonObject json = base::parseJsonObject(text.toUtf8()).value_or(QJsonObject());
    const auto of = [&json](const char* name) { return json.value(QLatin1String(name)).toString(); };
    return {of("attach"), of("goods_tag"), of("detail"), json.value(QLatin1String("support_fapiao")).toBool(),
        of("redirect_url"), of("client_ip")};
}

bool isPaidInFull(const Order& order)
{
    return order.payment == Payment::paid && order.refunded.isZero() && order.refunding.isZero();
}

Result<Money> broughtBy(Money settles, Money prefunded)
{
    return settles.minus(prefunded);
}

QString toText(Purpose purpose)
{
    return purpose == Purpose::sale ? QStringLiteral("sale") : QStringLiteral("topup");
}

Result<Purpose> parsePurpose(const QString& text)
{
    if (text == QLatin1String("sale"))
        return Purpose::sale;
    if (text == QLatin1String("topup"))
        return Purpose::topup;
    return base::invalid(
        "invalid_purpose", QStringLiteral("The purpose is 'sale' or 'topup', not '%1'.").arg(text.left(40)));
}

Status insertOrder(storage::Database& database, const Order& order)
{
    const auto inserted = database.execute(
        "INSERT INTO orders (out_trade_no, user_id, purpose, channel, "
        "description, amount_fen, state, request, code_url, "
        "prepay_id, created_at, expires_at, next_query_at, queries, api, appid, "
        "attributes, opening, sent_at) VALUES (:number, :user, :purpose, :channel, :description, "
        ":amount, 'pending', :request, '', '', :created, :expires, :query, 0, :api, :appid, "
        ":attributes, 'sent', :created)",
        {{":number", order.number.toString()},
            {":user", order.user.value() == 0 ? QVariant() : QVariant(order.user.value())},
            {":purpose", toText(order.purpose)}, {":channel", order.channel},
            {":description", order.description}, {":amount", order.amount.inFen()},
            {":request", order.request}, {":created", order.createdAtUtcMs},
            {":expires", order.expiresAtUtcMs}, {":query", order.createdAtUtcMs + kFirstQueryMs},
            {":api", order.api}, {":appid", order.appid}, {":attributes", toText(order.attributes)}});
    if (!inserted && inserted.error().code == QLatin1String("constraint"))
        return base::refused(
            "number_reused", QStringLiteral("There already is an order %1.").arg(order.number.toString()));
    return inserted.map([](qint64) {});
}

Result<Order> findOrder(storage::Database& database, const QString& outTradeNo)
{
    ZF_ASSIGN(auto rows, database.query("SELECT " ZF_ORDER_COLUMNS "FROM orders WHERE out_trade_no = :number",
                             {{":number", outTradeNo}}));
    if (!rows.next())
        return base::notFound(
            "no_such_order", QStringLiteral("There is no order %1.").arg(outTradeNo.left(40)));
    return readOrder(rows);
}

Result<Order> findOrder(storage::Database& database, qint64 id)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT " ZF_ORDER_COLUMNS "FROM orders WHERE id = :id", {{":id", id}}));
    if (!rows.next())
        return base::notFound("no_such_order", QStringLiteral("There is no order %1.").arg(id));
    return readOrder(rows);
}

Result<std::vector<Order>> listOrders(storage::Database& database, qint64 before, int limit)
{
    return readAll(database.query("SELECT " ZF_ORDER_COLUMNS
                                  "FROM orders WHERE id < :before ORDER BY id DESC LIMIT :limit",
        {{":before", before == 0 ? std::numeric_limits<qint64>::max() : before}, {":limit", limit}}));
}

Result<std::vector<Order>> dueOrders(storage::Database& database, qint64 nowUtcMs, int limit)
{
    return readAll(
        database.query("SELECT " ZF_ORDER_COLUMNS
                       "FROM orders WHERE next_query_at <= :now ORDER BY next_query_at LIMIT :limit",
            {{":now", nowUtcMs}, {":limit", limit}}));
}

Status dueBy(storage::Database& database, qint64 latestUtcMs)
{
    ZF_TRY(database.execute("UPDATE orders SET next_query_at = :latest WHERE next_query_at > :latest",
        {{":latest", latestUtcMs}}));
    return database
        .execute("UPDATE orders SET refunds_ask_at = :latest WHERE refunds_ask_at > :latest",
            {{":latest", latestUtcMs}})
        .map([](qint64) {});
}

Status remakeOrder(storage::Database& database, qint64 orderId, const Order& made)
{
    return database
        .execute("UPDATE orders SET opening = 'sent', request = :request, attributes = :attributes, "
                 "api = :api, appid = :appid, expires_at = :expires, sent_at = :now, queries = 0, "
                 "next_query_at = :query WHERE id = :id AND opening = '' AND payment = 'pending'",
            {{":request", made.request}, {":attributes", toText(made.attributes)}, {":api", made.api},
                {":appid", made.appid}, {":expires", made.expiresAtUtcMs}, {":now", made.createdAtUtcMs},
                {":query", made.createdAtUtcMs + kFirstQueryMs}, {":id", orderId}})
        .map([](qint64) {});
}

Status recordNotTaken(storage::Database& database, qint64 orderId)
{
    return database
        .execute("UPDATE orders SET opening = '' WHERE id = :id AND opening = 'sent'", {{":id", orderId}})
        .map([](qint64) {});
}

Status recordOpened(storage::Database& database, qint64 orderId, const QString& link, const QString& prepayId,
    qint64 nowUtcMs)
{
    return database
        .execute("UPDATE orders SET opening = 'opened', code_url = :code, prepay_id = :prepay, "
                 "link_made_at = :now WHERE id = :id",
            {{":code", link}, {":prepay", prepayId}, {":now", nowUtcMs}, {":id", orderId}})
        .map([](qint64) {});
}

Result<qint64> closedAt(storage::Database& database, const Order& order)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT at FROM order_events WHERE order_id = :id AND event = 'closed' "
                                  "ORDER BY id LIMIT 1",
                       {{":id", order.id}}));
    return rows.next() ? rows.number(0) : order.expiresAtUtcMs;
}

Status askAt(storage::Database& database, qint64 orderId, std::optional<qint64> atUtcMs)
{
    return database
        .execute("UPDATE orders SET next_query_at = :at WHERE id = :id AND payment IN ('pending', 'closed')",
            {{":at", atUtcMs ? QVariant(*atUtcMs) : QVariant()}, {":id", orderId}})
        .map([](qint64) {});
}

Status expireBy(storage::Database& database, qint64 orderId, qint64 atUtcMs)
{
    return database
        .execute("UPDATE orders SET expires_at = CASE WHEN expires_at < :at THEN expires_at ELSE :at END, "
                 "next_query_at = :at WHERE id = :id AND payment = 'pending'",
            {{":at", atUtcMs}, {":id", orderId}})
        .map([](qint64) {});
}

Result<std::vector<Order>> ordersInDoubt(storage::Database& database, qint64 nowUtcMs, int limit)
{
    return readAll(
        database.query("SELECT " ZF_ORDER_COLUMNS
                       "FROM orders WHERE refunds_ask_at <= :now ORDER BY refunds_ask_at LIMIT :limit",
            {{":now", nowUtcMs}, {":limit", limit}}));
}

Status recordDoubt(storage::Database& database, qint64 orderId, Money doubt, std::optional<qint64> askAtUtcMs)
{
    return database
        .execute("UPDATE orders SET doubt_fen = :doubt, refunds_ask_at = :ask WHERE id = :id",
            {{":doubt", doubt.inFen()}, {":ask", askAtUtcMs ? QVariant(*askAtUtcMs) : QVariant()},
                {":id", orderId}})
        .map([](qint64) {});
}

Status recordPastReversal(storage::Database& database, qint64 orderId)
{
    return database.execute("UPDATE orders SET past_reversal = 1 WHERE id = :id", {{":id", orderId}})
        .map([](qint64) {});
}

namespace
{

Status append(storage::Database& database, const Order& order, const QString& event, const QString& evidence,
    qint64 nowUtcMs)
{
    ZF_TRY(database.execute(
        "INSERT INTO order_events (order_id, at, event, evidence) VALUES (:id, :at, :event, :evidence)",
        {{":id", order.id}, {":at", nowUtcMs}, {":event", event}, {":evidence", evidence}}));
    return {};
}

tl::unexpected<base::Error> wrongState(const Order& order)
{
    return base::refused("wrong_state", QStringLiteral("Order %1 is %2; this cannot be done now.")
                                            .arg(order.number.toString(), toText(order.state)));
}

} // namespace

Status applyPaid(
    storage::Database& database, const Order& order, const Paid& paid, const QString& source, qint64 nowUtcMs)
{
    const auto to = next(order.payment, PaymentEvent::paid);
    if (!to)
        return wrongState(order);
    Order now = order;
    now.payment = *to;
    const QString state = toText(shownAs(now));
    ZF_TRY(database.execute(
        "UPDATE orders SET payment = :payment, state = :state, next_query_at = NULL, transaction_id = "
        ":transaction, paid_at = :paid, settle_at = :settle, opening = 'opened', "
        "payer_fen = :payer, settle_fen = :settles, prefunded_fen = :prefunded, "
        "fee_fen = :fee, fee_rate = :rate, credited_fen = :credited, doubt_fen = :doubt WHERE id = :id",
        {{":payment", toText(now.payment)}, {":state", state}, {":transaction", paid.transactionId},
            {":paid", paid.paidAtUtcMs}, {":settle", paid.settleAtUtcMs}, {":payer", paid.payer.inFen()},
            {":settles", paid.settles.inFen()}, {":prefunded", paid.prefunded.inFen()},
            {":fee", paid.fee.inFen()}, {":rate", paid.feeRate}, {":credited", paid.credited.inFen()},
            {":doubt", paid.doubt.inFen()}, {":id", order.id}}));
    return append(database, order, state, paid.transactionId + QStringLiteral(", by ") + source, nowUtcMs);
}

Status applyClosed(storage::Database& database, const Order& order, const QString& evidence, qint64 nowUtcMs)
{
    const auto to = next(order.payment, PaymentEvent::closed);
    if (!to)
        return wrongState(order);
    Order now = order;
    now.payment = *to;
    const QString state = toText(shownAs(now));
    ZF_TRY(database.execute(
        "UPDATE orders SET payment = :payment, state = :state, next_query_at = NULL WHERE id = :id",
        {{":payment", toText(now.payment)}, {":state", state}, {":id", order.id}}));
    return append(database, order, state, evidence, nowUtcMs);
}

Status recordFulfilment(
    storage::Database& database, const Order& order, Fulfilment to, const QString& evidence, qint64 nowUtcMs)
{
    Order now = order;
    now.fulfilment = to;
    ZF_TRY(database.execute("UPDATE orders SET fulfilment = :fulfilment, state = :state WHERE id = :id",
        {{":fulfilment", toText(to)}, {":state", toText(shownAs(now))}, {":id", order.id}}));
    return append(database, order, toText(to), evidence, nowUtcMs);
}

Status note(storage::Database& database, const Order& order, const QString& evidence, qint64 nowUtcMs)
{
    return append(database, order, toText(order.state), evidence, nowUtcMs);
}

Status applyRefunds(storage::Database& database, const Order& order, const Refunds& refunds,
    const QString& evidence, qint64 nowUtcMs)
{
    if (order.transactionId.isEmpty())
        return wrongState(order);
    // How far it has come is for the books to say: the caller may have looked before it was handed over.
    ZF_ASSIGN(Order now, findOrder(database, order.id));
    now.refunded = refunds.done;
    now.refunding = refunds.underWay;
    const QString state = toText(shownAs(now));
    ZF_TRY(
        database.execute("UPDATE orders SET state = :state, refunded_fen = :done, refunding_fen = :under_way "
                         "WHERE id = :id",
            {{":state", state}, {":done", refunds.done.inFen()}, {":under_way", refunds.underWay.inFen()},
                {":id", order.id}}));
    return append(database, order, state, evidence, nowUtcMs);
}

Status recordUnsettledRefund(storage::Database& database, qint64 orderId, Money amount)
{
    return database
        .execute("UPDATE orders SET refunded_unsettled_fen = refunded_unsettled_fen + :fen WHERE id = :id",
            {{":fen", amount.inFen()}, {":id", orderId}})
        .map([](qint64) {});
}

} // namespace zhangfang::shop
