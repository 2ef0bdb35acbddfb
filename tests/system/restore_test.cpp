#include "harness/programs.h"
#include "harness/run.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <QThread>

using namespace zhangfang;
using harness::Programs;

/// A backup put back, with the real programs: nobody is paid again without a word.
class RestoreTest : public QObject
{
    Q_OBJECT

    static qint64 number(const QJsonObject& json, const char* name)
    {
        return json.value(QLatin1String(name)).toInteger(-1);
    }
    static QString text(const QJsonObject& json, const char* name)
    {
        return json.value(QLatin1String(name)).toString();
    }
    static QString errorOf(const Programs::Outcome& outcome)
    {
        return outcome.json.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
    }
    static bool toppedUp(Programs& desk, const QString& order, const QString& yuan)
    {
        return desk.paidOrder(order, yuan, QStringLiteral("topup"), 1) && Programs::eventually([&] {
            return text(desk.ctl({QStringLiteral("order"), QStringLiteral("show"), order}).json, "state") ==
                   QLatin1String("paid");
        });
    }
    static void open(Programs& desk)
    {
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        QCOMPARE(desk.ctl({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--openid"),
                              QStringLiteral("oAlice")})
                     .exitCode,
            0);
        QVERIFY(toppedUp(desk, QStringLiteral("TOPUP00001"), QStringLiteral("30")));
    }
    static QJsonObject recovery(const Programs& desk)
    {
        return desk.ctl({QStringLiteral("recovery"), QStringLiteral("status")}).json;
    }
    static Programs::Outcome confirm(const Programs& desk, const QStringList& more = {})
    {
        return desk.ctl(QStringList{QStringLiteral("recovery"), QStringLiteral("confirm"),
                            QStringLiteral("--reason"), QStringLiteral("Alice bears the 7.00 she was paid"),
                            QStringLiteral("--operator"), QStringLiteral("mei"),
                            QStringLiteral("--password-file"), desk.file(QStringLiteral("password"))} +
                        more);
    }
    static bool waits(const Programs& desk)
    {
        return Programs::eventually(
            [&] { return text(recovery(desk), "state") == QLatin1String("waiting"); }, 20'000);
    }
    static Programs::Outcome approve(const Programs& desk, qint64 id)
    {
        return desk.ctl({QStringLiteral("withdrawal"), QStringLiteral("approve"), QString::number(id),
            QStringLiteral("--operator"), QStringLiteral("mei"), QStringLiteral("--password-file"),
            desk.file(QStringLiteral("password"))});
    }
    static qint64 request(const Programs& desk, const QString& yuan)
    {
        return number(
            desk.ctl({QStringLiteral("withdrawal"), QStringLiteral("request"), QStringLiteral("--user"),
                         QStringLiteral("1"), QStringLiteral("--amount"), yuan})
                .json,
            "id");
    }
    static bool paysUnder(Programs& desk, qint64 id)
    {
        return Programs::eventually([&] { return desk.withdrawalState(id) == QLatin1String("paid"); });
    }

private Q_SLOTS:
    /// Backup, withdraw 7.00, restore, ask again.
    void aWithdrawalThatIsAskedForAgainIsNotPaidAgain()
    {
        Programs desk;
        open(desk);
        const QString copy = desk.file(QStringLiteral("copy.db"));
        QCOMPARE(desk.ctl({QStringLiteral("backup"), copy}).exitCode, 0);
        const qint64 first = desk.approvedWithdrawal(1, QStringLiteral("7"));
        QVERIFY(paysUnder(desk, first));
        QCOMPARE(desk.stopDaemon(), 0);
        QCOMPARE(desk.ctl({QStringLiteral("restore"), copy}).exitCode, 0);
        QCOMPARE(text(recovery(desk), "state"), QStringLiteral("looking"));
        QVERIFY(desk.startDaemon());

        const qint64 again = request(desk, QStringLiteral("7"));
        QVERIFY(again > 0);
        QCOMPARE(errorOf(approve(desk, again)), QStringLiteral("recovering"));
        QVERIFY(waits(desk));
        const QJsonObject seen = recovery(desk);
        QCOMPARE(number(seen, "difference_fen"), -700);
        QCOMPARE(
            number(seen.value(QLatin1String("differences")).toArray().at(0).toObject(), "difference_fen"),
            -700);
        QVERIFY(text(seen, "message").contains(QStringLiteral("7.00 less")));
        QVERIFY(text(seen, "backup_at") < text(seen, "since"));
        QCOMPARE(errorOf(approve(desk, again)), QStringLiteral("recovering"));
        QCOMPARE(number(desk.books(), "paid_out_fen"), 700);

        // Wrong passwords and nobody's name do not confirm.
        QFile wrong(desk.file(QStringLiteral("wrong")));
        QVERIFY(wrong.open(QIODevice::WriteOnly));
        wrong.write("a wrong password\n");
        wrong.close();
        QCOMPARE(errorOf(desk.ctl({QStringLiteral("recovery"), QStringLiteral("confirm"),
                     QStringLiteral("--reason"), QStringLiteral("x"), QStringLiteral("--operator"),
                     QStringLiteral("mei"), QStringLiteral("--password-file"), wrong.fileName()})),
            QStringLiteral("wrong_password"));
        // The money that is gone is taken from whom it was paid to; then the books say what WeChat says.
        QCOMPARE(desk.ctl({QStringLiteral("withdrawal"), QStringLiteral("cancel"), QString::number(again)})
                     .exitCode,
            0);
        QCOMPARE(desk.ctl({QStringLiteral("wallet"), QStringLiteral("debit"), QStringLiteral("1"),
                              QStringLiteral("7"), QStringLiteral("--reason"),
                              QStringLiteral("paid before the restore")})
                     .exitCode,
            0);
        const auto confirmed = confirm(desk);
        QCOMPARE(confirmed.exitCode, 0);
        QCOMPARE(text(confirmed.json, "state"), QStringLiteral("confirmed"));
        QCOMPARE(errorOf(confirm(desk)), QStringLiteral("not_recovering"));
        const qint64 next = request(desk, QStringLiteral("3"));
        QCOMPARE(approve(desk, next).exitCode, 0);
        QVERIFY(paysUnder(desk, next));
        QCOMPARE(number(desk.books(), "paid_out_fen"), 1'000);
        QCOMPARE(desk.ctl({QStringLiteral("ledger"), QStringLiteral("verify")}).exitCode, 0);
    }

    /// With no command of ours: the file is copied into the folder while nothing runs.
    void aFileCopiedBackByHandIsNoticed()
    {
        Programs desk;
        open(desk);
        const QString copy = desk.file(QStringLiteral("copy.db"));
        const qint64 asked = request(desk, QStringLiteral("7"));
        QCOMPARE(desk.ctl({QStringLiteral("backup"), copy}).exitCode, 0);
        QCOMPARE(approve(desk, asked).exitCode, 0);
        QVERIFY(paysUnder(desk, asked));
        QCOMPARE(desk.stopDaemon(), 0);
        const QString file = desk.file(QStringLiteral("data/zhangfang.db"));
        for (const char* suffix : {"", "-wal", "-shm"})
            QFile::remove(file + QString::fromLatin1(suffix));
        QVERIFY(QFile::copy(copy, file));

        // No engine runs yet, and it is noticed all the same.
        QCOMPARE(errorOf(approve(desk, asked)), QStringLiteral("recovering"));
        QCOMPARE(text(recovery(desk), "cause"), QStringLiteral("older_books"));
        QVERIFY(desk.startDaemon());
        QVERIFY(waits(desk));
        QCOMPARE(desk.withdrawalState(asked), QStringLiteral("paid"));
        QCOMPARE(number(recovery(desk), "difference_fen"), 0);
        QCOMPARE(confirm(desk).exitCode, 0);
        QCOMPARE(desk.stopDaemon(), 0);
        QVERIFY(desk.startDaemon());
        QCOMPARE(text(recovery(desk), "state"), QStringLiteral("confirmed"));
        QCOMPARE(number(desk.books(), "paid_out_fen"), 700);
    }

    /// Killed between the restore and the first look, and again and again while it looks.
    void lookingGoesOnAfterKills()
    {
        Programs desk;
        open(desk);
        QList<qint64> asked;
        for (int i = 0; i < 12; ++i)
            asked << request(desk, QStringLiteral("1"));
        const QString copy = desk.file(QStringLiteral("copy.db"));
        QCOMPARE(desk.ctl({QStringLiteral("backup"), copy}).exitCode, 0);
        for (const qint64 id : std::as_const(asked))
            QCOMPARE(approve(desk, id).exitCode, 0);
        for (const qint64 id : std::as_const(asked))
            QVERIFY(paysUnder(desk, id));
        desk.killDaemon();
        QCOMPARE(desk.ctl({QStringLiteral("restore"), copy}).exitCode, 0);
        // Every answer takes its time, so that kills come in between.
        static_cast<void>(
            desk.control("fault", {{QStringLiteral("target"), QStringLiteral("query_transfer")},
                                      {QStringLiteral("kind"), QStringLiteral("delay")},
                                      {QStringLiteral("delay_ms"), 150}, {QStringLiteral("count"), 8}}));
        qint64 looked = 0;
        for (int kill = 0; kill < 4; ++kill) {
            QVERIFY(desk.startDaemon());
            QThread::msleep(kill == 0 ? 1 : 350);
            desk.killDaemon();
            const qint64 now = number(recovery(desk), "looked");
            QVERIFY(now >= looked);
            looked = now;
            QCOMPARE(errorOf(approve(desk, asked.last())), QStringLiteral("recovering"));
        }
        QVERIFY(desk.startDaemon());
        QVERIFY(waits(desk));
        for (const qint64 id : std::as_const(asked))
            QCOMPARE(desk.withdrawalState(id), QStringLiteral("paid"));
        QCOMPARE(number(recovery(desk), "difference_fen"), 0);
        QCOMPARE(number(desk.books(), "paid_out_fen"), 1'200);
        QCOMPARE(confirm(desk).exitCode, 0);
        QCOMPARE(desk.ctl({QStringLiteral("ledger"), QStringLiteral("verify")}).exitCode, 0);
    }

    /// The program ended after the damaged file was moved away: nobody begins new books in that place.
    void aRestoreThatWasCutOffIsDoneAgain()
    {
        Programs desk;
        open(desk);
        const QString copy = desk.file(QStringLiteral("copy.db"));
        QCOMPARE(desk.ctl({QStringLiteral("backup"), copy}).exitCode, 0);
        QCOMPARE(desk.stopDaemon(), 0);
        const QString file = desk.file(QStringLiteral("data/zhangfang.db"));
        QVERIFY(QFile::copy(copy, file + QStringLiteral(".restoring")));
        QVERIFY(QFile::rename(file, file + QStringLiteral(".before-restore-x")));
        for (const QStringList& words : {QStringList{QStringLiteral("doctor")},
                 QStringList{QStringLiteral("init"), QStringLiteral("--merchant-name"), QStringLiteral("x"),
                     QStringLiteral("--owner"), QStringLiteral("mei"), QStringLiteral("--password-file"),
                     desk.file(QStringLiteral("password"))}})
            QCOMPARE(errorOf(desk.ctl(words)), QStringLiteral("restore_cut_off"));
        QCOMPARE(desk.ctl({QStringLiteral("restore"), copy}).exitCode, 0);
        QCOMPARE(text(recovery(desk), "state"), QStringLiteral("looking"));
        QCOMPARE(
            number(desk.ctl({QStringLiteral("wallet"), QStringLiteral("show"), QStringLiteral("1")}).json,
                "available_fen"),
            3000);
    }

    void withNobodyLookingAPersonMaySaySo()
    {
        Programs desk;
        open(desk);
        const QString copy = desk.file(QStringLiteral("copy.db"));
        QCOMPARE(desk.ctl({QStringLiteral("backup"), copy}).exitCode, 0);
        QCOMPARE(desk.stopDaemon(), 0);
        QCOMPARE(desk.ctl({QStringLiteral("restore"), copy}).exitCode, 0);
        QCOMPARE(errorOf(confirm(desk)), QStringLiteral("still_looking"));
        const auto confirmed = confirm(desk, {QStringLiteral("--without-looking")});
        QCOMPARE(confirmed.exitCode, 0);
        QVERIFY(desk.startDaemon());
        QCOMPARE(text(recovery(desk), "state"), QStringLiteral("confirmed"));
        const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("2"));
        QVERIFY(paysUnder(desk, id));
    }

    void tasksComeInPages()
    {
        Programs desk;
        open(desk);
        for (int i = 0; i < 3; ++i)
            static_cast<void>(desk.control("complain",
                {{QStringLiteral("notify_url"), desk.listening() + QStringLiteral("/wechatpay/notify")}}));
        const auto tasks = [&](const QStringList& more) {
            return desk.ctl(QStringList{QStringLiteral("tasks")} + more).json;
        };
        QVERIFY(Programs::eventually(
            [&] { return tasks({}).value(QLatin1String("items")).toArray().size() == 3; }));
        QVERIFY(tasks({}).value(QLatin1String("next")).isNull());
        QList<qint64> seen;
        QString cursor = QStringLiteral("0");
        for (int page = 0; page < 4 && !cursor.isEmpty(); ++page) {
            const QJsonObject json =
                tasks({QStringLiteral("--limit"), QStringLiteral("2"), QStringLiteral("--after"), cursor});
            for (const auto& item : json.value(QLatin1String("items")).toArray()) {
                seen << number(item.toObject(), "id");
                QVERIFY(!text(item.toObject(), "due_at").isEmpty());
            }
            cursor = text(json, "next");
        }
        QCOMPARE(seen.size(), 3);
        QVERIFY(seen[0] < seen[1] && seen[1] < seen[2]);
    }
};

ZHANGFANG_TEST(RestoreTest)
#include "restore_test.moc"
