#include "crypto/secret.h"

#include <openssl/crypto.h>

namespace zhangfang::crypto
{

void wipe(QByteArray& bytes)
{
    if (bytes.isDetached())
        OPENSSL_cleanse(bytes.data(), static_cast<size_t>(bytes.size()));
    bytes.clear();
}

Secret::Secret(const QByteArray& bytes)
    : held_(std::make_shared<const Held>(QByteArray(bytes.constData(), bytes.size())))
{
}

Secret Secret::taken(QByteArray bytes)
{
    Secret secret;
    secret.held_ = std::make_shared<const Held>(std::move(bytes));
    return secret;
}

const QByteArray& Secret::none()
{
    static const QByteArray kNone;
    return kNone;
}

} // namespace zhangfang::crypto
