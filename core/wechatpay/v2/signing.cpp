#include "wechatpay/v2/signing.h"

#include "crypto/crypto.h"

namespace zhangfang::wechatpay::v2
{

QString toText(SignType type)
{
    return type == SignType::md5 ? QStringLiteral("MD5") : QStringLiteral("HMAC-SHA256");
}

QByteArray stringToSign(const Fields& fields, const QByteArray& apiKey)
{
    // QString orders by code unit, which for the ASCII names of the interface is ASCII order.
    QByteArray text;
    for (const auto& [name, value] : fields) {
        if (!value.isEmpty() && name != QLatin1String("sign"))
            text += name.toUtf8() + '=' + value.toUtf8() + '&';
    }
    return text + "key=" + apiKey;
}

QString signature(const Fields& fields, const QByteArray& apiKey, SignType type)
{
    const QByteArray text = stringToSign(fields, apiKey);
    const QByteArray raw = type == SignType::md5 ? crypto::md5(text) : crypto::hmacSha256(apiKey, text);
    return QString::fromLatin1(raw.toHex().toUpper());
}

Status verify(const Fields& fields, const QByteArray& apiKey)
{
    const auto field = [&fields](const char* name) {
        const auto found = fields.find(QString::fromLatin1(name));
        return found == fields.end() ? QString() : found->second;
    };
    const QString sign = field("sign");
    if (sign.isEmpty() || apiKey.isEmpty())
        return base::refused("missing_signature", QStringLiteral("The message is not signed."));
    const QString named = field("sign_type");
    const SignType type = named == toText(SignType::hmacSha256) || (named.isEmpty() && sign.size() == 64)
                              ? SignType::hmacSha256
                              : SignType::md5;
    if (!crypto::equalConstantTime(sign.toLatin1(), signature(fields, apiKey, type).toLatin1()))
        return base::refused("wrong_signature", QStringLiteral("The signature does not match the message."));
    return {};
}

namespace
{
QByteArray refundKey(const QByteArray& apiKey)
{
    return crypto::md5(apiKey).toHex();
}
} // namespace

Result<Fields> openRefundInfo(const QString& reqInfo, const QByteArray& apiKey)
{
    ZF_ASSIGN(const QByteArray sealed, crypto::decodeBase64(reqInfo.toLatin1()));
    ZF_ASSIGN(const QByteArray plain, crypto::aesEcbDecrypt(refundKey(apiKey), sealed));
    return readXml(plain, "root");
}

Result<QString> sealRefundInfo(const Fields& fields, const QByteArray& apiKey)
{
    ZF_ASSIGN(const QByteArray plain, writeXml(fields, "root"));
    ZF_ASSIGN(const QByteArray sealed, crypto::aesEcbEncrypt(refundKey(apiKey), plain));
    return QString::fromLatin1(sealed.toBase64());
}

} // namespace zhangfang::wechatpay::v2
