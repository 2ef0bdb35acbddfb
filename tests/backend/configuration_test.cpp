#include "backend/configuration.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace zhangfang;
using crypto::Certificate;
using crypto::PrivateKey;

/// Numbers, keys and certificates that are held against each other when they are set.
class ConfigurationTest : public QObject
{
    Q_OBJECT
    static constexpr qint64 kNow = 1'760'000'000'000;
    struct Merchant {
        PrivateKey key;
        Certificate certificate;
    };
    std::optional<Merchant> old_, renewed_, other_;
    static inline const access::Actor kOwner{access::Actor::Kind::person, QStringLiteral("mei"),
        access::Role::owner, QStringLiteral("test"), {}, true};

    static std::optional<Merchant> made(const char* serial, const char* mchid)
    {
        const auto key = PrivateKey::generate();
        if (!key)
            return std::nullopt;
        const auto certificate = Certificate::selfSigned(*key, serial, kNow, kNow + 86'400'000, mchid);
        return certificate ? std::optional(Merchant{*key, *certificate}) : std::nullopt;
    }

    /// A folder on a real database, with the old key and certificate in it, unless told otherwise.
    class Folder
    {
    public:
        explicit Folder(const std::optional<Merchant>& merchant)
        {
            const QString path = temporary_.filePath(QStringLiteral("shop"));
            if (!backend::ShopFolder::initialise(
                    path, QStringLiteral("Tea"), QStringLiteral("mei"), "a good password"))
                qFatal("no books");
            auto opened = backend::ShopFolder::open(path, access::openMemory());
            if (!opened)
                qFatal("no books");
            folder = std::move(*opened);
            if (!set({{"wechatpay.mchid", "1900000001"}}))
                qFatal("no merchant");
            if (merchant && (!key(merchant->key.toPem() + merchant->certificate.pem())))
                qFatal("no keys");
        }
        backend::Result<backend::Stored> set(const QMap<const char*, QByteArray>& values)
        {
            backend::Given given;
            for (auto value = values.begin(); value != values.end(); ++value)
                given.settings.insert(QString::fromLatin1(value.key()), QString::fromUtf8(*value));
            return backend::store(*folder, given, kOwner);
        }
        backend::Result<backend::Stored> key(const QByteArray& content)
        {
            backend::Given given;
            given.secrets.insert(QString::fromLatin1(access::kMerchantPrivateKey), content);
            return backend::store(*folder, given, kOwner);
        }
        [[nodiscard]] QByteArray text(const char* name) const
        {
            const auto settings = folder->settings();
            return settings ? settings->text(name).toLatin1() : QByteArray();
        }
        [[nodiscard]] QByteArray storedKey() const
        {
            const auto stored = folder->readSecret(QString::fromLatin1(access::kMerchantPrivateKey));
            return stored ? stored->bytes() : QByteArray();
        }
        std::unique_ptr<backend::ShopFolder> folder;

    private:
        QTemporaryDir temporary_;
    };
    static const QStringList& both()
    {
        static const QStringList kBoth{
            QStringLiteral("wechatpay.certificate"), QStringLiteral("wechatpay.certificate_serial")};
        return kBoth;
    }

private Q_SLOTS:
    void initTestCase()
    {
        old_ = made("5F01", "1900000001");
        renewed_ = made("5F02", "1900000001");
        other_ = made("5F03", "1900000002");
        QVERIFY(old_ && renewed_ && other_);
    }

    void aFileWithTheCertificateSetsAll()
    {
        Folder shop({});
        const auto stored = shop.key(old_->certificate.pem() + old_->key.toPem());
        REQUIRE(stored);
        QCOMPARE(stored->alsoSet, both());
        QCOMPARE(stored->warnings, QStringList());
        QCOMPARE(shop.text("wechatpay.certificate"), old_->certificate.pem());
        QCOMPARE(shop.text("wechatpay.certificate_serial"), QByteArray("5F01"));
        QVERIFY(shop.text("wechatpay.keys_changed_at") != "0");
        const auto again = shop.key(old_->certificate.pem() + old_->key.toPem());
        REQUIRE(again);
        QCOMPARE(again->alsoSet, QStringList()); // all of it stood there already
    }

