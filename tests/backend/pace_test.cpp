#include "backend/certificate_pace.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "payouts/balances.h"

using namespace zhangfang;
using backend::CertificatePace;
using base::Money;
using harness::DeskShop;

/// One slow partner holds up nobody else, and what is refused or has failed is asked again at its own pace.
class PaceTest : public QObject
{
    Q_OBJECT

    static constexpr qint64 kMinuteMs = 60'000;
    static constexpr qint64 kStart = 1'760'000'000'000;

private Q_SLOTS:
    void ordersThatAreNotAnsweredHoldUpNothing()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.set("wechatpay.settlement_days", QStringLiteral("1")));
        payments::NewOrder wanted;
        wanted.amount = Money::fen(500);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        wanted.number = QStringLiteral("PAID000001");
        REQUIRE(DeskShop::wait(shop.desk().createOrder(wanted)));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        const auto order = [&](const QString& number) {
            return shop.books()
                .readers()
                .read<shop::Order>(
                    [&](storage::Database& database) { return shop::findOrder(database, number); })
                .value_or(shop::Order{});
        };
        const QString paid = wanted.number;
        QTRY_COMPARE_WITH_TIMEOUT(order(paid).state, shop::OrderState::paid, 10'000);
        for (int i = 0; i < 20; ++i) {
            wanted.number = QStringLiteral("SILENT%1").arg(i, 4, 10, QLatin1Char('0'));
            REQUIRE(DeskShop::wait(shop.desk().createOrder(wanted)));
        }
        QVERIFY(shop.control(
            "fault", {{QStringLiteral("target"), QStringLiteral("query_order")},
                         {QStringLiteral("kind"), QStringLiteral("delay")},
                         {QStringLiteral("delay_ms"), 60'000}, {QStringLiteral("count"), 10'000}}));
        // All of them are due, and so is the settlement of the one that is paid.
        REQUIRE(shop.books().writer().runNow<int>([](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.execute("UPDATE orders SET next_query_at = 1 WHERE state = 'pending'"));
            ZF_TRY(database.execute("UPDATE orders SET settle_at = 1 WHERE settle_at IS NOT NULL"));
            return 0;
        }));
        QTest::qWait(300); // the first of them is being asked about by now
        const auto refund = DeskShop::wait<payments::RefundRow>(
            shop.desk().refund(paid, Money::fen(100), QStringLiteral("cold"), shop.authority()));
        REQUIRE(refund);
        QTRY_VERIFY_WITH_TIMEOUT(order(paid).isSettled, 2'500);
        QTRY_COMPARE_WITH_TIMEOUT(order(paid).refunded, Money::fen(100), 2'500);
        QCOMPARE(order(QStringLiteral("SILENT0000")).state, shop::OrderState::pending);
    }

    void certificates_data()
    {
        QTest::addColumn<bool>("noKeys");
        QTest::addColumn<bool>("unknownSerial");
        QTest::addColumn<bool>("hasCertificate");
        QTest::addColumn<QList<qint64>>("afterFailures"); // minutes between one failure and the next fetch
        QTest::newRow("renewal") << false << false << true << QList<qint64>{1, 2, 4, 5, 5};
        QTest::newRow("an unknown serial") << false << true << false << QList<qint64>{1, 2, 4, 5};
    }
    void certificates()
    {
        QFETCH(bool, noKeys);
        QFETCH(bool, unknownSerial);
        QFETCH(bool, hasCertificate);
        QFETCH(QList<qint64>, afterFailures);
        CertificatePace pace;
        const CertificatePace::Need first{noKeys, unknownSerial, hasCertificate};
        const CertificatePace::Need later{noKeys, false, hasCertificate};
        QVERIFY(pace.isDue(first, kStart));
        qint64 now = kStart;
        for (const qint64 minutes : afterFailures) {
            pace.failed(now);
            QVERIFY(!pace.isDue(later, now + minutes * kMinuteMs - 1));
            QVERIFY(pace.isDue(later, now + minutes * kMinuteMs));
            now += minutes * kMinuteMs;
        }
        pace.fetched(now);
        QVERIFY(!pace.isDue(later, now + 11 * 60 * kMinuteMs));
        QCOMPARE(pace.isDue(later, now + 12 * 60 * kMinuteMs), hasCertificate);
    }
    void withoutAnyKeyCertificatesAreFetchedSoon()
    {
        CertificatePace pace;
        const CertificatePace::Need none{true, false, false};
        QVERIFY(pace.isDue(none, kStart));
        pace.failed(kStart);
        QVERIFY(!pace.isDue(none, kStart + 29'999));
        QVERIFY(pace.isDue(none, kStart + 30'000));
        // With a public key alone, and nothing unknown, never.
        QVERIFY(!CertificatePace().isDue({false, false, false}, kStart));
    }

    void aRefusedBalanceIsNotAskedWithEveryPayout()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        const auto user = shop.userWith(QStringLiteral("oA"), 3'000);
        REQUIRE(user);
        QVERIFY(shop.control("fault",
            {{QStringLiteral("target"), QStringLiteral("balance")},
                {QStringLiteral("kind"), QStringLiteral("NO_AUTH")}, {QStringLiteral("count"), 1'000'000}}));
        REQUIRE(DeskShop::wait(shop.desk().startEngine()));
        const auto refusedAt = [&] {
            return shop.books()
                .readers()
                .read<qint64>([](storage::Database& database) -> base::Result<qint64> {
                    ZF_ASSIGN(auto rows, database.query("SELECT refused_at FROM balance_refusals "
                                                        "WHERE account = 'BASIC'"));
                    return rows.next() ? rows.number(0) : 0;
                })
                .value_or(0);
        };
        QTRY_VERIFY_WITH_TIMEOUT(refusedAt() > 0, 10'000);
        const qint64 first = refusedAt();
        for (int i = 0; i < 3; ++i) {
            const auto payout = shop.requested(*user, 100);
            REQUIRE(payout);
            REQUIRE(shop.approve({payout->id}));
            QVERIFY(shop.becomes(payout->id, payouts::State::paid));
        }
        QCOMPARE(refusedAt(), first);
    }

    void aRefusedBalanceIsSaidOnceAndNotAskedAgain()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QVERIFY(shop.control(
            "fault", {{QStringLiteral("target"), QStringLiteral("balance")},
                         {QStringLiteral("kind"), QStringLiteral("NO_AUTH")}, {QStringLiteral("count"), 1}}));
        const auto check = [&](const char* name) -> base::Result<QString> {
            const auto all = DeskShop::wait<std::vector<backend::Check>>(shop.desk().diagnose());
            for (const auto& one : all.value_or(std::vector<backend::Check>{})) {
                if (one.name == QLatin1String(name))
                    return one.outcome;
            }
            return base::notFound("no_such_check", QString());
        };
        const auto refused = check("balances");
        REQUIRE(refused);
        QVERIFY(refused->contains(QStringLiteral("NO_AUTH")));
        REQUIRE(check("wechatpay"));
        // The fault is used up: were WeChat asked again, it would tell.
        QVERIFY(check("balances")->contains(QStringLiteral("NO_AUTH")));
        const auto overview = DeskShop::wait<reports::Overview>(shop.desk().overview());
        REQUIRE(overview);
        QCOMPARE(overview->refusedAccounts, QStringList{QStringLiteral("BASIC")});
        const auto basic = wechatpay::AccountType::basic;
        const auto ask = [&](qint64 later) {
            return shop.books()
                .readers()
                .read<bool>([&](storage::Database& database) {
                    return payouts::mayAsk(database, basic, shop.books().clock().nowUtcMs() + later);
                })
                .value_or(false);
        };
        QVERIFY(!ask(0));
        QVERIFY(ask(payouts::kRefusedForMs));
        // After an hour it may be told; then it is no longer refused.
        REQUIRE(shop.books().writer().runNow<qint64>([](storage::Database& database) {
            return database.execute("UPDATE balance_refusals SET refused_at = 1");
        }));
        QVERIFY(check("balances")->contains(QStringLiteral("holds")));
        QVERIFY(DeskShop::wait<reports::Overview>(shop.desk().overview())->refusedAccounts.isEmpty());
    }
};

ZHANGFANG_TEST(PaceTest)
#include "pace_test.moc"
