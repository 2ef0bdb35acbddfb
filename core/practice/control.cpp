#include "base/json.h"
#include "practice/detail/world.h"

namespace zhangfang::practice::detail
{
namespace
{

/// A scripted day is no longer than this.
constexpr int kMostSteps = 10'000;

QString str(const QJsonObject& json, const char* name, const QString& fallback = {})
{
    return json.value(QLatin1String(name)).toString(fallback);
}

Response plain(int status, const QJsonObject& json)
{
    Response response;
    response.status = status;
    response.headers.add("Content-Type", "application/json");
    response.body = base::toCompactJson(json);
    return response;
}

Response refusal(int status, const char* message)
{
    return plain(status, {{QStringLiteral("message"), QString::fromLatin1(message)}});
}

/// What of an order's coupons comes out of what the merchant put aside.
qint64 ownCoupons(const PracticeOrder& order)
{
    qint64 fen = 0;
    for (const PracticeCoupon& one : order.coupons)
        fen += one.isOwnMoney() ? one.fen : 0;
    return fen;
}

Response pay(World& world, const QJsonObject& json)
{
    const QString number = str(json, "out_trade_no");
    const auto found = world.orders.find(number);
    const bool open = found != world.orders.end() && found->second.paidAt == 0 &&
                      (found->second.state == QLatin1String("NOTPAY") ||
                          found->second.state == QLatin1String("USERPAYING"));
    if (!open)
        return refusal(404, "no such unpaid order");
    PracticeOrder& order = found->second;
    const QString link = str(json, "link");
    const bool over = str(json, "via") == QLatin1String("link") && world.isLinkOver(order);
    if (over || (!link.isEmpty() && !link.contains(order.prepay)))
        return refusal(409, "the link has ended");
    if (ownCoupons(order) > world.prefundedFen)
        return refusal(409, "not so much is put aside for coupons");
    const QString before = order.state;
    world.settleOrder(order, number);
    if (const qint64 ms = json.value(QLatin1String("surface_ms")).toInteger(); ms > 0) {
        order.surfaceAt = world.clock.nowUtcMs() + ms;
        order.hiddenAs = str(json, "surface_as", before);
        world.restless.insert(number);
        return plain(200, world.transactionJson(number, order));
    }
    world.notifyPaid(number, order,
        json.contains(QLatin1String("amount_fen"))
            ? std::optional<qint64>(json.value(QLatin1String("amount_fen")).toInteger())
            : std::nullopt);
    return plain(200, world.transactionJson(number, order));
}

/// The customer has a coupon for an order that is not paid yet.
Response coupon(World& world, const QJsonObject& json)
{
    const auto found = world.orders.find(str(json, "out_trade_no"));
    if (found == world.orders.end() || found->second.paidAt != 0)
        return refusal(404, "no such unpaid order");
    PracticeOrder& order = found->second;
    PracticeCoupon added;
    added.type = str(json, "type");
    added.contribute = str(json, "contribute", QStringLiteral("merchant"));
    added.fen = json.value(QLatin1String("amount_fen")).toInteger();
    const bool known =
        (added.type == QLatin1String("CASH") || added.type == QLatin1String("NOCASH")) &&
        (added.contribute == QLatin1String("merchant") || added.contribute == QLatin1String("wechat") ||
            added.contribute == QLatin1String("other"));
    if (!known || added.fen < 1 || added.fen > order.totalFen - order.couponFen())
        return refusal(
            400, "type CASH or NOCASH, contribute merchant, wechat or other, no more than the order");
    const qint64 put = world.prefundedFen - ownCoupons(order);
    if (added.isOwnMoney() && added.fen > put)
        return refusal(409, "not so much is put aside for coupons");
    added.id = QString::number(10'000'000 + ++world.serial);
    order.coupons.push_back(added);
    return plain(200, {{QStringLiteral("coupon_id"), added.id}});
}

/// Another program of the shop called the order so: no sign is too odd for it.
Response describeOrder(World& world, const QJsonObject& json)
{
    const auto found = world.orders.find(str(json, "out_trade_no"));
    if (found == world.orders.end() || !json.value(QLatin1String("description")).isString())
        return refusal(404, "out_trade_no of an order, description");
    found->second.description = str(json, "description");
    return plain(200, {});
}

/// What WeChat knows a user by.
Response payee(World& world, const QJsonObject& json)
{
    if (str(json, "openid").isEmpty())
        return refusal(400, "openid, name?, appid?");
    world.payees[str(json, "openid")] = {str(json, "name"), str(json, "appid")};
    return plain(200, {});
}

Response prefundCoupons(World& world, const QJsonObject& json)
{
    const qint64 fen = json.value(QLatin1String("amount_fen")).toInteger();
    world.move(QStringLiteral("funding"), world.nextNumber("FUND"), fen, QString::fromLatin1(kCoupons));
    return plain(200, {});
}

bool isAccount(const QString& account)
{
    return account == QLatin1String(kBasic) || account == QLatin1String(kOperation);
}

Response fund(World& world, const QJsonObject& json)
{
    const QString account = str(json, "account", QString::fromLatin1(kBasic));
    if (!isAccount(account))
        return refusal(400, "account: BASIC or OPERATION");
    world.move(QStringLiteral("funding"), world.nextNumber("FUND"),
        json.value(QLatin1String("amount_fen")).toInteger(), account);
    if (const qint64 at = json.value(QLatin1String("at")).toInteger(); at > 0)
        world.movements.back().at = at;
    return plain(200, {});
}

Response moveMoney(World& world, const QJsonObject& json)
{
    const QString from = str(json, "from"), to = str(json, "to");
    const qint64 fen = json.value(QLatin1String("amount_fen")).toInteger();
    if (!isAccount(from) || !isAccount(to) || from == to || fen < 1)
        return refusal(400, "from and to: BASIC and OPERATION; amount_fen");
    if (fen > world.availableFen(from))
        return refusal(409, "there is not so much");
    const QString number = world.nextNumber("MOVE");
    world.move(QStringLiteral("move"), number, -fen, from);
    world.move(QStringLiteral("move"), number, fen, to);
    return plain(200, {});
}

Response confirm(World& world, const QJsonObject& json)
{
    const QString number = str(json, "out_bill_no");
    const auto transfer = world.transfers.find(number);
    if (transfer == world.transfers.end() || transfer->second.state != QLatin1String("WAIT_USER_CONFIRM"))
        return refusal(404, "no such transfer waits");
    const QString outcome = str(json, "outcome", QStringLiteral("SUCCESS"));
    if (outcome == QLatin1String("SUCCESS"))
        world.confirmTransfer(number);
    else
        world.finishTransfer(number, outcome, str(json, "fail_reason"));
    return plain(200, world.transferJson(number, transfer->second));
}

Response refund(World& world, const QJsonObject& json)
{
    const QString number = str(json, "out_refund_no");
    const auto found = world.refunds.find(number);
    if (found == world.refunds.end())
        return refusal(404, "no such refund");
    world.finishRefund(number, str(json, "outcome", QStringLiteral("SUCCESS")));
    return plain(200, world.refundJson(number, found->second));
}

/// The merchant gives money back in WeChat's own platform, and the shop hears of it.
Response refundElsewhere(World& world, const QJsonObject& json)
{
    const QString orderNo = str(json, "out_trade_no");
    const auto order = world.orders.find(orderNo);
    const qint64 fen = json.value(QLatin1String("amount_fen")).toInteger();
    if (order == world.orders.end() || order->second.paidAt == 0 || fen < 1 ||
        fen > order->second.totalFen - world.refundedFen(orderNo))
        return refusal(404, "no such paid order, or not so much of it");
    const QString number = world.nextNumber("MP");
    PracticeRefund refund;
    refund.orderNo = orderNo;
    refund.fen = fen;
    refund.v2 = order->second.v2;
    refund.notifyUrl = order->second.notifyUrl;
    refund.refundId = world.nextNumber("50000");
    refund.createdAt = world.clock.nowUtcMs();
    refund.quiet = !json.value(QLatin1String("notify")).toBool(true);
    if (!world.takeRefund(number, refund))
        return refusal(409, "there is not so much money");
    world.refunds[number] = refund;
    world.finishRefund(number, QStringLiteral("SUCCESS"));
    return plain(200, world.refundJson(number, world.refunds[number]));
}

Response authorize(World& world, const QJsonObject& json)
{
    const QString number = str(json, "out_authorization_no");
    if (!world.authorizations.contains(number))
        return refusal(404, "no such authorization");
    world.answerAuthorization(number, str(json, "outcome", QStringLiteral("TAKING_EFFECT")));
    return plain(200, {});
}

Response complain(World& world, const QJsonObject& json)
{
    const QString id = world.nextNumber("2002");
    const QString orderNo = str(json, "out_trade_no");
    const auto order = world.orders.find(orderNo);
    const bool known = order != world.orders.end();
    world.complaints[id] = QJsonObject{{QStringLiteral("complaint_id"), id},
        {QStringLiteral("complaint_time"),
            str(json, "complaint_time", QStringLiteral("2026-01-02T10:00:00+08:00"))},
        {QStringLiteral("complaint_detail"), str(json, "detail", QStringLiteral("没收到货"))},
        {QStringLiteral("complaint_state"), QStringLiteral("PENDING")},
        {QStringLiteral("complainted_mchid"), world.identity.mchid},
        {QStringLiteral("complaint_full_refunded"), false}, {QStringLiteral("incoming_user_response"), true},
        {QStringLiteral("problem_description"), QStringLiteral("其他")},
        {QStringLiteral("user_complaint_times"), 1},
        {QStringLiteral("complaint_order_info"),
            QJsonArray{QJsonObject{{QStringLiteral("out_trade_no"), orderNo},
                {QStringLiteral("transaction_id"), known ? order->second.transactionId : QString()},
                {QStringLiteral("amount"), known ? order->second.totalFen : 0}}}}};
    world.notifyV3(str(json, "notify_url"), "COMPLAINT.CREATE", "complaint",
        {{QStringLiteral("complaint_id"), id},
            {QStringLiteral("action_type"), QStringLiteral("CREATE_COMPLAINT")}});
    return plain(200, {{QStringLiteral("complaint_id"), id}});
}

/// Anything at all, well signed: an event the shop may not know.
Response event(World& world, const QJsonObject& json)
{
    world.notifyV3(str(json, "notify_url"), str(json, "event_type").toLatin1().constData(), "practice",
        json.value(QLatin1String("content")).toObject());
    return plain(200, {});
}

Response mode(World& world, const QJsonObject& json)
{
    const QString unknown = setModes(world, json);
    return unknown.isEmpty()
               ? plain(200, {})
               : plain(400, {{QStringLiteral("message"), QStringLiteral("not known: ") + unknown}});
}

Response forge(World& world, const QJsonObject& json)
{
    Delivery delivery;
    delivery.eventId = world.nextNumber("EV-FORGED-");
    delivery.url = str(json, "notify_url");
    const QString kind = str(json, "kind");
    delivery.body = kind == QLatin1String("garbage")
                        ? QByteArray("{\"id\":")
                        : world.identity.notification(delivery.eventId, QStringLiteral("TRANSACTION.SUCCESS"),
                              QStringLiteral("transaction"), json.value(QLatin1String("content")).toObject(),
                              world.random, world.clock.nowUtcMs());
    delivery.signature = kind == QLatin1String("signtest") ? Delivery::Signature::probe
                         : kind == QLatin1String("stale")  ? Delivery::Signature::stale
                                                           : Delivery::Signature::wrong;
    delivery.dueAtUtcMs = world.clock.nowUtcMs();
    world.notifier.send(std::move(delivery));
    return plain(200, {});
}

/// The merchant takes a new key and certificate in the platform; from now on only they count.
Response renewMerchant(World& world, const QJsonObject&)
{
    if (!world.identity.renewMerchant(world.random, world.clock.nowUtcMs()))
        return refusal(500, "no key");
    return plain(200, {});
}

/// The merchant sets another APIv3 key in the platform; from now on everything is sealed with it.
Response setApiV3Key(World& world, const QJsonObject& json)
{
    const QByteArray key = str(json, "apiv3_key").toLatin1();
    if (key.size() != 32)
        return refusal(400, "apiv3_key: 32 characters");
    world.identity.apiV3Key = key;
    return plain(200, {});
}

Response closeBatch(World& world, const QJsonObject& json)
{
    const auto batch = world.batches.find(str(json, "out_batch_no"));
    if (batch == world.batches.end())
        return refusal(404, "no such batch");
    batch->second.state = QStringLiteral("CLOSED");
    batch->second.closeReason = str(json, "reason", QStringLiteral("OVERDUE_CLOSE"));
    for (auto& [number, transfer] : world.transfers) {
        if (transfer.batchNo != batch->first || transfer.state != QLatin1String("WAIT_USER_CONFIRM"))
            continue;
        transfer.confirmAt = 0;
        transfer.state = QStringLiteral("WAIT_PAY");
        world.move(QStringLiteral("transfer_back"), number, transfer.fen, transfer.account);
    }
    world.notifyBatch(batch->first, batch->second);
    return plain(200, {});
}

Response fault(World& world, const QJsonObject& json)
{
    world.faults.order(Fault{str(json, "target", QStringLiteral("any")), str(json, "kind"),
        json.value(QLatin1String("count")).toInt(1), json.value(QLatin1String("delay_ms")).toInt(0),
        json.value(QLatin1String("status")).toInt(0), str(json, "message")});
    return plain(200, {});
}

Response advance(World& world, const QJsonObject& json)
{
    world.clock.advance(json.value(QLatin1String("ms")).toInteger());
    world.tick();
    world.notifier.wake();
    return plain(200, {});
}

Response perform(World& world, const QByteArray& verb, const QJsonObject& json)
{
    static const std::map<QByteArray, Response (*)(World&, const QJsonObject&)> kVerbs{{"pay", &pay},
        {"coupon", &coupon}, {"describe", &describeOrder}, {"payee", &payee}, {"confirm", &confirm},
        {"refund", &refund}, {"refund_elsewhere", &refundElsewhere}, {"authorize", &authorize},
        {"complain", &complain}, {"event", &event}, {"mode", &mode}, {"forge", &forge},
        {"close_batch", &closeBatch}, {"renew_merchant", &renewMerchant}, {"apiv3_key", &setApiV3Key},
        {"fault", &fault}, {"advance", &advance}, {"fund", &fund}, {"move", &moveMoney},
        {"prefund_coupons", &prefundCoupons}};
    const auto known = kVerbs.find(verb);
    return known == kVerbs.end() ? refusal(404, "no such order") : known->second(world, json);
}

/// A day as it was written down: one step after the other, up to the first that fails.
Response script(World& world, const QJsonObject& json)
{
    const QJsonArray steps = json.value(QLatin1String("steps")).toArray();
    if (steps.isEmpty() || steps.size() > kMostSteps)
        return refusal(400, "steps: 1 to 10000 of {do, …}");
    int done = 0;
    for (const auto& item : steps) {
        const QJsonObject step = item.toObject();
        const Response response = perform(world, str(step, "do").toLatin1(), step);
        if (response.status != 200)
            return plain(response.status, {{QStringLiteral("done"), done},
                                              {QStringLiteral("message"), QString::fromUtf8(response.body)}});
        ++done;
    }
    return plain(200, {{QStringLiteral("done"), done}});
}

} // namespace

Response serveControl(World& world, const Request& request)
{
    const QByteArray verb = request.target.mid(9);
    if (verb == "books")
        return plain(200, world.bookkeeping());
    const auto json = base::parseJsonObject(request.body);
    if (!json || request.method != "POST")
        return refusal(400, "POST one JSON object");
    const std::lock_guard lock(world.mutex);
    return verb == "script" ? script(world, *json) : perform(world, verb, *json);
}

} // namespace zhangfang::practice::detail
