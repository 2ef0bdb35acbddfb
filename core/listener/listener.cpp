#include "listener/listener.h"

#include "base/json.h"
#include "wechatpay/v2/notification.h"

#include <QDebug>

namespace zhangfang::listener
{

namespace v3 = wechatpay::v3;

namespace
{

http::Response response(int status, const QByteArray& body)
{
    http::Response response;
    response.status = status;
    if (!body.isEmpty())
        response.headers.add("Content-Type", "application/json");
    response.body = body;
    return response;
}

http::Response failure(int status, const char* message)
{
    return response(status, base::toCompactJson({{QStringLiteral("code"), QStringLiteral("FAIL")},
                                {QStringLiteral("message"), QString::fromLatin1(message)}}));
}

} // namespace

Result<std::unique_ptr<Listener>> Listener::start(const http::ServerOptions& options,
    std::shared_ptr<v3::KeyRing> platformKeys, ApiKeys apiKeys, payments::Inbox& inbox,
    const base::Clock& clock)
{
    std::unique_ptr<Listener> listener(
        new Listener(std::move(platformKeys), std::move(apiKeys), inbox, clock));
    ZF_ASSIGN(listener->server_,
        http::Server::start(options, [&listener = *listener](const http::Request& request,
                                         const http::Answer& answer) { listener.handle(request, answer); }));
    return listener;
}

void Listener::setApiKeys(ApiKeys keys)
{
    const std::lock_guard lock(apiKeysInUse_);
    apiKeys_ = std::move(keys);
}

ApiKeys Listener::apiKeys() const
{
    const std::lock_guard lock(apiKeysInUse_);
    return apiKeys_;
}

void Listener::handle(const http::Request& request, const http::Answer& answer)
{
    if (request.target == kNotifyPath)
        return request.method == "POST" ? onNotification(request, answer) : answer(failure(405, "POST only"));
    if (request.target == kV2NotifyPath)
        return request.method == "POST" ? onV2Notification(request, answer)
                                        : answer(failure(405, "POST only"));
    if (request.target == "/healthz")
        return answer(
            request.method == "GET" ? response(200, R"({"status":"ok"})") : failure(405, "GET only"));
    answer(failure(404, "no such place"));
}

namespace
{

/// Answers once the event is durable, never before.
void acknowledge(QFuture<Result<payments::Applied>> recorded, const http::Answer& answer,
    const http::Response& heard, const http::Response& notRecorded)
{
    recorded.then([answer, heard, notRecorded](const Result<payments::Applied>& outcome) {
        if (outcome)
            return answer(heard);
        qWarning().noquote() << "notification not recorded, WeChat will send it again:"
                             << outcome.error().describe();
        answer(notRecorded);
    });
}

http::Response xmlResponse(int status, const char* code, const char* message)
{
    http::Response response;
    response.status = status;
    response.headers.add("Content-Type", "text/xml; charset=utf-8");
    response.body = QByteArray("<xml><return_code><![CDATA[") + code +
                    "]]></return_code><return_msg><![CDATA[" + message + "]]></return_msg></xml>";
    return response;
}

} // namespace

void Listener::onNotification(const http::Request& request, const http::Answer& answer)
{
    // Nothing is parsed before the signature stands.
    if (const auto verified = v3::verify(*platformKeys_, request.headers, request.body, clock_.nowUtcMs());
        !verified) {
        if (verified.error().code != QLatin1String("signature_probe"))
            qWarning().noquote() << "notification refused:" << verified.error().message << "from"
                                 << request.peer;
        return answer(failure(401, "signature"));
    }
    auto notification = v3::openNotification(request.body, apiKeys().v3);
    if (!notification) {
        qWarning().noquote() << "notification not understood:" << notification.error().message;
        return answer(failure(400, "content"));
    }
    acknowledge(inbox_.receive(std::move(*notification), request.body), answer, response(204, {}),
        failure(503, "not recorded"));
}

void Listener::onV2Notification(const http::Request& request, const http::Answer& answer)
{
    const auto event = wechatpay::v2::openNotification(request.body, apiKeys().v2);
    if (!event) {
        qWarning().noquote() << "v2 notification refused:" << event.error().message << "from" << request.peer;
        const bool forged = event.error().kind == base::ErrorKind::refused;
        return answer(xmlResponse(forged ? 401 : 400, "FAIL", forged ? "signature" : "content"));
    }
    acknowledge(inbox_.receive(payments::notificationOf(*event), request.body), answer,
        xmlResponse(200, "SUCCESS", "OK"), xmlResponse(503, "FAIL", "not recorded"));
}

} // namespace zhangfang::listener
