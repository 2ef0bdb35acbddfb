#pragma once

#include "crypto/crypto.h"
#include "crypto/secret.h"

#include <QString>

namespace zhangfang::wechatpay
{

/// Whose requests these are.
struct Merchant {
    QString mchid;
    QString appid;
    QByteArray certificateSerial;
    crypto::PrivateKey privateKey;
    crypto::Secret apiV3Key;        ///< 32 bytes
    crypto::Secret apiV2Key = {};   ///< 32 characters; empty: the merchant has none
    QByteArray certificatePem = {}; ///< for v2's TLS, with `privateKey`; empty: the merchant has not given it

    /// A merchant may have several apps under one number: the one that is named, or the usual one.
    [[nodiscard]] QString appidOr(const QString& named) const { return named.isEmpty() ? appid : named; }
};

} // namespace zhangfang::wechatpay
