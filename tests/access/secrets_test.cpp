#include "access/operators.h"
#include "access/secrets.h"
#include "crypto/crypto.h"
#include "crypto/secret.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <array>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

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
        QCOMPARE(store.read(name).value_or(crypto::Secret()).bytes(), QByteArray("\x00\xff binary", 9));
        QCOMPARE(store.names().value_or(QStringList()), QStringList{name});
    }

    static QString written(const QTemporaryDir& folder, const char* name, const QByteArray& content)
    {
        const QString path = folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the test cannot write its files");
        return path;
    }
    static QByteArray read(access::SecretStore& store, const char* name)
    {
        const auto value = store.read(QString::fromLatin1(name));
        return value ? value->bytes() : value.error().code.toLatin1();
    }

    /// How often what is written masked stands in this process's memory.
    static int timesInMemory(const QByteArray& masked)
    {
        constexpr qint64 kLargestRegion = 256LL << 20; // beyond it there is only a sanitizer's shadow
        constexpr qint64 kPiece = 1 << 16;
        QFile maps(QStringLiteral("/proc/self/maps"));
        const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
        if (!maps.open(QIODevice::ReadOnly) || memory < 0)
            return -1;
        const QList<QByteArray> regions = maps.readAll().split('\n');
        // One buffer, read into by the system alone and masked at once: the look leaves no copies behind.
        static std::array<char, kPiece> piece;
        int found = 0;
        for (const QByteArray& line : regions) {
            const QList<QByteArray> words = line.split(' ');
            if (words.size() < 2 || !words[1].startsWith("rw"))
                continue;
            const qint64 begin = words[0].split('-')[0].toLongLong(nullptr, 16);
            const qint64 end = words[0].split('-')[1].toLongLong(nullptr, 16);
            if (end - begin > kLargestRegion)
                continue;
            const qint64 step = kPiece - masked.size() + 1; // what lies across two pieces is in one of them
            for (qint64 at = begin; at < end; at += step) {
                const ssize_t size =
                    ::pread(memory, piece.data(), static_cast<size_t>(std::min(kPiece, end - at)), at);
                for (ssize_t i = 0; i < size; ++i)
                    piece[static_cast<size_t>(i)] = static_cast<char>(piece[static_cast<size_t>(i)] ^ kMask);
                if (size > 0)
                    found += static_cast<int>(QByteArray::fromRawData(piece.data(), size).count(masked));
            }
        }
        ::close(memory);
        return found;
    }
    static constexpr char kMask = 0x5a;

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
        QCOMPARE(
            (*again)->read(QString::fromLatin1(access::kApiV3Key)).value_or(crypto::Secret()).bytes().size(),
            9);
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
        QCOMPARE((*two)->read(v3).value_or(crypto::Secret()).bytes(), QByteArray("first"));
        REQUIRE((*two)->write(v2, "second"));
        REQUIRE((*one)->write(v3, "third"));
        QCOMPARE((*two)->read(v3).value_or(crypto::Secret()).bytes(), QByteArray("third"));
        QCOMPARE((*one)->read(v2).value_or(crypto::Secret()).bytes(), QByteArray("second"));
        QVERIFY(QFile::remove(file));
        const auto gone = (*two)->read(v3);
        QCOMPARE(gone ? QString() : gone.error().code, QStringLiteral("no_such_secret"));
        REQUIRE((*two)->write(v3, "fourth"));
        QCOMPARE((*one)->read(v3).value_or(crypto::Secret()).bytes(), QByteArray("fourth"));
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
            QCOMPARE((*vault)->read(name).value_or(crypto::Secret()).bytes(), name.toLatin1());
        }
    }
    void aVaultThatIsNoVaultIsNeverNew_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray("{\"kdf\":\"scrypt\",\"log_n\":16,");
        QTest::newRow("foreign") << QByteArray("{\"name\":\"value\"}");
        QTest::newRow("no JSON") << QByteArray("SQLite format 3");
    }
    void aVaultThatIsNoVaultIsNeverNew()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir folder;
        auto open = access::openVault(folder.filePath(QStringLiteral("vault.json")), "a passphrase", random_);
        REQUIRE(open);
        REQUIRE((*open)->write(QString::fromLatin1(access::kApiV3Key), "one"));
        QFile vault(folder.filePath(QStringLiteral("vault.json")));
        QVERIFY(vault.open(QIODevice::ReadOnly));
        const QByteArray sound = vault.readAll();
        vault.close();
        written(folder, "vault.json", content);
        QCOMPARE(read(**open, access::kApiV3Key), "damaged");
        QCOMPARE(
            code((*open)->write(QString::fromLatin1(access::kApiV2Key), "two")), QStringLiteral("damaged"));
        const auto anew =
            access::openVault(folder.filePath(QStringLiteral("vault.json")), "a passphrase", random_);
        QCOMPARE(anew ? QString() : anew.error().code, QStringLiteral("damaged"));
        written(folder, "vault.json", sound); // and it is taken up again when it is whole
        QCOMPARE(read(**open, access::kApiV3Key), "one");
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
        QCOMPARE(copy.bytes(), shared);
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
            place = static_cast<qint64>(reinterpret_cast<quintptr>(secret.bytes().constData()));
        }
        QFile memory(QStringLiteral("/proc/self/mem"));
        QVERIFY(memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered));
        QVERIFY(memory.seek(place));
        const QByteArray left = memory.read(kSize);
        QCOMPARE(left.size(), kSize);
        QVERIFY(left.last(kSize / 2) != plain.last(kSize / 2));
    }

    void secretsAreWipedWhenTheyAreLetGo()
    {
        QTemporaryDir folder;
        // Longer than a register: what the processor and the loader save of those on the stack is nobody's to
        // wipe.
        constexpr int kKeyBytes = 240;
        QByteArray key = random_.bytes(kKeyBytes);
        const auto maskedOf = [](const QByteArray& plain) {
            QByteArray masked = plain;
            for (char& byte : masked)
                byte = static_cast<char>(byte ^ kMask);
            return masked;
        };
        QByteArray encoded = key.toBase64();
        const QByteArray masked = maskedOf(key);
        const QByteArray maskedEncoded = maskedOf(encoded);
        crypto::wipe(encoded);
        QCOMPARE(timesInMemory(masked), 1);
        {
            auto vault =
                access::openVault(folder.filePath(QStringLiteral("vault.json")), "a passphrase", random_);
            REQUIRE(vault);
            REQUIRE((*vault)->write(QString::fromLatin1(access::kApiV3Key), key));
            crypto::wipe(key);
            const auto value = (*vault)->read(QString::fromLatin1(access::kApiV3Key));
            REQUIRE(value);
            QCOMPARE(value->size(), kKeyBytes);
            QCOMPARE(timesInMemory(masked), 1); // what the vault and we hold are the same bytes
        }
        QCOMPARE(timesInMemory(masked), 0);
        QCOMPARE(timesInMemory(maskedEncoded), 0);
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
        const auto stored = [](const char* name, const QByteArray& value) {
            const auto meant = access::secretAsStored(QString::fromLatin1(name), value);
            return meant ? QString::fromUtf8(meant->bytes()) : meant.error().code;
        };
        const QByteArray key(32, 'x');
        QCOMPARE(stored("wechatpay.apiv3_key", QByteArray(31, 'x')), QStringLiteral("invalid_secret"));
        QCOMPARE(stored("wechatpay.apiv3_key", key), QString::fromLatin1(key));
        QCOMPARE(stored("wechatpay.private_key", "not a key"), QStringLiteral("invalid_secret"));
        QCOMPARE(stored("something.else", "x"), QStringLiteral("unknown_secret"));
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

ZHANGFANG_TEST(SecretsTest)
#include "secrets_test.moc"
