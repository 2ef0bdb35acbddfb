#include "practice/detail/asked_v3.h"

#include <QJsonArray>

namespace zhangfang::practice::detail
{
namespace
{

/// Source: facts page, "Refunds"; the accounts are those of the documents.
constexpr const char* kFundsAccounts[] = {"AVAILABLE", "UNSETTLED", "OPERATION"};

QString cardProblem(const AskedV3& asked)
{
    if (asked.text("type") != QLatin1String("USER_BANK_CARD"))
        return {};
    for (const char* name : {"bank_type", "bank_account", "real_name"}) {
        if (asked.text(name).isEmpty())
            return QStringLiteral("退款至用户银行卡时，%1必填").arg(QString::fromLatin1(name));
    }
    for (const char* name : {"bank_account", "real_name"}) {
        if (!asked.opened(asked.text(name)))
            return QStringLiteral("%1解密失败").arg(QString::fromLatin1(name));
    }
    return {};
}

/// An abnormal refund goes to a card of the user or the merchant instead.
Response redirectRefund(AskedV3& asked)
{
    World& world = asked.world;
    if (const QString problem = cardProblem(asked); !problem.isEmpty())
        return asked.error(400, "PARAM_ERROR", problem);
    const auto refund = world.refunds.find(asked.text("out_refund_no"));
    if (refund == world.refunds.end() || refund->second.refundId != asked.secondLast())
        return asked.error(404, "RESOURCE_NOT_EXISTS", QStringLiteral("退款单不存在"));
    if (refund->second.state != QLatin1String("ABNORMAL"))
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("退款单状态不是异常"));
    refund->second.state = QStringLiteral("PROCESSING");
    refund->second.dueAt = world.clock.nowUtcMs() + kRefundTakesMs;
    refund->second.receivedAccount =
        asked.text("type") == QLatin1String("USER_BANK_CARD")
            ? asked.text("bank_type") + asked.opened(asked.text("bank_account")).value_or(QString()).right(4)
            : QStringLiteral("商户银行账户");
    return asked.reply(world.refundJson(refund->first, refund->second));
}

QString refundProblem(const AskedV3& asked, const PracticeOrder& order)
{
    const QJsonObject amount = asked.object("amount");
    if (amount.value(QLatin1String("total")).toInteger() != order.totalFen)
        return QStringLiteral("订单金额与原订单不一致");
    const qint64 fen = amount.value(QLatin1String("refund")).toInteger();
    qint64 goods = 0;
    const QJsonArray detail = asked.body.value(QLatin1String("goods_detail")).toArray();
    for (const auto& item : detail)
        goods += item.toObject().value(QLatin1String("refund_amount")).toInteger();
    if (!detail.isEmpty() && goods != fen)
        return QStringLiteral("goods_detail的退款金额之和与退款金额不一致");
    const QString account = asked.text("funds_account");
    const bool known =
        account.isEmpty() || std::any_of(std::begin(kFundsAccounts), std::end(kFundsAccounts),
                                 [&account](const char* name) { return account == QLatin1String(name); });
    return known ? QString() : QStringLiteral("funds_account取值不正确");
}

Response createRefund(AskedV3& asked)
{
    World& world = asked.world;
    const QString number = asked.text("out_refund_no");
    if (!AskedV3::isNumber(number, "_*|@-"))
        return asked.error(400, "PARAM_ERROR", QStringLiteral("out_refund_no格式不正确"));
    const auto known = world.refunds.find(number);
    if (known != world.refunds.end()) {
        if (known->second.body != asked.request.body)
            return asked.error(400, "INVALID_REQUEST", QStringLiteral("退款单号已存在，但参数与原单不一致"));
        return asked.reply(world.refundJson(number, known->second));
    }
    const auto order = world.findOrder(asked.text("out_trade_no"), asked.text("transaction_id"));
    if (order == world.orders.end() || order->second.paidAt == 0 || order->second.isHidden())
        return asked.error(404, "RESOURCE_NOT_EXISTS", QStringLiteral("订单不存在"));
    if (const QString problem = refundProblem(asked, order->second); !problem.isEmpty())
        return asked.error(400, "PARAM_ERROR", problem);
    if (order->second.state == QLatin1String("REVOKED"))
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("订单已撤销，不能退款"));
    if (world.clock.nowUtcMs() - order->second.paidAt > kRefundWithinMs)
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("订单已经超过可退款的最大期限"));
    const qint64 fen = asked.object("amount").value(QLatin1String("refund")).toInteger();
    if (fen < 1 || fen > order->second.totalFen - world.refundedFen(order->first))
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("退款总金额超过支付金额"));
    if (world.refundCount(order->first) >= kMostRefunds)
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("该订单的部分退款次数已达上限"));
    PracticeRefund refund;
    refund.body = asked.request.body;
    refund.orderNo = order->first;
    refund.fen = fen;
    refund.reason = asked.text("reason");
    refund.notifyUrl = asked.text("notify_url");
    refund.fundsAccount = asked.text("funds_account");
    refund.createdAt = world.clock.nowUtcMs();
    refund.dueAt = refund.createdAt + kRefundTakesMs;
    if (!world.takeRefund(number, refund))
        return asked.error(403, "NOT_ENOUGH", QStringLiteral("余额不足"));
    refund.refundId = world.nextNumber("50000");
    order->second.state = QStringLiteral("REFUND");
    world.refunds[number] = refund;
    return asked.reply(world.refundJson(number, refund));
}

} // namespace

Response answerRefunds(AskedV3& asked)
{
    if (asked.last() == QLatin1String("apply-abnormal-refund"))
        return redirectRefund(asked);
    if (asked.isPost())
        return createRefund(asked);
    const auto refund = asked.world.refunds.find(asked.last());
    return refund == asked.world.refunds.end()
               ? asked.error(404, "RESOURCE_NOT_EXISTS", QStringLiteral("退款单不存在"))
               : asked.reply(asked.world.refundJson(refund->first, refund->second));
}

} // namespace zhangfang::practice::detail
