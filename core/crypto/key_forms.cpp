#include "crypto/key_forms.h"
#include "crypto/detail/openssl.h"
#include "crypto/detail/zip.h"

#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#include <algorithm>
#include <QString>

namespace zhangfang::crypto
{
using namespace detail;

namespace
{

constexpr int64_t kMostIterations = 1'000'000;

using KeyPointer = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Pkcs12Pointer = std::unique_ptr<PKCS12, Deleter<PKCS12_free>>;
using LockedKeyPointer = std::unique_ptr<X509_SIG, Deleter<X509_SIG_free>>;
using PlainKeyPointer = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Deleter<PKCS8_PRIV_KEY_INFO_free>>;

void freeCertificates(STACK_OF(X509) * stack)
{
    sk_X509_pop_free(stack, X509_free);
}

/// PKCS#12 files are locked with ciphers that OpenSSL 3 keeps apart: RC2 and triple DES. They are loaded for
/// these files alone.
class OldCiphers
{
public:
    OldCiphers()
        : context_(OSSL_LIB_CTX_new()), usual_(OSSL_PROVIDER_load(context_, "default")),
          old_(OSSL_PROVIDER_load(context_, "legacy"))
    {
    }
    ~OldCiphers()
    {
        if (old_)
            OSSL_PROVIDER_unload(old_);
        if (usual_)
            OSSL_PROVIDER_unload(usual_);
        OSSL_LIB_CTX_free(context_);
    }
    OldCiphers(const OldCiphers&) = delete;
    OldCiphers& operator=(const OldCiphers&) = delete;
    [[nodiscard]] OSSL_LIB_CTX* context() const { return context_; }

private:
    OSSL_LIB_CTX* context_;
    OSSL_PROVIDER* usual_;
    OSSL_PROVIDER* old_;
};

template <class Pointer, class Write> QByteArray derOf(Pointer* object, Write write)
{
    unsigned char* der = nullptr;
    const int size = write(object, &der);
    if (size <= 0)
        return {};
    QByteArray bytes(reinterpret_cast<const char*>(der), size);
    OPENSSL_clear_free(der, static_cast<size_t>(size));
    return bytes;
}

/// Everything that one file holds, piece by piece.
class Collector
{
public:
    explicit Collector(const std::vector<Secret>& passwords) : passwords_(passwords) {}

    void takeFile(const QByteArray& content)
    {
        const Secret text = asText(content);
        if (text.bytes().contains("-----BEGIN "))
            takePem(text);
        else if (!takeDer(content))
            takeBareBase64(text);
    }

    void takeZip(const QByteArray& content)
    {
        const auto members = unzip(content, passwords_);
        if (!members) {
            complain(members.error());
            return;
        }
        isInZip_ = true;
        for (const Secret& member : *members)
            takeFile(member);
        isInZip_ = false;
    }

    /// What was found, or the best reason why nothing was.
    [[nodiscard]] Result<KeyMaterial> result()
    {
        ERR_clear_error();
        // A locked .p12 beside the same key in the clear, as WeChat Pay's zip has them, hinders nobody.
        if (found_.privateKey || (!found_.isEmpty() && !locked_))
            return std::move(found_);
        if (problem_)
            return base::fail(*problem_);
        return base::invalid(
            "no_key", QStringLiteral("There is no key and no certificate in it, as PEM, DER, "
                                     ".p12 or a zip of them."));
    }

private:
    void complain(base::Error error)
    {
        locked_ = locked_ || error.code == QLatin1String("key_locked");
        if (!problem_ || error.code == QLatin1String("key_locked"))
            problem_ = std::move(error);
    }

    static base::Error error(const char* code, const QString& message)
    {
        return {base::ErrorKind::invalid, QString::fromLatin1(code), message};
    }

    /// Without byte order mark, and one byte a character, where editors save two.
    static Secret asText(const QByteArray& content)
    {
        QByteArray text(content.constData(), content.size());
        if (text.startsWith("\xef\xbb\xbf")) {
            text.remove(0, 3);
        } else if (text.startsWith("\xff\xfe") || text.startsWith("\xfe\xff")) {
            const qsizetype first = text[0] == '\xff' ? 0 : 1;
            QByteArray narrow;
            narrow.reserve(text.size() / 2);
            for (qsizetype at = 2; at + 1 < text.size(); at += 2)
                narrow += text[at + first];
            wipe(text);
            text = std::move(narrow);
        }
        return Secret::taken(std::move(text));
    }

