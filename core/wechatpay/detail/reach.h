#pragma once

#include "http/transport.h"
#include "wechatpay/connection_options.h"
#include "wechatpay/outcome.h"

/// How a request of either generation leaves, and what it means when it does not.
namespace zhangfang::wechatpay::detail
{

/// PACED, with how long to stay away: nothing has been sent.
[[nodiscard]] ApiResult<void> admitted(const ConnectionOptions& options, EndpointClass endpoint);
/// Asks the standby where no connection to the first host could be made. NOT_CONNECTED: certainly not sent;
/// NO_ANSWER: unclear.
[[nodiscard]] ApiResult<http::Response> exchanged(
    http::Transport& transport, const ConnectionOptions& options, const http::Request& request);
/// The same for a file, whose pieces `sink` takes; from `host`, and the other of the two hosts where no
/// connection to it could be made.
[[nodiscard]] ApiResult<http::Response> downloaded(http::Transport& transport,
    const ConnectionOptions& options, const QUrl& host, const http::Request& request,
    const http::Transport::Sink& sink);

/// WeChat said "too often", of either generation: this class of endpoints rests, for all clients of the
/// merchant, and `error` says how long.
void rest(const ConnectionOptions& options, EndpointClass endpoint, ApiError& error);

} // namespace zhangfang::wechatpay::detail
