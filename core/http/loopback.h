#pragma once

#include <QUrl>

namespace zhangfang::http
{

/// Whether what is at that address is on this machine: a practice server, never WeChat Pay.
[[nodiscard]] bool isLoopback(const QUrl& url);

} // namespace zhangfang::http