    void aRenewedKeyEndsTheSameInEitherOrder_data()
    {
        QTest::addColumn<bool>("keyFirst");
        QTest::newRow("the key first") << true;
        QTest::newRow("the certificate first") << false;
    }
    void aRenewedKeyEndsTheSameInEitherOrder()
    {
        QFETCH(bool, keyFirst);
        Folder shop(old_);
        const auto key = [&] { return shop.key(renewed_->key.toPem()); };
        const auto certificate = [&] {
            return shop.set({{"wechatpay.certificate", renewed_->certificate.pem()}});
        };
        const auto first = keyFirst ? key() : certificate();
        REQUIRE(first);
        QCOMPARE(first->warnings.size(), 1);
        QVERIFY2(first->warnings.front().contains(QLatin1String("is not of this private key")),
            qPrintable(first->warnings.front()));
        QCOMPARE(shop.text("wechatpay.certificate_serial"), QByteArray("5F01")); // nothing is guessed halfway
        const auto second = keyFirst ? certificate() : key();
        REQUIRE(second);
        QCOMPARE(second->warnings, QStringList());
        QCOMPARE(second->alsoSet, QStringList{QStringLiteral("wechatpay.certificate_serial")});
        QCOMPARE(shop.text("wechatpay.certificate_serial"), QByteArray("5F02"));
        QCOMPARE(shop.storedKey(), renewed_->key.toPem());
    }

    void whatIsGivenTogetherFitsOrIsRefused()
    {
        Folder shop(old_);
        backend::Given given;
        given.secrets.insert(QString::fromLatin1(access::kMerchantPrivateKey), renewed_->key.toPem());
        given.settings.insert(
            QStringLiteral("wechatpay.certificate"), QString::fromLatin1(old_->certificate.pem()));
        given.settings.insert(QStringLiteral("wechatpay.appid"), QStringLiteral("wx1"));
        const auto stored = backend::store(*shop.folder, given, kOwner);
        QVERIFY(!stored);
        QCOMPARE(stored.error().code, QStringLiteral("invalid_setting"));
        QVERIFY2(stored.error().message.contains(QLatin1String("not of this private key")),
            qPrintable(stored.error().message));
        QCOMPARE(shop.storedKey(), old_->key.toPem()); // nothing of it is stored
        QCOMPARE(shop.text("wechatpay.appid"), QByteArray());
    }

