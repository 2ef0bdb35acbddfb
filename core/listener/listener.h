#pragma once

#include "crypto/secret.h"
#include "http/server.h"
#include "listener/refusals.h"
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

/// What GET at a notification path with the query "echo=NONCE" answers beside its 405: that it comes from the
/// listener of these books, which nobody else can say. Nothing for what is no nonce of 16 to 64 letters and
/// digits.
[[nodiscard]] QByteArray echoOf(const QByteArray& nonce, const QString& books);

/// Why the program is not well, in short sentences; empty: it is. Called on the server's threads: never
/// waits.
using Reasons = std::function<QStringList()>;

/// Hears WeChat Pay's notifications, both generations at their own paths, and GET /healthz for whoever
/// watches. Verified → recorded durably → acknowledged (v3: 204; v2: XML that says SUCCESS); everything else
/// 4xx or 5xx, with {"code":"FAIL"} or XML that says FAIL. /healthz: 200 {"status":"ok"}, or 503
/// {"status":"failing","reasons":[…]}. What is refused is counted, and told to the log in samples. Own
/// threads.
class Listener
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Listener>> start(const http::ServerOptions& options,
        std::shared_ptr<wechatpay::v3::KeyRing> platformKeys, ApiKeys apiKeys, payments::Inbox& inbox,
        const base::Clock& clock, Reasons unwell = {}, QString books = {});
    /// Without a server: whoever has requests hands them to `handle`.
    [[nodiscard]] static std::unique_ptr<Listener> make(std::shared_ptr<wechatpay::v3::KeyRing> platformKeys,
        ApiKeys apiKeys, payments::Inbox& inbox, const base::Clock& clock, Reasons unwell = {},
        QString books = {});
    /// `answer` comes on whichever thread commits; never waits.
    void handle(const http::Request& request, const http::Answer& answer);
    /// Of one that was started.
    [[nodiscard]] quint16 port() const { return server_->port(); }
    /// The merchant has changed them; from the next notification on.
    void setApiKeys(ApiKeys keys);
    /// What came and was refused.
    [[nodiscard]] std::shared_ptr<Refusals> refusals() const { return refusals_; }

private:
    Listener(std::shared_ptr<wechatpay::v3::KeyRing> platformKeys, ApiKeys apiKeys, payments::Inbox& inbox,
        const base::Clock& clock, Reasons unwell, QString books)
        : platformKeys_(std::move(platformKeys)), apiKeys_(std::move(apiKeys)), inbox_(inbox), clock_(clock),
          unwell_(std::move(unwell)), books_(std::move(books)), refusals_(std::make_shared<Refusals>(clock))
    {
    }
    void onNotification(const http::Request& request, const http::Answer& answer);
    void onV2Notification(const http::Request& request, const http::Answer& answer);
    [[nodiscard]] http::Response health() const;
    [[nodiscard]] http::Response notPosted(const http::Request& request) const;
    [[nodiscard]] ApiKeys apiKeys() const;

    const std::shared_ptr<wechatpay::v3::KeyRing> platformKeys_;
    mutable std::mutex apiKeysInUse_;
    ApiKeys apiKeys_; ///< under apiKeysInUse_
    payments::Inbox& inbox_;
    const base::Clock& clock_;
    const Reasons unwell_;
    const QString books_;
    const std::shared_ptr<Refusals> refusals_; ///< shared with commits that end after the listener has
    std::unique_ptr<http::Server> server_;
};

} // namespace zhangfang::listener
