#include "access/settings.h"
#include "base/calendar.h"
#include "harness/decisions.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "payouts/balances.h"
#include "payouts/told.h"

using namespace zhangfang;
using base::Money;
using payouts::Event;
using payouts::State;
namespace v3 = wechatpay::v3;

class PayoutsTest : public QObject
{
    Q_OBJECT
    static harness::PayoutDesk desk(harness::Shop& shop) { return {*shop.writer, shop.clock, shop.random}; }
    static QString code(const base::Result<payouts::Payout>& result)
    {
        return result ? QString() : result.error().code;
    }
    static base::Result<payments::Applied> told(
        harness::Shop& shop, const payouts::Payout& payout, const char* state, qint64 fen = 0)
    {
        wechatpay::TransferBill bill;
        bill.outBillNo = payout.number.toString();
        bill.transferBillNo = QStringLiteral("1330");
        bill.state = wechatpay::parseTransferState(QString::fromLatin1(state));
        bill.amount = Money::fen(fen);
        return shop.write<payments::Applied>(
            [&](storage::Database& database) -> base::Result<payments::Applied> {
                ZF_ASSIGN(const auto settings, access::Settings::load(database));
                return payouts::applyTransferBill(
                    database, bill, settings, QStringLiteral("test"), shop.clock.nowUtcMs());
            });
    }
    /// As the dispatcher does it, up to the bytes being stored.
    static base::Status submit(harness::Shop& shop, base::PayoutId id)
    {
        return shop
            .write<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_ASSIGN(const auto payout, payouts::findPayout(database, id));
                ZF_TRY(errands::fixBytes(database, payout.errand, QByteArray("{}"), {}));
                ZF_TRY(payouts::apply(database, payout, Event::dispatchStored, {}, shop.clock.nowUtcMs()));
                return 0;
            })
            .map([](int) {});
    }

