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

Result<QByteArray> invocationSignature(const Merchant& merchant, const QByteArray& timestamp,
    const QByteArray& nonce, const QByteArray& lastLine)
{
    return merchant.privateKey
        .sign(merchant.appid.toUtf8() + '\n' + timestamp + '\n' + nonce + '\n' + lastLine + '\n')
        .map([](const QByteArray& signature) { return signature.toBase64(); });
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
