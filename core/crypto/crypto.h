#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <functional>
#include <memory>
#include <QByteArray>

struct evp_pkey_st;

namespace zhangfang::crypto
{

using base::Result;

[[nodiscard]] QByteArray sha256(const QByteArray& data);
/// MD5 exists only because APIv2 signs with it.
[[nodiscard]] QByteArray md5(const QByteArray& data);
[[nodiscard]] QByteArray hmacSha256(const QByteArray& key, const QByteArray& data);
/// Takes the same time wherever the first difference is.
[[nodiscard]] bool equalConstantTime(const QByteArray& a, const QByteArray& b);
/// Strict base64: no white space, no other alphabet. Errors: invalid_base64.
[[nodiscard]] Result<QByteArray> decodeBase64(const QByteArray& text);

/// AES-256-GCM; the 16-byte tag is the tail of the ciphertext, as WeChat Pay sends it.
/// Errors: invalid_key, not_authentic.
[[nodiscard]] Result<QByteArray> aesGcmOpen(const QByteArray& key, const QByteArray& nonce,
    const QByteArray& sealed, const QByteArray& associatedData);
[[nodiscard]] Result<QByteArray> aesGcmSeal(const QByteArray& key, const QByteArray& nonce,
    const QByteArray& plain, const QByteArray& associatedData);
/// AES-256-ECB with PKCS#7, for APIv2 `req_info` alone. Errors: invalid_key, not_authentic.
[[nodiscard]] Result<QByteArray> aesEcbDecrypt(const QByteArray& key, const QByteArray& sealed);
[[nodiscard]] Result<QByteArray> aesEcbEncrypt(const QByteArray& key, const QByteArray& plain);

/// scrypt with the given cost (N = 2^logN, r = 8, p = 1) to 32 bytes.
[[nodiscard]] Result<QByteArray> scrypt(const QByteArray& password, const QByteArray& salt, int logN);

/// The operating system's random source.
class SystemRandom final : public base::RandomSource
{
public:
    [[nodiscard]] QByteArray bytes(int count) override;
};

/// An RSA public key. Copies share the key; any thread.
class PublicKey
{
public:
    /// "BEGIN PUBLIC KEY", or the key of a certificate. Errors: invalid_key.
    [[nodiscard]] static Result<PublicKey> fromPem(const QByteArray& pem);
    [[nodiscard]] static Result<PublicKey> fromDer(const QByteArray& spki);
    /// SHA256 with RSA (PKCS#1 v1.5).
    [[nodiscard]] bool verify(const QByteArray& message, const QByteArray& signature) const;
    /// RSA-OAEP with SHA-1 and MGF1-SHA-1, for sensitive fields.
    [[nodiscard]] Result<QByteArray> encryptOaep(const QByteArray& plain) const;
    [[nodiscard]] QByteArray toPem() const;
    [[nodiscard]] int bits() const;
    /// Whether they are the same key.
    friend bool operator==(const PublicKey& a, const PublicKey& b);

private:
    friend class PrivateKey;
    friend class Certificate;
    explicit PublicKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> key_;
};

/// An RSA private key of at least 2048 bits. Copies share the key; any thread.
class PrivateKey
{
public:
    [[nodiscard]] static Result<PrivateKey> fromPem(const QByteArray& pem);
    [[nodiscard]] static Result<PrivateKey> fromDer(const QByteArray& pkcs8);
    [[nodiscard]] static Result<PrivateKey> generate();
    [[nodiscard]] Result<QByteArray> sign(const QByteArray& message) const;
    [[nodiscard]] Result<QByteArray> decryptOaep(const QByteArray& sealed) const;
    [[nodiscard]] PublicKey publicKey() const;
    [[nodiscard]] QByteArray toPem() const;

private:
    friend class Certificate;
    explicit PrivateKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> key_;
};

/// Where a key comes from; to make one takes a good part of a second.
using KeySource = std::function<Result<PrivateKey>()>;

/// An X.509 certificate, as far as WeChat Pay uses one.
class Certificate
{
public:
    [[nodiscard]] static Result<Certificate> fromPem(const QByteArray& pem);
    [[nodiscard]] static Result<Certificate> fromDer(const QByteArray& der);
    /// A certificate of `key` signed by itself, for the practice server on 127.0.0.1. `commonName`: whose.
    [[nodiscard]] static Result<Certificate> selfSigned(const PrivateKey& key, const QByteArray& serialHex,
        qint64 fromUtcMs, qint64 untilUtcMs, const QByteArray& commonName = "Zhangfang practice WeChat Pay");
    /// Upper-case hex without leading zeros, as in `Wechatpay-Serial`.
    [[nodiscard]] const QByteArray& serialHex() const { return serialHex_; }
    [[nodiscard]] qint64 validUntilUtcMs() const { return validUntilUtcMs_; }
    /// Whose it is; empty where it does not say. A merchant's certificate names the merchant's number here.
    [[nodiscard]] const QString& commonName() const { return commonName_; }
    [[nodiscard]] const PublicKey& publicKey() const { return publicKey_; }
    [[nodiscard]] const QByteArray& pem() const { return pem_; }

private:
    Certificate(
        QByteArray serialHex, qint64 validUntilUtcMs, QString commonName, PublicKey publicKey, QByteArray pem)
        : serialHex_(std::move(serialHex)), validUntilUtcMs_(validUntilUtcMs),
          commonName_(std::move(commonName)), publicKey_(std::move(publicKey)), pem_(std::move(pem))
    {
    }
    QByteArray serialHex_;
    qint64 validUntilUtcMs_;
    QString commonName_;
    PublicKey publicKey_;
    QByteArray pem_;
};

} // namespace zhangfang::crypto
