#include "harness/run.h"
#include "practice/caller.h"

using namespace zhangfang;
using practice::Practice;
using tests::Answer;
using tests::Caller;
using wechatpay::v2::Fields;

/// What is optional, new, late, lost or strange in the answers of the practice WeChat Pay.
class VariationTest : public QObject
{
    Q_OBJECT

    static Practice::Options withMoney()
    {
        Practice::Options options;
        options.openingBalanceFen = 1'000'000;
        options.confirmAfterMs = 1;
        return options;
    }
    static QString text(const Fields& fields, const char* name)
    {
        const auto found = fields.find(QLatin1String(name));
        return found == fields.end() ? QString() : found->second;
    }
    static bool fault(Caller& caller, const char* target, const char* kind, QJsonObject more = {})
    {
        more.insert(QStringLiteral("target"), QLatin1String(target));
        more.insert(QStringLiteral("kind"), QLatin1String(kind));
        return caller.control("fault", more) == 200;
    }
    static Answer cancel(Caller& caller, const QString& number)
    {
        return caller.v3(
            "POST", QByteArray(Caller::kTransfers) + "/out-bill-no/" + number.toLatin1() + "/cancel", {});
    }
    static QJsonObject codeOrder(Caller& caller, const char* number, const char* code)
    {
        QJsonObject json = caller.orderJson(QLatin1String(number), 100);
        json.remove(QStringLiteral("notify_url"));
        json.insert(QStringLiteral("payer"), QJsonObject{{QStringLiteral("auth_code"), QLatin1String(code)}});
        json.insert(
            QStringLiteral("scene_info"), QJsonObject{{QStringLiteral("store_info"),
                                              QJsonObject{{QStringLiteral("out_id"), QStringLiteral("1")}}}});
        return json;
    }

private Q_SLOTS:
    /// Over many answers: what is optional comes and goes, what is needed is always there.
    void answersVaryWithinTheirDescription()
    {
        Caller caller;
        QVERIFY(caller.mode("vary", 7));
        QSet<QString> seen, missing;
        bool currencyMissing = false, added = false;
        for (int i = 0; i < 30; ++i) {
            const QByteArray number = QStringLiteral("CODE%1").arg(i, 6, 10, QLatin1Char('0')).toLatin1();
            const Answer paid = caller.post(
                "/v3/pay/transactions/codepay", codeOrder(caller, number.constData(), "130000000000000009"));
            QCOMPARE(paid.status, 200);
            for (const char* needed :
                {"mchid", "out_trade_no", "trade_state", "transaction_id", "amount", "success_time"})
                QVERIFY2(paid.json.contains(QLatin1String(needed)), needed);
            QCOMPARE(paid.object("amount").value(QLatin1String("total")).toInteger(), 100);
            for (const char* optional : {"appid", "bank_type", "payer", "trade_type"})
                (paid.json.contains(QLatin1String(optional)) ? seen : missing) << QLatin1String(optional);
            currencyMissing = currencyMissing || !paid.object("amount").contains(QLatin1String("currency"));
            for (const QString& name : paid.json.keys())
                added = added || name.startsWith(QLatin1String("practice_addition"));
        }
        QCOMPARE(seen.size(), 4);
        QCOMPARE(missing.size(), 4);
        QVERIFY(currencyMissing);
        QVERIFY(added);
    }

    /// A seed is a promise: the same again.
    void theSameSeedVariesTheSame()
    {
        const auto fields = [](quint32 seed) {
            QStringList all;
            Caller caller;
            if (!caller.mode("vary", static_cast<qint64>(seed)))
                return all;
            for (const char* number : {"CODE000001", "CODE000002", "CODE000003", "CODE000004"})
                all << caller
                           .post("/v3/pay/transactions/codepay",
                               codeOrder(caller, number, "130000000000000009"))
                           .json.keys();
            return all;
        };
        const QStringList first = fields(3);
        QVERIFY(!first.isEmpty());
        QCOMPARE(fields(3), first);
        QVERIFY(fields(4) != first);
    }

