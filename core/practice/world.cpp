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
constexpr qint64 kSecondMs = 1000;
/// How long a link can be paid through. Source: facts page, "Paying in".
constexpr qint64 kPrepayLivesMs = 2LL * 3600 * 1000;
constexpr qint64 kH5LivesMs = 5LL * 60 * 1000;

} // namespace

World::World(
    Remembered before, const Practice::Options& givenOptions, qint64 feeRate, const Surroundings& around)
    : Memory(std::move(before.memory)), options(givenOptions),
      wall(around.clock ? *around.clock : machineClock), clock(wall),
      random(around.random ? *around.random : machineRandom), identity(std::move(before.identity)),
      notifier(identity, clock, wall, random, around.hand)
{
    modes.feeRate = feeRate;
    for (const auto& [number, order] : orders)
        restless.insert(number);
}

QString World::nextNumber(const char* prefix)
{
    return QString::fromLatin1(prefix) +
           base::businessDay(clock.nowUtcMs()).toString(QStringLiteral("yyyyMMdd")) +
           QString::number(++serial).rightJustified(12, QLatin1Char('0'));
}

bool World::knowsAppid(const QString& appid) const
{
    return appid == identity.appid || appids.contains(appid);
}

bool World::isOfAnotherAppid(const QString& openid, const QString& appid) const
{
    const auto payee = payees.find(openid);
    return payee != payees.end() && !payee->second.appid.isEmpty() && payee->second.appid != appid;
}

bool World::isAnotherName(const QString& openid, const QString& name) const
{
    const auto payee = payees.find(openid);
    return !name.isEmpty() && payee != payees.end() && !payee->second.name.isEmpty() &&
           payee->second.name != name;
}

bool World::isTooOften()
{
    if (modes.requestsPerSecond <= 0)
        return false;
    const qint64 now = clock.nowUtcMs();
    while (!asked.empty() && asked.front() <= now - kSecondMs)
        asked.pop_front();
    if (asked.size() >= static_cast<size_t>(modes.requestsPerSecond))
        return true;
    asked.push_back(now);
    return false;
}

std::map<QString, PracticeOrder>::iterator World::findOrder(
    const QString& outTradeNo, const QString& transactionId)
{
    const auto found = transactionId.isEmpty()
                           ? orders.find(outTradeNo)
                           : std::find_if(orders.begin(), orders.end(), [&](const auto& entry) {
                                 return entry.second.transactionId == transactionId;
                             });
    const bool unknown = found != orders.end() && found->second.isHidden() &&
                         (found->second.hiddenAs == QLatin1String("NOT_FOUND") || !transactionId.isEmpty());
    return unknown ? orders.end() : found;
}

bool World::isLinkOver(const PracticeOrder& order) const
{
    const qint64 lives = order.channel == QLatin1String("h5") ? kH5LivesMs : kPrepayLivesMs;
    return modes.linksExpire && clock.nowUtcMs() - order.linkAt > lives;
}

void World::notifyPaid(const QString& number, const PracticeOrder& order, std::optional<qint64> wrongFen)
{
    if (order.v2) {
        auto fields = transactionFields(number, order);
        if (wrongFen)
            fields[QStringLiteral("total_fee")] = QString::number(*wrongFen);
        return notifyV2(order.notifyUrl,
            variety.varied(
                Description::builtIn().answer(QStringLiteral("POST /pay/orderquery")), std::move(fields)));
    }
    QJsonObject content = transactionJson(number, order);
    if (wrongFen) {
        QJsonObject amount = content.value(QLatin1String("amount")).toObject();
        amount.insert(QStringLiteral("total"), *wrongFen);
        content.insert(QStringLiteral("amount"), amount);
    }
    notifyV3(order.notifyUrl, "TRANSACTION.SUCCESS", "transaction",
        variety.varied(Description::builtIn().answer(
                           QStringLiteral("GET /v3/pay/transactions/out-trade-no/{out_trade_no}")),
            content));
}

