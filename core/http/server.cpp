#include "http/server.h"

#include "http/session.h"

#include <boost/asio/ip/v6_only.hpp>

#include <thread>

namespace zhangfang::http
{

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using detail::ErrorCode;
using detail::Session;
using detail::Shared;

struct Server::Core {
    asio::io_context io;
    tcp::acceptor acceptor{io};
    asio::steady_timer pause{io};
    std::optional<asio::ssl::context> tls;
    std::shared_ptr<Shared> shared;
    std::vector<std::thread> threads;
    quint16 port = 0;

    void accept()
    {
        acceptor.async_accept(asio::make_strand(io), [this](ErrorCode error, tcp::socket socket) {
            if (error == asio::error::operation_aborted)
                return;
            if (error) {
                // Out of file descriptors, as a rule: give the open ones time to end.
                pause.expires_after(std::chrono::milliseconds(50));
                pause.async_wait([this](ErrorCode stopped) {
                    if (!stopped)
                        accept();
                });
                return;
            }
            ErrorCode gone;
            const auto endpoint = socket.remote_endpoint(gone);
            if (!gone)
                admit(std::move(socket),
                    plainAddress(QHostAddress(QString::fromStdString(endpoint.address().to_string()))));
            accept();
        });
    }

    void admit(tcp::socket socket, const QHostAddress& address)
    {
        const bool ofProxy = isAmong(shared->options.trustedProxies, address);
        auto seat = shared->admissions->enter(ofProxy ? std::string() : countedUnder(address));
        if (!seat)
            return;        // everybody is at work
        ErrorCode ignored; // only a matter of speed
        socket.set_option(tcp::no_delay(true), ignored);
        using Tls = beast::ssl_stream<beast::tcp_stream>;
        if (tls)
            std::make_shared<Session<Tls>>(
                Tls(beast::tcp_stream(std::move(socket)), *tls), shared, std::move(seat), address)
                ->run();
        else
            std::make_shared<Session<beast::tcp_stream>>(
                beast::tcp_stream(std::move(socket)), shared, std::move(seat), address)
                ->run();
    }
};

namespace
{

/// Source: RFC 9325, 4.2; all suites of TLS 1.3 are of this kind.
bool onlyForwardSecret(SSL_CTX* tls)
{
    SSL_CTX_set_options(tls, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    return SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_cipher_list(tls, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1;
}

} // namespace

Server::Server(std::unique_ptr<Core> core) : core_(std::move(core)) {}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Handler handler)
{
    auto core = std::make_unique<Core>();
    core->shared = std::make_shared<Shared>(options, std::move(handler));
    try {
        if (!options.tlsCertificateFile.isEmpty()) {
            core->tls.emplace(asio::ssl::context::tls_server);
            if (!onlyForwardSecret(core->tls->native_handle()))
                return base::unavailable(
                    "cannot_listen", QStringLiteral("This machine's OpenSSL has none of the TLS suites that "
                                                    "the listener may offer."));
            core->tls->use_certificate_chain_file(options.tlsCertificateFile.toStdString());
            core->tls->use_private_key_file(options.tlsKeyFile.toStdString(), asio::ssl::context::pem);
            if (!options.tlsClientCaFile.isEmpty()) {
                core->tls->load_verify_file(options.tlsClientCaFile.toStdString());
                core->tls->set_verify_mode(
                    asio::ssl::verify_peer); // asked for, and needed only by some requests
            }
        }
    } catch (const boost::system::system_error& error) {
        return base::invalid(
            "invalid_certificate", QStringLiteral("The listener's certificate or key cannot be used: %1.")
                                       .arg(QString::fromUtf8(error.what())));
    }
    try {
        const tcp::endpoint endpoint(asio::ip::make_address(options.bind.toStdString()), options.port);
        core->acceptor.open(endpoint.protocol());
        core->acceptor.set_option(asio::socket_base::reuse_address(true));
        if (endpoint.address().is_v6() && endpoint.address().is_unspecified())
            core->acceptor.set_option(asio::ip::v6_only(false)); // everywhere is IPv4 too
        core->acceptor.bind(endpoint);
        core->acceptor.listen();
        core->port = core->acceptor.local_endpoint().port();
    } catch (const boost::system::system_error& error) {
        return base::unavailable("cannot_listen", QStringLiteral("Cannot listen on %1 port %2: %3.")
                                                      .arg(options.bind)
                                                      .arg(options.port)
                                                      .arg(QString::fromUtf8(error.what())));
    }
    core->accept();
    for (int i = 0; i < options.threads; ++i)
        core->threads.emplace_back([&io = core->io] { io.run(); });
    return std::unique_ptr<Server>(new Server(std::move(core)));
}

Server::~Server()
{
    core_->io.stop();
    for (std::thread& thread : core_->threads)
        thread.join();
    core_->shared->waiting.close();
}

quint16 Server::port() const
{
    return core_->port;
}

} // namespace zhangfang::http
