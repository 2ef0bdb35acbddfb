#include "harness/decisions.h"
#include "harness/run.h"
#include "harness/stepped_shop.h"
#include "payouts/batch.h"
#include "payouts/limits.h"

using namespace zhangfang;
using base::Money;
using harness::Harm;
using harness::SteppedShop;
using payouts::State;

/// What an approval fixes: the number, the way, and the batch with everybody in it.
class ApprovalTest : public QObject
{
    Q_OBJECT
    static constexpr qint64 kMinute = 60'000;
    static QString code(const base::Result<payouts::Payout>& result)
    {
        return result ? QString() : result.error().code;
    }

private Q_SLOTS:
    void leastSums_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::addColumn<qint64>("fen");
        QTest::addColumn<QString>("refusal");
        QTest::addColumn<QString>("figure");
        const QString under = QStringLiteral("under_least");
        for (const char* channel : {payouts::kTransferBills, payouts::kBatches, payouts::kV2Transfers}) {
            QTest::addRow("%s 9", channel) << QString::fromLatin1(channel) << 9LL << under << "0.10";
            QTest::addRow("%s 10", channel) << QString::fromLatin1(channel) << 10LL << QString() << QString();
        }
        const QString packet = QString::fromLatin1(payouts::kV2RedPackets);
        QTest::newRow("red packet 99") << packet << 99LL << under << "1.00";
        QTest::newRow("red packet 100") << packet << 100LL << QString() << QString();
        QTest::newRow("red packet 20000") << packet << 20'000LL << QString() << QString();
        QTest::newRow("red packet 20001") << packet << 20'001LL << "over_most"
                                          << "200.00";
        QTest::newRow("nothing") << packet << 0LL << "invalid_amount" << QString();
    }
    void leastSums()
    {
        QFETCH(QString, channel);
        QFETCH(qint64, fen);
        QFETCH(QString, refusal);
        QFETCH(QString, figure);
        harness::Shop shop;
        REQUIRE(shop.set("payouts.channel", channel));
        REQUIRE(shop.set("payouts.max_single_fen", QStringLiteral("100000")));
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 100'000));
        harness::PayoutDesk desk(*shop.writer, shop.clock, shop.random);
        const auto asked = desk.request(user, Money::fen(fen));
        QCOMPARE(code(asked), refusal);
        if (!figure.isEmpty())
            QVERIFY2(asked.error().figures.value(0).contains(figure), qPrintable(asked.error().message));
        QCOMPARE(shop.wallet(user).held, Money::fen(asked ? fen : 0));
        // Asked for by one way, and approved when another is in force.
        if (asked && fen < 100) {
            REQUIRE(shop.set("payouts.channel", QString::fromLatin1(payouts::kV2RedPackets)));
            QCOMPARE(code(desk.approve(asked->id, QStringLiteral("mei"))), QStringLiteral("under_least"));
        }
    }

    void theWayIsFixed_data()
    {
        QTest::addColumn<QString>("approvedBy");
        QTest::addColumn<QString>("later");
        const char* const kAll[] = {
            payouts::kTransferBills, payouts::kBatches, payouts::kV2Transfers, payouts::kV2RedPackets};
        for (const char* before : kAll) {
            for (const char* after : kAll) {
                if (before != after)
                    QTest::addRow("%s, then %s", before, after)
                        << QString::fromLatin1(before) << QString::fromLatin1(after);
            }
        }
    }
    void theWayIsFixed()
    {
        QFETCH(QString, approvedBy);
        QFETCH(QString, later);
        SteppedShop shop;
        REQUIRE(shop.set("payouts.channel", approvedBy));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        QCOMPARE(made->channel, approvedBy);
        REQUIRE(shop.set("payouts.channel", later));
        REQUIRE(shop.run(kMinute));
        static const QMap<QString, QString> kKinds{
            {QString::fromLatin1(payouts::kTransferBills), QStringLiteral("bill")},
            {QString::fromLatin1(payouts::kBatches), QStringLiteral("detail")},
            {QString::fromLatin1(payouts::kV2Transfers), QStringLiteral("v2")},
            {QString::fromLatin1(payouts::kV2RedPackets), QStringLiteral("redpack")}};
        QCOMPARE(shop.atWechat(*made).value(QLatin1String("kind")).toString(), kKinds.value(approvedBy));
    }

    void aBatchIsFixedByItsApprovals()
    {
        SteppedShop shop;
        REQUIRE(shop.set("payouts.channel", QString::fromLatin1(payouts::kBatches)));
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("10")));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 2000);
        const auto first = shop.approved(user, 400);
        shop.books().clock.advance(payouts::kBatchJoinMs);
        const auto second = shop.approved(user, 300);
        const auto third = shop.approved(user, 200);
        shop.books().clock.advance(1);
        const auto late = shop.approved(user, 100);
        QVERIFY(first && second && third && late);
        QVERIFY(!first->batchNo.isEmpty());
        QCOMPARE(second->batchNo, first->batchNo);
        QCOMPARE(third->batchNo, first->batchNo);
        QVERIFY(late->batchNo != first->batchNo);
        // Nobody's grace is cut short, and all go together.
        QCOMPARE(first->nextAttemptAtUtcMs, second->nextAttemptAtUtcMs);
        QVERIFY(*second->nextAttemptAtUtcMs >= second->approvedAtUtcMs + 10'000);
        REQUIRE(shop.payoutDesk().takeBack(third->id, QStringLiteral("mei")));
        QCOMPARE(shop.payout(third->id).batchNo, QString());
        QCOMPARE(shop.payout(third->id).channel, QString());
        REQUIRE(shop.payoutDesk().cancel(late->id, QStringLiteral("user")));
        REQUIRE(shop.run(kMinute));
        QCOMPARE(shop.wire().calls["create"], 1);
        QVERIFY(shop.wire().created.front().contains(first->batchNo.toLatin1()));
        QVERIFY(shop.wire().created.front().contains("\"total_num\":2"));
        QCOMPARE(code(shop.payoutDesk().takeBack(first->id, QStringLiteral("mei"))),
            QStringLiteral("wrong_state"));
        // Approved again, in a batch of its own.
        const auto again = shop.payoutDesk().approve(third->id, QStringLiteral("mei"));
        REQUIRE(again);
        QVERIFY(again->batchNo != first->batchNo);
        REQUIRE(shop.run(kMinute));
        for (const auto& one : {*first, *second, *third})
            QVERIFY(shop.control("confirm", {{QStringLiteral("out_bill_no"), one.number.toString()}}));
        REQUIRE(shop.run(10 * kMinute));
        for (const auto& one : {*first, *second, *third})
            QCOMPARE(shop.timesPaid(one), 1);
        QCOMPARE(shop.difference(), QString());
    }

    /// Books as a backup from between approval and sending has them: the same approval goes out once more,
    /// under the same number with the same members, and pays nobody twice.
    void anApprovalPutBackGoesOutUnderItsNumber_data()
    {
        QTest::addColumn<QString>("channel");
        for (const char* channel : {payouts::kTransferBills, payouts::kBatches, payouts::kV2RedPackets})
            QTest::newRow(channel) << QString::fromLatin1(channel);
    }
    void anApprovalPutBackGoesOutUnderItsNumber()
    {
        QFETCH(QString, channel);
        SteppedShop shop;
        REQUIRE(shop.set("payouts.channel", channel));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto first = shop.approved(user, 400);
        const auto second = shop.approved(user, 300);
        QVERIFY(first && second);
        REQUIRE(shop.run(kMinute));
        for (const auto& one : {*first, *second})
            static_cast<void>(
                shop.control("confirm", {{QStringLiteral("out_bill_no"), one.number.toString()}}));
        // The backup is put back, and another way is in force by now.
        REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.execute("UPDATE errands SET state = 'stored', bytes = :none, serial = '', "
                                    "attempts = 0, next_at = :now, finished_at = NULL",
                {{":none", QByteArray("")}, {":now", shop.books().clock.nowUtcMs()}}));
            ZF_TRY(database.execute(
                "UPDATE payouts SET state = 'approved', transfer_bill_no = '', package_info = ''"));
            ZF_TRY(
                database.execute("UPDATE payout_batches SET request = :none", {{":none", QByteArray("")}}));
            ZF_TRY(database.execute("UPDATE sums SET fen = 0 WHERE name = 'out:BASIC'"));
            ZF_TRY(database.execute("DELETE FROM wechat_balances"));
            return 0;
        }));
        REQUIRE(shop.set("payouts.channel",
            QString::fromLatin1(
                channel == QLatin1String(payouts::kBatches) ? payouts::kTransferBills : payouts::kBatches)));
        // Money has come in since, so that it is not the missing cover that holds them back.
        QVERIFY(shop.control("fund", {{QStringLiteral("amount_fen"), 700}}));
        REQUIRE(shop.run(60 * kMinute));
        for (const auto& one : {*first, *second}) {
            QCOMPARE(shop.timesPaid(one), 1);
            QCOMPARE(shop.payout(one.id).state, State::paid);
            QCOMPARE(shop.payout(one.id).batchNo, one.batchNo);
        }
        QCOMPARE(shop.books().proof().firstDifference, QString());
    }

    /// Its bytes pay every member: what is not covered as a whole waits as a whole.
    void aBatchGoesWholeOrNotAtAll()
    {
        SteppedShop shop;
        REQUIRE(shop.set("payouts.channel", QString::fromLatin1(payouts::kBatches)));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto first = shop.approved(user, 400);
        const auto second = shop.approved(user, 300);
        QVERIFY(first && second);
        REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(shop::credit(database, user, Money::fen(1), QStringLiteral("one more"),
                QStringLiteral("x"), shop.books().clock.nowUtcMs()));
            return 0;
        }));
        REQUIRE(shop.run(kMinute));
        QCOMPARE(shop.wire().calls["create"], 0);
        for (const auto& one : {*first, *second}) {
            QCOMPARE(shop.payout(one.id).blocked, QStringLiteral("not_covered"));
            QCOMPARE(shop.payout(one.id).state, State::approved);
        }
        REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(shop::debit(database, user, Money::fen(1), QStringLiteral("one less"), QStringLiteral("x"),
                shop.books().clock.nowUtcMs()));
            return 0;
        }));
        REQUIRE(shop.run(10 * kMinute));
        QCOMPARE(shop.wire().calls["create"], 1);
        QCOMPARE(shop.payout(first->id).state, State::accepted);
    }

    /// What WeChat has certainly refused can be given back, and is never sent after that.
    void aRefusedBatchIsGivenBack()
    {
        SteppedShop shop;
        REQUIRE(shop.set("payouts.channel", QString::fromLatin1(payouts::kBatches)));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto first = shop.approved(user, 400);
        const auto second = shop.approved(user, 300);
        QVERIFY(first && second);
        QVERIFY(shop.control(
            "fault", {{QStringLiteral("target"), QStringLiteral("create_batch")},
                         {QStringLiteral("kind"), QStringLiteral("NO_AUTH")}, {QStringLiteral("count"), 1}}));
        REQUIRE(shop.run(kMinute));
        QCOMPARE(shop.wire().calls["create"], 1);
        QCOMPARE(shop.payout(first->id).state, State::approved);
        QVERIFY(!shop.payout(first->id).blocked.isEmpty());
        REQUIRE(shop.payoutDesk().cancel(first->id, QStringLiteral("mei")));
        REQUIRE(shop.run(60 * kMinute));
        QCOMPARE(shop.wire().calls["create"], 1);
        QCOMPARE(shop.payout(second->id).blocked, QStringLiteral("batch_incomplete"));
        REQUIRE(shop.payoutDesk().cancel(second->id, QStringLiteral("mei")));
        for (const auto& one : {*first, *second}) {
            QCOMPARE(shop.payout(one.id).state, State::cancelled);
            QCOMPARE(shop.timesPaid(one), 0);
        }
        QCOMPARE(shop.difference(), QString());
    }

    /// A batch is of one app: payees who are known in another do not hold it up.
    void aBatchIsOfOneApp()
    {
        SteppedShop shop;
        REQUIRE(shop.set("payouts.channel", QString::fromLatin1(payouts::kBatches)));
        REQUIRE(shop.set("wechatpay.appids", QStringLiteral("wx00000000000000b2")));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto other = shop.userWith(QStringLiteral("oBob"), 1000);
        REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.execute(
                "UPDATE users SET appid = 'wx00000000000000b2' WHERE id = :id", {{":id", other.value()}}));
            return 0;
        }));
        const auto first = shop.approved(user, 400);
        const auto second = shop.approved(other, 300);
        const auto third = shop.approved(user, 200);
        QVERIFY(first && second && third);
        QCOMPARE(third->batchNo, first->batchNo);
        QVERIFY(second->batchNo != first->batchNo);
    }

    /// A name is sealed for one key of the platform, and says for which.
    void theKeyANameIsSealedForIsKept_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::newRow("transfer bills") << QString::fromLatin1(payouts::kTransferBills);
        QTest::newRow("batches") << QString::fromLatin1(payouts::kBatches);
    }
    void theKeyANameIsSealedForIsKept()
    {
        QFETCH(QString, channel);
        SteppedShop shop;
        REQUIRE(shop.set("payouts.channel", channel));
        REQUIRE(shop.set("payouts.max_single_fen", QStringLiteral("500000")));
        REQUIRE(shop.set("payouts.max_user_day_fen", QStringLiteral("500000")));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 400'000, QStringLiteral("爱丽丝"));
        const auto named = shop.approved(user, 200'000);
        REQUIRE(named);
        REQUIRE(shop.run(kMinute));
        QCOMPARE(shop.payout(named->id).serial, shop.clients().v3->preferredSerial());
        QVERIFY(!shop.payout(named->id).serial.isEmpty());
        const auto nameless = shop.approved(user, 400);
        REQUIRE(nameless);
        REQUIRE(shop.run(kMinute));
        QCOMPARE(shop.payout(nameless->id).serial, QByteArray());
    }
};

ZHANGFANG_TEST(ApprovalTest)
#include "approval_test.moc"
