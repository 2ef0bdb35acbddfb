#include "base/json.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "practice/detail/description.h"
#include "practice/detail/identity.h"
#include "wechatpay/v2/answers.h"
#include "wechatpay/v3/answers.h"

#include <QFile>
#include <QTest>

using namespace zhangfang;
using namespace zhangfang::wechatpay;
using practice::detail::Description;
using practice::detail::Identity;

namespace
{

template <class T> QString troubleOf(const Result<T>& result)
{
    return result ? QString() : result.error().message;
}

/// Answers v3 and v2 alike: a v2 answer is a flat object of texts here.
v2::Answer answerOf(const QJsonObject& json)
{
    v2::Answer answer;
    for (auto field = json.begin(); field != json.end(); ++field)
        answer.fields[field.key()] = field->toVariant().toString();
    return answer;
}

/// An answer or a notification that the client reads.
struct Reading {
    const char* name;
    const char* endpoint; ///< of its description
    std::function<QString(const QJsonObject&)> parse;
    QStringList needs; ///< what is an error when it is left out: the description calls each of them required
    /// The same, although the description does not, each for its reason.
    std::map<QString, const char*> needsAsWell = {};
    QJsonObject instead = {}; ///< what the example says otherwise
};

template <class Parse> std::function<QString(const QJsonObject&)> v3With(const Parse& parse)
{
    return [parse](const QJsonObject& json) { return troubleOf(parse(json)); };
}
template <class Parse> std::function<QString(const QJsonObject&)> v2With(const Parse& parse)
{
    return [parse](const QJsonObject& json) { return troubleOf(parse(answerOf(json))); };
}

const QJsonObject kPaid{{QStringLiteral("trade_state"), QStringLiteral("SUCCESS")}};
const std::map<QString, const char*> kOfPayment{
    {QStringLiteral("trade_state"), "nothing can be told of an order without it"},
    {QStringLiteral("transaction_id"), "what was paid always has one, and is booked by it"}};

std::vector<Reading> readings()
{
    const QString refund = QStringLiteral("refund_id,out_refund_no,transaction_id,out_trade_no,status,amount,"
                                          "amount.total,amount.refund");
    const QString bill = QStringLiteral("out_bill_no,transfer_bill_no,state");
    const QString file = QStringLiteral("hash_type,hash_value,download_url");
    const auto list = [](const QString& names) { return names.split(QLatin1Char(',')); };
    std::map<QString, const char*> ofCode = kOfPayment;
    ofCode[QStringLiteral("amount")] = "without the sum it is asked about by a query, which has it";
    const std::map<QString, const char*> ofFile{{QStringLiteral("hash_type"), "there is nothing to fetch"},
        {QStringLiteral("hash_value"), "there is nothing to fetch"},
        {QStringLiteral("download_url"), "there is nothing to fetch"}};
    const QString transfers = QStringLiteral("GET /v3/fund-app/mch-transfer/transfer-bills/");
    return {
        {"order", "GET /v3/pay/transactions/out-trade-no/{out_trade_no}", v3With(&v3::parseTransaction),
            list(QStringLiteral("mchid,out_trade_no,amount,amount.total")), kOfPayment, kPaid},
        {"order by id", "GET /v3/pay/transactions/id/{transaction_id}", v3With(&v3::parseTransaction),
            list(QStringLiteral("mchid,out_trade_no,amount,amount.total")), kOfPayment, kPaid},
        {"code", "POST /v3/pay/transactions/codepay", v3With(&v3::parseTransaction),
            list(QStringLiteral("mchid,out_trade_no,trade_state,amount.total")), ofCode, kPaid},
        {"refund", "POST /v3/refund/domestic/refunds", v3With(&v3::parseRefund), list(refund)},
        {"query refund", "GET /v3/refund/domestic/refunds/{out_refund_no}", v3With(&v3::parseRefund),
            list(refund)},
        {"redirect", "POST /v3/refund/domestic/refunds/{refund_id}/apply-abnormal-refund",
            v3With(&v3::parseRefund), list(refund)},
        {"transfer", "POST /v3/fund-app/mch-transfer/transfer-bills", v3With(&v3::parseTransferBill),
            list(bill)},
        {"authorized", "POST /v3/fund-app/mch-transfer/transfer-bills/transfer",
            v3With(&v3::parseTransferBill), list(bill)},
        {"consenting", "POST /v3/fund-app/mch-transfer/transfer-bills/pre-transfer-with-authorization",
            v3With(&v3::parseTransferBill), list(bill)},
        {"query transfer", "GET /v3/fund-app/mch-transfer/transfer-bills/out-bill-no/{out_bill_no}",
            v3With(&v3::parseTransferBill), list(bill)},
        {"transfer by id", "GET /v3/fund-app/mch-transfer/transfer-bills/transfer-bill-no/{transfer_bill_no}",
            v3With(&v3::parseTransferBill), list(bill)},
        {"batch", "POST /v3/transfer/batches", v3With(&v3::parseCreatedBatch),
            list(QStringLiteral("out_batch_no,batch_id"))},
        {"query batch", "GET /v3/transfer/batches/out-batch-no/{out_batch_no}", v3With(&v3::parseBatch),
            list(QStringLiteral("transfer_batch,transfer_batch.out_batch_no,transfer_batch.batch_id,"
                                "transfer_batch.batch_status"))},
        {"query detail",
            "GET /v3/transfer/batches/out-batch-no/{out_batch_no}/details/out-detail-no/{out_detail_no}",
            v3With(&v3::parseBatchDetail),
            list(QStringLiteral("out_detail_no,detail_id,detail_status,transfer_amount"))},
        {"authorize", "POST /v3/fund-app/mch-transfer/user-confirm-authorization",
            v3With(&v3::parseAuthorization), list(QStringLiteral("out_authorization_no,state"))},
        {"query authorization",
            "GET /v3/fund-app/mch-transfer/user-confirm-authorization/out-authorization-no/"
            "{out_authorization_no}",
            v3With(&v3::parseAuthorization),
            list(QStringLiteral("out_authorization_no,state,close_info.close_reason"))},
        {"close authorization",
            "POST /v3/fund-app/mch-transfer/user-confirm-authorization/out-authorization-no/"
            "{out_authorization_no}/close",
            v3With(&v3::parseAuthorization),
            list(QStringLiteral("out_authorization_no,state,close_info.close_reason"))},
        {"receipt on its way", "GET /v3/fund-app/mch-transfer/elecsign/out-bill-no/{out_bill_no}",
            v3With(&v3::parseReceipt), list(QStringLiteral("state")), {},
            {{QStringLiteral("state"), QStringLiteral("GENERATING")}}},
        {"receipt", "GET /v3/fund-app/mch-transfer/elecsign/out-bill-no/{out_bill_no}",
            v3With(&v3::parseReceipt), list(QStringLiteral("state")), ofFile,
            {{QStringLiteral("state"), QStringLiteral("FINISHED")}}},
        {"balance", "GET /v3/merchant/fund/balance/{account_type}", v3With(&v3::parseBalance),
            list(QStringLiteral("available_amount"))},
        {"day end", "GET /v3/merchant/fund/dayendbalance/{account_type}", v3With(&v3::parseBalance),
            list(QStringLiteral("available_amount"))},
        {"trade bill", "GET /v3/bill/tradebill", v3With(&v3::parseBillFile), list(file)},
        {"fund flow", "GET /v3/bill/fundflowbill", v3With(&v3::parseBillFile), list(file)},
        {"complaint", "GET /v3/merchant-service/complaints-v2/{complaint_id}", v3With(&v3::parseComplaint),
            list(QStringLiteral("complaint_id,complaint_state,complaint_time"))},
        {"v2 order", "POST /pay/orderquery", v2With(&v2::parseTransaction),
            list(QStringLiteral("appid,mch_id,out_trade_no,trade_state,transaction_id,total_fee,time_end")),
            {}, kPaid},
        {"v2 code", "POST /pay/micropay", v2With(&v2::parsePaid),
            list(QStringLiteral("appid,mch_id,out_trade_no,transaction_id,total_fee,time_end"))},
        {"v2 refund", "POST /secapi/pay/refund", v2With(&v2::parseCreatedRefund),
            list(QStringLiteral(
                "mch_id,out_trade_no,transaction_id,out_refund_no,refund_id,refund_fee,total_fee"))},
        {"v2 query refund", "POST /pay/refundquery", v2With(&v2::parseRefund),
            list(QStringLiteral("mch_id,out_trade_no,transaction_id,out_refund_no_0,refund_id_0,refund_fee_0,"
                                "total_fee,refund_status_0"))},
        {"v2 transfer", "POST /mmpaymkttransfers/promotion/transfers", v2With(&v2::parseCreatedTransfer),
            list(QStringLiteral("partner_trade_no,payment_no"))},
        {"v2 query transfer", "POST /mmpaymkttransfers/gettransferinfo", v2With(&v2::parseTransfer),
            list(QStringLiteral("partner_trade_no,status,payment_amount"))},
        {"red packet", "POST /mmpaymkttransfers/sendredpack", v2With(&v2::parseCreatedRedPacket),
            list(QStringLiteral("mch_billno,send_listid,total_amount"))},
        {"query red packet", "POST /mmpaymkttransfers/gethbinfo", v2With(&v2::parseRedPacket),
            list(QStringLiteral("mch_billno,status,total_amount"))},
    };
}

/// "…_$n": the first of a list, as v2 writes it.
QString numbered(QString name)
{
    return name.replace(QLatin1String("$n"), QLatin1String("0"))
        .replace(QLatin1String("$m"), QLatin1String("0"));
}

/// Every field of a schema, with the path to it, and whether it is required where it stands.
void fieldsOf(const QJsonObject& schema, const QString& path, std::map<QString, bool>& into)
{
    const QJsonArray required = schema.value(QLatin1String("required")).toArray();
    const QJsonObject known = schema.value(QLatin1String("properties")).toObject();
    for (auto field = known.begin(); field != known.end(); ++field) {
        const QString whole = (path.isEmpty() ? QString() : path + QLatin1Char('.')) + numbered(field.key());
        into[whole] = required.contains(field.key());
        const QJsonObject inner = field->toObject();
        fieldsOf(inner.value(QLatin1String("type")).toString() == QLatin1String("array")
                     ? inner.value(QLatin1String("items")).toObject()
                     : inner,
            whole, into);
    }
}

/// `json` with what stands at `path` changed, in every element of a list on the way.
QJsonValue changed(
    const QJsonValue& json, QStringList path, const std::function<void(QJsonObject&, QString)>& change)
{
    if (json.isArray()) {
        QJsonArray list;
        for (const auto& item : json.toArray())
            list.append(changed(item, path, change));
        return list;
    }
    QJsonObject object = json.toObject();
    const QString name = path.takeFirst();
    if (path.isEmpty())
        change(object, name);
    else if (object.contains(name))
        object.insert(name, changed(object.value(name), path, change));
    return object;
}

} // namespace

