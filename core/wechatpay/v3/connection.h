#pragma once

#include "http/transport.h"
#include "wechatpay/connection_options.h"
#include "wechatpay/outcome.h"
#include "wechatpay/v3/signing.h"

namespace zhangfang::wechatpay::v3
{

/// What is asked of WeChat Pay, and of which kind it is.
struct Call {
    Operation operation = Operation::other;
    EndpointClass endpoint = EndpointClass::other;
    QByteArray method = "GET";
    QByteArray target; ///< path and query, URL-encoded exactly as it is signed and sent
    QByteArray body = {};
    /// `Wechatpay-Serial`: the key that fields of the body are sealed for. Empty: the one preferred now.
    QByteArray serial = {};
};

/// Signs, paces, sends and verifies: one request, one answer that can be believed, or an error that says what
/// it means for the money. Lives on one worker thread, and waits there.
class Connection
{
public:
    Connection(Merchant merchant, std::shared_ptr<KeyRing> keys, ConnectionOptions options,
        std::unique_ptr<http::Transport> transport, const base::Clock& clock, base::RandomSource& random);

    /// Every 2xx answer is verified before it is read; one that is not authentic is `unclear`. An answer
    /// without a body is an empty object.
    [[nodiscard]] ApiResult<QJsonObject> call(const Call& call);
    /// The answer of a signed GET as it came, unverified: for what proves itself otherwise.
    [[nodiscard]] ApiResult<http::Response> fetch(const Call& call);
    /// A signed GET of a whole address that WeChat gave, whose answer carries no signature: the caller checks
    /// it against a digest. Errors: as `call`; a host that is none of WeChat's is refused.
    [[nodiscard]] ApiResult<void> download(const QUrl& address, const http::Transport::Sink& sink);

    /// `Request-ID` of the latest answer, for the record; empty when there was none.
    [[nodiscard]] const QString& lastRequestId() const { return lastRequestId_; }
    [[nodiscard]] const Merchant& merchant() const { return merchant_; }
    [[nodiscard]] KeyRing& keys() const { return *keys_; }
    [[nodiscard]] const base::Clock& clock() const { return clock_; }
    [[nodiscard]] base::RandomSource& random() const { return random_; }

private:
    [[nodiscard]] ApiResult<http::Request> signedRequest(const Call& call) const;
    void tell(const ApiError* error, const http::Response* response) const;
    [[nodiscard]] ApiError errorOf(const Call& call, const http::Response& response) const;

    Merchant merchant_;
    std::shared_ptr<KeyRing> keys_;
    ConnectionOptions options_;
    std::unique_ptr<http::Transport> transport_;
    const base::Clock& clock_;
    base::RandomSource& random_;
    QString lastRequestId_;
};

} // namespace zhangfang::wechatpay::v3
