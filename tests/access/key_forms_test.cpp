#include "access/merchant_keys.h"
#include "access/secrets.h"
#include "access/settings.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <archive.h>
#include <archive_entry.h>

#include <QProcess>

using namespace zhangfang;
using crypto::Certificate;
using crypto::PrivateKey;

/// Every form that people have keys in, and every file that is taken for another.
class KeyFormsTest : public QObject
{
    Q_OBJECT
    static constexpr qint64 kNow = 1'760'000'000'000;
    static constexpr auto kMchid = "1900000001";
    QTemporaryDir folder_;
    std::optional<PrivateKey> key_, otherKey_;
    std::optional<Certificate> certificate_, platformCertificate_, foreignCertificate_;
    std::map<QString, QByteArray> files_;

    QByteArray openssl(const QStringList& arguments, const QByteArray& input = {}) const
    {
        QProcess process;
        process.setWorkingDirectory(folder_.path());
        process.start(QStringLiteral("openssl"), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(30'000) || process.exitCode() != 0)
            qFatal("openssl %s: %s", qPrintable(arguments.join(QLatin1Char(' '))),
                process.readAllStandardError().constData());
        return process.readAllStandardOutput();
    }
    void write(const char* name, const QByteArray& content) const
    {
        QFile file(folder_.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the test cannot write its files");
    }
    static QByteArray zipped(const std::vector<std::pair<const char*, QByteArray>>& members)
    {
        QByteArray zip(256 * 1024, '\0');
        size_t used = 0;
        archive* const out = archive_write_new();
        archive_write_set_format_zip(out);
        archive_write_open_memory(out, zip.data(), static_cast<size_t>(zip.size()), &used);
        for (const auto& [name, content] : members) {
            archive_entry* const entry = archive_entry_new();
            archive_entry_set_pathname(entry, name);
            archive_entry_set_size(entry, content.size());
            archive_entry_set_filetype(entry, AE_IFREG);
            archive_entry_set_perm(entry, 0600);
            archive_write_header(out, entry);
            archive_write_data(out, content.constData(), static_cast<size_t>(content.size()));
            archive_entry_free(entry);
        }
        archive_write_close(out);
        archive_write_free(out);
        return zip.left(static_cast<qsizetype>(used));
    }
    QByteArray p12(const char* password, const QStringList& more = {}) const
    {
        return openssl(
            QStringList{QStringLiteral("pkcs12"), QStringLiteral("-export"), QStringLiteral("-inkey"),
                QStringLiteral("key.pem"), QStringLiteral("-in"), QStringLiteral("cert.pem"),
                QStringLiteral("-passout"), QStringLiteral("pass:") + QString::fromLatin1(password)} +
            more);
    }
    static QByteArray oneLine(QByteArray pem, const QByteArray& between)
    {
        return pem.trimmed().replace("\n", between);
    }
    static QByteArray indented(const QByteArray& pem)
    {
        QByteArray text;
        for (const QByteArray& line : pem.split('\n'))
            text += "    " + line + "\n";
        return text;
    }
    static QByteArray utf16(const QByteArray& text)
    {
        QByteArray wide("\xff\xfe");
        for (const char c : text) {
            wide += c;
            wide += '\0';
        }
        return wide;
    }
    static QByteArray bare(const QByteArray& pem)
    {
        QByteArray base64;
        for (const QByteArray& line : pem.split('\n'))
            base64 += line.startsWith("-----") ? QByteArray() : line + "\n";
        return base64;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto made = [](const PrivateKey& key, const char* serial, const char* name) {
            auto certificate = Certificate::selfSigned(key, serial, kNow, kNow + 86'400'000, name);
            return certificate ? std::optional(*certificate) : std::nullopt;
        };
        for (auto* key : {&key_, &otherKey_}) {
            const auto generated = PrivateKey::generate();
            QVERIFY(generated);
            *key = *generated;
        }
        certificate_ = made(*key_, "5F00AB", kMchid);
        foreignCertificate_ = made(*key_, "5F00AC", "1900000002");
        platformCertificate_ = made(*otherKey_, "6A", "Tenpay.com sign");
        QVERIFY(certificate_ && foreignCertificate_ && platformCertificate_);
        write("key.pem", key_->toPem());
        write("cert.pem", certificate_->pem());
        const QByteArray pkcs1 = openssl({QStringLiteral("rsa"), QStringLiteral("-in"),
            QStringLiteral("key.pem"), QStringLiteral("-traditional")});
        const QByteArray der = openssl({QStringLiteral("pkcs8"), QStringLiteral("-topk8"),
            QStringLiteral("-nocrypt"), QStringLiteral("-in"), QStringLiteral("key.pem"),
            QStringLiteral("-outform"), QStringLiteral("DER")});
        const QByteArray legacy = p12(kMchid, {QStringLiteral("-legacy")});
        files_ = {
            {QStringLiteral("PEM"), key_->toPem()},
            {QStringLiteral("PEM of the RSA kind"), pkcs1},
            {QStringLiteral("Windows' line ends"), key_->toPem().replace("\n", "\r\n")},
            {QStringLiteral("byte order mark"), "\xef\xbb\xbf" + key_->toPem()},
            {QStringLiteral("two bytes a character"), utf16(key_->toPem())},
            {QStringLiteral("indented"), indented(key_->toPem())},
            {QStringLiteral("one line, blanks"), oneLine(key_->toPem(), " ")},
            {QStringLiteral("one line, nothing between"), oneLine(key_->toPem(), "")},
            {QStringLiteral("one line, \\n"), oneLine(key_->toPem(), "\\n")},
            {QStringLiteral("one line, \\r\\n, quoted"), "\"" + oneLine(key_->toPem(), "\\r\\n") + "\""},
            {QStringLiteral("invisible blanks"), oneLine(key_->toPem(), "\xe2\x80\x8b\n")},
            {QStringLiteral("with words around it"), "my key:\n" + key_->toPem() + "\nbye\n"},
            {QStringLiteral("DER"), der},
            {QStringLiteral("base64"), bare(key_->toPem())},
            {QStringLiteral("base64 in one line"), der.toBase64()},
            {QStringLiteral("key and certificate"), key_->toPem() + certificate_->pem()},
            {QStringLiteral(".p12"), p12(kMchid)},
            {QStringLiteral(".p12 with old ciphers, as WeChat Pay's"), legacy},
            {QStringLiteral(".p12 in base64"), legacy.toBase64()},
            {QStringLiteral(".p12 without a password"), p12("")},
            {QStringLiteral("zip"),
                zipped({{"apiclient_cert.p12", legacy}, {"apiclient_cert.pem", certificate_->pem()},
                    {"apiclient_key.pem", key_->toPem()}, {"readme.txt", "hello"}})},
            {QStringLiteral("zip with a .p12 alone"), zipped({{"apiclient_cert.p12", legacy}})},
            {QStringLiteral("zip with a .p12 of another password"),
                zipped({{"a.p12", p12("something else")}, {"apiclient_key.pem", key_->toPem()},
                    {"apiclient_cert.pem", certificate_->pem()}})},
        };
    }

    void everyFormOfAPrivateKeyIsRead_data()
    {
        QTest::addColumn<QString>("form");
        for (const auto& [form, content] : files_)
            QTest::newRow(qPrintable(form)) << form;
    }
    void everyFormOfAPrivateKeyIsRead()
    {
        QFETCH(QString, form);
        const auto keys = access::readMerchantKeys(files_[form], QString::fromLatin1(kMchid));
        REQUIRE(keys);
        QVERIFY(keys->privateKey.publicKey() == key_->publicKey());
        const bool holdsBoth = form.contains(QLatin1String("p12")) || form.contains(QLatin1String("zip")) ||
                               form.contains(QLatin1String("certificate"));
        QCOMPARE(keys->certificate.has_value(), holdsBoth);
        if (holdsBoth)
            QCOMPARE(keys->certificate->serialHex(), QByteArray("5F00AB"));
        const auto stored = access::secretAsStored(
            QString::fromLatin1(access::kMerchantPrivateKey), files_[form], QString::fromLatin1(kMchid));
        REQUIRE(stored);
        QCOMPARE(stored->bytes(), key_->toPem()); // whatever it came as
    }

    void everyFormOfACertificateAndAPublicKeyIsRead_data()
    {
        QTest::addColumn<int>("form");
        for (int form = 0; form < 7; ++form)
            QTest::newRow(qPrintable(QString::number(form))) << form;
    }
    void everyFormOfACertificateAndAPublicKeyIsRead()
    {
        QFETCH(int, form);
        const auto shaped = [form](const QByteArray& pem) {
            const QByteArray shapes[] = {pem, "\xef\xbb\xbf" + QByteArray(pem).replace("\n", "\r\n"),
                oneLine(pem, "\\n"), oneLine(pem, " "), indented(pem), bare(pem), "\n\n" + pem + "  \n"};
            return QString::fromUtf8(shapes[form]);
        };
        const auto certificate =
            access::settingRule(QStringLiteral("wechatpay.certificate"))->check(shaped(certificate_->pem()));
        REQUIRE(certificate);
        QCOMPARE(certificate->toLatin1(), certificate_->pem());
        const auto key = access::settingRule(QStringLiteral("wechatpay.public_key"))
                             ->check(shaped(otherKey_->publicKey().toPem()));
        REQUIRE(key);
        QCOMPARE(key->toLatin1(), otherKey_->publicKey().toPem());
    }

    void aWrongFileIsNamed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QByteArray& content, const char* code, const char* says) {
            QTest::newRow(name) << content << QString::fromLatin1(code) << QString::fromUtf8(says);
        };
        row("its certificate", certificate_->pem(), "invalid_secret",
            "This is the certificate of merchant 1900000001 (serial number 5F00AB); the merchant's private "
            "key is in "
            "apiclient_key.pem.");
        row("WeChat Pay's certificate", platformCertificate_->pem(), "invalid_secret",
            "This is a certificate of WeChat Pay's (Tenpay.com sign, serial number 6A); the merchant's "
            "private key is in "
            "apiclient_key.pem.");
        row("WeChat Pay's public key", otherKey_->publicKey().toPem(), "invalid_secret",
            "This is a public key, as WeChat Pay's own is; the merchant's private key is in "
            "apiclient_key.pem.");
        row("key and certificate that do not fit", otherKey_->toPem() + certificate_->pem(), "invalid_secret",
            "The private key in it does not belong to the certificate of merchant 1900000001 (serial number "
            "5F00AB) "
            "beside it.");
        row("another merchant's", key_->toPem() + foreignCertificate_->pem(), "invalid_secret",
            "In it is the certificate of merchant 1900000002 (serial number 5F00AC); wechatpay.mchid is "
            "1900000001.");
        row("cut off", key_->toPem().left(200), "invalid_secret",
            "The text is cut off: its END line is missing.");
        QByteArray dashLost = key_->toPem();
        dashLost.remove(dashLost.indexOf("KEY-----") + 3, 1);
        row("a dash lost in the first line",
            dashLost + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "invalid_secret",
            "The text is damaged: a BEGIN line is not whole.");
        row("a .p12 that would be hashed for hours",
            p12(kMchid, {QStringLiteral("-iter"), QStringLiteral("1100000")}), "invalid_secret",
            "The .p12 asks for more work than any real one.");
        row("damaged", key_->toPem().replace("MII", "MIX"), "invalid_secret",
            "The PRIVATE KEY in it is damaged, or of a kind that is not used here.");
        row("nothing", {}, "invalid_secret",
            "There is no key and no certificate in it, as PEM, DER, .p12 or a zip of them.");
        row("an API key", QByteArray(32, 'x'), "invalid_secret",
            "There is no key and no certificate in it, as PEM, DER, .p12 or a zip of them.");
        row("a picture", "\x89PNG\r\n\x1a\n" + QByteArray(300, '\x01'), "invalid_secret",
            "There is no key and no certificate in it, as PEM, DER, .p12 or a zip of them.");
        row("a broken zip", "PK\x03\x04" + QByteArray(40, 'x'), "invalid_secret", "The zip cannot be read (");
        row("a zip of something else", zipped({{"a.txt", "hello"}}), "invalid_secret",
            "There is no key and no certificate in it, as PEM, DER, .p12 or a zip of them.");
        row("a zip with the certificate alone", zipped({{"apiclient_cert.pem", certificate_->pem()}}),
            "invalid_secret",
            "This is the certificate of merchant 1900000001 (serial number 5F00AB); the merchant's private "
            "key is in "
            "apiclient_key.pem.");
        row(".p12 of another password", p12("something else"), "password_required",
            "The .p12 is locked with another password. WeChat Pay locks it with the merchant's number; set "
            "wechatpay.mchid, or name a file with the password.");
        row("locked key",
            openssl({QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-in"),
                QStringLiteral("key.pem"), QStringLiteral("-passout"), QStringLiteral("pass:something")}),
            "password_required",
            "The private key is locked with a password. WeChat Pay locks it with the merchant's number; set "
            "wechatpay.mchid, or name a file with the password.");
        row("small key", openssl({QStringLiteral("genrsa"), QStringLiteral("1024")}), "invalid_secret",
            "The key in it is not RSA with at least 2048 bits, as WeChat Pay's are.");
        row("elliptic key",
            openssl({QStringLiteral("genpkey"), QStringLiteral("-algorithm"), QStringLiteral("EC"),
                QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256")}),
            "invalid_secret", "The key in it is not RSA with at least 2048 bits, as WeChat Pay's are.");
        row("too large", QByteArray(300 * 1024, 'x'), "invalid_secret",
            "A file larger than 256 KiB holds no keys.");
    }
    void aWrongFileIsNamed()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, code);
        QFETCH(QString, says);
        const auto keys = access::readMerchantKeys(content, QString::fromLatin1(kMchid));
        QVERIFY(!keys);
        QVERIFY2(keys.error().message.startsWith(says), qPrintable(keys.error().message));
        QCOMPARE(keys.error().code, code);
    }

    void thePasswordIsAskedForWhereTheNumberIsNot()
    {
        const QByteArray locked = p12("something else");
        const auto keys =
            access::readMerchantKeys(locked, QString::fromLatin1(kMchid), QByteArray("something else"));
        REQUIRE(keys);
        QVERIFY(keys->privateKey.publicKey() == key_->publicKey());
        const auto pem = openssl({QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-in"),
            QStringLiteral("key.pem"), QStringLiteral("-passout"), QStringLiteral("pass:something")});
        REQUIRE(access::readMerchantKeys(pem, {}, QByteArray("something")));
    }

    void whatIsNoCertificateOrNoPublicKeyIsNamed_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* setting, const QByteArray& value,
                             const char* says) {
            QTest::newRow(name) << QString::fromLatin1(setting) << value << QString::fromUtf8(says);
        };
        const char* const certificate = "wechatpay.certificate";
        const char* const publicKey = "wechatpay.public_key";
        const char* const isPrivate = "is a private key: settings are no place for it.";
        row("certificate: private key", certificate, key_->toPem(), isPrivate);
        row("certificate: private key and certificate", certificate, certificate_->pem() + key_->toPem(),
            isPrivate);
        row("certificate: public key", certificate, otherKey_->publicKey().toPem(),
            "is a public key; the merchant's certificate is in apiclient_cert.pem");
        row("certificate: WeChat Pay's", certificate, platformCertificate_->pem(),
            "is a certificate of WeChat Pay's (Tenpay.com sign, serial number 6A)");
        row("certificate: words", certificate, "apiclient_cert.pem",
            "must be the merchant's certificate (apiclient_cert.pem)");
        row("public key: private key", publicKey, key_->toPem(), isPrivate);
        row("public key: certificate", publicKey, certificate_->pem(),
            "is the certificate of merchant 1900000001 (serial number 5F00AB); WeChat Pay's public key is in "
            "pub_key.pem.");
        row("public key: WeChat Pay's certificate", publicKey, platformCertificate_->pem(),
            "is a certificate of WeChat Pay's (Tenpay.com sign, serial number 6A); WeChat Pay's public key "
            "is in");
        row("public key: its id", publicKey, "PUB_KEY_ID_0119000000012025010100000000001",
            "must be WeChat Pay's public key (pub_key.pem)");
    }
    void whatIsNoCertificateOrNoPublicKeyIsNamed()
    {
        QFETCH(QString, setting);
        QFETCH(QByteArray, value);
        QFETCH(QString, says);
        const auto checked = access::settingRule(setting)->check(QString::fromUtf8(value));
        QVERIFY(!checked);
        QVERIFY2(checked.error().message.startsWith(says), qPrintable(checked.error().message));
        QVERIFY(!checked.error().message.contains(QLatin1String("BEGIN PRIVATE")));
    }

    void apiKeysAreTakenAsTheyWereMeant_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("outcome"); ///< what is stored, or what is wrong
        const QString key = QStringLiteral("0123456789abcdefghijABCDEFGHIJ_!");
        QTest::newRow("plain") << key << key;
        QTest::newRow("line feed") << key + u'\n' << key;
        QTest::newRow("Windows' line end") << key + QStringLiteral("\r\n") << key;
        QTest::newRow("blanks") << QStringLiteral("  ") + key + QStringLiteral("\t ") << key;
        QTest::newRow("byte order mark") << QChar(0xfeff) + key << key;
        QTest::newRow("wide blank") << QChar(0x3000) + key << key;
        QTest::newRow("no-width blank") << key + QChar(0x200b) << key;
        QTest::newRow("short") << key.left(31)
                               << QStringLiteral(
                                      "wechatpay.apiv3_key must be exactly 32 characters, and has 31.");
        QTest::newRow("long") << key + u'1'
                              << QStringLiteral(
                                     "wechatpay.apiv3_key must be exactly 32 characters, and has 33.");
        QTest::newRow("empty") << QStringLiteral(" \n") << QStringLiteral("wechatpay.apiv3_key is empty.");
        QTest::newRow("blank inside") << key.left(15) + u' ' + key.mid(16)
                                      << QStringLiteral("wechatpay.apiv3_key has a blank at place 16.");
        QTest::newRow("full width")
            << QChar(0xff10) + key.mid(1)
            << QStringLiteral(
                   "wechatpay.apiv3_key has a character at place 1 that is no plain letter, digit or mark, "
                   "like a full-width one.");
        QTest::newRow("control") << key.left(3) + QChar(7) + key.mid(4)
                                 << QStringLiteral(
                                        "wechatpay.apiv3_key has the invisible character U+0007 at place 4.");
        QTest::newRow("a file") << QString::fromLatin1(key_->toPem())
                                << QStringLiteral(
                                       "wechatpay.apiv3_key must be the 32 characters that were set in the "
                                       "merchant platform, not a file with a key or certificate.");
    }
    void apiKeysAreTakenAsTheyWereMeant()
    {
        QFETCH(QString, value);
        QFETCH(QString, outcome);
        const auto stored = access::secretAsStored(QString::fromLatin1(access::kApiV3Key), value.toUtf8());
        QCOMPARE(stored ? QString::fromUtf8(stored->bytes()) : stored.error().message, outcome);
    }
};

ZHANGFANG_TEST(KeyFormsTest)
#include "key_forms_test.moc"
