#include "base/clock.h"
#include "errands/doubt.h"
#include "harness/programs.h"
#include "harness/run.h"
#include "storage/database.h"

#include <QJsonArray>
#include <QTest>

using namespace zhangfang;
using harness::Programs;

/// What a person does with zhangfangctl where WeChat's answers are lost, refused or strange: the real
/// programs.
class UnclearTest : public QObject
{
    Q_OBJECT
    static Programs::Outcome run(const Programs& desk, const QString& line, const QStringList& more = {})
    {
        return desk.ctl(line.split(QLatin1Char(' ')) + more);
    }
    /// As the owner, who has looked it up.
    static Programs::Outcome decide(const Programs& desk, const QString& line)
    {
        return run(desk, line,
            {QStringLiteral("--reason"), QStringLiteral("looked it up"), QStringLiteral("--operator"),
                QStringLiteral("mei"), QStringLiteral("--password-file"),
                desk.file(QStringLiteral("password"))});
    }
    static QString code(const Programs::Outcome& outcome)
    {
        return outcome.json.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
    }
    static QString text(const Programs::Outcome& outcome, const char* field)
    {
        return outcome.json.value(QLatin1String(field)).toString();
    }
    static QString number(qint64 id) { return QString::number(id); }
    static bool asked(const Programs& desk, const char* task)
    {
        const auto tasks = run(desk, QStringLiteral("tasks")).json.value(QLatin1String("items")).toArray();
        return std::any_of(tasks.begin(), tasks.end(), [task](const auto& open) {
            return open.toObject().value(QLatin1String("code")).toString() == QLatin1String(task);
        });
    }
    static void fault(const Programs& desk, const char* target, const char* kind, int count = 1)
    {
        desk.control("fault",
            {{QStringLiteral("target"), QString::fromLatin1(target)},
                {QStringLiteral("kind"), QString::fromLatin1(kind)}, {QStringLiteral("count"), count}});
    }
    /// When whatever was sent was sent, as the books have it.
    static bool sentAgo(const Programs& desk, qint64 ms)
    {
        const auto database = storage::Database::open(
            desk.file(QStringLiteral("data/zhangfang.db")), storage::Database::Access::existing);
        return database && (*database)
                               ->execute("UPDATE errands SET sent_at = :at WHERE sent_at IS NOT NULL",
                                   {{":at", base::SystemClock().nowUtcMs() - ms}})
                               .has_value();
    }
    static bool opened(Programs& desk)
    {
        return desk.problem().isEmpty() && desk.startDaemon() &&
               run(desk, QStringLiteral("user add --openid oAlice")).exitCode == 0 &&
               desk.paidOrder(
                   QStringLiteral("TOPUP00001"), QStringLiteral("30"), QStringLiteral("topup"), 1) &&
               Programs::eventually([&] {
                   return run(desk, QStringLiteral("wallet show 1"))
                              .json.value(QLatin1String("available_fen"))
                              .toInteger() == 3000;
               });
    }

private Q_SLOTS:
    void aLostPackageComesBack()
    {
        Programs desk;
        QVERIFY(opened(desk));
        desk.control("mode", {{QStringLiteral("confirm"), QStringLiteral("manual")}});
        fault(desk, "create_transfer", "http_500_after");
        const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("5"));
        QVERIFY(Programs::eventually([&] {
            return !text(run(desk, QStringLiteral("withdrawal show ") + number(id)), "package_info")
                        .isEmpty();
        }));
        const auto shown = run(desk, QStringLiteral("withdrawal show ") + number(id));
        QCOMPARE(text(shown, "state"), QStringLiteral("awaiting_user"));
        QCOMPARE(text(shown, "channel"), QStringLiteral("v3-transfer-bills"));
        QCOMPARE(desk.stopDaemon(), 0);
    }

    void aCancelThatIsRefusedBooksWhatWasPaid()
    {
        Programs desk;
        QVERIFY(opened(desk));
        desk.control("mode", {{QStringLiteral("confirm"), QStringLiteral("manual")},
                                 {QStringLiteral("notifications"), QStringLiteral("lose")}});
        QVERIFY(run(desk, QStringLiteral("settings set payouts.poll_ms 3600000")).exitCode == 0);
        const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("5"));
        QVERIFY(
            Programs::eventually([&] { return desk.withdrawalState(id) == QLatin1String("awaiting_user"); }));
        const QString bill = text(run(desk, QStringLiteral("withdrawal show ") + number(id)), "out_bill_no");
        desk.control("confirm", {{QStringLiteral("out_bill_no"), bill}});
        QCOMPARE(run(desk, QStringLiteral("withdrawal cancel ") + number(id)).exitCode, 0);
        QVERIFY(Programs::eventually([&] { return desk.withdrawalState(id) == QLatin1String("paid"); }));
        QCOMPARE(desk.stopDaemon(), 0);
    }

    void whatStaysUnclearIsDecidedByAPerson_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::newRow("a code nobody knows") << QByteArray("SOME_NEW_CODE");
        QTest::newRow("INVALID_REQUEST") << QByteArray("INVALID_REQUEST");
    }
    void whatStaysUnclearIsDecidedByAPerson()
    {
        QFETCH(QByteArray, kind);
        Programs desk;
        QVERIFY(opened(desk));
        fault(desk, "create_transfer", kind.constData(), 1000);
        const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("5"));
        QVERIFY(Programs::eventually([&] { return asked(desk, "unclear_too_long"); }, 60'000));
        const QString it = number(id);
        const auto shown = run(desk, QStringLiteral("withdrawal sync ") + it);
        QCOMPARE(shown.exitCode, 0);
        QCOMPARE(text(shown, "state"), QStringLiteral("unclear"));
        QCOMPARE(text(shown, "blocked"), QStringLiteral("unclear_too_long"));
        QVERIFY(!text(shown, "unclear_since").isEmpty());
        QVERIFY(shown.json.value(QLatin1String("rounds")).toInt() >= 8);
        QCOMPARE(
            decide(desk, QStringLiteral("withdrawal resolve %1 --as perhaps --proof x").arg(it)).exitCode, 2);
        QCOMPARE(code(decide(desk, QStringLiteral("withdrawal resolve 99 --as paid --proof x"))),
            QStringLiteral("no_such_withdrawal"));
        // It stands among all that asks a person, whatever it is about, and can be decided there.
        const auto blocked = run(desk, QStringLiteral("errand list --state blocked"));
        const QJsonArray items = blocked.json.value(QLatin1String("items")).toArray();
        QCOMPARE(items.size(), 1);
        const QJsonObject errand = items.first().toObject();
        QCOMPARE(errand.value(QLatin1String("kind")).toString(), QStringLiteral("payout"));
        QCOMPARE(errand.value(QLatin1String("subject")).toString(), it);
        QCOMPARE(errand.value(QLatin1String("state")).toString(), QStringLiteral("unclear"));
        QCOMPARE(errand.value(QLatin1String("number")).toString(), text(shown, "out_bill_no"));
        const QString its = number(errand.value(QLatin1String("id")).toInteger());
        const auto story = run(desk, QStringLiteral("errand show ") + its);
        QVERIFY(story.json.value(QLatin1String("events")).toArray().size() > 3);
        QCOMPARE(run(desk, QStringLiteral("errand list --state unclear --after ") + its)
                     .json.value(QLatin1String("items"))
                     .toArray()
                     .size(),
            0);
        QCOMPARE(code(run(desk, QStringLiteral("errand show 999"))), QStringLiteral("no_such_errand"));
        QCOMPARE(run(desk, QStringLiteral("errand list --state lost")).exitCode, 2);
        const bool asErrand = kind == "INVALID_REQUEST";
        const QString word =
            asErrand ? QStringLiteral("errand resolve %1 --as not-done --proof bill-row-7").arg(its)
                     : QStringLiteral("withdrawal resolve %1 --as not-paid --proof bill-row-7").arg(it);
        QVERIFY(sentAgo(desk, 0)); // it may still arrive
        QCOMPARE(code(decide(desk, word)), QStringLiteral("may_arrive"));
        QVERIFY(sentAgo(desk, errands::kInFlightMs));
        const auto decided = decide(desk, word);
        QCOMPARE(decided.exitCode, 0);
        if (asErrand)
            QCOMPARE(text(decided, "state"), QStringLiteral("refused"));
        QCOMPARE(text(run(desk, QStringLiteral("withdrawal show ") + it), "state"), QStringLiteral("failed"));
        QCOMPARE(code(decide(desk, QStringLiteral("errand resolve %1 --as done --proof x").arg(its))),
            QStringLiteral("wrong_state"));
        QCOMPARE(code(decide(desk, QStringLiteral("withdrawal resolve %1 --as paid --proof x").arg(it))),
            QStringLiteral("wrong_state"));
        const auto wallet = run(desk, QStringLiteral("wallet show 1"));
        QCOMPARE(wallet.json.value(QLatin1String("available_fen")).toInteger(), 3000);
        QVERIFY(!asked(desk, "unclear_too_long"));
        QCOMPARE(run(desk, QStringLiteral("ledger verify")).exitCode, 0);
        QCOMPARE(desk.stopDaemon(), 0);
    }

    void refundsToo()
    {
        Programs desk;
        QVERIFY(opened(desk));
        QVERIFY(
            desk.paidOrder(QStringLiteral("TEA0000001"), QStringLiteral("8.88"), QStringLiteral("sale"), 1));
        QVERIFY(run(desk, QStringLiteral("order sync TEA0000001")).exitCode == 0);
        fault(desk, "create_refund", "SOME_NEW_CODE", 1000);
        const auto asking =
            decide(desk, QStringLiteral("order refund TEA0000001 --amount 8.88 --funds-account UNSETTLED"));
        QCOMPARE(asking.exitCode, 0);
        QCOMPARE(text(asking, "funds_account"), QStringLiteral("UNSETTLED"));
        const QString refund = text(asking, "refund");
        QVERIFY(Programs::eventually([&] { return asked(desk, "unclear_too_long"); }, 60'000));
        const auto synced = run(desk, QStringLiteral("order refund-sync ") + refund);
        QCOMPARE(text(synced, "state"), QStringLiteral("unclear"));
        QCOMPARE(code(decide(desk, QStringLiteral("order refund-withdraw ") + refund)),
            QStringLiteral("wrong_state"));
        const QString word =
            QStringLiteral("order refund-resolve %1 --as not-refunded --proof bill-row-7").arg(refund);
        QVERIFY(sentAgo(desk, 0)); // it may still arrive
        QCOMPARE(code(decide(desk, word)), QStringLiteral("may_arrive"));
        QVERIFY(sentAgo(desk, errands::kInFlightMs));
        const auto said = decide(desk, word);
        QCOMPARE(text(said, "state"), QStringLiteral("closed"));
        QCOMPARE(run(desk, QStringLiteral("ledger verify")).exitCode, 0);
        QCOMPARE(desk.stopDaemon(), 0);
        // Never sent: the engine is off.
        const auto second = decide(desk, QStringLiteral("order refund TEA0000001 --amount 1"));
        QCOMPARE(second.exitCode, 0);
        const auto withdrawn =
            decide(desk, QStringLiteral("order refund-withdraw ") + text(second, "refund"));
        QCOMPARE(text(withdrawn, "state"), QStringLiteral("closed"));
        // A card is named whole or not at all.
        QCOMPARE(decide(desk, QStringLiteral("order refund-redirect %1 --to-card").arg(refund)).exitCode, 2);
    }
};

ZHANGFANG_TEST(UnclearTest)
#include "unclear_test.moc"
