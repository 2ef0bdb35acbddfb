#include "errands/claim.h"
#include "harness/run.h"
#include "harness/stepped_shop.h"
#include "payouts/limits.h"
#include "payouts/told.h"

using namespace zhangfang;
using base::Money;
using harness::Harm;
using harness::SteppedShop;
using payouts::State;

Q_DECLARE_METATYPE(zhangfang::harness::Harm)

/// A cancel that is not plainly accepted is followed by a query; cancels are few and far between.
class CancelTest : public QObject
{
    Q_OBJECT
    static constexpr qint64 kMinute = 60'000;
    static int count(const QStringList& story, const char* event)
    {
        return static_cast<int>(story.count(QString::fromLatin1(event)));
    }

private Q_SLOTS:
    /// However long there was no network: a cancel that did not leave is none of the few that are tried.
    void whatNeverLeftIsNoTry()
    {
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.run(kMinute));
        shop.wire().harms["cancel"] = Harm::notConnected;
        REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
        REQUIRE(shop.run(60 * kMinute));
        QVERIFY(count(shop.story(made->id), "cancel_sent") > payouts::kMostCancels);
        shop.wire().harms["cancel"] = Harm::lostBefore;
        shop.wire().left["cancel"] = 1;
        REQUIRE(shop.run(60 * kMinute));
        QCOMPARE(shop.payout(made->id).state, State::cancelled);
        QCOMPARE(shop.tasks(), QStringList());
    }

    void everyCancelEnds_data()
    {
        QTest::addColumn<Harm>("harm");
        QTest::addColumn<bool>("confirmed");
        for (const Harm harm :
            {Harm::none, Harm::lostBefore, Harm::lostAfter, Harm::notConnected, Harm::unknownCode,
                Harm::unknownAfter, Harm::invalidRequest, Harm::needsPerson, Harm::forged}) {
            QTest::addRow("%s", harness::toText(harm)) << harm << false;
            QTest::addRow("%s, and the payee has confirmed", harness::toText(harm)) << harm << true;
        }
    }
    void everyCancelEnds()
    {
        QFETCH(Harm, harm);
        QFETCH(bool, confirmed);
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.run(kMinute));
        QCOMPARE(shop.payout(made->id).state, State::awaitingUser);
        if (confirmed) // and the notification is lost
            QVERIFY(shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
        shop.wire().harms["cancel"] = harm;
        const int queries = shop.wire().calls["query"];
        REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
        REQUIRE(shop.run(30 * kMinute));
        const auto now = shop.payout(made->id);
        const QStringList story = shop.story(made->id);
        const bool acted = !confirmed && (harm == Harm::none || harm == Harm::lostAfter ||
                                             harm == Harm::unknownAfter || harm == Harm::forged);
        if (harm != Harm::notConnected)
            QVERIFY2(shop.wire().calls["cancel"] <= payouts::kMostCancels,
                qPrintable(QString::number(shop.wire().calls["cancel"])));
        QVERIFY(shop.wire().calls["query"] > queries);
        if (confirmed && harm != Harm::notConnected) {
            QCOMPARE(now.state, State::paid);
            QCOMPARE(shop.wire().calls["cancel"], 1); // the query after it told all
        } else if (acted) {
            QCOMPARE(now.state, State::cancelled);
            QCOMPARE(shop.wire().calls["cancel"], 1);
        } else if (harm != Harm::notConnected) {
            QCOMPARE(now.state, State::awaitingUser);
            QCOMPARE(shop.wire().calls["cancel"], payouts::kMostCancels);
            QCOMPARE(count(story, "cancel_sent"), payouts::kMostCancels);
            QVERIFY(!now.cancelRequested);
            QCOMPARE(shop.tasks(), QStringList{QStringLiteral("not_cancelled")});
        }
        // The way is free again.
        shop.wire().harms.clear();
        if (now.state == State::awaitingUser)
            REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
        REQUIRE(shop.run(30 * kMinute));
        QCOMPARE(shop.payout(made->id).state, confirmed ? State::paid : State::cancelled);
        QCOMPARE(shop.tasks(), QStringList()); // what was asked of a person is over too
        QCOMPARE(shop.timesPaid(*made), confirmed ? 1 : 0);
        QCOMPARE(shop.books().wallet(user).held, Money::zero());
        QCOMPARE(shop.books().wallet(user).available, Money::fen(confirmed ? 600 : 1000));
        QCOMPARE(shop.difference(), QString());
    }

    /// Cancel and query both get no answer: still few, still paced, and a person is asked.
    void aSilentWechatIsNotCancelledAtWithoutEnd()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.run(kMinute));
        shop.wire().harms["cancel"] = Harm::lostBefore;
        shop.wire().harms["query"] = Harm::lostBefore;
        REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
        REQUIRE(shop.run(60 * kMinute));
        QCOMPARE(shop.wire().calls["cancel"], 1); // no query has told what came of it
        QVERIFY(shop.tasks().contains(QStringLiteral("unclear_too_long")));
        QCOMPARE(shop.books().wallet(user).held, Money::fen(400));
    }

    /// The program ends between writing the cancel down and its answer.
    void afterACrashTheNextStepIsAQuery()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.run(kMinute));
        REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
        const auto wish = shop.payout(made->id).cancelErrand;
        REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
            const qint64 now = shop.books().clock.nowUtcMs();
            ZF_TRY(errands::claim(database, wish, QStringLiteral("gone"), now));
            ZF_TRY(errands::fixBytes(database, wish, made->number.toString().toLatin1(), {}));
            ZF_TRY(errands::apply(database, wish, errands::Event::sending, {}, now));
            return 0;
        }));
        REQUIRE(shop.restart());
        const int queries = shop.wire().calls["query"];
        REQUIRE(shop.run(0));
        QCOMPARE(shop.wire().calls["query"], queries + 1);
        QCOMPARE(shop.wire().calls["cancel"], 0);
        REQUIRE(shop.run(10 * kMinute));
        QCOMPARE(shop.payout(made->id).state, State::cancelled);
    }

    /// WeChat is cancelling it, and says no more yet: that is no end, and the money stays held.
    void acceptedIsNotCancelled()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.run(kMinute));
        shop.wire().harms["query"] = Harm::lostBefore;
        REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
        REQUIRE(shop.run(0));
        const auto now = shop.payout(made->id);
        QCOMPARE(now.state, State::awaitingUser);
        QVERIFY(!now.cancelRequested);
        QCOMPARE(shop.errand(now.cancelErrand).state, errands::State::taken);
        wechatpay::TransferBill bill;
        bill.outBillNo = made->number.toString();
        bill.state = {wechatpay::TransferState::canceling, QStringLiteral("CANCELING")};
        REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
            ZF_TRY(payouts::applyTransferBill(
                database, bill, settings, QStringLiteral("query"), shop.books().clock.nowUtcMs()));
            return 0;
        }));
        QCOMPARE(shop.errand(now.cancelErrand).state, errands::State::taken);
        QCOMPARE(shop.books().wallet(user).held, Money::fen(400));
        shop.wire().harms.clear();
        REQUIRE(shop.run(30 * kMinute));
        QCOMPARE(shop.payout(made->id).state, State::cancelled);
        QCOMPARE(shop.errand(now.cancelErrand).state, errands::State::done);
        QCOMPARE(shop.wire().calls["cancel"], 1);
        QCOMPARE(shop.books().wallet(user).held, Money::zero());
    }

    /// Wished twice while it is under way, and the answer is lost: one cancel all the same.
    void aSecondWishIsTheSame()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.run(kMinute));
        REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
        const auto wish = shop.payout(made->id).cancelErrand;
        QCOMPARE(shop.errand(wish).state, errands::State::stored);
        REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
        QCOMPARE(shop.payout(made->id).cancelErrand, wish);
        shop.wire().harms["cancel"] = Harm::lostAfter;
        REQUIRE(shop.run(30 * kMinute));
        QCOMPARE(shop.payout(made->id).state, State::cancelled);
        QCOMPARE(shop.wire().calls["cancel"], 1);
        QCOMPARE(shop.errand(wish).state, errands::State::done);
    }

    /// Somebody else has it: nothing is sent by a second one until that claim is over.
    void somebodyElsesCancelIsLeftAlone()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.run(kMinute));
        REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
        const auto wish = shop.payout(made->id).cancelErrand;
        REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(errands::claim(
                database, wish, QStringLiteral("another"), shop.books().clock.nowUtcMs(), 10 * kMinute));
            return 0;
        }));
        payouts::Dispatcher dispatcher(*shop.books().writer, shop.books().readers, shop.clients(),
            shop.books().clock, shop.books().random,
            shop.books()
                .readers
                .read<access::Settings>(
                    [](storage::Database& database) { return access::Settings::load(database); })
                .value_or(access::Settings{}));
        REQUIRE(dispatcher.runDue());
        QCOMPARE(shop.wire().calls["cancel"], 0);
        shop.books().clock.advance(10 * kMinute + 1);
        REQUIRE(shop.run(10 * kMinute));
        QCOMPARE(shop.wire().calls["cancel"], 1);
        QCOMPARE(shop.payout(made->id).state, State::cancelled);
    }

    /// Paid before the wish could leave: it ends with the withdrawal, unsent.
    void aWishEndsWithItsWithdrawal()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.run(kMinute));
        QVERIFY(shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
        REQUIRE(shop.payoutDesk().cancel(made->id, QStringLiteral("user")));
        REQUIRE(shop.resolveDesk().sync(made->id));
        const auto now = shop.payout(made->id);
        QCOMPARE(now.state, State::paid);
        QCOMPARE(shop.errand(now.cancelErrand).state, errands::State::withdrawn);
        REQUIRE(shop.run(30 * kMinute));
        QCOMPARE(shop.wire().calls["cancel"], 0);
        QCOMPARE(shop.books().wallet(user).available, Money::fen(600));
    }

    void whatCannotBeCancelledSaysSo_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::newRow("batches") << QString::fromLatin1(payouts::kBatches);
        QTest::newRow("red packets") << QString::fromLatin1(payouts::kV2RedPackets);
    }
    void whatCannotBeCancelledSaysSo()
    {
        QFETCH(QString, channel);
        SteppedShop shop;
        REQUIRE(shop.set("payouts.channel", channel));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        REQUIRE(shop.run(kMinute));
        const auto refused = shop.payoutDesk().cancel(made->id, QStringLiteral("user"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("cannot_cancel"));
    }
};

ZHANGFANG_TEST(CancelTest)
#include "cancel_test.moc"
