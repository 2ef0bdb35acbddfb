#include "base/json.h"
#include "harness/run.h"
#include "wechatpay/detail/settling.h"
#include "wechatpay/v2/answers.h"
#include "wechatpay/v3/answers.h"

#include <QRandomGenerator>
#include <QTest>

using namespace zhangfang;
using namespace zhangfang::wechatpay;

/// Who paid a sum and what of it settles: source, facts page "What settles".
class CouponsTest : public QObject
{
    Q_OBJECT

    static void columns()
    {
        QTest::addColumn<QByteArray>("told");
        QTest::addColumn<QList<qint64>>("expected"); ///< payer, prefunded, by merchant, unfunded, settled
        QTest::addColumn<QString>("doubt");          ///< what it must speak of; empty: none
    }
    static v2::Answer fields(const QByteArray& told, v2::Fields fields)
    {
        for (const QByteArray& field : told.split(' ')) {
            const qsizetype mark = field.indexOf('=');
            if (mark > 0)
                fields[QString::fromUtf8(field.left(mark))] = QString::fromUtf8(field.mid(mark + 1));
        }
        return {fields};
    }
    static void compare(const QList<qint64>& expected, const QString& doubt, Money payer,
        const Coupons& coupons, Money settled, const QString& said)
    {
        const QList<qint64> got{payer.inFen(), coupons.prefunded.inFen(), coupons.byMerchant.inFen(),
            coupons.unfunded.inFen(), settled.inFen()};
        QCOMPARE(got, expected);
        QCOMPARE(said.isEmpty(), doubt.isEmpty());
        QVERIFY2(said.contains(doubt), qPrintable(said));
    }
    static Money settledOf(const Transaction& paid)
    {
        return Money::fen(paid.total.inFen() - paid.coupons.unfunded.inFen());
    }

private Q_SLOTS:
    void v3Payments_data()
    {
        columns();
        const auto row = [](const char* name, const QByteArray& amount, const QByteArray& promotions,
                             const QList<qint64>& expected, const char* doubt = "") {
            QTest::newRow(name) << R"("amount":{"total":100)" + (amount.isEmpty() ? "" : ',' + amount) + '}' +
                                       (promotions.isEmpty() ? QByteArray()
                                                             : ",\"promotion_detail\":" + promotions)
                                << expected << QString::fromLatin1(doubt);
        };
        row("no coupon", R"("payer_total":100)", "", {100, 0, 0, 0, 100});
        row("nothing said", "", "", {100, 0, 0, 0, 100});
        row("an empty list", R"("payer_total":100)", "[]", {100, 0, 0, 0, 100});
        row("null", R"("payer_total":100)", "null", {100, 0, 0, 0, 100});
        row("prefunded by the merchant", R"("payer_total":90)",
            R"([{"type":"CASH","amount":10,"merchant_contribute":10,"wechatpay_contribute":0,
                "other_contribute":0}])",
            {90, 10, 10, 0, 100});
        row("prefunded by WeChat", R"("payer_total":90)",
            R"([{"type":"CASH","amount":10,"merchant_contribute":0,"wechatpay_contribute":10}])",
            {90, 10, 0, 0, 100});
        row("prefunded by both", R"("payer_total":90)",
            R"([{"type":"CASH","amount":10,"wechatpay_contribute":4,"other_contribute":3}])",
            {90, 10, 3, 0, 100});
        row("prefunded, nobody says by whom", R"("payer_total":90)", R"([{"type":"CASH","amount":10}])",
            {90, 10, 10, 0, 100});
        row("not prefunded", R"("payer_total":90)", R"([{"type":"NOCASH","amount":10}])", {90, 0, 0, 10, 90});
        row("one of each", R"("payer_total":70)",
            R"([{"type":"CASH","amount":10,"merchant_contribute":10},{"type":"NOCASH","amount":20}])",
            {70, 10, 10, 20, 80});
        row("all of it by coupon", R"("payer_total":0)", R"([{"type":"NOCASH","amount":100}])",
            {0, 0, 0, 100, 0});
        row("no payer_total", "", R"([{"type":"CASH","amount":10,"merchant_contribute":10}])",
            {90, 10, 10, 0, 100});
        row("paid in another currency", R"("payer_total":13,"payer_currency":"USD")",
            R"([{"type":"CASH","amount":10,"merchant_contribute":10}])", {90, 10, 10, 0, 100});
        row("an unknown type", R"("payer_total":90)", R"([{"type":"GIFT","amount":10}])", {90, 0, 0, 10, 90},
            "GIFT");
        row("no type", R"("payer_total":90)", R"([{"amount":10}])", {90, 0, 0, 10, 90}, "no type");
        row("coupons nobody names", R"("payer_total":90)", "", {90, 0, 0, 10, 90}, "of which type");
        row("more coupons than the order", R"("payer_total":90)",
            R"([{"type":"CASH","amount":60},{"type":"CASH","amount":60}])", {90, 0, 0, 10, 90}, "more than");
        row("coupons that do not come to the rest", R"("payer_total":90)",
            R"([{"type":"CASH","amount":5,"merchant_contribute":5}])", {90, 5, 5, 5, 95}, "listed");
        row("coupons that come to more than the rest", R"("payer_total":90)",
            R"([{"type":"CASH","amount":20}])", {90, 0, 0, 10, 90}, "listed");
        row("the customer paid more than the order", R"("payer_total":101)", "", {100, 0, 0, 0, 100},
            "customer paid");
        row("the customer paid less than nothing", R"("payer_total":-1)",
            R"([{"type":"NOCASH","amount":10}])", {90, 0, 0, 10, 90}, "customer paid");
        row("a coupon of less than nothing", R"("payer_total":100)", R"([{"type":"CASH","amount":-5}])",
            {100, 0, 0, 0, 100}, "more than");
        row("contributions that are not the coupon", R"("payer_total":90)",
            R"([{"type":"CASH","amount":10,"merchant_contribute":3,"wechatpay_contribute":3}])",
            {90, 10, 7, 0, 100}, "who paid");
        row("contributions that overflow", R"("payer_total":90)",
            R"([{"type":"CASH","amount":10,"wechatpay_contribute":9007199254740991,
                "other_contribute":9007199254740991}])",
            {90, 10, 10, 0, 100}, "who paid");
        row("no sum", R"("payer_total":90)", R"([{"type":"CASH"}])", {90, 0, 0, 10, 90}, "amount");
        row("a sum that is text", R"("payer_total":90)", R"([{"type":"CASH","amount":"10"}])",
            {90, 0, 0, 10, 90}, "amount");
        row("no list", R"("payer_total":90)", R"({"type":"CASH"})", {90, 0, 0, 10, 90}, "promotion_detail");
        row("half a fen", R"("payer_total":90.5)", "", {100, 0, 0, 0, 100}, "payer_total");
    }
    void v3Payments()
    {
        QFETCH(QByteArray, told);
        QFETCH(QList<qint64>, expected);
        QFETCH(QString, doubt);
        const auto json = base::parseJsonObject(
            R"({"mchid":"19","out_trade_no":"Z1","transaction_id":"42","trade_state":"SUCCESS",)" + told +
            '}');
        QVERIFY(json);
        const auto paid = v3::parseTransaction(*json);
        QVERIFY2(paid.has_value(), paid ? "" : qPrintable(paid.error().message));
        QVERIFY(paid->state.value == TradeState::success);
        compare(expected, doubt, paid->payer, paid->coupons, settledOf(*paid), paid->doubt);
    }

    void v3Refunds_data()
    {
        columns();
        const auto row = [](const char* name, const QByteArray& amount, const QByteArray& promotions,
                             const QList<qint64>& expected, const char* doubt = "") {
            QTest::newRow(name) << R"("amount":{"total":100,"refund":50)" + amount + '}' +
                                       (promotions.isEmpty() ? QByteArray()
                                                             : ",\"promotion_detail\":" + promotions)
                                << expected << QString::fromLatin1(doubt);
        };
        row("no coupon", R"(,"payer_refund":50,"settlement_refund":50,"discount_refund":0)", "",
            {50, 0, 0, 0, 50});
        row("nothing said", "", "", {50, 0, 0, 0, 50});
        row("not prefunded", R"(,"payer_refund":45,"settlement_refund":45,"discount_refund":5)",
            R"([{"type":"NOCASH","amount":10,"refund_amount":5}])", {45, 0, 0, 5, 45});
        row("prefunded", R"(,"payer_refund":45,"settlement_refund":50,"discount_refund":5)",
            R"([{"type":"CASH","amount":10,"refund_amount":5}])", {45, 5, 5, 0, 50});
        row("the other words", R"(,"payer_refund":40,"settlement_refund":45,"discount_refund":10)",
            R"([{"type":"COUPON","refund_amount":5},{"type":"DISCOUNT","refund_amount":5}])",
            {40, 5, 5, 5, 45});
        row("only what settles", R"(,"payer_refund":40,"settlement_refund":45)", "", {40, 5, 5, 5, 45});
        row("a notification", R"(,"payer_total":90,"payer_refund":45)", "", {45, 0, 0, 5, 45},
            "of which type");
        row("what settles is more than the refund",
            R"(,"payer_refund":45,"settlement_refund":51,"discount_refund":5)",
            R"([{"type":"CASH","refund_amount":5}])", {45, 5, 5, 0, 50}, "settles");
        row("what settles is not what the coupons say",
            R"(,"payer_refund":45,"settlement_refund":48,"discount_refund":5)",
            R"([{"type":"CASH","refund_amount":5}])", {45, 3, 3, 2, 48}, "settle");
        row("customer and coupons are not the refund", R"(,"payer_refund":45,"discount_refund":10)", "",
            {45, 0, 0, 5, 45}, "together");
    }
    void v3Refunds()
    {
        QFETCH(QByteArray, told);
        QFETCH(QList<qint64>, expected);
        QFETCH(QString, doubt);
        const auto json = base::parseJsonObject(R"({"refund_id":"50","out_refund_no":"R1","out_trade_no":"Z1",
            "transaction_id":"42","status":"SUCCESS",)" +
                                                told + '}');
        QVERIFY(json);
        const auto refund = v3::parseRefund(*json);
        QVERIFY2(refund.has_value(), refund ? "" : qPrintable(refund.error().message));
        compare(expected, doubt, refund->payer, refund->coupons, refund->settled, refund->doubt);
        const bool told2 = told.contains("settlement_refund") && !told.contains(":51");
        QCOMPARE(refund->settledIsTold, told2 || refund->payer == refund->refund);
    }

    void v2Payments_data()
    {
        columns();
        const auto row = [](const char* name, const QByteArray& told, const QList<qint64>& expected,
                             const char* doubt = "") {
            QTest::newRow(name) << told << expected << QString::fromLatin1(doubt);
        };
        row("no coupon", "cash_fee=100", {100, 0, 0, 0, 100});
        row("nothing said", "", {100, 0, 0, 0, 100});
        row("prefunded", "cash_fee=90 coupon_fee=10 coupon_count=1 coupon_type_0=CASH coupon_fee_0=10",
            {90, 10, 10, 0, 100});
        row("not prefunded",
            "cash_fee=90 coupon_fee=10 settlement_total_fee=90 coupon_type_0=NO_CASH coupon_fee_0=10",
            {90, 0, 0, 10, 90});
        row("one of each",
            "cash_fee=70 coupon_fee=30 settlement_total_fee=80 coupon_count=2 "
            "coupon_type_0=CASH coupon_fee_0=10 coupon_type_1=NO_CASH coupon_fee_1=20",
            {70, 10, 10, 20, 80});
        row("micropay: only sums", "cash_fee=70 coupon_fee=30 settlement_total_fee=80", {70, 10, 10, 20, 80});
        row("no cash_fee", "coupon_fee=10 coupon_type_0=CASH coupon_fee_0=10", {90, 10, 10, 0, 100});
        row("cash in another currency",
            "cash_fee=13 cash_fee_type=USD coupon_fee=10 coupon_type_0=CASH coupon_fee_0=10",
            {90, 10, 10, 0, 100});
        row("version 1.0",
            R"(cash_fee=70 promotion_detail={"promotion_detail":[{"type":"COUPON","amount":"10","wxpay_contribute":"4","merchant_contribute":"6"},{"type":"DISCOUNT","amount":20}]})",
            {70, 10, 6, 20, 80});
        row("version 1.0, no JSON", "cash_fee=90 promotion_detail=x", {90, 0, 0, 10, 90}, "promotion_detail");
        row("an unknown type", "cash_fee=90 coupon_fee=10 coupon_type_0=GIFT coupon_fee_0=10",
            {90, 0, 0, 10, 90}, "GIFT");
        row("no types and no settlement", "cash_fee=90 coupon_fee=10", {90, 0, 0, 10, 90}, "of which type");
        row("more than the order", "cash_fee=90 coupon_fee=110", {90, 0, 0, 10, 90}, "coupons paid");
        row("cash and coupons are not the order",
            "cash_fee=90 coupon_fee=20 coupon_type_0=CASH coupon_fee_0=20", {90, 0, 0, 10, 90}, "together");
        row("less settles than the coupons say",
            "cash_fee=90 coupon_fee=10 settlement_total_fee=90 coupon_type_0=CASH coupon_fee_0=10",
            {90, 0, 0, 10, 90}, "settle");
        row("yuan", "cash_fee=0.90", {100, 0, 0, 0, 100}, "cash_fee");
    }
    void v2Payments()
    {
        QFETCH(QByteArray, told);
        QFETCH(QList<qint64>, expected);
        QFETCH(QString, doubt);
        const auto text = [](const char* value) { return QString::fromLatin1(value); };
        const v2::Answer answer =
            fields(told, {{text("appid"), text("wx1")}, {text("mch_id"), text("19")},
                             {text("out_trade_no"), text("Z1")}, {text("transaction_id"), text("42")},
                             {text("trade_state"), text("SUCCESS")}, {text("total_fee"), text("100")},
                             {text("time_end"), text("20251009103456")}, {text("attach"), text("a")}});
        for (const auto& paid : {v2::parsePaid(answer), v2::parseTransaction(answer)}) {
            QVERIFY2(paid.has_value(), paid ? "" : qPrintable(paid.error().message));
            QCOMPARE(paid->attach, text("a"));
            compare(expected, doubt, paid->payer, paid->coupons, settledOf(*paid), paid->doubt);
        }
    }

    void v2Refunds_data()
    {
        columns();
        const auto row = [](const char* name, const QByteArray& told, const QList<qint64>& expected,
                             const char* doubt = "") {
            QTest::newRow(name) << told << expected << QString::fromLatin1(doubt);
        };
        row("no coupon", "", {50, 0, 0, 0, 50});
        row("not prefunded",
            "cash_refund_fee=45 settlement_refund_fee=45 coupon_refund_fee=5 "
            "coupon_type_0=NO_CASH coupon_refund_fee_0=5",
            {45, 0, 0, 5, 45});
        row("prefunded", "cash_refund_fee=45 coupon_refund_fee=5 coupon_type_0=CASH coupon_refund_fee_0=5",
            {45, 5, 5, 0, 50});
        row("one of each",
            "settlement_refund_fee=47 coupon_refund_fee=5 coupon_type_0=CASH "
            "coupon_refund_fee_0=2 coupon_type_1=NO_CASH coupon_refund_fee_1=3",
            {45, 2, 2, 3, 47});
        row("only sums", "settlement_refund_fee=45 coupon_refund_fee=5", {45, 0, 0, 5, 45});
        row("nothing of types", "coupon_refund_fee=5", {45, 0, 0, 5, 45}, "of which type");
    }
    /// The same words in `refund`, in `refundquery` with their indices, and in the notification.
    void v2Refunds()
    {
        QFETCH(QByteArray, told);
        QFETCH(QList<qint64>, expected);
        QFETCH(QString, doubt);
        const auto text = [](const char* value) { return QString::fromLatin1(value); };
        const v2::Fields common{{text("mch_id"), text("19")}, {text("out_trade_no"), text("Z1")},
            {text("transaction_id"), text("42")}, {text("total_fee"), text("100")},
            {text("cash_fee"), text("90")}};
        v2::Answer single = fields(told, common);
        single.fields[text("out_refund_no")] = text("R1");
        single.fields[text("refund_id")] = text("50");
        single.fields[text("refund_fee")] = text("50");
        single.fields[text("refund_status")] = text("SUCCESS");
        QByteArray indexed;
        for (const QByteArray& field : told.split(' ')) {
            if (field.startsWith("cash_") || field.isEmpty())
                continue; // refundquery has no such field
            const qsizetype mark = field.indexOf('=');
            const QByteArray name = field.left(mark);
            const bool ofOne = name.back() >= '0' && name.back() <= '9';
            indexed += (ofOne ? name.left(name.size() - 2) + "_0" + name.right(2) : name + "_0") +
                       field.mid(mark) + ' ';
        }
        v2::Answer listed = fields(indexed, common);
        listed.fields[text("out_refund_no_0")] = text("R1");
        listed.fields[text("refund_id_0")] = text("50");
        listed.fields[text("refund_fee_0")] = text("50");
        listed.fields[text("refund_status_0")] = text("SUCCESS");
        for (const auto& refund :
            {v2::parseCreatedRefund(single), v2::parseRefundInfo(single.fields), v2::parseRefund(listed)}) {
            QVERIFY2(refund.has_value(), refund ? "" : qPrintable(refund.error().message));
            compare(expected, doubt, refund->payer, refund->coupons, refund->settled, refund->doubt);
        }
    }

    /// Whatever is told, the parts are the whole, and nobody gets or gives more than there is.
    void nonsenseStillAddsUp()
    {
        QRandomGenerator random(20251009);
        const auto some = [&random](qint64 whole) {
            return Money::fen(random.bounded(4) == 0 ? static_cast<qint64>(random.generate64() >> 1) *
                                                           (random.bounded(2) == 0 ? 1 : -1)
                                                     : random.bounded(-5, static_cast<int>(whole) + 6));
        };
        const auto perhaps = [&](qint64 whole) {
            return random.bounded(2) == 0 ? std::optional<Money>() : std::optional(some(whole));
        };
        static constexpr const char* kTypes[] = {
            "CASH", "NOCASH", "NO_CASH", "COUPON", "DISCOUNT", "", "NEW"};
        for (int i = 0; i < 50'000; ++i) {
            const qint64 whole = random.bounded(0, 200);
            detail::Told told{Money::fen(whole), perhaps(whole), perhaps(whole), perhaps(whole)};
            for (int n = random.bounded(4); n > 0; --n)
                told.coupons.push_back({QString::fromLatin1(kTypes[random.bounded(7)]), some(whole),
                    perhaps(whole), perhaps(whole)});
            const auto split = detail::split(told);
            const auto fen = [](Money money) { return money.inFen(); };
            QCOMPARE(fen(split.payer) + fen(split.coupons.prefunded) + fen(split.coupons.unfunded), whole);
            for (const Money part : {split.payer, split.coupons.prefunded, split.coupons.unfunded,
                     split.coupons.byMerchant, split.settled})
                QVERIFY(!part.isNegative() && fen(part) <= whole);
            QVERIFY(split.coupons.byMerchant <= split.coupons.prefunded);
        }
    }
};

ZHANGFANG_TEST(CouponsTest)
#include "coupons_test.moc"
