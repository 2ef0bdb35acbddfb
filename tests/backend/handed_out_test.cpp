#include "backend/handed_out.h"
#include "harness/merchant_files.h"
#include "harness/run.h"
#include "harness/shop.h"

using namespace zhangfang;
using backend::GivenFile;
using backend::HandedOut;
using backend::Piece;
using harness::MerchantFiles;

/// What the merchant platform hands out goes where it belongs, and what does not is named.
class HandedOutTest : public QObject
{
    Q_OBJECT
    static constexpr auto kMchid = "1900000001";
    std::unique_ptr<MerchantFiles> files_, others_;

    static GivenFile given(const MerchantFiles& files, const char* name)
    {
        return {QString::fromLatin1(name), files.content(name)};
    }
    static std::vector<Piece> pieces(const HandedOut& found)
    {
        std::vector<Piece> all;
        for (const auto& one : found.told)
            all.push_back(one.piece);
        return all;
    }
    [[nodiscard]] bool isWhole(const HandedOut& found) const
    {
        const auto& settings = found.settings;
        return found.privateKey == files_->key().toPem() &&
               settings.value(QStringLiteral("wechatpay.certificate")).toLatin1() ==
                   files_->certificate().pem() &&
               settings.value(QStringLiteral("wechatpay.certificate_serial")).toLatin1() ==
                   files_->certificate().serialHex() &&
               settings.value(QStringLiteral("wechatpay.mchid")) == QLatin1String(kMchid);
    }

private Q_SLOTS:
    void initTestCase()
    {
        files_ = std::make_unique<MerchantFiles>(kMchid);
        others_ = std::make_unique<MerchantFiles>("1900000002");
        QCOMPARE(files_->problem(), QString());
        QCOMPARE(others_->problem(), QString());
    }
    void keyAndCertificateComeInAnyShape_data()
    {
        QTest::addColumn<QList<QByteArray>>("names");
        QTest::addColumn<QString>("mchid");
        const QString known = QString::fromLatin1(kMchid);
        QTest::newRow("zip") << QList<QByteArray>{"cert.zip"} << QString();
        QTest::newRow(".p12, the number is known") << QList<QByteArray>{"apiclient_cert.p12"} << known;
        QTest::newRow("two PEM files")
            << QList<QByteArray>{"apiclient_cert.pem", "apiclient_key.pem"} << QString();
        QTest::newRow("the other way round")
            << QList<QByteArray>{"apiclient_key.pem", "apiclient_cert.pem"} << known;
        // The certificate beside it says whose it is, and that opens it.
        QTest::newRow(".p12 before its certificate")
            << QList<QByteArray>{"apiclient_cert.p12", "apiclient_cert.pem"} << QString();
        QTest::newRow("everything twice")
            << QList<QByteArray>{"cert.zip", "apiclient_cert.p12", "apiclient_key.pem", "apiclient_cert.pem"}
            << known;
    }
    void keyAndCertificateComeInAnyShape()
    {
        QFETCH(QList<QByteArray>, names);
        QFETCH(QString, mchid);
        std::vector<GivenFile> all;
        for (const QByteArray& name : names)
            all.push_back(given(*files_, name.constData()));
        const HandedOut found = backend::sortHandedOut(all, mchid);
        QVERIFY(isWhole(found));
        for (const auto& one : found.told)
            QVERIFY2(backend::isTaken(one.piece), qPrintable(one.file));
    }
    void severalAtOnceEachToItsPlace()
    {
        const HandedOut found = backend::sortHandedOut(
            {given(*files_, "photo.png"), given(*files_, "pub_key.pem"), given(*files_, "platform.pem"),
                given(*files_, "cert.zip"), {QStringLiteral("gone.pem"), base::notFound("no_such_file", {})}},
            {});
        QVERIFY(isWhole(found));
        QCOMPARE(found.settings.value(QStringLiteral("wechatpay.public_key")).toLatin1(),
            files_->platformKey().toPem());
        const std::vector<Piece> wanted{Piece::nothing, Piece::platformKey, Piece::platformCertificate,
            Piece::privateKey, Piece::merchantCertificate, Piece::unreadable};
        QVERIFY(pieces(found) == wanted);
        QCOMPARE(found.told[3].figures, QStringList{QStringLiteral("2048")});
        QCOMPARE(found.told[4].figures.front(), QString::fromLatin1(kMchid));
    }
    void whatIsAnotherMerchantsIsNamedAndNotTaken()
    {
        const HandedOut found =
            backend::sortHandedOut({given(*others_, "cert.zip")}, QString::fromLatin1(kMchid));
        QVERIFY(found.privateKey.isEmpty());
        QVERIFY(found.settings.isEmpty());
        const QStringList figures{QStringLiteral("1900000002"), QString::fromLatin1(kMchid)};
        for (const auto& one : found.told) {
            QCOMPARE(one.piece, Piece::otherMerchant);
            QCOMPARE(one.figures, figures);
        }
    }
    void wrongOnesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<Piece>("piece");
        QTest::newRow("own public key") << files_->key().publicKey().toPem() << Piece::ownPublicKey;
        QTest::newRow("another private key") << others_->key().toPem() << Piece::secondKey;
        QTest::newRow("a certificate of another key") << crypto::Certificate::selfSigned(others_->key(), "77",
                                                             1'760'000'000'000, 1'860'000'000'000, kMchid)
                                                             ->pem()
                                                      << Piece::foreignCertificate;
        QTest::newRow("another certificate of the same key")
            << crypto::Certificate::selfSigned(
                   files_->key(), "78", 1'760'000'000'000, 1'860'000'000'000, kMchid)
                   ->pem()
            << Piece::secondCertificate;
        QTest::newRow("locked otherwise") << others_->content("apiclient_cert.p12") << Piece::locked;
        QTest::newRow("cut off") << files_->key().toPem().left(900) << Piece::nothing;
        QTest::newRow("too large") << QByteArray(300 * 1024, 'x') << Piece::tooLarge;
    }
    void wrongOnesAreNamed()
    {
        QFETCH(QByteArray, content);
        QFETCH(Piece, piece);
        const HandedOut found = backend::sortHandedOut(
            {given(*files_, "cert.zip"), {QStringLiteral("wrong"), content}}, QString::fromLatin1(kMchid));
        QVERIFY(isWhole(found));
        QCOMPARE(found.told.back().file, QStringLiteral("wrong"));
        QCOMPARE(found.told.back().piece, piece);
    }
    void aKeyIsDescribedWithoutBeingShown()
    {
        const auto look = [](const MerchantFiles& key, const QByteArray& certificate) {
            return backend::lookAtKey(
                key.key().toPem(), QString::fromLatin1(certificate), QString::fromLatin1(kMchid))
                .value_or(backend::KeyLook{});
        };
        using Certificate = backend::KeyLook::Certificate;
        QCOMPARE(look(*files_, {}).bits, 2048);
        QVERIFY(look(*files_, {}).certificate == Certificate::none);
        QVERIFY(look(*files_, files_->certificate().pem()).certificate == Certificate::fits);
        QVERIFY(look(*files_, others_->certificate().pem()).certificate == Certificate::differs);
        QVERIFY(!backend::lookAtKey(files_->certificate().pem(), {}, {}));
    }
};

ZHANGFANG_TEST(HandedOutTest)
#include "handed_out_test.moc"
