#pragma once

#include "access/secrets.h"
#include "access/settings.h"
#include "crypto/crypto.h"
#include "ledger/ledger.h"
#include "storage/file_lock.h"
#include "storage/writer.h"
#include "wechatpay/clients.h"

#include <functional>
#include <mutex>

namespace zhangfang::backend
{

using base::Result;
using base::Status;

/// One merchant's data folder, opened: the database, the secrets, the clock. What console, daemon and command
/// line have in common. Several processes may hold the same folder open.
class ShopFolder
{
public:
    /// Whose books they are, for ever.
    enum class Maker { merchant, practice };
    /// Makes the folder and its books. Answers the text of the owner's recovery sheet
    /// (access/recovery_sheet.h), which is nowhere else. Errors: already_initialised, restore_cut_off,
    /// weak_password, invalid_name.
    [[nodiscard]] static Result<QByteArray> initialise(const QString& folder, const QString& merchantName,
        const QString& owner, const QByteArray& password, Maker maker = Maker::merchant);
    [[nodiscard]] static Result<bool> isMadeByPractice(storage::Database& database);
    /// `secrets`, where given, stands in for keyring and vault. Errors: not_initialised, restore_cut_off, and
    /// storage's own.
    [[nodiscard]] static Result<std::unique_ptr<ShopFolder>> open(
        const QString& folder, std::unique_ptr<access::SecretStore> secrets = nullptr);

    [[nodiscard]] storage::Writer& writer() { return *writer_; }
    [[nodiscard]] storage::ReadPool& readers() { return readers_; }
    [[nodiscard]] const base::Clock& clock() const { return clock_; }
    [[nodiscard]] base::RandomSource& random() { return random_; }
    [[nodiscard]] QString databaseFile() const;
    [[nodiscard]] const QString& path() const { return folder_; }
    /// Where the programs that work on a folder leave their logs, once the engine has run there.
    [[nodiscard]] static QString logsIn(const QString& folder);
    [[nodiscard]] Status makeLogFolder() const;
    [[nodiscard]] Result<access::Settings> settings() const;
    /// The keyring, or the vault where ZHANGFANG_VAULT_PASSPHRASE_FILE names a passphrase. Opened on first
    /// use.
    [[nodiscard]] Result<crypto::Secret> readSecret(const QString& name);
    /// For the program's own use: what a person sets goes through `store`, which asks who it is.
    [[nodiscard]] Status writeSecret(const QString& name, const QByteArray& value);
    /// The same, but nobody is told yet: whoever sets wechatpay.keys_changed_at tells.
    [[nodiscard]] Status keepSecrets(const QMap<QString, crypto::Secret>& values);
    /// A password inside `wechatpay.proxy`, where older versions kept it, becomes a secret.
    [[nodiscard]] Status moveProxyPassword();
    [[nodiscard]] Result<QStringList> secretNames();
    /// Errors: not_configured (names the missing setting or secret).
    [[nodiscard]] Result<wechatpay::Merchant> merchant();
    /// The public key of the settings, or an empty ring in certificate mode.
    [[nodiscard]] static Result<std::shared_ptr<wechatpay::v3::KeyRing>> keyRing(
        const access::Settings& settings);
    enum class Speaks { v3, both };
    /// Clients for the calling thread; all of one folder share one pace. `v3` where API v2 is never spoken.
    /// Once `stopping` is true they send nothing more.
    [[nodiscard]] wechatpay::Clients makeClients(const wechatpay::Merchant& merchant,
        const std::shared_ptr<wechatpay::v3::KeyRing>& keys, const access::Settings& settings,
        const std::function<void(const wechatpay::Contact&)>& onContact = {}, Speaks speaks = Speaks::both,
        const std::function<bool()>& stopping = {});
    /// Clients for the calling thread that already have the platform's keys. Errors: not_configured,
    /// no_platform_key.
    [[nodiscard]] Result<wechatpay::Clients> connectToWechat(
        const std::function<void(const wechatpay::Contact&)>& onContact = {});
    /// Held by the one process that dispatches payouts and listens. Errors: already_running.
    [[nodiscard]] Result<std::unique_ptr<storage::FileLock>> lockEngine() const
    {
        return lockEngine(folder_);
    }
    struct CheckedBackup {
        ledger::Proof proof;        ///< whether its books verify
        qint64 knowsUntilUtcMs = 0; ///< the latest that happened in it; 0: nothing
    };
    /// Whether the file is a sound backup, and of when.
    [[nodiscard]] static Result<CheckedBackup> checkBackup(const QString& backup);
    /// Puts a backup whose books verify in the folder's place, which may be empty or damaged: from then on
    /// the books wait for their recovery to be confirmed. Who has the folder open, here or in another
    /// program, goes on with the new books. Answers where the old ones are kept. `actor` is for the audit
    /// log. Errors: already_running, damaged, locked, and storage's own.
    [[nodiscard]] static Result<QString> restore(
        const QString& folder, const QString& backup, const QString& actor);

private:
    explicit ShopFolder(const QString& folder);
    [[nodiscard]] static Result<std::unique_ptr<storage::FileLock>> lockEngine(const QString& folder);
    [[nodiscard]] Result<access::SecretStore*> secrets(); // under secretsInUse_
    QString folder_;
    base::SystemClock clock_;
    base::SteadyClock steady_;
    crypto::SystemRandom random_;
    const std::shared_ptr<wechatpay::Pacing> pacing_ = std::make_shared<wechatpay::Pacing>(steady_);
    std::unique_ptr<storage::Writer> writer_;
    storage::ReadPool readers_;
    std::mutex secretsInUse_; ///< a store serves one thread at a time
    std::unique_ptr<access::SecretStore> secrets_;
};

} // namespace zhangfang::backend