private Q_SLOTS:
    void whatChangedSinceItWasSeenIsNotApproved_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("refusal");
        QTest::addColumn<QString>("what");
        const QString changed = QStringLiteral("changed_meanwhile");
        QTest::newRow("nothing") << QStringLiteral("nothing") << QString() << QString();
        QTest::newRow("balance fell") << QStringLiteral("debit") << changed << QStringLiteral("balance");
        QTest::newRow("balance grew") << QStringLiteral("credit") << QString() << QString();
        QTest::newRow("name") << QStringLiteral("rename") << changed << QStringLiteral("name");
        QTest::newRow("cancelled") << QStringLiteral("cancel") << changed << QStringLiteral("state");
    }
    void whatChangedSinceItWasSeenIsNotApproved()
    {
        QFETCH(QString, change);
        QFETCH(QString, refusal);
        QFETCH(QString, what);
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"), QStringLiteral("before"));
        REQUIRE(shop.fund(user, 1000));
        const auto payout = desk(shop).request(user, Money::fen(400));
        REQUIRE(payout);
        const auto seen = shop.write<payouts::Seen>(
            [&](storage::Database& database) { return payouts::seen(database, *payout); });
        REQUIRE(seen);
        const auto act = [&](storage::Database& database) -> base::Result<int> {
            const qint64 now = shop.clock.nowUtcMs();
            if (change == QLatin1String("debit"))
                ZF_TRY(shop::debit(
                    database, user, Money::fen(100), QStringLiteral("debit:1"), QStringLiteral("fine"), now));
            if (change == QLatin1String("credit"))
                ZF_TRY(shop::credit(database, user, Money::fen(100), QStringLiteral("credit:1"),
                    QStringLiteral("gift"), now));
            if (change == QLatin1String("rename"))
                ZF_TRY(shop::renameUser(database, user, QStringLiteral("after")));
            return 0;
        };
        REQUIRE(shop.write<int>(act));
        if (change == QLatin1String("cancel"))
            REQUIRE(desk(shop).cancel(payout->id, QStringLiteral("user")));
        REQUIRE(shop.write<int>([&](storage::Database& database) -> base::Result<int> {
            // So that coverage is not what refuses.
            ZF_ASSIGN(const auto owner, ledger::AccountPath::parse(QStringLiteral("equity:owner")));
            ZF_TRY(ledger::post(database,
                ledger::simpleTransfer(QStringLiteral("move:more"), QStringLiteral("move"), {},
                    shop.clock.nowUtcMs(), ledger::AccountPath::wechatBasic(), owner, Money::fen(500)),
                shop.clock.nowUtcMs()));
            return 0;
        }));
        const auto approved = desk(shop).approve(payout->id, QStringLiteral("mei"), *seen);
        QCOMPARE(code(approved), refusal);
        if (!refusal.isEmpty())
            QCOMPARE(approved.error().figures.value(0), what);
        QCOMPARE(shop.payout(payout->id).state, refusal.isEmpty()                   ? State::approved
                                                : change == QLatin1String("cancel") ? State::cancelled
                                                                                    : State::requested);
    }

    void finalStatesHaveNoWayOut()
    {
        for (const State state : {State::paid, State::failed, State::rejected, State::cancelled}) {
            QVERIFY(payouts::isFinal(state));
            for (int event = 0; event <= static_cast<int>(Event::decidedNotPaid); ++event)
                QVERIFY2(
                    !payouts::next(state, static_cast<Event>(event)), qPrintable(payouts::toText(state)));
        }
        // Once the answer is unclear, only WeChat's word or the same bytes again.
        for (const Event event :
            {Event::cancelled, Event::rejected, Event::takenBack, Event::approved, Event::notTaken})
            QVERIFY(!payouts::next(State::unclear, event));
    }

    void aRequestHoldsAndARejectionReleases()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 1000));
        const auto payout = desk(shop).request(user, Money::fen(400));
        REQUIRE(payout);
        QCOMPARE(shop.wallet(user).available, Money::fen(600));
        QCOMPARE(shop.wallet(user).held, Money::fen(400));
        QCOMPARE(code(desk(shop).request(user, Money::fen(601))), QStringLiteral("insufficient_funds"));
        REQUIRE(desk(shop).reject(payout->id, QStringLiteral("mei"), QStringLiteral("no")));
        QCOMPARE(shop.wallet(user).available, Money::fen(1000));
        QCOMPARE(code(desk(shop).reject(payout->id, QStringLiteral("mei"), QStringLiteral("no"))),
            QStringLiteral("wrong_state"));
        QCOMPARE(shop.proof().firstDifference, QString());
        // The transfer that gave it back names the decision.
        const auto cause =
            shop.readers.read<QStringList>([](storage::Database& database) -> base::Result<QStringList> {
                ZF_ASSIGN(auto rows,
                    database.query("SELECT t.cause, a.action, a.subject FROM transfers t JOIN audit a ON "
                                   "t.cause = 'audit:' || a.id WHERE t.kind = 'release'"));
                return rows.next() ? QStringList{rows.text(0), rows.text(1), rows.text(2)} : QStringList();
            });
        REQUIRE(cause);
        QCOMPARE(cause->mid(1), (QStringList{QStringLiteral("withdrawal.rejected"), payout->id.toString()}));
    }

    void policyNamesTheLimit_data()
    {
        QTest::addColumn<QByteArray>("setting");
        QTest::addColumn<QString>("error");
        QTest::newRow("single") << QByteArray("payouts.max_single_fen") << "over_single_limit";
        QTest::newRow("user and day") << QByteArray("payouts.max_user_day_fen") << "over_user_limit";
        QTest::newRow("day") << QByteArray("payouts.max_day_fen") << "over_day_limit";
    }
    void policyNamesTheLimit()
    {
        QFETCH(QByteArray, setting);
        QFETCH(QString, error);
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 10'000));
        const bool single = setting.contains("single");
        REQUIRE(shop.set(setting.constData(), single ? QStringLiteral("299") : QStringLiteral("599")));
        const auto first = desk(shop).request(user, Money::fen(300));
        const auto second = desk(shop).request(user, Money::fen(300));
        QVERIFY(first && second);
        QCOMPARE(code(desk(shop).approve(first->id, QStringLiteral("mei"))), single ? error : QString());
        QCOMPARE(code(desk(shop).approve(second->id, QStringLiteral("mei"))), error);
        shop.clock.advance(24 * 3600 * 1000);
        QCOMPARE(code(desk(shop).approve(second->id, QStringLiteral("mei"))), single ? error : QString());
    }

    void coverageIsTheSmallerFigure()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 1000));
        const auto payout = desk(shop).request(user, Money::fen(400));
        REQUIRE(payout);
        const auto tell = [&](qint64 fen) {
            return shop.write<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(payouts::recordBalance(
                    database, wechatpay::AccountType::basic, {Money::fen(fen), {}}, shop.clock.nowUtcMs()));
                return 0;
            });
        };
        REQUIRE(tell(999));
        QCOMPARE(code(desk(shop).approve(payout->id, QStringLiteral("mei"))), QStringLiteral("not_covered"));
        REQUIRE(tell(1000));
        QCOMPARE(code(desk(shop).approve(payout->id, QStringLiteral("mei"))), QString());
        REQUIRE(desk(shop).takeBack(payout->id, QStringLiteral("mei")));
        REQUIRE(shop.write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(shop::credit(
                database, user, Money::fen(1), QStringLiteral("one more"), QStringLiteral("x"), 1));
            return 0;
        }));
        REQUIRE(tell(100'000));
        QCOMPARE(code(desk(shop).approve(payout->id, QStringLiteral("mei"))), QStringLiteral("not_covered"));
    }

    /// A payout that WeChat accepts before midnight and that is received after it.
    void whatIsUnderWayOverMidnightIsNoDifference()
    {
        harness::Shop shop;
        const auto expected = [&](qint64 before) {
            return shop.readers
                .read<std::optional<Money>>([&](storage::Database& database) {
                    return payouts::expectedAtWechat(database, wechatpay::AccountType::basic, before);
                })
                .value_or(std::nullopt)
                .value_or(Money::fen(-1))
                .inFen();
        };
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 1000));
        const auto payout = desk(shop).request(user, Money::fen(400));
        REQUIRE(payout);
        REQUIRE(desk(shop).approve(payout->id, QStringLiteral("mei")));
        REQUIRE(submit(shop, payout->id));
        QCOMPARE(expected(shop.clock.nowUtcMs() + 1), 1000);
        REQUIRE(told(shop, shop.payout(payout->id), "WAIT_USER_CONFIRM", 400));
        QCOMPARE(expected(shop.clock.nowUtcMs() + 1), 600);
        const qint64 midnight = base::startOfDayUtcMs(base::businessDay(shop.clock.nowUtcMs()).addDays(1));
        shop.clock.advance(12 * 3600 * 1000);
        REQUIRE(told(shop, shop.payout(payout->id), "SUCCESS", 400));
        REQUIRE(shop.fund(user, 50));
        QCOMPARE(expected(midnight), 600);
        QCOMPARE(expected(shop.clock.nowUtcMs() + 1), 650);
        // One that fails gives WeChat's money back, and had been out meanwhile.
        const auto other = desk(shop).request(user, Money::fen(100));
        REQUIRE(other);
        REQUIRE(desk(shop).approve(other->id, QStringLiteral("mei")));
        REQUIRE(submit(shop, other->id));
        REQUIRE(told(shop, shop.payout(other->id), "ACCEPTED", 100));
        shop.clock.advance(1000);
        const qint64 meanwhile = shop.clock.nowUtcMs();
        shop.clock.advance(1000);
        REQUIRE(told(shop, shop.payout(other->id), "FAIL", 100));
        QCOMPARE(expected(meanwhile), 550);
        QCOMPARE(expected(shop.clock.nowUtcMs() + 1), 650);
    }

    void endsOfDaysAreAskedForOnceEach()
    {
        harness::Shop shop; // 16:53 in Shanghai
        const auto wanted = [&] {
            return shop.readers
                .read<std::optional<QDate>>([&](storage::Database& database) {
                    return payouts::dayEndWanted(
                        database, wechatpay::AccountType::basic, shop.clock.nowUtcMs());
                })
                .value_or(QDate(1, 1, 1));
        };
        const auto know = [&](QDate day) {
            return shop.write<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(payouts::recordDayEnd(database, wechatpay::AccountType::basic, day,
                    {Money::fen(1), {}}, shop.clock.nowUtcMs()));
                return 0;
            });
        };
        const QDate today = base::businessDay(shop.clock.nowUtcMs());
        QCOMPARE(wanted(), std::nullopt); // no books yet
        REQUIRE(shop.fund(shop.addUser(QStringLiteral("oA")), 1000));
        QCOMPARE(wanted(), std::nullopt);
        shop.clock.advance(17 * 3600 * 1000); // 09:53 on the next day
        QCOMPARE(wanted(), std::nullopt);
        shop.clock.advance(600'000);
        QCOMPARE(wanted(), today);
        REQUIRE(know(today));
        QCOMPARE(wanted(), std::nullopt);
        shop.clock.advance(3 * base::kDayMs); // closed for some days: the latest first
        for (const int day : {3, 2, 1}) {
            QCOMPARE(wanted(), today.addDays(day));
            REQUIRE(know(today.addDays(day)));
        }
        QCOMPARE(wanted(), std::nullopt);
        shop.clock.advance(30 * base::kDayMs);
        int asked = 0;
        for (auto day = wanted(); day && asked < 40; day = wanted(), ++asked)
            REQUIRE(know(*day));
        QCOMPARE(asked, payouts::kDayEndsBack);
    }

    void largeSumsNeedAName()
    {
        harness::Shop shop;
        REQUIRE(shop.set("payouts.max_single_fen", QStringLiteral("1000000")));
        REQUIRE(shop.set("payouts.max_user_day_fen", QStringLiteral("1000000")));
        const auto nameless = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(nameless, 500'000));
        const auto payout = desk(shop).request(nameless, Money::fen(200'000));
        REQUIRE(payout);
        QCOMPARE(
            code(desk(shop).approve(payout->id, QStringLiteral("mei"))), QStringLiteral("name_required"));
    }

    void takeBackOnlyBeforeItIsSent()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 1000));
        const auto payout = desk(shop).request(user, Money::fen(400));
        REQUIRE(desk(shop).approve(payout->id, QStringLiteral("mei")));
        REQUIRE(desk(shop).takeBack(payout->id, QStringLiteral("mei")));
        QCOMPARE(shop.payout(payout->id).state, State::requested);
        REQUIRE(desk(shop).approve(payout->id, QStringLiteral("mei")));
        REQUIRE(submit(shop, payout->id));
        QCOMPARE(code(desk(shop).takeBack(payout->id, QStringLiteral("mei"))), QStringLiteral("wrong_state"));
        QCOMPARE(code(desk(shop).cancel(payout->id, QStringLiteral("user"))), QStringLiteral("wrong_state"));
    }

    void theFirstWordDecidesAndLaterOnesChangeNothing_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QString>("state");
        QTest::addColumn<qint64>("available");
        QTest::newRow("success") << QByteArray("SUCCESS") << "paid" << 600LL;
        QTest::newRow("fail") << QByteArray("FAIL") << "failed" << 1000LL;
        QTest::newRow("cancelled") << QByteArray("CANCELLED") << "cancelled" << 1000LL;
    }
    void theFirstWordDecidesAndLaterOnesChangeNothing()
    {
        QFETCH(QByteArray, first);
        QFETCH(QString, state);
        QFETCH(qint64, available);
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 1000));
        const auto payout = desk(shop).request(user, Money::fen(400));
        // Told before we have sent anything: quarantined, nothing moves.
        QCOMPARE(told(shop, *payout, first.constData(), 400)->outcome, payments::Outcome::quarantined);
        REQUIRE(desk(shop).approve(payout->id, QStringLiteral("mei")));
        REQUIRE(submit(shop, payout->id));
        QCOMPARE(told(shop, *payout, first.constData(), 401)->outcome, payments::Outcome::quarantined);
        QCOMPARE(told(shop, *payout, first.constData(), 400)->outcome, payments::Outcome::applied);
        for (const char* later :
            {"ACCEPTED", "WAIT_USER_CONFIRM", "SUCCESS", "FAIL", "CANCELLED", "NEVER_HEARD_OF"})
            static_cast<void>(told(shop, *payout, later, 400));
        QCOMPARE(payouts::toText(shop.payout(payout->id).state), state);
        QCOMPARE(shop.wallet(user).available, Money::fen(available));
        QCOMPARE(shop.wallet(user).held, Money::zero());
        QCOMPARE(shop.proof().firstDifference, QString());
    }

    void anUnknownStateIsUnclearKeepsTheHoldAndAsksAPerson()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 1000));
        const auto payout = desk(shop).request(user, Money::fen(400));
        REQUIRE(desk(shop).approve(payout->id, QStringLiteral("mei")));
        REQUIRE(submit(shop, payout->id));
        REQUIRE(told(shop, *payout, "EVAPORATED", 400));
        QCOMPARE(shop.payout(payout->id).state, State::unclear);
        QVERIFY(shop.payout(payout->id).nextAttemptAtUtcMs); // asked about, not waiting for a restart
        QCOMPARE(shop.payout(payout->id).blocked, QStringLiteral("unknown_state"));
        QCOMPARE(shop.wallet(user).held, Money::fen(400));
    }
};

ZHANGFANG_TEST(PayoutsTest)
#include "payouts_test.moc"
