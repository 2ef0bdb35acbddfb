#pragma once

#include "crypto/crypto.h"
#include "crypto/secret.h"

#include <optional>
#include <vector>

namespace zhangfang::crypto
{

/// What a file, or a text that was pasted, turned out to hold. Several public keys and certificates stand in
/// the order they came in.
struct KeyMaterial {
    std::optional<PrivateKey> privateKey;
    std::vector<Certificate> certificates;
    std::vector<PublicKey> publicKeys; ///< those that stand for themselves, in no certificate

    [[nodiscard]] bool isEmpty() const { return !privateKey && certificates.empty() && publicKeys.empty(); }
};

/// Larger files hold something else.
inline constexpr qint64 kLargestKeyFile = 256 * 1024;

/// Reads keys and certificates as people have them: PEM (also in one line, with "\n" written out, indented,
/// with a byte order mark or Windows' line ends), DER, base64 without PEM's armour, PKCS#12 (.p12, .pfx), and
/// a zip of any of these. `passwords` are tried where something is locked. Errors: no_key (nothing of the
/// kind, or cut off), key_locked (no password fits; says what is locked), unsupported_key (not RSA, or
/// under 2048 bits), file_too_large.
[[nodiscard]] Result<KeyMaterial> readKeyMaterial(
    const QByteArray& content, const std::vector<Secret>& passwords = {});

} // namespace zhangfang::crypto
