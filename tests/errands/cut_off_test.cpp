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
    static constexpr qint64 kFewSteps = 2;   ///< it is sent, and it has an end
    static constexpr qint64 kMostSteps = 20; ///< more than anything takes that goes well

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
                for (const char* table : {"errand_events", "payout_events", "refund_events", "tasks"})
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
            ZF_TRY(database.executeScript(QStringLiteral(
                "DROP TRIGGER ends_errand_events; DROP TRIGGER "
                "ends_payout_events; DROP TRIGGER ends_refund_events; DROP TRIGGER ends_tasks")));
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
        // The first is not cut off, and tells how many steps there are.
        qint64 all = 0;
        for (qint64 cut = 0; cut <= all; ++cut) {
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
            const qint64 before = steps(shop);
            REQUIRE(endsBefore(shop, before + (cut == 0 ? kMostSteps : cut - 1)));
            if (shop.run(kMinute)) { // else it has ended
                static_cast<void>(
                    shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
                static_cast<void>(shop.run(10 * kMinute));
            }
            if (cut == 0)
                all = steps(shop) - before;
            QVERIFY2(kFewSteps <= all && all < kMostSteps, qPrintable(QString::number(all)));
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
        // The first is not cut off, and tells how many steps there are.
        qint64 all = 0;
        for (qint64 cut = 0; cut <= all; ++cut) {
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
            const qint64 before = steps(shop);
            REQUIRE(endsBefore(shop, before + (cut == 0 ? kMostSteps : cut - 1)));
            if (shop.run(kMinute)) { // else it has ended
                finish();
                static_cast<void>(shop.run(10 * kMinute));
            }
            if (cut == 0)
                all = steps(shop) - before;
            QVERIFY2(kFewSteps <= all && all < kMostSteps, qPrintable(QString::number(all)));
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
    }

    void aCancel_data()
    {
        QTest::addColumn<Harm>("harm");
        for (const Harm harm : {Harm::none, Harm::lostAfter, Harm::lostBefore, Harm::notConnected})
            QTest::addRow("%s", harness::toText(harm)) << harm;
    }
    void aCancel()
    {
        QFETCH(Harm, harm);
        qint64 all = 0;
        for (qint64 cut = 0; cut <= all; ++cut) {
            SteppedShop shop;
            QCOMPARE(shop.problem(), QString());
            const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
            const auto made = shop.approved(user, 400);
            REQUIRE(made);
            REQUIRE(shop.run(kMinute));
            QCOMPARE(shop.payout(made->id).state, payouts::State::awaitingUser);
            REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
            if (harm != Harm::none) {
                shop.wire().harms["cancel"] = harm;
                shop.wire().left["cancel"] = 1;
            }
            const qint64 before = steps(shop);
            REQUIRE(endsBefore(shop, before + (cut == 0 ? kMostSteps : cut - 1)));
            if (shop.run(kMinute)) // else it has ended
                static_cast<void>(shop.run(10 * kMinute));
            if (cut == 0)
                all = steps(shop) - before;
            QVERIFY2(kFewSteps <= all && all < kMostSteps, qPrintable(QString::number(all)));
            REQUIRE(startsAgain(shop));
            REQUIRE(shop.run(60 * kMinute));
            const auto now = shop.payout(made->id);
            QVERIFY2(now.state == payouts::State::cancelled,
                qPrintable(QStringLiteral("%1: %2, %3")
                               .arg(cut)
                               .arg(payouts::toText(now.state), shop.story(made->id).join(u' '))));
            QCOMPARE(shop.errand(now.cancelErrand).state, errands::State::done);
            QCOMPARE(shop.timesPaid(now), 0);
            QCOMPARE(shop.books().wallet(user).held, Money::zero());
            QCOMPARE(shop.books().wallet(user).available, Money::fen(1000));
            QCOMPARE(shop.difference(), QString());
        }
    }

    void aConsent_data()
    {
        QTest::addColumn<bool>("ends");
        QTest::addColumn<bool>("awaited"); // by one that dies over it; otherwise the engine does it
        QTest::addColumn<Harm>("harm");
        for (const bool ends : {false, true}) {
            for (const bool awaited : {false, true}) {
                for (const Harm harm : {Harm::none, Harm::lostAfter, Harm::lostBefore})
                    QTest::addRow("%s, %s, %s", ends ? "ended" : "asked for",
                        awaited ? "by a person" : "by the engine", harness::toText(harm))
                        << ends << awaited << harm;
            }
        }
    }
    void aConsent()
    {
        QFETCH(bool, ends);
        QFETCH(bool, awaited);
        QFETCH(Harm, harm);
        qint64 all = 0;
        for (qint64 cut = 0; cut <= all; ++cut) {
            SteppedShop shop;
            QCOMPARE(shop.problem(), QString());
            const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
            const auto wish = [&](auto what) {
                return shop.books().write<errands::ErrandId>([&](Database& database) {
                    return what(database, shop.books().random, user, QStringLiteral("mei"),
                        shop.books().clock.nowUtcMs());
                });
            };
            const auto consent = [&] {
                return shop.books()
                    .readers
                    .read<std::optional<payouts::Consent>>(
                        [&](Database& database) { return payouts::findConsent(database, user); })
                    .value_or(std::nullopt)
                    .value_or(payouts::Consent{});
            };
            auto id = wish(&payouts::wishConsent);
            REQUIRE(id);
            if (ends) {
                REQUIRE(shop.consentDesk()->carryOut(*id));
                QVERIFY(
                    shop.control("authorize", {{QStringLiteral("out_authorization_no"), consent().number}}));
                REQUIRE(shop.consentDesk()->query(user));
                QVERIFY(consent().stands());
                id = wish(&payouts::wishConsentEnd);
                REQUIRE(id);
            }
            const char* call = ends ? "consent end" : "consent";
            if (harm != Harm::none) {
                shop.wire().harms[call] = harm;
                shop.wire().left[call] = 1;
            }
            const qint64 before = steps(shop);
            REQUIRE(endsBefore(shop, before + (cut == 0 ? kMostSteps : cut - 1)));
            bool goesOn = true;
            if (awaited) { // by another process, which has no lock of the folder, and is gone
                goesOn = shop.consentDesk()->carryOut(*id).has_value();
                REQUIRE(shop.books().write<qint64>([](Database& database) {
                    return database.execute(
                        "UPDATE errands SET lease_holder = 'gone' WHERE lease_holder <> ''");
                }));
            }
            if (goesOn)
                static_cast<void>(shop.run(10 * kMinute)); // fails where it ended
            if (cut == 0)
                all = steps(shop) - before;
            QVERIFY2(kFewSteps <= all && all < kMostSteps, qPrintable(QString::number(all)));
            REQUIRE(startsAgain(shop));
            REQUIRE(shop.run(10 * kMinute));
            REQUIRE(shop.run(60 * kMinute));
            const auto now = consent();
            const QString state = ends ? QStringLiteral("CLOSED") : QStringLiteral("WAIT_USER_CONFIRM");
            QVERIFY2(now.state == state, qPrintable(QStringLiteral("%1: %2").arg(cut).arg(now.state)));
            QVERIFY(ends || !now.packageInfo.isEmpty());
            QCOMPARE(shop.errand(*id).state, errands::State::done);
            for (const QByteArray& bytes : shop.wire().created)
                QCOMPARE(bytes, shop.wire().created.front());
            QCOMPARE(shop.tasks(), QStringList());
        }
    }
};

ZHANGFANG_TEST(CutOffTest)
#include "cut_off_test.moc"