    /// Coupons are never hidden: nothing else would tell what settles.
    void couponsStayWhereAnswersVary()
    {
        Caller caller;
        QVERIFY(caller.mode("vary", 1));
        static_cast<void>(caller.order(QStringLiteral("TEA0000001"), 100));
        QVERIFY(caller.coupon(QStringLiteral("TEA0000001"), "NOCASH", 10));
        QVERIFY(caller.pay(QStringLiteral("TEA0000001")));
        for (int i = 0; i < 20; ++i) {
            const Answer answer = caller.query(QStringLiteral("TEA0000001"));
            QCOMPARE(answer.object("amount").value(QLatin1String("payer_total")).toInteger(), 90);
            QCOMPARE(answer.json.value(QLatin1String("promotion_detail")).toArray().size(), 1);
        }
        static_cast<void>(caller.orderV2(QStringLiteral("TEA0000002"), 100));
        QVERIFY(caller.coupon(QStringLiteral("TEA0000002"), "NOCASH", 10));
        QVERIFY(caller.pay(QStringLiteral("TEA0000002")));
        bool currencyMissing = false;
        for (int i = 0; i < 20; ++i) {
            const Fields answer = caller.queryV2(QStringLiteral("TEA0000002"));
            QVERIFY(wechatpay::v2::verify(answer, caller.merchant->apiV2Key));
            QCOMPARE(text(answer, "coupon_fee"), QStringLiteral("10"));
            QCOMPARE(text(answer, "settlement_total_fee"), QStringLiteral("90"));
            currencyMissing = currencyMissing || text(answer, "fee_type").isEmpty();
        }
        QVERIFY(currencyMissing);
    }

    void statesThatNobodyKnows()
    {
        Caller caller(withMoney());
        const auto strange = [&](const char* target, int count) {
            return caller.mode("unknown_state", QJsonObject{{QStringLiteral("target"), QLatin1String(target)},
                                                    {QStringLiteral("state"), QStringLiteral("EVAPORATED")},
                                                    {QStringLiteral("count"), count}});
        };
        const QString state = QStringLiteral("EVAPORATED");
        QVERIFY(strange("create_transfer", 1));
        QCOMPARE(caller.transfer(QStringLiteral("W1"), 100).text("state"), state);
        QVERIFY(strange("query_transfer", 2));
        QCOMPARE(caller.queryTransfer(QStringLiteral("W1")).text("state"), state);
        QCOMPARE(caller.queryTransfer(QStringLiteral("W1")).text("state"), state);
        QVERIFY(caller.queryTransfer(QStringLiteral("W1")).text("state") != state);
        static_cast<void>(caller.order(QStringLiteral("TEA0000001"), 100));
        QVERIFY(caller.pay(QStringLiteral("TEA0000001")));
        QVERIFY(strange("query_order", 1));
        QCOMPARE(caller.query(QStringLiteral("TEA0000001")).text("trade_state"), state);
        QVERIFY(strange("create_refund", 1));
        QCOMPARE(
            caller.refund(QStringLiteral("TEA0000001"), QStringLiteral("R1"), 10, 100).text("status"), state);
        QVERIFY(strange("query_refund", 1));
        QCOMPARE(caller.queryRefund(QStringLiteral("R1")).text("status"), state);
        static_cast<void>(caller.orderV2(QStringLiteral("TEA0000002"), 100));
        QVERIFY(caller.pay(QStringLiteral("TEA0000002")));
        QVERIFY(strange("query_order", 1));
        const Fields asked = caller.queryV2(QStringLiteral("TEA0000002"));
        QCOMPARE(text(asked, "trade_state"), state);
        QVERIFY(wechatpay::v2::verify(asked, caller.merchant->apiV2Key));
        static_cast<void>(caller.transferV2(QStringLiteral("V1"), 100));
        QVERIFY(strange("query_transfer", 1));
        QCOMPARE(text(caller.v2("/mmpaymkttransfers/gettransferinfo",
                          {{QStringLiteral("partner_trade_no"), QStringLiteral("V1")}}),
                     "status"),
            state);
    }

