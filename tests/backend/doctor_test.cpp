#include "backend/setup.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "listener/refusals.h"

using namespace zhangfang;
using harness::DeskShop;

/// What a first customer gets wrong, each found by its own check and named, with what to do.
class DoctorTest : public QObject
{
    Q_OBJECT
    /// The outcome of one check: what was found, or "✗ CODE: " and what is wrong.
    static QString check(DeskShop& shop, const char* name)
    {
        const auto all = DeskShop::wait<std::vector<backend::Check>>(shop.desk().diagnose());
        for (const auto& one : all.value_or(std::vector<backend::Check>{})) {
            if (one.name == QLatin1String(name))
                return one.outcome ? *one.outcome
                                   : QStringLiteral("✗ %1: %2")
                                         .arg(one.outcome.error().code, one.outcome.error().describe());
        }
        return QStringLiteral("no such check");
    }
    /// Past the rules, as older versions and other hands have left it.
    static bool leave(DeskShop& shop, const char* key, const QByteArray& value)
    {
        return shop.books()
            .writer()
            .runNow<qint64>([&](storage::Database& database) {
                return database.execute(
                    "INSERT INTO settings (key, value, updated_at) VALUES (:key, :value, 1) "
                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    {{":key", QString::fromLatin1(key)}, {":value", QString::fromLatin1(value)}});
            })
            .has_value();
    }
    static bool setSecret(DeskShop& shop, const char* name, const QByteArray& value)
    {
        return DeskShop::wait<backend::Imported>(
            shop.desk().importSettings(
                {{QString::fromLatin1(name), QString::fromUtf8(value)}}, shop.authority()))
            .has_value();
    }

private Q_SLOTS:
    void aSoundShopIsSound()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        QVERIFY(
            check(shop, "certificate").startsWith(QLatin1String("the certificate of merchant 1900000001")));
        QVERIFY(check(shop, "public_key").startsWith(QLatin1String("PUB_KEY_ID_")));
        QCOMPARE(check(shop, "apiv3_key"), QStringLiteral("it opens WeChat Pay's certificates"));
        QVERIFY(check(shop, "appid").contains(QLatin1String("is bound to the merchant")));
        QCOMPARE(check(shop, "wechatpay"), QStringLiteral("reachable, signatures agree"));
        const QJsonObject books = shop.wechat().books(); // nothing was moved
        QCOMPARE(books.value(QLatin1String("paid_in_fen")).toInteger(), 0);
        QCOMPARE(books.value(QLatin1String("paid_out_fen")).toInteger(), 0);
    }

    /// A notify address leads back to this listener, to somebody else, or nowhere.
    void whereTheNotifyAddressLeads_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("address"); // PRACTICE: something else that answers
        QTest::addColumn<bool>("heardBefore");
        QTest::addColumn<QString>("outcome");
        const QString here = QStringLiteral("leads back to the listener here");
        QTest::newRow("back here") << QString() << QString() << false << here;
        for (const char* key : {"wechatpay.notify_url", "wechatpay.v2_notify_url"}) {
            QTest::addRow("%s to something else", key)
                << QString::fromLatin1(key) << "http://127.0.0.1:PRACTICE/wechatpay/notify" << false
                << "✗ notify_elsewhere";
            QTest::addRow("%s to nothing", key)
                << QString::fromLatin1(key) << "http://127.0.0.1:1/wechatpay/notify" << false
                << "✗ notify_unreachable";
        }
        QTest::newRow("not from here, and WeChat Pay finds it")
            << "wechatpay.notify_url"
            << "http://127.0.0.1:1/wechatpay/notify" << true
            << "does not lead back here when it is asked from this computer";
    }
    void whereTheNotifyAddressLeads()
    {
        QFETCH(QString, key);
        QFETCH(QString, address);
        QFETCH(bool, heardBefore);
        QFETCH(QString, outcome);
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        if (heardBefore) {
            listener::Tally tally;
            tally.good = 1;
            tally.lastGoodAtUtcMs = shop.books().clock().nowUtcMs();
            REQUIRE(shop.books().writer().runNow<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(listener::record(database, tally, tally.lastGoodAtUtcMs));
                return 0;
            }));
        }
        if (!key.isEmpty())
            QVERIFY(shop.set(key.toLatin1().constData(),
                address.replace(QLatin1String("PRACTICE"), QString::number(shop.wechat().port()))));
        QTRY_VERIFY_WITH_TIMEOUT(!check(shop, "notify_url").contains(QLatin1String("can be told")), 10'000);
        const QString told = check(shop, "notify_url");
        QVERIFY2(told.contains(outcome), qPrintable(told));
    }
    void withoutAnEngineNobodyKnowsWhereItLeads()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QVERIFY(shop.set("wechatpay.notify_url", QStringLiteral("http://127.0.0.1:1/wechatpay/notify")));
        QVERIFY(check(shop, "notify_url").contains(QLatin1String("can be told while the engine runs")));
    }

    void aWrongAppidIsFound_data()
    {
        QTest::addColumn<bool>("v2Key");
        QTest::addColumn<QString>("generation");
        QTest::addColumn<QString>("key");
        const QString first = QStringLiteral("wechatpay.appid");
        const QString others = QStringLiteral("wechatpay.appids");
        QTest::newRow("asked") << true << QStringLiteral("v3") << first;
        QTest::newRow("asked, v2") << true << QStringLiteral("v2") << first;
        QTest::newRow("asked, another of the shop's") << true << QStringLiteral("v3") << others;
        QTest::newRow("without a v2 key") << false << QStringLiteral("v3") << first;
        QTest::newRow("without a v2 key, another of the shop's") << false << QStringLiteral("v3") << others;
    }
    void aWrongAppidIsFound()
    {
        QFETCH(bool, v2Key);
        QFETCH(QString, generation);
        QFETCH(QString, key);
        DeskShop shop(DeskShop::WithEngine::no, v2Key ? DeskShop::WithV2Key::yes : DeskShop::WithV2Key::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.set("wechatpay.generation", generation));
        QVERIFY2(!check(shop, "appid").startsWith(u'✗'), qPrintable(check(shop, "appid")));
        REQUIRE(shop.set(key.toLatin1().constData(), QStringLiteral("wx0000000000000000")));
        const QString told = check(shop, "appid");
        QVERIFY2(told.startsWith(
                     QStringLiteral("✗ wrong_appid: WeChat Pay does not take the app wx0000000000000000")),
            qPrintable(told));
        QVERIFY(told.contains(QStringLiteral("AppID 账号管理")));
        QVERIFY(!check(shop, "wechatpay").startsWith(u'✗')); // no other check is disturbed
    }

    /// With a v2 key nothing is opened; without one what is opened is closed at once, and told.
    void theAppidIsAskedAboutWithoutOpeningAnything_data()
    {
        QTest::addColumn<bool>("v2Key");
        QTest::newRow("asked") << true;
        QTest::newRow("without a v2 key") << false;
    }
    void theAppidIsAskedAboutWithoutOpeningAnything()
    {
        QFETCH(bool, v2Key);
        DeskShop shop(DeskShop::WithEngine::no, v2Key ? DeskShop::WithV2Key::yes : DeskShop::WithV2Key::no);
        QCOMPARE(shop.problem(), QString());
        // Whoever opens an order is refused.
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("create_order")},
                                          {QStringLiteral("kind"), QStringLiteral("NO_AUTH")}}));
        const QString told = check(shop, "appid");
        QVERIFY2(told.contains(v2Key ? QLatin1String("asked about an order that is not there")
                                     : QLatin1String("cannot be told, WeChat Pay opens no native order")),
            qPrintable(told));
        if (!v2Key)
            QVERIFY(check(shop, "appid").contains(QLatin1String("was opened, and closed at once")));
    }

    void aWrongApiV3KeyIsFound_data()
    {
        QTest::addColumn<bool>("byCertificate");
        QTest::newRow("with a public key") << false;
        QTest::newRow("by certificates alone") << true;
    }
    void aWrongApiV3KeyIsFound()
    {
        QFETCH(bool, byCertificate);
        DeskShop shop(DeskShop::WithEngine::no);
        if (byCertificate) {
            REQUIRE(shop.set("wechatpay.public_key_id", {}));
            REQUIRE(shop.set("wechatpay.public_key", {}));
        }
        QVERIFY(!check(shop, "apiv3_key").startsWith(u'✗'));
        QVERIFY(setSecret(shop, access::kApiV3Key, QByteArray(32, 'x')));
        const QString told = check(shop, "apiv3_key");
        QVERIFY2(told.startsWith(QStringLiteral("✗ wrong_apiv3_key: wechatpay.apiv3_key does not open")),
            qPrintable(told));
        QVERIFY(told.contains(QLatin1String("secrets set wechatpay.apiv3_key")));
        QVERIFY(!told.contains(QLatin1String("xxxx")));
    }

    void aMerchantWithoutCertificatesIsNotBlamed()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("certificates")},
                                          {QStringLiteral("kind"), QStringLiteral("RESOURCE_NOT_EXISTS")},
                                          {QStringLiteral("status"), 404}}));
        QVERIFY2(check(shop, "apiv3_key").startsWith(QLatin1String("cannot be told yet")),
            qPrintable(check(shop, "apiv3_key")));
    }

    void keysThatDoNotBelongTogetherAreFound_data()
    {
        QTest::addColumn<QString>("check");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("with"); ///< what is left there
        QTest::addColumn<QString>("told");
        const auto row = [](const char* name, const char* check, const char* key, const char* with,
                             const char* told) {
            QTest::newRow(name) << QString::fromLatin1(check) << QString::fromLatin1(key)
                                << QString::fromLatin1(with) << QString::fromUtf8(told);
        };
        row("certificate of another key", "certificate", "wechatpay.certificate", "other certificate",
            "✗ wrong_certificate: wechatpay.certificate is the certificate of merchant 1900000001 (serial "
            "number "
            "5F03), and the private key is another one.");
        row("certificate of another merchant", "certificate", "wechatpay.mchid", "1900000009",
            "✗ wrong_certificate: wechatpay.certificate is the certificate of merchant 1900000001");
        row("another serial number", "certificate", "wechatpay.certificate_serial", "5F99",
            "✗ wrong_certificate: wechatpay.certificate_serial is 5F99, and must be ");
        row("a public key as certificate", "certificate", "wechatpay.certificate", "public key",
            "✗ wrong_certificate: The setting wechatpay.certificate is a public key; the merchant's "
            "certificate is in "
            "apiclient_cert.pem.");
        row("a certificate as public key", "public_key", "wechatpay.public_key", "other certificate",
            "✗ wrong_public_key: The setting wechatpay.public_key is the certificate of merchant 1900000001 "
            "(serial "
            "number 5F03); WeChat Pay's public key is in pub_key.pem.");
        row("our own public key", "public_key", "wechatpay.public_key", "own public key",
            "✗ wrong_public_key: wechatpay.public_key is the merchant's own public key;");
        row("a public key without its id", "public_key", "wechatpay.public_key_id", "",
            "✗ wrong_public_key: wechatpay.public_key is set, and wechatpay.public_key_id is not.");
        row("another public key", "wechatpay", "wechatpay.public_key", "public key",
            "✗ wechat_unclear: WeChat Pay answers, and its signature cannot be believed");
        row("another serial number, asked", "wechatpay", "wechatpay.certificate_serial", "5F99",
            "✗ wechat_unclear: WeChat Pay does not accept our signature");
    }
    void keysThatDoNotBelongTogetherAreFound()
    {
        QFETCH(QString, check);
        QFETCH(QString, key);
        QFETCH(QString, with);
        QFETCH(QString, told);
        DeskShop shop(DeskShop::WithEngine::no);
        const auto other = crypto::PrivateKey::generate();
        REQUIRE(other);
        QByteArray value = with.toLatin1();
        if (with == QLatin1String("other certificate")) {
            const qint64 now = shop.books().clock().nowUtcMs();
            const auto made =
                crypto::Certificate::selfSigned(*other, "5F03", now, now + 86'400'000, "1900000001");
            REQUIRE(made);
            value = made->pem();
        } else if (with == QLatin1String("public key")) {
            value = other->publicKey().toPem();
        } else if (with == QLatin1String("own public key")) {
            const auto own =
                crypto::PrivateKey::fromPem(shop.wechat()
                                                .matchingSettings()
                                                .value(QLatin1String(access::kMerchantPrivateKey))
                                                .toString()
                                                .toLatin1());
            REQUIRE(own);
            value = own->publicKey().toPem();
        }
        QVERIFY(leave(shop, key.toLatin1().constData(), value));
        const QString found = DoctorTest::check(shop, check.toLatin1().constData());
        QVERIFY2(found.startsWith(told), qPrintable(found));
    }

    void aPracticeAddressForTheRealWeChatIsFound()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QVERIFY(leave(shop, "wechatpay.notify_url", "http://127.0.0.1:8443/wechatpay/notify"));
        QVERIFY(check(shop, "notify_url")
                    .startsWith(QStringLiteral("http://127.0.0.1:8443/wechatpay/notify; whether")));
        // Nothing answers there in a test; the address alone is looked at.
        QVERIFY(leave(shop, "wechatpay.api_base_url", "https://wechat.invalid"));
        QVERIFY2(check(shop, "notify_url")
                     .startsWith(QStringLiteral("✗ invalid_setting: The setting "
                                                "wechatpay.notify_url must name a host")),
            qPrintable(check(shop, "notify_url")));
    }
};

ZHANGFANG_TEST(DoctorTest)
#include "doctor_test.moc"
