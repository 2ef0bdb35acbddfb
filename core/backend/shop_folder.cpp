#include "backend/shop_folder.h"

#include "access/operators.h"
#include "access/recovery_sheet.h"
#include "backend/service_shop.h"
#include "base/rights.h"
#include "ledger/ledger.h"
#include "recovery/mark.h"
#include "storage/backup.h"
#include "storage/migrations.h"

#include <cerrno>
#include <cstring>
#include <QDebug>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <sys/stat.h>
#include <unistd.h>

namespace zhangfang::backend
{

namespace v3 = wechatpay::v3;
using access::Settings;

namespace
{

const access::Author kThisProgram{QStringLiteral("system"), access::Author::Right::program};

QString databaseIn(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("zhangfang.db"));
}

Status makeFolder(const QString& folder)
{
    if (!base::makePrivateFolder(folder))
        return base::unavailable("disk_error", QStringLiteral("The folder %1 cannot be made.").arg(folder));
    return {};
}

/// New books must not be begun where others are about to be put back.
Status checkNotCutOff(const QString& folder)
{
    if (storage::Staged::wasCutOff(databaseIn(folder)))
        return base::refused("restore_cut_off",
            QStringLiteral("A restore in %1 was cut off halfway; restore the backup again.").arg(folder));
    return {};
}

tl::unexpected<base::Error> alreadyInitialised(const QString& folder)
{
    return base::refused("already_initialised", QStringLiteral("There already are books in %1.").arg(folder));
}

/// Books that cannot be reached are not books that are missing.
Status checkReachable(const QString& folder, const QString& file)
{
    struct stat found {
    };
    if (::stat(QFile::encodeName(file).constData(), &found) != 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            return base::unavailable(
                "disk_error", QStringLiteral("The books in %1 cannot be reached: %2.")
                                  .arg(folder, QString::fromLocal8Bit(std::strerror(errno))));
        return base::refused(
            "not_initialised", QStringLiteral("There are no books in %1 yet; run init first.").arg(folder));
    }
    if (found.st_size == 0)
        return base::damaged("damaged",
            QStringLiteral("The file of the books in %1 is empty: put a backup in its place.").arg(folder));
    for (const QString& place : {folder, file}) {
        if (::access(QFile::encodeName(place).constData(), R_OK | W_OK) != 0)
            return base::unavailable(
                "disk_error", QStringLiteral("%1 cannot be written: %2.")
                                  .arg(place, QString::fromLocal8Bit(std::strerror(errno))));
    }
    return {};
}

tl::unexpected<base::Error> notConfigured(const char* name)
{
    return base::refused("not_configured", QStringLiteral("%1 is not set.").arg(QString::fromLatin1(name)));
}

} // namespace

ShopFolder::ShopFolder(const QString& folder) : folder_(folder), readers_(databaseIn(folder)) {}

QString ShopFolder::databaseFile() const
{
    return databaseIn(folder_);
}

Result<bool> ShopFolder::isMadeByPractice(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT 1 FROM practice_books"));
    return rows.next();
}

Result<QByteArray> ShopFolder::initialise(const QString& folder, const QString& merchantName,
    const QString& owner, const QByteArray& password, Maker maker)
{
    const QString file = databaseIn(folder);
    ZF_TRY(checkNotCutOff(folder));
    if (QFile::exists(file)) {
        ZF_ASSIGN(const auto existing, storage::Database::open(file, storage::Database::Access::readWrite));
        // Books without an owner are from an init that was cut off: they are finished below.
        if (storage::checkSchema(*existing) && access::hasOwner(*existing).value_or(true))
            return alreadyInitialised(folder);
    }
    crypto::SystemRandom random;
    const base::SystemClock clock;
    ZF_ASSIGN(const QString hash, access::hashPassword(password, random));
    const QString sheet = access::newSheetCode(random);
    ZF_TRY(makeFolder(folder));
    ZF_ASSIGN(const auto database, storage::Database::open(file, storage::Database::Access::readWrite));
    if (!QFile::setPermissions(file, base::rightsOfFilesIn(folder)))
        return base::unavailable("disk_error", QStringLiteral("%1 cannot be kept from others.").arg(file));
    ZF_TRY(storage::migrate(*database));
    ZF_TRY(database->begin());
    const auto fill = [&]() -> Status {
        // Looked at again, alone now: several may have begun at once.
        ZF_ASSIGN(const bool isOwned, access::hasOwner(*database));
        if (isOwned)
            return alreadyInitialised(folder);
        ZF_TRY(access::addOwner(*database, owner, hash, clock.nowUtcMs()));
        ZF_TRY(access::keepSheet(*database, owner, sheet, clock.nowUtcMs()));
        if (maker == Maker::practice)
            ZF_TRY(database->execute(
                "INSERT INTO practice_books (id, made_at) VALUES (1, :now)", {{":now", clock.nowUtcMs()}}));
        return access::setSetting(*database, QStringLiteral("merchant.name"), merchantName,
            {owner, access::Author::Right::program}, clock.nowUtcMs());
    };
    if (auto filled = fill(); !filled) {
        static_cast<void>(database->rollback());
        return base::fail(filled.error());
    }
    ZF_TRY(database->commit());
    return access::sheetText(merchantName, owner, sheet, clock.nowUtcMs());
}

