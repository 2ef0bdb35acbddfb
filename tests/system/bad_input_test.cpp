#include "base/calendar.h"
#include "base/clock.h"
#include "harness/programs.h"
#include "harness/run.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace zhangfang;
using harness::Programs;

class BadInputTest : public QObject
{
    Q_OBJECT
    Programs desk_;

    qint64 transfers() const
    {
        return desk_.ctl({QStringLiteral("ledger"), QStringLiteral("verify")})
            .json.value(QLatin1String("transfers"))
            .toInteger(-1);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(desk_.problem(), QString());
        QVERIFY(desk_.startDaemon());
        QCOMPARE(desk_
                     .ctl({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--openid"),
                         QStringLiteral("oAlice")})
                     .exitCode,
            0);
        QCOMPARE(desk_
                     .ctl({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--openid"),
                         QStringLiteral(" oBob\n")})
                     .json.value(QLatin1String("openid"))
                     .toString(),
            QStringLiteral("oBob"));
    }

    void listener_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("unsigned") << "/wechatpay/notify" << QByteArray("{}") << 401;
        QTest::newRow("not JSON") << "/wechatpay/notify" << QByteArray("\xff\xfe{") << 401;
        QTest::newRow("too large") << "/wechatpay/notify" << QByteArray(70'000, 'x') << 413;
        QTest::newRow("elsewhere") << "/admin" << QByteArray("{}") << 404;
        QTest::newRow("wrong verb") << "/wechatpay/notify" << QByteArray() << 405;
    }
    void listener()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        const qint64 before = transfers();
        QCOMPARE(Programs::http(desk_.listening() + path, body).first, status);
        QCOMPARE(transfers(), before);
    }

    void forgeries_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"wrong_signature", "signtest", "stale", "garbage"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void forgeries()
    {
        QFETCH(QString, kind);
        const qint64 before = transfers();
        desk_.control("forge",
            {{QStringLiteral("kind"), kind},
                {QStringLiteral("notify_url"), desk_.listening() + QStringLiteral("/wechatpay/notify")},
                {QStringLiteral("content"),
                    QJsonObject{{QStringLiteral("out_trade_no"), QStringLiteral("X")}}}});
        QVERIFY(Programs::eventually(
            [&] { return desk_.books().value(QLatin1String("notifications_waiting")).toInt() == 0; }));
        for (const auto& id : desk_.books().value(QLatin1String("acknowledged")).toArray())
            QVERIFY2(!id.toString().contains(QLatin1String("FORGED")), qPrintable(kind));
        QCOMPARE(transfers(), before);
    }

    /// A product that another program called so is in the day's bill; people read the rest, and what is
    /// missing.
    void anOddNameInTheDaysBill()
    {
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        QCOMPARE(desk.ctl({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--openid"),
                              QStringLiteral("oAlice")})
                     .exitCode,
            0);
        const auto paid = [&](const QString& number, const QString& name) {
            const auto created = desk.ctl({QStringLiteral("order"), QStringLiteral("create"),
                QStringLiteral("--amount"), QStringLiteral("10"), QStringLiteral("--description"),
                QStringLiteral("tea"), QStringLiteral("--channel"), QStringLiteral("native"),
                QStringLiteral("--out-trade-no"), number});
            desk.control("pay", {{QStringLiteral("out_trade_no"), number}});
            desk.control("describe",
                {{QStringLiteral("out_trade_no"), number}, {QStringLiteral("description"), name}});
            return created.exitCode == 0;
        };
        const QString today = base::businessDay(base::SystemClock().nowUtcMs()).toString(Qt::ISODate);
        QVERIFY(paid(QStringLiteral("TEA0000001"), QStringLiteral("=1+1")));
        QVERIFY(paid(QStringLiteral("TEA0000002"), QStringLiteral("tea,`large\nhot")));
        QVERIFY(paid(QStringLiteral("TEA0000003"), QStringLiteral("x,`,`0.00000,`0.00%,`10.00,`0.00,`")));
        desk.control("advance", {{QStringLiteral("ms"), 24 * 3600 * 1000}});
        const QString file = desk.file(QStringLiteral("bill.csv"));
        const auto read =
            desk.ctl({QStringLiteral("bill"), QStringLiteral("trade"), today, QStringLiteral("--out"), file});
        QVERIFY2(read.exitCode == 0, read.text.constData());
        const auto number = [&](const char* name) {
            return read.json.value(QLatin1String(name)).toInteger(-1);
        };
        QCOMPARE(number("rows"), 2);
        QCOMPARE(number("settlement_fen"), 2000);
        QCOMPARE(number("rows_repaired"), 1);
        QCOMPARE(number("rows_set_aside"), 1);
        QCOMPARE(number("missing_fen"), 1000);
        QCOMPARE(number("missing_refund_fen"), 0);
        QCOMPARE(read.json.value(QLatin1String("complete")), QJsonValue(false));
        QCOMPARE(read.json.value(QLatin1String("set_aside")).toArray().size(), 1);
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QByteArray text = csv.readAll();
        QVERIFY(text.startsWith("\xEF\xBB\xBFtime,"));
        QVERIFY(text.contains(",'=1+1\r\n"));
        QVERIFY(text.contains(",\"\t42")); // 28 digits stay digits
        QVERIFY(!text.contains("TEA0000003"));
    }

    void aWrongAmountIsAcknowledgedAndSetAside()
    {
        const qint64 before = transfers();
        QCOMPARE(desk_
                     .ctl({QStringLiteral("order"), QStringLiteral("create"), QStringLiteral("--amount"),
                         QStringLiteral("10"), QStringLiteral("--description"), QStringLiteral("tea"),
                         QStringLiteral("--channel"), QStringLiteral("native"),
                         QStringLiteral("--out-trade-no"), QStringLiteral("WRONG00001")})
                     .exitCode,
            0);
        desk_.control("pay", {{QStringLiteral("out_trade_no"), QStringLiteral("WRONG00001")},
                                 {QStringLiteral("amount_fen"), 1}});
        QVERIFY(Programs::eventually([&] {
            return !desk_.ctl({QStringLiteral("tasks")})
                        .json.value(QLatin1String("items"))
                        .toArray()
                        .isEmpty();
        }));
        QCOMPARE(desk_.ctl({QStringLiteral("order"), QStringLiteral("show"), QStringLiteral("WRONG00001")})
                     .json.value(QLatin1String("state"))
                     .toString(),
            QStringLiteral("pending"));
        QCOMPARE(transfers(), before);
        // Asked about now, and not by itself in the middle of what follows.
        QCOMPARE(desk_.ctl({QStringLiteral("order"), QStringLiteral("sync"), QStringLiteral("WRONG00001")})
                     .json.value(QLatin1String("state"))
                     .toString(),
            QStringLiteral("paid"));
    }

    void commandLine_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* arguments, int exitCode, const char* code) {
            QTest::newRow(arguments) << QString::fromUtf8(arguments) << exitCode << QString::fromLatin1(code);
        };
        row("nonsense", 2, "");
        row("order create --amount 1", 2, "");
        row("order create --amount 1.234 --description t --channel native", 1, "too_many_decimals");
        row("order create --amount -1 --description t --channel native", 1, "invalid_amount");
        row("order create --amount 0 --description t --channel native", 1, "invalid_amount");
        row("order create --amount 99999999999999999999 --description t --channel native", 1, "overflow");
        row("order create --amount 1 --description t --channel carrier-pigeon", 1, "invalid_channel");
        row("order create --amount 1 --description t --channel native --purpose gift", 1, "invalid_purpose");
        row("order create --amount 1 --description t --channel native --purpose topup", 1, "user_required");
        row("order create --amount 1 --description t --channel jsapi --user 99", 1, "no_such_user");
        row("order create --amount 1 --description t --channel native --out-trade-no a/../b", 1,
            "invalid_number");
        row("order show nothing", 1, "no_such_order");
        row("user add --openid oAlice", 1, "user_exists");
        row("user add --openid bad;id", 1, "invalid_openid");
        row("user add --openid ｏBob", 1, "invalid_openid");
        row("user add --openid oBob\u202e", 1, "user_exists"); // what is around it is let go
        row("user link 1 --appid ｗx2 --openid oBob", 1, "invalid_appid");
        row("wallet show 99", 1, "no_such_user");
        row("wallet credit 1 0.001 --reason r", 1, "too_many_decimals");
        row("withdrawal request --user 1 --amount 1", 1, "insufficient_funds");
        row("withdrawal request --user x --amount 1", 2, "");
        row("withdrawal show 99", 1, "no_such_withdrawal");
        row("withdrawal list --state sleeping", 1, "unknown_state");
        row("ledger move assets:wechat:basic liabilities:user:1:available 1 --reason r", 1, "not_movable");
        row("ledger move assets:mattress assets:wechat:basic 1 --reason r", 1, "unknown_account");
        row("settings set no.such.thing 1", 1, "unknown_setting");
        row("settings set wechatpay.api_base_url http://api.example", 1, "invalid_setting");
        row("settings set payouts.grace_seconds soon", 1, "invalid_setting");
        row("report settlement --from 2025-13-01 --to 2025-10-09 --format csv --out /dev/null", 1,
            "invalid_date");
        row("report settlement --from 2025-10-09 --to 2025-10-01 --format csv --out /dev/null", 1,
            "invalid_period");
        row("backup /nowhere/at/all.db", 3, "disk_error");
    }
    void commandLine()
    {
        QFETCH(QString, arguments);
        QFETCH(int, exitCode);
        QFETCH(QString, code);
        const qint64 before = transfers();
        const auto outcome = desk_.ctl(arguments.split(QLatin1Char(' ')));
        QCOMPARE(outcome.exitCode, exitCode);
        if (!code.isEmpty())
            QCOMPARE(
                outcome.json.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString(),
                code);
        QCOMPARE(transfers(), before);
    }

    /// Whatever was done: who reads the answer has not got it.
    void anAnswerThatCannotBeWrittenIsNoSuccess_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        // 4: it was done; who takes it for "try again" does it twice.
        QTest::newRow("an answer") << QStringList{QStringLiteral("--json"), QStringLiteral("ledger"),
                                          QStringLiteral("balances")}
                                   << 4;
        QTest::newRow("as text") << QStringList{QStringLiteral("ledger"), QStringLiteral("balances")} << 4;
        QTest::newRow("a refusal") << QStringList{QStringLiteral("--json"), QStringLiteral("withdrawal"),
                                          QStringLiteral("show"), QStringLiteral("999")}
                                   << 1;
        QTest::newRow("a document") << QStringList{QStringLiteral("ledger"), QStringLiteral("export"),
                                           QStringLiteral("--format"), QStringLiteral("csv")}
                                    << 3;
    }
    void anAnswerThatCannotBeWrittenIsNoSuccess()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QProcess ctl;
        ctl.setStandardOutputFile(QStringLiteral("/dev/full"));
        ctl.start(QStringLiteral(ZHANGFANG_PROGRAMS "/zhangfangctl"),
            QStringList{QStringLiteral("--data"), desk_.file(QStringLiteral("data"))} + arguments);
        QVERIFY(ctl.waitForFinished(60'000));
        QCOMPARE(ctl.exitCode(), exitCode);
    }

    void theWrongPasswordApprovesNothing()
    {
        QFile wrong(desk_.file(QStringLiteral("wrong")));
        QVERIFY(wrong.open(QIODevice::WriteOnly));
        wrong.write("not the password\n");
        wrong.close();
        for (const char* name : {"mei", "nobody"}) {
            const auto outcome = desk_.ctl({QStringLiteral("withdrawal"), QStringLiteral("approve"),
                QStringLiteral("1"), QStringLiteral("--operator"), QString::fromLatin1(name),
                QStringLiteral("--password-file"), wrong.fileName()});
            QCOMPARE(
                outcome.json.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString(),
                QStringLiteral("wrong_password"));
        }
    }

    /// Keys stand in the vault alone, and there sealed.
    void secretsDoNotLeak()
    {
        QFile settings(desk_.file(QStringLiteral("settings.json")));
        QVERIFY(settings.open(QIODevice::ReadOnly));
        const QByteArray all = settings.readAll();
        const qsizetype at = all.indexOf("wechatpay.apiv3_key\":\"") + 22;
        const QByteArray apiKey = all.mid(at, 32);
        for (const char* name :
            {"data/zhangfang.db", "data/zhangfang.db-wal", "data/vault.json", "daemon.log"}) {
            QFile file(desk_.file(QString::fromLatin1(name)));
            if (!file.exists())
                continue;
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            QVERIFY2(!content.contains(apiKey) && !content.contains("PRIVATE KEY") &&
                         !content.contains("correct horse"),
                name);
        }
    }
};

ZHANGFANG_TEST(BadInputTest)
#include "bad_input_test.moc"
