#include "errands/claim.h"
#include "harness/run.h"
#include "harness/stepped_shop.h"

using namespace zhangfang;
using base::Money;
using harness::Harm;
using harness::SteppedShop;
using payouts::State;
using storage::Database;

/// Several senders at work: what one has on the wire, the others count.
class AtOnceTest : public QObject
{
    Q_OBJECT
    static constexpr qint64 kMinute = 60'000;

private Q_SLOTS:
    void whatOthersHaveOnTheWireCounts()
    {
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        // Enough for all that is owed, and in the account that pays for one of two.
        REQUIRE(shop.books().write<int>([&](Database& database) -> base::Result<int> {
            const qint64 now = shop.books().clock.nowUtcMs();
            ZF_TRY(ledger::post(database,
                ledger::simpleTransfer(QStringLiteral("move:o"), QStringLiteral("move"), {}, now,
                    ledger::AccountPath::wechatOperation(), ledger::AccountPath::wechatBasic(),
                    Money::fen(400)),
                now));
            return 0;
        }));
        shop.wire().harms["other"] = Harm::lostBefore; // WeChat does not say what is in the account
        const auto first = shop.approved(user, 400);
        const auto second = shop.approved(user, 400);
        QVERIFY(first && second);
        const auto change = [&](payouts::Event event, std::optional<qint64> nextAtUtcMs) {
            return shop.books().write<int>([&](Database& database) -> base::Result<int> {
                const qint64 now = shop.books().clock.nowUtcMs();
                ZF_ASSIGN(const auto current, payouts::findPayout(database, first->id));
                if (event == payouts::Event::dispatchStored) {
                    ZF_TRY(errands::claim(database, current.errand, QStringLiteral("another"), now));
                    ZF_TRY(errands::fixBytes(database, current.errand, "{}", {}));
                }
                ZF_TRY(payouts::apply(
                    database, current, event, {QStringLiteral("system"), {}, nextAtUtcMs, {}, {}}, now));
                return 0;
            });
        };
        REQUIRE(change(payouts::Event::dispatchStored, std::nullopt));
        REQUIRE(shop.run(kMinute));
        QCOMPARE(shop.wire().calls["create"], 0);
        QCOMPARE(shop.payout(second->id).state, State::approved);
        QCOMPARE(shop.tasks(), QStringList()); // it is looked at again when that is known
        // It was not taken: the money is there for the other one.
        REQUIRE(
            change(payouts::Event::notTaken, std::optional(shop.books().clock.nowUtcMs() + 60 * kMinute)));
        REQUIRE(shop.run(kMinute));
        QCOMPARE(shop.wire().calls["create"], 1);
        QCOMPARE(shop.payout(second->id).state, State::awaitingUser);
    }
    /// WeChat is asked about the account before anything leaves, and the shop goes on meanwhile.
    void takenBackWhileTheAccountIsAskedAbout_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::addColumn<QString>("then"); // the channel in which it is approved anew; empty: it is not
        const QString bills = QStringLiteral("v3-transfer-bills"), batches = QStringLiteral("v3-batches");
        QTest::newRow("a whole batch") << batches << QString();
        QTest::newRow("alone") << bills << QString();
        QTest::newRow("alone, then again") << bills << bills;
        QTest::newRow("alone, then for a batch") << bills << batches;
        QTest::newRow("for a batch, then alone") << batches << bills;
        QTest::newRow("for a batch, then for another") << batches << batches;
    }
    void takenBackWhileTheAccountIsAskedAbout()
    {
        QFETCH(QString, channel);
        QFETCH(QString, then);
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.set("payouts.channel", channel));
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("10")));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto payout = shop.approved(user, 400);
        QVERIFY(payout);
        bool asked = false;
        base::Status between = base::unavailable("x", QStringLiteral("nobody asked"));
        shop.wire().before["other"] = [&] {
            if (std::exchange(asked, true))
                return;
            const auto change = [&]() -> base::Status {
                ZF_TRY(shop.payoutDesk().takeBack(payout->id, QStringLiteral("mei")));
                if (then.isEmpty())
                    return {};
                ZF_TRY(shop.set("payouts.channel", then));
                return shop.payoutDesk().approve(payout->id, QStringLiteral("mei")).map([](const auto&) {});
            };
            between = change();
        };
        REQUIRE(shop.run(kMinute / 4));
        REQUIRE(between);
        QCOMPARE(shop.wire().calls["create"], 0); // anew, its time begins anew
        QCOMPARE(shop.payout(payout->id).state, then.isEmpty() ? State::requested : State::approved);
        REQUIRE(shop.run(10 * kMinute));
        QCOMPARE(shop.wire().calls["create"], then.isEmpty() ? 0 : 1);
        if (then.isEmpty())
            QCOMPARE(shop.difference(), QString());
        else // by transfer bill it waits for the payee, in a batch it is paid at once
            QVERIFY(shop.payout(payout->id).state != State::approved);
    }
};

ZHANGFANG_TEST(AtOnceTest)
#include "at_once_test.moc"
