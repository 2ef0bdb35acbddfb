#include "base/calendar.h"
#include "practice/detail/asked_v2.h"
#include "practice/detail/rules.h"

namespace zhangfang::practice::detail
{
namespace
{

/// Refunds that one answer tells of. Source: the documents of API v2, "refundquery".
constexpr int kRefundsPerAnswer = 10;

using Entry = std::pair<QString, const PracticeRefund*>;

QString number(qint64 value)
{
    return QString::number(value);
}

QString couponType(const PracticeCoupon& coupon)
{
    return coupon.isPrefunded() ? QStringLiteral("CASH") : QStringLiteral("NO_CASH");
}

/// What comes back to coupons, under names with and without the refund's place in the answer.
void addCoupons(Fields& out, const PracticeRefund& refund, const QString& place)
{
    if (refund.shares.empty())
        return;
    out[QStringLiteral("coupon_refund_fee") + place] = number(refund.couponFen());
    qint64 count = 0;
    for (const PracticeCoupon& share : refund.shares) {
        if (share.fen == 0)
            continue;
        const QString at = place + QStringLiteral("_%1").arg(count++);
        out[QStringLiteral("coupon_type") + at] = couponType(share);
        out[QStringLiteral("coupon_refund_id") + at] = share.id;
        out[QStringLiteral("coupon_refund_fee") + at] = number(share.fen);
    }
    out[QStringLiteral("coupon_refund_count") + place] = number(count);
}

Response createRefund(AskedV2& asked)
{
    World& world = asked.world;
    const QString refundNo = asked.in("out_refund_no");
    const auto order = world.findOrder(asked.in("out_trade_no"), asked.in("transaction_id"));
    if (order == world.orders.end() || order->second.paidAt == 0 || order->second.isHidden())
        return asked.failed("INVALID_TRANSACTIONID", QStringLiteral("无效transaction_id"));
    PracticeOrder& paid = order->second;
    const auto known = world.refunds.find(refundNo);
    if (known == world.refunds.end()) {
        const qint64 sum = asked.fen("refund_fee");
        if (paid.state == QLatin1String("REVOKED"))
            return asked.failed("TRADE_STATE_ERROR", QStringLiteral("订单已撤销，不能退款"));
        if (world.clock.nowUtcMs() - paid.paidAt > kRefundWithinMs)
            return asked.failed("TRADE_OVERDUE", QStringLiteral("订单已经超过退款期限"));
        if (asked.fen("total_fee") != paid.totalFen || sum < 1 ||
            sum > paid.totalFen - world.refundedFen(order->first))
            return asked.failed("PARAM_ERROR", QStringLiteral("退款金额大于支付金额"));
        if (world.refundCount(order->first) >= kMostRefunds)
            return asked.failed("ERROR", QStringLiteral("该订单的部分退款次数已达上限"));
        PracticeRefund refund;
        refund.body = asked.request.body;
        refund.v2 = true;
        refund.orderNo = order->first;
        refund.fen = sum;
        refund.reason = asked.in("refund_desc");
        refund.notifyUrl = asked.in("notify_url");
        const QString source = asked.in("refund_account");
        refund.fundsAccount =
            source == QLatin1String("REFUND_SOURCE_RECHARGE_FUNDS")    ? QStringLiteral("AVAILABLE")
            : source == QLatin1String("REFUND_SOURCE_UNSETTLED_FUNDS") ? QStringLiteral("UNSETTLED")
                                                                       : QString();
        refund.createdAt = world.clock.nowUtcMs();
        refund.dueAt = refund.createdAt + kRefundTakesMs;
        if (!world.takeRefund(refundNo, refund))
            return asked.failed("NOTENOUGH", QStringLiteral("余额不足"));
        refund.refundId = world.nextNumber("50000");
        paid.state = QStringLiteral("REFUND");
        world.refunds[refundNo] = refund;
    }
    const PracticeRefund& refund = world.refunds[refundNo];
    Fields out{{QStringLiteral("out_trade_no"), order->first},
        {QStringLiteral("transaction_id"), paid.transactionId}, {QStringLiteral("out_refund_no"), refundNo},
        {QStringLiteral("refund_id"), refund.refundId}, {QStringLiteral("refund_fee"), number(refund.fen)},
        {QStringLiteral("total_fee"), number(paid.totalFen)},
        {QStringLiteral("cash_fee"), number(paid.totalFen - paid.couponFen())}};
    if (!paid.coupons.empty()) {
        out[QStringLiteral("settlement_total_fee")] = number(paid.settledFen());
        out[QStringLiteral("settlement_refund_fee")] = number(refund.settledFen());
        out[QStringLiteral("cash_refund_fee")] = number(refund.fen - refund.couponFen());
        addCoupons(out, refund, {});
    }
    return asked.done(out);
}

void addRefund(Fields& out, const Entry& entry, const PracticeOrder& order, int place)
{
    const PracticeRefund& refund = *entry.second;
    const QString at = QStringLiteral("_%1").arg(place);
    out[QStringLiteral("out_refund_no") + at] = entry.first;
    out[QStringLiteral("refund_id") + at] = refund.refundId;
    out[QStringLiteral("refund_fee") + at] = number(refund.fen);
    out[QStringLiteral("refund_status") + at] =
        refund.state == QLatin1String("CLOSED")     ? QStringLiteral("REFUNDCLOSE")
        : refund.state == QLatin1String("ABNORMAL") ? QStringLiteral("CHANGE")
                                                    : refund.state;
    out[QStringLiteral("refund_recv_accout") + at] = refund.receivedAccount;
    if (refund.successAt != 0)
        out[QStringLiteral("refund_success_time") + at] =
            base::toRfc3339(refund.successAt).left(19).replace(QLatin1Char('T'), QLatin1Char(' '));
    if (!order.coupons.empty()) {
        out[QStringLiteral("settlement_refund_fee") + at] = number(refund.settledFen());
        addCoupons(out, refund, at);
    }
}

/// By a refund's number there is one; by an order's there are all of it, ten at a time.
Response queryRefund(AskedV2& asked)
{
    World& world = asked.world;
    const QString refundNo = asked.in("out_refund_no"), refundId = asked.in("refund_id");
    const auto order = world.findOrder(asked.in("out_trade_no"), asked.in("transaction_id"));
    std::vector<Entry> found;
    for (const auto& [no, refund] : world.refunds) {
        const bool meant = !refundId.isEmpty() ? refund.refundId == refundId
                           : !refundNo.isEmpty()
                               ? no == refundNo
                               : order != world.orders.end() && refund.orderNo == order->first;
        if (meant)
            found.emplace_back(no, &refund);
    }
    std::stable_sort(found.begin(), found.end(),
        [](const Entry& one, const Entry& other) { return one.second->createdAt < other.second->createdAt; });
    const auto offset = static_cast<size_t>(std::max<qint64>(0, asked.fen("offset")));
    if (offset >= found.size())
        return asked.failed("REFUNDNOTEXIST", QStringLiteral("退款订单查询失败"));
    const PracticeOrder& paid = world.orders.at(found.front().second->orderNo);
    Fields out{{QStringLiteral("out_trade_no"), found.front().second->orderNo},
        {QStringLiteral("transaction_id"), paid.transactionId},
        {QStringLiteral("total_fee"), number(paid.totalFen)},
        {QStringLiteral("cash_fee"), number(paid.totalFen - paid.couponFen())},
        {QStringLiteral("total_refund_count"), number(world.refundCount(found.front().second->orderNo))}};
    if (!paid.coupons.empty())
        out[QStringLiteral("settlement_total_fee")] = number(paid.settledFen());
    int place = 0;
    for (size_t i = offset; i < found.size() && place < kRefundsPerAnswer; ++i)
        addRefund(out, found[i], paid, place++);
    out[QStringLiteral("refund_count")] = number(place);
    return asked.done(out);
}

} // namespace

Response answerRefunds(AskedV2& asked)
{
    return asked.is("/pay/refundquery") ? queryRefund(asked) : createRefund(asked);
}

} // namespace zhangfang::practice::detail