    void takePem(const QByteArray& text)
    {
        qsizetype at = 0;
        while ((at = text.indexOf("-----BEGIN ", at)) >= 0) {
            const qsizetype nameAt = at + 11;
            const qsizetype nameEnd = text.indexOf("-----", nameAt);
            if (nameEnd < 0)
                return cutOff();
            // Where a dash is missing, the next five may stand behind the key itself, which nobody repeats.
            const QByteArray name = text.mid(nameAt, nameEnd - nameAt);
            if (!isName(name)) {
                complain(error("no_key", QStringLiteral("The text is damaged: a BEGIN line is not whole.")));
                at = nameAt;
                continue;
            }
            const qsizetype bodyAt = nameEnd + 5;
            const qsizetype bodyEnd = text.indexOf("-----END ", bodyAt);
            if (bodyEnd < 0)
                return cutOff();
            takeBlock(name, Secret::taken(text.mid(bodyAt, bodyEnd - bodyAt)));
            at = bodyEnd + 9;
        }
    }

    [[nodiscard]] static bool isName(const QByteArray& name)
    {
        constexpr qsizetype kLongest = 40;
        return name.size() <= kLongest && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ';
        });
    }

    void cutOff()
    {
        complain(error("no_key", QStringLiteral("The text is cut off: its END line is missing.")));
    }

    void takeBlock(const QByteArray& name, const QByteArray& body)
    {
        if (body.contains("Proc-Type:"))
            return complain(error("key_locked",
                QStringLiteral("The private key is locked with a password in an old form; unlock it with "
                               "'openssl rsa -in FILE -out FILE2'.")));
        const Secret der = unarmoured(body);
        if (der.isEmpty() || !takeDer(der))
            complain(
                error("no_key", QStringLiteral("The %1 in it is damaged, or of a kind that is not used here.")
                                    .arg(QString::fromLatin1(name))));
    }

    /// Base64 as it is pasted: with blanks, line ends that are written out, quotes.
    static Secret unarmoured(const QByteArray& body)
    {
        QByteArray base64;
        base64.reserve(body.size());
        for (qsizetype at = 0; at < body.size(); ++at) {
            const char c = body[at];
            if (c == '\\' && at + 1 < body.size() && (body[at + 1] == 'n' || body[at + 1] == 'r'))
                ++at;
            else if (static_cast<uchar>(c) < 0x80 && !QByteArrayView(" \t\r\n\"'\\,").contains(c))
                base64 += c; // what is no ASCII are blanks without a width, of chats and web pages
        }
        auto der = decodeBase64(base64);
        wipe(base64);
        return der ? Secret::taken(std::move(*der)) : Secret();
    }

    void takeBareBase64(const QByteArray& text)
    {
        const Secret der = unarmoured(text);
        if (der.isEmpty())
            return;
        if (!isZip(der))
            takeDer(der);
        else if (!isInZip_) // one in another is none of WeChat Pay's, and there is no end to them
            takeZip(der);
    }

    /// Whether it is something that this program knows, fit or not.
    bool takeDer(const QByteArray& der)
    {
        if (!der.startsWith('\x30'))
            return false;
        return takePrivateKey(der) || takeCertificate(der) || takePublicKey(der) || takePkcs12(der) ||
               takeLockedKey(der);
    }

    bool take(EVP_PKEY* key)
    {
        if (auto fit = PrivateKey::fromDer(Secret::taken(derOf(key, &i2d_PrivateKey)))) {
            if (!found_.privateKey)
                found_.privateKey = std::move(*fit);
        } else {
            complain(unsupported());
        }
        return true;
    }

    static base::Error unsupported()
    {
        return error("unsupported_key",
            QStringLiteral("The key in it is not RSA with at least 2048 bits, as WeChat Pay's are."));
    }

    bool takePrivateKey(const QByteArray& der)
    {
        const unsigned char* data = bytes(der);
        const KeyPointer key(d2i_AutoPrivateKey(nullptr, &data, der.size()));
        return key && take(key.get());
    }

    bool take(X509* certificate)
    {
        if (auto fit = Certificate::fromDer(derOf(certificate, &i2d_X509)))
            found_.certificates.push_back(std::move(*fit));
        else
            complain(unsupported());
        return true;
    }

    bool takeCertificate(const QByteArray& der)
    {
        const unsigned char* data = bytes(der);
        const X509Pointer certificate(d2i_X509(nullptr, &data, der.size()));
        return certificate && take(certificate.get());
    }

