#include "http/transport.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QTimer>

namespace zhangfang::http
{
namespace
{

/// An answer larger than this is not one of WeChat Pay's.
constexpr qint64 kLargestAnswer = 8 << 20;

class QtTransport final : public Transport
{
public:
    explicit QtTransport(const QString& caFile)
    {
        if (!caFile.isEmpty())
            tls_.setCaCertificates(QSslCertificate::fromPath(caFile));
        tls_.setPeerVerifyMode(QSslSocket::VerifyPeer);
    }

    tl::expected<Response, TransportError> exchange(
        const QUrl& base, const Request& request, int timeoutMs) override
    {
        // One manager for one thread, and none before it is needed.
        if (!network_)
            network_ = std::make_unique<QNetworkAccessManager>();
        QNetworkRequest out(
            QUrl::fromEncoded(base.toEncoded(QUrl::StripTrailingSlash) + request.target, QUrl::StrictMode));
        out.setSslConfiguration(tls_);
        out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        for (const auto& [name, value] : request.headers.fields())
            out.setRawHeader(name, value);
        QEventLoop loop;
        QTimer deadline;
        deadline.setSingleShot(true);
        std::unique_ptr<QNetworkReply> reply(network_->sendCustomRequest(out, request.method, request.body));
        bool timedOut = false;
        // Qt connects and sends again by itself when a connection ends without an answer. A later attempt
        // that finds nobody must not hide that an earlier one was received.
        bool sent = false;
        QObject::connect(reply.get(), &QNetworkReply::requestSent, &loop, [&] { sent = true; });
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        QObject::connect(reply.get(), &QNetworkReply::downloadProgress, &loop, [&](qint64 received, qint64) {
            if (received > kLargestAnswer)
                reply->abort();
        });
        QObject::connect(&deadline, &QTimer::timeout, &loop, [&] {
            timedOut = true;
            reply->abort();
        });
        deadline.start(timeoutMs);
        if (!reply->isFinished())
            loop.exec();
        return read(*reply, timedOut, sent);
    }

private:
    static tl::expected<Response, TransportError> read(QNetworkReply& reply, bool timedOut, bool sent)
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
            return failed(sent ? TransportError::Kind::noAnswer : TransportError::Kind::notSent);
        default:
            break;
        }
        const bool httpError = reply.error() >= QNetworkReply::ContentAccessDenied;
        if (timedOut || status == 0 || (reply.error() != QNetworkReply::NoError && !httpError))
            return failed(TransportError::Kind::noAnswer);
        Response response;
        response.status = status;
        response.body = reply.readAll();
        for (const auto& [name, value] : reply.rawHeaderPairs())
            response.headers.add(name, value);
        return response;
    }

    QSslConfiguration tls_ = QSslConfiguration::defaultConfiguration();
    std::unique_ptr<QNetworkAccessManager> network_;
};

} // namespace

std::unique_ptr<Transport> makeTransport(const QString& caFile)
{
    return std::make_unique<QtTransport>(caFile);
}

} // namespace zhangfang::http
