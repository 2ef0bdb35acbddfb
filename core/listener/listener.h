#pragma once

#include "crypto/secret.h"
#include "http/server.h"
#include "payments/inbox.h"
#include "wechatpay/v3/signing.h"

#include <mutex>

namespace zhangfang::listener
{

using base::Result;

/// The keys that the merchant shares with WeChat Pay.
struct ApiKeys {
    crypto::Secret v3;
    crypto::Secret v2; ///< empty: the merchant has none, and no v2 notification is believed
};

/// Where each generation's notifications come in.
inline constexpr auto kNotifyPath = "/wechatpay/notify";
inline constexpr auto kV2NotifyPath = "/wechatpay/v2/notify";

/// Hears WeChat Pay's notifications, both generations at their own paths, and GET /healthz for whoever
/// watches. Verified → recorded durably → acknowledged (v3: 204; v2: XML that says SUCCESS); everything else
/// 4xx or 5xx, with {"code":"FAIL"} or XML that says FAIL. Own threads.
class Listener
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Listener>> start(const http::ServerOptions& options,
        std::shared_ptr<wechatpay::v3::KeyRing> platformKeys, ApiKeys apiKeys, payments::Inbox& inbox,
        const base::Clock& clock);
    [[nodiscard]] quint16 port() const { return server_->port(); }
    /// The merchant has changed them; from the next notification on.
    void setApiKeys(ApiKeys keys);

private:
    Listener(std::shared_ptr<wechatpay::v3::KeyRing> platformKeys, ApiKeys apiKeys, payments::Inbox& inbox,
        const base::Clock& clock)
        : platformKeys_(std::move(platformKeys)), apiKeys_(std::move(apiKeys)), inbox_(inbox), clock_(clock)
    {
    }
    void handle(const http::Request& request, const http::Answer& answer);
    void onNotification(const http::Request& request, const http::Answer& answer);
    void onV2Notification(const http::Request& request, const http::Answer& answer);
    [[nodiscard]] ApiKeys apiKeys() const;

    const std::shared_ptr<wechatpay::v3::KeyRing> platformKeys_;
    mutable std::mutex apiKeysInUse_;
    ApiKeys apiKeys_; ///< under apiKeysInUse_
    payments::Inbox& inbox_;
    const base::Clock& clock_;
    std::unique_ptr<http::Server> server_;
};

} // namespace zhangfang::listener
