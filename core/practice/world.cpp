#include "practice/detail/world.h"

#include "base/calendar.h"
#include "base/json.h"
#include "wechatpay/v2/signing.h"

namespace zhangfang::practice::detail
{
namespace
{

/// A payee who has not confirmed by then gets nothing; facts page, "Paying out, now".
constexpr qint64 kConfirmWithinMs = base::kDayMs;

QString seconds(qint64 utcMs)
{
    return base::toRfc3339(utcMs / 1000 * 1000);
}

} // namespace

World::World(Remembered before, const Practice::Options& givenOptions)
    : Memory(std::move(before.memory)), options(givenOptions), identity(std::move(before.identity)),
      notifier(identity, clock, random)
{
}

QString World::nextNumber(const char* prefix)
{
    return QString::fromLatin1(prefix) +
           base::businessDay(clock.nowUtcMs()).toString(QStringLiteral("yyyyMMdd")) +
           QString::number(++serial).rightJustified(12, QLatin1Char('0'));
}

void World::move(const QString& kind, const QString& number, qint64 fen)
{
    balanceFen += fen;
    movements.push_back({clock.nowUtcMs(), kind, number, fen, balanceFen});
}

void World::settleOrder(PracticeOrder& order, const QString& number)
{
    order.state = QStringLiteral("SUCCESS");
    order.transactionId = nextNumber("42000");
    order.paidAt = wall.nowUtcMs();
    move(QStringLiteral("payment"), number, order.totalFen);
}

void World::notifyPaid(const QString& number, const PracticeOrder& order, std::optional<qint64> wrongFen)
{
    if (order.v2) {
        auto fields = transactionFields(number, order);
        if (wrongFen)
            fields[QStringLiteral("total_fee")] = QString::number(*wrongFen);
        return notifyV2(order.notifyUrl, fields);
    }
    QJsonObject content = transactionJson(number, order);
    if (wrongFen) {
        QJsonObject amount = content.value(QLatin1String("amount")).toObject();
        amount.insert(QStringLiteral("total"), *wrongFen);
        content.insert(QStringLiteral("amount"), amount);
    }
    notifyV3(order.notifyUrl, "TRANSACTION.SUCCESS", "transaction", content);
}

qint64 World::refundedFen(const QString& orderNo) const
{
    qint64 sum = 0;
    for (const auto& [number, refund] : refunds) {
        if (refund.orderNo == orderNo && refund.state != QLatin1String("CLOSED"))
            sum += refund.fen;
    }
    return sum;
}

void World::finishRefund(const QString& number, const QString& state)
{
    PracticeRefund& refund = refunds[number];
    refund.state = state;
    refund.dueAt = 0;
    PracticeOrder& order = orders[refund.orderNo];
    if (state == QLatin1String("SUCCESS")) {
        refund.successAt = wall.nowUtcMs();
        order.state = QStringLiteral("REFUND");
    } else if (state == QLatin1String("CLOSED")) {
        move(QStringLiteral("refund_back"), number, refund.fen);
        if (refundedFen(refund.orderNo) == 0)
            order.state = QStringLiteral("SUCCESS");
    }
    if (!refund.v2) {
        QJsonObject content = refundJson(number, refund);
        content.insert(QStringLiteral("mchid"), identity.mchid);
        content.insert(QStringLiteral("refund_status"), content.take(QStringLiteral("status")));
        return notifyV3(refund.notifyUrl, ("REFUND." + state.toLatin1()).constData(), "refund", content);
    }
    const auto sealed = wechatpay::v2::sealRefundInfo(
        {{QStringLiteral("out_refund_no"), number}, {QStringLiteral("out_trade_no"), refund.orderNo},
            {QStringLiteral("refund_id"), refund.refundId},
            {QStringLiteral("transaction_id"), order.transactionId},
            {QStringLiteral("refund_fee"), QString::number(refund.fen)},
            {QStringLiteral("total_fee"), QString::number(order.totalFen)},
            {QStringLiteral("refund_status"), state == QLatin1String("CLOSED") ? QStringLiteral("REFUNDCLOSE")
                                              : state == QLatin1String("ABNORMAL") ? QStringLiteral("CHANGE")
                                                                                   : state},
            {QStringLiteral("refund_recv_accout"), QStringLiteral("支付用户零钱")}},
        identity.apiV2Key);
    if (sealed)
        notifyV2(refund.notifyUrl,
            {{QStringLiteral("return_code"), QStringLiteral("SUCCESS")},
                {QStringLiteral("appid"), identity.appid}, {QStringLiteral("mch_id"), identity.mchid},
                {QStringLiteral("nonce_str"), QString::fromLatin1(random.token(32))},
                {QStringLiteral("req_info"), *sealed}});
}

void World::finishTransfer(const QString& number, const QString& state, const QString& failReason)
{
    PracticeTransfer& transfer = transfers[number];
    transfer.state = state;
    transfer.failReason = failReason;
    transfer.confirmAt = 0;
    if (state == QLatin1String("SUCCESS"))
        ++transfer.timesPaid;
    else
        move(QStringLiteral("transfer_back"), number, transfer.fen);
    if (transfer.kind == QLatin1String("bill"))
        notifyV3(
            transfer.notifyUrl, "MCHTRANSFER.BILL.FINISHED", "mch_payment", transferJson(number, transfer));
}

void World::answerAuthorization(const QString& number, const QString& state)
{
    PracticeAuthorization& consent = authorizations[number];
    consent.state = state;
    consent.confirmAt = 0;
    consent.id = nextNumber("1450");
    notifyV3(consent.notifyUrl, "MCHTRANSFER.AUTHORIZATION.CONFIRMED", "mchtransfer_authorization",
        {{QStringLiteral("out_authorization_no"), number}, {QStringLiteral("authorization_id"), consent.id},
            {QStringLiteral("openid"), consent.openid}, {QStringLiteral("state"), consent.state}});
}

void World::notifyBatch(const QString& number, const PracticeBatch& batch)
{
    const QJsonObject body = base::parseJsonObject(batch.body).value_or(QJsonObject());
    notifyV3(body.value(QLatin1String("notify_url")).toString(),
        ("MCHTRANSFER.BATCH." + batch.state.toLatin1()).constData(), "mchtransfer",
        {{QStringLiteral("mchid"), identity.mchid}, {QStringLiteral("out_batch_no"), number},
            {QStringLiteral("batch_id"), batch.batchId}, {QStringLiteral("batch_status"), batch.state}});
}

void World::tick()
{
    const qint64 now = clock.nowUtcMs();
    for (auto& [number, transfer] : transfers) {
        const bool waits = transfer.state == QLatin1String("WAIT_USER_CONFIRM");
        if (transfer.confirmAt != 0 && transfer.confirmAt <= now)
            finishTransfer(number, QStringLiteral("SUCCESS"), {});
        else if (waits && transfer.createdAt + kConfirmWithinMs <= now)
            finishTransfer(number, QStringLiteral("FAIL"), QStringLiteral("OVERDUE_CLOSE"));
    }
    for (const auto& [number, consent] : authorizations) {
        if (consent.confirmAt != 0 && consent.confirmAt <= now)
            answerAuthorization(number, QStringLiteral("TAKING_EFFECT"));
    }
    for (auto& [number, refund] : refunds) {
        if (refund.dueAt != 0 && refund.dueAt <= now && !manualRefunds)
            finishRefund(number, QStringLiteral("SUCCESS"));
    }
    for (auto& [batchNo, batch] : batches) {
        const QString& no = batchNo;
        const bool open = std::any_of(transfers.begin(), transfers.end(), [&](const auto& entry) {
            return entry.second.batchNo == no && entry.second.state == QLatin1String("WAIT_USER_CONFIRM");
        });
        if (open || batch.state == QLatin1String("CLOSED") || batch.state == QLatin1String("FINISHED"))
            continue;
        batch.state = QStringLiteral("FINISHED");
        notifyBatch(no, batch);
    }
}

QJsonObject World::transactionJson(const QString& number, const PracticeOrder& order) const
{
    QJsonObject json{{QStringLiteral("mchid"), identity.mchid}, {QStringLiteral("appid"), identity.appid},
        {QStringLiteral("out_trade_no"), number}, {QStringLiteral("trade_state"), order.state},
        {QStringLiteral("trade_state_desc"), order.state},
        {QStringLiteral("amount"), QJsonObject{{QStringLiteral("total"), order.totalFen},
                                       {QStringLiteral("payer_total"), order.totalFen},
                                       {QStringLiteral("currency"), QStringLiteral("CNY")},
                                       {QStringLiteral("payer_currency"), QStringLiteral("CNY")}}}};
    if (order.paidAt != 0) {
        json.insert(QStringLiteral("transaction_id"), order.transactionId);
        json.insert(QStringLiteral("trade_type"),
            order.channel == QLatin1String("code") ? QStringLiteral("MICROPAY") : order.channel.toUpper());
        json.insert(QStringLiteral("bank_type"), QStringLiteral("OTHERS"));
        json.insert(QStringLiteral("success_time"), seconds(order.paidAt));
        json.insert(QStringLiteral("payer"), QJsonObject{{QStringLiteral("openid"), order.openid}});
    }
    return json;
}

wechatpay::v2::Fields World::transactionFields(const QString& number, const PracticeOrder& order) const
{
    return {{QStringLiteral("return_code"), QStringLiteral("SUCCESS")},
        {QStringLiteral("result_code"), QStringLiteral("SUCCESS")}, {QStringLiteral("appid"), identity.appid},
        {QStringLiteral("mch_id"), identity.mchid}, {QStringLiteral("nonce_str"), QStringLiteral("practice")},
        {QStringLiteral("openid"), order.openid}, {QStringLiteral("is_subscribe"), QStringLiteral("N")},
        {QStringLiteral("trade_type"), order.channel.toUpper()},
        {QStringLiteral("bank_type"), QStringLiteral("OTHERS")},
        {QStringLiteral("total_fee"), QString::number(order.totalFen)},
        {QStringLiteral("fee_type"), QStringLiteral("CNY")},
        {QStringLiteral("cash_fee"), QString::number(order.totalFen)},
        {QStringLiteral("transaction_id"), order.transactionId}, {QStringLiteral("out_trade_no"), number},
        {QStringLiteral("time_end"), order.paidAt == 0 ? QString() : base::toCompactTime(order.paidAt)}};
}

QJsonObject World::refundJson(const QString& number, const PracticeRefund& refund) const
{
    const PracticeOrder& order = orders.at(refund.orderNo);
    QJsonObject json{{QStringLiteral("refund_id"), refund.refundId},
        {QStringLiteral("out_refund_no"), number}, {QStringLiteral("transaction_id"), order.transactionId},
        {QStringLiteral("out_trade_no"), refund.orderNo},
        {QStringLiteral("channel"), QStringLiteral("ORIGINAL")},
        {QStringLiteral("user_received_account"), QStringLiteral("支付用户零钱")},
        {QStringLiteral("create_time"), seconds(refund.createdAt)}, {QStringLiteral("status"), refund.state},
        {QStringLiteral("amount"),
            QJsonObject{{QStringLiteral("total"), order.totalFen}, {QStringLiteral("refund"), refund.fen},
                {QStringLiteral("payer_total"), order.totalFen}, {QStringLiteral("payer_refund"), refund.fen},
                {QStringLiteral("settlement_refund"), refund.fen},
                {QStringLiteral("settlement_total"), order.totalFen}, {QStringLiteral("discount_refund"), 0},
                {QStringLiteral("currency"), QStringLiteral("CNY")}}}};
    if (refund.successAt != 0)
        json.insert(QStringLiteral("success_time"), seconds(refund.successAt));
    return json;
}

QJsonObject World::transferJson(const QString& number, const PracticeTransfer& transfer) const
{
    QJsonObject json{{QStringLiteral("mch_id"), identity.mchid}, {QStringLiteral("out_bill_no"), number},
        {QStringLiteral("transfer_bill_no"), transfer.billNo}, {QStringLiteral("appid"), identity.appid},
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

QJsonObject World::bookkeeping() const
{
    const std::lock_guard lock(mutex);
    QJsonArray paid, out, back;
    qint64 in = 0, gone = 0, returned = 0;
    for (const auto& [number, order] : orders) {
        if (order.paidAt == 0)
            continue;
        in += order.totalFen;
        paid.append(QJsonObject{{QStringLiteral("out_trade_no"), number},
            {QStringLiteral("transaction_id"), order.transactionId}, {QStringLiteral("state"), order.state},
            {QStringLiteral("amount_fen"), order.totalFen}});
    }
    for (const auto& [number, refund] : refunds) {
        if (refund.state == QLatin1String("SUCCESS"))
            returned += refund.fen;
        back.append(QJsonObject{{QStringLiteral("out_refund_no"), number},
            {QStringLiteral("state"), refund.state}, {QStringLiteral("out_trade_no"), refund.orderNo},
            {QStringLiteral("amount_fen"), refund.fen}});
    }
    for (const auto& [number, transfer] : transfers) {
        gone += transfer.fen * transfer.timesPaid;
        out.append(QJsonObject{{QStringLiteral("out_bill_no"), number},
            {QStringLiteral("kind"), transfer.kind}, {QStringLiteral("state"), transfer.state},
            {QStringLiteral("amount_fen"), transfer.fen}, {QStringLiteral("times_paid"), transfer.timesPaid},
            {QStringLiteral("openid"), transfer.openid}});
    }
    return {{QStringLiteral("balance_fen"), balanceFen}, {QStringLiteral("paid_in_fen"), in},
        {QStringLiteral("refunded_fen"), returned}, {QStringLiteral("paid_out_fen"), gone},
        {QStringLiteral("orders"), paid}, {QStringLiteral("refunds"), back},
        {QStringLiteral("transfers"), out},
        {QStringLiteral("acknowledged"), QJsonArray::fromStringList(notifier.acknowledged())},
        {QStringLiteral("notifications_waiting"), notifier.waiting()}};
}

} // namespace zhangfang::practice::detail
