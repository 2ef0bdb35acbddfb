#include "harness/programs.h"
#include "harness/run.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace zhangfang;
using harness::Programs;

/// Real programs over loopback: each way an answer or a notification can go wrong.
class DayTest : public QObject
{
    Q_OBJECT
    static qint64 number(const QJsonObject& json, const char* name)
    {
        return json.value(QLatin1String(name)).toInteger(-1);
    }
    static QJsonObject wallet(const Programs& desk)
    {
        return desk.ctl({QStringLiteral("wallet"), QStringLiteral("show"), QStringLiteral("1")}).json;
    }
    static QString verified(const Programs& desk)
    {
        const auto outcome = desk.ctl({QStringLiteral("ledger"), QStringLiteral("verify")});
        return outcome.exitCode == 0 ? QString() : QString::fromUtf8(outcome.text);
    }
    static void addUser(const Programs& desk)
    {
        QCOMPARE(desk.ctl({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--openid"),
                              QStringLiteral("oAlice")})
                     .exitCode,
            0);
    }
    /// Alice has topped up this many yuan.
    static bool toppedUp(Programs& desk, const QString& order, const QString& yuan)
    {
        return desk.paidOrder(order, yuan, QStringLiteral("topup"), 1) && Programs::eventually([&] {
            return desk.ctl({QStringLiteral("order"), QStringLiteral("show"), order})
                       .json.value(QLatin1String("state"))
                       .toString() == QLatin1String("paid");
        });
    }

private Q_SLOTS:
    void answersThatGoWrongPayOnce_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"drop_before", "drop_after", "cut", "http_500", "http_500_after",
                 "SYSTEM_ERROR", "FREQUENCY_LIMITED", "NOT_ENOUGH", "forged", "INVALID_REQUEST"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void answersThatGoWrongPayOnce()
    {
        QFETCH(QString, kind);
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        addUser(desk);
        QVERIFY(toppedUp(desk, QStringLiteral("TOPUP00001"), QStringLiteral("30")));
        desk.control("fault",
            {{QStringLiteral("target"), QStringLiteral("create_transfer")}, {QStringLiteral("kind"), kind}});
        const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("12.34"));
        QVERIFY(id != 0);
        QVERIFY2(
            Programs::eventually([&] { return desk.withdrawalState(id) == QLatin1String("paid"); }, 30'000),
            qPrintable(desk.withdrawalState(id)));
        QCOMPARE(number(desk.books(), "paid_out_fen"), 1234);
        QCOMPARE(number(wallet(desk), "available_fen"), 1766);
        QCOMPARE(number(wallet(desk), "held_fen"), 0);
        QCOMPARE(verified(desk), QString());
        QCOMPARE(desk.stopDaemon(), 0);
    }

