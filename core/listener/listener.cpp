#include "listener/listener.h"

#include "base/json.h"

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

Result<std::unique_ptr<Listener>> Listener::start(
    const http::ServerOptions& options, Trust trust, payments::Inbox& inbox, const base::Clock& clock)
{
    std::unique_ptr<Listener> listener(new Listener(std::move(trust), inbox, clock));
    ZF_ASSIGN(listener->server_,
        http::Server::start(options, [&listener = *listener](const http::Request& request,
                                         const http::Answer& answer) { listener.handle(request, answer); }));
    return listener;
}

void Listener::handle(const http::Request& request, const http::Answer& answer)
{
    if (request.target == "/wechatpay/notify")
        return request.method == "POST" ? onNotification(request, answer) : answer(failure(405, "POST only"));
    if (request.target == "/healthz")
        return answer(
            request.method == "GET" ? response(200, R"({"status":"ok"})") : failure(405, "GET only"));
    answer(failure(404, "no such place"));
}

void Listener::onNotification(const http::Request& request, const http::Answer& answer)
{
    // Nothing is parsed before the signature stands.
    if (const auto verified = v3::verify(*trust_.keys, request.headers, request.body, clock_.nowUtcMs());
        !verified) {
        if (verified.error().code != QLatin1String("signature_probe"))
            qWarning().noquote() << "notification refused:" << verified.error().message << "from"
                                 << request.peer;
        return answer(failure(401, "signature"));
    }
    auto notification = v3::openNotification(request.body, trust_.apiV3Key);
    if (!notification) {
        qWarning().noquote() << "notification not understood:" << notification.error().message;
        return answer(failure(400, "content"));
    }
    inbox_.receive(std::move(*notification), request.body)
        .then([answer](const Result<payments::Applied>& recorded) {
            if (recorded)
                return answer(response(204, {}));
            qWarning().noquote() << "notification not recorded, WeChat will send it again:"
                                 << recorded.error().describe();
            answer(failure(503, "not recorded"));
        });
}

} // namespace zhangfang::listener
