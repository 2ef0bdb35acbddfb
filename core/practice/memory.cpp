#include "practice/detail/memory.h"

#include "base/json.h"

namespace zhangfang::practice::detail
{
namespace
{

QString text(const QByteArray& bytes)
{
    return QString::fromUtf8(bytes);
}

QJsonObject toJson(const PracticeOrder& order)
{
    return {{QStringLiteral("body"), text(order.body)}, {QStringLiteral("state"), order.state},
        {QStringLiteral("transaction_id"), order.transactionId}, {QStringLiteral("prepay"), order.prepay},
        {QStringLiteral("total_fen"), order.totalFen}, {QStringLiteral("paid_at"), order.paidAt},
        {QStringLiteral("openid"), order.openid}};
}

QJsonObject toJson(const PracticeTransfer& transfer)
{
    return {{QStringLiteral("body"), text(transfer.body)}, {QStringLiteral("state"), transfer.state},
        {QStringLiteral("bill_no"), transfer.billNo}, {QStringLiteral("fail_reason"), transfer.failReason},
        {QStringLiteral("fen"), transfer.fen}, {QStringLiteral("created_at"), transfer.createdAt},
        {QStringLiteral("confirm_at"), transfer.confirmAt},
        {QStringLiteral("times_paid"), transfer.timesPaid}};
}

base::Result<PracticeOrder> orderFrom(const base::JsonFields& fields)
{
    PracticeOrder order;
    ZF_ASSIGN(const QString body, fields.text("body"));
    order.body = body.toUtf8();
    ZF_ASSIGN(order.state, fields.text("state"));
    ZF_ASSIGN(order.transactionId, fields.text("transaction_id"));
    ZF_ASSIGN(order.prepay, fields.text("prepay"));
    ZF_ASSIGN(order.totalFen, fields.integer("total_fen"));
    ZF_ASSIGN(order.paidAt, fields.integer("paid_at"));
    ZF_ASSIGN(order.openid, fields.text("openid"));
    return order;
}

base::Result<PracticeTransfer> transferFrom(const base::JsonFields& fields)
{
    PracticeTransfer transfer;
    ZF_ASSIGN(const QString body, fields.text("body"));
    transfer.body = body.toUtf8();
    ZF_ASSIGN(transfer.state, fields.text("state"));
    ZF_ASSIGN(transfer.billNo, fields.text("bill_no"));
    ZF_ASSIGN(transfer.failReason, fields.text("fail_reason"));
    ZF_ASSIGN(transfer.fen, fields.integer("fen"));
    ZF_ASSIGN(transfer.createdAt, fields.integer("created_at"));
    ZF_ASSIGN(transfer.confirmAt, fields.integer("confirm_at"));
    ZF_ASSIGN(const qint64 timesPaid, fields.integer("times_paid"));
    transfer.timesPaid = static_cast<int>(timesPaid);
    return transfer;
}

base::Result<crypto::PrivateKey> keyFrom(const base::JsonFields& fields, const char* name)
{
    return fields.text(name).and_then(
        [](const QString& pem) { return crypto::PrivateKey::fromPem(pem.toLatin1()); });
}

} // namespace

QByteArray toBytes(const Identity& identity, const Memory& memory)
{
    QJsonObject orders;
    for (const auto& [number, order] : memory.orders)
        orders.insert(number, toJson(order));
    QJsonObject transfers;
    for (const auto& [number, transfer] : memory.transfers)
        transfers.insert(number, toJson(transfer));
    return base::toCompactJson({{QStringLiteral("merchant_serial"), text(identity.merchantSerial)},
        {QStringLiteral("apiv3_key"), text(identity.apiV3Key)},
        {QStringLiteral("merchant_key"), text(identity.merchantKey.toPem())},
        {QStringLiteral("platform_key"), text(identity.platformKey.toPem())},
        {QStringLiteral("certificate_key"), text(identity.certificateKey.toPem())},
        {QStringLiteral("certificate"), text(identity.certificate.pem())},
        {QStringLiteral("balance_fen"), memory.balanceFen}, {QStringLiteral("serial"), memory.serial},
        {QStringLiteral("orders"), orders}, {QStringLiteral("transfers"), transfers}});
}

base::Result<Remembered> remembered(const QByteArray& bytes)
{
    ZF_ASSIGN(const QJsonObject json, base::parseJsonObject(bytes));
    const base::JsonFields fields(json);
    ZF_ASSIGN(const QString merchantSerial, fields.text("merchant_serial"));
    ZF_ASSIGN(const QString apiV3Key, fields.text("apiv3_key"));
    ZF_ASSIGN(const auto merchantKey, keyFrom(fields, "merchant_key"));
    ZF_ASSIGN(const auto platformKey, keyFrom(fields, "platform_key"));
    ZF_ASSIGN(const auto certificateKey, keyFrom(fields, "certificate_key"));
    ZF_ASSIGN(const QString pem, fields.text("certificate"));
    ZF_ASSIGN(const auto certificate, crypto::Certificate::fromPem(pem.toLatin1()));
    Memory memory;
    ZF_ASSIGN(memory.balanceFen, fields.integer("balance_fen"));
    ZF_ASSIGN(memory.serial, fields.integer("serial"));
    ZF_ASSIGN(const base::JsonFields orders, fields.object("orders"));
    for (const QString& number : orders.raw().keys()) {
        ZF_ASSIGN(memory.orders[number],
            orderFrom(base::JsonFields(orders.raw().value(number).toObject(), number)));
    }
    ZF_ASSIGN(const base::JsonFields transfers, fields.object("transfers"));
    for (const QString& number : transfers.raw().keys()) {
        ZF_ASSIGN(memory.transfers[number],
            transferFrom(base::JsonFields(transfers.raw().value(number).toObject(), number)));
    }
    return Remembered{Identity{.merchantSerial = merchantSerial.toLatin1(),
                          .apiV3Key = apiV3Key.toLatin1(),
                          .merchantKey = merchantKey,
                          .platformKey = platformKey,
                          .certificateKey = certificateKey,
                          .certificate = certificate},
        std::move(memory)};
}

} // namespace zhangfang::practice::detail
