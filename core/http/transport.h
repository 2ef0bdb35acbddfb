#pragma once

#include "http/message.h"

#include <memory>
#include <QUrl>

namespace zhangfang::http
{

/// Why there is no answer. Whether the other side acted is known only for `notSent`.
struct TransportError {
    enum class Kind { notSent, noAnswer };
    Kind kind = Kind::noAnswer;
    QString message;
};

/// Sends one request and waits for the whole answer. For worker threads; never for the UI's.
class Transport
{
public:
    virtual ~Transport() = default;
    [[nodiscard]] virtual tl::expected<Response, TransportError> exchange(
        const QUrl& base, const Request& request, int timeoutMs) = 0;
};

/// Over Qt Network: TLS verified always, the system's proxy honoured, redirects not followed.
/// `caFile` (PEM), when not empty, replaces the system's authorities.
[[nodiscard]] std::unique_ptr<Transport> makeTransport(const QString& caFile);

} // namespace zhangfang::http