Result<std::unique_ptr<ShopFolder>> ShopFolder::open(
    const QString& folder, std::unique_ptr<access::SecretStore> secrets)
{
    const QString file = databaseIn(folder);
    ZF_TRY(checkNotCutOff(folder));
    ZF_TRY(checkReachable(folder, file));
    std::unique_ptr<ShopFolder> shop(new ShopFolder(folder));
    shop->secrets_ = std::move(secrets);
    {
        ZF_ASSIGN(const auto database, storage::Database::open(file, storage::Database::Access::existing));
        // Books of an earlier program are brought up to date; what are no books never become any.
        ZF_TRY(storage::schemaVersion(*database));
        if (!storage::checkSchema(*database))
            ZF_TRY(storage::migrate(*database));
    }
    // Whatever somebody else has done to the file, or put in its place, is looked at before anything is
    // written.
    const auto inspect = [&self = *shop](storage::Database& database) {
        return recovery::compare(database, self.folder_, self.random_, self.clock_.nowUtcMs());
    };
    ZF_ASSIGN(shop->writer_, storage::Writer::start(file, inspect));
    return shop;
}

QString ShopFolder::logsIn(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("log"));
}

Status ShopFolder::makeLogFolder() const
{
    return makeFolder(logsIn(folder_));
}

Result<Settings> ShopFolder::settings() const
{
    return readers_.read<Settings>([](storage::Database& database) { return Settings::load(database); });
}

Result<access::SecretStore*> ShopFolder::secrets()
{
    if (secrets_)
        return secrets_.get();
    const QString place = QDir(folder_).canonicalPath();
    QString passphraseFile = qEnvironmentVariable("ZHANGFANG_VAULT_PASSPHRASE_FILE");
    if (passphraseFile.isEmpty() && place == QLatin1String(kServiceShop))
        passphraseFile = QString::fromLatin1(kServicePassphrase);
    if (passphraseFile.isEmpty()) {
        secrets_ = access::openKeyring(place);
        return secrets_.get();
    }
    QFile file(passphraseFile);
    if (!file.open(QIODevice::ReadOnly))
        return base::unavailable("secrets_unavailable",
            QStringLiteral("The passphrase file %1 cannot be read.").arg(passphraseFile));
    ZF_ASSIGN(secrets_, access::openVault(QDir(folder_).filePath(QStringLiteral("vault.json")),
                            file.readAll().trimmed(), random_));
    return secrets_.get();
}

Result<crypto::Secret> ShopFolder::readSecret(const QString& name)
{
    const std::lock_guard lock(secretsInUse_);
    return secrets().and_then([&](access::SecretStore* store) { return store->read(name); });
}

Status ShopFolder::keepSecrets(const QMap<QString, crypto::Secret>& values)
{
    const std::lock_guard lock(secretsInUse_);
    for (auto value = values.begin(); value != values.end(); ++value)
        ZF_TRY(secrets().and_then(
            [&](access::SecretStore* store) { return store->write(value.key(), *value); }));
    return {};
}

