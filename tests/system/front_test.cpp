#include "harness/programs.h"
#include "harness/run.h"
#include "storage/database.h"

#include <csignal>
#include <fcntl.h>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>
#include <sys/resource.h>
#include <unistd.h>

using namespace zhangfang;
using harness::Programs;

/// The daemon's door, as strangers and watchers find it.
class FrontTest : public QObject
{
    Q_OBJECT

    static std::pair<int, QByteArray> healthz(const Programs& desk)
    {
        return Programs::http(desk.listening() + QStringLiteral("/healthz"), {});
    }
    static QString check(const Programs& desk, const char* name)
    {
        const auto checks =
            desk.ctl({QStringLiteral("doctor")}).json.value(QLatin1String("checks")).toArray();
        for (const auto& check : checks) {
            const QJsonObject object = check.toObject();
            if (object.value(QLatin1String("check")).toString() == QLatin1String(name))
                return (object.value(QLatin1String("ok")).toBool() ? QStringLiteral("ok: ")
                                                                   : QStringLiteral("failed: ")) +
                       object.value(QLatin1String("message")).toString();
        }
        return QStringLiteral("no such check");
    }
    static bool hasTask(const Programs& desk, const char* code)
    {
        return desk.ctl({QStringLiteral("tasks")}).text.contains(code);
    }
    static void addUser(const Programs& desk)
    {
        QCOMPARE(desk.ctl({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--openid"),
                              QStringLiteral("oAlice")})
                     .exitCode,
            0);
    }
    static bool isPaid(const Programs& desk, const QString& number)
    {
        return desk.ctl({QStringLiteral("order"), QStringLiteral("show"), number})
                   .json.value(QLatin1String("state"))
                   .toString() == QLatin1String("paid");
    }
    /// As fast as one connection carries them.
    static void storm(const Programs& desk, int requests)
    {
        QTcpSocket socket;
        const QUrl url(desk.listening());
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        QVERIFY(socket.waitForConnected(5'000));
        const QByteArray body = R"({"id":"a secret word"})";
        const QByteArray one =
            "POST /wechatpay/notify HTTP/1.1\r\nHost: x\r\nWechatpay-Timestamp: 1\r\nWechatpay-Nonce: n\r\n"
            "Wechatpay-Serial: s\r\nWechatpay-Signature: s\r\nContent-Length: " +
            QByteArray::number(body.size()) + "\r\n\r\n" + body;
        int answered = 0;
        for (int sent = 0; sent < requests; sent += 100) {
            socket.write(one.repeated(100));
            while (answered < sent + 100 && (socket.bytesAvailable() > 0 || socket.waitForReadyRead(10'000)))
                answered += static_cast<int>(socket.readAll().count("HTTP/1.1 401"));
            QVERIFY2(
                answered >= sent + 90, qPrintable(QString::number(answered))); // an answer may be cut in two
        }
    }

private Q_SLOTS:
    /// A log that is a pipe, nobody reads it, and it is full: notifications are answered all the same.
    void aLogThatNobodyReads()
    {
        int pipe[2];
        QCOMPARE(::pipe2(pipe, O_CLOEXEC), 0);
        // Full to its last page from the start.
        QCOMPARE(::fcntl(pipe[1], F_SETFL, O_NONBLOCK), 0);
        while (::write(pipe[1], "x", 1) == 1) {
        }
        QCOMPARE(::fcntl(pipe[1], F_SETFL, 0), 0);
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        desk.logTo(pipe[1]);
        QVERIFY(desk.startDaemon());
        addUser(desk);
        storm(desk, 5'000);
        QVERIFY(
            desk.paidOrder(QStringLiteral("TEA0000001"), QStringLiteral("10"), QStringLiteral("topup"), 1));
        QVERIFY(Programs::eventually([&] { return isPaid(desk, QStringLiteral("TEA0000001")); }));
        QCOMPARE(healthz(desk).first, 200);
        QCOMPARE(desk.stopDaemon(), 0);
        ::close(pipe[0]);
        ::close(pipe[1]);
    }

    /// Strangers as many as they like: the log stays small, holds nothing of what they sent, and says how
    /// many.
    void strangersDoNotFillTheLog()
    {
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        storm(desk, 5'000);
        QVERIFY(Programs::eventually([&] { return hasTask(desk, "notifications_refused"); }, 15'000));
        // What was counted is written down with the next beat.
        QString said;
        static_cast<void>(Programs::eventually([&] {
            said = check(desk, "notifications");
            return said.contains(QLatin1String("5000 refused"));
        }));
        QVERIFY2(said.startsWith(QLatin1String("failed: ")) &&
                     said.contains(QLatin1String("5000 refused in the last 24 hours: 5000 timestamp")),
            qPrintable(said));
        addUser(desk);
        QVERIFY(
            desk.paidOrder(QStringLiteral("TEA0000001"), QStringLiteral("10"), QStringLiteral("topup"), 1));
        QVERIFY(Programs::eventually([&] { return !hasTask(desk, "notifications_refused"); }, 15'000));
        said = check(desk, "notifications");
        QVERIFY2(said.startsWith(QLatin1String("ok: 5000 refused")), qPrintable(said));
        QCOMPARE(desk.stopDaemon(), 0);
        QFile log(desk.file(QStringLiteral("daemon.log")));
        QVERIFY(log.open(QIODevice::ReadOnly));
        const QByteArray all = log.readAll();
        QVERIFY2(all.size() < 5'000, qPrintable(QString::number(all.size())));
        QVERIFY(all.contains("more than five minutes"));
        QVERIFY(!all.contains("secret word"));
    }

    void booksThatGoAway_data()
    {
        QTest::addColumn<QString>("how");
        for (const char* how : {"moved", "deleted", "emptied", "replaced by nonsense"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    /// /healthz says so, within a few seconds and at once when asked, and is content again when they are
    /// back.
    void booksThatGoAway()
    {
        QFETCH(QString, how);
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        QVERIFY(Programs::eventually([&] { return healthz(desk).first == 200; }));
        QCOMPARE(healthz(desk).second, QByteArray(R"({"status":"ok"})"));
        const QDir data(desk.file(QStringLiteral("data")));
        const QDir aside(desk.file(QStringLiteral("aside")));
        QVERIFY(aside.mkpath(QStringLiteral(".")));
        const auto move = [](const QDir& from, const QDir& to) {
            for (const char* name : {"zhangfang.db", "zhangfang.db-wal", "zhangfang.db-shm"}) {
                const QString file = QString::fromLatin1(name);
                if (from.exists(file) && !QFile::rename(from.filePath(file), to.filePath(file)))
                    return false;
            }
            return true;
        };
        QVERIFY(move(data, aside));
        const auto put = [&](const QByteArray& content) {
            QFile file(data.filePath(QStringLiteral("zhangfang.db")));
            return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
        };
        if (how == QLatin1String("emptied"))
            QVERIFY(put({}));
        if (how == QLatin1String("replaced by nonsense"))
            QVERIFY(put(QByteArray(100'000, 'x')));
        QVERIFY(Programs::eventually([&] { return healthz(desk).first == 503; }, 10'000));
        QElapsedTimer timer;
        timer.start();
        const QByteArray answer = healthz(desk).second;
        QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY2(answer.startsWith(R"({"reasons":["the books cannot be written: )") &&
                     answer.endsWith(R"("],"status":"failing"})"),
            answer.constData());
        if (how != QLatin1String("deleted")) {
            for (const char* name : {"zhangfang.db", "zhangfang.db-wal", "zhangfang.db-shm"})
                QFile::remove(data.filePath(QString::fromLatin1(name)));
            QVERIFY(move(aside, data));
            QVERIFY(Programs::eventually([&] { return healthz(desk).first == 200; }, 15'000));
        }
    }

    /// A limit on the size of files stands in for a full disk: the write fails, and the daemon goes on.
    void aDiskThatTakesNoMore()
    {
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        addUser(desk);
        QVERIFY(Programs::eventually([&] { return healthz(desk).first == 200; }));
        rlimit before{};
        QCOMPARE(::prlimit(desk.daemonId(), RLIMIT_FSIZE, nullptr, &before), 0);
        const rlimit none{1, before.rlim_max};
        QCOMPARE(::prlimit(desk.daemonId(), RLIMIT_FSIZE, &none, nullptr), 0);
        QVERIFY(Programs::eventually([&] { return healthz(desk).first == 503; }));
        QVERIFY(
            desk.paidOrder(QStringLiteral("TEA0000001"), QStringLiteral("10"), QStringLiteral("topup"), 1));
        QCOMPARE(::prlimit(desk.daemonId(), RLIMIT_FSIZE, &before, nullptr), 0);
        QVERIFY(Programs::eventually([&] { return healthz(desk).first == 200; }));
        QVERIFY(Programs::eventually([&] { return isPaid(desk, QStringLiteral("TEA0000001")); }, 30'000));
    }

    /// Another program that does not let go of the books; meanwhile the page answers at once.
    void booksThatAreHeld()
    {
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        const auto other = storage::Database::open(
            desk.file(QStringLiteral("data/zhangfang.db")), storage::Database::Access::existing);
        QVERIFY(other);
        QVERIFY((*other)->begin());
        qint64 slowest = 0;
        QVERIFY(Programs::eventually(
            [&] {
                QElapsedTimer timer;
                timer.start();
                const bool failing = healthz(desk).first == 503;
                slowest = std::max(slowest, timer.elapsed());
                return failing;
            },
            30'000));
        QVERIFY2(slowest < 1'000, qPrintable(QString::number(slowest)));
        QVERIFY((*other)->rollback());
        QVERIFY(Programs::eventually([&] { return healthz(desk).first == 200; }));
    }

    void listensOnIpv6_data()
    {
        QTest::addColumn<QString>("bind");
        QTest::addColumn<QString>("listening");
        QTest::addColumn<QString>("notified");
        QTest::newRow("loopback") << "::1"
                                  << "http://[::1]:"
                                  << "http://[::1]:";
        QTest::newRow("everywhere") << "::"
                                    << "http://[::]:"
                                    << "http://[::1]:";
        QTest::newRow("everywhere, IPv4") << "0.0.0.0"
                                          << "http://0.0.0.0:"
                                          << "http://127.0.0.1:";
    }
    /// From the setting to the order that is paid, and again after a restart.
    void listensOnIpv6()
    {
        QFETCH(QString, bind);
        QFETCH(QString, listening);
        QFETCH(QString, notified);
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QCOMPARE(desk.ctl({QStringLiteral("settings"), QStringLiteral("set"), QStringLiteral("listener.bind"),
                              bind})
                     .exitCode,
            0);
        addUser(desk);
        for (const char* number : {"TEA0000001", "TEA0000002"}) {
            QVERIFY(desk.startDaemon());
            QVERIFY2(desk.listening().startsWith(listening), qPrintable(desk.listening()));
            QVERIFY(desk.ctl({QStringLiteral("settings"), QStringLiteral("list")})
                        .text.contains((notified + QString::number(QUrl(desk.listening()).port()) +
                                        QStringLiteral("/wechatpay/notify"))
                                           .toLatin1()));
            QVERIFY(desk.paidOrder(
                QString::fromLatin1(number), QStringLiteral("10"), QStringLiteral("topup"), 1));
            QVERIFY(Programs::eventually([&] { return isPaid(desk, QString::fromLatin1(number)); }));
            QCOMPARE(desk.books().value(QLatin1String("acknowledged")).toArray().isEmpty(), false);
            QCOMPARE(desk.stopDaemon(), 0);
        }
    }
};

ZHANGFANG_TEST(FrontTest)
#include "front_test.moc"
