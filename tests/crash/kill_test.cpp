#include "harness/programs.h"
#include "harness/run.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>

using namespace zhangfang;
using harness::Programs;

/// kill -9 at random moments of a busy day; afterwards the money must add up.
class KillTest : public QObject
{
    Q_OBJECT
    static constexpr int kKillsPerSeed = 25;

private Q_SLOTS:
    void moneyAddsUpAfterKills_data()
    {
        QTest::addColumn<quint32>("seed");
        for (const quint32 seed : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U})
            QTest::addRow("seed %u", seed) << seed;
    }
    void moneyAddsUpAfterKills()
    {
        QFETCH(quint32, seed);
        qInfo("seed %u, %d kills", seed, kKillsPerSeed);
        QRandomGenerator random(seed);
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        QCOMPARE(desk.ctl({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--openid"),
                              QStringLiteral("oAlice")})
                     .exitCode,
            0);
        QVERIFY(
            desk.paidOrder(QStringLiteral("TOPUP00000"), QStringLiteral("500"), QStringLiteral("topup"), 1));
        QVERIFY(Programs::eventually([&] {
            return desk.ctl({QStringLiteral("wallet"), QStringLiteral("show"), QStringLiteral("1")})
                       .json.value(QLatin1String("available_fen"))
                       .toInteger() == 50'000;
        }));

        static const QStringList kFaults{QStringLiteral("drop_before"), QStringLiteral("drop_after"),
            QStringLiteral("cut"), QStringLiteral("http_500_after"), QStringLiteral("SYSTEM_ERROR")};
        // Whatever is called: not only what creates something.
        static const QStringList kCalls{QStringLiteral("create_transfer"), QStringLiteral("query_transfer"),
            QStringLiteral("create_order"), QStringLiteral("query_order"), QStringLiteral("any")};
        QList<qint64> withdrawals;
        for (int kill = 0; kill < kKillsPerSeed; ++kill) {
            if (kill % 3 == 0)
                desk.control("fault",
                    {{QStringLiteral("target"), kCalls[random.bounded(static_cast<int>(kCalls.size()))]},
                        {QStringLiteral("kind"), kFaults[random.bounded(static_cast<int>(kFaults.size()))]}});
            const qint64 id = desk.approvedWithdrawal(1, QStringLiteral("1.%1").arg(random.bounded(10, 99)));
            if (id != 0)
                withdrawals << id;
            if (kill % 5 == 0)
                static_cast<void>(desk.paidOrder(QStringLiteral("SALE%1").arg(kill, 6, 10, QLatin1Char('0')),
                    QStringLiteral("2.50"), QStringLiteral("sale"), 1));
            // Somewhere between claim, send, answer and notification.
            QThread::usleep(random.bounded(250'000U));
            desk.killDaemon();
            QVERIFY(desk.startDaemon());
        }
        QVERIFY(withdrawals.size() >= kKillsPerSeed / 2);
        // WeChat's retries come at most 15 s apart at first; move its clock over them.
        const auto quiet = [&] {
            desk.control("advance", {{QStringLiteral("ms"), 20'000}});
            const bool held =
                desk.ctl({QStringLiteral("wallet"), QStringLiteral("show"), QStringLiteral("1")})
                    .json.value(QLatin1String("held_fen"))
                    .toInteger(-1) != 0;
            return !held;
        };
        QVERIFY2(Programs::eventually(quiet, 40'000), "money is still held");

        qint64 paidOut = 0;
        const QJsonObject books = desk.books();
        for (const auto& transfer : books.value(QLatin1String("transfers")).toArray())
            QVERIFY(transfer.toObject().value(QLatin1String("times_paid")).toInt() <= 1);
        for (const qint64 id : withdrawals) {
            const auto shown =
                desk.ctl({QStringLiteral("withdrawal"), QStringLiteral("show"), QString::number(id)}).json;
            if (shown.value(QLatin1String("state")).toString() == QLatin1String("paid"))
                paidOut += shown.value(QLatin1String("amount_fen")).toInteger();
        }
        QCOMPARE(books.value(QLatin1String("paid_out_fen")).toInteger(), paidOut);
        const auto verified = desk.ctl({QStringLiteral("ledger"), QStringLiteral("verify")});
        QVERIFY2(verified.exitCode == 0, verified.text.constData());
        QCOMPARE(desk.ctl({QStringLiteral("wallet"), QStringLiteral("show"), QStringLiteral("1")})
                     .json.value(QLatin1String("available_fen"))
                     .toInteger(),
            50'000 - paidOut);
        // Every order the practice server was paid, and was told is received, is paid here too.
        QVERIFY(Programs::eventually([&] {
            desk.control("advance", {{QStringLiteral("ms"), 20'000}});
            return desk.books().value(QLatin1String("notifications_waiting")).toInt() == 0;
        }));
        for (const auto& order : books.value(QLatin1String("orders")).toArray()) {
            const QString number = order.toObject().value(QLatin1String("out_trade_no")).toString();
            QCOMPARE(desk.ctl({QStringLiteral("order"), QStringLiteral("show"), number})
                         .json.value(QLatin1String("state"))
                         .toString(),
                QStringLiteral("paid"));
        }
    }
};

ZHANGFANG_TEST(KillTest)
#include "kill_test.moc"
