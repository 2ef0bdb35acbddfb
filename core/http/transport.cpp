#include "http/transport.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTimer>

namespace zhangfang::http
{
namespace
{

/// An answer larger than this is not one of WeChat Pay's, unless it is downloaded.
constexpr qint64 kLargestAnswer = 8 << 20;
/// How much of a download waits in memory at once.
constexpr qint64 kPiece = 256 * 1024;

class QtTransport final : public Transport
{
public:
    explicit QtTransport(TransportOptions options) : options_(std::move(options))
    {
        if (!options_.caFile.isEmpty())
            tls_.setCaCertificates(QSslCertificate::fromPath(options_.caFile));
        tls_.setPeerVerifyMode(QSslSocket::VerifyPeer);
        if (!options_.clientCertificatePem.isEmpty()) {
            tls_.setLocalCertificate(QSslCertificate(options_.clientCertificatePem, QSsl::Pem));
            tls_.setPrivateKey(QSslKey(options_.clientKeyPem, QSsl::Rsa, QSsl::Pem));
        }
    }

    tl::expected<Response, TransportError> exchange(
        const QUrl& base, const Request& request, int timeoutMs) override
    {
        return run(base, request, timeoutMs, nullptr);
    }

    tl::expected<Response, TransportError> download(
        const QUrl& base, const Request& request, int timeoutMs, const Sink& sink) override
    {
        return run(base, request, timeoutMs, &sink);
    }

private:
    /// One manager for one thread, and none before it is needed.
    QNetworkAccessManager& network()
    {
        if (network_)
            return *network_;
        network_ = std::make_unique<QNetworkAccessManager>();
        network_->setAutoDeleteReplies(false);
        if (options_.proxy.isEmpty()) {
            class System final : public QNetworkProxyFactory
            {
                QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override
                {
                    return systemProxyForQuery(query);
                }
            };
            network_->setProxyFactory(new System); // the manager owns it
        } else {
            const bool socks = options_.proxy.scheme().startsWith(QLatin1String("socks"));
            network_->setProxy({socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy,
                options_.proxy.host(), static_cast<quint16>(options_.proxy.port(socks ? 1080 : 8080)),
                options_.proxy.userName(), options_.proxy.password()});
        }
        return *network_;
    }

    tl::expected<Response, TransportError> run(
        const QUrl& base, const Request& request, int timeoutMs, const Sink* sink)
    {
        QNetworkRequest out(
            QUrl::fromEncoded(base.toEncoded(QUrl::StripTrailingSlash) + request.target, QUrl::StrictMode));
        out.setSslConfiguration(tls_);
        out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        out.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);
        for (const auto& [name, value] : request.headers.fields())
            out.setRawHeader(name, value);
        QEventLoop loop;
        QTimer deadline;
        deadline.setSingleShot(true);
        std::unique_ptr<QNetworkReply> reply(network().sendCustomRequest(out, request.method, request.body));
        if (sink)
            reply->setReadBufferSize(kPiece);
        bool timedOut = false;
        base::Status taken;
        // Qt connects and sends again by itself when a connection ends without an answer. A later attempt
        // that finds nobody must not hide that an earlier one was received.
        int sends = 0;
        const auto drain = [&] {
            const bool good =
                reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200 && sink && taken;
            while (good && taken && reply->bytesAvailable() > 0)
                taken = (*sink)(reply->read(kPiece));
            if (!taken)
                reply->abort();
        };
        QObject::connect(reply.get(), &QNetworkReply::requestSent, &loop, [&] { ++sends; });
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        QObject::connect(reply.get(), &QNetworkReply::downloadProgress, &loop, [&](qint64 received, qint64) {
            if (!sink && received > kLargestAnswer)
                reply->abort();
            if (sink)
                deadline.start(timeoutMs);
        });
        if (sink)
            QObject::connect(reply.get(), &QNetworkReply::readyRead, &loop, drain);
        QObject::connect(&deadline, &QTimer::timeout, &loop, [&] {
            timedOut = true;
            reply->abort();
        });
        deadline.start(timeoutMs);
        if (!reply->isFinished())
            loop.exec();
        if (sink && !timedOut)
            drain();
        if (!taken)
            return tl::unexpected(TransportError{TransportError::Kind::noAnswer, taken.error().message});
        return read(*reply, timedOut, sends);
    }

    static tl::expected<Response, TransportError> read(QNetworkReply& reply, bool timedOut, int sends)
    {
        const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const auto failed = [&](TransportError::Kind kind) {
            return tl::unexpected(
                TransportError{kind, timedOut ? QStringLiteral("no answer in time") : reply.errorString()});
        };
        switch (reply.error()) {
        case QNetworkReply::ConnectionRefusedError:
        case QNetworkReply::HostNotFoundError:
        case QNetworkReply::SslHandshakeFailedError:
        case QNetworkReply::ProxyConnectionRefusedError:
        case QNetworkReply::ProxyNotFoundError:
            return failed(sends > 0 ? TransportError::Kind::noAnswer : TransportError::Kind::notSent);
        default:
            break;
        }
        const bool httpError = reply.error() >= QNetworkReply::ContentAccessDenied;
        if (timedOut || status == 0 || (reply.error() != QNetworkReply::NoError && !httpError))
            return failed(TransportError::Kind::noAnswer);
        Response response;
        response.status = status;
        response.body = reply.readAll();
        response.sends = std::max(sends, 1);
        for (const auto& [name, value] : reply.rawHeaderPairs())
            response.headers.add(name, value);
        return response;
    }

    const TransportOptions options_;
    QSslConfiguration tls_ = QSslConfiguration::defaultConfiguration();
    std::unique_ptr<QNetworkAccessManager> network_;
};

} // namespace

std::unique_ptr<Transport> makeTransport(const TransportOptions& options)
{
    return std::make_unique<QtTransport>(options);
}

} // namespace zhangfang::http
