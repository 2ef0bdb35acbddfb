#include "access/operators.h"
#include "access/secrets.h"
#include "crypto/crypto.h"
#include "crypto/secret.h"
#include "harness/shop.h"

#include <thread>

using namespace zhangfang;

class SecretsTest : public QObject
{
    Q_OBJECT
    crypto::SystemRandom random_;
    static QString code(const base::Status& status) { return status ? QString() : status.error().code; }

    static void keepsWhatItIsGiven(access::SecretStore& store)
    {
        const QString name = QString::fromLatin1(access::kApiV3Key);
        const auto missing = store.read(name);
        QCOMPARE(missing ? QString() : missing.error().code, QStringLiteral("no_such_secret"));
        REQUIRE(store.write(name, QByteArray("\x00\xff binary", 9)));
        QCOMPARE(store.read(name).value_or(QByteArray()), QByteArray("\x00\xff binary", 9));
        QCOMPARE(store.names().value_or(QStringList()), QStringList{name});
    }

private Q_SLOTS:
    void theVaultKeepsSecretsSealed()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("vault.json"));
        {
            auto vault = access::openVault(file, "a passphrase", random_);
            REQUIRE(vault);
            keepsWhatItIsGiven(**vault);
        }
        auto again = access::openVault(file, "a passphrase", random_);
        REQUIRE(again);
        QCOMPARE((*again)->read(QString::fromLatin1(access::kApiV3Key)).value_or(QByteArray()).size(), 9);
        const auto wrong = access::openVault(file, "another one", random_);
        QCOMPARE(wrong ? QString() : wrong.error().code, QStringLiteral("wrong_passphrase"));
        QFile changed(file);
        QVERIFY(changed.open(QIODevice::ReadWrite));
        QByteArray content = changed.readAll();
        QVERIFY(!content.contains("binary"));
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        content.replace("\"sealed\":\"", "\"sealed\":\"AAAA");
        changed.resize(0);
        changed.seek(0);
        changed.write(content);
        changed.close();
        const auto tampered = access::openVault(file, "a passphrase", random_);
        QCOMPARE(tampered ? QString() : tampered.error().code, QStringLiteral("wrong_passphrase"));
    }

    /// Several programs have the same vault open: each sees what the others have set, and nothing is lost.
    void whatOthersSetIsSeen()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("vault.json"));
        auto one = access::openVault(file, "a passphrase", random_);
        auto two = access::openVault(file, "a passphrase", random_);
        REQUIRE(one);
        REQUIRE(two);
        const QString v3 = QString::fromLatin1(access::kApiV3Key);
        const QString v2 = QString::fromLatin1(access::kApiV2Key);
        REQUIRE((*one)->write(v3, "first"));
        QCOMPARE((*two)->read(v3).value_or(QByteArray()), QByteArray("first"));
        REQUIRE((*two)->write(v2, "second"));
        REQUIRE((*one)->write(v3, "third"));
        QCOMPARE((*two)->read(v3).value_or(QByteArray()), QByteArray("third"));
        QCOMPARE((*one)->read(v2).value_or(QByteArray()), QByteArray("second"));
        QVERIFY(QFile::remove(file));
        const auto gone = (*two)->read(v3);
        QCOMPARE(gone ? QString() : gone.error().code, QStringLiteral("no_such_secret"));
        REQUIRE((*two)->write(v3, "fourth"));
        QCOMPARE((*one)->read(v3).value_or(QByteArray()), QByteArray("fourth"));
        QVERIFY(QFile::remove(file));
        REQUIRE(access::openVault(file, "another one", random_).map([&](const auto& other) {
            return other->write(v3, "fifth");
        }));
        const auto sealed = (*one)->read(v3);
        QCOMPARE(sealed ? QString() : sealed.error().code, QStringLiteral("wrong_passphrase"));
    }
    void setAtOnceAllAreKept()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("vault.json"));
        constexpr int kAtOnce = 8;
        std::vector<std::thread> all;
        std::atomic<int> written = 0;
        for (int i = 0; i < kAtOnce; ++i)
            all.emplace_back([&, i] {
                crypto::SystemRandom random;
                auto vault = access::openVault(file, "a passphrase", random);
                const QString name = QStringLiteral("name%1").arg(i);
                if (vault && (*vault)->write(name, name.toLatin1()))
                    ++written;
            });
        for (auto& one : all)
            one.join();
        QCOMPARE(written.load(), kAtOnce);
        auto vault = access::openVault(file, "a passphrase", random_);
        REQUIRE(vault);
        for (int i = 0; i < kAtOnce; ++i) {
            const QString name = QStringLiteral("name%1").arg(i);
            QCOMPARE((*vault)->read(name).value_or(QByteArray()), name.toLatin1());
        }
    }
    void whatIsLetGoIsWiped()
    {
        QByteArray bytes(64, 'k');
        const char* const place = bytes.constData();
        const QByteArray shared = bytes;
        crypto::wipe(bytes); // somebody else still reads it
        QCOMPARE(shared, QByteArray(64, 'k'));
        QVERIFY(bytes.isEmpty());
        QCOMPARE(static_cast<const void*>(shared.constData()), static_cast<const void*>(place));
        crypto::Secret secret(shared);
        const crypto::Secret copy = secret;
        secret = crypto::Secret();
        QCOMPARE(static_cast<const QByteArray&>(copy), shared);
        QVERIFY(secret.isEmpty() && !copy.isEmpty());
    }

    /// Read where it stood, past what C++ allows to look at: without wiping, all but its first bytes are
    /// there.
    void whatIsLetGoIsOverwritten()
    {
        constexpr qsizetype kSize = 256;
        const QByteArray plain = random_.bytes(kSize);
        qint64 place = 0;
        {
            const crypto::Secret secret(plain);
            place = static_cast<qint64>(
                reinterpret_cast<quintptr>(static_cast<const QByteArray&>(secret).constData()));
        }
        QFile memory(QStringLiteral("/proc/self/mem"));
        QVERIFY(memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered));
        QVERIFY(memory.seek(place));
        const QByteArray left = memory.read(kSize);
        QCOMPARE(left.size(), kSize);
        QVERIFY(left.last(kSize / 2) != plain.last(kSize / 2));
    }

    /// Runs under dbus-run-session with an unlocked keyring; see tests/access/with_keyring.
    void theDesktopKeyringKeepsSecrets()
    {
        const auto keyring =
            access::openKeyring(QStringLiteral("test-") + QString::fromLatin1(random_.token(8)));
        keepsWhatItIsGiven(*keyring);
    }

    void onlyWholeSecretsAreTaken()
    {
        QCOMPARE(code(access::checkSecret(QStringLiteral("wechatpay.apiv3_key"), QByteArray(31, 'x'))),
            QStringLiteral("invalid_secret"));
        QCOMPARE(
            code(access::checkSecret(QStringLiteral("wechatpay.apiv3_key"), QByteArray(32, 'x'))), QString());
        QCOMPARE(code(access::checkSecret(QStringLiteral("wechatpay.private_key"), "not a key")),
            QStringLiteral("invalid_secret"));
        QCOMPARE(code(access::checkSecret(QStringLiteral("something.else"), "x")),
            QStringLiteral("unknown_secret"));
    }

    void passwordsAreHashedWithSalt()
    {
        const auto one = access::hashPassword("correct horse", random_);
        const auto two = access::hashPassword("correct horse", random_);
        QVERIFY(one && two);
        QVERIFY(*one != *two);
        QVERIFY(access::passwordMatches("correct horse", *one));
        QVERIFY(!access::passwordMatches("correct horsf", *one));
        QVERIFY(!access::passwordMatches("", QStringLiteral("scrypt$99$00$00")));
        QVERIFY(!access::hashPassword("short", random_));
    }
};

QTEST_GUILESS_MAIN(SecretsTest)
#include "secrets_test.moc"