/// What the descriptions make optional is optional, what they make required and we live by is named when it
/// is missing, and what they do not know yet disturbs nobody.
class AnswersTest : public QObject
{
    Q_OBJECT
    QJsonObject endpoints_;

    QJsonObject schema(const Reading& reading) const
    {
        return endpoints_.value(QLatin1String(reading.endpoint))
            .toObject()
            .value(QLatin1String("answers"))
            .toObject()
            .value(QLatin1String("200"))
            .toObject();
    }
    static QJsonObject example(const Reading& reading)
    {
        QJsonObject whole;
        const QJsonObject named = Description::builtIn().exampleAnswer(QLatin1String(reading.endpoint));
        for (auto field = named.begin(); field != named.end(); ++field)
            whole.insert(numbered(field.key()), *field);
        for (auto field = reading.instead.begin(); field != reading.instead.end(); ++field)
            whole.insert(field.key(), *field);
        return whole;
    }
    static const Reading& current()
    {
        static const std::vector<Reading> all = readings();
        QFETCH(int, index);
        return all.at(static_cast<size_t>(index));
    }
    static void each()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Reading& reading : readings())
            QTest::newRow(reading.name) << index++;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(!Description::builtIn().endpoints().isEmpty()); // names the resource
        QFile file(QStringLiteral(":/practice/openapi.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        endpoints_ = base::parseJsonObject(file.readAll()).value_or(QJsonObject());
    }

    void everyFieldLeftOut_data() { each(); }
    void everyFieldLeftOut()
    {
        const Reading& reading = current();
        std::map<QString, bool> fields;
        fieldsOf(schema(reading), {}, fields);
        QVERIFY2(!fields.empty(), reading.endpoint);
        const QJsonObject whole = example(reading);
        QCOMPARE(reading.parse(whole), QString());
        for (const QString& need : reading.needs)
            QVERIFY2(fields.contains(need) && fields.at(need),
                qPrintable(need + QStringLiteral(" is optional by its description, and we insist on it")));
        for (const auto& [path, required] : fields) {
            const auto without = changed(whole, path.split(QLatin1Char('.')),
                [](QJsonObject& object, const QString& name) { object.remove(name); });
            const QString trouble = reading.parse(without.toObject());
            const bool needed = reading.needs.contains(path) || reading.needsAsWell.contains(path);
            QVERIFY2(
                needed || required || trouble.isEmpty(), qPrintable(path + QLatin1String(": ") + trouble));
            if (needed)
                QVERIFY2(trouble.contains(path.section(QLatin1Char('.'), -1)),
                    qPrintable(path + QStringLiteral(" is missing: '%1'").arg(trouble)));
            else
                QVERIFY2(trouble.isEmpty(), qPrintable(path + QLatin1String(": ") + trouble));
        }
        // All that may be missing at once.
        QJsonValue least = whole;
        for (const auto& [path, required] : fields) {
            if (!required && !reading.needs.contains(path) && !reading.needsAsWell.contains(path))
                least = changed(least, path.split(QLatin1Char('.')),
                    [](QJsonObject& object, const QString& name) { object.remove(name); });
        }
        QCOMPARE(reading.parse(least.toObject()), QString());
    }

    void newFieldsDisturbNobody_data() { each(); }
    void newFieldsDisturbNobody()
    {
        const Reading& reading = current();
        std::map<QString, bool> fields;
        fieldsOf(schema(reading), {}, fields);
        fields[QStringLiteral("x")] = false; // beside the outermost ones
        const bool flat = QByteArray(reading.name).contains("v2") || QByteArray(reading.name).contains("red");
        QJsonValue more = example(reading);
        for (const auto& [path, required] : fields) {
            more = changed(more, path.split(QLatin1Char('.')), [flat](QJsonObject& object, const QString&) {
                object.insert(QStringLiteral("brand_new"),
                    flat ? QJsonValue(QStringLiteral("x"))
                         : QJsonValue(QJsonArray{QJsonObject{{QStringLiteral("a"), 1}}}));
            });
        }
        QCOMPARE(reading.parse(more.toObject()), QString());
    }

    /// The two notifications whose content no description has; by WeChat Pay's documents of them.
    void aRefundsNotification_data()
    {
        QTest::addColumn<bool>("isV2");
        QTest::addColumn<QStringList>("needs");
        QTest::addColumn<QJsonObject>("whole");
        const auto text = [](const char* value) { return QString::fromLatin1(value); };
        QTest::newRow("v3") << false
                            << QStringList{text("out_trade_no"), text("transaction_id"),
                                   text("out_refund_no"), text("refund_id"), text("refund_status"),
                                   text("amount")}
                            << *base::parseJsonObject(R"({"mchid":"19","transaction_id":"42",
            "out_trade_no":"Z1","refund_id":"50","out_refund_no":"R1","refund_status":"SUCCESS",
            "success_time":"2025-10-09T10:34:56+08:00","user_received_account":"x","amount":
            {"total":100,"refund":40,"payer_total":100,"payer_refund":40}})");
        QTest::newRow("v2") << true
                            << QStringList{text("out_trade_no"), text("transaction_id"),
                                   text("out_refund_no"), text("refund_id"), text("refund_status"),
                                   text("refund_fee"), text("total_fee")}
                            << *base::parseJsonObject(R"({"mch_id":"19","transaction_id":"42",
            "out_trade_no":"Z1","refund_id":"50","out_refund_no":"R1","refund_status":"SUCCESS",
            "success_time":"2025-10-09 10:34:56","refund_recv_accout":"x","total_fee":"100",
            "refund_fee":"40","settlement_refund_fee":"40","settlement_total_fee":"100",
            "refund_account":"REFUND_SOURCE_UNSETTLED_FUNDS","refund_request_source":"API"})");
    }
    void aRefundsNotification()
    {
        QFETCH(bool, isV2);
        QFETCH(QStringList, needs);
        QFETCH(QJsonObject, whole);
        const auto parse = [isV2](const QJsonObject& json) {
            return isV2 ? v2::parseRefundInfo(answerOf(json).fields) : v3::parseRefund(json);
        };
        const auto refund = parse(whole);
        QVERIFY(refund);
        QCOMPARE(refund->doubt, QString());
        QCOMPARE(refund->settled, Money::fen(40));
        QVERIFY(refund->settledIsTold);
        for (const QString& name : whole.keys()) {
            QJsonObject without = whole;
            without.remove(name);
            const auto parsed = parse(without);
            QCOMPARE(parsed.has_value(), !needs.contains(name));
            const QString leaf =
                name == QLatin1String("refund_status") && !isV2 ? QStringLiteral("status") : name;
            QVERIFY2(parsed || parsed.error().message.contains(leaf), qPrintable(name));
        }
        whole.insert(QStringLiteral("brand_new"), QStringLiteral("x"));
        QVERIFY(parse(whole));
    }

    void aNotificationsEnvelope()
    {
        base::SystemClock clock;
        crypto::SystemRandom random;
        const auto identity = Identity::make(random, clock.nowUtcMs(), harness::spareKey);
        QVERIFY(identity);
        const auto whole = base::parseJsonObject(identity->notification(QStringLiteral("EV-1"),
            QStringLiteral("TRANSACTION.SUCCESS"), QStringLiteral("transaction"), kPaid, random, 0));
        QVERIFY(whole);
        std::map<QString, bool> fields;
        fieldsOf(endpoints_.value(QLatin1String("POST /v3/webhooks"))
                     .toObject()
                     .value(QLatin1String("body"))
                     .toObject(),
            {}, fields);
        QVERIFY(fields.contains(QStringLiteral("resource.ciphertext")));
        const QStringList needs{QStringLiteral("id"), QStringLiteral("event_type"),
            QStringLiteral("resource"), QStringLiteral("resource.algorithm"),
            QStringLiteral("resource.nonce"), QStringLiteral("resource.ciphertext")};
        for (const auto& [path, required] : fields) {
            if (path == QLatin1String("resource.associated_data"))
                continue; // sealed with it: without it this one does not open
            const auto without = changed(*whole, path.split(QLatin1Char('.')),
                [](QJsonObject& object, const QString& name) { object.remove(name); });
            const auto opened =
                v3::openNotification(base::toCompactJson(without.toObject()), identity->apiV3Key);
            QVERIFY2(!needs.contains(path) || required, qPrintable(path));
            QVERIFY2(opened.has_value() != needs.contains(path), qPrintable(path));
            QVERIFY2(opened || opened.error().message.contains(path.section(QLatin1Char('.'), -1)),
                qPrintable(path));
        }
    }

    /// The facts page: `amount.currency`, and for codes `appid`, are optional: missing is CNY, and missing is
    /// not different. A time that is missing or unreadable makes no payment unpaid.
    void whatIsLeftOutMeansTheUsual()
    {
        const auto least = v3::parseTransaction(*base::parseJsonObject(
            R"({"mchid":"19","out_trade_no":"Z1","transaction_id":"42","trade_state":"SUCCESS",
                "amount":{"total":888}})"));
        QVERIFY(least);
        QCOMPARE(least->currency, QStringLiteral("CNY"));
        QCOMPARE(least->appid, QString());
        QCOMPARE(least->successAtUtcMs, 0);
        QCOMPARE(least->payer, Money::fen(888));
        QCOMPARE(least->doubt, QString());
        const auto odd = v3::parseTransaction(*base::parseJsonObject(
            R"({"mchid":"19","out_trade_no":"Z1","transaction_id":"42","trade_state":"SUCCESS","attach":"a",
                "success_time":"yesterday","amount":{"total":888,"currency":"HKD"}})"));
        QVERIFY(odd);
        QCOMPARE(odd->currency, QStringLiteral("HKD"));
        QCOMPARE(odd->attach, QStringLiteral("a"));
        QCOMPARE(odd->successAtUtcMs, 0);
        QVERIFY(odd->doubt.contains(QLatin1String("success_time")));
        // Unpaid, nothing of it is needed.
        QVERIFY(v3::parseTransaction(
            *base::parseJsonObject(R"({"mchid":"19","out_trade_no":"Z1","trade_state":"NOTPAY"})")));
        // What was paid once and is refunded now names as much as what is paid.
        QVERIFY(!v3::parseTransaction(*base::parseJsonObject(
            R"({"mchid":"19","out_trade_no":"Z1","trade_state":"REFUND","amount":{"total":888}})")));
    }
};

ZHANGFANG_TEST(AnswersTest)
#include "answers_test.moc"
