#include "payments/order_desk.h"

#include "base/calendar.h"
#include "shop/users.h"

namespace zhangfang::payments
{
namespace
{

constexpr int kPollPage = 20;
/// How long to wait before the next question, growing from half a minute to half an hour.
qint64 queryDelayMs(int queries)
{
    return std::min<qint64>(30'000LL << std::min(queries, 6), 1'800'000);
}

base::Error wechatError(const v3::ApiError& error)
{
    const bool refused =
        error.disposition == v3::Disposition::refused || error.disposition == v3::Disposition::needsPerson;
    return {refused ? base::ErrorKind::refused : base::ErrorKind::unavailable,
        refused ? QStringLiteral("wechat_refused") : QStringLiteral("wechat_unclear"),
        QStringLiteral("WeChat Pay: ") + error.describe()};
}

Status checkNew(const NewOrder& wanted)
{
    // Lengths: WeChat Pay's order interface, description ≤ 127 characters.
    if (!wanted.amount.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be at least 0.01."));
    if (wanted.description.trimmed().isEmpty() || wanted.description.size() > 127)
        return base::invalid(
            "invalid_description", QStringLiteral("The description must have 1 to 127 characters."));
    if (wanted.channel != QLatin1String("native") && wanted.channel != QLatin1String("jsapi"))
        return base::invalid("invalid_channel", QStringLiteral("The channel is 'native' or 'jsapi'."));
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
        order.expiresAtUtcMs = now + settings_.number("orders.expire_minutes") * 60'000;
        order.request = v3::orderBody(client_.merchant(),
            {number, wanted.description, wanted.amount, settings_.text("wechatpay.notify_url"),
                order.expiresAtUtcMs, wanted.channel == QLatin1String("jsapi") ? openid : QString()});
        ZF_TRY(shop::insertOrder(database, order));
        return shop::findOrder(database, text);
    });
}

Result<shop::Order> OrderDesk::create(const NewOrder& wanted)
{
    ZF_TRY(checkNew(wanted));
    ZF_ASSIGN(const shop::Order order, stored(wanted));
    if (order.state != shop::OrderState::pending || !order.codeUrl.isEmpty() || !order.prepayId.isEmpty())
        return order;
    const auto prepay = client_.createOrder(order.channel, order.request);
    if (!prepay) {
        const base::Error error = wechatError(prepay.error());
        if (prepay.error().disposition == v3::Disposition::refused)
            ZF_TRY(closeHere(order, error.message));
        return base::fail(error);
    }
    ZF_TRY(writer_.runNow<qint64>([&](storage::Database& database) {
        return database.execute("UPDATE orders SET code_url = :code, prepay_id = :prepay WHERE id = :id",
            {{":code", prepay->codeUrl}, {":prepay", prepay->prepayId}, {":id", order.id}});
    }));
    return find(order.number.toString());
}

Result<shop::Order> OrderDesk::sync(const QString& number)
{
    ZF_ASSIGN(const shop::Order order, find(number));
    const auto transaction = client_.queryOrder(order.number);
    if (!transaction) {
        if (transaction.error().isNotFound())
            return order; // not opened at WeChat yet: nothing to book
        return base::fail(wechatError(transaction.error()));
    }
    ZF_TRY(writer_.runNow<Applied>([&](storage::Database& database) {
        return applyTransaction(
            database, *transaction, expectedFrom(settings_), QStringLiteral("query"), clock_.nowUtcMs());
    }));
    if (transaction->state.value == v3::TradeState::closed && order.state == shop::OrderState::pending)
        ZF_TRY(closeHere(order, QStringLiteral("closed at WeChat Pay")));
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
    if (const auto closed = client_.closeOrder(order.number); !closed && !closed.error().isNotFound())
        return base::fail(wechatError(closed.error()));
    ZF_TRY(closeHere(order, QStringLiteral("closed by the shop")));
    return find(number);
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
