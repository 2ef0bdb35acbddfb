#include "base/calendar.h"
#include "base/json.h"
#include "practice/detail/world.h"
#include "wechatpay/v2/signing.h"

namespace zhangfang::practice::detail
{
namespace
{

QString seconds(qint64 utcMs)
{
    return base::toRfc3339(utcMs / 1000 * 1000);
}

QString tradeType(const PracticeOrder& order)
{
    return order.channel == QLatin1String("code") ? QStringLiteral("MICROPAY")
           : order.channel == QLatin1String("h5") ? QStringLiteral("MWEB")
                                                  : order.channel.toUpper();
}

/// Who pays how much of a coupon.
void addContributions(QJsonObject& json, const PracticeCoupon& coupon, const char* wechat)
{
    const auto part = [&coupon](const char* who) {
        return coupon.contribute == QLatin1String(who) ? coupon.fen : 0;
    };
    json.insert(QLatin1String(wechat), part("wechat"));
    json.insert(QStringLiteral("merchant_contribute"), part("merchant"));
    json.insert(QStringLiteral("other_contribute"), part("other"));
}

/// What a coupon is called in refunds, and in v2's version 1.0.
QString promotionType(const PracticeCoupon& coupon)
{
    return coupon.isPrefunded() ? QStringLiteral("COUPON") : QStringLiteral("DISCOUNT");
}

QJsonArray promotionsJson(const PracticeOrder& order)
{
    QJsonArray all;
    for (const PracticeCoupon& coupon : order.coupons) {
        QJsonObject json{{QStringLiteral("coupon_id"), coupon.id},
            {QStringLiteral("name"), QStringLiteral("练习券")},
            {QStringLiteral("scope"), QStringLiteral("GLOBAL")}, {QStringLiteral("type"), coupon.type},
            {QStringLiteral("amount"), coupon.fen}, {QStringLiteral("stock_id"), QStringLiteral("931386")},
            {QStringLiteral("currency"), QStringLiteral("CNY")}};
        addContributions(json, coupon, "wechatpay_contribute");
        all.append(json);
    }
    return all;
}

} // namespace

QString World::appidOf(const PracticeOrder& order) const
{
    return order.appid.isEmpty() ? identity.appid : order.appid;
}

QJsonObject World::transactionJson(const QString& number, const PracticeOrder& order) const
{
    const bool paid = order.paidAt != 0 && !order.isHidden();
    const QString state = order.isHidden() ? order.hiddenAs : order.state;
    QJsonObject json{{QStringLiteral("mchid"), identity.mchid}, {QStringLiteral("appid"), appidOf(order)},
        {QStringLiteral("out_trade_no"), number}, {QStringLiteral("trade_state"), state},
        {QStringLiteral("trade_state_desc"), state},
        {QStringLiteral("amount"),
            QJsonObject{{QStringLiteral("total"), order.totalFen},
                {QStringLiteral("payer_total"), order.totalFen - (paid ? order.couponFen() : 0)},
                {QStringLiteral("currency"), QStringLiteral("CNY")},
                {QStringLiteral("payer_currency"), QStringLiteral("CNY")}}}};
    if (!order.attach.isEmpty())
        json.insert(QStringLiteral("attach"), order.attach);
    if (!paid)
        return json;
    json.insert(QStringLiteral("transaction_id"), order.transactionId);
    json.insert(QStringLiteral("trade_type"), tradeType(order));
    json.insert(QStringLiteral("bank_type"), QStringLiteral("OTHERS"));
    json.insert(QStringLiteral("success_time"), seconds(order.paidAt));
    json.insert(QStringLiteral("payer"), QJsonObject{{QStringLiteral("openid"), order.openid}});
    if (!order.coupons.empty())
        json.insert(QStringLiteral("promotion_detail"), promotionsJson(order));
    return json;
}

QString World::promotionsText(const PracticeOrder& order)
{
    QJsonArray all;
    for (const PracticeCoupon& coupon : order.coupons) {
        QJsonObject json{{QStringLiteral("promotion_id"), coupon.id},
            {QStringLiteral("name"), QStringLiteral("练习券")},
            {QStringLiteral("scope"), QStringLiteral("GLOBAL")},
            {QStringLiteral("type"), promotionType(coupon)}, {QStringLiteral("amount"), coupon.fen},
            {QStringLiteral("activity_id"), QStringLiteral("931386")}};
        addContributions(json, coupon, "wxpay_contribute");
        all.append(json);
    }
    return QString::fromUtf8(base::toCompactJson({{QStringLiteral("promotion_detail"), all}}));
}

wechatpay::v2::Fields World::transactionFields(const QString& number, const PracticeOrder& order) const
{
    const bool paid = order.paidAt != 0 && !order.isHidden();
    wechatpay::v2::Fields fields{{QStringLiteral("return_code"), QStringLiteral("SUCCESS")},
        {QStringLiteral("result_code"), QStringLiteral("SUCCESS")}, {QStringLiteral("appid"), appidOf(order)},
        {QStringLiteral("mch_id"), identity.mchid}, {QStringLiteral("nonce_str"), QStringLiteral("practice")},
        {QStringLiteral("openid"), order.openid}, {QStringLiteral("is_subscribe"), QStringLiteral("N")},
        {QStringLiteral("trade_type"), tradeType(order)},
        {QStringLiteral("bank_type"), QStringLiteral("OTHERS")},
        {QStringLiteral("total_fee"), QString::number(order.totalFen)},
        {QStringLiteral("fee_type"), QStringLiteral("CNY")},
        {QStringLiteral("cash_fee"), QString::number(order.totalFen - (paid ? order.couponFen() : 0))},
        {QStringLiteral("transaction_id"), paid ? order.transactionId : QString()},
        {QStringLiteral("out_trade_no"), number},
        {QStringLiteral("time_end"), paid ? base::toCompactTime(order.paidAt) : QString()}};
    if (!order.attach.isEmpty())
        fields[QStringLiteral("attach")] = order.attach;
    if (!paid || order.coupons.empty())
        return fields;
    fields[QStringLiteral("settlement_total_fee")] = QString::number(order.settledFen());
    fields[QStringLiteral("coupon_fee")] = QString::number(order.couponFen());
    fields[QStringLiteral("coupon_count")] = QString::number(order.coupons.size());
    for (size_t i = 0; i < order.coupons.size(); ++i) {
        const PracticeCoupon& coupon = order.coupons[i];
        fields[QStringLiteral("coupon_id_%1").arg(i)] = coupon.id;
        fields[QStringLiteral("coupon_type_%1").arg(i)] =
            coupon.isPrefunded() ? QStringLiteral("CASH") : QStringLiteral("NO_CASH");
        fields[QStringLiteral("coupon_fee_%1").arg(i)] = QString::number(coupon.fen);
    }
    if (order.namesPromotions)
        fields[QStringLiteral("promotion_detail")] = promotionsText(order);
    return fields;
}

QJsonObject World::refundJson(const QString& number, const PracticeRefund& refund) const
{
    const PracticeOrder& order = orders.at(refund.orderNo);
    QJsonObject amount{{QStringLiteral("total"), order.totalFen}, {QStringLiteral("refund"), refund.fen},
        {QStringLiteral("payer_total"), order.totalFen - order.couponFen()},
        {QStringLiteral("payer_refund"), refund.fen - refund.couponFen()},
        {QStringLiteral("settlement_refund"), refund.settledFen()},
        {QStringLiteral("settlement_total"), order.settledFen()},
        {QStringLiteral("discount_refund"), refund.couponFen()},
        {QStringLiteral("currency"), QStringLiteral("CNY")}};
    if (refund.feeFen != 0)
        amount.insert(QStringLiteral("refund_fee"), refund.feeFen);
    QJsonObject json{{QStringLiteral("refund_id"), refund.refundId},
        {QStringLiteral("out_refund_no"), number}, {QStringLiteral("transaction_id"), order.transactionId},
        {QStringLiteral("out_trade_no"), refund.orderNo},
        {QStringLiteral("channel"), QStringLiteral("ORIGINAL")},
        {QStringLiteral("user_received_account"), refund.receivedAccount},
        {QStringLiteral("create_time"), seconds(refund.createdAt)}, {QStringLiteral("status"), refund.state},
        {QStringLiteral("amount"), amount}};
    if (!refund.fundsAccount.isEmpty())
        json.insert(QStringLiteral("funds_account"), refund.fundsAccount);
    if (refund.successAt != 0)
        json.insert(QStringLiteral("success_time"), seconds(refund.successAt));
    QJsonArray promotions;
    for (const PracticeCoupon& share : refund.shares) {
        const auto whole = std::find_if(order.coupons.begin(), order.coupons.end(),
            [&share](const PracticeCoupon& coupon) { return coupon.id == share.id; });
        if (share.fen != 0 && whole != order.coupons.end())
            promotions.append(QJsonObject{{QStringLiteral("promotion_id"), share.id},
                {QStringLiteral("scope"), QStringLiteral("GLOBAL")},
                {QStringLiteral("type"), promotionType(share)}, {QStringLiteral("amount"), whole->fen},
                {QStringLiteral("refund_amount"), share.fen}});
    }
    if (!promotions.isEmpty())
        json.insert(QStringLiteral("promotion_detail"), promotions);
    return json;
}

QJsonObject World::transferJson(const QString& number, const PracticeTransfer& transfer) const
{
    QJsonObject json{{QStringLiteral("mch_id"), identity.mchid}, {QStringLiteral("out_bill_no"), number},
        {QStringLiteral("transfer_bill_no"), transfer.billNo},
        {QStringLiteral("appid"), transfer.appid.isEmpty() ? identity.appid : transfer.appid},
        {QStringLiteral("state"), transfer.state}, {QStringLiteral("transfer_amount"), transfer.fen},
        {QStringLiteral("transfer_remark"), transfer.remark}, {QStringLiteral("openid"), transfer.openid},
        {QStringLiteral("create_time"), base::toRfc3339(transfer.createdAt)},
        {QStringLiteral("update_time"), base::toRfc3339(clock.nowUtcMs())}};
    if (!transfer.failReason.isEmpty())
        json.insert(QStringLiteral("fail_reason"), transfer.failReason);
    return json;
}

void World::notifyV3(
    const QString& url, const char* eventType, const char* originalType, const QJsonObject& content)
{
    if (url.isEmpty())
        return;
    Delivery delivery;
    delivery.eventId = nextNumber("EV-");
    delivery.url = url;
    delivery.body = identity.notification(delivery.eventId, QString::fromLatin1(eventType),
        QString::fromLatin1(originalType), content, random, clock.nowUtcMs());
    delivery.dueAtUtcMs = clock.nowUtcMs();
    notifier.send(std::move(delivery));
}

void World::notifyV2(const QString& url, const wechatpay::v2::Fields& fields)
{
    if (url.isEmpty())
        return;
    auto sealed = fields;
    if (!sealed.contains(QStringLiteral("req_info"))) {
        sealed[QStringLiteral("sign_type")] = QStringLiteral("HMAC-SHA256");
        sealed[QStringLiteral("sign")] =
            wechatpay::v2::signature(sealed, identity.apiV2Key, wechatpay::v2::SignType::hmacSha256);
    }
    const auto xml = wechatpay::v2::writeXml(sealed);
    Delivery delivery;
    delivery.eventId = nextNumber("EV2-");
    delivery.url = url;
    delivery.body = xml.value_or(QByteArray());
    delivery.dueAtUtcMs = clock.nowUtcMs();
    delivery.v2 = true;
    notifier.send(std::move(delivery));
}

} // namespace zhangfang::practice::detail
