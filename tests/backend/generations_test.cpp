#include "base/calendar.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "payments/complaint.h"
#include "wechatpay/bills/fetch.h"

using namespace zhangfang;
using base::Money;
using harness::DeskShop;

/// Both generations of WeChat Pay from end to end: a real engine on real books beside a real practice server,
/// over real sockets, v2 with TLS and the merchant's certificate.
class GenerationsTest : public QObject
{
    Q_OBJECT

    static void generations()
    {
        QTest::addColumn<QString>("api");
        QTest::newRow("v3") << "v3";
        QTest::newRow("v2") << "v2";
    }
    static shop::Order order(DeskShop& shop, const QString& number)
    {
        const auto found = shop.books().readers().read<shop::Order>(
            [&](storage::Database& database) { return shop::findOrder(database, number); });
        return found.value_or(shop::Order{});
    }
    static bool becomes(DeskShop& shop, const QString& number, shop::OrderState state)
    {
        return QTest::qWaitFor([&] { return order(shop, number).state == state; }, 15'000);
    }
    static payments::RefundRow refundRow(DeskShop& shop, const QString& number)
    {
        const auto found = shop.books().readers().read<std::optional<payments::RefundRow>>(
            [&](storage::Database& database) { return payments::findRefund(database, number); });
        return found && *found ? **found : payments::RefundRow{};
    }
    static bool reaches(DeskShop& shop, const payments::RefundRow& refund, payments::RefundStage stage)
    {
        return QTest::qWaitFor(
            [&] { return refundRow(shop, refund.number.toString()).stage == stage; }, 15'000);
    }
    static Money balance(DeskShop& shop, const char* account)
    {
        return shop.books()
            .readers()
            .read<Money>([&](storage::Database& database) {
                return ledger::AccountPath::parse(QString::fromLatin1(account))
                    .and_then(
                        [&](const ledger::AccountPath& path) { return ledger::balance(database, path); });
            })
            .value_or(Money::fen(-1));
    }
    /// What is wrong with the books, or between them and WeChat's; empty: all adds up.
    static QString difference(DeskShop& shop)
    {
        const auto proof = shop.books().readers().read<ledger::Proof>(
            [](storage::Database& database) { return ledger::verify(database); });
        if (!proof || !proof->ok())
            return proof ? proof->firstDifference : proof.error().message;
        const qint64 ours =
            balance(shop, "assets:wechat:basic").inFen() + balance(shop, "assets:wechat:unsettled").inFen();
        const qint64 theirs = shop.wechat().books().value(QLatin1String("balance_fen")).toInteger();
        return ours == theirs ? QString() : QStringLiteral("ours %1, WeChat's %2").arg(ours).arg(theirs);
    }
    static QStringList tasks(DeskShop& shop)
    {
        QStringList codes;
        const auto open = shop.books().readers().read<std::vector<reports::Task>>(
            [](storage::Database& database) { return reports::openTasks(database, 100); });
        for (const auto& task : open.value_or(std::vector<reports::Task>{}))
            codes << task.code;
        return codes;
    }
    /// An order that is paid.
    static bool paid(DeskShop& shop, const QString& number, qint64 fen, base::UserId topup = {})
    {
        payments::NewOrder wanted;
        wanted.number = number;
        wanted.amount = Money::fen(fen);
        wanted.description = QStringLiteral("茶 & <tea>");
        wanted.channel = QStringLiteral("native");
        wanted.user = topup;
        wanted.purpose = topup == base::UserId() ? shop::Purpose::sale : shop::Purpose::topup;
        const auto made = DeskShop::wait(shop.desk().createOrder(wanted));
        if (!made)
            qWarning().noquote() << made.error().describe();
        return made && made->codeUrl.startsWith(QLatin1String("weixin://")) &&
               shop.control("pay", {{QStringLiteral("out_trade_no"), number}}) &&
               becomes(shop, number, shop::OrderState::paid);
    }

private Q_SLOTS:
    void everyChannelIsPaid_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<QString>("channel");
        for (const char* api : {"v3", "v2"}) {
            for (const char* channel : {"native", "jsapi", "app", "h5"})
                QTest::addRow("%s %s", api, channel)
                    << QString::fromLatin1(api) << QString::fromLatin1(channel);
        }
    }
    void everyChannelIsPaid()
    {
        QFETCH(QString, api);
        QFETCH(QString, channel);
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        QVERIFY(shop.set("wechatpay.generation", api));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1);
        QVERIFY(user);
        payments::NewOrder wanted;
        wanted.number = QStringLiteral("ORDER00001");
        wanted.amount = Money::fen(888);
        wanted.description = QStringLiteral("tea");
        wanted.channel = channel;
        wanted.user = *user;
        wanted.clientIp = QStringLiteral("203.0.113.7");
        const auto made = DeskShop::wait(shop.desk().createOrder(wanted));
        QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().describe()));
        QCOMPARE(made->api, api);
        QVERIFY(!made->codeUrl.isEmpty() || !made->prepayId.isEmpty());
        const auto clients = shop.books().connectToWechat();
        QVERIFY(clients);
        const auto settings = shop.books().settings();
        payments::OrderDesk desk(shop.books().writer(), shop.books().readers(), *clients,
            shop.books().clock(), shop.books().random(), *settings);
        const bool invoked = channel == QLatin1String("jsapi") || channel == QLatin1String("app");
        QCOMPARE(desk.invocation(wanted.number).has_value(), invoked);
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        QVERIFY(becomes(shop, wanted.number, shop::OrderState::paid));
        QCOMPARE(difference(shop), QString());
    }

    void lostAndDoubledNotifications_data() { generations(); }
    void lostAndDoubledNotifications()
    {
        QFETCH(QString, api);
        DeskShop shop;
        QVERIFY(shop.set("wechatpay.generation", api));
        QVERIFY(shop.control("mode", {{QStringLiteral("notifications"), QStringLiteral("duplicate")}}));
        QVERIFY(paid(shop, QStringLiteral("TWICE00001"), 500));
        QVERIFY(shop.control("mode", {{QStringLiteral("notifications"), QStringLiteral("lose")}}));
        payments::NewOrder wanted;
        wanted.number = QStringLiteral("LOST000001");
        wanted.amount = Money::fen(700);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        QVERIFY(DeskShop::wait(shop.desk().createOrder(wanted)));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        QVERIFY(DeskShop::wait(shop.desk().syncOrder(wanted.number)));
        QVERIFY(becomes(shop, wanted.number, shop::OrderState::paid));
        QCOMPARE(difference(shop), QString());
    }

    void aWrongSumIsSetAside_data() { generations(); }
    void aWrongSumIsSetAside()
    {
        QFETCH(QString, api);
        DeskShop shop;
        QVERIFY(shop.set("wechatpay.generation", api));
        payments::NewOrder wanted;
        wanted.number = QStringLiteral("WRONG00001");
        wanted.amount = Money::fen(700);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        QVERIFY(DeskShop::wait(shop.desk().createOrder(wanted)));
        QVERIFY(shop.control(
            "pay", {{QStringLiteral("out_trade_no"), wanted.number}, {QStringLiteral("amount_fen"), 7}}));
        QVERIFY(QTest::qWaitFor(
            [&] { return tasks(shop).contains(QStringLiteral("payment_mismatch")); }, 15'000));
        QCOMPARE(order(shop, wanted.number).state, shop::OrderState::pending);
    }

    void refundsInParts_data() { generations(); }
    void refundsInParts()
    {
        QFETCH(QString, api);
        DeskShop shop;
        QVERIFY(shop.set("wechatpay.generation", api));
        const QString number = QStringLiteral("TEA0000001");
        QVERIFY(paid(shop, number, 1000));
        const auto ask = [&](qint64 fen) {
            return DeskShop::wait(
                shop.desk().refund(number, Money::fen(fen), QStringLiteral("太凉了"), shop.authority()));
        };
        const auto first = ask(300);
        QVERIFY2(first.has_value(), first ? "" : qPrintable(first.error().describe()));
        const auto more = ask(701);
        QCOMPARE(more ? QString() : more.error().code, QStringLiteral("over_order"));
        QVERIFY(reaches(shop, *first, payments::RefundStage::succeeded));
        QVERIFY(becomes(shop, number, shop::OrderState::partiallyRefunded));
        const auto rest = ask(700);
        QVERIFY(rest);
        QVERIFY(reaches(shop, *rest, payments::RefundStage::succeeded));
        QVERIFY(becomes(shop, number, shop::OrderState::refunded));
        const auto none = ask(1);
        QCOMPARE(none ? QString() : none.error().code, QStringLiteral("over_order"));
        QCOMPARE(balance(shop, "income:sales"), Money::zero());
        QCOMPARE(shop.wechat().books().value(QLatin1String("refunded_fen")).toInteger(), 1000);
        QCOMPARE(difference(shop), QString());
    }

    /// The answer to a refund is lost in every way there is: it is paid back once.
    void aRefundWhoseAnswerIsLost_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"drop_before", "drop_after", "cut", "forged"}) {
            QTest::addRow("v3 %s", kind) << "v3" << QString::fromLatin1(kind);
            QTest::addRow("v2 %s", kind) << "v2" << QString::fromLatin1(kind);
        }
        for (const char* code : {"SYSTEM_ERROR", "FREQUENCY_LIMITED", "NOT_ENOUGH", "INVALID_REQUEST"})
            QTest::addRow("v3 %s", code) << "v3" << QString::fromLatin1(code);
        for (const char* code : {"SYSTEMERROR", "BIZERR_NEED_RETRY", "NOTENOUGH", "A_NEW_CODE"})
            QTest::addRow("v2 %s", code) << "v2" << QString::fromLatin1(code);
    }
    void aRefundWhoseAnswerIsLost()
    {
        QFETCH(QString, api);
        QFETCH(QString, kind);
        DeskShop shop;
        QVERIFY(shop.set("wechatpay.generation", api));
        QVERIFY(shop.set("payouts.first_retry_ms", QStringLiteral("50")));
        QVERIFY(paid(shop, QStringLiteral("TEA0000001"), 1000));
        QVERIFY(shop.control("fault",
            {{QStringLiteral("target"), QStringLiteral("create_refund")}, {QStringLiteral("kind"), kind}}));
        const auto refund = DeskShop::wait(shop.desk().refund(
            QStringLiteral("TEA0000001"), Money::fen(400), QStringLiteral("cold"), shop.authority()));
        QVERIFY(refund);
        QVERIFY2(reaches(shop, *refund, payments::RefundStage::succeeded),
            qPrintable(refundRow(shop, refund->number.toString()).note));
        QCOMPARE(shop.wechat().books().value(QLatin1String("refunded_fen")).toInteger(), 400);
        QCOMPARE(difference(shop), QString());
    }

    /// What a user was credited is taken back first; what is spent cannot be.
    void aTopUpIsTakenBackFromTheBalance_data() { generations(); }
    void aTopUpIsTakenBackFromTheBalance()
    {
        QFETCH(QString, api);
        DeskShop shop;
        QVERIFY(shop.set("wechatpay.generation", api));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1);
        QVERIFY(user);
        const QString number = QStringLiteral("TOPUP00001");
        QVERIFY(paid(shop, number, 1000, *user));
        const auto wallet = [&] {
            return *shop.books().readers().read<shop::Wallet>(
                [&](storage::Database& database) { return shop::wallet(database, *user); });
        };
        QCOMPARE(wallet().available.inFen(), 1001);
        QVERIFY(shop.control("mode", {{QStringLiteral("refunds"), QStringLiteral("manual")}}));
        const auto refund = DeskShop::wait(
            shop.desk().refund(number, Money::fen(600), QStringLiteral("r"), shop.authority()));
        QVERIFY(refund);
        QCOMPARE(wallet().available.inFen(), 401);
        QCOMPARE(wallet().held.inFen(), 600);
        QVERIFY(reaches(shop, *refund, payments::RefundStage::processing));
        // WeChat gives up: the user has it again.
        QVERIFY(shop.control("refund", {{QStringLiteral("out_refund_no"), refund->number.toString()},
                                           {QStringLiteral("outcome"), QStringLiteral("CLOSED")}}));
        QVERIFY(reaches(shop, *refund, payments::RefundStage::closed));
        QCOMPARE(wallet().available.inFen(), 1001);
        QVERIFY(becomes(shop, number, shop::OrderState::paid));
        // The user spends it, and then there is nothing to take back.
        QVERIFY(DeskShop::wait(
            shop.desk().adjustWallet(*user, Money::fen(-900), QStringLiteral("spent"), shop.authority())));
        const auto tooLate = DeskShop::wait(
            shop.desk().refund(number, Money::fen(600), QStringLiteral("r"), shop.authority()));
        QCOMPARE(tooLate ? QString() : tooLate.error().code, QStringLiteral("balance_gone"));
        QVERIFY(tasks(shop).contains(QStringLiteral("refund_balance_gone")));
        QCOMPARE(difference(shop), QString());
    }

    void anAbnormalRefundAsksAPerson()
    {
        DeskShop shop;
        QVERIFY(paid(shop, QStringLiteral("TEA0000001"), 1000));
        QVERIFY(shop.control("mode", {{QStringLiteral("refunds"), QStringLiteral("manual")}}));
        const auto refund = DeskShop::wait(shop.desk().refund(
            QStringLiteral("TEA0000001"), Money::fen(1000), QStringLiteral("r"), shop.authority()));
        QVERIFY(refund);
        QVERIFY(reaches(shop, *refund, payments::RefundStage::processing));
        QVERIFY(shop.control("refund", {{QStringLiteral("out_refund_no"), refund->number.toString()},
                                           {QStringLiteral("outcome"), QStringLiteral("ABNORMAL")}}));
        QVERIFY(reaches(shop, *refund, payments::RefundStage::abnormal));
        QVERIFY(tasks(shop).contains(QStringLiteral("refund_abnormal")));
        const auto clients = shop.books().connectToWechat();
        QVERIFY(clients);
        payments::RefundDesk desk(shop.books().writer(), shop.books().readers(), *clients,
            shop.books().clock(), shop.books().random(), *shop.books().settings());
        const auto redirected = desk.redirect(refund->number.toString(), {}, QStringLiteral("mei"));
        QVERIFY2(redirected.has_value(), redirected ? "" : qPrintable(redirected.error().describe()));
        QVERIFY(shop.control("mode", {{QStringLiteral("refunds"), QStringLiteral("auto")}}));
        QVERIFY(reaches(shop, *refund, payments::RefundStage::succeeded));
        QCOMPARE(difference(shop), QString());
    }

    /// In WeChat's own platform, behind our back.
    void aRefundMadeElsewhere_data() { generations(); }
    void aRefundMadeElsewhere()
    {
        QFETCH(QString, api);
        DeskShop shop;
        QVERIFY(shop.set("wechatpay.generation", api));
        QVERIFY(paid(shop, QStringLiteral("TEA0000001"), 1000));
        QVERIFY(
            shop.control("refund_elsewhere", {{QStringLiteral("out_trade_no"), QStringLiteral("TEA0000001")},
                                                 {QStringLiteral("amount_fen"), 250}}));
        QVERIFY(becomes(shop, QStringLiteral("TEA0000001"), shop::OrderState::partiallyRefunded));
        QVERIFY(tasks(shop).contains(QStringLiteral("refund_elsewhere")));
        QCOMPARE(balance(shop, "income:sales").inFen(), 750);
        QCOMPARE(difference(shop), QString());
    }

    void everyWayOfPayingOut_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::addColumn<QString>("fault");
        for (const char* channel :
            {"v3-batches", "v2-transfers", "v2-redpack"}) { // v3-transfer-bills: tests/system
            for (const char* fault : {"", "drop_before", "drop_after", "forged"})
                QTest::addRow("%s %s", channel, fault)
                    << QString::fromLatin1(channel) << QString::fromLatin1(fault);
        }
        for (const char* channel : {"v2-transfers", "v2-redpack"}) {
            for (const char* code : {"SYSTEMERROR", "NOTENOUGH", "A_NEW_CODE"})
                QTest::addRow("%s %s", channel, code)
                    << QString::fromLatin1(channel) << QString::fromLatin1(code);
        }
        for (const char* code : {"SYSTEM_ERROR", "NOT_ENOUGH", "INVALID_REQUEST"})
            QTest::addRow("v3-batches %s", code) << "v3-batches" << QString::fromLatin1(code);
    }
    void everyWayOfPayingOut()
    {
        QFETCH(QString, channel);
        QFETCH(QString, fault);
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        QVERIFY(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        QVERIFY(shop.set("payouts.channel", channel));
        QVERIFY(shop.set("payouts.first_retry_ms", QStringLiteral("50")));
        QVERIFY(shop.set("payouts.batch_poll_ms", QStringLiteral("100")));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 5000);
        QVERIFY(user);
        if (!fault.isEmpty())
            QVERIFY(
                shop.control("fault", {{QStringLiteral("target"), channel == QLatin1String("v3-batches")
                                                                      ? QStringLiteral("create_batch")
                                                                      : QStringLiteral("create_transfer")},
                                          {QStringLiteral("kind"), fault}}));
        std::vector<base::PayoutId> ids;
        for (int i = 0; i < 3; ++i) {
            const auto payout = shop.requested(*user, 1000 + i);
            QVERIFY(payout);
            ids.push_back(payout->id);
        }
        REQUIRE(shop.approve(ids));
        for (const base::PayoutId id : ids)
            QVERIFY2(shop.becomes(id, payouts::State::paid), qPrintable(payouts::toText(shop.stateOf(id))));
        QCOMPARE(shop.timesPaid(), 3);
        QCOMPARE(difference(shop), QString());
    }

    /// A batch that nobody confirmed closes, and every hold in it is released.
    void aBatchThatClosesReleasesItsHolds()
    {
        DeskShop shop;
        QVERIFY(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        QVERIFY(shop.set("payouts.channel", QStringLiteral("v3-batches")));
        QVERIFY(
            shop.set("payouts.batch_poll_ms", QStringLiteral("3600000"))); // only the notification is in time
        QVERIFY(shop.control("mode", {{QStringLiteral("confirm"), QStringLiteral("manual")}}));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 5000);
        QVERIFY(user);
        const auto payout = shop.requested(*user, 1000);
        QVERIFY(payout);
        REQUIRE(shop.approve({payout->id}));
        QVERIFY(shop.becomes(payout->id, payouts::State::accepted));
        const auto now = shop.books().readers().read<payouts::Payout>(
            [&](storage::Database& database) { return payouts::findPayout(database, payout->id); });
        QVERIFY(!now->batchNo.isEmpty());
        QVERIFY(shop.control("close_batch", {{QStringLiteral("out_batch_no"), now->batchNo}}));
        QVERIFY(shop.becomes(payout->id, payouts::State::failed));
        QCOMPARE(shop.timesPaid(), 0);
        QCOMPARE(difference(shop), QString());
    }

    /// At the counter: at once, after a password, never, and too late.
    void paymentsByCode_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("state");
        for (const char* api : {"v3", "v2"}) {
            QTest::addRow("%s at once", api) << QString::fromLatin1(api) << "130061098828009400"
                                             << static_cast<int>(shop::OrderState::paid);
            QTest::addRow("%s no money", api) << QString::fromLatin1(api) << "130061098828009402"
                                              << static_cast<int>(shop::OrderState::closed);
            QTest::addRow("%s too old a code", api) << QString::fromLatin1(api) << "130061098828009403"
                                                    << static_cast<int>(shop::OrderState::closed);
            QTest::addRow("%s with a password", api) << QString::fromLatin1(api) << "130061098828009401"
                                                     << static_cast<int>(shop::OrderState::pending);
        }
    }
    void paymentsByCode()
    {
        QFETCH(QString, api);
        QFETCH(QString, code);
        QFETCH(int, state);
        DeskShop shop;
        QVERIFY(shop.set("wechatpay.generation", api));
        payments::NewOrder wanted;
        wanted.number = QStringLiteral("COUNTER001");
        wanted.amount = Money::fen(888);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("code");
        wanted.authCode = code;
        const auto made = DeskShop::wait(shop.desk().createOrder(wanted));
        QCOMPARE(made.has_value(), state != static_cast<int>(shop::OrderState::closed));
        QCOMPARE(static_cast<int>(order(shop, wanted.number).state), state);
        if (state == static_cast<int>(shop::OrderState::pending)) {
            QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
            QVERIFY(DeskShop::wait(shop.desk().syncOrder(wanted.number)));
            QCOMPARE(order(shop, wanted.number).state, shop::OrderState::paid);
        }
        QCOMPARE(difference(shop), QString());
    }

    /// Nobody types the password: reversed, and the money that came in between goes back.
    void whatIsNotPaidInTimeIsReversed_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<QString>("fault");
        for (const char* api : {"v3", "v2"}) {
            for (const char* fault : {"", "drop_after"})
                QTest::addRow("%s %s", api, fault) << QString::fromLatin1(api) << QString::fromLatin1(fault);
        }
    }
    void whatIsNotPaidInTimeIsReversed()
    {
        QFETCH(QString, api);
        QFETCH(QString, fault);
        DeskShop shop;
        QVERIFY(shop.set("wechatpay.generation", api));
        payments::NewOrder wanted;
        wanted.number = QStringLiteral("COUNTER001");
        wanted.amount = Money::fen(888);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("code");
        wanted.authCode = QStringLiteral("130061098828009401");
        QVERIFY(DeskShop::wait(shop.desk().createOrder(wanted)));
        if (!fault.isEmpty())
            QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("reverse_order")},
                                              {QStringLiteral("kind"), fault}}));
        auto closed = DeskShop::wait(shop.desk().closeOrder(wanted.number));
        // API v2 asks for some seconds of patience, and the engine has it.
        if (!closed && closed.error().code != QLatin1String("too_early"))
            closed = DeskShop::wait(shop.desk().closeOrder(wanted.number));
        QVERIFY2(QTest::qWaitFor(
                     [&] { return order(shop, wanted.number).state == shop::OrderState::closed; }, 60'000),
            closed ? "" : qPrintable(closed.error().describe()));
        QVERIFY(!shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        QCOMPARE(difference(shop), QString());
    }

    /// The bills of a day, in both generations, agree with the books of both sides.
    /// The engine asks what was in each account, now and at the end of the latest day, and the overview sets
    /// it beside the books.
    void balancesAreSetBesideTheBooks()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        const qint64 before = shop.books().clock().nowUtcMs() - 3 * base::kDayMs;
        const auto moved = shop.books().writer().runNow<ledger::Posted>([&](storage::Database& database) {
            return ledger::post(database,
                ledger::simpleTransfer(QStringLiteral("move:1"), QStringLiteral("move"), {}, before,
                    ledger::AccountPath::wechatBasic(),
                    *ledger::AccountPath::parse(QStringLiteral("equity:owner")), Money::fen(100)),
                before);
        });
        REQUIRE(moved);
        QVERIFY(shop.control("fund", {{QStringLiteral("amount_fen"), 100}}));
        REQUIRE(DeskShop::wait(shop.desk().startEngine()));
        reports::AccountBalance basic;
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto now = DeskShop::wait(shop.desk().overview());
                for (const auto& account : now->accounts) {
                    if (account.account == QLatin1String("BASIC"))
                        basic = account;
                }
                return now->accounts.size() == 3 && basic.lastDay.isValid();
            },
            15'000));
        QVERIFY(basic.now.isAsInTheBooks());
        QCOMPARE(basic.now.all(), Money::fen(100));
        // WeChat's account was still empty then; the books say that it was not.
        QVERIFY(basic.lastDay < base::businessDay(shop.books().clock().nowUtcMs()));
        QCOMPARE(basic.lastDayEnd.all(), Money::zero());
        QCOMPARE(basic.lastDayEnd.books, Money::fen(100));
        QVERIFY(!basic.lastDayEnd.isAsInTheBooks());
    }

    void theDaysBills_data() { generations(); }
    void theDaysBills()
    {
        QFETCH(QString, api);
        const auto generation =
            api == QLatin1String("v3") ? wechatpay::Generation::v3 : wechatpay::Generation::v2;
        DeskShop shop;
        QVERIFY(shop.set("wechatpay.generation", api));
        const QDate today = base::businessDay(shop.books().clock().nowUtcMs());
        QVERIFY(paid(shop, QStringLiteral("TEA0000001"), 1000));
        QVERIFY(paid(shop, QStringLiteral("TEA0000002"), 500));
        const auto refund = DeskShop::wait(shop.desk().refund(
            QStringLiteral("TEA0000001"), Money::fen(300), QStringLiteral("r"), shop.authority()));
        QVERIFY(refund && reaches(shop, *refund, payments::RefundStage::succeeded));
        const auto clients = shop.books().connectToWechat();
        QVERIFY(clients);
        const auto trade = [&] {
            return wechatpay::bills::fetchTradeBill(*clients, generation, today, wechatpay::TradeBill::all,
                [](const auto&) { return base::Status(); });
        };
        QVERIFY(
            generation == wechatpay::Generation::v2 ? trade() && !*trade() : !trade()); // not before tomorrow
        QVERIFY(shop.control("advance", {{QStringLiteral("ms"), 24 * 3600 * 1000}}));
        const auto summary = trade();
        QVERIFY2(summary.has_value(), summary ? "" : qPrintable(summary.error().describe()));
        QVERIFY(*summary);
        QCOMPARE((*summary)->rows, 3);
        QCOMPARE((*summary)->settlement.inFen(), 1500);
        QCOMPARE((*summary)->refund.inFen(), 300);
        qint64 net = 0;
        const auto flow = wechatpay::bills::fetchFlowBill(*clients, generation, today,
            wechatpay::AccountType::basic, [&net](const wechatpay::bills::FlowRow& row) {
                net += row.direction == wechatpay::bills::FlowRow::Direction::in ? row.amount.inFen()
                                                                                 : -row.amount.inFen();
                return base::Status();
            });
        QVERIFY2(flow.has_value() && flow->has_value(), flow ? "" : qPrintable(flow.error().describe()));
        QCOMPARE(net, 1200);
        const auto none = wechatpay::bills::fetchFlowBill(*clients, generation, today,
            wechatpay::AccountType::fees, [](const auto&) { return base::Status(); });
        QVERIFY(none && !*none);
    }

    /// The merchant's key is renewed while everything runs: nothing is restarted.
    void aRenewedMerchantKeyIsTakenUp_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::addColumn<bool>("asksAPerson");
        QTest::newRow("v3: the signature") << "v3-transfer-bills" << true;
        QTest::newRow("v2: the TLS certificate") << "v2-transfers" << false;
    }
    void aRenewedMerchantKeyIsTakenUp()
    {
        QFETCH(QString, channel);
        QFETCH(bool, asksAPerson);
        DeskShop shop;
        QVERIFY(shop.set("payouts.channel", channel));
        QVERIFY(shop.set("payouts.grace_seconds", QStringLiteral("2")));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 5000);
        QVERIFY(user);
        const auto payout = shop.requested(*user, 1000);
        QVERIFY(payout);
        REQUIRE(shop.approve({payout->id}));
        QVERIFY(shop.control("renew_merchant", {})); // before the grace period is over
        // SIGN_ERROR is for a person. In TLS 1.3 a client hears only after its request that its certificate
        // was refused: nobody can say that the request did not count.
        if (asksAPerson)
            QVERIFY(
                QTest::qWaitFor([&] { return tasks(shop).contains(QStringLiteral("not_taken")); }, 15'000));
        QVERIFY(shop.becomes(payout->id, asksAPerson ? payouts::State::approved : payouts::State::unclear));
        QCOMPARE(shop.timesPaid(), 0);
        QVERIFY(
            DeskShop::wait(shop.desk().importSettings(shop.wechat().matchingSettings(), shop.authority())));
        const auto again = shop.books().writer().runNow<qint64>([](storage::Database& database) {
            return database.execute("UPDATE errands SET next_at = 1 WHERE kind = 'payout'");
        });
        QVERIFY(again);
        QVERIFY(shop.becomes(payout->id, payouts::State::paid));
        QCOMPARE(shop.timesPaid(), 1);
    }

    void certificatesThatEndSoonAreTold_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("told");
        QTest::newRow("29 days") << 29 << true;
        QTest::newRow("31 days") << 31 << false;
    }
    void certificatesThatEndSoonAreTold()
    {
        QFETCH(int, days);
        QFETCH(bool, told);
        DeskShop shop(DeskShop::WithEngine::no);
        const auto key = crypto::PrivateKey::generate();
        QVERIFY(key);
        const qint64 now = shop.books().clock().nowUtcMs();
        const auto certificate = crypto::Certificate::selfSigned(
            *key, "77", now - base::kDayMs, now + days * base::kDayMs + 60'000);
        QVERIFY(certificate);
        QVERIFY(shop.set("wechatpay.certificate", QString::fromLatin1(certificate->pem())));
        QVERIFY(DeskShop::wait(shop.desk().startEngine()));
        // The balances are asked for in the same round as the certificates are looked at.
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto all =
                    shop.books().readers().read<reports::Overview>([&](storage::Database& database) {
                        return reports::overview(database, QStringLiteral("BASIC"), now);
                    });
                return all && all->accounts.size() == 3;
            },
            15'000));
        static_cast<void>(
            QTest::qWaitFor([&] { return tasks(shop).contains(QStringLiteral("merchant_certificate_ends")); },
                told ? 15'000 : 500));
        QCOMPARE(tasks(shop).contains(QStringLiteral("merchant_certificate_ends")), told);
    }

    /// Asked once, the payee confirms once, and then never again.
    void consentToReceiveWithoutConfirming()
    {
        DeskShop shop;
        QVERIFY(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        QVERIFY(shop.control("mode", {{QStringLiteral("confirm"), QStringLiteral("manual")}}));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 5000);
        QVERIFY(user);
        QVERIFY(DeskShop::wait(shop.desk().queryConsent(*user)).error().code == QLatin1String("no_consent"));
        const auto asked = DeskShop::wait(shop.desk().askConsent(*user));
        REQUIRE(asked);
        QCOMPARE(asked->state, QStringLiteral("WAIT_USER_CONFIRM"));
        QVERIFY(!asked->packageInfo.isEmpty());
        // Asked again before the payee has decided: the same question, not a second one.
        QCOMPARE(DeskShop::wait(shop.desk().askConsent(*user))->number, asked->number);
        QVERIFY(shop.control("authorize", {{QStringLiteral("out_authorization_no"), asked->number}}));
        // The notification has the engine ask; nobody has to look.
        QVERIFY(QTest::qWaitFor(
            [&] { return DeskShop::wait(shop.desk().userStory(*user))->consent->stands(); }, 15'000));
        QVERIFY(
            DeskShop::wait(shop.desk().askConsent(*user)).error().code == QLatin1String("consent_stands"));
        const auto payout = shop.requested(*user, 1000);
        QVERIFY(payout);
        REQUIRE(shop.approve({payout->id}));
        QVERIFY(shop.becomes(payout->id, payouts::State::paid));
        QCOMPARE(shop.timesPaid(), 1);
        // And the receipt of it, whole.
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("receipt.pdf"));
        REQUIRE(DeskShop::wait(shop.desk().saveReceipt(payout->id, file, std::make_shared<backend::Job>())));
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(saved.readAll().startsWith("%PDF"));
        // Taken back: the next one has to be confirmed again.
        QVERIFY(DeskShop::wait(shop.desk().endConsent(*user))->isOver());
        const auto another = shop.requested(*user, 1000);
        REQUIRE(another);
        REQUIRE(shop.approve({another->id}));
        QVERIFY(shop.becomes(another->id, payouts::State::awaitingUser));
        QVERIFY(DeskShop::wait(shop.desk().saveReceipt(another->id, file, std::make_shared<backend::Job>()))
                    .error()
                    .code == QLatin1String("wrong_state"));
        QVERIFY(shop.control("confirm", {{QStringLiteral("out_bill_no"), another->number.toString()}}));
        QVERIFY(shop.becomes(another->id, payouts::State::paid));
        QCOMPARE(difference(shop), QString());
    }

    /// A day as it was written down, performed in one go.
    void aScriptedDay()
    {
        DeskShop shop;
        for (const char* number : {"DAY0000001", "DAY0000002"}) {
            payments::NewOrder wanted;
            wanted.number = QString::fromLatin1(number);
            wanted.amount = Money::fen(500);
            wanted.description = QStringLiteral("tea");
            wanted.channel = QStringLiteral("native");
            QVERIFY(DeskShop::wait(shop.desk().createOrder(wanted)));
        }
        const auto step = [](const char* verb, QJsonObject more) {
            more.insert(QStringLiteral("do"), QString::fromLatin1(verb));
            return more;
        };
        QVERIFY(shop.control("script",
            {{QStringLiteral("steps"),
                QJsonArray{step("pay", {{QStringLiteral("out_trade_no"), QStringLiteral("DAY0000001")}}),
                    step("advance", {{QStringLiteral("ms"), 60'000}}),
                    step("pay", {{QStringLiteral("out_trade_no"), QStringLiteral("DAY0000002")}}),
                    step("refund_elsewhere", {{QStringLiteral("out_trade_no"), QStringLiteral("DAY0000001")},
                                                 {QStringLiteral("amount_fen"), 100}})}}}));
        QVERIFY(becomes(shop, QStringLiteral("DAY0000001"), shop::OrderState::partiallyRefunded));
        QVERIFY(becomes(shop, QStringLiteral("DAY0000002"), shop::OrderState::paid));
        QVERIFY(!shop.control("script", {{QStringLiteral("steps"), QJsonArray{step("dance", {})}}}));
        QCOMPARE(difference(shop), QString());
    }

    void aComplaintIsATaskWithADeadline()
    {
        DeskShop shop;
        const QString url = shop.books().settings()->text("wechatpay.notify_url");
        // WeChat tells of it two hours after the customer wrote it.
        const qint64 made = shop.books().clock().nowUtcMs() / 1000 * 1000 - 2LL * 3600 * 1000;
        QVERIFY(shop.control("complain", {{QStringLiteral("notify_url"), url},
                                             {QStringLiteral("out_trade_no"), QStringLiteral("TEA0000001")},
                                             {QStringLiteral("detail"), QStringLiteral("茶没到 <b>!</b>")},
                                             {QStringLiteral("complaint_time"), base::toRfc3339(made)}}));
        QVERIFY(shop.control("event", {{QStringLiteral("notify_url"), url},
                                          {QStringLiteral("event_type"), QStringLiteral("SOMETHING.NEW")}}));
        std::optional<reports::Task> task;
        const auto find = [&] {
            const auto open = shop.books().readers().read<std::vector<reports::Task>>(
                [](storage::Database& database) { return reports::openTasks(database, 10); });
            task.reset();
            for (const auto& one : open.value_or(std::vector<reports::Task>{})) {
                if (one.code == QLatin1String("complaint"))
                    task = one;
            }
            return task && task->message.contains(QStringLiteral("茶没到"));
        };
        QVERIFY(QTest::qWaitFor(find, 15'000));
        QVERIFY(task->message.contains(QStringLiteral("TEA0000001")));
        QCOMPARE(task->dueAtUtcMs, made + payments::kComplaintWithinMs);
        QVERIFY(
            QTest::qWaitFor([&] { return tasks(shop).contains(QStringLiteral("event_unknown")); }, 15'000));
        // The customer takes it back.
        QVERIFY(shop.control("event",
            {{QStringLiteral("notify_url"), url},
                {QStringLiteral("event_type"), QStringLiteral("COMPLAINT.STATE_CHANGE")},
                {QStringLiteral("content"),
                    QJsonObject{{QStringLiteral("complaint_id"), task->subject.section(QLatin1Char(':'), 1)},
                        {QStringLiteral("action_type"), QStringLiteral("USER_CANCEL_COMPLAINT")}}}}));
        QVERIFY(QTest::qWaitFor([&] { return !tasks(shop).contains(QStringLiteral("complaint")); }, 15'000));
    }
};

ZHANGFANG_TEST(GenerationsTest)
#include "generations_test.moc"
