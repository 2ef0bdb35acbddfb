#include "backend/lookback.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "harness/stepped_shop.h"
#include "recovery/standing.h"
#include "storage/backup.h"

#include <QProcess>

using namespace zhangfang;
using base::Money;
using harness::DeskShop;
using recovery::State;

/// What happened at WeChat after a backup that was put back: looked at before anything is sent, and nobody is
/// paid again unseen.
class RecoveryTest : public QObject
{
    Q_OBJECT

    QTemporaryDir temp_;

    QString backedUp(DeskShop& shop)
    {
        const QString copy = temp_.filePath(QStringLiteral("copy-%1.db").arg(++serial_));
        return DeskShop::wait<int>(shop.desk().backup(copy)) ? copy : QString();
    }
    int serial_ = 0;

    static bool restored(DeskShop& shop, const QString& copy)
    {
        const auto kept = DeskShop::wait<QString>(shop.desk().restore(copy, shop.authority()));
        if (!kept)
            qWarning().noquote() << kept.error().describe();
        return kept.has_value();
    }
    static backend::RecoveryStatus status(DeskShop& shop)
    {
        return DeskShop::wait<backend::RecoveryStatus>(shop.desk().recovery())
            .value_or(backend::RecoveryStatus{});
    }
    static bool waits(DeskShop& shop)
    {
        return QTest::qWaitFor([&] { return status(shop).standing.state == State::waiting; }, 20'000);
    }
    static QString confirmed(DeskShop& shop)
    {
        const auto done = DeskShop::wait<int>(
            shop.desk().confirmRecovery(QStringLiteral("seen and settled"), shop.authority()));
        return done ? QString() : done.error().code;
    }
    static QString code(const base::Status& status) { return status ? QString() : status.error().code; }
    static std::optional<recovery::Finding> finding(DeskShop& shop, const QString& number)
    {
        for (const auto& one : status(shop).findings) {
            if (one.number == number)
                return one;
        }
        return std::nullopt;
    }
    static shop::Wallet wallet(DeskShop& shop, base::UserId user)
    {
        return shop.books()
            .readers()
            .read<shop::Wallet>([user](storage::Database& database) { return shop::wallet(database, user); })
            .value_or(shop::Wallet{});
    }
    static shop::Order order(DeskShop& shop, const QString& number)
    {
        return shop.books()
            .readers()
            .read<shop::Order>([&](storage::Database& database) { return shop::findOrder(database, number); })
            .value_or(shop::Order{});
    }
    static bool paid(DeskShop& shop, const QString& number, qint64 fen)
    {
        payments::NewOrder wanted;
        wanted.number = number;
        wanted.amount = Money::fen(fen);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        return DeskShop::wait(shop.desk().createOrder(wanted)).has_value() &&
               shop.control("pay", {{QStringLiteral("out_trade_no"), number}}) &&
               QTest::qWaitFor([&] { return order(shop, number).state == shop::OrderState::paid; }, 10'000);
    }

private Q_SLOTS:
    /// Asked for before the backup and paid after it: its number is known, so its payment is found.
    void aWithdrawalPaidSinceIsFound_data()
    {
        QTest::addColumn<bool>("approvedBefore");
        QTest::newRow("requested in the backup") << false;
        QTest::newRow("approved in the backup") << true;
    }
    void aWithdrawalPaidSinceIsFound()
    {
        QFETCH(bool, approvedBefore);
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(
            shop.set("payouts.grace_seconds", approvedBefore ? QStringLiteral("3") : QStringLiteral("0")));
        const auto user = shop.userWith(QStringLiteral("oA"), 3'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 700);
        REQUIRE(payout);
        if (approvedBefore)
            REQUIRE(shop.approve({payout->id}));
        const QString copy = backedUp(shop);
        QCOMPARE(
            shop.stateOf(payout->id), approvedBefore ? payouts::State::approved : payouts::State::requested);
        if (!approvedBefore)
            REQUIRE(shop.approve({payout->id}));
        QVERIFY(shop.becomes(payout->id, payouts::State::paid));

        QVERIFY(restored(shop, copy));
        QVERIFY(DeskShop::wait<reports::Pulse>(shop.desk().pulse())->recovering);
        QVERIFY(waits(shop));
        QCOMPARE(shop.stateOf(payout->id), payouts::State::paid);
        const auto found = finding(shop, payout->number.toString());
        QVERIFY(found && found->differs);
        QCOMPARE(found->wechat, QStringLiteral("SUCCESS"));
        QCOMPARE(status(shop).difference, std::optional(Money()));
        QCOMPARE(confirmed(shop), QString());
        QVERIFY(!DeskShop::wait<reports::Pulse>(shop.desk().pulse())->recovering);
        QCOMPARE(wallet(shop, *user).held, Money());
        QCOMPARE(wallet(shop, *user).available, Money::fen(2'300));
        QCOMPARE(shop.timesPaid(), 1);
    }

    /// Asked for after the backup: its number is lost, and only the money that is missing tells of it.
    void aWithdrawalThatWasLostIsMissedInTheAccount()
    {
        DeskShop shop;
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        const auto user = shop.userWith(QStringLiteral("oA"), 3'000);
        REQUIRE(user);
        const QString copy = backedUp(shop);
        const auto first = shop.requested(*user, 700);
        REQUIRE(first);
        REQUIRE(shop.approve({first->id}));
        QVERIFY(shop.becomes(first->id, payouts::State::paid));

        QVERIFY(restored(shop, copy));
        const auto again = shop.requested(*user, 700);
        REQUIRE(again);
        QCOMPARE(code(shop.approve({again->id})), QStringLiteral("recovering"));
        QVERIFY(waits(shop));
        QCOMPARE(code(shop.approve({again->id})), QStringLiteral("recovering"));
        const auto seen = status(shop);
        QCOMPARE(seen.difference, std::optional(Money::fen(-700)));
        QCOMPARE(seen.differences.size(), 1U);
        QCOMPARE(seen.differences[0].account, QStringLiteral("BASIC"));
        QVERIFY(seen.describe().contains(QStringLiteral("7.00 less")));
        QCOMPARE(shop.timesPaid(), 1);
        // The user is made to bear what was paid; then the books fit again.
        REQUIRE(DeskShop::wait<std::vector<backend::Desk::Decided>>(
            shop.desk().takeBack({again->id}, QStringLiteral("mei"))));
        QCOMPARE(confirmed(shop), QString());
        QTest::qWait(500);
        QCOMPARE(shop.timesPaid(), 1);
        // What WeChat has is less than what users are owed: it cannot be approved by itself now either.
        QCOMPARE(code(shop.approve({again->id})), QStringLiteral("not_covered"));
    }

    void whatIsSentWaitsUntilItIsConfirmed()
    {
        DeskShop shop;
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("3")));
        const auto user = shop.userWith(QStringLiteral("oA"), 3'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 700);
        REQUIRE(payout);
        QVERIFY(paid(shop, QStringLiteral("ORDER00001"), 500));
        REQUIRE(shop.approve({payout->id}));
        const QString copy = backedUp(shop);
        // Before it is sent: nothing has happened since.
        QVERIFY(restored(shop, copy));
        QVERIFY(waits(shop));
        QTest::qWait(4'000); // the grace period is over
        QCOMPARE(shop.stateOf(payout->id), payouts::State::approved);
        const auto refund = DeskShop::wait<payments::RefundRow>(shop.desk().refund(
            QStringLiteral("ORDER00001"), Money::fen(100), QStringLiteral("cold"), shop.authority()));
        QVERIFY(!refund);
        QCOMPARE(refund.error().code, QStringLiteral("recovering"));
        for (const auto& act : {shop.desk().reject({payout->id}, QStringLiteral("x"), shop.authority()),
                 shop.desk().takeBack({payout->id}, QStringLiteral("mei")),
                 shop.desk().cancel({payout->id}, QStringLiteral("x"), QStringLiteral("mei"))}) {
            const auto decided = DeskShop::wait<std::vector<backend::Desk::Decided>>(act);
            REQUIRE(decided);
            QVERIFY(!decided->front().outcome);
        }
        QCOMPARE(shop.timesPaid(), 0);
        // Money may come in all the while.
        QVERIFY(paid(shop, QStringLiteral("ORDER00002"), 800));
        QCOMPARE(confirmed(shop), QString());
        QVERIFY(shop.becomes(payout->id, payouts::State::paid));
        QCOMPARE(shop.timesPaid(), 1);
    }

    /// What is refused to every call tells nothing of any number: it is asked again once it has been put
    /// right.
    void whatIsRefusedToEveryCallIsAskedAgain()
    {
        DeskShop shop;
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        const auto user = shop.userWith(QStringLiteral("oA"), 3'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 700);
        REQUIRE(payout);
        const QString copy = backedUp(shop);
        REQUIRE(shop.approve({payout->id}));
        QVERIFY(shop.becomes(payout->id, payouts::State::paid));
        QVERIFY(shop.control(
            "fault", {{QStringLiteral("target"), QStringLiteral("query_transfer")},
                         {QStringLiteral("kind"), QStringLiteral("NO_AUTH")}, {QStringLiteral("count"), 2}}));
        QVERIFY(restored(shop, copy));
        QVERIFY(waits(shop));
        const auto found = finding(shop, payout->number.toString());
        QVERIFY(found && found->differs);
        QCOMPARE(found->wechat, QStringLiteral("SUCCESS"));
        QCOMPARE(shop.stateOf(payout->id), payouts::State::paid);
        QCOMPARE(shop.timesPaid(), 1);
    }

    /// The setting was put back too: by which way a withdrawal was paid since, the books do not tell.
    void aWithdrawalPaidInAnotherWayIsFound()
    {
        DeskShop shop;
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        const auto user = shop.userWith(QStringLiteral("oA"), 3'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 700);
        REQUIRE(payout);
        const QString copy = backedUp(shop);
        REQUIRE(shop.set("payouts.channel", QString::fromLatin1(payouts::kV2Transfers)));
        REQUIRE(shop.approve({payout->id}));
        QVERIFY(shop.becomes(payout->id, payouts::State::paid));
        QVERIFY(restored(shop, copy));
        QVERIFY(waits(shop));
        QCOMPARE(shop.stateOf(payout->id), payouts::State::paid);
        QCOMPARE(confirmed(shop), QString());
        QCOMPARE(shop.timesPaid(), 1);
    }

    void nothingDiffersAfterTheNewestBackup()
    {
        DeskShop shop;
        const auto user = shop.userWith(QStringLiteral("oA"), 3'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 700);
        REQUIRE(payout);
        QVERIFY(restored(shop, backedUp(shop)));
        QVERIFY(waits(shop));
        const auto seen = status(shop);
        QCOMPARE(seen.progress.looked, 1);
        QCOMPARE(seen.progress.differing, 0);
        QVERIFY(seen.findings.empty());
        QVERIFY(seen.differences.empty());
        QCOMPARE(seen.difference, std::optional(Money()));
        QCOMPARE(code(shop.approve({payout->id})), QStringLiteral("recovering"));
        QCOMPARE(confirmed(shop), QString());
        REQUIRE(shop.approve({payout->id}));
    }

    void ordersAndRefundsAreLookedAt()
    {
        DeskShop shop;
        QVERIFY(shop.control("mode", {{QStringLiteral("refunds"), QStringLiteral("manual")}}));
        QVERIFY(paid(shop, QStringLiteral("ORDER00001"), 500));
        QVERIFY(paid(shop, QStringLiteral("ORDER00002"), 900));
        payments::NewOrder wanted;
        wanted.number = QStringLiteral("ORDER00003");
        wanted.amount = Money::fen(300);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        REQUIRE(DeskShop::wait(shop.desk().createOrder(wanted)));
        const auto refund = DeskShop::wait<payments::RefundRow>(shop.desk().refund(
            QStringLiteral("ORDER00001"), Money::fen(200), QStringLiteral("cold"), shop.authority()));
        REQUIRE(refund);
        const auto refundStage = [&] {
            const auto row = shop.books().readers().read<std::optional<payments::RefundRow>>(
                [&](storage::Database& database) {
                    return payments::findRefund(database, refund->number.toString());
                });
            return row && *row ? (*row)->stage : payments::RefundStage::unknown;
        };
        QTRY_COMPARE_WITH_TIMEOUT(refundStage(), payments::RefundStage::processing, 10'000);
        const QString copy = backedUp(shop);
        QVERIFY(shop.control("refund", {{QStringLiteral("out_refund_no"), refund->number.toString()}}));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), wanted.number}}));
        QTRY_COMPARE_WITH_TIMEOUT(refundStage(), payments::RefundStage::succeeded, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(order(shop, wanted.number).state, shop::OrderState::paid, 10'000);
        // A refund whose number is lost with the books.
        QVERIFY(shop.control("mode", {{QStringLiteral("refunds"), QStringLiteral("auto")}}));
        const auto lost = DeskShop::wait<payments::RefundRow>(shop.desk().refund(
            QStringLiteral("ORDER00002"), Money::fen(400), QStringLiteral("cold"), shop.authority()));
        REQUIRE(lost);
        QTRY_COMPARE_WITH_TIMEOUT(
            order(shop, QStringLiteral("ORDER00002")).state, shop::OrderState::partiallyRefunded, 10'000);

        QVERIFY(restored(shop, copy));
        QVERIFY(waits(shop));
        QCOMPARE(refundStage(), payments::RefundStage::succeeded);
        QCOMPARE(order(shop, wanted.number).state, shop::OrderState::paid);
        for (const QString& number : {refund->number.toString(), wanted.number}) {
            const auto found = finding(shop, number);
            QVERIFY2(found && found->differs, qPrintable(number));
        }
        const auto given = finding(shop, QStringLiteral("ORDER00002"));
        QVERIFY(given && given->differs);
        QCOMPARE(given->wechat, QStringLiteral("REFUND"));
        QCOMPARE(confirmed(shop), QString());
    }

    /// Put back over the running books by hand, as `cp` or a shell does it, with nothing in it that says so.
    void aFilePutBackByHandIsNoticed_data()
    {
        QTest::addColumn<bool>("damaged");
        QTest::newRow("over sound books") << false;
        QTest::newRow("over damaged ones") << true;
    }
    void aFilePutBackByHandIsNoticed()
    {
        QFETCH(bool, damaged);
        DeskShop shop;
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("2")));
        const auto user = shop.userWith(QStringLiteral("oA"), 3'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 700);
        REQUIRE(payout);
        REQUIRE(shop.approve({payout->id}));
        const QString copy = backedUp(shop);
        QVERIFY(shop.becomes(payout->id, payouts::State::paid));
        QTest::qWait(1'500); // the mark is written at a bounded pace
        const QString file = shop.books().databaseFile();
        if (damaged)
            QCOMPARE(QProcess::execute(
                         QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral(": > '%1'").arg(file)}),
                0);
        REQUIRE(storage::replaceWith(file, copy, 1));
        QTRY_VERIFY_WITH_TIMEOUT(status(shop).standing.round == 1, 10'000);
        QCOMPARE(status(shop).standing.cause, QStringLiteral("older_books"));
        QVERIFY(waits(shop));
        QCOMPARE(shop.stateOf(payout->id), payouts::State::paid);
        QCOMPARE(confirmed(shop), QString());
        QTest::qWait(1'500);
        QCOMPARE(status(shop).standing.round, 1); // confirmed books are not taken for restored ones again
        QCOMPARE(shop.timesPaid(), 1);
    }

    /// An older backup, and then again: each time is looked at anew.
    void anOlderBackupTwice()
    {
        DeskShop shop;
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        const auto user = shop.userWith(QStringLiteral("oA"), 3'000);
        REQUIRE(user);
        const QString oldest = backedUp(shop);
        const auto payout = shop.requested(*user, 700);
        REQUIRE(payout);
        const QString older = backedUp(shop);
        REQUIRE(shop.approve({payout->id}));
        QVERIFY(shop.becomes(payout->id, payouts::State::paid));
        QVERIFY(restored(shop, older));
        QVERIFY(waits(shop));
        QCOMPARE(status(shop).difference, std::optional(Money()));
        QCOMPARE(confirmed(shop), QString());
        QVERIFY(restored(shop, oldest));
        QVERIFY(waits(shop));
        QCOMPARE(status(shop).difference, std::optional(Money::fen(-700)));
        QVERIFY(restored(shop, oldest));
        QVERIFY(waits(shop));
        QCOMPARE(status(shop).difference, std::optional(Money::fen(-700)));
        QCOMPARE(shop.timesPaid(), 1);
    }

    /// A merchant who may not ask for balances: everything else is looked at, and the status says so.
    void withoutBalancesTheRestIsLookedAt()
    {
        DeskShop shop;
        const auto user = shop.userWith(QStringLiteral("oA"), 3'000);
        REQUIRE(user);
        REQUIRE(shop.requested(*user, 700));
        QVERIFY(shop.control("fault",
            {{QStringLiteral("target"), QStringLiteral("balance")},
                {QStringLiteral("kind"), QStringLiteral("NO_AUTH")}, {QStringLiteral("count"), 1'000'000}}));
        QVERIFY(restored(shop, backedUp(shop)));
        QVERIFY(waits(shop));
        const auto seen = status(shop);
        QVERIFY(!seen.difference);
        QVERIFY(seen.refusedAccounts.contains(QStringLiteral("BASIC")));
        QVERIFY(seen.describe().contains(QStringLiteral("merchant platform")));
        QCOMPARE(confirmed(shop), QString());
    }

    /// The desk stays open while its books are damaged and replaced; what it books then is there at the next
    /// start.
    void damagedBooksAreReplacedUnderTheDesk_data()
    {
        QTest::addColumn<QString>("how");
        QTest::newRow("pages")
            << "dd if=/dev/urandom of='%1' bs=4096 seek=2 count=40 conv=notrunc status=none";
        QTest::newRow("header") << "dd if=/dev/urandom of='%1' bs=4096 count=1 conv=notrunc status=none";
        QTest::newRow("empty") << ": > '%1'";
        QTest::newRow("missing") << "rm '%1'";
    }
    void damagedBooksAreReplacedUnderTheDesk()
    {
        QFETCH(QString, how);
        DeskShop shop;
        const auto before = shop.userWith(QStringLiteral("oBefore"), 3'000);
        REQUIRE(before);
        const QString copy = backedUp(shop);
        REQUIRE(shop.userWith(QStringLiteral("oLost"), 0));
        QCOMPARE(QProcess::execute(
                     QStringLiteral("sh"), {QStringLiteral("-c"), how.arg(shop.books().databaseFile())}),
            0);
        QVERIFY(restored(shop, copy));
        const auto after = shop.userWith(QStringLiteral("oAfter"), 500);
        REQUIRE(after);
        QVERIFY(waits(shop));
        // A fresh look, as the next start has it.
        const auto folder = backend::ShopFolder::open(shop.books().path(), access::openMemory());
        REQUIRE(folder);
        const auto there = (*folder)->readers().read<shop::Wallet>(
            [&](storage::Database& database) { return shop::wallet(database, *after); });
        REQUIRE(there);
        QCOMPARE(there->available, Money::fen(500));
        QCOMPARE(wallet(shop, *before).available, Money::fen(3'000));
        const auto proof = (*folder)->readers().read<ledger::Proof>(
            [](storage::Database& database) { return ledger::verify(database); });
        REQUIRE(proof);
        QVERIFY2(proof->ok(), qPrintable(proof->firstDifference));
    }

    void withoutWeChatItIsAPersonsWord()
    {
        DeskShop shop;
        const auto user = shop.userWith(QStringLiteral("oA"), 3'000);
        REQUIRE(user);
        REQUIRE(shop.requested(*user, 700));
        const QString copy = backedUp(shop);
        REQUIRE(shop.set("wechatpay.timeout_ms", QStringLiteral("1000")));
        QVERIFY(restored(shop, copy));
        const auto confirm = [&](bool without) {
            const auto done = DeskShop::wait<int>(
                shop.desk().confirmRecovery(QStringLiteral("no network"), shop.authority(), without));
            return done ? QString() : done.error().code;
        };
        QVERIFY(waits(shop)); // it can be reached
        QVERIFY(restored(shop, copy));
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("any")},
                                          {QStringLiteral("kind"), QStringLiteral("drop_before")},
                                          {QStringLiteral("count"), 1'000'000}}));
        const QString early = confirm(true);
        QVERIFY2(early == QLatin1String("wechat_reachable") || early.isEmpty(), qPrintable(early));
        QTRY_VERIFY_WITH_TIMEOUT(
            status(shop).standing.state != State::looking || confirm(false) == QLatin1String("still_looking"),
            10'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            status(shop).standing.state == State::confirmed || confirm(true).isEmpty(), 20'000);
        QCOMPARE(status(shop).standing.state, State::confirmed);
    }

    /// Under the number of a refund that was not sent in the backup WeChat has one: ours, or something else.
    /// What does not fit makes nothing of ours sent.
    void whatStandsUnderARefundsNumber_data()
    {
        QTest::addColumn<qint64>("fen");
        QTest::newRow("ours") << qint64(300);
        QTest::newRow("another sum") << qint64(200);
    }
    void whatStandsUnderARefundsNumber()
    {
        QFETCH(qint64, fen);
        harness::SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        const QString number = QStringLiteral("TEA0000001");
        REQUIRE(shop.paidOrder(number, 1000));
        const auto made = shop.requestedRefund(number, 300);
        REQUIRE(made);
        const auto settings = shop.books().readers.read<access::Settings>(
            [](storage::Database& database) { return access::Settings::load(database); });
        REQUIRE(settings);
        payments::RefundRow there = *made;
        there.amount = Money::fen(fen);
        const auto bytes = payments::refundBytes(*shop.clients().v3, shop.order(number), there, *settings);
        REQUIRE(bytes);
        QVERIFY(shop.clients().v3->createRefund(*bytes).has_value());
        REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(recovery::begin(database, {"restored", QStringLiteral("a copy"), QStringLiteral("mei")},
                shop.books().random, shop.books().clock.nowUtcMs()));
            return 0;
        }));
        backend::Lookback lookback(*shop.books().writer, shop.books().readers, shop.clients(),
            shop.books().clock, shop.books().random, *settings);
        static_cast<void>(lookback.runDue()); // what is in the accounts is not what this is about
        const auto now = shop.refund(made->number);
        const bool ours = fen == 300;
        QCOMPARE(now.request.isEmpty(), !ours);
        QCOMPARE(now.stage, ours ? payments::RefundStage::processing : payments::RefundStage::requested);
        QCOMPARE(shop.tasks().contains(QStringLiteral("refund_mismatch")), !ours);
    }
};

ZHANGFANG_TEST(RecoveryTest)
#include "recovery_test.moc"
