#include "base/calendar.h"
#include "practice/detail/asked_v2.h"
#include "practice/detail/rules.h"

namespace zhangfang::practice::detail
{
namespace
{

/// An order may be closed no sooner. Source: the documents of API v2, "closeorder".
constexpr qint64 kCloseAfterMs = 5LL * 60 * 1000;
/// A code payment may be reversed no sooner and no later. Source: the same, "reverse".
constexpr qint64 kReverseAfterMs = 15'000;
constexpr qint64 kReverseWithinMs = 7LL * 24 * 3600 * 1000;

QString channelOf(bool counter, const QString& type)
{
    return counter                         ? QStringLiteral("code")
           : type == QLatin1String("MWEB") ? QStringLiteral("h5")
                                           : type.toLower();
}

/// "20251009103456" in Shanghai; nothing: it is not one.
std::optional<qint64> compactTime(const QString& text)
{
    if (text.size() != 14)
        return std::nullopt;
    const auto time = base::parseRfc3339(QStringLiteral("%1-%2-%3T%4:%5:%6+08:00")
                                             .arg(text.mid(0, 4), text.mid(4, 2), text.mid(6, 2),
                                                 text.mid(8, 2), text.mid(10, 2), text.mid(12, 2)));
    return time ? std::optional(*time) : std::nullopt;
}

PracticeOrder opened(AskedV2& asked, bool counter)
{
    PracticeOrder order;
    order.body = asked.request.body;
    order.v2 = true;
    order.channel = channelOf(counter, asked.in("trade_type"));
    order.description = asked.in("body");
    order.notifyUrl = asked.in("notify_url");
    order.appid = asked.in("appid");
    order.attach = asked.in("attach");
    order.namesPromotions = asked.in("version") == QLatin1String("1.0");
    order.totalFen = asked.fen("total_fee");
    order.openid = asked.in("openid").isEmpty() ? QStringLiteral("oPracticeCustomer") : asked.in("openid");
    order.prepay = QString::fromLatin1(asked.world.random.token(24));
    order.createdAt = asked.world.clock.nowUtcMs();
    order.linkAt = order.createdAt;
    if (!counter)
        order.expiresAt = compactTime(asked.in("time_expire")).value_or(order.createdAt + kOrderLivesMs);
    return order;
}

/// The code's last digit says what its holder does, as in v3.
Response payByCode(AskedV2& asked, const QString& number, PracticeOrder& order)
{
    const QChar digit = asked.in("auth_code").back();
    if (digit == QLatin1Char('1')) {
        if (order.state == QLatin1String("NOTPAY"))
            order.state = QStringLiteral("USERPAYING");
        return asked.failed("USERPAYING", QStringLiteral("需要用户输入支付密码"));
    }
    if (digit == QLatin1Char('2') || digit == QLatin1Char('3')) {
        order.state = QStringLiteral("PAYERROR");
        return digit == QLatin1Char('2') ? asked.failed("NOTENOUGH", QStringLiteral("余额不足"))
                                         : asked.failed("AUTHCODEEXPIRE", QStringLiteral("二维码已过期"));
    }
    asked.world.settleOrder(order, number);
    return asked.done(asked.world.transactionFields(number, order));
}

Response createOrder(AskedV2& asked)
{
    World& world = asked.world;
    const QString number = asked.in("out_trade_no");
    const bool counter = asked.is("/pay/micropay");
    const QString type = asked.in("trade_type");
    if (asked.fen("total_fee") < 1 || (type == QLatin1String("JSAPI") && asked.in("openid").isEmpty()) ||
        (type == QLatin1String("NATIVE") && asked.in("product_id").isEmpty()) ||
        world.isOfAnotherAppid(asked.in("openid"), asked.in("appid")))
        return asked.failed("PARAM_ERROR", QStringLiteral("参数错误"));
    const auto known = world.orders.find(number);
    if (known == world.orders.end()) {
        world.orders[number] = opened(asked, counter);
        world.restless.insert(number);
    } else {
        const PracticeOrder& order = known->second;
        const QString state = order.isHidden() ? order.hiddenAs : order.state;
        const bool open = state == QLatin1String("NOTPAY") || state == QLatin1String("NOT_FOUND") ||
                          (counter && state == QLatin1String("USERPAYING"));
        if (order.body != asked.request.body)
            return asked.failed("OUT_TRADE_NO_USED", QStringLiteral("商户订单号重复"));
        if (order.paidAt != 0 && !order.isHidden())
            return asked.failed("ORDERPAID", QStringLiteral("商户订单已支付"));
        if (!open)
            return asked.failed("ORDERCLOSED", QStringLiteral("订单已关闭"));
        if (counter && order.isHidden())
            return asked.failed("USERPAYING", QStringLiteral("需要用户输入支付密码"));
    }
    PracticeOrder& order = world.orders[number];
    if (counter)
        return payByCode(asked, number, order);
    if (world.isLinkOver(order)) {
        order.prepay = QString::fromLatin1(world.random.token(24));
        order.linkAt = world.clock.nowUtcMs();
    }
    Fields out{{QStringLiteral("trade_type"), type},
        {QStringLiteral("prepay_id"), QStringLiteral("wx") + order.prepay}};
    if (type == QLatin1String("NATIVE"))
        out[QStringLiteral("code_url")] = QStringLiteral("weixin://wxpay/bizpayurl?pr=") + order.prepay;
    if (type == QLatin1String("MWEB"))
        out[QStringLiteral("mweb_url")] = QStringLiteral("https://wx.tenpay.com/m?p=wx") + order.prepay;
    return asked.done(out);
}

Response queryOrder(AskedV2& asked)
{
    World& world = asked.world;
    const auto order = world.findOrder(asked.in("out_trade_no"), asked.in("transaction_id"));
    if (order == world.orders.end())
        return asked.failed("ORDERNOTEXIST", QStringLiteral("此交易订单号不存在"));
    const PracticeOrder& found = order->second;
    const QString state = found.isHidden() ? found.hiddenAs : found.state;
    Fields out = world.transactionFields(order->first, found);
    out[QStringLiteral("trade_state")] = state;
    out[QStringLiteral("trade_state_desc")] = state;
    if (asked.in("version") == QLatin1String("1.0") && found.paidAt != 0 && !found.coupons.empty())
        out[QStringLiteral("promotion_detail")] = World::promotionsText(found);
    if (world.modes.bareRefundQuery && state == QLatin1String("REFUND")) {
        out.erase(QStringLiteral("transaction_id"));
        out.erase(QStringLiteral("time_end"));
    }
    return asked.done(out);
}

Response closeOrder(AskedV2& asked, PracticeOrder& order)
{
    World& world = asked.world;
    if (world.modes.strictV2Close && world.clock.nowUtcMs() - order.createdAt < kCloseAfterMs)
        return asked.failed("TRADE_STATE_ERROR", QStringLiteral("订单生成后五分钟内不能关单"));
    if (order.paidAt != 0 && !order.isHidden())
        return asked.failed("ORDERPAID", QStringLiteral("订单已支付"));
    if (order.isHidden()) // it looks unpaid, and surfaces all the same
        order.hiddenAs = QStringLiteral("CLOSED");
    else
        order.state = QStringLiteral("CLOSED");
    return asked.done({{QStringLiteral("result_msg"), QStringLiteral("OK")}});
}

Response reverseOrder(AskedV2& asked, const QString& number, PracticeOrder& order)
{
    World& world = asked.world;
    const qint64 age = world.clock.nowUtcMs() - order.createdAt;
    const auto refused = [&](const char* code, const QString& description, const QString& recall) {
        return asked.done({{QStringLiteral("result_code"), QStringLiteral("FAIL")},
            {QStringLiteral("err_code"), QString::fromLatin1(code)},
            {QStringLiteral("err_code_des"), description}, {QStringLiteral("recall"), recall}});
    };
    if (world.modes.strictV2Reverse && age < kReverseAfterMs)
        return refused("TRADE_ERROR", QStringLiteral("支付后至少15秒再撤销"), QStringLiteral("Y"));
    if (order.createdAt != 0 && age > kReverseWithinMs)
        return refused("REVERSE_EXPIRE", QStringLiteral("订单无法撤销"), QStringLiteral("N"));
    if (order.state == QLatin1String("REFUND"))
        return refused("TRADE_ERROR", QStringLiteral("订单已退款，不能撤销"), QStringLiteral("N"));
    world.revokeOrder(number, order);
    return asked.done({{QStringLiteral("recall"), QStringLiteral("N")}});
}

} // namespace

Response answerOrders(AskedV2& asked)
{
    if (asked.is("/pay/unifiedorder") || asked.is("/pay/micropay"))
        return createOrder(asked);
    if (asked.is("/pay/orderquery"))
        return queryOrder(asked);
    const auto order = asked.world.findOrder(asked.in("out_trade_no"), asked.in("transaction_id"));
    if (order == asked.world.orders.end())
        return asked.failed("ORDERNOTEXIST", QStringLiteral("订单不存在"));
    return asked.is("/secapi/pay/reverse") ? reverseOrder(asked, order->first, order->second)
                                           : closeOrder(asked, order->second);
}

} // namespace zhangfang::practice::detail
