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
        before.remove(QStringLiteral("wechatpay.api_base_url")); // another port
        after.remove(QStringLiteral("wechatpay.api_base_url"));
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
        memory.orders[QStringLiteral("ORDER1")] = {"{\"a\":1}", QStringLiteral("SUCCESS"),
            QStringLiteral("4200"), QStringLiteral("pre"), 100, 5, QStringLiteral("oA")};
        memory.transfers[QStringLiteral("W1")] = {"{}", QStringLiteral("FAIL"), QStringLiteral("1330"),
            QStringLiteral("ACCOUNT_FROZEN"), 9, 3, 0, 0};
        const QByteArray bytes = practice::detail::toBytes(*identity, memory);
        const auto back = practice::detail::remembered(bytes);
        REQUIRE(back);
        QCOMPARE(practice::detail::toBytes(back->identity, back->memory), bytes);
        QVERIFY(!practice::detail::remembered(bytes.left(bytes.size() / 2)));
    }
};

QTEST_GUILESS_MAIN(PracticeTest)
#include "practice_test.moc"
