#pragma once

#include <memory>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <QByteArray>

namespace zhangfang::crypto::detail
{

template <auto Free> struct Deleter {
    template <class T> void operator()(T* pointer) const { Free(pointer); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Deleter<EVP_CIPHER_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using X509Pointer = std::unique_ptr<X509, Deleter<X509_free>>;

[[nodiscard]] inline unsigned char* bytes(QByteArray& data)
{
    return reinterpret_cast<unsigned char*>(data.data());
}
[[nodiscard]] inline const unsigned char* bytes(const QByteArray& data)
{
    return reinterpret_cast<const unsigned char*>(data.constData());
}
[[nodiscard]] inline size_t length(const QByteArray& data)
{
    return static_cast<size_t>(data.size());
}
[[nodiscard]] inline Bio readerOf(const QByteArray& data)
{
    return Bio(BIO_new_mem_buf(data.constData(), static_cast<int>(data.size())));
}
[[nodiscard]] inline QByteArray contentOf(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, size);
}

} // namespace zhangfang::crypto::detail
