#include "access/secrets.h"

#include "base/json.h"
#include "crypto/crypto.h"

#include <QEventLoop>
#include <QFile>
#include <QSaveFile>
#include <qt6keychain/keychain.h>

namespace zhangfang::access
{
namespace
{

constexpr const char* kKnown[] = {kMerchantPrivateKey, kApiV3Key, kApiV2Key};
constexpr int kVaultLogN = 16;
constexpr qint64 kLargestVault = 1 << 20;

tl::unexpected<base::Error> noSuchSecret(const QString& name)
{
    return base::notFound("no_such_secret", QStringLiteral("The secret %1 is not set.").arg(name));
}

class Vault final : public SecretStore
{
public:
    Vault(QString file, QByteArray salt, QByteArray key, QJsonObject secrets, base::RandomSource& random)
        : file_(std::move(file)), salt_(std::move(salt)), key_(std::move(key)), secrets_(std::move(secrets)),
          random_(random)
    {
    }
    Result<QByteArray> read(const QString& name) override
    {
        if (!secrets_.contains(name))
            return noSuchSecret(name);
        return QByteArray::fromBase64(secrets_.value(name).toString().toLatin1());
    }
    Status write(const QString& name, const QByteArray& value) override
    {
        QJsonObject changed = secrets_;
        changed.insert(name, QString::fromLatin1(value.toBase64()));
        const QByteArray nonce = random_.bytes(12);
        ZF_ASSIGN(
            const QByteArray sealed, crypto::aesGcmSeal(key_, nonce, base::toCompactJson(changed), salt_));
        const QByteArray content = base::toCompactJson(
            {{QStringLiteral("kdf"), QStringLiteral("scrypt")}, {QStringLiteral("log_n"), kVaultLogN},
                {QStringLiteral("salt"), QString::fromLatin1(salt_.toBase64())},
                {QStringLiteral("nonce"), QString::fromLatin1(nonce.toBase64())},
                {QStringLiteral("sealed"), QString::fromLatin1(sealed.toBase64())}});
        QSaveFile out(file_);
        if (!out.open(QIODevice::WriteOnly) || !out.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
            out.write(content) != content.size() || !out.commit())
            return base::unavailable("secrets_unavailable",
                QStringLiteral("The vault cannot be written: %1.").arg(out.errorString()));
        secrets_ = changed;
        return {};
    }

private:
    QString file_;
    QByteArray salt_, key_;
    QJsonObject secrets_;
    base::RandomSource& random_;
};

class Memory final : public SecretStore
{
public:
    Result<QByteArray> read(const QString& name) override
    {
        const auto found = secrets_.find(name);
        return found == secrets_.end() ? Result<QByteArray>(noSuchSecret(name)) : *found;
    }
    Status write(const QString& name, const QByteArray& value) override
    {
        secrets_.insert(name, value);
        return {};
    }

private:
    QMap<QString, QByteArray> secrets_;
};

class Keyring final : public SecretStore
{
public:
    explicit Keyring(QString scope) : scope_(std::move(scope)) {}
    Result<QByteArray> read(const QString& name) override
    {
        QKeychain::ReadPasswordJob job(QStringLiteral("zhangfang"));
        finish(job, name);
        if (job.error() == QKeychain::EntryNotFound)
            return noSuchSecret(name);
        if (job.error() != QKeychain::NoError)
            return failed(job);
        return job.binaryData();
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

Status checkSecret(const QString& name, const QByteArray& value)
{
    if (name == QLatin1String(kMerchantPrivateKey)) {
        if (!crypto::PrivateKey::fromPem(value))
            return base::invalid("invalid_secret",
                QStringLiteral("%1 is not an unencrypted RSA private key (apiclient_key.pem).").arg(name));
        return {};
    }
    if (name == QLatin1String(kApiV3Key) || name == QLatin1String(kApiV2Key)) {
        if (value.size() != 32)
            return base::invalid("invalid_secret", QStringLiteral("%1 must be exactly 32 bytes.").arg(name));
        return {};
    }
    return base::invalid("unknown_secret", QStringLiteral("There is no secret '%1'.").arg(name.left(80)));
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
    QFile in(file);
    if (!in.exists()) {
        const QByteArray salt = random.bytes(16);
        ZF_ASSIGN(const QByteArray key, crypto::scrypt(passphrase, salt, kVaultLogN));
        return std::make_unique<Vault>(file, salt, key, QJsonObject(), random);
    }
    if (!in.open(QIODevice::ReadOnly))
        return base::unavailable(
            "secrets_unavailable", QStringLiteral("The vault cannot be read: %1.").arg(in.errorString()));
    ZF_ASSIGN(const QJsonObject outer, base::parseJsonObject(in.read(kLargestVault)));
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
        return base::damaged("damaged", QStringLiteral("The vault is damaged or of another version."));
    ZF_ASSIGN(const QByteArray key, crypto::scrypt(passphrase, salt, kVaultLogN));
    const auto plain = crypto::aesGcmOpen(key, nonce, sealed, salt);
    if (!plain)
        return base::refused(
            "wrong_passphrase", QStringLiteral("The vault's passphrase is wrong, or the file was changed."));
    ZF_ASSIGN(const QJsonObject secrets, base::parseJsonObject(*plain));
    return std::make_unique<Vault>(file, salt, key, secrets, random);
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
