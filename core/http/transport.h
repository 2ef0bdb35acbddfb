#pragma once

#include "http/message.h"

#include <functional>
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
    /// The same, with the body of a 200 handed over piece by piece instead of kept: the answer's own body is
    /// empty then. A piece that is refused ends the exchange. `timeoutMs` is for each silence, not the whole.
    using Sink = std::function<base::Status(const QByteArray& piece)>;
    [[nodiscard]] virtual tl::expected<Response, TransportError> download(
        const QUrl& base, const Request& request, int timeoutMs, const Sink& sink) = 0;
};

struct TransportOptions {
    QString caFile = {};                  ///< PEM; when not empty, replaces the system's authorities
    QByteArray clientCertificatePem = {}; ///< shown to a server that asks for it; with its key
    QByteArray clientKeyPem = {};
    QUrl proxy = {}; ///< http:// or socks5://; empty: the system's
};

/// Over Qt Network: TLS verified always, connections kept alive, HTTP/2 where the server offers it, the
/// system's proxy honoured, redirects not followed.
[[nodiscard]] std::unique_ptr<Transport> makeTransport(const TransportOptions& options = {});

} // namespace zhangfang::http
