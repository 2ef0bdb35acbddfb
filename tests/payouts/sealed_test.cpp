#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"

using namespace zhangfang;
using base::Money;
using harness::DeskShop;

/// A name that was sealed for one key of the platform goes out with that key's serial, whatever has become
/// the preferred one between making the bytes and sending them again.
class SealedTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSerialIsStoredWithTheBytes_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::newRow("transfer bills") << "v3-transfer-bills";
        QTest::newRow("batches") << "v3-batches";
    }
    void theSerialIsStoredWithTheBytes()
    {
        QFETCH(QString, channel);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto settings = shop.books().settings();
        REQUIRE(settings);
        const QString keyId = settings->text("wechatpay.public_key_id");
        REQUIRE(shop.set("wechatpay.public_key_id", {})); // by certificate
        REQUIRE(shop.set("payouts.channel", channel));
        REQUIRE(shop.set("payouts.batch_poll_ms", QStringLiteral("200")));
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        REQUIRE(shop.set("payouts.max_single_fen", QStringLiteral("1000000")));
        REQUIRE(shop.set("payouts.max_user_day_fen", QStringLiteral("1000000")));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 300'000);
        REQUIRE(user);
        REQUIRE(DeskShop::wait(shop.desk().renameUser(*user, QStringLiteral("张三"))));
        QVERIFY(shop.control("payee", {{QStringLiteral("openid"), QStringLiteral("oAlice")},
                                          {QStringLiteral("name"), QStringLiteral("张三")}}));
        QVERIFY(shop.control("fault",
            {{QStringLiteral("target"), channel == QLatin1String("v3-batches")
                                            ? QStringLiteral("create_batch")
                                            : QStringLiteral("create_transfer")},
                {QStringLiteral("kind"), QStringLiteral("SYSTEM_ERROR")}, {QStringLiteral("count"), 2}}));
        REQUIRE(DeskShop::wait(shop.desk().startEngine()));
        const auto payout = shop.requested(*user, 200'000);
        REQUIRE(payout);
        REQUIRE(shop.approve({payout->id}));
        QVERIFY(shop.becomes(payout->id, payouts::State::unclear));
        REQUIRE(shop.set("wechatpay.public_key_id", keyId)); // the merchant moves to the public key
        QVERIFY(shop.becomes(payout->id, payouts::State::paid));
        QCOMPARE(shop.timesPaid(), 1);
    }
};

ZHANGFANG_TEST(SealedTest)
#include "sealed_test.moc"
