#include "harness/programs.h"
#include "harness/run.h"

#include <QTest>

using namespace zhangfang;
using harness::Programs;

/// What a script does over the command line is done once, and what did not happen is not said to have.
class OnceTest : public QObject
{
    Q_OBJECT

    static Programs::Outcome run(const Programs& desk, const QString& line)
    {
        return desk.ctl(line.split(QLatin1Char(' ')));
    }
    static Programs::Outcome decide(const Programs& desk, const QString& line)
    {
        return desk.ctl(line.split(QLatin1Char(' ')) +
                        QStringList{QStringLiteral("--operator"), QStringLiteral("mei"),
                            QStringLiteral("--password-file"), desk.file(QStringLiteral("password"))});
    }
    static QString code(const Programs::Outcome& outcome)
    {
        return outcome.json.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
    }

private Q_SLOTS:
    void aKeyMakesARepeatTheSameAct()
    {
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        QCOMPARE(run(desk, QStringLiteral("user add --openid oAlice")).exitCode, 0);
        QVERIFY(
            desk.paidOrder(QStringLiteral("TOPUP00001"), QStringLiteral("60"), QStringLiteral("topup"), 1));
        QVERIFY(Programs::eventually([&] {
            return run(desk, QStringLiteral("wallet show 1"))
                       .json.value(QLatin1String("available_fen"))
                       .toInteger() == 6'000;
        }));
        const auto twice = [&](const QString& line, const QString& other, bool withPassword = false) {
            const auto act = [&](const QString& what) {
                return withPassword ? decide(desk, what) : run(desk, what);
            };
            const auto first = act(line);
            QCOMPARE(first.exitCode, 0);
            const auto again = act(line);
            QCOMPARE(again.exitCode, 0);
            for (const char* name : {"id", "out_trade_no", "refund", "available_fen", "transfer"})
                QCOMPARE(again.json.value(QLatin1String(name)), first.json.value(QLatin1String(name)));
            const auto another = act(other);
            QCOMPARE(another.exitCode, 1);
            QCOMPARE(code(another), QStringLiteral("key_reused"));
        };
        twice(QStringLiteral("wallet credit 1 5 --reason gift --key k1"),
            QStringLiteral("wallet credit 1 6 --reason gift --key k1"));
        twice(QStringLiteral("order create --amount 8.88 --description tea --channel native --key k2"),
            QStringLiteral("order create --amount 8.89 --description tea --channel native --key k2"));
        twice(QStringLiteral("withdrawal request --user 1 --amount 7 --key k3"),
            QStringLiteral("withdrawal request --user 1 --amount 8 --key k3"));
        twice(QStringLiteral("order refund TOPUP00001 --amount 3 --reason r --key k4"),
            QStringLiteral("order refund TOPUP00001 --amount 4 --reason r --key k4"), true);
        twice(QStringLiteral("ledger move equity:owner assets:wechat:basic 9 --reason bank --key k5"),
            QStringLiteral("ledger move equity:owner assets:wechat:basic 8 --reason bank --key k5"), true);
        QCOMPARE(run(desk, QStringLiteral("order refunds TOPUP00001"))
                     .json.value(QLatin1String("items"))
                     .toArray()
                     .size(),
            1);
        const auto wallet = run(desk, QStringLiteral("wallet show 1")).json;
        // 60 + 5, of which 7 wait for their withdrawal and 3 went back to the customer.
        QCOMPARE(wallet.value(QLatin1String("available_fen")).toInteger(), 5'500);
        QCOMPARE(desk.stopDaemon(), 0);
    }

    /// Where a repeat without one would be refused: the first was done, and its answer may have been lost.
    void aKeyMakesARepeatTheSameDecision()
    {
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        QCOMPARE(run(desk, QStringLiteral("user add --openid oAlice")).exitCode, 0);
        QVERIFY(
            desk.paidOrder(QStringLiteral("TOPUP00001"), QStringLiteral("60"), QStringLiteral("topup"), 1));
        QCOMPARE(decide(desk, QStringLiteral("settings set payouts.grace_seconds 3600")).exitCode, 0);
        int id = 0;
        for (const auto& [verb, state] : {std::pair("reject %1 --reason no", "rejected"),
                 {"cancel %1", "cancelled"}, {"approve %1", "approved"}}) {
            QVERIFY(Programs::eventually([&] {
                return run(desk, QStringLiteral("withdrawal request --user 1 --amount 7")).exitCode == 0;
            }));
            const QString line = QStringLiteral("withdrawal ") + QString::fromLatin1(verb).arg(++id);
            const QString keyed = line + QStringLiteral(" --key k%1").arg(id);
            QVERIFY(Programs::eventually([&] { return decide(desk, keyed).exitCode == 0; }));
            QCOMPARE(decide(desk, keyed).exitCode, 0);
            QCOMPARE(code(decide(desk, line)), QStringLiteral("wrong_state"));
            QCOMPARE(desk.withdrawalState(id), QString::fromLatin1(state));
        }
        QCOMPARE(code(decide(desk, QStringLiteral("withdrawal reject 1 --reason other --key k1"))),
            QStringLiteral("key_reused"));
        QCOMPARE(desk.stopDaemon(), 0);
    }

    /// What only stops money from leaving takes no password, as in the window, and is written down.
    void stoppingTakesNoPassword()
    {
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        QCOMPARE(run(desk, QStringLiteral("user add --openid oAlice")).exitCode, 0);
        QVERIFY(
            desk.paidOrder(QStringLiteral("TOPUP00001"), QStringLiteral("60"), QStringLiteral("topup"), 1));
        QCOMPARE(decide(desk, QStringLiteral("settings set payouts.grace_seconds 3600")).exitCode, 0);
        QVERIFY(Programs::eventually([&] {
            return run(desk, QStringLiteral("withdrawal request --user 1 --amount 7")).exitCode == 0;
        }));
        QVERIFY(Programs::eventually(
            [&] { return decide(desk, QStringLiteral("withdrawal approve 1")).exitCode == 0; }));
        QCOMPARE(run(desk, QStringLiteral("withdrawal take-back 1")).exitCode, 0);
        QCOMPARE(run(desk, QStringLiteral("withdrawal cancel 1")).exitCode, 0);
        QCOMPARE(
            run(desk, QStringLiteral("wallet show 1")).json.value(QLatin1String("available_fen")).toInteger(),
            6'000);
        for (const char* action : {"withdrawal.taken_back", "withdrawal.cancelled"})
            QCOMPARE(run(desk, QStringLiteral("audit list --search ") + QString::fromLatin1(action))
                         .json.value(QLatin1String("items"))
                         .toArray()
                         .size(),
                1);
        QCOMPARE(desk.stopDaemon(), 0);
    }

    /// A till that opens although nobody paid.
    void aCodeThatNobodyPaidIsNoSuccess_data()
    {
        QTest::addColumn<QString>("lastDigit");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("pays at once") << "0" << 0;
        QTest::newRow("has no money") << "2" << 1;
        QTest::newRow("too old") << "3" << 1;
        QTest::newRow("never types the password") << "1" << 1;
    }
    void aCodeThatNobodyPaidIsNoSuccess()
    {
        QFETCH(QString, lastDigit);
        QFETCH(int, exitCode);
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QCOMPARE(run(desk, QStringLiteral("settings set counter.wait_seconds 5")).exitCode, 0);
        const auto outcome =
            run(desk, QStringLiteral("order pay-code --amount 5 --description tea --code 13006109882800940") +
                          lastDigit);
        QCOMPARE(outcome.exitCode, exitCode);
    }

    /// Set aside for a setting that was wrong, listed, and taken up again.
    void whatWasSetAsideIsTakenUpAgain()
    {
        Programs desk;
        QCOMPARE(desk.problem(), QString());
        QVERIFY(desk.startDaemon());
        const QString mchid = run(desk, QStringLiteral("settings get wechatpay.mchid"))
                                  .json.value(QLatin1String("wechatpay.mchid"))
                                  .toString();
        QCOMPARE(run(desk, QStringLiteral("order create --amount 8.88 --description tea --channel native "
                                          "--out-trade-no TEA0000001"))
                     .exitCode,
            0);
        QCOMPARE(run(desk, QStringLiteral("settings set wechatpay.mchid 1999999999")).exitCode, 0);
        QVERIFY(
            !desk.control("pay", {{QStringLiteral("out_trade_no"), QStringLiteral("TEA0000001")}}).isEmpty());
        QString event;
        QVERIFY(Programs::eventually([&] {
            const auto items =
                run(desk, QStringLiteral("quarantine list")).json.value(QLatin1String("items")).toArray();
            event =
                items.isEmpty() ? QString() : items.first().toObject().value(QLatin1String("id")).toString();
            return !event.isEmpty();
        }));
        const auto tooEarly = run(desk, QStringLiteral("quarantine replay ") + event);
        QCOMPARE(tooEarly.exitCode, 1);
        QCOMPARE(code(tooEarly), QStringLiteral("still_quarantined"));
        QCOMPARE(run(desk, QStringLiteral("settings set wechatpay.mchid ") + mchid).exitCode, 0);
        QCOMPARE(run(desk, QStringLiteral("quarantine replay ") + event).exitCode, 0);
        const auto order = run(desk, QStringLiteral("order show TEA0000001")).json;
        QCOMPARE(order.value(QLatin1String("state")).toString(), QStringLiteral("paid"));
        for (const auto& [field, fen] : {std::pair("payer_fen", 888), {"coupon_fen", 0}, {"refunded_fen", 0}})
            QCOMPARE(order.value(QLatin1String(field)).toInteger(-1), fen);
        QCOMPARE(order.value(QLatin1String("api")).toString(), QStringLiteral("v3"));
        QVERIFY(run(desk, QStringLiteral("quarantine list"))
                    .json.value(QLatin1String("items"))
                    .toArray()
                    .isEmpty());
        QVERIFY(run(desk, QStringLiteral("tasks")).json.value(QLatin1String("items")).toArray().isEmpty());
        QCOMPARE(desk.stopDaemon(), 0);
    }
};

ZHANGFANG_TEST(OnceTest)
#include "once_test.moc"
