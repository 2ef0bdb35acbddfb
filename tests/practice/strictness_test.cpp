#include "harness/run.h"
#include "practice/caller.h"

using namespace zhangfang;
using practice::Practice;
using tests::Answer;
using tests::Caller;
using wechatpay::v2::Fields;

/// What the real WeChat Pay refuses, the practice one refuses, in its words.
class StrictnessTest : public QObject
{
    Q_OBJECT

    static Practice::Options withMoney(qint64 fen = 1'000'000)
    {
        Practice::Options options;
        options.openingBalanceFen = fen;
        options.confirmAfterMs = 1;
        return options;
    }
    static QString text(const Fields& fields, const char* name)
    {
        const auto found = fields.find(QLatin1String(name));
        return found == fields.end() ? QString() : found->second;
    }
    static QString codeOf(const Fields& fields) { return text(fields, "err_code"); }
    static QString stateOf(Caller& caller, const QString& number)
    {
        return caller.query(number).text("trade_state");
    }
    static QJsonObject payee(const char* openid, const char* name, const QString& appid = {})
    {
        return {{QStringLiteral("openid"), QLatin1String(openid)},
            {QStringLiteral("name"), QString::fromUtf8(name)}, {QStringLiteral("appid"), appid}};
    }
    /// The outcome of a transfer that its payee has confirmed.
    static QJsonObject outcome(Caller& caller, const QString& number)
    {
        static_cast<void>(QTest::qWaitFor(
            [&] {
                const QString state = caller.queryTransfer(number).text("state");
                return state == QLatin1String("SUCCESS") || state == QLatin1String("FAIL");
            },
            5'000));
        return caller.queryTransfer(number).json;
    }

private Q_SLOTS:
    void linksEnd_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::addColumn<qint64>("livesMs");
        QTest::newRow("native") << "native" << qint64(2 * 3600 * 1000);
        QTest::newRow("h5") << "h5" << qint64(5 * 60 * 1000);
    }
    void linksEnd()
    {
        QFETCH(QString, channel);
        QFETCH(qint64, livesMs);
        Caller caller;
        const QString number = QStringLiteral("TEA0000001");
        QJsonObject json = caller.orderJson(number, 100);
        if (channel == QLatin1String("h5"))
            json.insert(QStringLiteral("scene_info"),
                QJsonObject{{QStringLiteral("payer_client_ip"), QStringLiteral("203.0.113.7")},
                    {QStringLiteral("h5_info"),
                        QJsonObject{{QStringLiteral("type"), QStringLiteral("Wap")}}}});
        const QByteArray target = "/v3/pay/transactions/" + channel.toLatin1();
        const QByteArray name = channel == QLatin1String("h5") ? "h5_url" : "code_url";
        const QString first = caller.post(target, json).text(name.constData());
        QVERIFY(!first.isEmpty());
        QVERIFY(caller.mode("links", QStringLiteral("expire")));
        const QJsonObject byLink{{QStringLiteral("via"), QStringLiteral("link")}};
        QVERIFY(caller.advance(livesMs - 1'000));
        QCOMPARE(caller.post(target, json).text(name.constData()), first); // still good
        QVERIFY(caller.advance(2'000));
        QVERIFY(!caller.pay(number, byLink));
        const QString second = caller.post(target, json).text(name.constData());
        QVERIFY(!second.isEmpty() && second != first);
        QVERIFY(!caller.pay(number, {{QStringLiteral("link"), first}}));
        QVERIFY(caller.pay(
            number, {{QStringLiteral("link"), second}, {QStringLiteral("via"), QStringLiteral("link")}}));
    }

    void ordersEndAtTheirTime()
    {
        Caller caller;
        const qint64 now = base::SystemClock().nowUtcMs();
        QJsonObject json = caller.orderJson(QStringLiteral("TEA0000001"), 100);
        json.insert(QStringLiteral("time_expire"), base::toRfc3339((now + 600'000) / 1000 * 1000));
        QCOMPARE(caller.post("/v3/pay/transactions/native", json).status, 200);
        QCOMPARE(caller.order(QStringLiteral("TEA0000002"), 100).status, 200); // names none
        static_cast<void>(caller.orderV2(QStringLiteral("TEA0000003"), 100,
            {{QStringLiteral("time_expire"), base::toCompactTime(now + 600'000)}}));
        QVERIFY(caller.advance(500'000));
        QCOMPARE(stateOf(caller, QStringLiteral("TEA0000001")), QStringLiteral("NOTPAY"));
        QVERIFY(caller.advance(101'000));
        QCOMPARE(stateOf(caller, QStringLiteral("TEA0000001")), QStringLiteral("CLOSED"));
        QCOMPARE(text(caller.queryV2(QStringLiteral("TEA0000003")), "trade_state"), QStringLiteral("CLOSED"));
        QVERIFY(!caller.pay(QStringLiteral("TEA0000001")));
        QCOMPARE(
            caller.post("/v3/pay/transactions/native", json).text("code"), QStringLiteral("ORDER_CLOSED"));
        QCOMPARE(stateOf(caller, QStringLiteral("TEA0000002")), QStringLiteral("NOTPAY"));
        QVERIFY(caller.advance(7 * base::kDayMs));
        QCOMPARE(stateOf(caller, QStringLiteral("TEA0000002")), QStringLiteral("CLOSED"));
    }

    void v2ClosesAfterFiveMinutes()
    {
        Caller caller;
        const Fields close{{QStringLiteral("out_trade_no"), QStringLiteral("TEA0000001")}};
        static_cast<void>(caller.orderV2(QStringLiteral("TEA0000001"), 100));
        QVERIFY(caller.mode("strict_v2_close", true));
        QVERIFY(caller.advance(299'000));
        QCOMPARE(codeOf(caller.v2("/pay/closeorder", close)), QStringLiteral("TRADE_STATE_ERROR"));
        QVERIFY(caller.advance(2'000));
        QCOMPARE(text(caller.v2("/pay/closeorder", close), "result_code"), QStringLiteral("SUCCESS"));
    }

    void v2ReversesNeitherTooSoonNorTooLate()
    {
        Caller caller;
        const auto code = [&](const QString& number) {
            return caller.v2("/pay/micropay",
                {{QStringLiteral("body"), QStringLiteral("茶")}, {QStringLiteral("out_trade_no"), number},
                    {QStringLiteral("total_fee"), QStringLiteral("100")},
                    {QStringLiteral("spbill_create_ip"), QStringLiteral("127.0.0.1")},
                    {QStringLiteral("auth_code"), QStringLiteral("130000000000000009")}});
        };
        const auto reverse = [&](const char* number) {
            return caller.v2(
                "/secapi/pay/reverse", {{QStringLiteral("out_trade_no"), QLatin1String(number)}});
        };
        QVERIFY(caller.mode("strict_v2_reverse", true));
        QCOMPARE(text(code(QStringLiteral("CODE000001")), "result_code"), QStringLiteral("SUCCESS"));
        QCOMPARE(text(code(QStringLiteral("CODE000002")), "result_code"), QStringLiteral("SUCCESS"));
        const Fields soon = reverse("CODE000001");
        QCOMPARE(text(soon, "result_code"), QStringLiteral("FAIL"));
        QCOMPARE(text(soon, "recall"), QStringLiteral("Y"));
        QVERIFY(caller.advance(16'000));
        QCOMPARE(text(reverse("CODE000001"), "result_code"), QStringLiteral("SUCCESS"));
        QVERIFY(caller.advance(7 * base::kDayMs));
        QCOMPARE(codeOf(reverse("CODE000002")), QStringLiteral("REVERSE_EXPIRE"));
        QCOMPARE(caller.account("BASIC"), 100);
        // What was reversed is refunded no more.
        QCOMPARE(codeOf(caller.refundV2(QStringLiteral("CODE000001"), QStringLiteral("R1"), 100, 100)),
            QStringLiteral("TRADE_STATE_ERROR"));
    }

    void refundsHaveTheirLimits()
    {
        Caller caller;
        for (const char* number : {"TEA0000001", "TEA0000002"}) {
            QCOMPARE(caller.order(QLatin1String(number), 100).status, 200);
            QVERIFY(caller.pay(QLatin1String(number)));
        }
        static_cast<void>(caller.orderV2(QStringLiteral("TEA0000003"), 100));
        QVERIFY(caller.pay(QStringLiteral("TEA0000003")));
        for (int i = 0; i < 50; ++i)
            QCOMPARE(caller.refund(QStringLiteral("TEA0000001"), QStringLiteral("R%1").arg(i), 1, 100).status,
                200);
        QCOMPARE(caller.refund(QStringLiteral("TEA0000001"), QStringLiteral("R50"), 1, 100).text("code"),
            QStringLiteral("INVALID_REQUEST"));
        // The same one again is no new one.
        QCOMPARE(caller.refund(QStringLiteral("TEA0000001"), QStringLiteral("R49"), 1, 100).status, 200);
        QVERIFY(caller.advance(366 * base::kDayMs));
        QCOMPARE(caller.refund(QStringLiteral("TEA0000002"), QStringLiteral("LATE"), 1, 100).text("code"),
            QStringLiteral("INVALID_REQUEST"));
        QCOMPARE(codeOf(caller.refundV2(QStringLiteral("TEA0000003"), QStringLiteral("LATE2"), 1, 100)),
            QStringLiteral("TRADE_OVERDUE"));
    }

    void refundsNameGoodsAndAccounts()
    {
        Caller caller;
        QCOMPARE(caller.order(QStringLiteral("TEA0000001"), 100).status, 200);
        QVERIFY(caller.pay(QStringLiteral("TEA0000001")));
        const auto goods = [](qint64 fen) {
            return QJsonArray{QJsonObject{{QStringLiteral("merchant_goods_id"), QStringLiteral("tea")},
                {QStringLiteral("unit_price"), 50}, {QStringLiteral("refund_amount"), fen},
                {QStringLiteral("refund_quantity"), 1}}};
        };
        QCOMPARE(caller
                     .refund(QStringLiteral("TEA0000001"), QStringLiteral("R1"), 50, 100,
                         {{QStringLiteral("goods_detail"), goods(49)}})
                     .text("code"),
            QStringLiteral("PARAM_ERROR"));
        QCOMPARE(caller
                     .refund(QStringLiteral("TEA0000001"), QStringLiteral("R1"), 50, 100,
                         {{QStringLiteral("funds_account"), QStringLiteral("POCKET")}})
                     .text("code"),
            QStringLiteral("PARAM_ERROR"));
        const Answer made = caller.refund(QStringLiteral("TEA0000001"), QStringLiteral("R1"), 50, 100,
            {{QStringLiteral("goods_detail"), goods(50)},
                {QStringLiteral("funds_account"), QStringLiteral("AVAILABLE")}});
        QCOMPARE(made.status, 200);
        QCOMPARE(caller.queryRefund(QStringLiteral("R1")).text("funds_account"), QStringLiteral("AVAILABLE"));
    }

    void namesAreCompared()
    {
        Caller caller(withMoney());
        QCOMPARE(caller.control("payee", payee("oAlice", "张三")), 200);
        QCOMPARE(caller
                     .transfer(QStringLiteral("W1"), 100,
                         {{QStringLiteral("user_name"), caller.sealed(QStringLiteral("张三"))}})
                     .status,
            200);
        QCOMPARE(
            outcome(caller, QStringLiteral("W1")).value(QLatin1String("state")), QStringLiteral("SUCCESS"));
        QCOMPARE(caller
                     .transfer(QStringLiteral("W2"), 100,
                         {{QStringLiteral("user_name"), caller.sealed(QStringLiteral("李四"))}})
                     .status,
            200);
        const QJsonObject failed = outcome(caller, QStringLiteral("W2"));
        QCOMPARE(failed.value(QLatin1String("state")), QStringLiteral("FAIL"));
        QCOMPARE(failed.value(QLatin1String("fail_reason")), QStringLiteral("NAME_NOT_CORRECT"));
        QCOMPARE(codeOf(caller.transferV2(QStringLiteral("V1"), 100, QStringLiteral("李四"))),
            QStringLiteral("NAME_MISMATCH"));
        QCOMPARE(text(caller.transferV2(QStringLiteral("V2"), 100, QStringLiteral("张三")), "result_code"),
            QStringLiteral("SUCCESS"));
        QCOMPARE(caller.account("BASIC"), 1'000'000 - 200);
    }

    void eachAppHasItsOwnUsers()
    {
        Caller caller(withMoney());
        const QString other = QStringLiteral("wx0000000000000002");
        const auto asOther = [&](QJsonObject json) {
            json.insert(QStringLiteral("appid"), other);
            return json;
        };
        QCOMPARE(caller
                     .post("/v3/pay/transactions/native",
                         asOther(caller.orderJson(QStringLiteral("TEA0000001"), 100)))
                     .text("code"),
            QStringLiteral("APPID_MCHID_NOT_MATCH"));
        QVERIFY(caller.mode("appids", QJsonArray{other}));
        QCOMPARE(caller
                     .post("/v3/pay/transactions/native",
                         asOther(caller.orderJson(QStringLiteral("TEA0000001"), 100)))
                     .status,
            200);
        QVERIFY(caller.pay(QStringLiteral("TEA0000001")));
        QCOMPARE(caller.query(QStringLiteral("TEA0000001")).text("appid"), other);
        QVERIFY(caller.hears(1));
        QCOMPARE(caller.told("TRANSACTION.SUCCESS", "appid", other).value(QLatin1String("out_trade_no")),
            QStringLiteral("TEA0000001"));
        // An openid is worth nothing beside another appid.
        QCOMPARE(caller.control("payee", payee("oAlice", "", other)), 200);
        QCOMPARE(caller.transfer(QStringLiteral("W1"), 100).text("code"), QStringLiteral("PARAM_ERROR"));
        QCOMPARE(caller.transfer(QStringLiteral("W1"), 100, {{QStringLiteral("appid"), other}}).status, 200);
        QCOMPARE(caller.queryTransfer(QStringLiteral("W1")).text("appid"), other);
        QCOMPARE(codeOf(caller.transferV2(QStringLiteral("V1"), 100)), QStringLiteral("OPENID_ERROR"));
        QJsonObject jsapi = caller.orderJson(QStringLiteral("TEA0000002"), 100);
        jsapi.insert(
            QStringLiteral("payer"), QJsonObject{{QStringLiteral("openid"), QStringLiteral("oAlice")}});
        QCOMPARE(
            caller.post("/v3/pay/transactions/jsapi", jsapi).text("code"), QStringLiteral("PARAM_ERROR"));
        QCOMPARE(caller.post("/v3/pay/transactions/jsapi", asOther(jsapi)).status, 200);
    }

    void scenesWantTheirReport_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<QStringList>("types");
        QTest::addColumn<bool>("taken");
        const QString name = QStringLiteral("活动名称"), prize = QStringLiteral("奖励说明");
        const QString post = QStringLiteral("岗位类型"), pay = QStringLiteral("报酬说明");
        QTest::newRow("marketing") << "1000" << QStringList{name, prize} << true;
        QTest::newRow("marketing, the other way round") << "1000" << QStringList{prize, name} << true;
        QTest::newRow("half of it") << "1000" << QStringList{name} << false;
        QTest::newRow("twice the same") << "1000" << QStringList{name, name} << false;
        QTest::newRow("another scene's") << "1000" << QStringList{post, pay} << false;
        QTest::newRow("commission") << "1005" << QStringList{post, pay} << true;
        QTest::newRow("commission with marketing's") << "1005" << QStringList{name, prize} << false;
        QTest::newRow("a scene of no list") << "1009" << QStringList{QStringLiteral("采购商品名称")} << true;
        QTest::newRow("nothing at all") << "1009" << QStringList{} << false;
    }
    void scenesWantTheirReport()
    {
        QFETCH(QString, scene);
        QFETCH(QStringList, types);
        QFETCH(bool, taken);
        static Caller caller(withMoney());
        QJsonArray infos;
        for (const QString& type : types)
            infos.append(QJsonObject{{QStringLiteral("info_type"), type},
                {QStringLiteral("info_content"), QStringLiteral("提现")}});
        static int serial = 0;
        const Answer answer = caller.transfer(QStringLiteral("W%1").arg(++serial), 100,
            {{QStringLiteral("transfer_scene_id"), scene},
                {QStringLiteral("transfer_scene_report_infos"), infos}});
        QCOMPARE(answer.status, taken ? 200 : 400);
        QCOMPARE(answer.text("code"), taken ? QString() : QStringLiteral("PARAM_ERROR"));
    }

    void payoutsHaveLimits()
    {
        Caller caller(withMoney());
        const Answer small = caller.transfer(QStringLiteral("W0"), 9);
        QCOMPARE(small.text("code"), QStringLiteral("INVALID_REQUEST"));
        QCOMPARE(small.text("message"), QStringLiteral("超过单笔转账上下限"));
        QCOMPARE(codeOf(caller.transferV2(QStringLiteral("V0"), 9)), QStringLiteral("AMOUNT_LIMIT"));
        QVERIFY(caller.mode("quota",
            QJsonObject{{QStringLiteral("per_day_fen"), 1'000}, {QStringLiteral("per_user_day_fen"), 600}}));
        QCOMPARE(caller.transfer(QStringLiteral("W1"), 600).status, 200);
        QCOMPARE(
            outcome(caller, QStringLiteral("W1")).value(QLatin1String("state")), QStringLiteral("SUCCESS"));
        const Answer beyond = caller.transfer(QStringLiteral("W2"), 401);
        QCOMPARE(beyond.text("code"), QStringLiteral("INVALID_REQUEST"));
        QCOMPARE(beyond.text("message"), QStringLiteral("超过商户单日转账额度"));
        QCOMPARE(caller.transfer(QStringLiteral("W3"), 100).status, 200);
        QCOMPARE(outcome(caller, QStringLiteral("W3")).value(QLatin1String("fail_reason")),
            QStringLiteral("TRANSFER_QUOTA_EXCEED"));
        QCOMPARE(codeOf(caller.transferV2(QStringLiteral("V1"), 100)), QStringLiteral("MONEY_LIMIT"));
        QCOMPARE(
            caller.transfer(QStringLiteral("W4"), 100, {{QStringLiteral("openid"), QStringLiteral("oBob")}})
                .status,
            200);
        QCOMPARE(
            outcome(caller, QStringLiteral("W4")).value(QLatin1String("state")), QStringLiteral("SUCCESS"));
        QVERIFY(caller.advance(base::kDayMs)); // another day, another quota
        QCOMPARE(caller.transfer(QStringLiteral("W5"), 600).status, 200);
        QCOMPARE(
            outcome(caller, QStringLiteral("W5")).value(QLatin1String("state")), QStringLiteral("SUCCESS"));
        QCOMPARE(caller.account("BASIC"), 1'000'000 - 600 - 100 - 600);
    }

    void tooManyInASecond()
    {
        Caller caller;
        QVERIFY(caller.mode("rate_limit_per_second", 2));
        QCOMPARE(caller.order(QStringLiteral("TEA0000001"), 100).status, 200);
        QCOMPARE(caller.order(QStringLiteral("TEA0000002"), 100).status, 200);
        const Answer third = caller.order(QStringLiteral("TEA0000003"), 100);
        QCOMPARE(third.status, 429);
        QCOMPARE(third.text("code"), QStringLiteral("FREQUENCY_LIMITED"));
        QCOMPARE(codeOf(caller.orderV2(QStringLiteral("TEA0000004"), 100)), QStringLiteral("FREQ_LIMIT"));
        QVERIFY(caller.advance(1'000));
        QCOMPARE(caller.order(QStringLiteral("TEA0000003"), 100).status, 200);
    }

    void addressesAndRoles()
    {
        Caller caller(withMoney());
        QVERIFY(caller.mode("ip_allowed", false));
        const Answer refused = caller.transfer(QStringLiteral("W1"), 100);
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.text("code"), QStringLiteral("NO_AUTH"));
        QVERIFY(refused.text("message").contains(QLatin1String("IP")));
        QCOMPARE(codeOf(caller.transferV2(QStringLiteral("V1"), 100)), QStringLiteral("NO_AUTH"));
        QCOMPARE(caller.order(QStringLiteral("TEA0000001"), 100).status, 200);
        QCOMPARE(caller.get("/v3/merchant/fund/balance/BASIC").status, 200);
        QVERIFY(caller.mode("roles", QJsonObject{{QStringLiteral("balance"), false}}));
        for (const char* target :
            {"/v3/merchant/fund/balance/BASIC", "/v3/merchant/fund/dayendbalance/BASIC?date=2026-01-01"}) {
            const Answer without = caller.get(target);
            QCOMPARE(without.status, 403);
            QCOMPARE(without.text("code"), QStringLiteral("NO_AUTH"));
        }
        QVERIFY(caller.mode("roles", QJsonObject{{QStringLiteral("balance"), true}}));
        QCOMPARE(caller.get("/v3/merchant/fund/balance/BASIC").status, 200);
    }

    void textsAreCountedInBytes()
    {
        Caller caller;
        const auto named = [&](const char* number, int characters) {
            QJsonObject json = caller.orderJson(QLatin1String(number), 100);
            json.insert(QStringLiteral("description"), QString(characters, QChar(0x8336)));
            return caller.post("/v3/pay/transactions/native", json).status;
        };
        const auto namedV2 = [&](const char* number, int characters) {
            return text(caller.orderV2(QLatin1String(number), 100,
                            {{QStringLiteral("body"), QString(characters, QChar(0x8336))}}),
                "return_code");
        };
        QCOMPARE(named("TEA0000001", 127), 200);
        QCOMPARE(
            namedV2("TEA0000003", 43), QStringLiteral("FAIL")); // v2 has 128 bytes, and counts no other way
        QVERIFY(caller.mode("text_limits", QStringLiteral("bytes")));
        QCOMPARE(named("TEA0000002", 43), 400); // 129 bytes
        QCOMPARE(named("TEA0000002", 42), 200);
        QCOMPARE(namedV2("TEA0000003", 43), QStringLiteral("FAIL"));
        QCOMPARE(namedV2("TEA0000003", 42), QStringLiteral("SUCCESS"));
        QVERIFY(caller.pay(QStringLiteral("TEA0000002")));
        QCOMPARE(caller
                     .refund(QStringLiteral("TEA0000002"), QStringLiteral("R1"), 1, 100,
                         {{QStringLiteral("reason"), QString(27, QChar(0x8336))}})
                     .status,
            400);
        QCOMPARE(caller
                     .refund(QStringLiteral("TEA0000002"), QStringLiteral("R1"), 1, 100,
                         {{QStringLiteral("reason"), QString(26, QChar(0x8336))}})
                     .status,
            200);
    }

    void notifyAddresses_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("taken");
        const auto row = [](const char* address, bool taken) {
            QTest::newRow(address) << QString::fromLatin1(address) << taken;
        };
        row("https://pay.example.cn/n", true);
        row("http://127.0.0.1:9000/n", true);
        row("http://[::1]:9000/n", true);
        row("https://pay.example.cn", false);
        row("https://pay.example.cn/n?a=1", false);
        row("https://pay.example.cn/n#a", false);
        row("https://mei@pay.example.cn/n", false);
        row("ftp://pay.example.cn/n", false);
        row("https://192.168.1.5/n", false);
        row("https://8.8.8.8/n", false);
        row("https://[fd00::1]/n", false);
    }
    void notifyAddresses()
    {
        QFETCH(QString, address);
        QFETCH(bool, taken);
        Caller caller;
        QJsonObject json = caller.orderJson(QStringLiteral("TEA0000001"), 100);
        json.insert(QStringLiteral("notify_url"), address);
        QCOMPARE(caller.post("/v3/pay/transactions/native", json).status, taken ? 200 : 400);
        QCOMPARE(
            text(caller.orderV2(QStringLiteral("TEA0000002"), 100, {{QStringLiteral("notify_url"), address}}),
                "return_code"),
            taken ? QStringLiteral("SUCCESS") : QStringLiteral("FAIL"));
    }

    void ordersCarryWhatShopsSend()
    {
        Caller caller;
        QJsonObject json = caller.orderJson(QStringLiteral("TEA0000001"), 100);
        json.insert(QStringLiteral("attach"), QStringLiteral("门店 7"));
        json.insert(QStringLiteral("goods_tag"), QStringLiteral("WXG"));
        json.insert(QStringLiteral("support_fapiao"), true);
        json.insert(QStringLiteral("detail"),
            QJsonObject{{QStringLiteral("cost_price"), 120},
                {QStringLiteral("goods_detail"),
                    QJsonArray{QJsonObject{{QStringLiteral("merchant_goods_id"), QStringLiteral("tea")},
                        {QStringLiteral("quantity"), 1}, {QStringLiteral("unit_price"), 100}}}}});
        QCOMPARE(caller.post("/v3/pay/transactions/native", json).status, 200);
        QVERIFY(caller.pay(QStringLiteral("TEA0000001")));
        QCOMPARE(caller.query(QStringLiteral("TEA0000001")).text("attach"), QStringLiteral("门店 7"));
        QVERIFY(caller.hears(1));
        QCOMPARE(caller.told("TRANSACTION.SUCCESS", "out_trade_no", QStringLiteral("TEA0000001"))
                     .value(QLatin1String("attach")),
            QStringLiteral("门店 7"));
        static_cast<void>(caller.orderV2(QStringLiteral("TEA0000002"), 100,
            {{QStringLiteral("attach"), QStringLiteral("门店 7")},
                {QStringLiteral("goods_tag"), QStringLiteral("WXG")},
                {QStringLiteral("receipt"), QStringLiteral("Y")}}));
        QVERIFY(caller.pay(QStringLiteral("TEA0000002")));
        QCOMPARE(text(caller.queryV2(QStringLiteral("TEA0000002")), "attach"), QStringLiteral("门店 7"));
    }

    void anAbnormalRefundGoesToACard()
    {
        Caller caller;
        QCOMPARE(caller.order(QStringLiteral("TEA0000001"), 100).status, 200);
        QVERIFY(caller.pay(QStringLiteral("TEA0000001")));
        QVERIFY(caller.mode("refunds", QStringLiteral("manual")));
        const QString id =
            caller.refund(QStringLiteral("TEA0000001"), QStringLiteral("R1"), 100, 100).text("refund_id");
        QCOMPARE(caller.control("refund", {{QStringLiteral("out_refund_no"), QStringLiteral("R1")},
                                              {QStringLiteral("outcome"), QStringLiteral("ABNORMAL")}}),
            200);
        const QByteArray target = "/v3/refund/domestic/refunds/" + id.toLatin1() + "/apply-abnormal-refund";
        QJsonObject json{{QStringLiteral("out_refund_no"), QStringLiteral("R1")},
            {QStringLiteral("type"), QStringLiteral("USER_BANK_CARD")}};
        QCOMPARE(caller.post(target, json).text("code"), QStringLiteral("PARAM_ERROR"));
        json.insert(QStringLiteral("bank_type"), QStringLiteral("CMB_DEBIT"));
        json.insert(QStringLiteral("bank_account"), QStringLiteral("6225880000000001")); // not sealed
        json.insert(QStringLiteral("real_name"), caller.sealed(QStringLiteral("张三")));
        QCOMPARE(caller.post(target, json).text("code"), QStringLiteral("PARAM_ERROR"));
        json.insert(QStringLiteral("bank_account"), caller.sealed(QStringLiteral("6225880000000001")));
        QCOMPARE(caller.post(target, json).text("status"), QStringLiteral("PROCESSING"));
        QVERIFY(caller.mode("refunds", QStringLiteral("auto")));
        QVERIFY(caller.arrives(QStringLiteral("R1")));
        QCOMPARE(caller.queryRefund(QStringLiteral("R1")).text("user_received_account"),
            QStringLiteral("CMB_DEBIT0001"));
    }

    void complaintsAreAnsweredAndCompleted()
    {
        Caller caller;
        QCOMPARE(caller.control("complain", {{QStringLiteral("notify_url"), caller.notifyUrl()}}), 200);
        const auto complaint = [&] {
            return caller.books().value(QLatin1String("complaints")).toArray()[0].toObject();
        };
        const QByteArray place = "/v3/merchant-service/complaints-v2/" +
                                 complaint().value(QLatin1String("complaint_id")).toString().toLatin1();
        const auto own = [&](QJsonObject json) {
            json.insert(QStringLiteral("complainted_mchid"), caller.merchant->mchid);
            return json;
        };
        const QString content = QStringLiteral("response_content");
        QCOMPARE(caller.post(place + "/response", own({})).status, 400);
        QCOMPARE(caller.post(place + "/response", own({{content, QString(201, QChar(0x8336))}})).status, 400);
        QCOMPARE(caller.post(place + "/response", own({{content, QStringLiteral("马上补发")}})).status, 204);
        QCOMPARE(caller.get(place).text("complaint_state"), QStringLiteral("PROCESSING"));
        QCOMPARE(
            complaint().value(QLatin1String("replies")).toArray(), QJsonArray{QStringLiteral("马上补发")});
        QCOMPARE(caller.post(place + "/complete", own({})).status, 204);
        QCOMPARE(caller.get(place).text("complaint_state"), QStringLiteral("PROCESSED"));
        QCOMPARE(caller.post(place + "/complete", own({})).text("code"), QStringLiteral("INVALID_REQUEST"));
        QCOMPARE(caller.post("/v3/merchant-service/complaints-v2/404/complete", own({})).status, 404);
    }

    void unknownModesAreRefused()
    {
        Caller caller;
        QVERIFY(!caller.mode("weather", QStringLiteral("fine")));
        QVERIFY(!caller.mode("settlement", QStringLiteral("t2")));
        QVERIFY(!caller.mode("notifications", QStringLiteral("sing")));
        QVERIFY(caller.mode("notifications", QStringLiteral("normal")));
    }
};

ZHANGFANG_TEST(StrictnessTest)
#include "strictness_test.moc"
