#include "access/secrets.h"

#include "access/merchant_keys.h"
#include "base/json.h"
#include "base/pasted.h"
#include "base/rights.h"
#include "crypto/crypto.h"
#include "crypto/secret.h"
#include "storage/file_lock.h"

#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <qt6keychain/keychain.h>
#include <sys/stat.h>

namespace zhangfang::access
{
namespace
{

constexpr const char* kKnown[] = {kMerchantPrivateKey, kApiV3Key, kApiV2Key, kProxyPassword};
constexpr int kVaultLogN = 16;
constexpr int kApiKeyBytes = 32;
constexpr int kMostPasswordBytes = 256;
constexpr qint64 kLargestVault = 1 << 20;

tl::unexpected<base::Error> noSuchSecret(const QString& name)
{
    return base::notFound("no_such_secret", QStringLiteral("The secret %1 is not set.").arg(name));
}

/// A writer holds it from reading what is there to having replaced it.
Result<std::unique_ptr<storage::FileLock>> turnAt(const QString& vault)
{
    return storage::FileLock::wait(vault + QStringLiteral(".lock")).map_error([](base::Error error) {
        error.code = QStringLiteral("secrets_unavailable");
        return error;
    });
}

/// Which file is there, and as of when; another one, or the same after a change, is another.
struct Seen {
    quint64 device = 0, inode = 0;
    qint64 size = -1, seconds = 0, nanoseconds = 0;
    [[nodiscard]] static Seen of(const QString& file)
    {
        struct stat found {
        };
        if (::stat(QFile::encodeName(file).constData(), &found) != 0)
            return {};
        return {found.st_dev, found.st_ino, found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
    }
    [[nodiscard]] bool isThere() const { return size >= 0; }
    friend bool operator==(const Seen&, const Seen&) = default;
};

using Secrets = QMap<QString, crypto::Secret>;

tl::unexpected<base::Error> damaged()
{
    return base::damaged("damaged", QStringLiteral("The vault is damaged or of another version."));
}

/// The vault's file, before it is opened.
struct Shell {
    QByteArray salt, nonce, sealed;
};
Result<Shell> shellOf(const QByteArray& content)
{
    ZF_ASSIGN(const QJsonObject outer, base::parseJsonObject(content));
    const base::JsonFields fields(outer);
    const auto bytesOf = [&fields](const char* name) {
        return fields.text(name).and_then(
            [](const QString& text) { return crypto::decodeBase64(text.toLatin1()); });
    };
    ZF_ASSIGN(const QByteArray salt, bytesOf("salt"));
    ZF_ASSIGN(const QByteArray nonce, bytesOf("nonce"));
    ZF_ASSIGN(const QByteArray sealed, bytesOf("sealed"));
    ZF_ASSIGN(const qint64 logN, fields.integer("log_n"));
    if (logN != kVaultLogN)
        return damaged();
    return Shell{salt, nonce, sealed};
}

/// {"name":"base64",…}, written and read without strings that nobody wipes.
QByteArray toPlain(const Secrets& secrets)
{
    // Room for all of it at once: what grows leaves copies behind that nobody wipes, and so do sums of texts.
    qsizetype room = 2;
    for (auto secret = secrets.begin(); secret != secrets.end(); ++secret)
        room += secret.key().size() + (secret.value().size() + 2) / 3 * 4 + 6;
    QByteArray plain;
    plain.reserve(room);
    plain += '{';
    for (auto secret = secrets.begin(); secret != secrets.end(); ++secret) {
        if (plain.size() > 1)
            plain += ',';
        plain += '"';
        plain += secret.key().toLatin1();
        plain += "\":\"";
        QByteArray coded = secret.value().bytes().toBase64();
        plain += coded;
        crypto::wipe(coded);
        plain += '"';
    }
    plain += '}';
    return plain;
}

Result<Secrets> fromPlain(const QByteArray& plain)
{
    if (plain.contains('\\'))
        return damaged();
    Secrets secrets;
    QList<std::pair<qsizetype, qsizetype>> words;
    for (qsizetype open = plain.indexOf('"'); open >= 0;) {
        const qsizetype close = plain.indexOf('"', open + 1);
        if (close < 0)
            return damaged();
        words.append({open + 1, close - open - 1});
        open = plain.indexOf('"', close + 1);
    }
    if (words.size() % 2 != 0)
        return damaged();
    for (qsizetype at = 0; at < words.size(); at += 2) {
        QByteArray coded(plain.constData() + words[at + 1].first, words[at + 1].second);
        QByteArray secret = QByteArray::fromBase64(coded);
        secrets.insert(QString::fromLatin1(plain.constData() + words[at].first, words[at].second), secret);
        crypto::wipe(coded);
        crypto::wipe(secret);
    }
    return secrets;
}

/// What is on the disk counts, not what was there once: other programs set secrets too.
class Vault final : public SecretStore
{
public:
    Vault(QString file, const QByteArray& passphrase, base::RandomSource& random)
        : file_(std::move(file)), passphrase_(passphrase), random_(random)
    {
    }
    /// Errors: secrets_unavailable, damaged, wrong_passphrase.
    [[nodiscard]] Status look()
    {
        const Seen now = Seen::of(file_);
        if (now == seen_)
            return {};
        if (!now.isThere()) {
            secrets_.clear();
            seen_ = now;
            return {};
        }
        QFile in(file_);
        if (!in.open(QIODevice::ReadOnly))
            return base::unavailable(
                "secrets_unavailable", QStringLiteral("The vault cannot be read: %1.").arg(in.errorString()));
        ZF_TRY(open(in.read(kLargestVault)));
        seen_ = now; // one that was replaced meanwhile is another, and is read the next time
        return {};
    }
    Result<crypto::Secret> read(const QString& name) override
    {
        ZF_TRY(look());
        const auto found = secrets_.constFind(name);
        if (found == secrets_.constEnd())
            return noSuchSecret(name);
        return found.value();
    }
    Status write(const QString& name, const QByteArray& value) override
    {
        ZF_ASSIGN(const auto turn, turnAt(file_));
        ZF_TRY(look());
        if (salt_.isEmpty() || !seen_.isThere()) {
            salt_ = random_.bytes(16);
            ZF_ASSIGN(key_, crypto::scrypt(passphrase_, salt_, kVaultLogN));
        }
        Secrets changed = secrets_;
        changed.insert(name, value);
        const QByteArray nonce = random_.bytes(12);
        QByteArray plain = toPlain(changed);
        const auto sealed = crypto::aesGcmSeal(key_, nonce, plain, salt_);
        crypto::wipe(plain);
        ZF_TRY(sealed);
        const QByteArray content = base::toCompactJson(
            {{QStringLiteral("kdf"), QStringLiteral("scrypt")}, {QStringLiteral("log_n"), kVaultLogN},
                {QStringLiteral("salt"), QString::fromLatin1(salt_.toBase64())},
                {QStringLiteral("nonce"), QString::fromLatin1(nonce.toBase64())},
                {QStringLiteral("sealed"), QString::fromLatin1(sealed->toBase64())}});
        QSaveFile out(file_);
        if (!out.open(QIODevice::WriteOnly) ||
            !out.setPermissions(base::rightsOfFilesIn(QFileInfo(file_).path())) ||
            out.write(content) != content.size() || !out.commit())
            return base::unavailable("secrets_unavailable",
                QStringLiteral("The vault cannot be written: %1.").arg(out.errorString()));
        secrets_ = std::move(changed);
        seen_ = Seen::of(file_);
        return {};
    }

private:
    [[nodiscard]] Status open(const QByteArray& content)
    {
        const auto shell = shellOf(content);
        if (!shell) // empty, cut off, or something else: never a new vault
            return damaged();
        const auto& [salt, nonce, sealed] = *shell;
        if (key_.isEmpty() || salt != salt_) {
            ZF_ASSIGN(key_, crypto::scrypt(passphrase_, salt, kVaultLogN));
            salt_ = salt;
        }
        auto plain = crypto::aesGcmOpen(key_, nonce, sealed, salt);
        if (!plain)
            return base::refused("wrong_passphrase",
                QStringLiteral("The vault's passphrase is wrong, or the file was changed."));
        auto secrets = fromPlain(*plain);
        crypto::wipe(*plain);
        ZF_TRY(secrets);
        secrets_ = std::move(*secrets);
        return {};
    }

