#include "harness/run.h"
#include "harness/stepped_shop.h"
#include "payouts/balances.h"
#include "payouts/policy.h"

using namespace zhangfang;
using base::Money;
using harness::Harm;
using harness::SteppedShop;
using payouts::State;

/// What waits goes on as soon as what it waits for is there, whatever the clock does, and when a person says
/// so.
class WaitingTest : public QObject
{
    Q_OBJECT
    static constexpr qint64 kSecond = 1'000;
    static constexpr qint64 kHour = 3'600'000;

private Q_SLOTS:
    /// WeChat has taken its money and the answer is lost: until that is known, the rest looks short by it.
    void anUnclearOneHoldsUpNobody()
    {
        SteppedShop shop;
        std::vector<base::PayoutId> all;
        for (int i = 0; i < 6; ++i) {
            const auto user = shop.userWith(QStringLiteral("oUser%1").arg(i), 400);
            const auto made = shop.approved(user, 400);
            REQUIRE(made);
            all.push_back(made->id);
        }
        shop.wire().harms["create"] = Harm::lostAfter;
        shop.wire().left["create"] = 1;
        shop.wire().harms["query"] = Harm::lostBefore;
        shop.wire().left["query"] = 2;
        REQUIRE(shop.run(0));
        QCOMPARE(shop.tasks(), QStringList());
        REQUIRE(shop.run(15 * kSecond));
        for (const auto id : all)
            QCOMPARE(payouts::toText(shop.payout(id).state), QStringLiteral("awaiting_user"));
        QCOMPARE(shop.tasks(), QStringList());
    }

    /// Its task closes itself.
    void whatIsCoveredAgainGoesAtOnce()
    {
        SteppedShop shop;
        const auto user = shop.books().addUser(QStringLiteral("oAlice"));
        REQUIRE(shop.books().fund(user, 1000)); // by the books; at WeChat there is nothing
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.run(kSecond));
        QCOMPARE(shop.payout(made->id).blocked, QStringLiteral("not_covered"));
        QCOMPARE(shop.tasks(), QStringList{QStringLiteral("not_covered")});
        QVERIFY(shop.control("fund", {{QStringLiteral("amount_fen"), 1000}}));
        // As it is asked every minute.
        REQUIRE(payouts::askBalance(*shop.books().writer, shop.books().readers, *shop.clients().v3,
            shop.books().clock, wechatpay::AccountType::basic));
        REQUIRE(shop.run(0));
        QCOMPARE(payouts::toText(shop.payout(made->id).state), QStringLiteral("awaiting_user"));
        QCOMPARE(shop.tasks(), QStringList());
    }
    void whatIsTakenBackWaitsForNothing()
    {
        SteppedShop shop;
        const auto user = shop.books().addUser(QStringLiteral("oAlice"));
        REQUIRE(shop.books().fund(user, 1000));
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.run(kSecond));
        QCOMPARE(shop.tasks(), QStringList{QStringLiteral("not_covered")});
        REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
        QCOMPARE(shop.tasks(), QStringList());
    }

    /// Forward by a day and back again: what was to wait a minute then does not wait a day.
    void aClockThatWasPutBack()
    {
        SteppedShop shop;
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("30")));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.books().clock.advance(24 * kHour);
        shop.wire().harms["create"] = Harm::notConnected;
        REQUIRE(shop.run(kSecond));
        QCOMPARE(shop.payout(made->id).state, State::approved);
        shop.books().clock.advance(-24 * kHour - kSecond);
        shop.wire().harms.clear();
        const auto young = shop.approved(user, 300);
        REQUIRE(young);
        REQUIRE(shop.run(kSecond));
        QCOMPARE(shop.payout(made->id).state, State::approved);
        REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(payouts::dueBy(database, shop.books().clock.nowUtcMs() + 30 * kSecond));
            return 0;
        }));
        REQUIRE(shop.run(20 * kSecond));
        QCOMPARE(shop.payout(young->id).state, State::approved); // its grace was not cut short
        REQUIRE(shop.run(15 * kSecond));
        for (const auto id : {made->id, young->id})
            QCOMPARE(payouts::toText(shop.payout(id).state), QStringLiteral("awaiting_user"));
    }
    void aWatchOverTheClock()
    {
        base::ManualClock wall(1'000'000), steady(500);
        base::ClockWatch watch(wall, steady);
        const auto pass = [&](qint64 wallMs, qint64 steadyMs) {
            wall.advance(wallMs);
            steady.advance(steadyMs);
            return watch.movedMs();
        };
        QCOMPARE(pass(1'000, 1'000), 0);
        QCOMPARE(pass(24 * kHour, 1'000), 24 * kHour - 1'000);
        QCOMPARE(pass(1'000, 1'000), 0);
        QCOMPARE(pass(-24 * kHour, 1'000), -24 * kHour - 1'000);
        QCOMPARE(pass(1'000, 1'000), 0);
    }

    /// A person says: now.
    void aPersonSaysNow()
    {
        SteppedShop shop;
        REQUIRE(shop.set("payouts.first_retry_ms", QStringLiteral("600000")));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::notConnected;
        REQUIRE(shop.run(kSecond));
        shop.wire().harms.clear();
        REQUIRE(shop.run(kSecond));
        QCOMPARE(shop.payout(made->id).state, State::approved);
        REQUIRE(shop.resolveDesk().sync(made->id));
        REQUIRE(shop.run(0));
        QCOMPARE(payouts::toText(shop.payout(made->id).state), QStringLiteral("awaiting_user"));
    }
    /// What is on its way at that very moment is not decided over its head; whoever decides can wait.
    void whatIsBeingSentIsNotDecided()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.books().write<qint64>([](storage::Database& database) -> base::Result<qint64> {
            ZF_TRY(database.execute("UPDATE errands SET state = 'sent'"));
            return database.execute("UPDATE payouts SET state = 'submitting'");
        }));
        const auto decided = shop.resolveDesk().resolve(made->id,
            {payouts::Verdict::notPaid, QStringLiteral("the bill"), QStringLiteral("it is not in it")},
            QStringLiteral("mei"));
        QCOMPARE(decided ? QString() : decided.error().code, QStringLiteral("being_sent"));
    }
    void nowDoesNotCutTheGraceShort()
    {
        SteppedShop shop;
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("30")));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.resolveDesk().sync(made->id));
        REQUIRE(shop.run(10 * kSecond));
        QCOMPARE(shop.payout(made->id).state, State::approved);
    }
};

ZHANGFANG_TEST(WaitingTest)
#include "waiting_test.moc"
