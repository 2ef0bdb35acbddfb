#include "access/settings.h"
#include "harness/run.h"

#include <QTest>

using namespace zhangfang;

/// Whoever is trusted may name any client: what is not an address or a network is refused.
class TrustedProxiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("ranges"); // -1: refused
        const auto row = [](const char* value, int ranges) {
            QTest::newRow(*value ? value : "empty") << QString::fromLatin1(value) << ranges;
        };
        row("", 0);
        row("  ", 0);
        row("127.0.0.1", 1);
        row("127.0.0.1, ::1 ,10.0.0.0/8", 3);
        row("fd00::/8", 1);
        row("127.0.0.1,", -1);
        row(",", -1);
        row("localhost", -1);
        row("10", -1);
        row("10.1", -1);
        row("10.0.0.0/33", -1);
        row("10.0.0.0/", -1);
        row("10.0.0.0/-1", -1);
        row("10.0.0.0/255.0.0.0", -1);
        row("fd00::/129", -1);
        row("fe80::1%eth0", -1);
        row("0.0.0.0/0", -1);
        row("::/0", -1);
        row("127.0.0.1:80", -1);
        row("[::1]", -1);
    }
    void values()
    {
        QFETCH(QString, value);
        QFETCH(int, ranges);
        const auto parsed = access::addressRanges(value);
        QCOMPARE(parsed ? static_cast<int>(parsed->size()) : -1, ranges);
        const auto* const rule = access::settingRule(QStringLiteral("listener.trusted_proxies"));
        QVERIFY(rule);
        QCOMPARE(rule->check(value).has_value(), ranges >= 0);
    }
};

ZHANGFANG_TEST(TrustedProxiesTest)
#include "trusted_proxies_test.moc"