    const QString file_;
    const crypto::Secret passphrase_;
    QByteArray salt_;
    crypto::Secret key_;
    Secrets secrets_;
    Seen seen_;
    base::RandomSource& random_;
};

class Memory final : public SecretStore
{
public:
    Result<crypto::Secret> read(const QString& name) override
    {
        const auto found = secrets_.find(name);
        if (found == secrets_.end())
            return noSuchSecret(name);
        return found.value();
    }
    Status write(const QString& name, const QByteArray& value) override
    {
        secrets_.insert(name, value);
        return {};
    }

private:
    Secrets secrets_;
};

class Keyring final : public SecretStore
{
public:
    explicit Keyring(QString scope) : scope_(std::move(scope)) {}
    Result<crypto::Secret> read(const QString& name) override
    {
        QKeychain::ReadPasswordJob job(QStringLiteral("zhangfang"));
        finish(job, name);
        if (job.error() == QKeychain::EntryNotFound)
            return noSuchSecret(name);
        if (job.error() != QKeychain::NoError)
            return failed(job);
        return crypto::Secret(job.binaryData());
    }
    Status write(const QString& name, const QByteArray& value) override
    {
        QKeychain::WritePasswordJob job(QStringLiteral("zhangfang"));
        job.setBinaryData(value);
        finish(job, name);
        if (job.error() != QKeychain::NoError)
            return failed(job);
        return {};
    }

private:
    void finish(QKeychain::Job& job, const QString& name) const
    {
        job.setAutoDelete(false);
        job.setInsecureFallback(false);
        job.setKey(scope_ + QLatin1Char('/') + name);
        QEventLoop loop;
        QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
        job.start();
        loop.exec();
    }
    static tl::unexpected<base::Error> failed(const QKeychain::Job& job)
    {
        return base::unavailable("secrets_unavailable",
            QStringLiteral("The desktop keyring cannot be used (%1). Without one, name a passphrase file in "
                           "ZHANGFANG_VAULT_PASSPHRASE_FILE to keep secrets in a sealed file.")
                .arg(job.errorString()));
    }
    QString scope_;
};

} // namespace

Result<crypto::Secret> secretAsStored(const QString& name, const QByteArray& value, const QString& mchid)
{
    const auto wrong = [&name](const QString& why) {
        return base::invalid("invalid_secret", QStringLiteral("%1 %2.").arg(name, why));
    };
    if (name == QLatin1String(kMerchantPrivateKey))
        return readMerchantKeys(value, mchid).map([](const MerchantKeys& keys) {
            return crypto::Secret::taken(keys.privateKey.toPem());
        });
    const bool isKey = name == QLatin1String(kApiV3Key) || name == QLatin1String(kApiV2Key);
    if (!isKey && name != QLatin1String(kProxyPassword))
        return base::invalid("unknown_secret", QStringLiteral("There is no secret '%1'.").arg(name.left(80)));
    const QString meant = base::pasted(QString::fromUtf8(value));
    if (meant.isEmpty())
        return wrong(QStringLiteral("is empty"));
    if (!isKey) {
        const QString strange = base::controlIn(meant);
        if (meant.toUtf8().size() > kMostPasswordBytes)
            return wrong(QStringLiteral("must be at most %1 bytes").arg(kMostPasswordBytes));
        return strange.isEmpty() ? Result<crypto::Secret>(crypto::Secret(meant.toUtf8())) : wrong(strange);
    }
    if (meant.contains(QLatin1String("-----BEGIN")) || meant.startsWith(QLatin1String("PK\u0003")))
        return wrong(
            QStringLiteral("must be the 32 characters that were set in the merchant platform, not a file "
                           "with a key or certificate"));
    if (const QString strange = base::strangeIn(meant, base::Tell::placeOnly); !strange.isEmpty())
        return wrong(strange);
    if (meant.size() != kApiKeyBytes)
        return wrong(
            QStringLiteral("must be exactly %1 characters, and has %2").arg(kApiKeyBytes).arg(meant.size()));
    return crypto::Secret::taken(meant.toLatin1());
}

Result<QStringList> SecretStore::names()
{
    QStringList set;
    for (const char* name : kKnown) {
        const auto value = read(QString::fromLatin1(name));
        if (value)
            set << QString::fromLatin1(name);
        else if (value.error().code != QLatin1String("no_such_secret"))
            return base::fail(value.error());
    }
    return set;
}

Result<std::unique_ptr<SecretStore>> openVault(
    const QString& file, const QByteArray& passphrase, base::RandomSource& random)
{
    if (passphrase.size() < 8)
        return base::invalid(
            "wrong_passphrase", QStringLiteral("The vault's passphrase is shorter than 8 characters."));
    auto vault = std::make_unique<Vault>(file, passphrase, random);
    ZF_TRY(vault->look());
    return vault;
}

std::unique_ptr<SecretStore> openMemory()
{
    return std::make_unique<Memory>();
}

std::unique_ptr<SecretStore> openKeyring(const QString& scope)
{
    return std::make_unique<Keyring>(scope);
}

} // namespace zhangfang::access
