#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "reports/proof.h"

using namespace zhangfang;
using base::Money;
using harness::DeskShop;

/// Our books less WeChat's own books is zero in every account, coupons and fees included, whatever was paid
/// with and however it went back.
class AddsUpTest : public QObject
{
    Q_OBJECT

    static qint64 booked(DeskShop& shop, const char* account)
    {
        return shop.books()
            .readers()
            .read<Money>([&](storage::Database& database) {
                return ledger::AccountPath::parse(QString::fromLatin1(account))
                    .and_then(
                        [&](const ledger::AccountPath& path) { return ledger::balance(database, path); });
            })
            .value_or(Money::fen(-1))
            .inFen();
    }
    /// What differs, account by account; empty: nothing.
    static QString difference(DeskShop& shop)
    {
        const QJsonObject theirs = shop.wechat().books();
        const QJsonObject accounts = theirs.value(QLatin1String("accounts")).toObject();
        QStringList wrong;
        const auto compare = [&](const char* ours, qint64 wechat) {
            if (const qint64 own = booked(shop, ours); own != wechat)
                wrong << QStringLiteral("%1: ours %2, WeChat's %3")
                             .arg(QLatin1String(ours))
                             .arg(own)
                             .arg(wechat);
        };
        compare("assets:wechat:unsettled", accounts.value(QLatin1String("unsettled")).toInteger());
        compare("assets:wechat:basic", accounts.value(QLatin1String("BASIC")).toInteger());
        compare("assets:wechat:operation", accounts.value(QLatin1String("OPERATION")).toInteger());
        compare("assets:wechat:coupons-prefunded",
            accounts.value(QLatin1String("coupons_prefunded")).toInteger());
        compare("expenses:wechat-fee", theirs.value(QLatin1String("fee_fen")).toInteger());
        const auto proof = shop.books().readers().read<ledger::Proof>(
            [](storage::Database& database) { return reports::prove(database); });
        if (!proof || !proof->ok())
            wrong << (proof ? proof->firstDifference : proof.error().message);
        return wrong.join(QLatin1String("; "));
    }
    static bool becomes(
        DeskShop& shop, const QString& number, const std::function<bool(const shop::Order&)>& as)
    {
        return QTest::qWaitFor(
            [&] {
                const auto order = shop.books().readers().read<shop::Order>(
                    [&](storage::Database& database) { return shop::findOrder(database, number); });
                return order && as(*order);
            },
            20'000);
    }

private Q_SLOTS:
    void everyAccountAgrees_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<bool>("settlesAtOnce");
        for (const char* api : {"v3", "v2"}) {
            QTest::addRow("%s, settled at once", api) << QString::fromLatin1(api) << true;
            QTest::addRow("%s, settled the next day", api) << QString::fromLatin1(api) << false;
        }
    }
    void everyAccountAgrees()
    {
        QFETCH(QString, api);
        QFETCH(bool, settlesAtOnce);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.set("wechatpay.generation", api));
        REQUIRE(shop.set("wechatpay.fee_rate", QStringLiteral("0.60")));
        REQUIRE(
            shop.set("wechatpay.settlement_days", settlesAtOnce ? QStringLiteral("0") : QStringLiteral("1")));
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        QVERIFY(
            shop.control("mode", {{QStringLiteral("fee_rate"), QStringLiteral("0.60")},
                                     {QStringLiteral("settlement"),
                                         settlesAtOnce ? QStringLiteral("at_once") : QStringLiteral("t1")}}));
        REQUIRE(DeskShop::wait(shop.desk().startEngine()));
        // Money of the owner's for coupons and for withdrawals.
        const auto funded =
            shop.books().writer().runNow<int>([&](storage::Database& database) -> base::Result<int> {
                const qint64 now = shop.books().clock().nowUtcMs();
                ZF_ASSIGN(const auto owner, ledger::AccountPath::parse(QStringLiteral("equity:owner")));
                ZF_TRY(ledger::post(database,
                    ledger::simpleTransfer(QStringLiteral("move:coupons"), QStringLiteral("move"), {}, now,
                        ledger::AccountPath::couponsPrefunded(), owner, Money::fen(10'000)),
                    now));
                return 0;
            });
        REQUIRE(funded);
        QVERIFY(shop.control("prefund_coupons", {{QStringLiteral("amount_fen"), 10'000}}));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 50'000);
        REQUIRE(user);
        QCOMPARE(difference(shop), QString());

        const QString number = QStringLiteral("ORDER%10001");
        int serial = 0;
        for (const bool topup : {false, true}) {
            for (const auto& [type, fen] : std::initializer_list<std::pair<const char*, int>>{
                     {nullptr, 0}, {"CASH", 150}, {"NOCASH", 250}}) {
                payments::NewOrder wanted;
                wanted.number = number.arg(++serial);
                wanted.amount = Money::fen(9'999);
                wanted.description = QStringLiteral("tea");
                wanted.channel = QStringLiteral("native");
                wanted.user = topup ? *user : base::UserId();
                wanted.purpose = topup ? shop::Purpose::topup : shop::Purpose::sale;
                REQUIRE(DeskShop::wait(shop.desk().createOrder(wanted)));
                const QJsonObject of{{QStringLiteral("out_trade_no"), wanted.number}};
                if (type) {
                    QJsonObject coupon = of;
                    coupon.insert(QStringLiteral("type"), QLatin1String(type));
                    coupon.insert(QStringLiteral("amount_fen"), fen);
                    QVERIFY(shop.control("coupon", coupon));
                }
                QVERIFY(shop.control("pay", of));
                QVERIFY(becomes(
                    shop, wanted.number, [](const shop::Order& o) { return !o.transactionId.isEmpty(); }));
                QCOMPARE(difference(shop), QString());
                for (const int part : {3'333, 3'333, 3'333}) {
                    const auto refund = DeskShop::wait(shop.desk().refund(
                        wanted.number, Money::fen(part), QStringLiteral("cold"), shop.authority()));
                    REQUIRE(refund);
                    QVERIFY(QTest::qWaitFor(
                        [&] {
                            const auto row = shop.books().readers().read<std::optional<payments::RefundRow>>(
                                [&](storage::Database& database) {
                                    return payments::findRefund(database, refund->number.toString());
                                });
                            return row && *row && (*row)->stage == payments::RefundStage::succeeded;
                        },
                        20'000));
                    QCOMPARE(difference(shop), QString());
                }
                QVERIFY(becomes(shop, wanted.number,
                    [](const shop::Order& o) { return o.state == shop::OrderState::refunded; }));
            }
        }
        // Everything went back: no fee, no coupon, no sale is left.
        for (const char* account : {"expenses:wechat-fee", "expenses:coupons", "income:sales"})
            QCOMPARE(booked(shop, account), 0);
        const auto payout = shop.requested(*user, 1'000);
        REQUIRE(payout);
        REQUIRE(shop.approve({payout->id}));
        QVERIFY(shop.becomes(payout->id, payouts::State::paid));
        QCOMPARE(difference(shop), QString());
        // Whatever came from WeChat, or was decided, says which notification, worker or decision it was.
        const auto unsaid = shop.books().readers().read<QStringList>(
            [](storage::Database& database) -> base::Result<QStringList> {
                ZF_ASSIGN(auto rows,
                    database.query("SELECT kind, key, cause FROM transfers WHERE NOT (cause LIKE 'event:%' "
                                   "OR cause LIKE 'system:%' OR cause LIKE 'audit:%') AND kind NOT IN "
                                   "('move', 'credit') AND key NOT LIKE 'hold:%' ORDER BY id"));
                QStringList all;
                while (rows.next())
                    all << rows.text(0) + QLatin1Char(' ') + rows.text(1) + QLatin1Char(' ') + rows.text(2);
                return all;
            });
        REQUIRE(unsaid);
        QCOMPARE(unsaid->join(QLatin1String("; ")), QString());
    }
};

ZHANGFANG_TEST(AddsUpTest)
#include "adds_up_test.moc"