    bool takePublicKey(const QByteArray& der)
    {
        const unsigned char* data = bytes(der);
        KeyPointer key(d2i_PUBKEY(nullptr, &data, der.size()));
        if (!key) {
            data = bytes(der);
            key.reset(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &data, der.size()));
        }
        if (!key)
            return false;
        if (auto fit = PublicKey::fromDer(derOf(key.get(), &i2d_PUBKEY)))
            found_.publicKeys.push_back(std::move(*fit));
        else
            complain(unsupported());
        return true;
    }

    /// How often a password is hashed is told by the file: a hostile one would keep everybody waiting.
    static bool isBounded(const PKCS12& file)
    {
        const ASN1_INTEGER* iterations = nullptr;
        PKCS12_get0_mac(nullptr, nullptr, nullptr, &iterations, &file);
        int64_t count = 1;
        return iterations && (ASN1_INTEGER_get_int64(&count, iterations) == 1 && count <= kMostIterations);
    }

    bool takePkcs12(const QByteArray& der)
    {
        const OldCiphers ciphers;
        const unsigned char* data = bytes(der);
        PKCS12* made = PKCS12_init_ex(NID_pkcs7_data, ciphers.context(), nullptr);
        if (!d2i_PKCS12(&made, &data, der.size())) // frees what was made
            return false;
        const Pkcs12Pointer file(made);
        if (!isBounded(*file)) {
            complain(error("no_key", QStringLiteral("The .p12 asks for more work than any real one.")));
            return true;
        }
        std::vector<Secret> passwords{Secret(QByteArray(""))};
        passwords.insert(passwords.end(), passwords_.begin(), passwords_.end());
        for (const Secret& password : passwords) {
            EVP_PKEY* key = nullptr;
            X509* certificate = nullptr;
            STACK_OF(X509)* others = nullptr;
            if (PKCS12_parse(file.get(), password.bytes().constData(), &key, &certificate, &others) != 1)
                continue;
            const KeyPointer ownKey(key);
            const X509Pointer ownCertificate(certificate);
            const std::unique_ptr<STACK_OF(X509), Deleter<freeCertificates>> chain(others);
            if (key)
                take(key);
            if (certificate)
                take(certificate);
            return true;
        }
        complain(error("key_locked", QStringLiteral("The .p12 is locked with another password.")));
        return true;
    }

    static bool isBounded(const X509_SIG& locked)
    {
        const X509_ALGOR* algorithm = nullptr;
        X509_SIG_get0(&locked, &algorithm, nullptr);
        const ASN1_OBJECT* name = nullptr;
        int type = V_ASN1_UNDEF;
        const void* value = nullptr;
        X509_ALGOR_get0(&name, &type, &value, algorithm);
        if (type != V_ASN1_SEQUENCE)
            return false;
        const auto* const packed = static_cast<const ASN1_STRING*>(value);
        const ASN1_INTEGER* iterations = nullptr;
        std::unique_ptr<PBE2PARAM, Deleter<PBE2PARAM_free>> second;
        std::unique_ptr<PBKDF2PARAM, Deleter<PBKDF2PARAM_free>> derived;
        std::unique_ptr<PBEPARAM, Deleter<PBEPARAM_free>> first;
        if (OBJ_obj2nid(name) == NID_pbes2) {
            second.reset(static_cast<PBE2PARAM*>(ASN1_item_unpack(packed, ASN1_ITEM_rptr(PBE2PARAM))));
            if (!second || OBJ_obj2nid(second->keyfunc->algorithm) != NID_id_pbkdf2 ||
                !second->keyfunc->parameter || second->keyfunc->parameter->type != V_ASN1_SEQUENCE)
                return false;
            derived.reset(static_cast<PBKDF2PARAM*>(
                ASN1_item_unpack(second->keyfunc->parameter->value.sequence, ASN1_ITEM_rptr(PBKDF2PARAM))));
            iterations = derived ? derived->iter : nullptr;
        } else {
            first.reset(static_cast<PBEPARAM*>(ASN1_item_unpack(packed, ASN1_ITEM_rptr(PBEPARAM))));
            iterations = first ? first->iter : nullptr;
        }
        int64_t count = 0;
        return iterations && ASN1_INTEGER_get_int64(&count, iterations) == 1 && count <= kMostIterations;
    }

    bool takeLockedKey(const QByteArray& der)
    {
        const unsigned char* data = bytes(der);
        const LockedKeyPointer locked(d2i_X509_SIG(nullptr, &data, der.size()));
        if (!locked)
            return false;
        if (!isBounded(*locked)) {
            complain(error("no_key", QStringLiteral("The key's lock asks for more work than any real one.")));
            return true;
        }
        for (const Secret& password : passwords_) {
            const PlainKeyPointer plain(
                PKCS8_decrypt(locked.get(), password.bytes().constData(), static_cast<int>(password.size())));
            const KeyPointer key(plain ? EVP_PKCS82PKEY(plain.get()) : nullptr);
            if (key)
                return take(key.get());
        }
        complain(error("key_locked", QStringLiteral("The private key is locked with a password.")));
        return true;
    }

    const std::vector<Secret>& passwords_;
    KeyMaterial found_;
    std::optional<base::Error> problem_;
    bool locked_ = false;
    bool isInZip_ = false;
};

} // namespace

Result<KeyMaterial> readKeyMaterial(const QByteArray& content, const std::vector<Secret>& passwords)
{
    if (content.size() > kLargestKeyFile)
        return base::invalid("file_too_large",
            QStringLiteral("A file larger than %1 KiB holds no keys.").arg(kLargestKeyFile / 1024));
    Collector collector(passwords);
    if (isZip(content))
        collector.takeZip(content);
    else
        collector.takeFile(content);
    return collector.result();
}

} // namespace zhangfang::crypto