Status ShopFolder::moveProxyPassword()
{
    ZF_ASSIGN(const Settings set, settings());
    QUrl proxy(set.text("wechatpay.proxy"));
    if (proxy.password().isEmpty())
        return {};
    ZF_TRY(writeSecret(
        QString::fromLatin1(access::kProxyPassword), proxy.password(QUrl::FullyDecoded).toUtf8()));
    proxy.setPassword({});
    proxy.setPath({}); // which nobody ever went by, and is refused by now
    proxy.setQuery(QString());
    return writer_
        ->runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(access::setSetting(database, QStringLiteral("wechatpay.proxy"),
                proxy.toString(QUrl::FullyEncoded), kThisProgram, clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status ShopFolder::writeSecret(const QString& name, const QByteArray& value)
{
    ZF_TRY(keepSecrets({{name, crypto::Secret(value)}}));
    // So that a running engine takes it up; the secret itself is nowhere but in its store.
    return writer_
        ->runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = clock_.nowUtcMs();
            ZF_TRY(access::setSetting(database, QStringLiteral("wechatpay.keys_changed_at"),
                QString::number(now), kThisProgram, now));
            return 0;
        })
        .map([](int) {});
}

Result<QStringList> ShopFolder::secretNames()
{
    const std::lock_guard lock(secretsInUse_);
    return secrets().and_then([](access::SecretStore* store) { return store->names(); });
}

Result<wechatpay::Merchant> ShopFolder::merchant()
{
    ZF_ASSIGN(const Settings set, settings());
    for (const char* needed : {"wechatpay.mchid", "wechatpay.appid", "wechatpay.certificate_serial"}) {
        if (set.text(needed).isEmpty())
            return notConfigured(needed);
    }
    ZF_ASSIGN(const crypto::Secret pem, readSecret(QString::fromLatin1(access::kMerchantPrivateKey)));
    ZF_ASSIGN(const crypto::Secret apiV3Key, readSecret(QString::fromLatin1(access::kApiV3Key)));
    ZF_ASSIGN(const crypto::PrivateKey key, crypto::PrivateKey::fromPem(pem));
    // Only API v2 wants it; a merchant without it has none.
    auto readV2Key = readSecret(QString::fromLatin1(access::kApiV2Key));
    if (!readV2Key && readV2Key.error().code != QLatin1String("no_such_secret"))
        return base::fail(readV2Key.error());
    const crypto::Secret apiV2Key = readV2Key.value_or(crypto::Secret());
    return wechatpay::Merchant{set.text("wechatpay.mchid"), set.text("wechatpay.appid"),
        set.text("wechatpay.certificate_serial").toLatin1(), key, apiV3Key, apiV2Key,
        set.text("wechatpay.certificate").toLatin1()};
}

Result<std::shared_ptr<v3::KeyRing>> ShopFolder::keyRing(const Settings& settings)
{
    v3::PlatformKeys keys;
    if (const QString id = settings.text("wechatpay.public_key_id"); !id.isEmpty()) {
        ZF_ASSIGN(
            const auto key, crypto::PublicKey::fromPem(settings.text("wechatpay.public_key").toLatin1()));
        keys.add(id.toLatin1(), key);
    }
    return std::make_shared<v3::KeyRing>(std::move(keys));
}

wechatpay::Clients ShopFolder::makeClients(const wechatpay::Merchant& merchant,
    const std::shared_ptr<v3::KeyRing>& keys, const Settings& settings,
    const std::function<void(const wechatpay::Contact&)>& onContact, Speaks speaks,
    const std::function<bool()>& stopping)
{
    const QString official = QStringLiteral("https://api.mch.weixin.qq.com");
    QString standby = settings.text("wechatpay.standby_base_url");
    if (standby.isEmpty() && settings.text("wechatpay.api_base_url") == official)
        standby = QStringLiteral("https://api2.mch.weixin.qq.com");
    wechatpay::ConnectionOptions options{QUrl(settings.text("wechatpay.api_base_url")), QUrl(standby),
        static_cast<int>(settings.number("wechatpay.timeout_ms")), onContact, pacing_, stopping};
    QUrl proxy(settings.text("wechatpay.proxy"));
    if (!proxy.userName().isEmpty() && proxy.password().isEmpty()) {
        if (const auto password = readSecret(QString::fromLatin1(access::kProxyPassword)))
            proxy.setPassword(QString::fromUtf8(*password), QUrl::DecodedMode);
        else if (password.error().code != QLatin1String("no_such_secret"))
            qWarning().noquote() << "proxy:" << password.error().describe();
    }
    http::TransportOptions transport{settings.text("wechatpay.ca_file"), {}, {}, proxy};
    wechatpay::Clients clients;
    clients.v3 = std::make_unique<v3::Client>(
        merchant, keys, options, http::makeTransport(transport), clock_, random_);
    if (merchant.apiV2Key.isEmpty() || speaks == Speaks::v3)
        return clients;
    if (const QString own = settings.text("wechatpay.v2_base_url"); !own.isEmpty()) {
        options.base = QUrl(own);
        options.standby.clear();
    }
    transport.clientCertificatePem = merchant.certificatePem;
    transport.clientKeyPem = merchant.privateKey.toPem();
    clients.v2 = std::make_unique<wechatpay::v2::Client>(merchant, options, http::makeTransport(transport),
        clock_, random_,
        settings.text("wechatpay.v2_sign_type") == QLatin1String("MD5")
            ? wechatpay::v2::SignType::md5
            : wechatpay::v2::SignType::hmacSha256);
    return clients;
}

Result<wechatpay::Clients> ShopFolder::connectToWechat(
    const std::function<void(const wechatpay::Contact&)>& onContact)
{
    ZF_ASSIGN(const Settings set, settings());
    ZF_ASSIGN(const auto who, merchant());
    ZF_ASSIGN(const auto keys, keyRing(set));
    wechatpay::Clients made = makeClients(who, keys, set, onContact);
    if (keys->current()->isEmpty()) {
        if (const auto fetched = made.v3->refreshCertificates(); !fetched)
            return base::unavailable(
                "no_platform_key", QStringLiteral("WeChat Pay's certificates could not be fetched: ") +
                                       fetched.error().describe());
    }
    return made;
}

Result<std::unique_ptr<storage::FileLock>> ShopFolder::lockEngine(const QString& folder)
{
    return storage::FileLock::take(QDir(folder).filePath(QStringLiteral("engine.lock")));
}

Result<ShopFolder::CheckedBackup> ShopFolder::checkBackup(const QString& backup)
{
    ZF_TRY(storage::checkCopy(backup));
    ZF_ASSIGN(const auto copy, storage::Database::open(backup, storage::Database::Access::readOnly));
    CheckedBackup checked;
    ZF_ASSIGN(checked.proof, ledger::verify(*copy));
    // What tells it came with later schemas: of an older copy it is not known.
    checked.knowsUntilUtcMs = recovery::latestKnown(*copy).value_or(0);
    return checked;
}

Result<QString> ShopFolder::restore(const QString& folder, const QString& backup, const QString& actor)
{
    ZF_ASSIGN(const CheckedBackup checked, checkBackup(backup));
    if (!checked.proof.ok())
        return base::damaged("damaged",
            QStringLiteral("The books in %1 do not verify: %2.").arg(backup, checked.proof.firstDifference));
    ZF_TRY(makeFolder(folder));
    ZF_ASSIGN(const auto lock, lockEngine(folder));
    const qint64 now = base::SystemClock().nowUtcMs();
    crypto::SystemRandom random;
    recovery::Head head;
    // The copy is marked as restored before it takes the books' place: they are never without that mark.
    ZF_ASSIGN(storage::Staged staged, storage::Staged::from(databaseIn(folder), backup));
    ZF_TRY(staged.write([&](storage::Database& database) -> Status {
        ZF_TRY(recovery::begin(
            database, {"restored", QFileInfo(backup).absoluteFilePath(), actor}, random, now));
        ZF_ASSIGN(head, recovery::head(database));
        return {};
    }));
    ZF_ASSIGN(const QString before, std::move(staged).replace(now));
    if (const Status marked = recovery::writeMark(folder, head); !marked) // the next engine writes it
        qWarning().noquote() << "after the restore:" << marked.error().describe();
    return before;
}

} // namespace zhangfang::backend
