#include "practice/detail/identity.h"
#include "base/calendar.h"
#include "base/json.h"
#include "wechatpay/v3/signing.h"

#include <QRegularExpression>

namespace zhangfang::practice::detail
{

namespace
{

struct MerchantKeys {
    crypto::PrivateKey key;
    QByteArray serial;
    crypto::Certificate certificate;
};
base::Result<MerchantKeys> newMerchantKeys(
    const QString& mchid, base::RandomSource& random, qint64 nowUtcMs, const crypto::KeySource& keys)
{
    ZF_ASSIGN(auto key, keys());
    QByteArray serial = "7" + random.bytes(20).toHex().toUpper().mid(1);
    ZF_ASSIGN(auto certificate, crypto::Certificate::selfSigned(key, serial, nowUtcMs - base::kDayMs,
                                    nowUtcMs + 1800 * base::kDayMs, mchid.toLatin1()));
    return MerchantKeys{std::move(key), std::move(serial), std::move(certificate)};
}

} // namespace

base::Status Identity::renewMerchant(base::RandomSource& random, qint64 nowUtcMs)
{
    ZF_ASSIGN(auto fresh, newMerchantKeys(mchid, random, nowUtcMs, crypto::PrivateKey::generate));
    merchantKey = std::move(fresh.key);
    merchantSerial = std::move(fresh.serial);
    merchantCertificate = std::move(fresh.certificate);
    return {};
}

base::Result<Identity> Identity::make(
    base::RandomSource& random, qint64 nowUtcMs, const crypto::KeySource& keys)
{
    ZF_ASSIGN(const auto merchant, newMerchantKeys(QString::fromLatin1(kMchid), random, nowUtcMs, keys));
    ZF_ASSIGN(const auto platformKey, keys());
    ZF_ASSIGN(const auto certificateKey, keys());
    const QByteArray serial = "4" + random.bytes(20).toHex().toUpper().mid(1);
    ZF_ASSIGN(const auto certificate, crypto::Certificate::selfSigned(certificateKey, serial,
                                          nowUtcMs - base::kDayMs, nowUtcMs + 1800 * base::kDayMs));
    return Identity{.merchantSerial = merchant.serial,
        .apiV3Key = random.token(32),
        .apiV2Key = random.token(32),
        .merchantKey = merchant.key,
        .platformKey = platformKey,
        .certificateKey = certificateKey,
        .certificate = certificate,
        .merchantCertificate = merchant.certificate};
}

void Identity::sign(http::Headers& headers, const QByteArray& body, const QByteArray& serial,
    base::RandomSource& random, qint64 nowUtcMs) const
{
    const bool byCertificate = serial == certificate.serialHex();
    const QByteArray timestamp = QByteArray::number(nowUtcMs / 1000);
    const QByteArray nonce = random.token(32);
    const auto signature =
        (byCertificate ? certificateKey : platformKey).sign(timestamp + '\n' + nonce + '\n' + body + '\n');
    headers.add("Wechatpay-Timestamp", timestamp);
    headers.add("Wechatpay-Nonce", nonce);
    headers.add("Wechatpay-Serial", byCertificate ? certificate.serialHex() : publicKeyId);
    headers.add("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
    headers.add("Wechatpay-Signature", signature ? signature->toBase64() : QByteArray());
}

QString Identity::refusal(const http::Request& request, qint64 nowUtcMs) const
{
    const QString header = QString::fromLatin1(request.headers.value("Authorization"));
    static const QRegularExpression kScheme(QStringLiteral("^WECHATPAY2-SHA256-RSA2048 (.*)$"));
    static const QRegularExpression kPair(QStringLiteral("([a-z_]+)=\"([^\"]*)\""));
    const auto scheme = kScheme.match(header);
    if (!scheme.hasMatch())
        return QStringLiteral("Http头Authorization认证类型不正确");
    QMap<QString, QByteArray> fields;
    for (auto pairs = kPair.globalMatch(scheme.captured(1)); pairs.hasNext();) {
        const auto pair = pairs.next();
        fields.insert(pair.captured(1), pair.captured(2).toLatin1());
    }
    const QByteArray timestamp = fields.value(QStringLiteral("timestamp"));
    const QByteArray nonce = fields.value(QStringLiteral("nonce_str"));
    if (fields.value(QStringLiteral("mchid")) != mchid.toLatin1())
        return QStringLiteral("商户号不存在");
    if (fields.value(QStringLiteral("serial_no")) != merchantSerial)
        return QStringLiteral("商户证书序列号有误");
    if (std::abs(timestamp.toLongLong() * 1000 - nowUtcMs) > wechatpay::v3::kFreshnessMs)
        return QStringLiteral("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟");
    const auto signature = crypto::decodeBase64(fields.value(QStringLiteral("signature")));
    const QByteArray message =
        wechatpay::v3::requestMessage(request.method, request.target, timestamp, nonce, request.body);
    if (nonce.isEmpty() || !signature || !merchantKey.publicKey().verify(message, *signature))
        return QStringLiteral("签名错误");
    for (const char* name : {"Accept", "User-Agent", "Content-Type"}) {
        if (request.headers.value(name).isEmpty())
            return QStringLiteral("Http头缺少%1").arg(QString::fromLatin1(name));
    }
    return {};
}

QJsonObject Identity::sealed(
    const QByteArray& plain, const QByteArray& associatedData, base::RandomSource& random) const
{
    const QByteArray nonce = random.token(12);
    const auto ciphertext = crypto::aesGcmSeal(apiV3Key, nonce, plain, associatedData);
    return {{QStringLiteral("algorithm"), QStringLiteral("AEAD_AES_256_GCM")},
        {QStringLiteral("nonce"), QString::fromLatin1(nonce)},
        {QStringLiteral("associated_data"), QString::fromLatin1(associatedData)},
        {QStringLiteral("ciphertext"),
            QString::fromLatin1(ciphertext ? ciphertext->toBase64() : QByteArray())}};
}

QByteArray Identity::notification(const QString& id, const QString& eventType, const QString& originalType,
    const QJsonObject& content, base::RandomSource& random, qint64 nowUtcMs) const
{
    QJsonObject resource = sealed(base::toCompactJson(content), originalType.toLatin1(), random);
    resource.insert(QStringLiteral("original_type"), originalType);
    return base::toCompactJson(
        {{QStringLiteral("id"), id}, {QStringLiteral("create_time"), base::toRfc3339(nowUtcMs / 1000 * 1000)},
            {QStringLiteral("resource_type"), QStringLiteral("encrypt-resource")},
            {QStringLiteral("event_type"), eventType}, {QStringLiteral("summary"), QStringLiteral("通知")},
            {QStringLiteral("resource"), resource}});
}

} // namespace zhangfang::practice::detail
