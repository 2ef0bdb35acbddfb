#pragma once

#include "base/clock.h"
#include "crypto/crypto.h"
#include "http/message.h"
#include "wechatpay/merchant.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <QJsonObject>

namespace zhangfang::wechatpay::v3
{

using base::Result;
using base::Status;

/// A signed time further away than this is stale or from the future. Source: facts page, "Response and
/// notification signature".
inline constexpr qint64 kFreshnessMs = 5 * 60 * 1000;

/// The five signed lines of a request.
[[nodiscard]] QByteArray requestMessage(const QByteArray& method, const QByteArray& target,
    const QByteArray& timestamp, const QByteArray& nonce, const QByteArray& body);
/// The value of the Authorization header.
[[nodiscard]] Result<QByteArray> authorization(const Merchant& merchant, const QByteArray& method,
    const QByteArray& target, const QByteArray& timestamp, const QByteArray& nonce, const QByteArray& body);
/// What a client needs to invoke payment, as JSON for its own call. Source: facts page, "Invoking from a
/// client". JSAPI and mini program: `wx.requestPayment`; App: the SDK's PayReq. `appid`: the one the order
/// was opened with; empty: the merchant's.
[[nodiscard]] Result<QJsonObject> jsapiInvocation(const Merchant& merchant, const QString& prepayId,
    const QByteArray& timestamp, const QByteArray& nonce, const QString& appid = {});
[[nodiscard]] Result<QJsonObject> appInvocation(const Merchant& merchant, const QString& prepayId,
    const QByteArray& timestamp, const QByteArray& nonce, const QString& appid = {});

/// The keys WeChat Pay may sign with, by `Wechatpay-Serial`: certificates (hex) and public keys
/// (PUB_KEY_ID_…) stand side by side while a merchant moves from one to the other.
class PlatformKeys
{
public:
    void add(const QByteArray& serial, const crypto::PublicKey& key)
    {
        keys_.insert_or_assign(serial, Key{key});
    }
    void add(const crypto::Certificate& certificate)
    {
        keys_.insert_or_assign(
            certificate.serialHex(), Key{certificate.publicKey(), certificate.validUntilUtcMs()});
    }
    [[nodiscard]] const crypto::PublicKey* find(const QByteArray& serial) const;
    [[nodiscard]] bool isEmpty() const { return keys_.empty(); }
    [[nodiscard]] bool hasCertificate() const;
    /// The serial WeChat is asked to answer with and sensitive fields are sealed for: a public key before a
    /// certificate, and the certificate that lasts longest. Empty when there is none.
    [[nodiscard]] QByteArray preferredSerial() const;
    /// Certificates that have ended are forgotten; public keys do not end.
    void dropExpired(qint64 nowUtcMs);
    /// When the last of the certificates ends; nothing in public key mode, or without any.
    [[nodiscard]] std::optional<qint64> certificatesEndUtcMs() const;

private:
    struct Key {
        crypto::PublicKey key;
        qint64 validUntilUtcMs = 0; ///< 0: a public key, which does not end
    };
    std::map<QByteArray, Key> keys_;
};

/// The platform's keys as listener and clients of one program share them. Any thread.
class KeyRing
{
public:
    explicit KeyRing(PlatformKeys keys) : keys_(std::make_shared<const PlatformKeys>(std::move(keys))) {}
    [[nodiscard]] std::shared_ptr<const PlatformKeys> current() const
    {
        const std::lock_guard lock(mutex_);
        return keys_;
    }
    void replace(PlatformKeys keys)
    {
        const std::lock_guard lock(mutex_);
        keys_ = std::make_shared<const PlatformKeys>(std::move(keys));
    }
    /// A public key of the settings; what was learnt by download stays.
    void add(const QByteArray& serial, const crypto::PublicKey& key)
    {
        const std::lock_guard lock(mutex_);
        PlatformKeys keys = *keys_;
        keys.add(serial, key);
        keys_ = std::make_shared<const PlatformKeys>(std::move(keys));
    }
    /// `verify` met a serial that is not here: whoever refreshes the ring should look for it.
    void askForMore() { wanted_ = true; }
    [[nodiscard]] bool takeWanted() { return wanted_.exchange(false); }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const PlatformKeys> keys_;
    std::atomic<bool> wanted_ = false;
};

/// Checks a response or notification before anyone parses it.
/// Errors: missing_signature, stale, unknown_serial, signature_probe (SIGNTEST), wrong_signature.
[[nodiscard]] Status verify(
    const PlatformKeys& keys, const http::Headers& headers, const QByteArray& body, qint64 nowUtcMs);
/// The same by the ring's keys of this moment; an unknown serial asks the ring for more.
[[nodiscard]] Status verify(
    KeyRing& ring, const http::Headers& headers, const QByteArray& body, qint64 nowUtcMs);

} // namespace zhangfang::wechatpay::v3
