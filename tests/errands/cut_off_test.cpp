#include "harness/run.h"
#include "harness/stepped_shop.h"

using namespace zhangfang;
using base::Money;
using harness::Harm;
using harness::SteppedShop;
using storage::Database;

Q_DECLARE_METATYPE(zhangfang::harness::Harm)

/// The program ends between any two of its writes, and starts again: whatever is under way comes to its end,
/// the same bytes leave each time, and the money goes once.
class CutOffTest : public QObject
{
    Q_OBJECT
    static constexpr qint64 kMinute = 60'000;
    static constexpr int kMostSteps = 20; ///< more than anything takes that goes well

    static qint64 steps(SteppedShop& shop)
    {
        return shop.books()
            .readers
            .read<qint64>([](Database& database) -> base::Result<qint64> {
                ZF_ASSIGN(auto rows, database.query("SELECT COUNT(*) FROM errand_events"));
                return rows.next() ? rows.number(0) : 0;
            })
            .value_or(-1);
    }
    /// From that step of any errand on nothing more is written: neither that step, nor what a program would
    /// make of having failed at it.
    static base::Status endsBefore(SteppedShop& shop, qint64 step)
    {
        return shop.books()
            .write<int>([step](Database& database) -> base::Result<int> {
                for (const char* table : {"errand_events", "payout_events", "refund_events"})
                    ZF_TRY(database.executeScript(QStringLiteral(
                        "CREATE TRIGGER ends_%1 BEFORE INSERT ON %1 WHEN (SELECT COUNT(*) FROM "
                        "errand_events) >= %2 BEGIN SELECT RAISE(ABORT, 'it has ended')\x1f END")
                                                      .arg(QString::fromLatin1(table))
                                                      .arg(step)));
                return 0;
            })
            .map([](int) {});
    }
    static base::Status startsAgain(SteppedShop& shop)
    {
        ZF_TRY(shop.books().write<int>([](Database& database) -> base::Result<int> {
            ZF_TRY(database.executeScript(
                QStringLiteral("DROP TRIGGER ends_errand_events; DROP TRIGGER "
                               "ends_payout_events; DROP TRIGGER ends_refund_events")));
            return 0;
        }));
        return shop.restart();
    }

private Q_SLOTS:
    void aPayout_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::addColumn<Harm>("harm");
        for (const char* channel : {payouts::kTransferBills, payouts::kBatches, payouts::kV2Transfers}) {
            for (const Harm harm : {Harm::none, Harm::lostAfter, Harm::lostBefore})
                QTest::addRow("%s %s", channel, harness::toText(harm))
                    << QString::fromLatin1(channel) << harm;
        }
    }
    void aPayout()
    {
        QFETCH(QString, channel);
        QFETCH(Harm, harm);
        int cut = 1;
        for (bool ended = true; ended; ++cut) {
            QVERIFY(cut < kMostSteps);
            SteppedShop shop;
            QCOMPARE(shop.problem(), QString());
            REQUIRE(shop.set("payouts.channel", channel));
            const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
            const auto made = shop.approved(user, 400);
            REQUIRE(made);
            if (harm != Harm::none) {
                shop.wire().harms["create"] = harm;
                shop.wire().left["create"] = 1;
            }
            const qint64 end = steps(shop) + cut - 1;
            REQUIRE(endsBefore(shop, end));
            static_cast<void>(shop.run(kMinute)); // fails where it ended
            static_cast<void>(
                shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
            static_cast<void>(shop.run(10 * kMinute));
            ended = steps(shop) >= end;
            REQUIRE(startsAgain(shop));
            REQUIRE(shop.run(10 * kMinute));
            static_cast<void>(
                shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
            REQUIRE(shop.run(60 * kMinute));
            const auto now = shop.payout(made->id);
            QVERIFY2(now.state == payouts::State::paid,
                qPrintable(QStringLiteral("%1: %2, %3")
                               .arg(cut)
                               .arg(payouts::toText(now.state), shop.story(made->id).join(u' '))));
            QCOMPARE(shop.timesPaid(now), 1);
            QCOMPARE(shop.books().wallet(user).held, Money::zero());
            QCOMPARE(shop.difference(), QString());
            for (const QByteArray& bytes : shop.wire().created)
                QCOMPARE(bytes, shop.wire().created.front());
        }
        QVERIFY2(cut > 3, qPrintable(QString::number(cut)));
    }

    void aRefund_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<Harm>("harm");
        for (const char* api : {"v3", "v2"}) {
            for (const Harm harm : {Harm::none, Harm::lostAfter, Harm::lostBefore})
                QTest::addRow("%s %s", api, harness::toText(harm)) << QString::fromLatin1(api) << harm;
        }
    }
    void aRefund()
    {
        QFETCH(QString, api);
        QFETCH(Harm, harm);
        const QString order = QStringLiteral("TEA0000001");
        int cut = 1;
        for (bool ended = true; ended; ++cut) {
            QVERIFY(cut < kMostSteps);
            SteppedShop shop;
            QCOMPARE(shop.problem(), QString());
            REQUIRE(shop.set("wechatpay.generation", api));
            REQUIRE(shop.paidOrder(order, 1000));
            const auto made = shop.requestedRefund(order, 300);
            REQUIRE(made);
            if (harm != Harm::none) {
                shop.wire().harms["create"] = harm;
                shop.wire().left["create"] = 1;
            }
            const auto finish = [&] {
                static_cast<void>(
                    shop.control("refund", {{QStringLiteral("out_refund_no"), made->number.toString()},
                                               {QStringLiteral("outcome"), QStringLiteral("SUCCESS")}}));
            };
            const qint64 end = steps(shop) + cut - 1;
            REQUIRE(endsBefore(shop, end));
            static_cast<void>(shop.run(kMinute)); // fails where it ended
            finish();
            static_cast<void>(shop.run(10 * kMinute));
            ended = steps(shop) >= end;
            REQUIRE(startsAgain(shop));
            REQUIRE(shop.run(10 * kMinute));
            finish();
            REQUIRE(shop.run(60 * kMinute));
            const auto now = shop.refund(made->number);
            QVERIFY2(now.stage == payments::RefundStage::succeeded,
                qPrintable(QStringLiteral("%1: %2").arg(cut).arg(payments::toText(now.stage))));
            QCOMPARE(shop.order(order).refunded, Money::fen(300));
            QCOMPARE(shop.difference(), QString());
            for (const QByteArray& bytes : shop.wire().created)
                QCOMPARE(bytes, shop.wire().created.front());
        }
        QVERIFY2(cut > 3, qPrintable(QString::number(cut)));
    }
};

ZHANGFANG_TEST(CutOffTest)
#include "cut_off_test.moc"
