#include "wechatpay/v3/signing.h"

namespace zhangfang::wechatpay::v3
{

QByteArray requestMessage(const QByteArray& method, const QByteArray& target, const QByteArray& timestamp,
    const QByteArray& nonce, const QByteArray& body)
{
    return method + '\n' + target + '\n' + timestamp + '\n' + nonce + '\n' + body + '\n';
}

Result<QByteArray> authorization(const Merchant& merchant, const QByteArray& method, const QByteArray& target,
    const QByteArray& timestamp, const QByteArray& nonce, const QByteArray& body)
{
    ZF_ASSIGN(const QByteArray signature,
        merchant.privateKey.sign(requestMessage(method, target, timestamp, nonce, body)));
    return "WECHATPAY2-SHA256-RSA2048 mchid=\"" + merchant.mchid.toLatin1() + "\",serial_no=\"" +
           merchant.certificateSerial + "\",timestamp=\"" + timestamp + "\",nonce_str=\"" + nonce +
           "\",signature=\"" + signature.toBase64() + '"';
}

namespace
{
/// Four lines, the last of them ended too.
Result<QString> invocationSignature(const Merchant& merchant, const QString& appid,
    const QByteArray& timestamp, const QByteArray& nonce, const QByteArray& lastLine)
{
    return merchant.privateKey.sign(appid.toUtf8() + '\n' + timestamp + '\n' + nonce + '\n' + lastLine + '\n')
        .map([](const QByteArray& signature) { return QString::fromLatin1(signature.toBase64()); });
}
} // namespace

Result<QJsonObject> jsapiInvocation(const Merchant& merchant, const QString& prepayId,
    const QByteArray& timestamp, const QByteArray& nonce, const QString& appid)
{
    const QString app = merchant.appidOr(appid);
    const QString package = QStringLiteral("prepay_id=") + prepayId;
    ZF_ASSIGN(
        const QString signature, invocationSignature(merchant, app, timestamp, nonce, package.toUtf8()));
    return QJsonObject{{QStringLiteral("appId"), app},
        {QStringLiteral("timeStamp"), QString::fromLatin1(timestamp)},
        {QStringLiteral("nonceStr"), QString::fromLatin1(nonce)}, {QStringLiteral("package"), package},
        {QStringLiteral("signType"), QStringLiteral("RSA")}, {QStringLiteral("paySign"), signature}};
}

Result<QJsonObject> appInvocation(const Merchant& merchant, const QString& prepayId,
    const QByteArray& timestamp, const QByteArray& nonce, const QString& appid)
{
    const QString app = merchant.appidOr(appid);
    ZF_ASSIGN(
        const QString signature, invocationSignature(merchant, app, timestamp, nonce, prepayId.toUtf8()));
    return QJsonObject{{QStringLiteral("appId"), app}, {QStringLiteral("partnerId"), merchant.mchid},
        {QStringLiteral("prepayId"), prepayId},
        {QStringLiteral("packageValue"), QStringLiteral("Sign=WXPay")},
        {QStringLiteral("nonceStr"), QString::fromLatin1(nonce)},
        {QStringLiteral("timeStamp"), QString::fromLatin1(timestamp)}, {QStringLiteral("sign"), signature}};
}

const crypto::PublicKey* PlatformKeys::find(const QByteArray& serial) const
{
    const auto found = keys_.find(serial);
    return found == keys_.end() ? nullptr : &found->second.key;
}

bool PlatformKeys::hasCertificate() const
{
    return certificatesEndUtcMs().has_value();
}

QByteArray PlatformKeys::preferredSerial() const
{
    QByteArray best;
    qint64 bestUntil = -1;
    for (const auto& [serial, key] : keys_) {
        const qint64 until =
            key.validUntilUtcMs == 0 ? std::numeric_limits<qint64>::max() : key.validUntilUtcMs;
        if (until > bestUntil) {
            best = serial;
            bestUntil = until;
        }
    }
    return best;
}

void PlatformKeys::dropExpired(qint64 nowUtcMs)
{
    std::erase_if(keys_, [nowUtcMs](const auto& entry) {
        return entry.second.validUntilUtcMs != 0 && entry.second.validUntilUtcMs <= nowUtcMs;
    });
}

std::optional<qint64> PlatformKeys::certificatesEndUtcMs() const
{
    std::optional<qint64> last;
    for (const auto& [serial, key] : keys_) {
        if (key.validUntilUtcMs != 0)
            last = std::max(last.value_or(0), key.validUntilUtcMs);
    }
    return last;
}

Status verify(const PlatformKeys& keys, const http::Headers& headers, const QByteArray& body, qint64 nowUtcMs)
{
    const QByteArray timestamp = headers.value("Wechatpay-Timestamp");
    const QByteArray nonce = headers.value("Wechatpay-Nonce");
    const QByteArray serial = headers.value("Wechatpay-Serial");
    const QByteArray signature = headers.value("Wechatpay-Signature");
    if (timestamp.isEmpty() || nonce.isEmpty() || serial.isEmpty() || signature.isEmpty())
        return base::refused("missing_signature", QStringLiteral("The message is not signed."));
    if (signature.startsWith("WECHATPAY/SIGNTEST/"))
        return base::refused("signature_probe",
            QStringLiteral("A probe of WeChat Pay with a wrong signature, refused as it should be."));
    bool ok = false;
    const qint64 seconds = timestamp.toLongLong(&ok);
    if (!ok || seconds < 0 || seconds > 100'000'000'000 || std::abs(seconds * 1000 - nowUtcMs) > kFreshnessMs)
        return base::refused("stale",
            QStringLiteral("The signed time is more than five minutes away from this machine's clock."));
    const crypto::PublicKey* key = keys.find(serial);
    if (!key)
        return base::refused(
            "unknown_serial", QStringLiteral("The message is signed with a key this shop does not know (%1).")
                                  .arg(QString::fromLatin1(serial.left(80))));
    const auto raw = crypto::decodeBase64(signature);
    if (!raw || !key->verify(timestamp + '\n' + nonce + '\n' + body + '\n', *raw))
        return base::refused("wrong_signature", QStringLiteral("The signature does not match the message."));
    return {};
}

Status verify(KeyRing& ring, const http::Headers& headers, const QByteArray& body, qint64 nowUtcMs)
{
    Status verified = verify(*ring.current(), headers, body, nowUtcMs);
    if (!verified && verified.error().code == QLatin1String("unknown_serial"))
        ring.askForMore();
    return verified;
}

} // namespace zhangfang::wechatpay::v3
