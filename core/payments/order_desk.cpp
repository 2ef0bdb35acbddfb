#include "payments/order_desk.h"

#include "base/calendar.h"
#include "shop/users.h"
#include "wechatpay/limits.h"

#include <QRegularExpression>

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

Status checkNew(const NewOrder& wanted)
{
    if (!wanted.amount.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be at least 0.01."));
    if (wanted.description.trimmed().isEmpty() || wanted.description.size() > wechatpay::kDescriptionLength)
        return base::invalid(
            "invalid_description", QStringLiteral("The description must have 1 to 127 characters."));
    const Channel channel = wechatpay::parseChannel(wanted.channel);
    if (channel == Channel::unknown)
        return base::invalid(
            "invalid_channel", QStringLiteral("The channel is 'native', 'jsapi', 'app', 'h5' or 'code'."));
    if (channel == Channel::h5 && wanted.clientIp.isEmpty())
        return base::invalid(
            "client_ip_required", QStringLiteral("An h5 order needs the address of the customer's phone."));
    // Facts page and documents: 18 digits that begin with 10 to 15.
    static const QRegularExpression kCode(QStringLiteral("^1[0-5][0-9]{16}$"));
    if (channel == Channel::code && !kCode.match(wanted.authCode).hasMatch())
        return base::invalid(
            "invalid_auth_code", QStringLiteral("A payment code has 18 digits and begins with 10 to 15."));
    if ((wanted.purpose == shop::Purpose::topup || wanted.channel == QLatin1String("jsapi")) &&
        wanted.user == base::UserId())
        return base::invalid("user_required", QStringLiteral("A top-up or a jsapi order needs its user."));
    return {};
}

} // namespace

Result<shop::Order> OrderDesk::find(const QString& number) const
{
    return readers_.read<shop::Order>(
        [&](storage::Database& database) { return shop::findOrder(database, number); });
}