    void nothingIsStoredWhereOneThingIsWrong_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("value");
        QTest::newRow("rule") << QStringLiteral("wechatpay.appid") << QStringLiteral("ｗx1");
        QTest::newRow("unknown") << QStringLiteral("wechatpay.appidd") << QStringLiteral("wx1");
        QTest::newRow("beside the others")
            << QStringLiteral("wechatpay.notify_url") << QStringLiteral("https://8.8.8.8/n");
    }
    void nothingIsStoredWhereOneThingIsWrong()
    {
        QFETCH(QString, setting);
        QFETCH(QString, value);
        Folder shop(old_);
        backend::Given given;
        given.secrets.insert(QString::fromLatin1(access::kMerchantPrivateKey), renewed_->key.toPem());
        given.settings.insert(QStringLiteral("wechatpay.transfer_remark"), QStringLiteral("tea"));
        given.settings.insert(setting, value);
        QVERIFY(!backend::store(*shop.folder, given, kOwner));
        QCOMPARE(shop.storedKey(), old_->key.toPem());
        QVERIFY(shop.text("wechatpay.transfer_remark") != "tea");
    }

    void anotherMerchantsCertificateIsNamed()
    {
        Folder shop(old_);
        const auto alone = shop.set({{"wechatpay.certificate", other_->certificate.pem()}});
        QVERIFY(!alone);
        QCOMPARE(alone.error().message,
            QStringLiteral(
                "The setting wechatpay.certificate is the certificate of merchant 1900000002 (serial "
                "number 5F03); wechatpay.mchid is 1900000001."));
        const auto file = shop.key(other_->key.toPem() + other_->certificate.pem());
        QVERIFY(!file);
        QCOMPARE(file.error().message,
            QStringLiteral(
                "In it is the certificate of merchant 1900000002 (serial number 5F03); wechatpay.mchid "
                "is 1900000001."));
        QCOMPARE(shop.storedKey(), old_->key.toPem());
        // Where the merchant is another one all may come at once, or the number first.
        const auto number = shop.set({{"wechatpay.mchid", "1900000002"}});
        REQUIRE(number);
        QCOMPARE(number->warnings,
            QStringList{
                QStringLiteral("wechatpay.certificate is the certificate of merchant 1900000001 (serial "
                               "number 5F01), wechatpay.mchid is 1900000002.")});
        REQUIRE(shop.key(other_->key.toPem() + other_->certificate.pem()));
        QCOMPARE(shop.text("wechatpay.certificate_serial"), QByteArray("5F03"));
    }

    void aSerialNumberIsHeldAgainstTheCertificate()
    {
        Folder shop(old_);
        const auto wrong = shop.set({{"wechatpay.certificate_serial", "5F 99"}});
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().message,
            QStringLiteral("The setting wechatpay.certificate_serial is 5F99; the serial number of "
                           "wechatpay.certificate, which is of this private key, is 5F01."));
        REQUIRE(shop.set({{"wechatpay.certificate_serial", "5f:01\n"}}));
        QCOMPARE(shop.text("wechatpay.certificate_serial"), QByteArray("5F01"));
        // Without a certificate nobody can tell.
        REQUIRE(shop.set({{"wechatpay.certificate", ""}}));
        REQUIRE(shop.set({{"wechatpay.certificate_serial", "5F99"}}));
    }

    void theMerchantsOwnPublicKeyIsNamed()
    {
        Folder shop(old_);
        const auto own = shop.set({{"wechatpay.public_key", old_->key.publicKey().toPem()}});
        QVERIFY(!own);
        QCOMPARE(own.error().message,
            QStringLiteral(
                "The setting wechatpay.public_key is the merchant's own public key; WeChat Pay's is in "
                "pub_key.pem."));
        REQUIRE(shop.set({{"wechatpay.public_key", renewed_->key.publicKey().toPem()}}));
    }

    void theProxysPasswordIsASecret_data()
    {
        QTest::addColumn<bool>("keptBefore"); ///< by an older version, in the setting
        QTest::newRow("set as a secret") << false;
        QTest::newRow("found in the setting") << true;
    }
    void theProxysPasswordIsASecret()
    {
        QFETCH(bool, keptBefore);
        QTcpServer proxy;
        QVERIFY(proxy.listen(QHostAddress::LocalHost));
        QByteArray heard;
        connect(&proxy, &QTcpServer::newConnection, this, [&] {
            QTcpSocket* const socket = proxy.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [&heard, socket] {
                heard += socket->readAll();
                const bool known = heard.contains("Proxy-Authorization: Basic ");
                if (heard.endsWith("\r\n\r\n"))
                    socket->write(known ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                                        : "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                                          "Content-Length: 0\r\n\r\n");
            });
        });
        Folder shop(old_);
        REQUIRE(shop.set({{"wechatpay.appid", "wx1"}, {"wechatpay.api_base_url", "http://127.0.0.1:9"},
            {"wechatpay.public_key_id", "PUB_KEY_ID_1"},
            {"wechatpay.public_key", renewed_->key.publicKey().toPem()},
            {"wechatpay.proxy", "http://mei@127.0.0.1:" + QByteArray::number(proxy.serverPort())}}));
        REQUIRE(shop.folder->writeSecret(QString::fromLatin1(access::kApiV3Key), QByteArray(32, 'k')));
        const QString password = QStringLiteral("s:e/c@r%t ü");
        if (keptBefore) {
            QUrl url(QString::fromLatin1(shop.text("wechatpay.proxy")));
            url.setPassword(password, QUrl::DecodedMode);
            REQUIRE(shop.folder->writer().runNow<qint64>([&](storage::Database& database) {
                return database.execute("UPDATE settings SET value = :value WHERE key = 'wechatpay.proxy'",
                    {{":value", url.toString(QUrl::FullyEncoded)}});
            }));
            REQUIRE(shop.folder->moveProxyPassword());
            QVERIFY(!shop.text("wechatpay.proxy").contains("s:e"));
            QVERIFY(shop.text("wechatpay.proxy").startsWith("http://mei@127.0.0.1:"));
        } else {
            backend::Given given;
            given.secrets.insert(QString::fromLatin1(access::kProxyPassword), password.toUtf8() + "\n");
            REQUIRE(backend::store(*shop.folder, given, kOwner));
        }
        const auto clients = shop.folder->connectToWechat();
        REQUIRE(clients);
        const auto number = base::OrderNo::parse(QStringLiteral("TEA0000001"));
        REQUIRE(number);
        static_cast<void>(clients->v3->queryOrder(*number));
        QVERIFY2(heard.contains("Proxy-Authorization: Basic " + ("mei:" + password.toLatin1()).toBase64()),
            heard.constData());
    }
};

ZHANGFANG_TEST(ConfigurationTest)
#include "configuration_test.moc"