void World::revokeOrder(const QString& number, PracticeOrder& order)
{
    if (order.paidAt != 0 && order.state == QLatin1String("SUCCESS")) {
        const QString account = QString::fromLatin1(order.unsettledFen > 0 ? kUnsettled : kBasic);
        move(QStringLiteral("refund"), number, -(order.settledFen() - order.feeFen), account);
        for (const PracticeCoupon& coupon : order.coupons) {
            if (coupon.isOwnMoney())
                move(QStringLiteral("coupon_back"), number, coupon.fen, QString::fromLatin1(kCoupons));
        }
        order.feeFen = 0;
        order.unsettledFen = 0;
        order.settleAt = 0;
        order.revokedAt = clock.nowUtcMs();
    }
    order.surfaceAt = 0;
    order.state = QStringLiteral("REVOKED");
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
        returnRefund(number, refund);
        if (refundedFen(refund.orderNo) == 0)
            order.state = QStringLiteral("SUCCESS");
    }
    if (refund.quiet)
        return;
    if (!refund.v2) {
        QJsonObject content = refundJson(number, refund);
        content.insert(QStringLiteral("mchid"), identity.mchid);
        content.insert(QStringLiteral("refund_status"), content.take(QStringLiteral("status")));
        if (variety.happens(2)) {
            // As WeChat documents it, a notification knows nothing of what settles, nor of coupons.
            for (const char* name : {"promotion_detail", "create_time", "channel", "funds_account"})
                content.remove(QLatin1String(name));
            QJsonObject amount = content.value(QLatin1String("amount")).toObject();
            for (const char* name :
                {"settlement_total", "settlement_refund", "discount_refund", "currency", "refund_fee"})
                amount.remove(QLatin1String(name));
            content.insert(QStringLiteral("amount"), amount);
        }
        return notifyV3(refund.notifyUrl, ("REFUND." + state.toLatin1()).constData(), "refund", content);
    }
    wechatpay::v2::Fields info{{QStringLiteral("out_refund_no"), number},
        {QStringLiteral("out_trade_no"), refund.orderNo}, {QStringLiteral("refund_id"), refund.refundId},
        {QStringLiteral("transaction_id"), order.transactionId},
        {QStringLiteral("refund_fee"), QString::number(refund.fen)},
        {QStringLiteral("total_fee"), QString::number(order.totalFen)},
        {QStringLiteral("settlement_refund_fee"), QString::number(refund.settledFen())},
        {QStringLiteral("settlement_total_fee"), QString::number(order.settledFen())},
        {QStringLiteral("cash_refund_fee"), QString::number(refund.fen - refund.couponFen())},
        {QStringLiteral("refund_status"), state == QLatin1String("CLOSED")     ? QStringLiteral("REFUNDCLOSE")
                                          : state == QLatin1String("ABNORMAL") ? QStringLiteral("CHANGE")
                                                                               : state},
        {QStringLiteral("refund_recv_accout"), refund.receivedAccount}};
    const auto sealed = wechatpay::v2::sealRefundInfo(info, identity.apiV2Key);
    if (sealed)
        notifyV2(refund.notifyUrl,
            {{QStringLiteral("return_code"), QStringLiteral("SUCCESS")},
                {QStringLiteral("appid"), appidOf(order)}, {QStringLiteral("mch_id"), identity.mchid},
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
        move(QStringLiteral("transfer_back"), number, transfer.fen, transfer.account);
    if (transfer.kind == QLatin1String("bill"))
        notifyV3(
            transfer.notifyUrl, "MCHTRANSFER.BILL.FINISHED", "mch_payment", transferJson(number, transfer));
}

void World::confirmTransfer(const QString& number)
{
    const QString reason = transfers[number].failsWith;
    finishTransfer(number, reason.isEmpty() ? QStringLiteral("SUCCESS") : QStringLiteral("FAIL"), reason);
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

void World::tickOrder(const QString& number, PracticeOrder& order, qint64 now)
{
    if (order.settleAt != 0 && order.settleAt <= now)
        settleUnsettled(order, number);
    if (order.surfaceAt != 0 && order.surfaceAt <= now) {
        order.surfaceAt = 0;
        notifyPaid(number, order);
    }
    const bool unpaid = order.state == QLatin1String("NOTPAY");
    if (unpaid && order.expiresAt != 0 && order.expiresAt <= now)
        order.state = QStringLiteral("CLOSED");
}

void World::tick()
{
    const qint64 now = clock.nowUtcMs();
    for (auto next = restless.begin(); next != restless.end();) {
        PracticeOrder& order = orders[*next];
        tickOrder(*next, order, now);
        const bool rests = order.settleAt == 0 && order.surfaceAt == 0 &&
                           (order.expiresAt == 0 || order.state != QLatin1String("NOTPAY"));
        next = rests ? restless.erase(next) : std::next(next);
    }
    for (auto& [number, transfer] : transfers) {
        const bool waits = transfer.state == QLatin1String("WAIT_USER_CONFIRM");
        if (transfer.confirmAt != 0 && transfer.confirmAt <= now)
            confirmTransfer(number);
        else if (waits && transfer.createdAt + kConfirmWithinMs <= now)
            finishTransfer(number, QStringLiteral("FAIL"), QStringLiteral("OVERDUE_CLOSE"));
    }
    for (const auto& [number, consent] : authorizations) {
        if (consent.confirmAt != 0 && consent.confirmAt <= now)
            answerAuthorization(number, QStringLiteral("TAKING_EFFECT"));
    }
    for (auto& [number, refund] : refunds) {
        if (refund.dueAt != 0 && refund.dueAt <= now && !modes.manualRefunds)
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

} // namespace zhangfang::practice::detail
