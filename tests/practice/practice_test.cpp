#include "harness/shop.h"
#include "practice/detail/memory.h"
#include "practice/practice.h"

#include <QFile>
#include <QJsonArray>

using namespace zhangfang;
using practice::Practice;

class PracticeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPracticeShopGoesOnWhereItStopped()
    {
        QTemporaryDir temp;
        Practice::Options options;
        options.openingBalanceFen = 12'345;
        options.stateFile = temp.filePath(QStringLiteral("practice.json"));
        QJsonObject before;
        {
            auto first = Practice::start(options);
            REQUIRE(first);
            before = (*first)->matchingSettings();
            QCOMPARE((*first)->books().value(QLatin1String("balance_fen")).toInt(), 12'345);
        }
        // Keys are in it: nobody else may read it.
        QCOMPARE(QFile::permissions(options.stateFile) & (QFile::ReadGroup | QFile::ReadOther),
            QFile::Permissions());
        options.openingBalanceFen = 0;
        auto second = Practice::start(options);
        REQUIRE(second);
        QJsonObject after = (*second)->matchingSettings();
        // Other ports, and another place for the TLS server's certificate.
        for (const char* elsewhere :
            {"wechatpay.api_base_url", "wechatpay.v2_base_url", "wechatpay.ca_file"}) {
            before.remove(QLatin1String(elsewhere));
            after.remove(QLatin1String(elsewhere));
        }
        QCOMPARE(after, before);
        QCOMPARE((*second)->books().value(QLatin1String("balance_fen")).toInt(), 12'345);
    }

    void ordersAndTransfersAreRemembered()
    {
        crypto::SystemRandom random;
        const auto identity = practice::detail::Identity::make(random, 1'760'000'000'000);
        REQUIRE(identity);
        practice::detail::Memory memory;
        memory.balanceFen = 7;
        memory.serial = 8;
        practice::detail::PracticeOrder& order = memory.orders[QStringLiteral("ORDER1")];
        order.body = "{\"a\":1}";
        order.channel = QStringLiteral("native");
        order.v2 = true;
        order.totalFen = 100;
        order.openid = QStringLiteral("oA");
        practice::detail::PracticeTransfer& transfer = memory.transfers[QStringLiteral("W1")];
        transfer.state = QStringLiteral("FAIL");
        transfer.failReason = QStringLiteral("ACCOUNT_FROZEN");
        transfer.timesPaid = 1;
        memory.refunds[QStringLiteral("R1")].orderNo = QStringLiteral("ORDER1");
        memory.batches[QStringLiteral("B1")].closeReason = QStringLiteral("OVERDUE_CLOSE");
        memory.authorizations[QStringLiteral("A1")].id = QStringLiteral("1450");
        memory.movements.push_back({5, QStringLiteral("payment"), QStringLiteral("ORDER1"), 100, 107});
        const QByteArray bytes = practice::detail::toBytes(*identity, memory);
        const auto back = practice::detail::remembered(bytes);
        REQUIRE(back);
        QCOMPARE(practice::detail::toBytes(back->identity, back->memory), bytes);
        QCOMPARE(back->memory.orders.at(QStringLiteral("ORDER1")).totalFen, 100);
        QVERIFY(back->memory.orders.at(QStringLiteral("ORDER1")).v2);
        QCOMPARE(back->memory.movements.front().balanceFen, 107);
        QVERIFY(!practice::detail::remembered(bytes.left(bytes.size() / 2)));
    }
};

QTEST_GUILESS_MAIN(PracticeTest)
#include "practice_test.moc"
