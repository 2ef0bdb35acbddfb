#include "wechatpay/detail/reach.h"

#include <algorithm>

namespace zhangfang::wechatpay::detail
{
namespace
{

/// How long a class of endpoints rests after WeChat said "too often".
constexpr qint64 kRestMs = 5'000;
/// And after v2's INVALID_REQ_TOO_MUCH, whose documents say a minute.
constexpr qint64 kLongRestMs = 60'000;

ApiError unanswered(const http::TransportError& error)
{
    const bool notSent = error.kind == http::TransportError::Kind::notSent;
    return {notSent ? Disposition::notTaken : Disposition::unclear, 0,
        notSent ? QStringLiteral("NOT_CONNECTED") : QStringLiteral("NO_ANSWER"), error.message, {}};
}

/// Asks `first`, and `second` where nothing could have reached `first`.
template <class Ask>
ApiResult<http::Response> fromEither(const QUrl& first, const QUrl& second, const Ask& ask)
{
    tl::expected<http::Response, http::TransportError> answer = ask(first);
    if (!answer && answer.error().kind == http::TransportError::Kind::notSent && !second.isEmpty())
        answer = ask(second);
    if (answer)
        return std::move(*answer);
    return tl::unexpected(unanswered(answer.error()));
}

} // namespace

ApiResult<void> admitted(const ConnectionOptions& options, EndpointClass endpoint)
{
    if (options.stopping && options.stopping())
        return tl::unexpected(ApiError{Disposition::notTaken, 0, QStringLiteral("STOPPING"),
            QStringLiteral("not sent: the program is stopping"), {}});
    const qint64 waitMs = options.pacing ? options.pacing->ask(endpoint) : 0;
    if (waitMs == 0)
        return {};
    return tl::unexpected(ApiError{Disposition::notTaken, 0, QStringLiteral("PACED"),
        QStringLiteral("not sent: asked too often, again in %1 ms").arg(waitMs), {}, waitMs});
}

ApiResult<http::Response> exchanged(
    http::Transport& transport, const ConnectionOptions& options, const http::Request& request)
{
    return fromEither(options.base, options.standby,
        [&](const QUrl& host) { return transport.exchange(host, request, options.timeoutMs); });
}

ApiResult<http::Response> downloaded(http::Transport& transport, const ConnectionOptions& options,
    const QUrl& host, const http::Request& request, const http::Transport::Sink& sink)
{
    const bool isStandby = !options.standby.isEmpty() && host.scheme() == options.standby.scheme() &&
                           host.authority() == options.standby.authority();
    return fromEither(host, isStandby ? options.base : options.standby,
        [&](const QUrl& from) { return transport.download(from, request, options.timeoutMs, sink); });
}

void rest(const ConnectionOptions& options, EndpointClass endpoint, ApiError& error)
{
    static constexpr const char* kCodes[] = {"FREQUENCY_LIMITED", "FREQ_LIMIT", "INVALID_REQ_TOO_MUCH"};
    const bool tooOften =
        error.httpStatus == 429 || std::any_of(std::begin(kCodes), std::end(kCodes),
                                       [&](const char* code) { return error.code == QLatin1String(code); });
    // A quota of the day is no matter of pace.
    if (!tooOften || error.reason == Reason::quota)
        return;
    error.waitMs = error.code == QLatin1String("INVALID_REQ_TOO_MUCH") ? kLongRestMs : kRestMs;
    if (options.pacing)
        options.pacing->closeFor(endpoint, error.waitMs);
}

} // namespace zhangfang::wechatpay::detail
