#include "crypto/crypto.h"
#include "crypto/detail/openssl.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <cstdlib>

namespace zhangfang::crypto
{
using namespace detail;
using base::invalid;

namespace
{
constexpr int kTagBytes = 16;
constexpr int kKeyBytes = 32;

tl::unexpected<base::Error> badKey()
{
    return invalid("invalid_key", QStringLiteral("The key is not 32 bytes long."));
}
tl::unexpected<base::Error> notAuthentic()
{
    return invalid(
        "not_authentic", QStringLiteral("The encrypted data was changed or made with another key."));
}

QByteArray digest(const EVP_MD* algorithm, const QByteArray& data)
{
    QByteArray out(EVP_MD_get_size(algorithm), Qt::Uninitialized);
    if (EVP_Digest(data.constData(), length(data), bytes(out), nullptr, algorithm, nullptr) != 1)
        std::abort(); // only a broken OpenSSL cannot hash
    return out;
}

} // namespace

QByteArray sha256(const QByteArray& data)
{
    // Fetched once: OpenSSL 3 looks an algorithm up anew at each use of EVP_sha256().
    static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> kSha256(
        EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free);
    return digest(kSha256.get(), data);
}

QByteArray md5(const QByteArray& data)
{
    return digest(EVP_md5(), data);
}

QByteArray hmacSha256(const QByteArray& key, const QByteArray& data)
{
    QByteArray out(32, Qt::Uninitialized);
    if (!HMAC(EVP_sha256(), key.constData(), static_cast<int>(key.size()), bytes(data), length(data),
            bytes(out), nullptr))
        std::abort();
    return out;
}

bool equalConstantTime(const QByteArray& a, const QByteArray& b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.constData(), b.constData(), length(a)) == 0;
}

Result<QByteArray> decodeBase64(const QByteArray& text)
{
    auto decoded = QByteArray::fromBase64Encoding(
        text, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return invalid("invalid_base64", QStringLiteral("Not valid base64."));
    return *decoded;
}

Result<QByteArray> aesGcmOpen(const QByteArray& key, const QByteArray& nonce, const QByteArray& sealed,
    const QByteArray& associatedData)
{
    if (key.size() != kKeyBytes)
        return badKey();
    if (sealed.size() < kTagBytes || nonce.isEmpty())
        return notAuthentic();
    const CipherContext context(EVP_CIPHER_CTX_new());
    QByteArray tag = sealed.right(kTagBytes);
    QByteArray plain(sealed.size() - kTagBytes, Qt::Uninitialized);
    int written = 0;
    int tail = 0;
    const bool ok = EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, nullptr, nullptr) == 1 &&
                    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_IVLEN, static_cast<int>(nonce.size()),
                        nullptr) == 1 &&
                    EVP_DecryptInit_ex(context.get(), nullptr, nullptr, bytes(key), bytes(nonce)) == 1 &&
                    EVP_DecryptUpdate(context.get(), nullptr, &written, bytes(associatedData),
                        static_cast<int>(associatedData.size())) == 1 &&
                    EVP_DecryptUpdate(context.get(), bytes(plain), &written, bytes(sealed),
                        static_cast<int>(plain.size())) == 1 &&
                    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1 &&
                    EVP_DecryptFinal_ex(context.get(), bytes(plain) + written, &tail) == 1;
    return ok ? Result<QByteArray>(plain) : notAuthentic();
}

Result<QByteArray> aesGcmSeal(
    const QByteArray& key, const QByteArray& nonce, const QByteArray& plain, const QByteArray& associatedData)
{
    if (key.size() != kKeyBytes || nonce.isEmpty())
        return badKey();
    const CipherContext context(EVP_CIPHER_CTX_new());
    QByteArray sealed(plain.size() + kTagBytes, Qt::Uninitialized);
    int written = 0;
    int tail = 0;
    const bool ok = EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, nullptr, nullptr) == 1 &&
                    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_IVLEN, static_cast<int>(nonce.size()),
                        nullptr) == 1 &&
                    EVP_EncryptInit_ex(context.get(), nullptr, nullptr, bytes(key), bytes(nonce)) == 1 &&
                    EVP_EncryptUpdate(context.get(), nullptr, &written, bytes(associatedData),
                        static_cast<int>(associatedData.size())) == 1 &&
                    EVP_EncryptUpdate(context.get(), bytes(sealed), &written, bytes(plain),
                        static_cast<int>(plain.size())) == 1 &&
                    EVP_EncryptFinal_ex(context.get(), bytes(sealed) + written, &tail) == 1 &&
                    EVP_CIPHER_CTX_ctrl(
                        context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, sealed.data() + plain.size()) == 1;
    return ok ? Result<QByteArray>(sealed) : badKey();
}

namespace
{
enum class Padding { pkcs7, none };
Result<QByteArray> ecb(const QByteArray& key, const QByteArray& input, int encrypt, Padding padding)
{
    if (key.size() != kKeyBytes)
        return badKey();
    const CipherContext context(EVP_CIPHER_CTX_new());
    QByteArray output(input.size() + kTagBytes, Qt::Uninitialized);
    int written = 0;
    int tail = 0;
    if (EVP_CipherInit_ex(context.get(), EVP_aes_256_ecb(), nullptr, bytes(key), nullptr, encrypt) != 1 ||
        EVP_CIPHER_CTX_set_padding(context.get(), padding == Padding::pkcs7 ? 1 : 0) != 1 ||
        EVP_CipherUpdate(
            context.get(), bytes(output), &written, bytes(input), static_cast<int>(input.size())) != 1 ||
        EVP_CipherFinal_ex(context.get(), bytes(output) + written, &tail) != 1)
        return notAuthentic();
    output.truncate(written + tail);
    return output;
}
} // namespace

Result<QByteArray> aesEcbDecrypt(const QByteArray& key, const QByteArray& sealed)
{
    ZF_ASSIGN(QByteArray plain, ecb(key, sealed, 0, Padding::none));
    if (plain.isEmpty())
        return notAuthentic();
    // Some senders leave the padding out where the text fills its last block. XML ends in '>', which is no
    // valid padding, so the two cannot be confused.
    const char pad = plain.back();
    if (pad > 0 && pad <= kTagBytes && plain.endsWith(QByteArray(pad, pad)))
        plain.chop(pad);
    return plain;
}

Result<QByteArray> aesEcbEncrypt(const QByteArray& key, const QByteArray& plain)
{
    return ecb(key, plain, 1, Padding::pkcs7);
}

Result<QByteArray> scrypt(const QByteArray& password, const QByteArray& salt, int logN)
{
    QByteArray out(kKeyBytes, Qt::Uninitialized);
    if (logN < 1 || logN > 20 ||
        EVP_PBE_scrypt(password.constData(), length(password), bytes(salt), length(salt), 1ULL << logN, 8, 1,
            1ULL << 31, bytes(out), length(out)) != 1)
        return invalid("invalid_key", QStringLiteral("The password hash has impossible parameters."));
    return out;
}

QByteArray SystemRandom::bytes(int count)
{
    QByteArray out(count, Qt::Uninitialized);
    if (RAND_bytes(detail::bytes(out), count) != 1)
        std::abort(); // without randomness no nonce is safe
    return out;
}

} // namespace zhangfang::crypto