    void billsAreBeingMadeUntilTen()
    {
        Caller caller;
        static_cast<void>(caller.order(QStringLiteral("TEA0000001"), 100));
        QVERIFY(caller.pay(QStringLiteral("TEA0000001")));
        QVERIFY(caller.mode("bills", QStringLiteral("from_ten")));
        const qint64 now = base::SystemClock().nowUtcMs();
        const QDate today = base::businessDay(now);
        const QByteArray target = "/v3/bill/tradebill?bill_date=" + today.toString(Qt::ISODate).toLatin1();
        const auto v2 = [&] {
            return caller.v2("/pay/downloadbill",
                {{QStringLiteral("bill_date"), today.toString(QStringLiteral("yyyyMMdd"))},
                    {QStringLiteral("bill_type"), QStringLiteral("ALL")}});
        };
        const qint64 ten = base::startOfDayUtcMs(today.addDays(1)) + 10LL * 3600 * 1000;
        QVERIFY(caller.advance(ten - now - 60'000));
        QCOMPARE(caller.get(target).text("code"), QStringLiteral("STATEMENT_CREATING"));
        QCOMPARE(text(v2(), "return_msg"), QStringLiteral("Bill Creating"));
        QCOMPARE(text(v2(), "error_code"), QStringLiteral("20002"));
        QVERIFY(caller.advance(60'000));
        QCOMPARE(caller.get(target).status, 200);
        QVERIFY(v2().empty()); // the bill itself, no XML
    }

    void notificationsAreSignedAsTheShopSays()
    {
        Caller caller;
        const auto signedBy = [&](const char* number) {
            const size_t before = caller.told().size();
            static_cast<void>(caller.order(QLatin1String(number), 100));
            if (!caller.pay(QLatin1String(number)) || !caller.hears(before + 1))
                return QByteArray("nothing");
            return caller.told().back().serial;
        };
        QCOMPARE(signedBy("TEA0000001"), caller.publicKeyId);
        const QByteArray certificate = caller.get("/v3/certificates")
                                           .json.value(QLatin1String("data"))
                                           .toArray()[0]
                                           .toObject()
                                           .value(QLatin1String("serial_no"))
                                           .toString()
                                           .toLatin1();
        QVERIFY(!certificate.isEmpty());
        caller.serial = certificate;
        QCOMPARE(signedBy("TEA0000002"), certificate);
        QVERIFY(caller.mode("keys", QStringLiteral("public_key"))); // an order stays above it
        QCOMPARE(signedBy("TEA0000003"), caller.publicKeyId);
        QVERIFY(caller.mode("keys", QStringLiteral("as_requested")));
        QCOMPARE(signedBy("TEA0000004"), certificate);
    }

    void aPaymentSurfacesLate_data()
    {
        QTest::addColumn<QString>("as");
        QTest::newRow("unpaid") << "";
        QTest::newRow("not found") << "NOT_FOUND";
        QTest::newRow("with a password") << "USERPAYING";
    }
    void aPaymentSurfacesLate()
    {
        QFETCH(QString, as);
        Caller caller;
        const QString one = QStringLiteral("TEA0000001"), two = QStringLiteral("TEA0000002");
        static_cast<void>(caller.order(one, 100));
        static_cast<void>(caller.orderV2(two, 100));
        QJsonObject late{{QStringLiteral("surface_ms"), 60'000}};
        if (!as.isEmpty())
            late.insert(QStringLiteral("surface_as"), as);
        QVERIFY(caller.pay(one, late));
        QVERIFY(caller.pay(two, late));
        const auto seen = [&] {
            const Answer v3 = caller.query(one);
            const Fields v2 = caller.queryV2(two);
            return QStringList{v3.status == 404 ? v3.text("code") : v3.text("trade_state"),
                text(v2, "err_code") + text(v2, "trade_state"), v3.text("transaction_id"),
                text(v2, "transaction_id")};
        };
        const QStringList hidden =
            as == QLatin1String("NOT_FOUND")
                ? QStringList{QStringLiteral("ORDER_NOT_EXIST"), QStringLiteral("ORDERNOTEXIST")}
                : QStringList(2, as.isEmpty() ? QStringLiteral("NOTPAY") : as);
        QCOMPARE(seen(), hidden + QStringList({QString(), QString()}));
        QVERIFY(!caller.pay(one)); // nobody pays twice
        QCOMPARE(caller.refund(one, QStringLiteral("R1"), 1, 100).status, 404);
        QVERIFY(caller.told().empty());
        QVERIFY(caller.advance(59'000));
        QCOMPARE(seen().mid(0, 2), hidden);
        QVERIFY(caller.advance(1'500));
        QCOMPARE(seen().mid(0, 2), QStringList(2, QStringLiteral("SUCCESS")));
        QVERIFY(caller.hears(2));
        QCOMPARE(caller.account("BASIC"), 200);
    }

    /// Closed in the meantime, it surfaces all the same; what is reversed goes back.
    void whatIsDoneToAHiddenPayment()
    {
        Caller caller;
        const QJsonObject late{{QStringLiteral("surface_ms"), 60'000}};
        static_cast<void>(caller.order(QStringLiteral("TEA0000001"), 100));
        QVERIFY(caller.pay(QStringLiteral("TEA0000001"), late));
        QCOMPARE(caller
                     .post("/v3/pay/transactions/out-trade-no/TEA0000001/close",
                         {{QStringLiteral("mchid"), caller.merchant->mchid}})
                     .status,
            204);
        QCOMPARE(caller.query(QStringLiteral("TEA0000001")).text("trade_state"), QStringLiteral("CLOSED"));
        const QJsonObject code = codeOrder(caller, "CODE000001", "130000000000000001");
        const auto reverse = [&](const char* number) {
            return caller.post("/v3/pay/transactions/out-trade-no/" + QByteArray(number) + "/reverse",
                {{QStringLiteral("appid"), caller.merchant->appid},
                    {QStringLiteral("mchid"), caller.merchant->mchid}});
        };
        QCOMPARE(
            caller.post("/v3/pay/transactions/codepay", code).text("code"), QStringLiteral("USERPAYING"));
        QVERIFY(caller.pay(QStringLiteral("CODE000001"), late));
        QCOMPARE(
            caller.post("/v3/pay/transactions/codepay", code).text("code"), QStringLiteral("USERPAYING"));
        QCOMPARE(
            caller.query(QStringLiteral("CODE000001")).text("trade_state"), QStringLiteral("USERPAYING"));
        QCOMPARE(reverse("CODE000001").status, 200);
        // One that nobody finds cannot be reversed, and is paid in the end.
        const QJsonObject other = codeOrder(caller, "CODE000002", "130000000000000001");
        static_cast<void>(caller.post("/v3/pay/transactions/codepay", other));
        QJsonObject lost = late;
        lost.insert(QStringLiteral("surface_as"), QStringLiteral("NOT_FOUND"));
        QVERIFY(caller.pay(QStringLiteral("CODE000002"), lost));
        QCOMPARE(reverse("CODE000002").status, 404);
        QVERIFY(caller.advance(61'000));
        QCOMPARE(caller.query(QStringLiteral("TEA0000001")).text("trade_state"), QStringLiteral("SUCCESS"));
        QCOMPARE(caller.query(QStringLiteral("CODE000001")).text("trade_state"), QStringLiteral("REVOKED"));
        QCOMPARE(caller.query(QStringLiteral("CODE000002")).text("trade_state"), QStringLiteral("SUCCESS"));
        QCOMPARE(caller.account("BASIC"), 200);
        QVERIFY(caller.hears(1));
        QCOMPARE(caller.told().size(), size_t(1)); // codes are told of by nobody
    }

    void aRefundedOrderHasTwoForms()
    {
        Caller caller;
        static_cast<void>(caller.order(QStringLiteral("TEA0000001"), 100));
        static_cast<void>(caller.orderV2(QStringLiteral("TEA0000002"), 100));
        for (const char* number : {"TEA0000001", "TEA0000002"}) {
            QVERIFY(caller.pay(QLatin1String(number)));
            for (const qint64 fen : {30, 20})
                QCOMPARE(caller.control("refund_elsewhere",
                             {{QStringLiteral("out_trade_no"), QLatin1String(number)},
                                 {QStringLiteral("amount_fen"), fen}, {QStringLiteral("notify"), false}}),
                    200);
        }
        const Answer full = caller.query(QStringLiteral("TEA0000001"));
        QCOMPARE(full.text("trade_state"), QStringLiteral("REFUND"));
        QVERIFY(!full.text("transaction_id").isEmpty() && !full.text("success_time").isEmpty());
        QVERIFY(caller.mode("refund_query", QStringLiteral("bare")));
        const Answer bare = caller.query(QStringLiteral("TEA0000001"));
        QCOMPARE(bare.text("trade_state"), QStringLiteral("REFUND"));
        QVERIFY(bare.text("transaction_id").isEmpty() && bare.text("success_time").isEmpty());
        const Fields bareV2 = caller.queryV2(QStringLiteral("TEA0000002"));
        QCOMPARE(text(bareV2, "trade_state"), QStringLiteral("REFUND"));
        QVERIFY(text(bareV2, "time_end").isEmpty());
        // v2 tells all refunds of an order by the order's number.
        const Fields all =
            caller.v2("/pay/refundquery", {{QStringLiteral("out_trade_no"), QStringLiteral("TEA0000002")}});
        QCOMPARE(text(all, "refund_count"), QStringLiteral("2"));
        QCOMPARE(text(all, "refund_fee_0"), QStringLiteral("30"));
        QCOMPARE(text(all, "refund_fee_1"), QStringLiteral("20"));
        const Fields second =
            caller.v2("/pay/refundquery", {{QStringLiteral("out_trade_no"), QStringLiteral("TEA0000002")},
                                              {QStringLiteral("offset"), QStringLiteral("1")}});
        QCOMPARE(text(second, "refund_fee_0"), QStringLiteral("20"));
        QTest::qWait(100);
        for (const auto& told : caller.told())
            QVERIFY(!told.eventType.startsWith(QLatin1String("REFUND")));
    }

    void theSameBytesBringThePackageBack()
    {
        Caller caller(withMoney());
        QVERIFY(caller.mode("confirm", QStringLiteral("manual")));
        QVERIFY(fault(caller, "create_transfer", "http_500_after"));
        QCOMPARE(caller.transfer(QStringLiteral("W1"), 100).status, 502);
        const Answer asked = caller.queryTransfer(QStringLiteral("W1"));
        QCOMPARE(asked.text("state"), QStringLiteral("WAIT_USER_CONFIRM"));
        QVERIFY(!asked.json.contains(QLatin1String("package_info")));
        const QString package = caller.transfer(QStringLiteral("W1"), 100).text("package_info");
        QVERIFY(!package.isEmpty());
        QCOMPARE(caller.transfer(QStringLiteral("W1"), 100).text("package_info"), package);
        QCOMPARE(caller.transfer(QStringLiteral("W1"), 101).text("code"), QStringLiteral("INVALID_REQUEST"));
        QCOMPARE(caller.account("BASIC"), 1'000'000 - 100);
    }

    void aCancelCanGoWrong()
    {
        Caller caller(withMoney());
        QVERIFY(caller.mode("confirm", QStringLiteral("manual")));
        QCOMPARE(caller.transfer(QStringLiteral("W1"), 100).status, 200);
        QVERIFY(fault(caller, "cancel_transfer", "http_500"));
        QCOMPARE(cancel(caller, QStringLiteral("W1")).status, 500);
        QCOMPARE(
            caller.queryTransfer(QStringLiteral("W1")).text("state"), QStringLiteral("WAIT_USER_CONFIRM"));
        QVERIFY(fault(caller, "cancel_transfer", "SOME_NEW_CODE",
            {{QStringLiteral("status"), 409}, {QStringLiteral("message"), QStringLiteral("不行")}}));
        const Answer coded = cancel(caller, QStringLiteral("W1"));
        QCOMPARE(coded.status, 409);
        QCOMPARE(coded.text("code"), QStringLiteral("SOME_NEW_CODE"));
        QCOMPARE(coded.text("message"), QStringLiteral("不行"));
        QVERIFY(fault(caller, "cancel_transfer", "http_500_after"));
        QCOMPARE(cancel(caller, QStringLiteral("W1")).status, 502);
        QCOMPARE(caller.queryTransfer(QStringLiteral("W1")).text("state"), QStringLiteral("CANCELLED"));
        // One that its payee has confirmed cannot be taken back.
        QCOMPARE(caller.transfer(QStringLiteral("W2"), 100).status, 200);
        QCOMPARE(caller.control("confirm", {{QStringLiteral("out_bill_no"), QStringLiteral("W2")}}), 200);
        const Answer refused = cancel(caller, QStringLiteral("W2"));
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.text("code"), QStringLiteral("INVALID_REQUEST"));
        QCOMPARE(caller.account("BASIC"), 1'000'000 - 100);
    }
};

ZHANGFANG_TEST(VariationTest)
#include "variation_test.moc"