Result<shop::Order> OrderDesk::stored(const NewOrder& wanted)
{
    const qint64 now = clock_.nowUtcMs();
    const QString text =
        wanted.number.isEmpty()
            ? QStringLiteral("Z%1%2").arg(base::businessDay(now).toString(QStringLiteral("yyyyMMdd")),
                  QString::fromLatin1(random_.token(12)))
            : wanted.number;
    ZF_ASSIGN(const base::OrderNo number, base::OrderNo::parse(text));
    return writer_.runNow<shop::Order>([&](storage::Database& database) -> Result<shop::Order> {
        if (auto before = shop::findOrder(database, text)) {
            if (before->amount != wanted.amount || before->description != wanted.description ||
                before->channel != wanted.channel || before->purpose != wanted.purpose ||
                before->user != wanted.user)
                return base::refused(
                    "number_reused", QStringLiteral("There already is another order %1.").arg(text));
            return before;
        }
        QString openid;
        if (wanted.user != base::UserId()) {
            ZF_ASSIGN(const shop::User user, shop::findUser(database, wanted.user));
            openid = user.openid;
        }
        shop::Order order;
        order.number = number;
        order.user = wanted.user;
        order.purpose = wanted.purpose;
        order.channel = wanted.channel;
        order.description = wanted.description;
        order.amount = wanted.amount;
        order.createdAtUtcMs = now;
        const Channel channel = wechatpay::parseChannel(wanted.channel);
        const bool counter = channel == Channel::code;
        order.expiresAtUtcMs = now + (counter ? settings_.number("counter.wait_seconds") * 1000
                                              : settings_.number("orders.expire_minutes") * 60'000);
        order.api = settings_.text("wechatpay.generation");
        ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
        const bool v2 = cashier->generation() == Generation::v2;
        ZF_ASSIGN(
            order.request, cashier->orderBytes({channel, number, wanted.description, wanted.amount,
                               settings_.text(v2 ? "wechatpay.v2_notify_url" : "wechatpay.notify_url"),
                               order.expiresAtUtcMs, channel == Channel::jsapi ? openid : QString(),
                               wanted.clientIp.isEmpty() ? QStringLiteral("127.0.0.1") : wanted.clientIp,
                               wanted.authCode, settings_.text("counter.store_id")}));
        ZF_TRY(shop::insertOrder(database, order));
        return shop::findOrder(database, text);
    });
}

Result<wechatpay::Cashier*> OrderDesk::cashierOf(const shop::Order& order) const
{
    if (wechatpay::Cashier* const cashier = clients_.cashier(generationOf(order)))
        return cashier;
    return base::refused(
        "not_configured", QStringLiteral("Order %1 needs API v2, and the merchant's v2 key is not set.")
                              .arg(order.number.toString()));
}

Result<shop::Order> OrderDesk::create(const NewOrder& wanted)
{
    ZF_TRY(checkNew(wanted));
    ZF_ASSIGN(const shop::Order order, stored(wanted));
    if (order.state != shop::OrderState::pending || !order.codeUrl.isEmpty() || !order.prepayId.isEmpty())
        return order;
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    const Channel channel = wechatpay::parseChannel(order.channel);
    if (channel == Channel::code)
        return payByCode(order, *cashier);
    const auto prepay = cashier->createOrder(channel, order.request);
    if (!prepay) {
        const base::Error error = prepay.error().asError();
        if (prepay.error().disposition == Disposition::refused)
            ZF_TRY(closeHere(order, error.message));
        return base::fail(error);
    }
    ZF_TRY(writer_.runNow<qint64>([&](storage::Database& database) {
        return database.execute("UPDATE orders SET code_url = :code, prepay_id = :prepay WHERE id = :id",
            {{":code", prepay->link}, {":prepay", prepay->prepayId}, {":id", order.id}});
    }));
    return find(order.number.toString());
}

Result<shop::Order> OrderDesk::payByCode(const shop::Order& order, wechatpay::Cashier& cashier)
{
    // A code is used once: what was sent before is asked about, never sent again.
    if (order.queries > 0)
        return sync(order.number.toString());
    ZF_TRY(writer_.runNow<qint64>([&](storage::Database& database) {
        return database.execute("UPDATE orders SET queries = 1 WHERE id = :id", {{":id", order.id}});
    }));
    const auto paid = cashier.payByCode(order.request);
    if (paid) {
        ZF_TRY(book(*paid, wechatpay::toldBy("answer", cashier.lastRequestId())));
        return find(order.number.toString());
    }
    if (paid.error().disposition == Disposition::refused) {
        const base::Error error = paid.error().asError();
        ZF_TRY(closeHere(order, error.message));
        return base::fail(error);
    }
    if (paid.error().disposition == Disposition::needsPerson)
        return base::fail(paid.error().asError());
    return order; // the customer types a password, or nobody knows: ask again, reverse when time is up
}

Status OrderDesk::book(const wechatpay::Transaction& transaction, const QString& source)
{
    return writer_
        .runNow<Applied>([&](storage::Database& database) {
            return applyTransaction(
                database, transaction, expectedFrom(settings_), source, clock_.nowUtcMs());
        })
        .map([](const Applied&) {});
}

Result<shop::Order> OrderDesk::sync(const QString& number)
{
    ZF_ASSIGN(const shop::Order order, find(number));
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    const auto transaction = cashier->queryOrder(order.number);
    if (!transaction) {
        if (transaction.error().isNotFound())
            return order; // not opened at WeChat yet: nothing to book
        return base::fail(transaction.error().asError());
    }
    ZF_TRY(book(*transaction, wechatpay::toldBy("query", cashier->lastRequestId())));
    using enum wechatpay::TradeState;
    const auto state = transaction->state.value;
    if (order.state == shop::OrderState::pending &&
        (state == closed || state == revoked || state == payError))
        ZF_TRY(closeHere(order, QStringLiteral("%1 at WeChat Pay").arg(transaction->state.text)));
    return find(number);
}

Status OrderDesk::closeHere(const shop::Order& order, const QString& why)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            // Read again: a notification may have come in between.
            ZF_ASSIGN(const shop::Order current, shop::findOrder(database, order.number.toString()));
            if (shop::next(current.state, shop::OrderEvent::closed))
                ZF_TRY(shop::apply(database, current, shop::OrderEvent::closed, why, clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Result<shop::Order> OrderDesk::close(const QString& number)
{
    ZF_ASSIGN(const shop::Order order, sync(number));
    if (order.state == shop::OrderState::closed)
        return order;
    if (!shop::next(order.state, shop::OrderEvent::closed))
        return base::refused("wrong_state",
            QStringLiteral("Order %1 is %2 and cannot be closed.").arg(number, shop::toText(order.state)));
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    // A payment by code is reversed: whatever becomes of it at the bank, the customer gets it back.
    const bool counter = wechatpay::parseChannel(order.channel) == Channel::code;
    const auto ended = counter ? cashier->reverseOrder(order.number) : cashier->closeOrder(order.number);
    const bool stands = ended || ended.error().isNotFound() || ended.error().disposition == Disposition::done;
    if (!stands)
        return base::fail(ended.error().asError());
    ZF_TRY(closeHere(
        order, counter ? QStringLiteral("reversed by the shop") : QStringLiteral("closed by the shop")));
    return find(number);
}

Result<QJsonObject> OrderDesk::invocation(const QString& number) const
{
    ZF_ASSIGN(const shop::Order order, find(number));
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    if (order.prepayId.isEmpty() || order.state != shop::OrderState::pending)
        return base::refused(
            "wrong_state", QStringLiteral("Order %1 has nothing to invoke payment with.").arg(number));
    return cashier->invocation(wechatpay::parseChannel(order.channel), order.prepayId);
}

Result<int> OrderDesk::pollDue()
{
    const qint64 now = clock_.nowUtcMs();
    ZF_ASSIGN(const auto due, readers_.read<std::vector<shop::Order>>([&](storage::Database& database) {
        return shop::dueOrders(database, now, kPollPage);
    }));
    for (const shop::Order& order : due) {
        // Move on first: an order that cannot be asked about must not keep the others waiting.
        ZF_TRY(writer_.runNow<qint64>([&](storage::Database& database) {
            return database.execute("UPDATE orders SET queries = queries + 1, next_query_at = :next WHERE id "
                                    "= :id AND state = 'pending'",
                {{":next", std::min(now + queryDelayMs(order.queries),
                               std::max(order.expiresAtUtcMs, now + 60'000))},
                    {":id", order.id}});
        }));
        const auto handled =
            order.expiresAtUtcMs <= now ? close(order.number.toString()) : sync(order.number.toString());
        if (!handled && handled.error().kind == base::ErrorKind::damaged)
            return base::fail(handled.error());
    }
    return static_cast<int>(due.size());
}

} // namespace zhangfang::payments
