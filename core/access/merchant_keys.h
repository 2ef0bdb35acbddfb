#pragma once

#include "crypto/key_forms.h"

namespace zhangfang::access
{

using base::Result;
using base::Status;

/// A merchant's own keys, out of a file from the merchant platform or a text that was pasted.
struct MerchantKeys {
    crypto::PrivateKey privateKey;
    std::optional<crypto::Certificate> certificate; ///< of that key, where the file has it
};

/// The merchant's private key in any form of crypto::readKeyMaterial; the errors name what the file holds
/// instead. A .p12 of WeChat Pay is locked with the merchant's number: `mchid` is tried first, then
/// `password`. Errors: invalid_secret, and for what is locked password_required.
[[nodiscard]] Result<MerchantKeys> readMerchantKeys(
    const QByteArray& content, const QString& mchid, const crypto::Secret& password = {});

// What follows takes what was pasted, in any form but .p12 and zip, which are no text. The errors go on after
// the name of a setting, like "must be …", and name what it is instead. Errors: invalid_setting.

[[nodiscard]] Result<crypto::Certificate> readMerchantCertificate(const QString& pasted);
/// WeChat Pay's own public key.
[[nodiscard]] Result<crypto::PublicKey> readPlatformKey(const QString& pasted);

/// The number in the merchant's certificate; empty: it names none.
[[nodiscard]] QString merchantOf(const crypto::Certificate& certificate);
/// "the certificate of merchant 1900000001 (serial number 5F…)"
[[nodiscard]] QString describe(const crypto::Certificate& certificate);

} // namespace zhangfang::access
