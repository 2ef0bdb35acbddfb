#include "practice/detail/memory.h"

#include "base/json.h"

namespace zhangfang::practice::detail
{
namespace
{

template <class Record> QJsonArray listToJson(const std::vector<Record>& records);
template <class Record> base::Result<std::vector<Record>> listFromJson(const QJsonArray& array);

/// Writes a record's fields into JSON, or reads them from it: one list of fields serves both.
class Writing
{
public:
    void operator()(const char* name, const QString& value) { json.insert(QLatin1String(name), value); }
    void operator()(const char* name, const QByteArray& value)
    {
        json.insert(QLatin1String(name), QString::fromUtf8(value));
    }
    void operator()(const char* name, qint64 value) { json.insert(QLatin1String(name), value); }
    void operator()(const char* name, int value) { json.insert(QLatin1String(name), value); }
    void operator()(const char* name, bool value) { json.insert(QLatin1String(name), value); }
    template <class Record> void operator()(const char* name, const std::vector<Record>& records)
    {
        json.insert(QLatin1String(name), listToJson(records));
    }
    QJsonObject json;
};

class Reading
{
public:
    explicit Reading(QJsonObject json) : fields_(std::move(json)) {}
    /// What an older memory does not have keeps its first value.
    template <class T> void operator()(const char* name, T& value)
    {
        if (fields_.raw().contains(QLatin1String(name)))
            read(name, value);
    }
    base::Status status;

private:
    void read(const char* name, QString& value) { take(fields_.text(name), value); }
    void read(const char* name, QByteArray& value)
    {
        take(fields_.text(name).map([](const QString& text) { return text.toUtf8(); }), value);
    }
    void read(const char* name, qint64& value) { take(fields_.integer(name), value); }
    void read(const char* name, int& value)
    {
        take(fields_.integer(name).map([](qint64 number) { return static_cast<int>(number); }), value);
    }
    void read(const char* name, bool& value) { value = fields_.raw().value(QLatin1String(name)).toBool(); }
    template <class Record> void read(const char* name, std::vector<Record>& records)
    {
        take(listFromJson<Record>(fields_.raw().value(QLatin1String(name)).toArray()), records);
    }
    template <class T> void take(base::Result<T> found, T& value)
    {
        if (found)
            value = std::move(*found);
        else if (status)
            status = base::fail(found.error());
    }
    base::JsonFields fields_;
};

template <class Visitor, class Coupon>
requires std::is_same_v<std::remove_const_t<Coupon>, PracticeCoupon>
void visit(Visitor& at, Coupon& c)
{
    at("id", c.id), at("type", c.type), at("contribute", c.contribute), at("fen", c.fen);
}
template <class Visitor, class Payee>
requires std::is_same_v<std::remove_const_t<Payee>, PracticePayee>
void visit(Visitor& at, Payee& p)
{
    at("name", p.name), at("appid", p.appid);
}
template <class Visitor, class Order>
requires std::is_same_v<std::remove_const_t<Order>, PracticeOrder>
void visit(Visitor& at, Order& o)
{
    at("body", o.body), at("channel", o.channel), at("description", o.description);
    at("notify_url", o.notifyUrl), at("v2", o.v2), at("state", o.state);
    at("transaction_id", o.transactionId), at("prepay", o.prepay), at("total_fen", o.totalFen);
    at("paid_at", o.paidAt), at("openid", o.openid), at("appid", o.appid), at("attach", o.attach);
    at("created_at", o.createdAt), at("expires_at", o.expiresAt), at("link_at", o.linkAt);
    at("revoked_at", o.revokedAt), at("fee_rate", o.feeRate), at("fee_fen", o.feeFen);
    at("coupons", o.coupons), at("unsettled_fen", o.unsettledFen), at("settle_at", o.settleAt);
    at("surface_at", o.surfaceAt), at("hidden_as", o.hiddenAs);
    at("names_promotions", o.namesPromotions);
}
template <class Visitor, class Refund>
requires std::is_same_v<std::remove_const_t<Refund>, PracticeRefund>
void visit(Visitor& at, Refund& r)
{
    at("order", r.orderNo), at("body", r.body), at("state", r.state), at("refund_id", r.refundId);
    at("reason", r.reason), at("notify_url", r.notifyUrl), at("v2", r.v2), at("fen", r.fen);
    at("created_at", r.createdAt), at("due_at", r.dueAt), at("success_at", r.successAt);
    at("shares", r.shares), at("fee_fen", r.feeFen), at("account", r.account);
    at("funds_account", r.fundsAccount), at("received_account", r.receivedAccount), at("quiet", r.quiet);
}
template <class Visitor, class Transfer>
requires std::is_same_v<std::remove_const_t<Transfer>, PracticeTransfer>
void visit(Visitor& at, Transfer& t)
{
    at("body", t.body), at("kind", t.kind), at("batch", t.batchNo), at("openid", t.openid);
    at("remark", t.remark), at("notify_url", t.notifyUrl), at("state", t.state), at("bill_no", t.billNo);
    at("fail_reason", t.failReason), at("fen", t.fen), at("created_at", t.createdAt);
    at("confirm_at", t.confirmAt), at("times_paid", t.timesPaid), at("appid", t.appid);
    at("account", t.account), at("fails_with", t.failsWith);
}
template <class Visitor, class Batch>
requires std::is_same_v<std::remove_const_t<Batch>, PracticeBatch>
void visit(Visitor& at, Batch& b)
{
    at("body", b.body), at("batch_id", b.batchId), at("state", b.state);
    at("close_reason", b.closeReason), at("created_at", b.createdAt);
}
template <class Visitor, class Authorization>
requires std::is_same_v<std::remove_const_t<Authorization>, PracticeAuthorization>
void visit(Visitor& at, Authorization& a)
{
    at("openid", a.openid), at("display_name", a.displayName), at("scene_id", a.sceneId);
    at("state", a.state), at("id", a.id), at("close_reason", a.closeReason);
    at("notify_url", a.notifyUrl), at("confirm_at", a.confirmAt), at("appid", a.appid);
}
template <class Visitor, class Movement>
requires std::is_same_v<std::remove_const_t<Movement>, PracticeMovement>
void visit(Visitor& at, Movement& m)
{
    at("at", m.at), at("kind", m.kind), at("number", m.number), at("fen", m.fen);
    at("balance_fen", m.balanceFen), at("account", m.account), at("unsettled_fen", m.unsettledFen);
    at("remark", m.remark);
}

template <class Record> QJsonObject toJson(const Record& record)
{
    Writing writing;
    visit(writing, record);
    return writing.json;
}
template <class Record> base::Result<Record> fromJson(const QJsonObject& json)
{
    Reading reading(json);
    Record record;
    visit(reading, record);
    ZF_TRY(reading.status);
    return record;
}

template <class Record> QJsonArray listToJson(const std::vector<Record>& records)
{
    QJsonArray array;
    for (const Record& record : records)
        array.append(toJson(record));
    return array;
}
template <class Record> base::Result<std::vector<Record>> listFromJson(const QJsonArray& array)
{
    std::vector<Record> records;
    for (const auto& item : array) {
        ZF_ASSIGN(auto record, fromJson<Record>(item.toObject()));
        records.push_back(std::move(record));
    }
    return records;
}

template <class Record> QJsonObject allToJson(const std::map<QString, Record>& records)
{
    QJsonObject all;
    for (const auto& [number, record] : records)
        all.insert(number, toJson(record));
    return all;
}
template <class Record>
base::Status allFromJson(const base::JsonFields& fields, const char* name, std::map<QString, Record>& records)
{
    if (!fields.has(name))
        return {}; // an older memory knows of none
    ZF_ASSIGN(const base::JsonFields all, fields.object(name));
    for (const QString& number : all.raw().keys()) {
        ZF_ASSIGN(records[number], fromJson<Record>(all.raw().value(number).toObject()));
    }
    return {};
}

QString text(const QByteArray& bytes)
{
    return QString::fromUtf8(bytes);
}

base::Result<crypto::PrivateKey> keyFrom(const base::JsonFields& fields, const char* name)
{
    return fields.text(name).and_then(
        [](const QString& pem) { return crypto::PrivateKey::fromPem(pem.toLatin1()); });
}

} // namespace

QByteArray toBytes(const Identity& identity, const Memory& memory)
{
    return base::toCompactJson({{QStringLiteral("merchant_serial"), text(identity.merchantSerial)},
        {QStringLiteral("apiv3_key"), text(identity.apiV3Key)},
        {QStringLiteral("apiv2_key"), text(identity.apiV2Key)},
        {QStringLiteral("merchant_key"), text(identity.merchantKey.toPem())},
        {QStringLiteral("platform_key"), text(identity.platformKey.toPem())},
        {QStringLiteral("certificate_key"), text(identity.certificateKey.toPem())},
        {QStringLiteral("certificate"), text(identity.certificate.pem())},
        {QStringLiteral("merchant_certificate"), text(identity.merchantCertificate.pem())},
        {QStringLiteral("balance_fen"), memory.balanceFen},
        {QStringLiteral("unsettled_fen"), memory.unsettledFen},
        {QStringLiteral("operation_fen"), memory.operationFen},
        {QStringLiteral("prefunded_fen"), memory.prefundedFen}, {QStringLiteral("serial"), memory.serial},
        {QStringLiteral("payees"), allToJson(memory.payees)},
        {QStringLiteral("appids"), QJsonArray::fromStringList(memory.appids)},
        {QStringLiteral("orders"), allToJson(memory.orders)},
        {QStringLiteral("refunds"), allToJson(memory.refunds)},
        {QStringLiteral("transfers"), allToJson(memory.transfers)},
        {QStringLiteral("batches"), allToJson(memory.batches)},
        {QStringLiteral("authorizations"), allToJson(memory.authorizations)},
        {QStringLiteral("movements"), listToJson(memory.movements)}});
}

base::Result<Remembered> remembered(const QByteArray& bytes)
{
    ZF_ASSIGN(const QJsonObject json, base::parseJsonObject(bytes));
    const base::JsonFields fields(json);
    if (!fields.has("apiv2_key") && fields.has("apiv3_key"))
        return base::refused("older_practice",
            QStringLiteral("This practice shop was made by an older Zhangfang. Begin a new one: --fresh."));
    ZF_ASSIGN(const QString merchantSerial, fields.text("merchant_serial"));
    ZF_ASSIGN(const QString apiV3Key, fields.text("apiv3_key"));
    ZF_ASSIGN(const QString apiV2Key, fields.text("apiv2_key"));
    ZF_ASSIGN(const auto merchantKey, keyFrom(fields, "merchant_key"));
    ZF_ASSIGN(const auto platformKey, keyFrom(fields, "platform_key"));
    ZF_ASSIGN(const auto certificateKey, keyFrom(fields, "certificate_key"));
    ZF_ASSIGN(const QString pem, fields.text("certificate"));
    ZF_ASSIGN(const auto certificate, crypto::Certificate::fromPem(pem.toLatin1()));
    ZF_ASSIGN(const QString merchantPem, fields.text("merchant_certificate"));
    ZF_ASSIGN(const auto merchantCertificate, crypto::Certificate::fromPem(merchantPem.toLatin1()));
    Memory memory;
    ZF_ASSIGN(memory.balanceFen, fields.integer("balance_fen"));
    ZF_ASSIGN(memory.serial, fields.integer("serial"));
    for (auto& [name, fen] : {std::pair<const char*, qint64*>{"unsettled_fen", &memory.unsettledFen},
             {"operation_fen", &memory.operationFen}, {"prefunded_fen", &memory.prefundedFen}}) {
        if (fields.has(name)) {
            ZF_ASSIGN(*fen, fields.integer(name));
        }
    }
    for (const auto& appid : json.value(QLatin1String("appids")).toArray())
        memory.appids << appid.toString();
    ZF_TRY(allFromJson(fields, "payees", memory.payees));
    ZF_TRY(allFromJson(fields, "orders", memory.orders));
    ZF_TRY(allFromJson(fields, "refunds", memory.refunds));
    ZF_TRY(allFromJson(fields, "transfers", memory.transfers));
    ZF_TRY(allFromJson(fields, "batches", memory.batches));
    ZF_TRY(allFromJson(fields, "authorizations", memory.authorizations));
    ZF_ASSIGN(
        memory.movements, listFromJson<PracticeMovement>(json.value(QLatin1String("movements")).toArray()));
    return Remembered{Identity{.merchantSerial = merchantSerial.toLatin1(),
                          .apiV3Key = apiV3Key.toLatin1(),
                          .apiV2Key = apiV2Key.toLatin1(),
                          .merchantKey = merchantKey,
                          .platformKey = platformKey,
                          .certificateKey = certificateKey,
                          .certificate = certificate,
                          .merchantCertificate = merchantCertificate},
        std::move(memory)};
}

} // namespace zhangfang::practice::detail
