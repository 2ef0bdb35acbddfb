#include "crypto/crypto.h"
#include "crypto/detail/openssl.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <ctime>

namespace zhangfang::crypto
{
using namespace detail;
using base::invalid;

namespace
{
constexpr int kSmallestKeyBits = 2048;

std::shared_ptr<EVP_PKEY> share(EVP_PKEY* key)
{
    return {key, EVP_PKEY_free};
}

bool usable(const std::shared_ptr<EVP_PKEY>& key)
{
    return key && EVP_PKEY_is_a(key.get(), "RSA") && EVP_PKEY_get_bits(key.get()) >= kSmallestKeyBits;
}

tl::unexpected<base::Error> badKey(const char* what)
{
    return invalid("invalid_key",
        QStringLiteral("This is not %1 of at least 2048 bits.").arg(QString::fromLatin1(what)));
}

QString commonNameOf(const X509_NAME* name)
{
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (at < 0)
        return {};
    unsigned char* text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size < 0)
        return {};
    QString found = QString::fromUtf8(reinterpret_cast<const char*>(text), size);
    OPENSSL_free(text);
    return found;
}

Result<QByteArray> oaep(EVP_PKEY* key, const QByteArray& input, decltype(&EVP_PKEY_encrypt_init) start,
    decltype(&EVP_PKEY_encrypt) run)
{
    const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    size_t size = 0;
    // SHA-1 and MGF1-SHA-1 are OpenSSL's defaults for OAEP, and what WeChat Pay prescribes.
    if (start(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) != 1 ||
        run(context.get(), nullptr, &size, bytes(input), length(input)) != 1)
        return invalid(
            "not_authentic", QStringLiteral("The field cannot be encrypted or decrypted with this key."));
    QByteArray output(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (run(context.get(), bytes(output), &size, bytes(input), length(input)) != 1)
        return invalid(
            "not_authentic", QStringLiteral("The field cannot be encrypted or decrypted with this key."));
    output.truncate(static_cast<qsizetype>(size));
    return output;
}

} // namespace

Result<PublicKey> PublicKey::fromPem(const QByteArray& pem)
{
    if (pem.contains("BEGIN CERTIFICATE"))
        return Certificate::fromPem(pem).map([](const Certificate& c) { return c.publicKey(); });
    auto key = share(PEM_read_bio_PUBKEY(readerOf(pem).get(), nullptr, nullptr, nullptr));
    return usable(key) ? Result<PublicKey>(PublicKey(key)) : badKey("an RSA public key in PEM form");
}

Result<PublicKey> PublicKey::fromDer(const QByteArray& spki)
{
    const unsigned char* data = bytes(spki);
    auto key = share(d2i_PUBKEY(nullptr, &data, spki.size()));
    return usable(key) ? Result<PublicKey>(PublicKey(key)) : badKey("an RSA public key in DER form");
}

bool PublicKey::verify(const QByteArray& message, const QByteArray& signature) const
{
    const DigestContext context(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
           EVP_DigestVerify(
               context.get(), bytes(signature), length(signature), bytes(message), length(message)) == 1;
}

Result<QByteArray> PublicKey::encryptOaep(const QByteArray& plain) const
{
    return oaep(key_.get(), plain, &EVP_PKEY_encrypt_init, &EVP_PKEY_encrypt);
}

bool operator==(const PublicKey& a, const PublicKey& b)
{
    return EVP_PKEY_eq(a.key_.get(), b.key_.get()) == 1;
}

int PublicKey::bits() const
{
    return EVP_PKEY_get_bits(key_.get());
}

QByteArray PublicKey::toPem() const
{
    const Bio bio(BIO_new(BIO_s_mem()));
    return PEM_write_bio_PUBKEY(bio.get(), key_.get()) == 1 ? contentOf(bio.get()) : QByteArray();
}

Result<PrivateKey> PrivateKey::fromPem(const QByteArray& pem)
{
    // A password callback that declines: OpenSSL's own would ask on the terminal.
    const auto decline = [](char*, int, int, void*) { return 0; };
    auto key = share(PEM_read_bio_PrivateKey(readerOf(pem).get(), nullptr, decline, nullptr));
    return usable(key) ? Result<PrivateKey>(PrivateKey(key))
                       : badKey("an unencrypted RSA private key in PEM form");
}

Result<PrivateKey> PrivateKey::fromDer(const QByteArray& pkcs8)
{
    const unsigned char* data = bytes(pkcs8);
    auto key = share(d2i_AutoPrivateKey(nullptr, &data, pkcs8.size()));
    return usable(key) ? Result<PrivateKey>(PrivateKey(key)) : badKey("an RSA private key in DER form");
}

Result<PrivateKey> PrivateKey::generate()
{
    auto key = share(EVP_RSA_gen(kSmallestKeyBits));
    return usable(key) ? Result<PrivateKey>(PrivateKey(key)) : badKey("an RSA private key");
}

Result<QByteArray> PrivateKey::sign(const QByteArray& message) const
{
    const DigestContext context(EVP_MD_CTX_new());
    QByteArray signature(EVP_PKEY_get_size(key_.get()), Qt::Uninitialized);
    size_t size = length(signature);
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), bytes(signature), &size, bytes(message), length(message)) != 1)
        return invalid("invalid_key", QStringLiteral("The private key cannot sign."));
    signature.truncate(static_cast<qsizetype>(size));
    return signature;
}

