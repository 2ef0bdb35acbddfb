#include "simulator/keys.h"

#include "simulator/chance.h"

#include <memory>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

namespace zhangfang::simulator
{

namespace
{

constexpr int kPrimeBytes = 128;
constexpr unsigned long kExponent = 65537;

template <class T, auto Free> struct Freed {
    void operator()(T* what) const { Free(what); }
};
using Number = std::unique_ptr<BIGNUM, Freed<BIGNUM, &BN_clear_free>>;
using Context = std::unique_ptr<BN_CTX, Freed<BN_CTX, &BN_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD, &OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM, &OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX, &EVP_PKEY_CTX_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, &EVP_PKEY_free>>;

/// The first fitting prime behind a place that the seed names.
Number prime(Chance& chance, BN_CTX* context)
{
    QByteArray bytes = chance.bytes(kPrimeBytes);
    bytes[0] = static_cast<char>(static_cast<uchar>(bytes[0]) | 0xC0U); // so that the product has 2048 bits
    bytes[kPrimeBytes - 1] = static_cast<char>(static_cast<uchar>(bytes[kPrimeBytes - 1]) | 1U);
    Number number(BN_bin2bn(reinterpret_cast<const uchar*>(bytes.constData()), kPrimeBytes, nullptr));
    while (BN_mod_word(number.get(), kExponent) == 1 || BN_check_prime(number.get(), context, nullptr) != 1)
        BN_add_word(number.get(), 2);
    return number;
}

base::Result<crypto::PrivateKey> made(Chance& chance)
{
    const Context context(BN_CTX_new());
    const Number p = prime(chance, context.get()), q = prime(chance, context.get());
    const Number n(BN_new()), e(BN_new()), d(BN_new()), phi(BN_new()), p1(BN_dup(p.get())),
        q1(BN_dup(q.get())), dp(BN_new()), dq(BN_new()), inverse(BN_new());
    BN_sub_word(p1.get(), 1);
    BN_sub_word(q1.get(), 1);
    BN_set_word(e.get(), kExponent);
    bool good = BN_mul(n.get(), p.get(), q.get(), context.get()) == 1 &&
                BN_mul(phi.get(), p1.get(), q1.get(), context.get()) == 1 &&
                BN_mod_inverse(d.get(), e.get(), phi.get(), context.get()) != nullptr &&
                BN_mod(dp.get(), d.get(), p1.get(), context.get()) == 1 &&
                BN_mod(dq.get(), d.get(), q1.get(), context.get()) == 1 &&
                BN_mod_inverse(inverse.get(), q.get(), p.get(), context.get()) != nullptr;
    const Builder builder(OSSL_PARAM_BLD_new());
    for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const BIGNUM*>>{
             {OSSL_PKEY_PARAM_RSA_N, n.get()}, {OSSL_PKEY_PARAM_RSA_E, e.get()},
             {OSSL_PKEY_PARAM_RSA_D, d.get()}, {OSSL_PKEY_PARAM_RSA_FACTOR1, p.get()},
             {OSSL_PKEY_PARAM_RSA_FACTOR2, q.get()}, {OSSL_PKEY_PARAM_RSA_EXPONENT1, dp.get()},
             {OSSL_PKEY_PARAM_RSA_EXPONENT2, dq.get()}, {OSSL_PKEY_PARAM_RSA_COEFFICIENT1, inverse.get()}})
        good = good && OSSL_PARAM_BLD_push_BN(builder.get(), name, value) == 1;
    const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext from(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* raw = nullptr;
    good = good && EVP_PKEY_fromdata_init(from.get()) == 1 &&
           EVP_PKEY_fromdata(from.get(), &raw, EVP_PKEY_KEYPAIR, params.get()) == 1;
    const Key key(raw);
    const std::unique_ptr<BIO, Freed<BIO, &BIO_free_all>> memory(BIO_new(BIO_s_mem()));
    if (!good ||
        PEM_write_bio_PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return base::invalid("invalid_key", QStringLiteral("A key could not be made of the seed."));
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return crypto::PrivateKey::fromPem(QByteArray(text, static_cast<qsizetype>(size)));
}

} // namespace

crypto::KeySource seededKeys(quint64 seed)
{
    return [chance = std::make_shared<Chance>(seed)] { return made(*chance); };
}

} // namespace zhangfang::simulator
