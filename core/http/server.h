#pragma once

#include "http/forwarded.h"

#include <functional>
#include <memory>

namespace zhangfang::http
{

using base::Result;

struct ServerOptions {
    QString bind = QStringLiteral("127.0.0.1");
    quint16 port = 0;           ///< 0: any free one
    QString tlsCertificateFile; ///< PEM chain; empty: plain HTTP
    QString tlsKeyFile;
    QString tlsClientCaFile; ///< whose certificates clients may show; empty: nobody is asked
    int threads = 2;
    quint32 headerBytes = 16 * 1024; ///< WeChat sends under 2 KiB
    quint64 bodyBytes = 64 * 1024;   ///< WeChat sends under 8 KiB
    int requestDeadlineMs = 10'000; ///< from the connection, or the answer before, to the request's last byte
    int answerDeadlineMs = 10'000;  ///< to hand the answer over
    int connections = 512;          ///< when all are taken, the one that has been silent longest goes
    int connectionsPerAddress = 128; ///< likewise; of IPv6, per network of 64 bits
    /// Their connections count in all only; their requests under the client that they name.
    Networks trustedProxies;
};

/// Called on one of the server's threads; must not wait. `answer` may be called once, from any thread, also
/// when the server has gone: then it changes nothing.
using Answer = std::function<void(Response)>;
using Handler = std::function<void(Request, Answer)>;

/// An HTTP/1.1 server on Boost.Beast that a stranger may talk to: everything has a limit.
/// A body that is too large hears 413, a header 431, nonsense 400: also what two programs in a row could read
/// differently (RFC 9112, 6.1 and 3.2), a length beside a transfer coding, a coding other than `chunked`, no
/// Host or two. The slow are cut off without a word. TLS: 1.2 and 1.3, with suites that keep what was said
/// secret when the key becomes known, and that authenticate what they encrypt.
class Server
{
public:
    /// Errors: cannot_listen, invalid_certificate.
    [[nodiscard]] static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Handler handler);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    [[nodiscard]] quint16 port() const;

private:
    struct Core;
    explicit Server(std::unique_ptr<Core> core);
    std::unique_ptr<Core> core_;
};

} // namespace zhangfang::http
