#pragma once

#include "base/clock.h"
#include "crypto/crypto.h"
#include "http/message.h"

#include <QJsonObject>

namespace zhangfang::practice::detail
{

inline constexpr auto kMchid = "1900000001";

/// Who the practice WeChat Pay is and which merchant it serves.
struct Identity {
    QString mchid = QString::fromLatin1(kMchid);
    QString appid = QStringLiteral("wx2421b1c4370ec43b");
    QByteArray merchantSerial;
    QByteArray apiV3Key;
    QByteArray apiV2Key;
    QByteArray publicKeyId = "PUB_KEY_ID_0119000000012025010100000000001";
    crypto::PrivateKey merchantKey;
    crypto::PrivateKey platformKey;
    crypto::PrivateKey certificateKey;
    crypto::Certificate certificate;         ///< of the platform; also of its TLS server
    crypto::Certificate merchantCertificate; ///< what the merchant shows where money leaves through v2

    [[nodiscard]] static base::Result<Identity> make(base::RandomSource& random, qint64 nowUtcMs,
        const crypto::KeySource& keys = crypto::PrivateKey::generate);
    /// Another key, serial and certificate of the merchant; the old ones are worth nothing any more.
    [[nodiscard]] base::Status renewMerchant(base::RandomSource& random, qint64 nowUtcMs);
    /// Adds Wechatpay-* headers over `body`, with the public key or the certificate, as `serial` names.
    void sign(http::Headers& headers, const QByteArray& body, const QByteArray& serial,
        base::RandomSource& random, qint64 nowUtcMs) const;
    /// Why the request's Authorization is not acceptable; empty when it is.
    [[nodiscard]] QString refusal(const http::Request& request, qint64 nowUtcMs) const;
    /// An encrypted notification's body.
    [[nodiscard]] QByteArray notification(const QString& id, const QString& eventType,
        const QString& originalType, const QJsonObject& content, base::RandomSource& random,
        qint64 nowUtcMs) const;
    [[nodiscard]] QJsonObject sealed(
        const QByteArray& plain, const QByteArray& associatedData, base::RandomSource& random) const;
};

} // namespace zhangfang::practice::detail
