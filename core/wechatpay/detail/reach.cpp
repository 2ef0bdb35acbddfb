#include "wechatpay/detail/reach.h"

namespace zhangfang::wechatpay::detail
{

ApiResult<void> admitted(const ConnectionOptions& options, EndpointClass endpoint)
{
    const qint64 waitMs = options.pacing ? options.pacing->ask(endpoint) : 0;
    if (waitMs == 0)
        return {};
    return tl::unexpected(ApiError{Disposition::notTaken, 0, QStringLiteral("PACED"),
        QStringLiteral("not sent: asked too often, again in %1 ms").arg(waitMs), {}, waitMs});
}

ApiResult<http::Response> exchanged(
    http::Transport& transport, const ConnectionOptions& options, const http::Request& request)
{
    auto answer = transport.exchange(options.base, request, options.timeoutMs);
    if (!answer && answer.error().kind == http::TransportError::Kind::notSent && !options.standby.isEmpty())
        answer = transport.exchange(options.standby, request, options.timeoutMs);
    if (answer)
        return std::move(*answer);
    const bool notSent = answer.error().kind == http::TransportError::Kind::notSent;
    return tl::unexpected(ApiError{notSent ? Disposition::notTaken : Disposition::unclear, 0,
        notSent ? QStringLiteral("NOT_CONNECTED") : QStringLiteral("NO_ANSWER"), answer.error().message, {}});
}

} // namespace zhangfang::wechatpay::detail
