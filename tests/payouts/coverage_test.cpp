#include "harness/decisions.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "ledger/sums.h"
#include "payments/refund.h"
#include "payouts/balances.h"
#include "payouts/told.h"

using namespace zhangfang;
using base::Money;
using ledger::Sum;

/// What users are owed never exceeds what is there to pay them: one definition, in sums that are kept.
class CoverageTest : public QObject
{
    Q_OBJECT
    static constexpr auto kOrder = "TEA0000001";

    static payouts::Coverage coverage(harness::Shop& shop, const char* account = "BASIC")
    {
        return shop.readers
            .read<payouts::Coverage>([&](storage::Database& database) {
                return payouts::coverage(database, QString::fromLatin1(account), shop.clock.nowUtcMs());
            })
            .value_or(payouts::Coverage{});
    }
    static base::Status tell(harness::Shop& shop, wechatpay::AccountType account, qint64 fen)
    {
        return shop
            .write<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(
                    payouts::recordBalance(database, account, {Money::fen(fen), {}}, shop.clock.nowUtcMs()));
                return 0;
            })
            .map([](int) {});
    }
    static base::Status sale(harness::Shop& shop, base::UserId user, qint64 fen, int settlementDays = 0)
    {
        return shop
            .write<int>([&](storage::Database& database) -> base::Result<int> {
                shop::Order order;
                ZF_ASSIGN(order.number, base::OrderNo::parse(QString::fromLatin1(kOrder)));
                order.user = user;
                order.purpose = user == base::UserId() ? shop::Purpose::sale : shop::Purpose::topup;
                order.channel = QStringLiteral("native");
                order.description = QStringLiteral("tea");
                order.amount = Money::fen(fen);
                order.request = "{}";
                order.createdAtUtcMs = shop.clock.nowUtcMs();
                order.expiresAtUtcMs = order.createdAtUtcMs + 1000;
                ZF_TRY(shop::insertOrder(database, order));
                wechatpay::Transaction paid;
                paid.mchid = QStringLiteral("m");
                paid.outTradeNo = QString::fromLatin1(kOrder);
                paid.transactionId = QStringLiteral("42001");
                paid.state = wechatpay::parseTradeState(QStringLiteral("SUCCESS"));
                paid.total = order.amount;
                paid.successAtUtcMs = shop.clock.nowUtcMs();
                payments::Expected expected{QStringLiteral("m"), QStringLiteral("a"), settlementDays};
                ZF_TRY(payments::applyTransaction(
                    database, paid, expected, QStringLiteral("query"), shop.clock.nowUtcMs()));
                return 0;
            })
            .map([](int) {});
    }
    /// A refund as far as WeChat has taken it, when `taken`.
    static base::Status refund(harness::Shop& shop, qint64 fen, bool taken, const char* end = nullptr)
    {
        return shop
            .write<int>([&](storage::Database& database) -> base::Result<int> {
                const qint64 now = shop.clock.nowUtcMs();
                ZF_ASSIGN(const auto number, base::OutRefundNo::parse(QStringLiteral("R1")));
                ZF_ASSIGN(auto row, payments::findRefund(database, number.toString()));
                if (!row) {
                    ZF_ASSIGN(const auto order, shop::findOrder(database, QString::fromLatin1(kOrder)));
                    ZF_ASSIGN(row, payments::insertRefund(database, order, Money::fen(fen),
                                       QStringLiteral("r"), number, QStringLiteral("mei"), now));
                }
                const auto go = [&](payments::RefundEvent event) -> base::Status {
                    ZF_ASSIGN(row,
                        payments::apply(database, *row, event, {QStringLiteral("mei"), {}, {}, {}}, now));
                    return {};
                };
                if (taken) {
                    ZF_TRY(go(payments::RefundEvent::dispatchStored));
                    ZF_TRY(go(payments::RefundEvent::accepted));
                }
                if (end)
                    ZF_TRY(
                        go(QLatin1String(end) == QLatin1String("succeeded") ? payments::RefundEvent::succeeded
                                                                            : payments::RefundEvent::closed));
                return 0;
            })
            .map([](int) {});
    }
    /// A payout that WeChat has accepted from that account.
    static base::Status accepted(harness::Shop& shop, base::UserId user, qint64 fen, const char* account)
    {
        ZF_TRY(shop.set("payouts.account", QString::fromLatin1(account)));
        const auto payout =
            harness::PayoutDesk(*shop.writer, shop.clock, shop.random).request(user, Money::fen(fen));
        ZF_TRY(payout);
        return shop
            .write<int>([&](storage::Database& database) -> base::Result<int> {
                const qint64 now = shop.clock.nowUtcMs();
                auto current = *payout;
                for (const auto event :
                    {payouts::Event::approved, payouts::Event::dispatchStored, payouts::Event::accepted}) {
                    ZF_ASSIGN(current, payouts::apply(database, current, event, {}, now));
                }
                return 0;
            })
            .map([](int) {});
    }
    /// The kept sums beside what they are sums of.
    static QString wrongSums(harness::Shop& shop)
    {
        return shop.readers
            .read<QString>([](storage::Database& database) -> base::Result<QString> {
                QStringList wrong;
                const auto compare = [&](Sum sum, const char* name,
                                         base::Result<storage::Rows> rows) -> base::Status {
                    ZF_TRY(rows);
                    ZF_ASSIGN(const Money kept, ledger::sumOf(database, sum));
                    const qint64 real = rows->next() ? rows->number(0) : 0;
                    if (kept.inFen() != real)
                        wrong << QStringLiteral("%1: %2, really %3")
                                     .arg(QLatin1String(name))
                                     .arg(kept.inFen())
                                     .arg(real);
                    return {};
                };
                ZF_TRY(compare(Sum::outBasic, "outBasic",
                    database.query("SELECT COALESCE(SUM(amount_fen), 0) FROM payouts WHERE state IN "
                                   "('accepted', 'awaiting_user') AND pay_account = 'BASIC'")));
                ZF_TRY(compare(Sum::outOperation, "outOperation",
                    database.query("SELECT COALESCE(SUM(amount_fen), 0) FROM payouts WHERE state IN "
                                   "('accepted', 'awaiting_user') AND pay_account = 'OPERATION'")));
                ZF_TRY(compare(Sum::refundsTaken, "refundsTaken",
                    database.query(
                        "SELECT COALESCE(SUM(settled_fen - fee_fen), 0) FROM refunds WHERE state IN "
                        "('processing', 'abnormal') AND counted = 1")));
                ZF_TRY(compare(Sum::refundsTakenUnsettled, "refundsTakenUnsettled",
                    database.query(
                        "SELECT COALESCE(SUM(settled_fen - fee_fen), 0) FROM refunds WHERE state IN "
                        "('processing', 'abnormal') AND counted = 0")));
                ZF_TRY(compare(Sum::refundsTakenHeld, "refundsTakenHeld",
                    database.query("SELECT COALESCE(SUM(held_fen), 0) FROM refunds WHERE state IN "
                                   "('processing', 'abnormal')")));
                ZF_TRY(compare(Sum::refundsAsked, "refundsAsked",
                    database.query(
                        "SELECT COALESCE(SUM(settled_fen - fee_fen), 0) FROM refunds WHERE state IN "
                        "('requested', 'submitting', 'unclear') AND counted = 1 AND held_fen = 0")));
                return wrong.join(QLatin1String("; "));
            })
            .value_or(QStringLiteral("unreadable"));
    }

