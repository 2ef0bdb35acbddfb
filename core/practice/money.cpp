#include "base/money.h"
#include "base/calendar.h"
#include "practice/detail/world.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace zhangfang::practice::detail
{
namespace
{

constexpr qint64 kWhole = 100'000; ///< a rate of 100 %

qint64 sum(const std::vector<PracticeCoupon>& coupons, bool (*which)(const PracticeCoupon&))
{
    qint64 fen = 0;
    for (const PracticeCoupon& coupon : coupons)
        fen += which(coupon) ? coupon.fen : 0;
    return fen;
}
bool any(const PracticeCoupon&)
{
    return true;
}
bool unfunded(const PracticeCoupon& coupon)
{
    return !coupon.isPrefunded();
}
bool ownMoney(const PracticeCoupon& coupon)
{
    return coupon.isOwnMoney();
}

/// What of a refund goes back to each coupon: in proportion, never more than is left of a coupon or of what
/// the customer paid, and exact once all is refunded. `given`: what earlier refunds gave back.
std::vector<PracticeCoupon> sharesOf(
    const PracticeOrder& order, const std::vector<PracticeCoupon>& given, qint64 before, qint64 fen)
{
    const qint64 after = before + fen;
    const qint64 givenFen = sum(given, any);
    qint64 left = order.couponFen() * after / order.totalFen - givenFen;
    left = std::clamp<qint64>(left, 0, fen);
    std::vector<PracticeCoupon> shares = order.coupons;
    const auto roomOf = [&](size_t i) {
        qint64 room = order.coupons[i].fen - shares[i].fen;
        for (const PracticeCoupon& earlier : given)
            room -= earlier.id == shares[i].id ? earlier.fen : 0;
        return room;
    };
    for (PracticeCoupon& share : shares)
        share.fen = 0;
    for (size_t i = 0; i < shares.size(); ++i) {
        const qint64 room = roomOf(i);
        const qint64 due = order.coupons[i].fen * after / order.totalFen - (order.coupons[i].fen - room);
        shares[i].fen = std::clamp<qint64>(due, 0, std::min(room, left));
        left -= shares[i].fen;
    }
    for (size_t i = 0; i < shares.size() && left > 0; ++i) {
        const qint64 more = std::min(roomOf(i), left);
        shares[i].fen += more;
        left -= more;
    }
    return shares;
}

QString yuan(qint64 fen)
{
    return base::Money::fen(fen).toYuan();
}

} // namespace

std::optional<qint64> parseFeeRate(const QString& percent)
{
    static const QRegularExpression kPercent(QStringLiteral("^([0-9]{1,2})(?:\\.([0-9]{1,3}))?$"));
    const auto match = kPercent.match(percent);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 rate = match.captured(1).toLongLong() * 1000 +
                        match.captured(2).leftJustified(3, QLatin1Char('0')).toLongLong();
    return rate <= kWhole / 10 ? std::optional(rate) : std::nullopt;
}

QString feeRateText(qint64 rate)
{
    QString text = QStringLiteral("%1.%2").arg(rate / 1000).arg(rate % 1000, 3, 10, QLatin1Char('0'));
    if (text.endsWith(QLatin1Char('0')))
        text.chop(1); // two decimals, as WeChat writes them
    return text;
}

qint64 feeFen(qint64 settledFen, qint64 rate)
{
    return (settledFen * rate + kWhole / 2) / kWhole;
}

qint64 PracticeOrder::couponFen() const
{
    return sum(coupons, any);
}

qint64 PracticeOrder::settledFen() const
{
    return totalFen - sum(coupons, unfunded);
}

qint64 PracticeRefund::couponFen() const
{
    return sum(shares, any);
}

qint64 PracticeRefund::settledFen() const
{
    return fen - sum(shares, unfunded);
}

qint64 World::availableFen(const QString& account) const
{
    return account == QLatin1String(kUnsettled)   ? unsettledFen
           : account == QLatin1String(kOperation) ? operationFen
           : account == QLatin1String(kCoupons)   ? prefundedFen
                                                  : balanceFen;
}

void World::move(
    const QString& kind, const QString& number, qint64 fen, const QString& account, const QString& remark)
{
    qint64& balance = account == QLatin1String(kUnsettled)   ? unsettledFen
                      : account == QLatin1String(kOperation) ? operationFen
                      : account == QLatin1String(kCoupons)   ? prefundedFen
                                                             : balanceFen;
    balance += fen;
    const bool basic = account == QLatin1String(kBasic) || account == QLatin1String(kUnsettled);
    movements.push_back({clock.nowUtcMs(), kind, number, fen, basic ? balanceFen + unsettledFen : balance,
        account, unsettledFen, remark});
}

void World::settleOrder(PracticeOrder& order, const QString& number)
{
    order.state = QStringLiteral("SUCCESS");
    order.transactionId = nextNumber("42000");
    order.paidAt = wall.nowUtcMs();
    order.feeRate = modes.feeRate;
    const qint64 settled = order.settledFen();
    order.feeFen = feeFen(settled, order.feeRate);
    const QString account = QString::fromLatin1(modes.settlesNextDay ? kUnsettled : kBasic);
    move(QStringLiteral("payment"), number, settled, account);
    if (order.feeFen > 0)
        move(QStringLiteral("fee"), number, -order.feeFen, account);
    if (const qint64 own = sum(order.coupons, ownMoney); own > 0)
        move(QStringLiteral("coupon"), number, -own, QString::fromLatin1(kCoupons));
    if (modes.settlesNextDay) {
        order.unsettledFen = settled - order.feeFen;
        order.settleAt = base::startOfDayUtcMs(base::addWeekdays(base::businessDay(clock.nowUtcMs()), 1));
        restless.insert(number);
    }
}

void World::settleUnsettled(PracticeOrder& order, const QString& number)
{
    const qint64 fen = std::exchange(order.unsettledFen, 0);
    const qint64 at = std::exchange(order.settleAt, 0);
    if (fen == 0)
        return;
    move(QStringLiteral("settlement"), number, -fen, QString::fromLatin1(kUnsettled));
    move(QStringLiteral("settlement"), number, fen);
    for (auto half = movements.end() - 2; half != movements.end(); ++half)
        half->at = at; // however late the clock was looked at
}

bool World::takeRefund(const QString& number, PracticeRefund& refund)
{
    PracticeOrder& order = orders.at(refund.orderNo);
    std::vector<PracticeCoupon> given;
    qint64 before = 0, settledBefore = 0;
    for (const auto& [earlierNo, earlier] : refunds) {
        if (earlier.orderNo != refund.orderNo || earlier.state == QLatin1String("CLOSED") ||
            earlierNo == number)
            continue;
        before += earlier.fen;
        settledBefore += earlier.settledFen();
        given.insert(given.end(), earlier.shares.begin(), earlier.shares.end());
    }
    refund.shares = sharesOf(order, given, before, refund.fen);
    const qint64 stays = order.settledFen() - settledBefore - refund.settledFen();
    refund.feeFen = std::max<qint64>(0, order.feeFen - feeFen(stays, order.feeRate));
    refund.account = refund.fundsAccount == QLatin1String("AVAILABLE")  ? QString::fromLatin1(kBasic)
                     : refund.fundsAccount == QLatin1String(kOperation) ? QString::fromLatin1(kOperation)
                     : refund.fundsAccount == QLatin1String(kUnsettled) || order.unsettledFen > 0
                         ? QString::fromLatin1(kUnsettled)
                         : QString::fromLatin1(kBasic);
    const qint64 net = refund.settledFen() - refund.feeFen;
    const bool unsettled = refund.account == QLatin1String(kUnsettled);
    if (net > (unsettled ? order.unsettledFen : availableFen(refund.account)))
        return false;
    order.feeFen -= refund.feeFen;
    if (unsettled)
        order.unsettledFen -= net;
    move(QStringLiteral("refund"), number, -net, refund.account,
        refund.feeFen == 0 ? QString()
                           : QStringLiteral("退款总金额%1元;含手续费%2元")
                                 .arg(yuan(refund.settledFen()), yuan(refund.feeFen)));
    if (const qint64 own = sum(refund.shares, ownMoney); own > 0)
        move(QStringLiteral("coupon_back"), number, own, QString::fromLatin1(kCoupons));
    return true;
}

void World::returnRefund(const QString& number, const PracticeRefund& refund)
{
    PracticeOrder& order = orders.at(refund.orderNo);
    const qint64 net = refund.settledFen() - refund.feeFen;
    order.feeFen += refund.feeFen;
    // What was still to be settled may have been settled since.
    const bool unsettled = refund.account == QLatin1String(kUnsettled) && order.settleAt != 0;
    if (unsettled)
        order.unsettledFen += net;
    const bool settled = refund.account == QLatin1String(kUnsettled) && !unsettled;
    move(QStringLiteral("refund_back"), number, net, settled ? QString::fromLatin1(kBasic) : refund.account);
    if (const qint64 own = sum(refund.shares, ownMoney); own > 0)
        move(QStringLiteral("coupon"), number, -own, QString::fromLatin1(kCoupons));
}

qint64 World::refundedFen(const QString& orderNo) const
{
    qint64 fen = 0;
    for (const auto& [number, refund] : refunds) {
        if (refund.orderNo == orderNo && refund.state != QLatin1String("CLOSED"))
            fen += refund.fen;
    }
    return fen;
}

int World::refundCount(const QString& orderNo) const
{
    return static_cast<int>(std::count_if(refunds.begin(), refunds.end(),
        [&orderNo](const auto& entry) { return entry.second.orderNo == orderNo; }));
}

qint64 World::paidOutTodayFen(const QString& openid) const
{
    const QDate today = base::businessDay(clock.nowUtcMs());
    qint64 fen = 0;
    for (const auto& [number, transfer] : transfers) {
        const bool back = transfer.state == QLatin1String("FAIL") ||
                          transfer.state == QLatin1String("CANCELLED") || !transfer.failsWith.isEmpty();
        if (!back && (openid.isEmpty() || transfer.openid == openid) &&
            base::businessDay(transfer.createdAt) == today)
            fen += transfer.fen;
    }
    return fen;
}

QJsonObject World::bookkeeping() const
{
    const std::lock_guard lock(mutex);
    QJsonArray paid, out, back;
    qint64 in = 0, gone = 0, returned = 0, fees = 0;
    const auto couponsJson = [](const std::vector<PracticeCoupon>& coupons) {
        QJsonArray all;
        for (const PracticeCoupon& coupon : coupons)
            all.append(QJsonObject{{QStringLiteral("coupon_id"), coupon.id},
                {QStringLiteral("type"), coupon.type}, {QStringLiteral("contribute"), coupon.contribute},
                {QStringLiteral("amount_fen"), coupon.fen}});
        return all;
    };
    for (const auto& [number, order] : orders) {
        if (order.paidAt == 0)
            continue;
        in += order.totalFen;
        fees += order.feeFen;
        paid.append(QJsonObject{{QStringLiteral("out_trade_no"), number},
            {QStringLiteral("transaction_id"), order.transactionId}, {QStringLiteral("state"), order.state},
            {QStringLiteral("amount_fen"), order.totalFen},
            {QStringLiteral("payer_fen"), order.totalFen - order.couponFen()},
            {QStringLiteral("settled_fen"), order.settledFen()},
            {QStringLiteral("coupon_fen"), order.couponFen()},
            {QStringLiteral("coupons"), couponsJson(order.coupons)},
            {QStringLiteral("fee_fen"), order.feeFen}, {QStringLiteral("attach"), order.attach},
            {QStringLiteral("appid"), appidOf(order)}});
    }
    for (const auto& [number, refund] : refunds) {
        if (refund.state == QLatin1String("SUCCESS"))
            returned += refund.fen;
        back.append(
            QJsonObject{{QStringLiteral("out_refund_no"), number}, {QStringLiteral("state"), refund.state},
                {QStringLiteral("out_trade_no"), refund.orderNo}, {QStringLiteral("amount_fen"), refund.fen},
                {QStringLiteral("payer_fen"), refund.fen - refund.couponFen()},
                {QStringLiteral("settled_fen"), refund.settledFen()},
                {QStringLiteral("coupon_fen"), refund.couponFen()},
                {QStringLiteral("coupons"), couponsJson(refund.shares)},
                {QStringLiteral("fee_fen"), refund.feeFen}, {QStringLiteral("account"), refund.account},
                {QStringLiteral("received_account"), refund.receivedAccount}});
    }
    for (const auto& [number, transfer] : transfers) {
        gone += transfer.fen * transfer.timesPaid;
        out.append(QJsonObject{{QStringLiteral("out_bill_no"), number},
            {QStringLiteral("kind"), transfer.kind}, {QStringLiteral("state"), transfer.state},
            {QStringLiteral("amount_fen"), transfer.fen}, {QStringLiteral("times_paid"), transfer.timesPaid},
            {QStringLiteral("openid"), transfer.openid}, {QStringLiteral("account"), transfer.account},
            {QStringLiteral("fail_reason"), transfer.failReason}});
    }
    QJsonArray complaining;
    for (const auto& [id, complaint] : complaints) {
        const auto reply = replies.find(id);
        complaining.append(QJsonObject{{QStringLiteral("complaint_id"), id},
            {QStringLiteral("state"), complaint.value(QLatin1String("complaint_state"))},
            {QStringLiteral("replies"),
                QJsonArray::fromStringList(reply == replies.end() ? QStringList() : reply->second)}});
    }
    return {{QStringLiteral("balance_fen"), balanceFen + unsettledFen},
        {QStringLiteral("accounts"),
            QJsonObject{{QStringLiteral("unsettled"), unsettledFen}, {QStringLiteral("BASIC"), balanceFen},
                {QStringLiteral("OPERATION"), operationFen},
                {QStringLiteral("coupons_prefunded"), prefundedFen}}},
        {QStringLiteral("fee_fen"), fees}, {QStringLiteral("paid_in_fen"), in},
        {QStringLiteral("refunded_fen"), returned}, {QStringLiteral("paid_out_fen"), gone},
        {QStringLiteral("orders"), paid}, {QStringLiteral("refunds"), back},
        {QStringLiteral("transfers"), out}, {QStringLiteral("complaints"), complaining},
        {QStringLiteral("acknowledged"), QJsonArray::fromStringList(notifier.acknowledged())},
        {QStringLiteral("notifications_waiting"), notifier.waiting()}};
}

} // namespace zhangfang::practice::detail