    /// Nothing is final about it: a person is asked, and the money stays set aside.
    void aParameterThatIsWrongAsksAPerson()
    {
        Programs desk;
        QVERIFY(desk.startDaemon());
        addUser(desk);
        QVERIFY(toppedUp(desk, QStringLiteral("TOPUP00001"), QStringLiteral("30")));
        desk.control("fault", {{QStringLiteral("target"), QStringLiteral("create_transfer")},
                                  {QStringLiteral("kind"), QStringLiteral("PARAM_ERROR")}});
        const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("12.34"));
        QVERIFY(id != 0);
        QVERIFY(Programs::eventually(
            [&] { return desk.ctl({QStringLiteral("tasks")}).text.contains("PARAM_ERROR"); }));
        QCOMPARE(desk.withdrawalState(id), QStringLiteral("approved"));
        QCOMPARE(number(desk.books(), "paid_out_fen"), 0);
        QCOMPARE(number(wallet(desk), "available_fen"), 1766);
        QCOMPARE(number(wallet(desk), "held_fen"), 1234);
        QCOMPARE(verified(desk), QString());
    }

    void lostNotificationsAreMadeGoodByQueries()
    {
        Programs desk;
        QVERIFY(desk.startDaemon());
        addUser(desk);
        QVERIFY(toppedUp(desk, QStringLiteral("TOPUP00001"), QStringLiteral("30")));
        desk.control("mode", {{QStringLiteral("notifications"), QStringLiteral("lose")}});
        const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("5"));
        QVERIFY(Programs::eventually([&] { return desk.withdrawalState(id) == QLatin1String("paid"); }));
        QVERIFY(
            desk.paidOrder(QStringLiteral("TEA0000001"), QStringLiteral("8.88"), QStringLiteral("sale"), 1));
        const auto synced =
            desk.ctl({QStringLiteral("order"), QStringLiteral("sync"), QStringLiteral("TEA0000001")});
        QCOMPARE(synced.json.value(QLatin1String("state")).toString(), QStringLiteral("paid"));
        QCOMPARE(verified(desk), QString());
    }

    /// Being paid and being handed over are told apart.
    void anOrderComesToItsCustomer()
    {
        Programs desk;
        const auto order = [&desk](const QStringList& words) {
            return desk.ctl(QStringList{QStringLiteral("order")} + words);
        };
        const auto number = QStringLiteral("TEA0000001");
        const auto told = [&](const QJsonObject& json) {
            QStringList words;
            for (const char* key : {"state", "payment", "fulfilment"})
                words << json.value(QLatin1String(key)).toString();
            for (const char* key : {"refunded_fen", "refunding_fen"})
                words << QString::number(json.value(QLatin1String(key)).toInteger(-1));
            return words.join(QLatin1Char(' '));
        };
        QVERIFY(desk.startDaemon());
        addUser(desk);
        QVERIFY(desk.paidOrder(number, QStringLiteral("8.88"), QStringLiteral("sale"), 1));
        QVERIFY(Programs::eventually([&] {
            return told(order({QStringLiteral("show"), number}).json) == QLatin1String("paid paid open 0 0");
        }));
        QCOMPARE(order({QStringLiteral("ship"), number}).exitCode, 1);
        QCOMPARE(told(order({QStringLiteral("fulfil"), number}).json),
            QStringLiteral("fulfilled paid fulfilled 0 0"));
        QCOMPARE(told(order({QStringLiteral("ship"), number, QStringLiteral("--note"),
                                QStringLiteral("SF1234567890")})
                          .json),
            QStringLiteral("shipped paid shipped 0 0"));
        QCOMPARE(order({QStringLiteral("cancel-fulfilment"), number}).exitCode, 1);
        QCOMPARE(told(order({QStringLiteral("deliver"), number}).json),
            QStringLiteral("delivered paid delivered 0 0"));
        QCOMPARE(verified(desk), QString());
    }

    void duplicatesChangeNothing()
    {
        Programs desk;
        QVERIFY(desk.startDaemon());
        addUser(desk);
        desk.control("mode", {{QStringLiteral("notifications"), QStringLiteral("duplicate")}});
        QVERIFY(toppedUp(desk, QStringLiteral("TOPUP00001"), QStringLiteral("30")));
        const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("30"));
        QVERIFY(Programs::eventually([&] { return desk.withdrawalState(id) == QLatin1String("paid"); }));
        QVERIFY(Programs::eventually([&] { return number(desk.books(), "notifications_waiting") == 0; }));
        QCOMPARE(number(wallet(desk), "available_fen"), 0);
        QCOMPARE(verified(desk), QString());
    }

    void aUserWhoNeverConfirmsCanBeCancelled()
    {
        Programs desk;
        QVERIFY(desk.startDaemon());
        addUser(desk);
        QVERIFY(toppedUp(desk, QStringLiteral("TOPUP00001"), QStringLiteral("30")));
        desk.control("mode", {{QStringLiteral("confirm"), QStringLiteral("manual")}});
        const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("30"));
        QVERIFY(
            Programs::eventually([&] { return desk.withdrawalState(id) == QLatin1String("awaiting_user"); }));
        const auto shown =
            desk.ctl({QStringLiteral("withdrawal"), QStringLiteral("show"), QString::number(id)});
        QVERIFY(!shown.json.value(QLatin1String("package_info")).toString().isEmpty());
        QCOMPARE(number(wallet(desk), "held_fen"), 3000);
        QCOMPARE(
            desk.ctl({QStringLiteral("withdrawal"), QStringLiteral("cancel"), QString::number(id)}).exitCode,
            0);
        QVERIFY(Programs::eventually([&] { return desk.withdrawalState(id) == QLatin1String("cancelled"); }));
        QCOMPARE(number(wallet(desk), "available_fen"), 3000);
        QCOMPARE(number(desk.books(), "paid_out_fen"), 0);
    }

    void aPayeeWhoNeverConfirmsGetsNothing()
    {
        Programs desk;
        QVERIFY(desk.startDaemon());
        addUser(desk);
        QVERIFY(toppedUp(desk, QStringLiteral("TOPUP00001"), QStringLiteral("30")));
        desk.control("mode", {{QStringLiteral("confirm"), QStringLiteral("manual")}});
        const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("30"));
        QVERIFY(
            Programs::eventually([&] { return desk.withdrawalState(id) == QLatin1String("awaiting_user"); }));
        desk.control("advance", {{QStringLiteral("ms"), 24 * 60 * 60 * 1000}});
        QVERIFY(Programs::eventually([&] { return desk.withdrawalState(id) == QLatin1String("failed"); }));
        QCOMPARE(number(wallet(desk), "available_fen"), 3000);
        QCOMPARE(verified(desk), QString());
    }

    /// WeChat signs by a key we have not seen: refused, learnt, and taken at the next delivery.
    void anUnknownSerialIsLearnt()
    {
        Programs desk;
        QVERIFY(desk.startDaemon());
        addUser(desk);
        desk.control("mode", {{QStringLiteral("keys"), QStringLiteral("certificate")}});
        QVERIFY(
            desk.paidOrder(QStringLiteral("TEA0000001"), QStringLiteral("8.88"), QStringLiteral("sale"), 1));
        QVERIFY(Programs::eventually([&] {
            desk.control("advance", {{QStringLiteral("ms"), 15'000}});
            return number(desk.books(), "notifications_waiting") == 0;
        }));
        QCOMPARE(desk.books().value(QLatin1String("acknowledged")).toArray().size(), 1);
        QCOMPARE(desk.ctl({QStringLiteral("order"), QStringLiteral("show"), QStringLiteral("TEA0000001")})
                     .json.value(QLatin1String("state"))
                     .toString(),
            QStringLiteral("paid"));
    }

    /// A merchant who has platform certificates and no public key.
    void certificatesAloneWillDo()
    {
        Programs desk;
        for (const char* key : {"wechatpay.public_key_id", "wechatpay.public_key"})
            QCOMPARE(
                desk.ctl({QStringLiteral("settings"), QStringLiteral("set"), QString::fromLatin1(key), {}})
                    .exitCode,
                0);
        desk.control("mode", {{QStringLiteral("keys"), QStringLiteral("certificate")}});
        QVERIFY(desk.startDaemon());
        addUser(desk);
        QVERIFY(toppedUp(desk, QStringLiteral("TOPUP00001"), QStringLiteral("30")));
        const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("12.34"));
        QVERIFY(Programs::eventually([&] { return desk.withdrawalState(id) == QLatin1String("paid"); }));
        QCOMPARE(desk.ctl({QStringLiteral("doctor")}).exitCode, 0);
        QCOMPARE(verified(desk), QString());
    }

    void aBackupComesBack()
    {
        Programs desk;
        QVERIFY(desk.startDaemon());
        addUser(desk);
        QVERIFY(toppedUp(desk, QStringLiteral("TOPUP00001"), QStringLiteral("30")));
        const QString copy = desk.file(QStringLiteral("copy.db"));
        QCOMPARE(desk.ctl({QStringLiteral("backup"), copy}).exitCode, 0);
        QVERIFY(toppedUp(desk, QStringLiteral("TOPUP00002"), QStringLiteral("5")));
        QCOMPARE(desk.ctl({QStringLiteral("restore"), copy}).exitCode, 3); // the daemon is at work
        QCOMPARE(desk.stopDaemon(), 0);
        const auto restored = desk.ctl({QStringLiteral("restore"), copy});
        QCOMPARE(restored.exitCode, 0);
        QVERIFY(QFile::exists(restored.json.value(QLatin1String("before")).toString()));
        QCOMPARE(number(wallet(desk), "available_fen"), 3000);
        QCOMPARE(verified(desk), QString());
    }

    void onlyOneDaemonWorksOnAFolder()
    {
        Programs desk;
        QVERIFY(desk.startDaemon());
        Programs other; // its own folder: runs beside
        QVERIFY(other.startDaemon());
        QProcess second;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(
            QStringLiteral("ZHANGFANG_VAULT_PASSPHRASE_FILE"), desk.file(QStringLiteral("passphrase")));
        second.setProcessEnvironment(environment);
        second.start(QStringLiteral(ZHANGFANG_PROGRAMS "/zhangfangd"),
            {QStringLiteral("--data"), desk.file(QStringLiteral("data"))});
        QVERIFY(second.waitForFinished(60'000));
        QCOMPARE(second.exitCode(), 3);
    }
};

ZHANGFANG_TEST(DayTest)
#include "day_test.moc"
