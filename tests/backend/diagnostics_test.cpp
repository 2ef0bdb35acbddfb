#include "backend/diagnostics.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <QDir>

using namespace zhangfang;
using harness::DeskShop;

/// What a person may send to a stranger: enough to help, and nothing about people or money of theirs.
class DiagnosticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofALineOnlyTheEndsOfNumbersAreLeft_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("told");
        QTest::newRow("a number") << "transfer 4200001234202611300001 is lost"
                                  << "transfer 42…01 is lost";
        QTest::newRow("an openid") << "to oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"
                                   << "to oU…6o";
        QTest::newRow("a name") << "the user 王晓明 has gone"
                                << "the user 〈…〉 has gone";
        QTest::newRow("what WeChat says") << "PARAM_ERROR: 商户号1900000001不匹配，请检查"
                                          << "PARAM_ERROR: 〈…〉19…01〈…〉";
        QTest::newRow("a quoted text") << "the setting \"Mei's tea\" is odd"
                                       << "the setting \"…\" is odd";
        QTest::newRow("an address") << "cannot reach https://shop.example.com/notify"
                                    << "cannot reach https://…/notify";
        QTest::newRow("WeChat's own address") << "https://api.mch.weixin.qq.com said 500"
                                              << "https://api.mch.weixin.qq.com said 500";
        QTest::newRow("somebody's mail") << "from mei@example.com now"
                                         << "from …/ now";
        QTest::newRow("a folder") << "cannot open /home/mei/shop/zhangfang.db: denied"
                                  << "cannot open …/zhangfang.db: denied";
        QTest::newRow("a sum") << "BASIC holds ¥ 1,234,567.89, was -¥ 12.00 or 345678.90"
                               << "BASIC holds …, was … or …";
        QTest::newRow("an address of the network") << "refused, from 203.0.113.7 and 2001:db8::1:2"
                                                   << "refused, from … and …";
        QTest::newRow("a folder in brackets") << "cannot open it (/home/mei/x.db)"
                                              << "cannot open it (…/x.db)";
        QTest::newRow("a date") << "2026-11-30T08:00:00+08:00 orders will try again"
                                << "2026-11-30T08:00:00+08:00 orders will try again";
        QTest::newRow("plain words") << "certificates are renewed after 12 hours"
                                     << "certificates are renewed after 12 hours";
    }
    void ofALineOnlyTheEndsOfNumbersAreLeft()
    {
        QFETCH(QString, line);
        QFETCH(QString, told);
        QCOMPARE(backend::withoutPeople(line), told);
    }

    void tellsTheStateAndNobody()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.set("merchant.name", QStringLiteral("Mei Tea House")));
        const auto user = shop.userWith(QStringLiteral("oSecretPayee123456"), 3'000);
        REQUIRE(user);
        REQUIRE(DeskShop::wait<int>(shop.desk().renameUser(*user, QStringLiteral("王晓明"))));
        REQUIRE(shop.requested(*user, 1'234));
        const QString logs = backend::ShopFolder::logsIn(shop.books().path());
        QVERIFY(QDir().mkpath(logs));
        QFile log(QDir(logs).filePath(QStringLiteral("zhangfangd.log")));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write("2026-11-30T08:00:00+08:00 payout to 王晓明 (oSecretPayee123456) will try again\n");
        log.close();

        const QString told = backend::diagnostics(
            shop.books(), {{QStringLiteral("clock"), QStringLiteral("right"), false, 0, 0}});
        for (const char* wanted : {"Qt ", "OpenSSL ", "SQLite ", "schema ", "requested ", "clock ",
                 "will try again", "payouts.grace_seconds", "wechatpay.apiv3_key", "free on the disk"})
            QVERIFY2(told.contains(QLatin1String(wanted)), wanted);
        for (const QString& hidden : {QStringLiteral("王晓明"), QStringLiteral("oSecretPayee123456"),
                 QStringLiteral("Mei Tea House"), QStringLiteral("1900000001"), QStringLiteral("12.34"),
                 QStringLiteral("1234"), QStringLiteral("BEGIN"), shop.books().path()})
            QVERIFY2(!told.contains(hidden), qPrintable(hidden));
    }
};

ZHANGFANG_TEST(DiagnosticsTest)
#include "diagnostics_test.moc"
