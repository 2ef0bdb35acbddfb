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

} // namespace zhangfang::wechatpay::detail
