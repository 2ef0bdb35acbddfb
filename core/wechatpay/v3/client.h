#pragma once

#include "http/transport.h"
#include "wechatpay/v3/signing.h"
#include "wechatpay/v3/types.h"

#include <memory>

namespace zhangfang::wechatpay::v3
{

/// What a failed call means for the money. Source: facts page, "Error codes that decide what to do".
enum class Disposition {
    refused,     ///< final: WeChat did not take it and will not
    notTaken,    ///< not taken now; the same bytes under the same number may be sent later
    needsPerson, ///< not taken, and repeating is of no use before someone has changed something
    unclear,     ///< WeChat may have acted: query, then repeat unchanged under the same number
};

struct ApiError {
    Disposition disposition = Disposition::unclear;
    int httpStatus = 0; ///< 0: no answer
    QString code;
    QString message; ///< WeChat's words: for people, never to branch on
    QString requestId;
    [[nodiscard]] bool isNotFound() const
    {
        return httpStatus == 404 &&
               (code == QLatin1String("NOT_FOUND") || code == QLatin1String("ORDER_NOT_EXIST") ||
                   code == QLatin1String("RESOURCE_NOT_EXISTS"));
    }
    [[nodiscard]] QString describe() const;
};
template <class T> using ApiResult = tl::expected<T, ApiError>;

/// The table behind `Disposition`, open to tests.
[[nodiscard]] Disposition dispositionOf(int httpStatus, const QString& code);

struct OrderRequest {
    OrderNo outTradeNo;
    QString description;
    Money amount;
    QString notifyUrl;
    qint64 expiresAtUtcMs = 0;
    QString openid; ///< jsapi only
};
struct TransferRequest {
    OutBillNo outBillNo;
    QString openid;
    Money amount;
    QString sceneId;
    QJsonArray sceneReportInfos;
    QString remark;
    QString notifyUrl;
    QByteArray userNameCiphertext; ///< base64 OAEP; empty: not sent
};

/// The exact bytes of a request: stored before they are sent, and sent again unchanged.
[[nodiscard]] QByteArray orderBody(const Merchant& merchant, const OrderRequest& request);
[[nodiscard]] QByteArray transferBody(const Merchant& merchant, const TransferRequest& request);

/// How the latest call went, for whoever watches over the connection.
struct Contact {
    qint64 atUtcMs = 0;
    QString trouble;        ///< empty: an answer that could be believed
    qint64 clockSkewMs = 0; ///< WeChat's clock less ours, as far as the answer tells
};

struct ClientOptions {
    QUrl base;
    QUrl standby; ///< tried when no connection to `base` could be made; may be empty
    int timeoutMs = 10'000;
    std::function<void(const Contact&)> onContact = {}; ///< called on the client's thread after every call
};

/// Speaks APIv3 over one transport. Lives on one worker thread, and waits there.
/// Every 2xx answer is verified before it is read; one that is not authentic is `unclear`.
class Client
{
public:
    Client(Merchant merchant, std::shared_ptr<KeyRing> keys, ClientOptions options,
        std::unique_ptr<http::Transport> transport, const base::Clock& clock, base::RandomSource& random);

    struct Prepay {
        QString codeUrl;
        QString prepayId;
    };
    /// `channel` is "native" or "jsapi"; `body` is from `orderBody`.
    [[nodiscard]] ApiResult<Prepay> createOrder(const QString& channel, const QByteArray& body);
    [[nodiscard]] ApiResult<Transaction> queryOrder(const OrderNo& number);
    [[nodiscard]] ApiResult<void> closeOrder(const OrderNo& number);
    [[nodiscard]] ApiResult<TransferBill> createTransfer(const QByteArray& body);
    [[nodiscard]] ApiResult<TransferBill> queryTransfer(const OutBillNo& number);
    [[nodiscard]] ApiResult<void> cancelTransfer(const OutBillNo& number);
    /// `account` is BASIC, OPERATION or FEES.
    [[nodiscard]] ApiResult<Money> availableBalance(const QString& account);
    /// Downloads the platform certificates into the ring. Without any key yet, the first download proves
    /// itself by decrypting with the APIv3 key and by its own signature.
    [[nodiscard]] ApiResult<void> refreshCertificates();
    /// A sensitive field (a payee's name) as WeChat wants it: base64 of RSA-OAEP to the platform's key.
    [[nodiscard]] Result<QByteArray> sealSensitive(const QString& text) const;
    [[nodiscard]] const Merchant& merchant() const { return merchant_; }

private:
    [[nodiscard]] ApiResult<http::Response> exchange(
        const QByteArray& method, const QByteArray& target, const QByteArray& body);
    [[nodiscard]] ApiResult<QJsonObject> call(
        const QByteArray& method, const QByteArray& target, const QByteArray& body);
    void tell(const ApiError* error, const http::Response* response) const;
    [[nodiscard]] ApiResult<void> checkAuthentic(const http::Response& response);

    Merchant merchant_;
    std::shared_ptr<KeyRing> keys_;
    ClientOptions options_;
    std::unique_ptr<http::Transport> transport_;
    const base::Clock& clock_;
    base::RandomSource& random_;
};

} // namespace zhangfang::wechatpay::v3
