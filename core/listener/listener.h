#pragma once

#include "http/server.h"
#include "payments/inbox.h"
#include "wechatpay/v3/signing.h"

namespace zhangfang::listener
{

using base::Result;

/// What the listener needs to trust a notification.
struct Trust {
    std::shared_ptr<wechatpay::v3::KeyRing> keys;
    QByteArray apiV3Key;
};

/// Hears WeChat Pay's notifications: POST /wechatpay/notify, and GET /healthz for whoever watches.
/// Verified → recorded durably → 204; everything else 4xx or 5xx with {"code":"FAIL"}. Own threads.
class Listener
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Listener>> start(
        const http::ServerOptions& options, Trust trust, payments::Inbox& inbox, const base::Clock& clock);
    [[nodiscard]] quint16 port() const { return server_->port(); }

private:
    Listener(Trust trust, payments::Inbox& inbox, const base::Clock& clock)
        : trust_(std::move(trust)), inbox_(inbox), clock_(clock)
    {
    }
    void handle(const http::Request& request, const http::Answer& answer);
    void onNotification(const http::Request& request, const http::Answer& answer);

    const Trust trust_;
    payments::Inbox& inbox_;
    const base::Clock& clock_;
    std::unique_ptr<http::Server> server_;
};

} // namespace zhangfang::listener
