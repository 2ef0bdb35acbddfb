#include "wechatpay/v3/connection.h"

#include "base/json.h"
#include "wechatpay/detail/reach.h"

namespace zhangfang::wechatpay::v3
{
namespace
{

ApiError unclear(int status, const char* code, const QString& message)
{
    return {Disposition::unclear, status, QString::fromLatin1(code), message, {}};
}

} // namespace

Connection::Connection(Merchant merchant, std::shared_ptr<KeyRing> keys, ConnectionOptions options,
    std::unique_ptr<http::Transport> transport, const base::Clock& clock, base::RandomSource& random)
    : merchant_(std::move(merchant)), keys_(std::move(keys)), options_(std::move(options)),
      transport_(std::move(transport)), clock_(clock), random_(random)
{
}

ApiResult<http::Request> Connection::signedRequest(const Call& call) const
{
    const QByteArray timestamp = QByteArray::number(clock_.nowUtcMs() / 1000);
    const QByteArray nonce = random_.token(32);
    const auto signedBy = authorization(merchant_, call.method, call.target, timestamp, nonce, call.body);
    if (!signedBy)
        return tl::unexpected(ApiError{Disposition::needsPerson, 0, QStringLiteral("CANNOT_SIGN"),
            signedBy.error().message, {}, 0, Reason::configuration});
    http::Request request{call.method, call.target, {}, call.body, {}};
    request.headers.add("Authorization", *signedBy);
    request.headers.add("Accept", "application/json");
    request.headers.add("Content-Type", "application/json");
    request.headers.add("User-Agent", "Zhangfang/" ZHANGFANG_VERSION);
    const QByteArray serial = call.serial.isEmpty() ? keys_->current()->preferredSerial() : call.serial;
    if (!serial.isEmpty())
        request.headers.add("Wechatpay-Serial", serial);
    return request;
}

ApiResult<http::Response> Connection::fetch(const Call& call)
{
    lastRequestId_.clear();
    if (auto allowed = detail::admitted(options_, call.endpoint); !allowed)
        return tl::unexpected(allowed.error());
    auto request = signedRequest(call);
    if (!request)
        return tl::unexpected(request.error());
    auto answer = detail::exchanged(*transport_, options_, *request);
    if (!answer) {
        tell(&answer.error(), nullptr);
        return answer;
    }
    lastRequestId_ = QString::fromLatin1(answer->headers.value("Request-ID").left(64));
    return answer;
}

void Connection::tell(const ApiError* error, const http::Response* response) const
{
    if (!options_.onContact)
        return;
    // A refusal is an answer too; only what cannot be believed, or says that it does not believe us, is
    // trouble.
    Contact contact{clock_.nowUtcMs(), {}, {}};
    if (error && (error->disposition == Disposition::unclear || !response || response->status == 401))
        contact.trouble = error->describe();
    bool known = false;
    const qint64 theirs =
        response ? response->headers.value("Wechatpay-Timestamp").toLongLong(&known) : qint64(0);
    if (known)
        contact.clockSkewMs = theirs * 1000 - contact.atUtcMs / 1000 * 1000;
    options_.onContact(contact);
}

ApiError Connection::errorOf(const Call& call, const http::Response& response) const
{
    ApiError error{Disposition::unclear, response.status, QStringLiteral("UNREADABLE"), {}, lastRequestId_};
    if (const auto json = base::parseJsonObject(response.body)) {
        const QString code = json->value(QLatin1String("code")).toVariant().toString(); // one is a number
        if (!code.isEmpty())
            error.code = code;
        error.message = json->value(QLatin1String("message")).toString();
    }
    const qint64 now = clock_.nowUtcMs();
    error = judged(Generation::v3, call.operation, std::move(error), response.sends, now);
    detail::rest(options_, call.endpoint, error);
    return error;
}

ApiResult<QJsonObject> Connection::call(const Call& call)
{
    auto response = fetch(call);
    if (!response)
        return tl::unexpected(response.error());
    if (response->status >= 200 && response->status < 300) {
        const auto verified = verify(*keys_, response->headers, response->body, clock_.nowUtcMs());
        if (!verified) {
            ApiError error = unclear(response->status, "NOT_AUTHENTIC", verified.error().message);
            error.requestId = lastRequestId_;
            tell(&error, &*response);
            return tl::unexpected(error);
        }
        tell(nullptr, &*response);
        if (response->body.isEmpty())
            return QJsonObject();
        auto json = base::parseJsonObject(response->body);
        // 202: taken note of, and not decided; the code says why.
        if (json && response->status == 202 && json->contains(QLatin1String("code")))
            return tl::unexpected(errorOf(call, *response));
        return understood(std::move(json));
    }
    const ApiError error = errorOf(call, *response);
    tell(&error, &*response);
    return tl::unexpected(error);
}

ApiResult<void> Connection::download(const QUrl& address, const http::Transport::Sink& sink)
{
    // The request is signed with the merchant's key: to nobody but WeChat Pay.
    const auto sameHost = [&address](const QUrl& known) {
        return !known.isEmpty() && address.scheme() == known.scheme() &&
               address.authority() == known.authority();
    };
    if (!sameHost(options_.base) && !sameHost(options_.standby))
        return tl::unexpected(ApiError{Disposition::refused, 0, QStringLiteral("FOREIGN_HOST"),
            QStringLiteral("the address to download from is not WeChat Pay's: ") + address.host().left(80),
            {}});
    const Call call{Operation::bill, EndpointClass::file, "GET",
        address.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment), {}};
    lastRequestId_.clear();
    if (auto allowed = detail::admitted(options_, call.endpoint); !allowed)
        return tl::unexpected(allowed.error());
    auto request = signedRequest(call);
    if (!request)
        return tl::unexpected(request.error());
    const QUrl host = address.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const auto answer = detail::downloaded(*transport_, options_, host, *request, sink);
    if (!answer)
        return tl::unexpected(answer.error());
    lastRequestId_ = QString::fromLatin1(answer->headers.value("Request-ID").left(64));
    if (answer->status != 200)
        return tl::unexpected(errorOf(call, *answer));
    return {};
}

} // namespace zhangfang::wechatpay::v3