private Q_SLOTS:
    /// WeChat has taken the money of a top-up's refund and still processes it: it is neither there nor owed.
    void aRefundUnderWayRefusesNobodyElse()
    {
        harness::Shop shop;
        const auto payer = shop.addUser(QStringLiteral("oPayer"));
        const auto other = shop.addUser(QStringLiteral("oOther"));
        REQUIRE(shop.fund(other, 500));
        REQUIRE(sale(shop, payer, 1000));
        REQUIRE(refund(shop, 1000, true));
        REQUIRE(tell(shop, wechatpay::AccountType::basic, 500));
        const auto now = coverage(shop);
        QCOMPARE(now.owed.inFen(), 500);
        QCOMPARE(now.available().inFen(), 500);
        QVERIFY(now.isCovered());
        QCOMPARE(wrongSums(shop), QString());
        REQUIRE(refund(shop, 1000, false, "succeeded"));
        QCOMPARE(coverage(shop).owed.inFen(), 500);
        QCOMPARE(coverage(shop).available().inFen(), 500);
        QCOMPARE(wrongSums(shop), QString());
    }
    /// A sale's refund that is asked for is money about to leave, before WeChat has taken it and after.
    void aSalesRefundIsMoneyAboutToLeave_data()
    {
        QTest::addColumn<QString>("end");
        QTest::addColumn<qint64>("available");
        QTest::newRow("succeeds") << "succeeded" << 700LL;
        QTest::newRow("is closed") << "closed" << 1000LL;
    }
    void aSalesRefundIsMoneyAboutToLeave()
    {
        QFETCH(QString, end);
        QFETCH(qint64, available);
        harness::Shop shop;
        REQUIRE(sale(shop, {}, 1000));
        QCOMPARE(coverage(shop).available().inFen(), 1000);
        REQUIRE(refund(shop, 300, false));
        QCOMPARE(coverage(shop).available().inFen(), 700);
        QCOMPARE(wrongSums(shop), QString());
        REQUIRE(refund(shop, 300, true));
        QCOMPARE(coverage(shop).available().inFen(), 700);
        QCOMPARE(wrongSums(shop), QString());
        REQUIRE(refund(shop, 300, false, end.toLatin1().constData()));
        QCOMPARE(coverage(shop).available().inFen(), available);
        QCOMPARE(wrongSums(shop), QString());
    }
    /// Money that is not settled covers nothing, and its refund takes nothing from what does.
    void aRefundOfUnsettledMoneyTakesNothingFromSettledMoney()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 500));
        REQUIRE(sale(shop, {}, 1000, 1));
        REQUIRE(refund(shop, 300, true));
        QCOMPARE(coverage(shop).available().inFen(), 500);
        shop.clock.advance(4LL * 24 * 3600 * 1000);
        REQUIRE(shop.write<qint64>([&](storage::Database& database) {
            return payments::settleDue(database, shop.clock.nowUtcMs());
        }));
        // Settled meanwhile: the refund under way comes out of it now.
        QCOMPARE(coverage(shop).available().inFen(), 1200);
        QCOMPARE(wrongSums(shop), QString());
    }
    /// What is set aside for payouts belongs to the account that they leave.
    void whatIsOutIsOfItsOwnAccount()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 1000));
        REQUIRE(shop.write<int>([&](storage::Database& database) -> base::Result<int> {
            const qint64 now = shop.clock.nowUtcMs();
            ZF_TRY(ledger::post(database,
                ledger::simpleTransfer(QStringLiteral("move:o"), QStringLiteral("move"), {}, now,
                    ledger::AccountPath::wechatOperation(), ledger::AccountPath::wechatBasic(),
                    Money::fen(400)),
                now));
            return 0;
        }));
        REQUIRE(accepted(shop, user, 300, "OPERATION"));
        REQUIRE(tell(shop, wechatpay::AccountType::basic, 600));
        REQUIRE(tell(shop, wechatpay::AccountType::operation, 100));
        const auto basic = coverage(shop, "BASIC");
        QCOMPARE(basic.payable.inFen(), 600);
        QCOMPARE(basic.wechatBalance.value_or(Money::zero()).inFen(), 1000);
        const auto operation = coverage(shop, "OPERATION");
        QCOMPARE(operation.payable.inFen(), 100);
        QCOMPARE(operation.wechatBalance.value_or(Money::zero()).inFen(), 1000);
        QCOMPARE(wrongSums(shop), QString());
    }
    /// No decision adds up all users, nor all payouts.
    void askingDoesNotGrowWithTheShop()
    {
        harness::Shop shop;
        REQUIRE(shop.fund(shop.addUser(QStringLiteral("oA")), 1000));
        const auto plans =
            shop.readers.read<QStringList>([&](storage::Database& database) -> base::Result<QStringList> {
                ZF_TRY(payouts::coverage(database, QStringLiteral("BASIC"), shop.clock.nowUtcMs()));
                QStringList scans;
                for (const char* sql : database.statements()) {
                    if (QByteArrayView(sql).startsWith("SELECT") && QByteArray(sql).contains("SUM("))
                        scans << QString::fromUtf8(sql);
                }
                return scans;
            });
        REQUIRE(plans);
        QCOMPARE(plans->join(QLatin1Char('\n')), QString());
    }
};

ZHANGFANG_TEST(CoverageTest)
#include "coverage_test.moc"
