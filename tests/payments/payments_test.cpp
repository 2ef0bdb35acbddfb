#include "harness/received.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "payments/inbox.h"

using namespace zhangfang;
using base::Money;
using payments::Outcome;
namespace v3 = wechatpay::v3;

class PaymentsTest : public QObject
{
    Q_OBJECT
    static constexpr auto kNumber = "TEA0000001";
    const payments::Expected expected_{QStringLiteral("1900000001"), QStringLiteral("wxapp"), 0};

    static wechatpay::Transaction paid()
    {
        wechatpay::Transaction transaction;
        transaction.mchid = QStringLiteral("1900000001");
        transaction.appid = QStringLiteral("wxapp");
        transaction.outTradeNo = QString::fromLatin1(kNumber);
        transaction.transactionId = QStringLiteral("42001");
        transaction.state = wechatpay::parseTradeState(QStringLiteral("SUCCESS"));
        transaction.total = Money::fen(1000);
        transaction.currency = QStringLiteral("CNY");
        transaction.successAtUtcMs = 1'760'000'000'000;
        return transaction;
    }
    static base::Status insert(harness::Shop& shop, base::UserId user, shop::Purpose purpose)
    {
        shop::Order order;
        order.number = *base::OrderNo::parse(QString::fromLatin1(kNumber));
        order.user = user;
        order.purpose = purpose;
        order.channel = QStringLiteral("native");
        order.description = QStringLiteral("tea");
        order.amount = Money::fen(1000);
        order.request = "{}";
        order.createdAtUtcMs = shop.clock.nowUtcMs();
        order.expiresAtUtcMs = shop.clock.nowUtcMs() + 1000;
        return shop
            .write<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(shop::insertOrder(database, order));
                return 0;
            })
            .map([](int) {});
    }
    base::Result<payments::Applied> apply(
        harness::Shop& shop, const wechatpay::Transaction& transaction, int settlementDays = 0) const
    {
        auto expected = expected_;
        expected.settlementDays = settlementDays;
        return shop.write<payments::Applied>([&](storage::Database& database) {
            return payments::applyTransaction(
                database, transaction, expected, QStringLiteral("query"), shop.clock.nowUtcMs());
        });
    }
    static Money balance(harness::Shop& shop, const ledger::AccountPath& account)
    {
        return shop.readers
            .read<Money>([&](storage::Database& database) { return ledger::balance(database, account); })
            .value_or(Money::fen(-1));
    }
    static QString state(harness::Shop& shop)
    {
        return shop.readers
            .read<QString>([](storage::Database& database) {
                return shop::findOrder(database, QString::fromLatin1(kNumber)).map([](const auto& o) {
                    return shop::toText(o.state);
                });
            })
            .value_or(QString());
    }

private Q_SLOTS:
    void aSaleIsRevenueOnce()
    {
        harness::Shop shop;
        REQUIRE(insert(shop, {}, shop::Purpose::sale));
        QCOMPARE(apply(shop, paid())->outcome, Outcome::applied);
        QCOMPARE(apply(shop, paid())->outcome, Outcome::unchanged);
        QCOMPARE(balance(shop, ledger::AccountPath::sales()), Money::fen(1000));
        QCOMPARE(balance(shop, ledger::AccountPath::wechatBasic()), Money::fen(1000));
        QCOMPARE(shop.proof().firstDifference, QString());
    }

    void aTopUpIsOwedToItsUser()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oTop"));
        REQUIRE(insert(shop, user, shop::Purpose::topup));
        QCOMPARE(apply(shop, paid())->outcome, Outcome::applied);
        QCOMPARE(shop.wallet(user).available, Money::fen(1000));
        QCOMPARE(balance(shop, ledger::AccountPath::sales()), Money::zero());
    }

    void moneySettlesAfterBusinessDays()
    {
        harness::Shop shop;
        REQUIRE(insert(shop, {}, shop::Purpose::sale));
        REQUIRE(apply(shop, paid(), 1));
        const auto settle = [&] {
            return shop
                .write<qint64>([&](storage::Database& database) {
                    return payments::settleDue(database, shop.clock.nowUtcMs());
                })
                .value_or(-1);
        };
        QCOMPARE(settle(), 0);
        QCOMPARE(balance(shop, ledger::AccountPath::wechatUnsettled()), Money::fen(1000));
        shop.clock.advance(24 * 3600 * 1000);
        QCOMPARE(settle(), 1);
        QCOMPARE(settle(), 0);
        QCOMPARE(balance(shop, ledger::AccountPath::wechatBasic()), Money::fen(1000));
    }

    void whatDoesNotMatchIsSetAside_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what : {"amount", "currency", "merchant", "app", "number"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whatDoesNotMatchIsSetAside()
    {
        QFETCH(QString, what);
        harness::Shop shop;
        REQUIRE(insert(shop, {}, shop::Purpose::sale));
        wechatpay::Transaction transaction = paid();
        if (what == QLatin1String("amount"))
            transaction.total = Money::fen(999);
        else if (what == QLatin1String("currency"))
            transaction.currency = QStringLiteral("USD");
        else if (what == QLatin1String("merchant"))
            transaction.mchid = QStringLiteral("1900000002");
        else if (what == QLatin1String("app"))
            transaction.appid = QStringLiteral("wxother");
        else
            transaction.outTradeNo = QStringLiteral("UNKNOWN001");
        QCOMPARE(apply(shop, transaction)->outcome, Outcome::quarantined);
        QCOMPARE(state(shop), QStringLiteral("pending"));
        QCOMPARE(shop.proof().transfers, 0);
    }

    void anOrderPaidTwiceRaisesATask()
    {
        harness::Shop shop;
        REQUIRE(insert(shop, {}, shop::Purpose::sale));
        REQUIRE(apply(shop, paid()));
        wechatpay::Transaction second = paid();
        second.transactionId = QStringLiteral("42002");
        QCOMPARE(apply(shop, second)->outcome, Outcome::quarantined);
        QCOMPARE(balance(shop, ledger::AccountPath::sales()), Money::fen(1000));
    }

    void theInboxTakesAnEventOnce()
    {
        harness::Shop shop;
        payments::Inbox inbox(*shop.writer, shop.clock,
            {{QStringLiteral("BROKEN"), [](const v3::Notification&) -> base::Result<payments::EventWork> {
                  return [](storage::Database& database, qint64) -> base::Result<payments::Applied> {
                      ZF_TRY(database.execute(
                          "INSERT INTO settings (key, value, updated_at) VALUES ('half', 'done', 0)"));
                      return base::invalid("broken", QStringLiteral("broken"));
                  };
              }}});
        const auto receive = [&](const char* id, const char* type) {
            return harness::received(
                inbox, {QString::fromLatin1(id), QString::fromLatin1(type), {}, {}}, "{}");
        };
        QCOMPARE(receive("1", "SOMETHING.NEW")->outcome, Outcome::kept);
        QCOMPARE(receive("1", "SOMETHING.NEW")->outcome, Outcome::unchanged);
        QCOMPARE(receive("2", "BROKEN")->outcome, Outcome::quarantined);
        const auto half = shop.readers.read<bool>([](storage::Database& database) -> base::Result<bool> {
            ZF_ASSIGN(auto rows, database.query("SELECT 1 FROM settings WHERE key = 'half'"));
            return rows.next();
        });
        QCOMPARE(half.value_or(true), false);
    }
};

ZHANGFANG_TEST(PaymentsTest)
#include "payments_test.moc"
