#include "listener/listener.h"

#include "base/json.h"
#include "crypto/crypto.h"
#include "wechatpay/v2/notification.h"

#include <algorithm>
#include <QJsonArray>

namespace zhangfang::listener
{

namespace v3 = wechatpay::v3;

namespace
{

constexpr qsizetype kLongestTold = 100; ///< of a path

/// Without the query, which may hold somebody's secret.
QByteArray pathOf(const QByteArray& target)
{
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.left(query);
}

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

QByteArray echoOf(const QByteArray& nonce, const QString& books)
{
    constexpr qsizetype kLeast = 16, kMost = 64;
    const bool isNonce = nonce.size() >= kLeast && nonce.size() <= kMost &&
                         std::all_of(nonce.begin(), nonce.end(),
                             [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
    if (!isNonce || books.isEmpty())
        return {};
    return crypto::sha256(nonce + '\n' + books.toUtf8()).toHex();
}

Result<std::unique_ptr<Listener>> Listener::start(const http::ServerOptions& options,
    std::shared_ptr<v3::KeyRing> platformKeys, ApiKeys apiKeys, payments::Inbox& inbox,
    const base::Clock& clock, Reasons unwell, QString books)
{
    auto listener =
        make(std::move(platformKeys), std::move(apiKeys), inbox, clock, std::move(unwell), std::move(books));
    ZF_ASSIGN(listener->server_,
        http::Server::start(options, [&listener = *listener](const http::Request& request,
                                         const http::Answer& answer) { listener.handle(request, answer); }));
    return listener;
}

std::unique_ptr<Listener> Listener::make(std::shared_ptr<v3::KeyRing> platformKeys, ApiKeys apiKeys,
    payments::Inbox& inbox, const base::Clock& clock, Reasons unwell, QString books)
{
    return std::unique_ptr<Listener>(new Listener(
        std::move(platformKeys), std::move(apiKeys), inbox, clock, std::move(unwell), std::move(books)));
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
    if (request.method == "POST" && request.target == kNotifyPath)
        return onNotification(request, answer);
    if (request.method == "POST" && request.target == kV2NotifyPath)
        return onV2Notification(request, answer);
    const QByteArray path = pathOf(request.target);
    if (request.method != "POST" && (path == kNotifyPath || path == kV2NotifyPath))
        return answer(notPosted(request));
    if (request.target == "/healthz")
        return answer(request.method == "GET" ? health() : failure(405, "GET only"));
    // Who looks around asks; only what is posted may have been a notification.
    if (request.method == "POST")
        refusals_->refused(Why::unknownPath,
            QStringLiteral("notification refused: nobody listens at %1, from %2")
                .arg(QString::fromLatin1(pathOf(request.target).left(kLongestTold)), request.peer));
    answer(failure(404, "no such place"));
}

http::Response Listener::notPosted(const http::Request& request) const
{
    QJsonObject said{{QStringLiteral("code"), QStringLiteral("FAIL")},
        {QStringLiteral("message"), QStringLiteral("POST only")}};
    constexpr QByteArrayView kEcho("?echo=");
    if (const qsizetype at = request.target.indexOf(kEcho); at >= 0) {
        const QByteArray echo = echoOf(request.target.mid(at + kEcho.size()), books_);
        if (!echo.isEmpty())
            said.insert(QStringLiteral("echo"), QString::fromLatin1(echo));
    }
    return response(405, base::toCompactJson(said));
}

http::Response Listener::health() const
{
    const QStringList reasons = unwell_ ? unwell_() : QStringList();
    if (reasons.isEmpty())
        return response(200, R"({"status":"ok"})");
    return response(503, base::toCompactJson({{QStringLiteral("status"), QStringLiteral("failing")},
                             {QStringLiteral("reasons"), QJsonArray::fromStringList(reasons)}}));
}

namespace
{

/// Answers once the event is durable, never before.
payments::Inbox::Then acknowledging(const std::shared_ptr<Refusals>& refusals, const http::Answer& answer,
    const http::Response& heard, const http::Response& notRecorded)
{
    return [refusals, answer, heard, notRecorded](const Result<payments::Applied>& outcome) {
        if (outcome) {
            refusals->good();
            return answer(heard);
        }
        refusals->refused(
            Why::notRecorded, QStringLiteral("notification not recorded, WeChat will send it again: ") +
                                  outcome.error().describe());
        answer(notRecorded);
    };
}

QString told(const QString& why, const http::Request& request)
{
    QString sentence = why;
    if (sentence.endsWith(QLatin1Char('.')))
        sentence.chop(1);
    return QStringLiteral("notification refused: %1, from %2").arg(sentence, request.peer);
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
    // Which of two would count is for nobody to guess.
    for (const char* field : {"Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial",
             "Wechatpay-Signature", "Wechatpay-Signature-Type"}) {
        if (request.headers.count(field) > 1) {
            refusals_->refused(Why::signature,
                told(QStringLiteral("%1 occurs twice").arg(QString::fromLatin1(field)), request));
            return answer(failure(401, "signature"));
        }
    }
    // Nothing is parsed before the signature stands.
    if (const auto verified = v3::verify(*platformKeys_, request.headers, request.body, clock_.nowUtcMs());
        !verified) {
        if (verified.error().code != QLatin1String("signature_probe"))
            refusals_->refused(
                verified.error().code == QLatin1String("stale") ? Why::timestamp : Why::signature,
                told(verified.error().message, request));
        return answer(failure(401, "signature"));
    }
    auto notification = v3::openNotification(request.body, apiKeys().v3);
    if (!notification) {
        refusals_->refused(Why::content, told(notification.error().message, request));
        return answer(failure(400, "content"));
    }
    inbox_.receive(std::move(*notification), request.body,
        acknowledging(refusals_, answer, response(204, {}), failure(503, "not recorded")));
}

void Listener::onV2Notification(const http::Request& request, const http::Answer& answer)
{
    const auto event = wechatpay::v2::openNotification(request.body, apiKeys().v2);
    if (!event) {
        const bool forged = event.error().kind == base::ErrorKind::refused;
        refusals_->refused(forged ? Why::signature : Why::content, told(event.error().message, request));
        return answer(xmlResponse(forged ? 401 : 400, "FAIL", forged ? "signature" : "content"));
    }
    inbox_.receive(payments::notificationOf(*event), request.body,
        acknowledging(
            refusals_, answer, xmlResponse(200, "SUCCESS", "OK"), xmlResponse(503, "FAIL", "not recorded")));
}

} // namespace zhangfang::listener
