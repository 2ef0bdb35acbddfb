#include "base/calendar.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "wechatpay/bills/fetch.h"
#include "wechatpay/v3/signing.h"

#include <QDirIterator>

using namespace zhangfang;
using base::Money;
using harness::DeskShop;

/// WeChat Pay's own go-live checklist (facts page, last section): one test for each of its lines.
class GoLiveTest : public QObject
{
    Q_OBJECT

    static payments::NewOrder order(const QString& number, const char* channel = "native")
    {
        payments::NewOrder wanted;
        wanted.number = number;
        wanted.amount = Money::fen(888);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QString::fromLatin1(channel);
        return wanted;
    }
    static shop::OrderState stateOf(DeskShop& shop, const QString& number)
    {
        const auto found = shop.books().readers().read<shop::Order>(
            [&](storage::Database& database) { return shop::findOrder(database, number); });
        return found ? found->state : shop::OrderState::unknown;
    }
    static bool becomes(DeskShop& shop, const QString& number, shop::OrderState state)
    {
        return QTest::qWaitFor([&] { return stateOf(shop, number) == state; }, 15'000);
    }
    static qint64 count(DeskShop& shop, storage::Sql sql)
    {
        return shop.books()
            .readers()
            .read<qint64>([&](storage::Database& database) -> base::Result<qint64> {
                ZF_ASSIGN(auto rows, database.query(sql));
                return rows.next() ? rows.number(0) : -1;
            })
            .value_or(-1);
    }

private Q_SLOTS:
    void neverANewNumberWhileTheFirstIsUnknown()
    {
        DeskShop shop;
        QVERIFY(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("create_order")},
                                          {QStringLiteral("kind"), QStringLiteral("http_500_after")}}));
        QVERIFY(!DeskShop::wait(shop.desk().createOrder(order(QStringLiteral("TEA0000001")))));
        QVERIFY(DeskShop::wait(
            shop.desk().createOrder(order(QStringLiteral("TEA0000001"))))); // the same bytes again
        QCOMPARE(count(shop, "SELECT COUNT(*) FROM orders"), 1);
        const auto user = shop.userWith(QStringLiteral("oAlice"), 500);
        QVERIFY(user);
        const auto payout = shop.requested(*user, 500);
        QVERIFY(payout);
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("create_transfer")},
                                          {QStringLiteral("kind"), QStringLiteral("http_500_after")}}));
        const auto story = DeskShop::wait(shop.desk().payoutStories({payout->id}));
        QVERIFY(story);
        QVERIFY(
            DeskShop::wait(shop.desk().approve({{payout->id, story->front().row.seen()}}, shop.authority())));
        QVERIFY(QTest::qWaitFor([&] { return shop.stateOf(payout->id) == payouts::State::paid; }, 15'000));
        QCOMPARE(shop.wechat().books().value(QLatin1String("transfers")).toArray().size(), 1);
        QCOMPARE(shop.timesPaid(), 1);
    }

    void integersInFenOnly()
    {
        const auto key = crypto::PrivateKey::generate();
        QVERIFY(key);
        const wechatpay::Merchant merchant{
            QStringLiteral("1900000001"), QStringLiteral("wx1"), "77", *key, {}};
        const auto body = wechatpay::v3::orderBody(
            merchant, {wechatpay::Channel::native, *base::OrderNo::parse(QStringLiteral("TEA0000001")),
                          QStringLiteral("tea"), Money::fen(100'000'000'001), QStringLiteral("https://a/b"),
                          1'760'000'000'000, {}, {}, {}, {}});
        QVERIFY(body);
        QVERIFY2(body->contains("\"total\":100000000001"), body->constData());
        QVERIFY(!Money::parseYuan(u"0.001"));
    }

    void notifiedAmountsAreComparedWithTheOrder()
    {
        DeskShop shop;
        QVERIFY(DeskShop::wait(shop.desk().createOrder(order(QStringLiteral("TEA0000001")))));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), QStringLiteral("TEA0000001")},
                                        {QStringLiteral("amount_fen"), 1}}));
        QVERIFY(QTest::qWaitFor(
            [&] { return count(shop, "SELECT COUNT(*) FROM tasks WHERE code = 'payment_mismatch'") == 1; },
            15'000));
        QCOMPARE(stateOf(shop, QStringLiteral("TEA0000001")), shop::OrderState::pending);
        QCOMPARE(count(shop, "SELECT COUNT(*) FROM transfers WHERE kind = 'payment'"), 0);
    }

    void theSignatureIsVerifiedBeforeAnythingElse()
    {
        DeskShop shop;
        QVERIFY(DeskShop::wait(shop.desk().createOrder(order(QStringLiteral("TEA0000001")))));
        const QString url = shop.books().settings()->text("wechatpay.notify_url");
        for (const char* kind : {"wrong_signature", "signtest", "stale", "garbage"})
            QVERIFY(shop.control("forge",
                {{QStringLiteral("kind"), QString::fromLatin1(kind)}, {QStringLiteral("notify_url"), url}}));
        QVERIFY(QTest::qWaitFor(
            [&] { return shop.wechat().books().value(QLatin1String("notifications_waiting")).toInt() == 0; },
            15'000));
        QVERIFY(shop.wechat().books().value(QLatin1String("acknowledged")).toArray().isEmpty());
        QCOMPARE(count(shop, "SELECT COUNT(*) FROM inbox"), 0);
    }

    void aQueryStandsInForALostNotification()
    {
        DeskShop shop;
        QVERIFY(shop.control("mode", {{QStringLiteral("notifications"), QStringLiteral("lose")}}));
        QVERIFY(DeskShop::wait(shop.desk().createOrder(order(QStringLiteral("TEA0000001")))));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), QStringLiteral("TEA0000001")}}));
        // Its first question would come after half a minute; the poller itself is what asks.
        const auto due = shop.books().writer().runNow<qint64>([](storage::Database& database) {
            return database.execute("UPDATE orders SET next_query_at = 1");
        });
        QVERIFY(due);
        QVERIFY(becomes(shop, QStringLiteral("TEA0000001"), shop::OrderState::paid));
    }

    void notificationsAreIdempotent()
    {
        DeskShop shop;
        QVERIFY(shop.control("mode", {{QStringLiteral("notifications"), QStringLiteral("duplicate")}}));
        QVERIFY(DeskShop::wait(shop.desk().createOrder(order(QStringLiteral("TEA0000001")))));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), QStringLiteral("TEA0000001")}}));
        QVERIFY(QTest::qWaitFor(
            [&] { return shop.wechat().books().value(QLatin1String("acknowledged")).toArray().size() == 2; },
            15'000));
        QCOMPARE(count(shop, "SELECT COUNT(*) FROM transfers WHERE kind = 'payment'"), 1);
    }

    void refundsAreCappedByTheirRunningSum()
    {
        DeskShop shop;
        QVERIFY(DeskShop::wait(shop.desk().createOrder(order(QStringLiteral("TEA0000001")))));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), QStringLiteral("TEA0000001")}}));
        QVERIFY(becomes(shop, QStringLiteral("TEA0000001"), shop::OrderState::paid));
        const auto refund = [&](qint64 fen) {
            return DeskShop::wait(shop.desk().refund(
                QStringLiteral("TEA0000001"), Money::fen(fen), QStringLiteral("r"), shop.authority()));
        };
        QVERIFY(refund(500));
        const auto over = refund(389);
        QCOMPARE(over ? QString() : over.error().code, QStringLiteral("over_order"));
        QVERIFY(refund(388));
    }

    void billsAfterTenAndYuanToFenExactly()
    {
        const qint64 ready = wechatpay::bills::billReadyAtUtcMs(QDate(2026, 1, 2));
        QCOMPARE(base::toRfc3339(ready), QStringLiteral("2026-01-03T10:00:00+08:00"));
        QCOMPARE(wechatpay::bills::parseYuan("0.29")->inFen(), 29); // 0.29 · 100 is 28.999… to a machine
        QCOMPARE(wechatpay::bills::parseYuan("1234567.89")->inFen(), 123'456'789);
    }

    void keysAreNeitherInTheBooksNorInTheSource()
    {
        DeskShop shop;
        QVERIFY(DeskShop::wait(shop.desk().createOrder(order(QStringLiteral("TEA0000001")))));
        const QJsonObject settings = shop.wechat().matchingSettings();
        QList<QByteArray> secrets;
        for (const char* name : {access::kApiV3Key, access::kApiV2Key})
            secrets << settings.value(QLatin1String(name)).toString().toUtf8();
        secrets
            << settings.value(QLatin1String(access::kMerchantPrivateKey)).toString().toUtf8().mid(100, 40);
        const auto holds = [](const QString& folder, const QList<QByteArray>& words) -> QString {
            QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                if (!file.open(QIODevice::ReadOnly))
                    continue;
                const QByteArray content = file.readAll();
                for (const QByteArray& word : words) {
                    if (content.contains(word))
                        return file.fileName();
                }
            }
            return {};
        };
        QCOMPARE(holds(shop.books().path(), secrets), QString());
        for (const char* room : {"core", "app", "ui", "resources", "translations"})
            QCOMPARE(holds(QStringLiteral(ZHANGFANG_TEST_DATA "/../../") + QString::fromLatin1(room),
                         {"-----BEGIN PRIVATE KEY-----\nMII", "-----BEGIN RSA PRIVATE KEY-----\nMII"}),
                QString());
    }

    void unpaidOrdersAreClosedOnTime()
    {
        DeskShop shop;
        QVERIFY(DeskShop::wait(shop.desk().createOrder(order(QStringLiteral("TEA0000001")))));
        const auto expired = shop.books().writer().runNow<qint64>([](storage::Database& database) {
            return database.execute("UPDATE orders SET expires_at = 1, next_query_at = 1");
        });
        QVERIFY(expired);
        QVERIFY(becomes(shop, QStringLiteral("TEA0000001"), shop::OrderState::closed));
        QVERIFY(!shop.control(
            "pay", {{QStringLiteral("out_trade_no"), QStringLiteral("TEA0000001")}})); // at WeChat too
    }

    void jsapiAndAppAreSignedDifferentlyByTheSameKey()
    {
        const auto key = crypto::PrivateKey::generate();
        QVERIFY(key);
        const wechatpay::Merchant merchant{
            QStringLiteral("1900000001"), QStringLiteral("wx1"), "77", *key, {}};
        const auto check = [&](const QJsonObject& json, const char* field, const QByteArray& last) {
            const QByteArray message = "wx1\n1760000000\nNONCE\n" + last + '\n';
            return key->publicKey().verify(
                message, QByteArray::fromBase64(json.value(QLatin1String(field)).toString().toLatin1()));
        };
        const auto jsapi =
            wechatpay::v3::jsapiInvocation(merchant, QStringLiteral("wx20"), "1760000000", "NONCE");
        const auto app =
            wechatpay::v3::appInvocation(merchant, QStringLiteral("wx20"), "1760000000", "NONCE");
        QVERIFY(check(*jsapi, "paySign", "prepay_id=wx20"));
        QVERIFY(check(*app, "sign", "wx20"));
        QVERIFY(!check(*app, "sign", "prepay_id=wx20"));
        QCOMPARE(app->value(QLatin1String("packageValue")).toString(), QStringLiteral("Sign=WXPay"));
    }
};

ZHANGFANG_TEST(GoLiveTest)
#include "go_live_test.moc"
