#include "harness/programs.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <sys/resource.h>

using namespace zhangfang;
using harness::Programs;

/// Keys that are changed beside a running daemon, as people change them.
class KeysTest : public QObject
{
    Q_OBJECT

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
};

QTEST_GUILESS_MAIN(KeysTest)
#include "keys_test.moc"
