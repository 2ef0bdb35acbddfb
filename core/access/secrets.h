#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "crypto/secret.h"

#include <memory>
#include <QStringList>

namespace zhangfang::access
{

using base::Result;
using base::Status;

inline constexpr auto kMerchantPrivateKey = "wechatpay.private_key";
inline constexpr auto kApiV3Key = "wechatpay.apiv3_key";
inline constexpr auto kApiV2Key = "wechatpay.apiv2_key"; ///< only for API v2; 32 characters

inline constexpr auto kProxyPassword = "wechatpay.proxy_password"; ///< of the user in wechatpay.proxy

/// The secret as it is stored: the private key as PEM, the others without the line end and blanks that came
/// along. `mchid` unlocks WeChat Pay's .p12. Errors: unknown_secret, invalid_secret (what is wrong with it,
/// never the secret itself), password_required.
[[nodiscard]] Result<crypto::Secret> secretAsStored(
    const QString& name, const QByteArray& value, const QString& mchid = {});

/// Keeps what must stay out of the database, logs and messages. One thread at a time.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    /// Errors: no_such_secret, secrets_unavailable.
    [[nodiscard]] virtual Result<crypto::Secret> read(const QString& name) = 0;
    [[nodiscard]] virtual Status write(const QString& name, const QByteArray& value) = 0;
    /// Names of the known secrets that are set.
    [[nodiscard]] Result<QStringList> names();
};

/// A file of the data folder sealed with scrypt and AES-256-GCM. What another program has set in it meanwhile
/// is read, and kept beside what is set here. Errors: wrong_passphrase, damaged.
[[nodiscard]] Result<std::unique_ptr<SecretStore>> openVault(
    const QString& file, const QByteArray& passphrase, base::RandomSource& random);
/// Forgets everything when the program ends: for the throw-away keys of practice mode.
[[nodiscard]] std::unique_ptr<SecretStore> openMemory();
/// The desktop's keyring, through QtKeychain; `scope` tells data folders apart. Waits in a local event loop:
/// call it from main() before the loop runs, or from a worker thread.
[[nodiscard]] std::unique_ptr<SecretStore> openKeyring(const QString& scope);

} // namespace zhangfang::access
