#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "harness/stepped_shop.h"
#include "payments/refund_search.h"
#include "reports/proof.h"

#include <QJsonArray>

using namespace zhangfang;
using base::Money;
using harness::DeskShop;
using harness::Harm;
using harness::SteppedShop;
using shop::OrderState;

/// Orders at a real practice WeChat Pay, with the time of our side in hand and no engine: what becomes of one
/// step after the other.
class OrdersTest : public QObject
{
    Q_OBJECT

    /// A shop, and the desk that works on its orders.
    struct Counter {
        explicit Counter(const char* api = "v3")
        {
            problem = books.problem();
            if (!problem.isEmpty())
                return;
            set("wechatpay.generation", QString::fromLatin1(api));
            // Nobody listens there: what WeChat says is asked for.
            set("wechatpay.notify_url", QStringLiteral("http://127.0.0.1:1/wechatpay/notify"));
            set("wechatpay.v2_notify_url", QStringLiteral("http://127.0.0.1:1/wechatpay/v2/notify"));
        }
        void set(const char* key, const QString& value)
        {
            const auto done = books.set(key, value);
            if (!done)
                problem = done.error().describe();
        }
        /// As an engine does it after every change of settings.
        template <class T>
        base::Result<T> with(const std::function<base::Result<T>(payments::OrderDesk&)>& act)
        {
            ZF_ASSIGN(const auto clients, books.books().connectToWechat());
            ZF_ASSIGN(const auto settings, books.books().settings());
            payments::OrderDesk desk(books.books().writer(), books.books().readers(), clients, clock,
                books.books().random(), settings);
            return act(desk);
        }
        base::Result<shop::Order> create(const payments::NewOrder& wanted)
        {
            return with<shop::Order>([&](payments::OrderDesk& desk) { return desk.create(wanted); });
        }
        base::Result<shop::Order> sync(const QString& number)
        {
            return with<shop::Order>([&](payments::OrderDesk& desk) { return desk.sync(number); });
        }
        base::Result<shop::Order> close(const QString& number)
        {
            return with<shop::Order>([&](payments::OrderDesk& desk) { return desk.close(number); });
        }
        base::Result<int> poll()
        {
            return with<int>([](payments::OrderDesk& desk) { return desk.pollDue(); });
        }
        base::Result<int> search()
        {
            ZF_ASSIGN(const auto clients, books.books().connectToWechat());
            ZF_ASSIGN(const auto settings, books.books().settings());
            return payments::RefundSearch(
                books.books().writer(), books.books().readers(), clients, clock, settings)
                .runDue();
        }
        shop::Order order(const QString& number)
        {
            return books.books()
                .readers()
                .read<shop::Order>(
                    [&](storage::Database& database) { return shop::findOrder(database, number); })
                .value_or(shop::Order{});
        }
        shop::Wallet wallet(base::UserId user)
        {
            return books.books()
                .readers()
                .read<shop::Wallet>([&](storage::Database& database) { return shop::wallet(database, user); })
                .value_or(shop::Wallet{});
        }
        /// As if the order had been opened for that app.
        base::Status openedFor(const QString& appid)
        {
            return books.books()
                .writer()
                .runNow<qint64>([&](storage::Database& database) {
                    return database.execute("UPDATE orders SET appid = :appid", {{":appid", appid}});
                })
                .map([](qint64) {});
        }
        QStringList tasks()
        {
            QStringList codes;
            const auto open = books.books().readers().read<std::vector<reports::Task>>(
                [](storage::Database& database) { return reports::openTasks(database, 100); });
            for (const auto& task : open.value_or(std::vector<reports::Task>{}))
                codes << task.code;
            return codes;
        }
        /// What the practice WeChat Pay makes of an order; empty: it does not know it or it is not paid.
        QString stateAtWechat(const QString& number)
        {
            for (const auto& one : books.wechat().books().value(QLatin1String("orders")).toArray()) {
                if (one.toObject().value(QLatin1String("out_trade_no")).toString() == number)
                    return one.toObject().value(QLatin1String("state")).toString();
            }
            return {};
        }
        bool control(const char* verb, const QJsonObject& order) const { return books.control(verb, order); }
        QString problem;
        DeskShop books{DeskShop::WithEngine::no};
        base::ManualClock clock{base::SystemClock().nowUtcMs()};
    };
    static payments::NewOrder native(const char* number = "TEA0000001")
    {
        payments::NewOrder wanted;
        wanted.number = QString::fromLatin1(number);
        wanted.amount = Money::fen(1000);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        return wanted;
    }
    /// Its customer types a password.
    static payments::NewOrder byCode(const char* code = "130061098828009401")
    {
        payments::NewOrder wanted = native("CODE000001");
        wanted.channel = QStringLiteral("code");
        wanted.authCode = QString::fromLatin1(code);
        return wanted;
    }
    /// As another process books the payment of an order.
    static base::Status bookedElsewhere(SteppedShop& shop, const QString& number)
    {
        const shop::Order order = shop.order(number);
        return shop.books()
            .write<payments::Applied>([&](storage::Database& database) -> base::Result<payments::Applied> {
                ZF_ASSIGN(const auto settings, access::Settings::load(database));
                const auto expected = payments::expectedFrom(settings);
                wechatpay::Transaction paid;
                paid.state = {wechatpay::TradeState::success, QStringLiteral("SUCCESS")};
                paid.outTradeNo = number;
                paid.transactionId = QStringLiteral("4200000001");
                paid.mchid = expected.mchid;
                paid.appid = expected.appid;
                paid.total = paid.payer = order.amount;
                return payments::applyTransaction(
                    database, paid, expected, QStringLiteral("answer"), shop.books().clock.nowUtcMs());
            })
            .map([](const payments::Applied&) {});
    }
    /// Closed as one that was not there to be reversed, and asked about now.
    static base::Status closedAndAskedNow(SteppedShop& shop, const QString& number)
    {
        const shop::Order order = shop.order(number);
        return shop.books()
            .write<int>([&](storage::Database& database) -> base::Result<int> {
                const qint64 now = shop.books().clock.nowUtcMs();
                ZF_TRY(shop::applyClosed(database, order, QStringLiteral("nothing was there"), now));
                ZF_TRY(shop::askAt(database, order.id, now));
                return 0;
            })
            .map([](int) {});
    }
    static QString code(const auto& result) { return result ? QString() : result.error().code; }
    static void generations()
    {
        QTest::addColumn<QString>("api");
        QTest::newRow("v3") << "v3";
        QTest::newRow("v2") << "v2";
    }

private Q_SLOTS:
    /// WeChat says that it is paid, and here something does not fit: the customer keeps the goods, the shop
    /// the money, and a person is asked. Nothing closes or reverses it by itself.
    void whatIsPaidAtWechatIsNeverReversed_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<bool>("counter");
        for (const char* api : {"v3", "v2"}) {
            QTest::addRow("%s, by code", api) << QString::fromLatin1(api) << true;
            QTest::addRow("%s, native", api) << QString::fromLatin1(api) << false;
        }
    }
    void whatIsPaidAtWechatIsNeverReversed()
    {
        QFETCH(QString, api);
        QFETCH(bool, counter);
        Counter shop(api.toLatin1().constData());
        QCOMPARE(shop.problem, QString());
        QVERIFY(
            shop.control("mode", {{QStringLiteral("notifications"), QStringLiteral("lose")},
                                     {QStringLiteral("appids"), QJsonArray{QStringLiteral("wxanother")}}}));
        const auto wanted = counter ? byCode() : native();
        REQUIRE(shop.create(wanted));
        REQUIRE(shop.openedFor(QStringLiteral("wxanother")));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        for (int i = 0; i < 5; ++i) {
            shop.clock.advance(40 * 60'000);
            REQUIRE(shop.poll());
        }
        QCOMPARE(code(shop.close(wanted.number)), QStringLiteral("paid_at_wechat"));
        QCOMPARE(shop.order(wanted.number).state, OrderState::pending);
        QCOMPARE(shop.stateAtWechat(wanted.number), QStringLiteral("SUCCESS"));
        QVERIFY(shop.tasks().contains(QStringLiteral("payment_mismatch")));
        REQUIRE(shop.openedFor({}));
        const auto booked = shop.sync(wanted.number);
        REQUIRE(booked);
        QCOMPARE(booked->state, OrderState::paid);
        QCOMPARE(shop.tasks(), QStringList());
    }

    /// API v2 asks for fifteen seconds before a payment by code is reversed; who wants it earlier gets it
    /// then.
    void aCounterOrderIsNotReversedTooEarly()
    {
        Counter shop("v2");
        QCOMPARE(shop.problem, QString());
        QVERIFY(shop.control("mode", {{QStringLiteral("strict_v2_reverse"), true}}));
        const auto wanted = byCode();
        REQUIRE(shop.create(wanted));
        shop.clock.advance(3'000);
        QCOMPARE(code(shop.close(wanted.number)), QStringLiteral("too_early"));
        shop.clock.advance(11'000);
        REQUIRE(shop.poll());
        QCOMPARE(shop.order(wanted.number).state, OrderState::pending);
        QVERIFY(shop.control("advance", {{QStringLiteral("ms"), 16'000}}));
        shop.clock.advance(1'001);
        REQUIRE(shop.poll());
        QCOMPARE(shop.order(wanted.number).state, OrderState::closed);
        QVERIFY(!shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
    }

    /// What WeChat no longer reverses is told once and only asked about; closed at last, the task is over.
    void pastReversalItIsOnlyAskedAbout()
    {
        Counter shop;
        QCOMPARE(shop.problem, QString());
        const auto wanted = byCode();
        REQUIRE(shop.create(wanted));
        shop.clock.advance(3'600'000);
        const auto fault = [&](const char* kind) {
            return shop.control("fault", {{QStringLiteral("target"), QStringLiteral("reverse_order")},
                                             {QStringLiteral("kind"), QString::fromLatin1(kind)}});
        };
        QVERIFY(fault("REVERSE_EXPIRE"));
        QCOMPARE(code(shop.close(wanted.number)), QStringLiteral("reverse_expired"));
        QVERIFY(shop.tasks().contains(QStringLiteral("reverse_expired")));
        // The reversal would be taken now: it is not sent.
        for (int i = 0; i < 4; ++i) {
            shop.clock.advance(7 * 3'600'000);
            REQUIRE(shop.poll());
        }
        QCOMPARE(shop.order(wanted.number).state, OrderState::pending);
        QVERIFY(shop.control(
            "pay", {{QStringLiteral("out_trade_no"), wanted.number}})); // not of what is reversed
        REQUIRE(shop.sync(wanted.number));
        QCOMPARE(shop.order(wanted.number).state, OrderState::paid);
        QVERIFY(shop.tasks().contains(QStringLiteral("reverse_expired")));
    }

    /// A reversal that was refused for anything else is tried again.
    void onlyTooLateIsTooLate()
    {
        Counter shop;
        QCOMPARE(shop.problem, QString());
        const auto wanted = byCode();
        REQUIRE(shop.create(wanted));
        shop.clock.advance(3'600'000);
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("reverse_order")},
                                          {QStringLiteral("kind"), QStringLiteral("PARAM_ERROR")}}));
        QVERIFY(!shop.close(wanted.number));
        QVERIFY(!shop.order(wanted.number).isPastReversal);
        REQUIRE(shop.close(wanted.number));
        QCOMPARE(shop.order(wanted.number).state, OrderState::closed);
        QVERIFY(!shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
    }
    /// Nobody paid it for as long as anybody could: it is over.
    void pastReversalItEnds()
    {
        Counter shop;
        QCOMPARE(shop.problem, QString());
        const auto wanted = byCode();
        REQUIRE(shop.create(wanted));
        shop.clock.advance(3'600'000);
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("reverse_order")},
                                          {QStringLiteral("kind"), QStringLiteral("REVERSE_EXPIRE")}}));
        QCOMPARE(code(shop.close(wanted.number)), QStringLiteral("reverse_expired"));
        shop.clock.advance(8LL * 24 * 3'600'000);
        REQUIRE(shop.poll());
        QCOMPARE(shop.order(wanted.number).state, OrderState::closed);
        QCOMPARE(shop.tasks(), QStringList());
        // Paid after all, at the last of the questions that follow: a person hears of it.
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        shop.clock.advance(120'000);
        REQUIRE(shop.poll());
        QCOMPARE(shop.order(wanted.number).state, OrderState::paid);
        QCOMPARE(shop.tasks(), QStringList{QStringLiteral("paid_after_close")});
    }

    /// The request reached WeChat after it had been asked about and found missing.
    void aPaymentByCodeThatSurfacesLateIsBooked_data() { generations(); }
    void aPaymentByCodeThatSurfacesLateIsBooked()
    {
        QFETCH(QString, api);
        Counter shop(api.toLatin1().constData());
        QCOMPARE(shop.problem, QString());
        const QString kind =
            api == QLatin1String("v3") ? QStringLiteral("SYSTEM_ERROR") : QStringLiteral("SYSTEMERROR");
        QVERIFY(shop.control("fault",
            {{QStringLiteral("target"), QStringLiteral("create_order")}, {QStringLiteral("kind"), kind}}));
        const auto wanted = byCode("130061098828009400");
        REQUIRE(shop.create(wanted));
        shop.clock.advance(61'000);
        REQUIRE(shop.poll());
        QCOMPARE(shop.order(wanted.number).state, OrderState::closed);
        const auto clients = shop.books.books().connectToWechat();
        REQUIRE(clients);
        const QByteArray late = shop.order(wanted.number).request;
        auto* const cashier = clients->cashier(
            api == QLatin1String("v3") ? wechatpay::Generation::v3 : wechatpay::Generation::v2);
        QVERIFY(cashier->payByCode(late));
        QCOMPARE(shop.stateAtWechat(wanted.number), QStringLiteral("SUCCESS"));
        for (int i = 0; i < 8 && shop.order(wanted.number).state == OrderState::closed; ++i) {
            shop.clock.advance(61'000);
            REQUIRE(shop.poll());
        }
        QCOMPARE(shop.order(wanted.number).state, OrderState::paid);
        QVERIFY(shop.tasks().contains(QStringLiteral("paid_after_close")));
    }

    /// Another process books the payment in the moment in which WeChat takes our reversal of it.
    void aReversalThatMeetsABookingIsATask_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<bool>("isClosed");
        QTest::addColumn<bool>("isLost");
        for (const char* api : {"v3", "v2"}) {
            QTest::addRow("%s, pending", api) << QString::fromLatin1(api) << false << false;
            QTest::addRow("%s, pending, answer lost", api) << QString::fromLatin1(api) << false << true;
            QTest::addRow("%s, closed", api) << QString::fromLatin1(api) << true << false;
        }
    }
    void aReversalThatMeetsABookingIsATask()
    {
        QFETCH(QString, api);
        QFETCH(bool, isClosed);
        QFETCH(bool, isLost);
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.set("wechatpay.generation", api));
        auto desk = shop.orderDesk();
        const auto wanted = byCode();
        const QString number = wanted.number;
        REQUIRE(desk.create(wanted));
        shop.books().clock.advance(61'000);
        if (isClosed)
            REQUIRE(closedAndAskedNow(shop, number));
        QVERIFY(shop.wire().before.empty());
        shop.wire().before["reverse"] = [&] {
            static_cast<void>(shop.control("pay", {{QStringLiteral("out_trade_no"), number}}));
            static_cast<void>(bookedElsewhere(shop, number));
        };
        if (isLost)
            shop.wire().harms["reverse"] = Harm::lostAfter;
        REQUIRE(desk.pollDue());
        QCOMPARE(shop.order(number).state, OrderState::paid);
        QVERIFY(shop.tasks().contains(QStringLiteral("paid_and_reversed")));
        QVERIFY2(shop.orderStory(number).last().contains(QLatin1String("revers")),
            qPrintable(shop.orderStory(number).join(QLatin1Char('\n'))));
        const auto orders = shop.wechat().books().value(QLatin1String("orders")).toArray();
        QCOMPARE(
            orders.first().toObject().value(QLatin1String("state")).toString(), QStringLiteral("REVOKED"));
        // Whoever waits for the money at the till does not hear that all is well.
        QCOMPARE(code(desk.close(number)), QStringLiteral("wrong_state"));
    }

    /// Not there when it was to be reversed: asked about for a day from its closing, outages or not, or a
    /// person is told.
    void aClosedCounterOrderIsNotForgotten_data()
    {
        QTest::addColumn<qint64>("offMs");   // the engine is off after the order's end
        QTest::addColumn<qint64>("quietMs"); // from then on WeChat does not answer for so long
        QTest::addColumn<qint64>("afterMs"); // and later the bank confirms
        constexpr qint64 kHour = 3'600'000;
        QTest::newRow("closed late") << 30 * kHour << qint64(0) << kHour;
        QTest::newRow("the last question is lost") << qint64(0) << 24 * kHour + 600'000 << qint64(0);
        QTest::newRow("never an answer") << qint64(0) << 40 * kHour << qint64(0);
    }
    void aClosedCounterOrderIsNotForgotten()
    {
        QFETCH(qint64, offMs);
        QFETCH(qint64, quietMs);
        QFETCH(qint64, afterMs);
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        auto desk = shop.orderDesk();
        const auto wanted = byCode("130061098828009400");
        const QString number = wanted.number;
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("create_order")},
                                          {QStringLiteral("kind"), QStringLiteral("SYSTEM_ERROR")}}));
        REQUIRE(desk.create(wanted));
        shop.books().clock.advance(61'000 + offMs);
        REQUIRE(desk.pollDue());
        QCOMPARE(shop.order(number).state, OrderState::closed);
        const auto pass = [&](qint64 ms) {
            for (qint64 passed = 0; passed < ms; passed += 300'000) {
                shop.books().clock.advance(300'000);
                static_cast<void>(desk.pollDue());
            }
        };
        if (quietMs > 0) {
            shop.wire().harms["order query"] = Harm::lostBefore;
            pass(quietMs);
            shop.wire().harms.clear();
        }
        QCOMPARE(shop.tasks().contains(QStringLiteral("order_unclear")), quietMs > 25LL * 3'600'000);
        pass(afterMs);
        QVERIFY(shop.clients().v3->payByCode(shop.order(number).request));
        pass(7LL * 3'600'000);
        QCOMPARE(shop.order(number).state, OrderState::paid);
        QVERIFY(shop.tasks().contains(QStringLiteral("paid_after_close")));
        QVERIFY(!shop.tasks().contains(QStringLiteral("order_unclear")));
    }

    /// A good code that was never sent: said at once, and the same number takes the next code.
    void aCodeThatWasNotTakenCanBeTriedAgain_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<QString>("kind");
        QTest::newRow("v3, too often") << "v3"
                                       << "FREQUENCY_LIMITED";
        QTest::newRow("v2, too often") << "v2"
                                       << "FREQUENCY_LIMITED";
    }
    void aCodeThatWasNotTakenCanBeTriedAgain()
    {
        QFETCH(QString, api);
        QFETCH(QString, kind);
        Counter shop(api.toLatin1().constData());
        QCOMPARE(shop.problem, QString());
        QVERIFY(shop.control("fault",
            {{QStringLiteral("target"), QStringLiteral("create_order")}, {QStringLiteral("kind"), kind}}));
        QCOMPARE(code(shop.create(byCode("130061098828009403"))), QStringLiteral("not_taken"));
        QCOMPARE(shop.order(QStringLiteral("CODE000001")).opening, shop::Opening::nothing);
        // The pace rests for some seconds after WeChat has said "too often".
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto again = shop.create(byCode("130061098828009400"));
                return again && again->state == OrderState::paid;
            },
            15'000));
    }

    /// What was certainly never taken is closed without a word to WeChat, and says why.
    void anOrderThatWasNeverTakenIsClosedHere()
    {
        Counter shop;
        QCOMPARE(shop.problem, QString());
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("create_order")},
                                          {QStringLiteral("kind"), QStringLiteral("FREQUENCY_LIMITED")}}));
        QCOMPARE(code(shop.create(byCode())), QStringLiteral("not_taken"));
        QVERIFY(shop.control("fault",
            {{QStringLiteral("target"), QStringLiteral("any")},
                {QStringLiteral("kind"), QStringLiteral("http_500")}, {QStringLiteral("count"), 1000}}));
        shop.clock.advance(61'000);
        REQUIRE(shop.poll());
        QCOMPARE(shop.order(QStringLiteral("CODE000001")).state, OrderState::closed);
    }

    /// Refused for a setting that has since been put right: nothing was opened, so new bytes are allowed.
    void anOrderIsMadeAnewAfterASettingWasPutRight_data() { generations(); }
    void anOrderIsMadeAnewAfterASettingWasPutRight()
    {
        QFETCH(QString, api);
        Counter shop(api.toLatin1().constData());
        const QString good = shop.books.books().settings()->text("wechatpay.appid");
        shop.set("wechatpay.appid", QStringLiteral("wxwrong"));
        QCOMPARE(shop.problem, QString());
        QCOMPARE(code(shop.create(native())), QStringLiteral("wechat_refused"));
        QCOMPARE(shop.order(QStringLiteral("TEA0000001")).state, OrderState::pending);
        shop.set("wechatpay.appid", good);
        const auto opened = shop.create(native());
        REQUIRE(opened);
        QVERIFY(!opened->codeUrl.isEmpty());
        QCOMPARE(opened->appid, good);
    }
    /// Where an earlier sending was unclear, a refusal of a later one proves nothing: the bytes stay.
    void unclearBytesAreNeverMadeAnew()
    {
        Counter shop;
        QCOMPARE(shop.problem, QString());
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("create_order")},
                                          {QStringLiteral("kind"), QStringLiteral("http_500_after")}}));
        QCOMPARE(code(shop.create(native())), QStringLiteral("wechat_unclear"));
        const QByteArray first = shop.order(QStringLiteral("TEA0000001")).request;
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("create_order")},
                                          {QStringLiteral("kind"), QStringLiteral("PARAM_ERROR")}}));
        QCOMPARE(code(shop.create(native())), QStringLiteral("wechat_refused"));
        QCOMPARE(shop.order(QStringLiteral("TEA0000001")).opening, shop::Opening::sent);
        QCOMPARE(shop.order(QStringLiteral("TEA0000001")).request, first);
        REQUIRE(shop.create(native()));
    }

    /// The number stands at WeChat with other content: that is no proof that nothing is there.
    void aNumberThatIsKnownOtherwiseIsAskedAbout_data()
    {
        QTest::addColumn<bool>("counter");
        QTest::newRow("native") << false;
        QTest::newRow("by code") << true;
    }
    void aNumberThatIsKnownOtherwiseIsAskedAbout()
    {
        QFETCH(bool, counter);
        Counter shop;
        QCOMPARE(shop.problem, QString());
        const auto wanted = counter ? byCode() : native();
        const auto clients = shop.books.books().connectToWechat();
        REQUIRE(clients);
        auto* const cashier = clients->cashier(wechatpay::Generation::v3);
        wechatpay::OrderRequest other;
        other.channel = wechatpay::parseChannel(wanted.channel);
        const auto number = base::OrderNo::parse(wanted.number);
        REQUIRE(number);
        other.outTradeNo = *number;
        other.description = QStringLiteral("from elsewhere");
        other.amount = wanted.amount;
        other.notifyUrl = QStringLiteral("http://127.0.0.1:1/wechatpay/notify");
        other.expiresAtUtcMs = shop.clock.nowUtcMs() + 3'600'000;
        other.clientIp = QStringLiteral("127.0.0.1");
        other.authCode = wanted.authCode;
        const auto bytes = cashier->orderBytes(other);
        REQUIRE(bytes);
        if (counter)
            QVERIFY(!cashier->payByCode(*bytes));
        else
            QVERIFY(cashier->createOrder(other.channel, *bytes));

        // A code payment that waits for its password is no refusal.
        QCOMPARE(code(shop.create(wanted)), counter ? QString() : QStringLiteral("wechat_refused"));
        QCOMPARE(shop.order(wanted.number).opening, shop::Opening::sent);
        QCOMPARE(shop.order(wanted.number).state, OrderState::pending);
        // What is paid there is heard of.
        QVERIFY(shop.control("mode", {{QStringLiteral("notifications"), QStringLiteral("lose")}}));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        shop.clock.advance(31'000);
        REQUIRE(shop.poll());
        QCOMPARE(shop.order(wanted.number).state, OrderState::paid);
    }

    void aLinkIsRenewedWhenItHasRunOut_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::addColumn<qint64>("lives");
        QTest::newRow("native") << "native" << 2LL * 3600 * 1000;
        QTest::newRow("app") << "app" << 2LL * 3600 * 1000;
        QTest::newRow("h5") << "h5" << 5LL * 60 * 1000;
    }
    void aLinkIsRenewedWhenItHasRunOut()
    {
        QFETCH(QString, channel);
        QFETCH(qint64, lives);
        Counter shop;
        shop.set("orders.expire_minutes", QStringLiteral("10080"));
        QCOMPARE(shop.problem, QString());
        auto wanted = native();
        wanted.channel = channel;
        wanted.clientIp = QStringLiteral("203.0.113.7");
        const auto first = shop.create(wanted);
        REQUIRE(first);
        shop.clock.advance(lives / 2);
        const auto same = shop.create(wanted);
        REQUIRE(same);
        QCOMPARE(same->linkMadeAtUtcMs, first->linkMadeAtUtcMs);
        shop.clock.advance(lives / 2);
        const auto renewed =
            shop.with<shop::Order>([&](payments::OrderDesk& desk) { return desk.link(wanted.number); });
        REQUIRE(renewed);
        QCOMPARE(renewed->linkMadeAtUtcMs, shop.clock.nowUtcMs());
        QCOMPARE(renewed->request, first->request);
    }

    /// Each app has its openids; an order goes to the one it was opened for.
    void ordersOfSeveralApps()
    {
        Counter shop;
        QCOMPARE(shop.problem, QString());
        auto wanted = native();
        wanted.appid = QStringLiteral("wxmini");
        QCOMPARE(code(shop.create(wanted)), QStringLiteral("unknown_app"));
        shop.set("wechatpay.appids", QStringLiteral("wxmini, wxofficial"));
        const auto user = DeskShop::wait(shop.books.desk().addUser({QStringLiteral("oFirst"), {}}));
        REQUIRE(user);
        wanted.channel = QStringLiteral("jsapi");
        wanted.user = user->id;
        QCOMPARE(code(shop.create(wanted)), QStringLiteral("no_openid"));
        const auto linked =
            shop.books.books().writer().runNow<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(
                    shop::addOpenid(database, user->id, QStringLiteral("wxmini"), QStringLiteral("oMini")));
                return 0;
            });
        REQUIRE(linked);
        QVERIFY(shop.control("mode", {{QStringLiteral("appids"), QJsonArray{QStringLiteral("wxmini")}}}));
        const auto opened = shop.create(wanted);
        REQUIRE(opened);
        QVERIFY(opened->request.contains("oMini") && opened->request.contains("wxmini"));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        const auto paid = shop.sync(wanted.number);
        REQUIRE(paid);
        QCOMPARE(paid->state, OrderState::paid);
    }

    void whatAShopGivesAlongIsCarriedThrough_data() { generations(); }
    void whatAShopGivesAlongIsCarriedThrough()
    {
        QFETCH(QString, api);
        Counter shop(api.toLatin1().constData());
        QCOMPARE(shop.problem, QString());
        auto wanted = native();
        wanted.channel = QStringLiteral("h5");
        wanted.attributes = {QStringLiteral("table 7"), QStringLiteral("WXG"), {}, true,
            QStringLiteral("https://shop.example/thanks?a=1"), QStringLiteral("203.0.113.7")};
        const auto opened = shop.create(wanted);
        REQUIRE(opened);
        QVERIFY(opened->request.contains("table 7") && opened->request.contains("WXG"));
        QVERIFY2(opened->codeUrl.contains(
                     QLatin1String("redirect_url=https%3A%2F%2Fshop.example%2Fthanks%3Fa%3D1")),
            qPrintable(opened->codeUrl));
        QCOMPARE(opened->attributes, wanted.attributes);
        wanted.attributes.attach = QStringLiteral("table 8");
        QCOMPARE(code(shop.create(wanted)), QStringLiteral("number_reused"));
    }

    /// Paid and refunded in the merchant platform while nobody listened.
    void anOrderThatComesBackRefundedIsBookedWithItsRefunds_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<bool>("topup");
        QTest::addColumn<QList<int>>("refunds");
        for (const char* api : {"v3", "v2"}) {
            for (const bool topup : {true, false}) {
                QTest::addRow("%s %s, whole", api, topup ? "top-up" : "sale")
                    << QString::fromLatin1(api) << topup << QList<int>{1000};
                QTest::addRow("%s %s, in part", api, topup ? "top-up" : "sale")
                    << QString::fromLatin1(api) << topup << QList<int>{300};
                QTest::addRow("%s %s, twice in part", api, topup ? "top-up" : "sale")
                    << QString::fromLatin1(api) << topup << QList<int>{300, 200};
            }
        }
    }
    void anOrderThatComesBackRefundedIsBookedWithItsRefunds()
    {
        QFETCH(QString, api);
        QFETCH(bool, topup);
        QFETCH(QList<int>, refunds);
        Counter shop(api.toLatin1().constData());
        QCOMPARE(shop.problem, QString());
        const auto user = DeskShop::wait(shop.books.desk().addUser({QStringLiteral("oAlice"), {}}));
        REQUIRE(user);
        auto wanted = native();
        wanted.user = user->id;
        wanted.purpose = topup ? shop::Purpose::topup : shop::Purpose::sale;
        REQUIRE(shop.create(wanted));
        QVERIFY(shop.control("mode", {{QStringLiteral("notifications"), QStringLiteral("lose")}}));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        int sum = 0;
        for (const int fen : refunds) {
            sum += fen;
            QVERIFY(shop.control("refund_elsewhere",
                {{QStringLiteral("out_trade_no"), wanted.number}, {QStringLiteral("amount_fen"), fen}}));
        }
        REQUIRE(shop.sync(wanted.number));
        // Until its refunds are known nothing of it can be withdrawn.
        QCOMPARE(shop.wallet(user->id).available.inFen(), 0);
        QCOMPARE(shop.wallet(user->id).held.inFen(), topup ? 1000 : 0);
        REQUIRE(shop.search());
        QCOMPARE(shop.wallet(user->id).held.inFen(), 0);
        QCOMPARE(shop.wallet(user->id).available.inFen(), topup ? 1000 - sum : 0);
        const auto order = shop.order(wanted.number);
        QCOMPARE(order.refunded.inFen(), sum);
        QCOMPARE(shop::toText(order.state),
            sum == 1000 ? QStringLiteral("refunded") : QStringLiteral("partially_refunded"));
        const auto proof = shop.books.books().readers().read<ledger::Proof>(
            [](storage::Database& database) { return ledger::verify(database); });
        REQUIRE(proof);
        QCOMPARE(proof->firstDifference, QString());
    }

    /// A refund that somebody begins in the merchant platform holds what it will take, and lets it go when it
    /// comes to nothing; a number that WeChat does not know is not asked about for ever.
    void aHintHoldsAndLetsGo_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<QString>("outcome");
        for (const char* api : {"v3", "v2"}) {
            for (const char* outcome : {"CLOSED", "SUCCESS", ""})
                QTest::addRow("%s %s", api, *outcome == 0 ? "mistyped" : outcome)
                    << QString::fromLatin1(api) << QString::fromLatin1(outcome);
        }
    }
    void aHintHoldsAndLetsGo()
    {
        QFETCH(QString, api);
        QFETCH(QString, outcome);
        Counter shop(api.toLatin1().constData());
        QCOMPARE(shop.problem, QString());
        const auto user = DeskShop::wait(shop.books.desk().addUser({QStringLiteral("oAlice"), {}}));
        REQUIRE(user);
        auto wanted = native();
        wanted.user = user->id;
        wanted.purpose = shop::Purpose::topup;
        REQUIRE(shop.create(wanted));
        QVERIFY(shop.control("mode", {{QStringLiteral("notifications"), QStringLiteral("lose")},
                                         {QStringLiteral("refunds"), QStringLiteral("manual")}}));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        REQUIRE(shop.sync(wanted.number));
        QCOMPARE(shop.wallet(user->id).available.inFen(), 1000);
        const auto number = base::OutRefundNo::parse(QStringLiteral("MPHAND01"));
        REQUIRE(number);
        if (!outcome.isEmpty())
            REQUIRE(shop.with<shop::Order>([&](payments::OrderDesk&) -> base::Result<shop::Order> {
                ZF_ASSIGN(const auto clients, shop.books.books().connectToWechat());
                wechatpay::Cashier* const cashier = clients.cashier(
                    api == QLatin1String("v2") ? wechatpay::Generation::v2 : wechatpay::Generation::v3);
                const shop::Order order = shop.order(wanted.number);
                ZF_ASSIGN(const QByteArray bytes,
                    cashier->refundBytes({order.number, *number, Money::fen(300), order.amount,
                        QStringLiteral("by hand"), {}, order.appid, {}, {}}));
                const auto taken = cashier->createRefund(bytes);
                if (!taken)
                    return base::fail(taken.error().asError());
                return order;
            }));
        REQUIRE(
            shop.books.books().writer().runNow<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(payments::adoptRefund(database, wanted.number, number->toString(),
                    QStringLiteral("mei"), shop.clock.nowUtcMs()));
                return 0;
            }));
        REQUIRE(shop.search());
        if (outcome.isEmpty()) {
            QVERIFY(shop.tasks().contains(QStringLiteral("refund_not_found")));
            QCOMPARE(shop.wallet(user->id).available.inFen(), 1000);
        } else {
            QCOMPARE(shop.wallet(user->id).held.inFen(), 300);
            QVERIFY(shop.control("refund", {{QStringLiteral("out_refund_no"), number->toString()},
                                               {QStringLiteral("outcome"), outcome}}));
            shop.clock.advance(3'600'000);
            REQUIRE(shop.search());
            QCOMPARE(shop.wallet(user->id).held.inFen(), 0);
            QCOMPARE(
                shop.wallet(user->id).available.inFen(), outcome == QLatin1String("SUCCESS") ? 700 : 1000);
            QVERIFY(!shop.tasks().contains(QStringLiteral("refund_unknown")));
        }
        // Nothing is left to be looked for.
        shop.clock.advance(24LL * 3'600'000);
        QCOMPARE(shop.search().value_or(-1), 0);
        const auto proof = shop.books.books().readers().read<ledger::Proof>(
            [](storage::Database& database) { return reports::prove(database); });
        REQUIRE(proof);
        QCOMPARE(proof->firstDifference, QString());
    }

    /// Booked, and refunded in the merchant platform afterwards: the word REFUND alone holds what it
    /// credited.
    void aBookedOrderThatIsCalledRefundedIsLookedInto_data() { generations(); }
    void aBookedOrderThatIsCalledRefundedIsLookedInto()
    {
        QFETCH(QString, api);
        Counter shop(api.toLatin1().constData());
        QCOMPARE(shop.problem, QString());
        const auto user = DeskShop::wait(shop.books.desk().addUser({QStringLiteral("oAlice"), {}}));
        REQUIRE(user);
        auto wanted = native();
        wanted.user = user->id;
        wanted.purpose = shop::Purpose::topup;
        REQUIRE(shop.create(wanted));
        QVERIFY(shop.control("mode", {{QStringLiteral("notifications"), QStringLiteral("lose")}}));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        REQUIRE(shop.sync(wanted.number));
        QVERIFY(shop.control("refund_elsewhere",
            {{QStringLiteral("out_trade_no"), wanted.number}, {QStringLiteral("amount_fen"), 400}}));
        REQUIRE(shop.sync(wanted.number));
        QCOMPARE(shop.wallet(user->id).available.inFen(), 0);
        QCOMPARE(shop.wallet(user->id).held.inFen(), 1000);
        // A number that was read wrong keeps none of the others waiting.
        REQUIRE(
            shop.books.books().writer().runNow<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(payments::adoptRefund(database, wanted.number, QStringLiteral("AAATYPO01"),
                    QStringLiteral("mei"), shop.clock.nowUtcMs()));
                return 0;
            }));
        REQUIRE(shop.search());
        QVERIFY(shop.tasks().contains(QStringLiteral("refund_not_found")));
        QCOMPARE(shop.wallet(user->id).held.inFen(), 0);
        QCOMPARE(shop.wallet(user->id).available.inFen(), 600);
        // Said again, it is no news.
        REQUIRE(shop.sync(wanted.number));
        QCOMPARE(shop.wallet(user->id).available.inFen(), 600);
    }
};

ZHANGFANG_TEST(OrdersTest)
#include "orders_test.moc"
