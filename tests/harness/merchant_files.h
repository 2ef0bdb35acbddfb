#pragma once

#include "crypto/crypto.h"

#include <QTemporaryDir>

namespace zhangfang::harness
{

/// What the merchant platform hands out to one merchant, as files in a folder.
class MerchantFiles
{
public:
    explicit MerchantFiles(const QByteArray& mchid);
    /// What went wrong while they were made; empty when all are there.
    [[nodiscard]] const QString& problem() const { return problem_; }
    [[nodiscard]] const crypto::PrivateKey& key() const { return *key_; }
    [[nodiscard]] const crypto::Certificate& certificate() const { return *certificate_; }
    /// apiclient_key.pem, apiclient_cert.pem, apiclient_cert.p12, cert.zip, pub_key.pem (WeChat Pay's),
    /// platform.pem (a certificate of WeChat Pay's), photo.png.
    [[nodiscard]] QString file(const char* name) const { return folder_.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] QByteArray content(const char* name) const;
    [[nodiscard]] const crypto::PublicKey& platformKey() const { return *platformKey_; }

private:
    [[nodiscard]] bool write(const char* name, const QByteArray& content) const;
    [[nodiscard]] QByteArray locked(const QByteArray& password) const;
    QTemporaryDir folder_;
    QString problem_;
    std::optional<crypto::PrivateKey> key_;
    std::optional<crypto::Certificate> certificate_;
    std::optional<crypto::PublicKey> platformKey_;
};

} // namespace zhangfang::harness