Result<QByteArray> PrivateKey::decryptOaep(const QByteArray& sealed) const
{
    return oaep(key_.get(), sealed, &EVP_PKEY_decrypt_init, &EVP_PKEY_decrypt);
}

PublicKey PrivateKey::publicKey() const
{
    return PublicKey(key_);
}

QByteArray PrivateKey::toPem() const
{
    const Bio bio(BIO_new(BIO_s_mem()));
    return PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1
               ? contentOf(bio.get())
               : QByteArray();
}

Result<Certificate> Certificate::fromPem(const QByteArray& pem)
{
    const auto bad = [] {
        return invalid(
            "invalid_certificate", QStringLiteral("This is not a PEM certificate with an RSA key."));
    };
    const X509Pointer x509(PEM_read_bio_X509(readerOf(pem).get(), nullptr, nullptr, nullptr));
    if (!x509)
        return bad();
    auto key = share(X509_get_pubkey(x509.get()));
    std::tm until{};
    if (!usable(key) || ASN1_TIME_to_tm(X509_get0_notAfter(x509.get()), &until) != 1)
        return bad();
    BIGNUM* number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(x509.get()), nullptr);
    char* hex = BN_bn2hex(number);
    const QByteArray serial(hex);
    OPENSSL_free(hex);
    BN_free(number);
    return Certificate(serial, static_cast<qint64>(timegm(&until)) * 1000,
        commonNameOf(X509_get_subject_name(x509.get())), PublicKey(key), pem);
}

Result<Certificate> Certificate::fromDer(const QByteArray& der)
{
    const unsigned char* data = bytes(der);
    const X509Pointer x509(d2i_X509(nullptr, &data, der.size()));
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!x509 || PEM_write_bio_X509(bio.get(), x509.get()) != 1)
        return invalid(
            "invalid_certificate", QStringLiteral("This is not a DER certificate with an RSA key."));
    return fromPem(contentOf(bio.get()));
}

Result<Certificate> Certificate::selfSigned(const PrivateKey& key, const QByteArray& serialHex,
    qint64 fromUtcMs, qint64 untilUtcMs, const QByteArray& commonName)
{
    const X509Pointer x509(X509_new());
    BIGNUM* number = nullptr;
    bool ok = BN_hex2bn(&number, serialHex.constData()) > 0 &&
              BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x509.get())) != nullptr;
    BN_free(number);
    X509_NAME* name = X509_get_subject_name(x509.get());
    // So that it can also stand for a server on this machine.
    X509_EXTENSION* const address =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    ok = ok && address != nullptr && X509_add_ext(x509.get(), address, -1) == 1;
    X509_EXTENSION_free(address);
    ok = ok && X509_set_version(x509.get(), 2) == 1 &&
         ASN1_TIME_set(X509_getm_notBefore(x509.get()), fromUtcMs / 1000) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(x509.get()), untilUtcMs / 1000) != nullptr &&
         X509_NAME_add_entry_by_txt(
             name, "CN", MBSTRING_UTF8, bytes(commonName), static_cast<int>(commonName.size()), -1, 0) == 1 &&
         X509_set_issuer_name(x509.get(), name) == 1 && X509_set_pubkey(x509.get(), key.key_.get()) == 1 &&
         X509_sign(x509.get(), key.key_.get(), EVP_sha256()) > 0;
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!ok || PEM_write_bio_X509(bio.get(), x509.get()) != 1)
        return invalid("invalid_certificate", QStringLiteral("The certificate could not be made."));
    return fromPem(contentOf(bio.get()));
}

} // namespace zhangfang::crypto
