#include "base/calendar.h"
#include "practice/detail/asked_v3.h"

namespace zhangfang::practice::detail
{
namespace
{

QString orderProblem(const AskedV3& asked)
{
    const QString number = asked.text("out_trade_no");
    if (number.size() < 6 || !AskedV3::isNumber(number, "_*-"))
        return QStringLiteral("out_trade_no格式不正确");
    if (asked.body.contains(QLatin1String("time_expire")) && !base::parseRfc3339(asked.text("time_expire")))
        return QStringLiteral("time_expire格式不正确");
    const qint64 total = asked.object("amount").value(QLatin1String("total")).toInteger();
    if (total < 1 || total > 100'000'000'000)
        return QStringLiteral("amount.total必须为大于0的整数");
    if (AskedV3::text(asked.object("amount"), "currency", QStringLiteral("CNY")) != QLatin1String("CNY"))
        return QStringLiteral("amount.currency只支持CNY");
    if (asked.world.isOfAnotherAppid(AskedV3::text(asked.object("payer"), "openid"), asked.text("appid")))
        return QStringLiteral("appid和openid不匹配");
    return asked.notifyUrlProblem();
}

PracticeOrder opened(AskedV3& asked, const QString& channel)
{
    PracticeOrder order;
    order.body = asked.request.body;
    order.channel = channel;
    order.description = asked.text("description");
    order.notifyUrl = asked.text("notify_url");
    order.appid = asked.text("appid");
    order.attach = asked.text("attach");
    order.totalFen = asked.object("amount").value(QLatin1String("total")).toInteger();
    order.openid = AskedV3::text(asked.object("payer"), "openid", QStringLiteral("oPracticeCustomer"));
    order.prepay = QString::fromLatin1(asked.world.random.token(24));
    order.createdAt = asked.world.clock.nowUtcMs();
    order.linkAt = order.createdAt;
    if (channel != QLatin1String("code"))
        order.expiresAt =
            base::parseRfc3339(asked.text("time_expire")).value_or(order.createdAt + kOrderLivesMs);
    return order;
}

/// The code's last digit says what its holder does: 1 types a password, 2 has no money, 3's code is too old;
/// any other pays at once.
Response payByCode(AskedV3& asked, const QString& number, PracticeOrder& order)
{
    const QChar digit = AskedV3::text(asked.object("payer"), "auth_code").back();
    if (digit == QLatin1Char('2') || digit == QLatin1Char('3')) {
        order.state = QStringLiteral("PAYERROR");
        return digit == QLatin1Char('2')
                   ? asked.error(403, "NOT_ENOUGH", QStringLiteral("用户余额不足"))
                   : asked.error(400, "AUTH_CODE_EXPIRED", QStringLiteral("付款码已过期"));
    }
    if (digit == QLatin1Char('1')) {
        if (order.state == QLatin1String("NOTPAY"))
            order.state = QStringLiteral("USERPAYING");
        return asked.error(400, "USERPAYING", QStringLiteral("需要用户输入支付密码"));
    }
    asked.world.settleOrder(order, number);
    return asked.reply(asked.world.transactionJson(number, order));
}

Response createOrder(AskedV3& asked)
{
    World& world = asked.world;
    if (const QString problem = orderProblem(asked); !problem.isEmpty())
        return asked.error(400, "PARAM_ERROR", problem);
    if (asked.text("mchid") != world.identity.mchid || !world.knowsAppid(asked.text("appid")))
        return asked.error(400, "APPID_MCHID_NOT_MATCH", QStringLiteral("appid和mch_id不匹配"));
    const bool byCode = asked.last() == QLatin1String("codepay");
    const QString channel = byCode ? QStringLiteral("code") : asked.last();
    const QString number = asked.text("out_trade_no");
    const auto known = world.orders.find(number);
    if (known == world.orders.end()) {
        world.orders[number] = opened(asked, channel);
        world.restless.insert(number);
    } else {
        const PracticeOrder& order = known->second;
        const QString state = order.isHidden() ? order.hiddenAs : order.state;
        const bool open = state == QLatin1String("NOTPAY") || state == QLatin1String("NOT_FOUND") ||
                          (byCode && state == QLatin1String("USERPAYING"));
        if (order.body != asked.request.body)
            return asked.error(400, "INVALID_REQUEST", QStringLiteral("请求重入时，参数与首次请求时不一致"));
        if (order.paidAt != 0 && !order.isHidden())
            return asked.error(400, "ORDERPAID", QStringLiteral("该订单已支付"));
        if (!open)
            return asked.error(400, "ORDER_CLOSED", QStringLiteral("该订单已关闭"));
        if (byCode && order.isHidden())
            return asked.error(400, "USERPAYING", QStringLiteral("需要用户输入支付密码"));
    }
    PracticeOrder& order = world.orders[number];
    if (byCode)
        return payByCode(asked, number, order);
    if (world.isLinkOver(order)) {
        order.prepay = QString::fromLatin1(world.random.token(24));
        order.linkAt = world.clock.nowUtcMs();
    }
    if (channel == QLatin1String("native"))
        return asked.reply(
            {{QStringLiteral("code_url"), QStringLiteral("weixin://wxpay/bizpayurl?pr=") + order.prepay}});
    if (channel == QLatin1String("h5"))
        return asked.reply({{QStringLiteral("h5_url"),
            QStringLiteral("https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx") +
                order.prepay}});
    return asked.reply({{QStringLiteral("prepay_id"), QStringLiteral("wx") + order.prepay}});
}

Response queryOrder(AskedV3& asked, std::map<QString, PracticeOrder>::iterator order)
{
    World& world = asked.world;
    if (asked.query.queryItemValue(QStringLiteral("mchid")) != world.identity.mchid)
        return asked.error(400, "PARAM_ERROR", QStringLiteral("mchid不正确"));
    if (order == world.orders.end())
        return asked.error(404, "ORDER_NOT_EXIST", QStringLiteral("订单不存在"));
    QJsonObject json = world.transactionJson(order->first, order->second);
    if (world.modes.bareRefundQuery && order->second.state == QLatin1String("REFUND")) {
        json.remove(QStringLiteral("transaction_id"));
        json.remove(QStringLiteral("success_time"));
    }
    return asked.reply(json);
}

Response closeOrder(AskedV3& asked, const QString& number)
{
    const auto order = asked.world.findOrder(number, {});
    if (order == asked.world.orders.end())
        return asked.error(404, "ORDER_NOT_EXIST", QStringLiteral("订单不存在"));
    if (order->second.isHidden()) { // it looks unpaid, and surfaces all the same
        order->second.hiddenAs = QStringLiteral("CLOSED");
        return asked.done();
    }
    if (order->second.paidAt != 0)
        return asked.error(400, "ORDERPAID", QStringLiteral("订单已支付，不能关单"));
    order->second.state = QStringLiteral("CLOSED");
    return asked.done();
}

Response reverseOrder(AskedV3& asked, const QString& number)
{
    World& world = asked.world;
    const auto order = world.findOrder(number, {});
    if (order == world.orders.end())
        return asked.error(404, "ORDER_NOT_EXIST", QStringLiteral("订单不存在"));
    if (order->second.channel != QLatin1String("code"))
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("只有付款码支付的订单可以撤销"));
    if (order->second.state == QLatin1String("REFUND"))
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("订单已退款，不能撤销"));
    world.revokeOrder(number, order->second);
    return asked.reply({{QStringLiteral("appid"), world.appidOf(order->second)},
        {QStringLiteral("mchid"), world.identity.mchid}, {QStringLiteral("out_trade_no"), number}});
}

} // namespace

Response answerOrders(AskedV3& asked)
{
    if (asked.path.size() > 5 && asked.path[4] == QLatin1String("out-trade-no")) {
        const QString number = asked.path[5];
        if (asked.last() == QLatin1String("close"))
            return closeOrder(asked, number);
        if (asked.last() == QLatin1String("reverse"))
            return reverseOrder(asked, number);
        return queryOrder(asked, asked.world.findOrder(number, {}));
    }
    if (asked.path[4] == QLatin1String("id"))
        return queryOrder(asked, asked.world.findOrder({}, asked.last()));
    return createOrder(asked);
}

} // namespace zhangfang::practice::detail
