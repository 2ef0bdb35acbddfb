#include "harness/programs.h"
#include "harness/run.h"

#include <pty.h>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <sys/resource.h>
#include <unistd.h>

using namespace zhangfang;
using harness::Programs;

/// Keys that are changed beside a running daemon, as people change them.
class KeysTest : public QObject
{
    Q_OBJECT
    static QString written(const Programs& desk, const char* name, const QByteArray& content)
    {
        const QString path = desk.file(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the test cannot write its files");
        return path;
    }
    static QByteArray readWhole(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// The shop's own key, locked with a password that is not the merchant's number.
    static QString lockedFile(const Programs& desk)
    {
        const auto settings =
            QJsonDocument::fromJson(readWhole(desk.file(QStringLiteral("settings.json")))).object();
        const QString key = written(
            desk, "key.pem", settings.value(QLatin1String("wechatpay.private_key")).toString().toLatin1());
        QProcess openssl;
        const QString file = desk.file(QStringLiteral("key.p12"));
        openssl.start(QStringLiteral("openssl"),
            {QStringLiteral("pkcs12"), QStringLiteral("-export"), QStringLiteral("-nocerts"),
                QStringLiteral("-inkey"), key, QStringLiteral("-out"), file, QStringLiteral("-passout"),
                QStringLiteral("pass:my own")});
        return openssl.waitForFinished(30'000) && openssl.exitCode() == 0 ? file : QString();
    }

private Q_SLOTS:
    void aDaemonLeavesNoCoreDump()
    {
        Programs shop;
        QCOMPARE(shop.problem(), QString());
        // What the test may give, so that it is the daemon that takes it away.
        rlimit most{};
        QCOMPARE(::getrlimit(RLIMIT_CORE, &most), 0);
        const rlimit given{most.rlim_max, most.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_CORE, &given), 0);
        QVERIFY(shop.startDaemon());
        QFile limits(QStringLiteral("/proc/%1/limits").arg(shop.daemonId()));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = limits.readAll().split('\n');
        const auto core = std::find_if(lines.begin(), lines.end(),
            [](const QByteArray& line) { return line.startsWith("Max core file size"); });
        QVERIFY(core != lines.end());
        QCOMPARE(core->mid(18).simplified(), QByteArray("0 0 bytes"));
    }

    void aSecretSetBesideADaemonIsTakenUp()
    {
        Programs shop;
        QCOMPARE(shop.problem(), QString());
        int orders = 0;
        const auto set = [&](const QByteArray& key) {
            QFile file(shop.file(QStringLiteral("key")));
            return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(key) == key.size() &&
                   (file.close(), true) &&
                   shop.ctl({QStringLiteral("secrets"), QStringLiteral("set"),
                                QStringLiteral("wechatpay.apiv3_key"), QStringLiteral("--from"),
                                file.fileName()})
                           .exitCode == 0;
        };
        const auto stateOf = [&](const QString& number) {
            return shop.ctl({QStringLiteral("order"), QStringLiteral("show"), number})
                .json.value(QLatin1String("state"))
                .toString();
        };
        QFile settings(shop.file(QStringLiteral("settings.json")));
        QVERIFY(settings.open(QIODevice::ReadOnly));
        const QByteArray right = QJsonDocument::fromJson(settings.readAll())
                                     .object()
                                     .value(QLatin1String("wechatpay.apiv3_key"))
                                     .toString()
                                     .toUtf8();
        QCOMPARE(right.size(), 32);
        // It starts with a key that opens nothing; the right one comes while it runs.
        QVERIFY(set(QByteArray(32, 'w')));
        QVERIFY(shop.startDaemon());
        QVERIFY(set(right));
        QVERIFY(Programs::eventually([&] {
            const QString number = QStringLiteral("TEA000000%1").arg(++orders);
            return shop.paidOrder(number, QStringLiteral("5"), QStringLiteral("sale"), 0) &&
                   Programs::eventually([&] { return stateOf(number) == QLatin1String("paid"); }, 2'000);
        }));
        // By its notification: the first question about an order comes half a minute after it was made.
        QVERIFY(orders < 8);
    }

    void concurrentWritersKeepAllSecrets()
    {
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(QFile::remove(desk.file(QStringLiteral("data/vault.json")))); // the first of them makes it
        const auto settings =
            QJsonDocument::fromJson(readWhole(desk.file(QStringLiteral("settings.json")))).object();
        std::vector<std::unique_ptr<QProcess>> writers;
        for (int round = 0; round < 2; ++round) {
            for (const char* name : {"wechatpay.private_key", "wechatpay.apiv3_key", "wechatpay.apiv2_key",
                     "wechatpay.proxy_password"}) {
                const QString secret = QString::fromLatin1(name);
                const QString file = written(
                    desk, name, settings.value(secret).toString(QStringLiteral("a proxy's")).toUtf8());
                writers.push_back(desk.startCtl({QStringLiteral("secrets"), QStringLiteral("set"), secret,
                    QStringLiteral("--from"), file}));
            }
        }
        for (const auto& writer : writers) {
            const auto outcome = Programs::finished(*writer);
            QVERIFY2(outcome.exitCode == 0, outcome.text.constData());
        }
        const auto kept = desk.ctl({QStringLiteral("secrets"), QStringLiteral("list")});
        QCOMPARE(kept.json.value(QLatin1String("items")).toArray().size(), 4);
        QVERIFY(desk.startDaemon()); // which reads all of them
    }

    void aDownloadedFileSetsWhatIsInIt_data()
    {
        QTest::addColumn<QString>("form");
        for (const char* form : {"p12", "zip", "pem and certificate"})
            QTest::newRow(form) << QString::fromLatin1(form);
    }
    void aDownloadedFileSetsWhatIsInIt()
    {
        QFETCH(QString, form);
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        const auto settings =
            QJsonDocument::fromJson(readWhole(desk.file(QStringLiteral("settings.json")))).object();
        const auto text = [&](const char* name) {
            return settings.value(QLatin1String(name)).toString().toLatin1();
        };
        const QString key = written(desk, "apiclient_key.pem", text("wechatpay.private_key"));
        const QString certificate = written(desk, "apiclient_cert.pem", text("wechatpay.certificate"));
        QString file =
            written(desk, "both.pem", text("wechatpay.private_key") + text("wechatpay.certificate"));
        const auto run = [&](const QString& program, const QStringList& arguments) {
            QProcess process;
            process.setWorkingDirectory(desk.file(QStringLiteral(".")));
            process.start(program, arguments);
            return process.waitForFinished(30'000) && process.exitCode() == 0;
        };
        if (form != QLatin1String("pem and certificate")) {
            file = desk.file(QStringLiteral("apiclient_cert.p12"));
            QVERIFY(run(QStringLiteral("openssl"),
                {QStringLiteral("pkcs12"), QStringLiteral("-export"), QStringLiteral("-legacy"),
                    QStringLiteral("-inkey"), key, QStringLiteral("-in"), certificate, QStringLiteral("-out"),
                    file, QStringLiteral("-passout"),
                    QStringLiteral("pass:") + settings.value(QLatin1String("wechatpay.mchid")).toString()}));
        }
        if (form == QLatin1String("zip")) {
            file = desk.file(QStringLiteral("cert.zip"));
            QVERIFY(run(QStringLiteral("python3"),
                {QStringLiteral("-m"), QStringLiteral("zipfile"), QStringLiteral("-c"), file,
                    QStringLiteral("apiclient_cert.p12"), QStringLiteral("apiclient_key.pem"),
                    QStringLiteral("apiclient_cert.pem")}));
        }
        for (const char* forgotten : {"wechatpay.certificate", "wechatpay.certificate_serial"})
            QCOMPARE(desk.ctl({QStringLiteral("settings"), QStringLiteral("set"),
                                  QString::fromLatin1(forgotten), QString()})
                         .exitCode,
                0);
        const auto set = desk.ctl({QStringLiteral("secrets"), QStringLiteral("set"),
            QStringLiteral("wechatpay.private_key"), QStringLiteral("--from"), file});
        QVERIFY2(set.exitCode == 0, set.text.constData());
        QCOMPARE(set.json.value(QLatin1String("set")).toString(), QStringLiteral("wechatpay.private_key"));
        QCOMPARE(set.json.value(QLatin1String("also_set")).toArray(),
            QJsonArray(
                {QStringLiteral("wechatpay.certificate"), QStringLiteral("wechatpay.certificate_serial")}));
        const auto now = desk.ctl({QStringLiteral("settings"), QStringLiteral("list")}).json;
        for (const char* name : {"wechatpay.certificate", "wechatpay.certificate_serial"})
            QCOMPARE(now.value(QLatin1String(name)), settings.value(QLatin1String(name)));
        const auto doctor = desk.ctl({QStringLiteral("doctor")});
        for (const auto& check : doctor.json.value(QLatin1String("checks")).toArray()) {
            const QJsonObject found = check.toObject();
            if (found.value(QLatin1String("check")) == QLatin1String("wechatpay"))
                QVERIFY2(found.value(QLatin1String("ok")).toBool(), doctor.text.constData());
        }
    }

    void aP12OfAnotherPasswordAsksForIt()
    {
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        const QString file = lockedFile(desk);
        QVERIFY(!file.isEmpty());
        QStringList words{QStringLiteral("secrets"), QStringLiteral("set"),
            QStringLiteral("wechatpay.private_key"), QStringLiteral("--from"), file};
        const auto refused = desk.ctl(words);
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(
            refused.json.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString(),
            QStringLiteral("password_required"));
        words << QStringLiteral("--p12-password-file") << written(desk, "p12-password", "my own\n");
        const auto set = desk.ctl(words);
        QVERIFY2(set.exitCode == 0, set.text.constData());
    }

    void aP12OfAnotherPasswordAsksAtTheTerminal_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("right") << QByteArray("my own\n") << 0;
        QTest::newRow("wrong") << QByteArray("not mine\n") << 1;
    }
    void aP12OfAnotherPasswordAsksAtTheTerminal()
    {
        QFETCH(QByteArray, typed);
        QFETCH(int, exitCode);
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        const QString file = lockedFile(desk);
        QVERIFY(!file.isEmpty());
        int master = -1;
        int slave = -1;
        QCOMPARE(::openpty(&master, &slave, nullptr, nullptr, nullptr), 0);
        const auto command =
            desk.startCtl({QStringLiteral("secrets"), QStringLiteral("set"),
                              QStringLiteral("wechatpay.private_key"), QStringLiteral("--from"), file},
                slave);
        QVERIFY(command->waitForStarted());
        QByteArray asked;
        QVERIFY(Programs::eventually([&] {
            command->waitForReadyRead(10);
            asked += command->readAllStandardError();
            return asked.contains("Password of the key's file:");
        }));
        QCOMPARE(::write(master, typed.constData(), static_cast<size_t>(typed.size())), typed.size());
        const auto set = Programs::finished(*command);
        ::close(master);
        ::close(slave);
        QVERIFY2(set.exitCode == exitCode, set.text.constData());
        QVERIFY(!set.text.contains("mine") && !set.text.contains("my own"));
    }
};

ZHANGFANG_TEST(KeysTest)
#include "keys_test.moc"
