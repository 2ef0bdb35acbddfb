#include "harness/run.h"
#include "practice/caller.h"

using namespace zhangfang;
using practice::Practice;
using tests::Answer;
using tests::Caller;
using wechatpay::v2::Fields;

/// Fees, coupons, T+1 and the accounts: the practice WeChat Pay's sums are the real one's to the fen.
class MoneyTest : public QObject
{
    Q_OBJECT

    static qint64 of(const QJsonObject& json, const char* name)
    {
        return json.value(QLatin1String(name)).toInteger(-1);
    }
    static qint64 of(const Fields& fields, const QString& name)
    {
        const auto found = fields.find(name);
        return found == fields.end() ? -1 : found->second.toLongLong();
    }
    static QString text(const Fields& fields, const char* name)
    {
        const auto found = fields.find(QLatin1String(name));
        return found == fields.end() ? QString() : found->second;
    }
    /// A paid order, in either generation.
    static bool paid(Caller& caller, bool v3, const QString& number, qint64 fen)
    {
        if (v3)
            return caller.order(number, fen).status == 200 && caller.pay(number);
        return text(caller.orderV2(number, fen), "result_code") == QLatin1String("SUCCESS") &&
               caller.pay(number);
    }
    static Practice::Options withFee(const char* rate, qint64 balance = 0)
    {
        Practice::Options options;
        options.feeRate = QString::fromLatin1(rate);
        options.openingBalanceFen = balance;
        return options;
    }

private Q_SLOTS:
    void nothingIsTakenUnlessAsked()
    {
        Caller caller;
        QCOMPARE(caller.problem, QString());
        QVERIFY(paid(caller, true, QStringLiteral("TEA0000001"), 12'345));
        QCOMPARE(caller.account("BASIC"), 12'345);
        QCOMPARE(of(caller.books(), "fee_fen"), 0);
        QCOMPARE(caller.practice->matchingSettings().value(QLatin1String("wechatpay.fee_rate")),
            QStringLiteral("0.00"));
        QVERIFY(caller.mode("fee_rate", QStringLiteral("0.60")));
        QCOMPARE(caller.practice->matchingSettings().value(QLatin1String("wechatpay.fee_rate")),
            QStringLiteral("0.60"));
        QVERIFY(!caller.mode("fee_rate", QStringLiteral("11")));
        QVERIFY(!caller.mode("fee_rate", QStringLiteral("a lot")));
        QVERIFY(!Practice::start(withFee("-1")));
    }

    /// Rounded half up to the fen.
    void theFeeOfAPayment_data()
    {
        QTest::addColumn<QString>("rate");
        QTest::addColumn<qint64>("fen");
        QTest::addColumn<qint64>("fee");
        QTest::newRow("under half a fen") << "0.60" << qint64(83) << qint64(0);
        QTest::newRow("half a fen") << "1.00" << qint64(50) << qint64(1);
        QTest::newRow("over half a fen") << "0.60" << qint64(84) << qint64(1);
        QTest::newRow("a yuan") << "0.60" << qint64(100) << qint64(1);
        QTest::newRow("a hundred yuan") << "0.60" << qint64(10'000) << qint64(60);
        QTest::newRow("0.38 percent") << "0.38" << qint64(12'345) << qint64(47);
        QTest::newRow("ten percent") << "10" << qint64(5) << qint64(1);
    }
    void theFeeOfAPayment()
    {
        QFETCH(QString, rate);
        QFETCH(qint64, fen);
        QFETCH(qint64, fee);
        Caller caller(withFee(rate.toLatin1().constData()));
        QVERIFY(paid(caller, true, QStringLiteral("TEA0000001"), fen));
        QCOMPARE(of(caller.books(), "fee_fen"), fee);
        QCOMPARE(caller.account("BASIC"), fen - fee);
        QVERIFY(paid(caller, false, QStringLiteral("TEA0000002"), fen));
        QCOMPARE(caller.account("BASIC"), 2 * (fen - fee));
    }

    /// What remains is charged as if it had been paid alone; in the end nothing is.
    void theFeeComesBackWithRefunds()
    {
        Caller caller(withFee("0.60"));
        QVERIFY(paid(caller, true, QStringLiteral("TEA0000001"), 1000));
        QCOMPARE(caller.account("BASIC"), 994);
        const std::pair<qint64, qint64> kSteps[] = {{83, 0}, {1, 1}, {500, 3}, {416, 2}}; // and its fee
        int i = 0;
        qint64 left = 1000, feeLeft = 6;
        for (const auto& [fen, back] : kSteps) {
            const QString number = QStringLiteral("R%1").arg(++i);
            const Answer answer = caller.refund(QStringLiteral("TEA0000001"), number, fen, 1000);
            QCOMPARE(answer.status, 200);
            left -= fen;
            feeLeft -= back;
            QCOMPARE(of(caller.entry("refunds", number), "fee_fen"), back);
            QCOMPARE(answer.object("amount").value(QLatin1String("refund_fee")).toInteger(), back);
            QCOMPARE(of(caller.books(), "fee_fen"), feeLeft);
            QCOMPARE(caller.account("BASIC"), left - feeLeft);
        }
        QCOMPARE(caller.account("BASIC"), 0);
    }

    /// A refund that WeChat gives up undoes what it did.
    void aClosedRefundGivesTheFeeAgain()
    {
        Caller caller(withFee("0.60"));
        QVERIFY(caller.control("prefund_coupons", {{QStringLiteral("amount_fen"), 300}}) == 200);
        QCOMPARE(caller.order(QStringLiteral("TEA0000001"), 1000).status, 200);
        QVERIFY(caller.coupon(QStringLiteral("TEA0000001"), "CASH", 300));
        QVERIFY(caller.pay(QStringLiteral("TEA0000001")));
        QVERIFY(caller.mode("refunds", QStringLiteral("manual")));
        QCOMPARE(caller.refund(QStringLiteral("TEA0000001"), QStringLiteral("R1"), 500, 1000).status, 200);
        QCOMPARE(caller.account("BASIC"), 994 - 500 + 3);
        QCOMPARE(caller.account("coupons_prefunded"), 150);
        QCOMPARE(caller.control("refund", {{QStringLiteral("out_refund_no"), QStringLiteral("R1")},
                                              {QStringLiteral("outcome"), QStringLiteral("CLOSED")}}),
            200);
        QCOMPARE(caller.account("BASIC"), 994);
        QCOMPARE(caller.account("coupons_prefunded"), 0);
        QCOMPARE(of(caller.books(), "fee_fen"), 6);
    }

    /// 100 paid with coupons of 7 (not prefunded), 5 (the merchant's own, prefunded) and 3 (WeChat's).
    void couponsInV3()
    {
        Caller caller(withFee("0.60"));
        const QString number = QStringLiteral("TEA0000001");
        QCOMPARE(caller.order(number, 10'000).status, 200);
        QVERIFY2(!caller.coupon(number, "CASH", 500), "nothing is put aside");
        QVERIFY(caller.control("prefund_coupons", {{QStringLiteral("amount_fen"), 600}}) == 200);
        QVERIFY(caller.coupon(number, "NOCASH", 700));
        QVERIFY(caller.coupon(number, "CASH", 500));
        QVERIFY(caller.coupon(number, "CASH", 300, "wechat"));
        QVERIFY2(!caller.coupon(number, "CASH", 101), "only 1.00 is still put aside");
        QVERIFY2(!caller.coupon(number, "NOCASH", 8'501), "more than the order");
        QVERIFY2(!caller.coupon(number, "GOLD", 1), "a type of no list");
        QVERIFY(caller.query(number).object("amount").value(QLatin1String("payer_total")) == 10'000);
        QVERIFY(caller.pay(number));
        QVERIFY2(!caller.coupon(number, "NOCASH", 1), "it is paid");
        QVERIFY(caller.hears(1));
        for (const QJsonObject& seen :
            {caller.query(number).json, caller.told("TRANSACTION.SUCCESS", "out_trade_no", number)}) {
            const QJsonObject amount = seen.value(QLatin1String("amount")).toObject();
            QCOMPARE(of(amount, "total"), 10'000);
            QCOMPARE(of(amount, "payer_total"), 8'500);
            const QJsonArray promotions = seen.value(QLatin1String("promotion_detail")).toArray();
            QCOMPARE(promotions.size(), 3);
            QCOMPARE(promotions[0].toObject().value(QLatin1String("type")), QStringLiteral("NOCASH"));
            QCOMPARE(of(promotions[0].toObject(), "amount"), 700);
            QCOMPARE(of(promotions[1].toObject(), "merchant_contribute"), 500);
            QCOMPARE(of(promotions[2].toObject(), "wechatpay_contribute"), 300);
            QCOMPARE(of(promotions[2].toObject(), "merchant_contribute"), 0);
        }
        QCOMPARE(caller.account("BASIC"), 9'300 - 56); // 9300 * 0.6 % = 55.8
        QCOMPARE(caller.account("coupons_prefunded"), 100);
        const QJsonObject order = caller.entry("orders", number);
        QCOMPARE(of(order, "settled_fen"), 9'300);
        QCOMPARE(of(order, "payer_fen"), 8'500);
        QCOMPARE(of(order, "coupon_fen"), 1'500);
        QCOMPARE(of(order, "fee_fen"), 56);
    }

    void couponsInV2()
    {
        Caller caller;
        const QString number = QStringLiteral("TEA0000001");
        QCOMPARE(text(caller.orderV2(number, 10'000, {{QStringLiteral("version"), QStringLiteral("1.0")}}),
                     "result_code"),
            QStringLiteral("SUCCESS"));
        QVERIFY(caller.control("prefund_coupons", {{QStringLiteral("amount_fen"), 500}}) == 200);
        QVERIFY(caller.coupon(number, "NOCASH", 700));
        QVERIFY(caller.coupon(number, "CASH", 500));
        QVERIFY(caller.pay(number));
        QVERIFY(caller.hears(1));
        Fields notified;
        const QJsonObject content = caller.told("v2", "out_trade_no", number);
        for (const QString& name : content.keys())
            notified[name] = content.value(name).toString();
        QVERIFY(wechatpay::v2::verify(notified, caller.merchant->apiV2Key));
        for (const Fields& seen : {caller.queryV2(number), notified}) {
            QCOMPARE(of(seen, QStringLiteral("total_fee")), 10'000);
            QCOMPARE(of(seen, QStringLiteral("settlement_total_fee")), 9'300);
            QCOMPARE(of(seen, QStringLiteral("cash_fee")), 8'800);
            QCOMPARE(of(seen, QStringLiteral("coupon_fee")), 1'200);
            QCOMPARE(of(seen, QStringLiteral("coupon_count")), 2);
            QCOMPARE(text(seen, "coupon_type_0"), QStringLiteral("NO_CASH"));
            QCOMPARE(of(seen, QStringLiteral("coupon_fee_0")), 700);
            QCOMPARE(text(seen, "coupon_type_1"), QStringLiteral("CASH"));
            QCOMPARE(of(seen, QStringLiteral("coupon_fee_1")), 500);
            const auto detail = base::parseJsonObject(text(seen, "promotion_detail").toUtf8());
            QVERIFY(detail);
            QCOMPARE(detail->value(QLatin1String("promotion_detail"))
                         .toArray()[0]
                         .toObject()
                         .value(QLatin1String("type")),
                QStringLiteral("DISCOUNT"));
        }
        // And its refund.
        const Fields made = caller.refundV2(number, QStringLiteral("R1"), 5'000, 10'000);
        QCOMPARE(of(made, QStringLiteral("settlement_refund_fee")), 4'650);
        QCOMPARE(of(made, QStringLiteral("cash_refund_fee")), 4'400);
        QCOMPARE(of(made, QStringLiteral("coupon_refund_fee")), 600);
        QCOMPARE(of(made, QStringLiteral("coupon_refund_count")), 2);
        QCOMPARE(of(made, QStringLiteral("coupon_refund_fee_0")), 350);
        QCOMPARE(text(made, "coupon_type_1"), QStringLiteral("CASH"));
        QVERIFY(caller.arrives(QStringLiteral("R1")));
        const Fields asked =
            caller.v2("/pay/refundquery", {{QStringLiteral("out_refund_no"), QStringLiteral("R1")}});
        QCOMPARE(of(asked, QStringLiteral("settlement_refund_fee_0")), 4'650);
        QCOMPARE(of(asked, QStringLiteral("coupon_refund_fee_0")), 600);
        QCOMPARE(of(asked, QStringLiteral("coupon_refund_fee_0_1")), 250);
        QCOMPARE(text(asked, "coupon_type_0_0"), QStringLiteral("NO_CASH"));
        QVERIFY(caller.hears(2));
        const QJsonObject refunded = caller.told("v2", "out_refund_no", QStringLiteral("R1"));
        QCOMPARE(refunded.value(QLatin1String("settlement_refund_fee")), QStringLiteral("4650"));
        QCOMPARE(caller.account("BASIC"), 9'300 - 4'650);
        QCOMPARE(caller.account("coupons_prefunded"), 250);
    }

    /// Whatever the sums: nobody gets back more than was paid, and at the end all of it is back.
    void refundsAreSharedOutExactly_data()
    {
        QTest::addColumn<qint64>("total");
        QTest::addColumn<QList<qint64>>("coupons"); // every second one prefunded
        QTest::addColumn<QList<qint64>>("refunds");
        using List = QList<qint64>;
        QTest::newRow("thirds") << qint64(1000) << List{100, 50} << List{333, 333, 334};
        QTest::newRow("fen by fen") << qint64(7) << List{2, 3} << List{1, 1, 1, 1, 1, 1, 1};
        QTest::newRow("all by coupons") << qint64(100) << List{50, 50} << List{1, 49, 50};
        QTest::newRow("three coupons") << qint64(9'999) << List{1, 3'333, 17} << List{1, 2, 4'998, 4'998};
    }
    void refundsAreSharedOutExactly()
    {
        QFETCH(qint64, total);
        QFETCH(QList<qint64>, coupons);
        QFETCH(QList<qint64>, refunds);
        Caller caller(withFee("0.60"));
        const QString number = QStringLiteral("TEA0000001");
        QCOMPARE(caller.order(number, total).status, 200);
        QVERIFY(caller.control("prefund_coupons", {{QStringLiteral("amount_fen"), total}}) == 200);
        qint64 couponFen = 0;
        for (qsizetype i = 0; i < coupons.size(); ++i) {
            QVERIFY(caller.coupon(number, i % 2 == 1 ? "CASH" : "NOCASH", coupons[i]));
            couponFen += coupons[i];
        }
        QVERIFY(caller.pay(number));
        qint64 payer = 0, back = 0;
        for (qsizetype i = 0; i < refunds.size(); ++i) {
            const QString refundNo = QStringLiteral("R%1").arg(i);
            const Answer made = caller.refund(number, refundNo, refunds[i], total);
            QCOMPARE(made.status, 200);
            const QJsonObject amount = made.object("amount");
            QCOMPARE(of(amount, "payer_refund") + of(amount, "discount_refund"), refunds[i]);
            QVERIFY(of(amount, "payer_refund") >= 0);
            QVERIFY(of(amount, "discount_refund") >= 0);
            QVERIFY(of(amount, "settlement_refund") >= of(amount, "payer_refund"));
            qint64 shares = 0;
            for (const auto& share : made.json.value(QLatin1String("promotion_detail")).toArray())
                shares += of(share.toObject(), "refund_amount");
            QCOMPARE(shares, of(amount, "discount_refund"));
            payer += of(amount, "payer_refund");
            back += of(amount, "discount_refund");
            QVERIFY(payer <= total - couponFen);
            QVERIFY(back <= couponFen);
        }
        QCOMPARE(payer, total - couponFen);
        QCOMPARE(back, couponFen);
        QCOMPARE(caller.account("BASIC"), 0);
        QCOMPARE(caller.account("coupons_prefunded"), total);
        QCOMPARE(of(caller.books(), "fee_fen"), 0);
    }

    /// A reversed payment by code leaves nothing behind.
    void aReversedPaymentLeavesNothing()
    {
        Caller caller(withFee("0.60"));
        QVERIFY(caller.control("prefund_coupons", {{QStringLiteral("amount_fen"), 200}}) == 200);
        QJsonObject order = caller.orderJson(QStringLiteral("CODE000001"), 1000);
        order.remove(QStringLiteral("notify_url"));
        order.insert(QStringLiteral("payer"),
            QJsonObject{{QStringLiteral("auth_code"), QStringLiteral("130000000000000001")}});
        order.insert(
            QStringLiteral("scene_info"), QJsonObject{{QStringLiteral("store_info"),
                                              QJsonObject{{QStringLiteral("out_id"), QStringLiteral("1")}}}});
        QCOMPARE(
            caller.post("/v3/pay/transactions/codepay", order).text("code"), QStringLiteral("USERPAYING"));
        QVERIFY(caller.coupon(QStringLiteral("CODE000001"), "CASH", 200));
        QVERIFY(caller.pay(QStringLiteral("CODE000001")));
        QCOMPARE(caller.account("BASIC"), 994);
        QCOMPARE(caller.account("coupons_prefunded"), 0);
        QCOMPARE(caller
                     .post("/v3/pay/transactions/out-trade-no/CODE000001/reverse",
                         {{QStringLiteral("appid"), caller.merchant->appid},
                             {QStringLiteral("mchid"), caller.merchant->mchid}})
                     .status,
            200);
        QCOMPARE(caller.account("BASIC"), 0);
        QCOMPARE(caller.account("coupons_prefunded"), 200);
        QCOMPARE(caller.refund(QStringLiteral("CODE000001"), QStringLiteral("R1"), 1, 1000).text("code"),
            QStringLiteral("INVALID_REQUEST"));
        // And its bill says so.
        const QDate today = base::businessDay(base::SystemClock().nowUtcMs());
        QVERIFY(caller.advance(base::kDayMs));
        qint64 kept = 0, fees = 0;
        const auto trade = wechatpay::bills::fetchTradeBill(caller.clients(), wechatpay::Generation::v3,
            today, wechatpay::TradeBill::all, [&](const wechatpay::bills::TradeRow& row) {
                kept += row.settlement.inFen() - row.refund.inFen();
                fees += row.feeHundredThousandths;
                return base::Status();
            });
        QVERIFY2(trade.has_value(), trade ? "" : qPrintable(trade.error().describe()));
        QCOMPARE((*trade)->rows, 2);
        QCOMPARE(kept, 0);
        QCOMPARE(fees, 0);
    }

    /// What an order is called comes into the bill as it is; one odd name costs at most its own row.
    void oddNamesInBills()
    {
        Caller caller(withFee("0.60"));
        const std::map<QString, QString> names{{QStringLiteral("TEA0000001"), QStringLiteral("tea,`large")},
            {QStringLiteral("TEA0000002"), QStringLiteral("tea\nlarge")},
            {QStringLiteral("TEA0000003"), QStringLiteral("tea,`,`0.06000,`0.60%,`10.00,`0.00,`")},
            {QStringLiteral("TEA0000004"), QStringLiteral("tea")}};
        for (const auto& [number, name] : names) {
            QVERIFY(paid(caller, true, number, 1000));
            QCOMPARE(caller.control("describe",
                         {{QStringLiteral("out_trade_no"), number}, {QStringLiteral("description"), name}}),
                200);
        }
        QCOMPARE(caller.control("describe", {{QStringLiteral("out_trade_no"), QStringLiteral("TEA0000009")},
                                                {QStringLiteral("description"), QStringLiteral("x")}}),
            404);
        const QDate today = base::businessDay(base::SystemClock().nowUtcMs());
        QVERIFY(caller.advance(base::kDayMs));
        std::map<QString, QString> read;
        const auto trade = wechatpay::bills::fetchTradeBill(caller.clients(), wechatpay::Generation::v3,
            today, wechatpay::TradeBill::all, [&](const wechatpay::bills::TradeRow& row) {
                read[row.outTradeNo] = row.description;
                return base::Status();
            });
        QVERIFY2(trade.has_value(), trade ? "" : qPrintable(trade.error().describe()));
        auto expected = names;
        expected.erase(QStringLiteral("TEA0000003"));
        QVERIFY(read == expected);
        QVERIFY(!(*trade)->isWhole());
        QCOMPARE((*trade)->gaps.rowsRepaired, 2);
        QCOMPARE((*trade)->gaps.rowsSetAside, 1);
        QCOMPARE((*trade)->missingSettlement.inFen(), 1000);
    }

    void paidTodayIsSettledTomorrow()
    {
        Caller caller(withFee("0.60", 5'000));
        const auto balance = [&](const char* account) {
            return caller.get(QByteArray("/v3/merchant/fund/balance/") + account).json;
        };
        QVERIFY(caller.mode("settlement", QStringLiteral("t1")));
        QVERIFY(paid(caller, true, QStringLiteral("TEA0000001"), 1000));
        QCOMPARE(caller.account("unsettled"), 994);
        QCOMPARE(caller.account("BASIC"), 5'000);
        QCOMPARE(of(balance("BASIC"), "available_amount"), 5'000);
        QCOMPARE(of(balance("BASIC"), "pending_amount"), 994);
        // A refund of what is unsettled comes out of it, unless the shop says otherwise.
        QCOMPARE(caller.refund(QStringLiteral("TEA0000001"), QStringLiteral("R1"), 100, 1000).status, 200);
        QCOMPARE(caller.account("unsettled"), 994 - 99);
        QCOMPARE(caller.account("BASIC"), 5'000);
        QCOMPARE(caller
                     .refund(QStringLiteral("TEA0000001"), QStringLiteral("R2"), 100, 1000,
                         {{QStringLiteral("funds_account"), QStringLiteral("AVAILABLE")}})
                     .text("funds_account"),
            QStringLiteral("AVAILABLE"));
        QCOMPARE(caller.account("unsettled"), 994 - 99);
        QCOMPARE(caller.account("BASIC"), 4'900);
        // Only as much as is available can be paid out.
        QCOMPARE(caller.transfer(QStringLiteral("W1"), 4'901).text("code"), QStringLiteral("NOT_ENOUGH"));
        QVERIFY(caller.advance(4 * base::kDayMs)); // over any weekend
        QCOMPARE(caller.account("unsettled"), 0);
        QCOMPARE(caller.account("BASIC"), 4'900 + 895);
        QCOMPARE(of(balance("BASIC"), "pending_amount"), 0);
        QCOMPARE(caller
                     .refund(QStringLiteral("TEA0000001"), QStringLiteral("R3"), 100, 1000,
                         {{QStringLiteral("funds_account"), QStringLiteral("UNSETTLED")}})
                     .text("code"),
            QStringLiteral("NOT_ENOUGH"));
        QCOMPARE(caller.refund(QStringLiteral("TEA0000001"), QStringLiteral("R3"), 800, 1000).status, 200);
        QCOMPARE(caller.account("BASIC"), 5'000);
    }

    void dayEndBalancesTellWhatIsPending()
    {
        Caller caller(withFee("0.00", 5'000));
        QVERIFY(caller.mode("settlement", QStringLiteral("t1")));
        QVERIFY(paid(caller, true, QStringLiteral("TEA0000001"), 1000));
        const QDate today = base::businessDay(base::SystemClock().nowUtcMs());
        QVERIFY(caller.advance(4 * base::kDayMs));
        const auto at = [&](const QDate& day) {
            return caller
                .get("/v3/merchant/fund/dayendbalance/BASIC?date=" + day.toString(Qt::ISODate).toLatin1())
                .json;
        };
        QCOMPARE(of(at(today), "available_amount"), 5'000);
        QCOMPARE(of(at(today), "pending_amount"), 1'000);
        QCOMPARE(of(at(today.addDays(-1)), "available_amount"), 5'000);
        QCOMPARE(of(at(today.addDays(3)), "available_amount"), 6'000);
        QCOMPARE(of(at(today.addDays(3)), "pending_amount"), 0);
    }

    void anAccountForPayingOut()
    {
        Caller caller(withFee("0.00", 1'000));
        QCOMPARE(caller.control("fund", {{QStringLiteral("account"), QStringLiteral("OPERATION")},
                                            {QStringLiteral("amount_fen"), 300}}),
            200);
        QVERIFY(caller.mode("pay_from", QStringLiteral("OPERATION")));
        QVERIFY(!caller.mode("pay_from", QStringLiteral("FEES")));
        QVERIFY(caller.mode("confirm", QStringLiteral("manual")));
        QCOMPARE(caller.transfer(QStringLiteral("W1"), 301).text("code"), QStringLiteral("NOT_ENOUGH"));
        QCOMPARE(caller.transfer(QStringLiteral("W1"), 300).status, 200);
        QCOMPARE(caller.account("OPERATION"), 0);
        QCOMPARE(caller.account("BASIC"), 1'000);
        QCOMPARE(caller.control("move", {{QStringLiteral("from"), QStringLiteral("BASIC")},
                                            {QStringLiteral("to"), QStringLiteral("OPERATION")},
                                            {QStringLiteral("amount_fen"), 400}}),
            200);
        QVERIFY(caller.control("move", {{QStringLiteral("from"), QStringLiteral("BASIC")},
                                           {QStringLiteral("to"), QStringLiteral("OPERATION")},
                                           {QStringLiteral("amount_fen"), 601}}) != 200);
        // It comes back to where it left, wherever others leave from now.
        QVERIFY(caller.mode("pay_from", QStringLiteral("BASIC")));
        QCOMPARE(
            caller.control("confirm", {{QStringLiteral("out_bill_no"), QStringLiteral("W1")},
                                          {QStringLiteral("outcome"), QStringLiteral("FAIL")},
                                          {QStringLiteral("fail_reason"), QStringLiteral("ACCOUNT_FROZEN")}}),
            200);
        QCOMPARE(caller.account("OPERATION"), 700);
        QCOMPARE(caller.account("BASIC"), 600);
        QCOMPARE(of(caller.get("/v3/merchant/fund/balance/OPERATION").json, "available_amount"), 700);
        QCOMPARE(of(caller.get("/v3/merchant/fund/balance/FEES").json, "available_amount"), 0);
    }

    /// The bills as the real client reads them, which checks their summaries against their rows.
    void theBillsTellFeesAndCoupons()
    {
        Caller caller(withFee("0.60"));
        QVERIFY(caller.control("prefund_coupons", {{QStringLiteral("amount_fen"), 500}}) == 200);
        const QString number = QStringLiteral("TEA0000001");
        QCOMPARE(caller.order(number, 10'000).status, 200);
        QVERIFY(caller.coupon(number, "NOCASH", 700));
        QVERIFY(caller.coupon(number, "CASH", 500));
        QVERIFY(caller.pay(number));
        QVERIFY(paid(caller, true, QStringLiteral("TEA0000002"), 84));
        QCOMPARE(caller.refund(number, QStringLiteral("R1"), 5'000, 10'000).status, 200);
        QVERIFY(caller.arrives(QStringLiteral("R1")));
        const QDate today = base::businessDay(base::SystemClock().nowUtcMs());
        QVERIFY(caller.advance(base::kDayMs));
        const auto clients = caller.clients();
        std::map<QString, wechatpay::bills::TradeRow> rows;
        const auto trade = wechatpay::bills::fetchTradeBill(clients, wechatpay::Generation::v3, today,
            wechatpay::TradeBill::all, [&rows](const wechatpay::bills::TradeRow& row) {
                rows[row.outRefundNo == QLatin1String("0") ? row.outTradeNo : row.outRefundNo] = row;
                return base::Status();
            });
        QVERIFY2(trade.has_value(), trade ? "" : qPrintable(trade.error().describe()));
        QCOMPARE(rows.size(), size_t(3));
        const auto& payment = rows[number];
        QCOMPARE(payment.settlement.inFen(), 9'300);
        QCOMPARE(payment.coupon.inFen(), 1'200);
        QCOMPARE(payment.order.inFen(), 10'000);
        QCOMPARE(payment.feeHundredThousandths, 55'800);
        QCOMPARE(payment.rate, QStringLiteral("0.60%"));
        QCOMPARE(rows[QStringLiteral("TEA0000002")].feeHundredThousandths, 504);
        const auto& refund = rows[QStringLiteral("R1")];
        QCOMPARE(refund.refund.inFen(), 4'650);
        QCOMPARE(refund.refundAsked.inFen(), 5'000);
        QCOMPARE(refund.feeHundredThousandths, -27'900);
        qint64 net = 0;
        QStringList names;
        qint64 last = 0;
        const auto flow = wechatpay::bills::fetchFlowBill(clients, wechatpay::Generation::v3, today,
            wechatpay::AccountType::basic, [&](const wechatpay::bills::FlowRow& row) {
                const bool in = row.direction == wechatpay::bills::FlowRow::Direction::in;
                net += in ? row.amount.inFen() : -row.amount.inFen();
                names << row.name;
                last = row.balance.inFen();
                return base::Status();
            });
        QVERIFY2(flow.has_value(), flow ? "" : qPrintable(flow.error().describe()));
        QCOMPARE(net, caller.account("BASIC"));
        QCOMPARE(last, caller.account("BASIC"));
        QCOMPARE(
            names, (QStringList{QStringLiteral("交易"), QStringLiteral("扣除交易手续费"),
                       QStringLiteral("交易"), QStringLiteral("扣除交易手续费"), QStringLiteral("退款")}));
    }

    /// At the end of a day of everything, what the accounts hold is what the rows of the books add up to.
    void theAccountsAreWhatHappened()
    {
        Caller caller(withFee("0.54", 100'000));
        QVERIFY(caller.control("prefund_coupons", {{QStringLiteral("amount_fen"), 10'000}}) == 200);
        for (int i = 0; i < 12; ++i) {
            const QString number = QStringLiteral("TEA%1").arg(i, 7, 10, QLatin1Char('0'));
            const qint64 fen = 137 + 991 * i;
            if (i == 6)
                QVERIFY(caller.mode("settlement", QStringLiteral("t1")));
            QCOMPARE(caller.order(number, fen).status, 200);
            if (i % 3 == 0)
                QVERIFY(caller.coupon(number, "NOCASH", 13 + i));
            if (i % 4 == 0)
                QVERIFY(caller.coupon(number, "CASH", 17 + i, i % 8 == 0 ? "merchant" : "other"));
            QVERIFY(caller.pay(number));
            if (i % 2 == 0)
                QCOMPARE(
                    caller.refund(number, QStringLiteral("R%1").arg(i), fen / (1 + i % 5), fen).status, 200);
        }
        qint64 here = 100'000, aside = 10'000;
        const QJsonObject books = caller.books();
        for (const auto& item : books.value(QLatin1String("orders")).toArray()) {
            const QJsonObject order = item.toObject();
            here += of(order, "settled_fen") - of(order, "fee_fen");
            for (const auto& coupon : order.value(QLatin1String("coupons")).toArray()) {
                const QJsonObject one = coupon.toObject();
                if (one.value(QLatin1String("type")) == QLatin1String("CASH") &&
                    one.value(QLatin1String("contribute")) == QLatin1String("merchant"))
                    aside -= of(one, "amount_fen");
            }
        }
        for (const auto& item : books.value(QLatin1String("refunds")).toArray()) {
            const QJsonObject refund = item.toObject();
            here -= of(refund, "settled_fen");
            for (const auto& coupon : refund.value(QLatin1String("coupons")).toArray()) {
                const QJsonObject one = coupon.toObject();
                if (one.value(QLatin1String("type")) == QLatin1String("CASH") &&
                    one.value(QLatin1String("contribute")) == QLatin1String("merchant"))
                    aside += of(one, "amount_fen");
            }
        }
        QCOMPARE(caller.account("BASIC") + caller.account("unsettled"), here);
        QCOMPARE(caller.account("coupons_prefunded"), aside);
        QVERIFY(caller.account("unsettled") > 0);
        QVERIFY(caller.advance(4 * base::kDayMs));
        QCOMPARE(caller.account("unsettled"), 0);
        QCOMPARE(caller.account("BASIC"), here);
    }
};

ZHANGFANG_TEST(MoneyTest)
#include "money_test.moc"
