#pragma once

#include "base/result.h"
#include "crypto/secret.h"

#include <vector>

namespace zhangfang::crypto::detail
{

[[nodiscard]] inline bool isZip(const QByteArray& content)
{
    return content.startsWith("PK\x03\x04");
}

/// The small files in a zip, unpacked. Errors: no_key (it cannot be read), key_locked.
[[nodiscard]] base::Result<std::vector<Secret>> unzip(
    const QByteArray& content, const std::vector<Secret>& passwords);

} // namespace zhangfang::crypto::detail
