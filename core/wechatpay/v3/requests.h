#pragma once

#include "wechatpay/types.h"
#include "wechatpay/v3/signing.h"

#include <QJsonArray>

/// The exact bytes of requests: stored before they are sent, and sent again unchanged. Field names, types and
/// lengths: resources/wechatpay/openapi/v3, which the tests hold every one of these to.
namespace zhangfang::wechatpay::v3
{

/// Native, jsapi, app, h5. Errors: invalid_field (what WeChat would refuse: too long, missing, no such
/// channel).
[[nodiscard]] Result<QByteArray> orderBody(const Merchant& merchant, const OrderRequest& request);
/// Channel::code. Errors: as `orderBody`.
[[nodiscard]] Result<QByteArray> codePayBody(const Merchant& merchant, const OrderRequest& request);
[[nodiscard]] QByteArray closeBody(const Merchant& merchant);
[[nodiscard]] QByteArray reverseBody(const Merchant& merchant);
/// Errors: invalid_field.
[[nodiscard]] Result<QByteArray> refundBody(const RefundRequest& request);

/// Where the money of an abnormal refund goes instead.
struct AbnormalRefund {
    base::OutRefundNo outRefundNo;
    enum class To { userBankCard, merchantBankCard } to = To::merchantBankCard;
    QString bankType = {};                 ///< to a user: ICBC_DEBIT, …
    QByteArray bankAccountCiphertext = {}; ///< to a user
    QByteArray realNameCiphertext = {};    ///< to a user
};
[[nodiscard]] QByteArray abnormalRefundBody(const AbnormalRefund& request);

/// What all transfers of a merchant have in common.
struct TransferSettings {
    QString sceneId;
    QJsonArray sceneReportInfos;
    QString notifyUrl; ///< may be empty
};
/// `userNameCiphertext`: base64 OAEP; empty: not sent. Errors: invalid_field, name_required, name_forbidden.
[[nodiscard]] Result<QByteArray> transferBody(const Merchant& merchant, const TransferRequest& request,
    const TransferSettings& settings, const QByteArray& userNameCiphertext);

/// A payee's consent to receive without confirming each time.
struct AuthorizationRequest {
    QString outAuthorizationNo;
    QString openid;
    QString userDisplayName;
    QString sceneId;
    QString notifyUrl;
};
[[nodiscard]] QByteArray authorizationBody(const Merchant& merchant, const AuthorizationRequest& request);
/// A transfer under such a consent, named by our number of it.
[[nodiscard]] Result<QByteArray> authorizedTransferBody(const Merchant& merchant,
    const TransferRequest& request, const TransferSettings& settings, const QString& outAuthorizationNo,
    const QByteArray& userNameCiphertext);

/// A transfer that asks for such a consent on the way: the payee confirms both at once.
[[nodiscard]] Result<QByteArray> consentingTransferBody(const Merchant& merchant,
    const TransferRequest& request, const TransferSettings& settings,
    const AuthorizationRequest& authorization, const QByteArray& userNameCiphertext);

/// Many payouts in one request, each under its own number. Source: resources/wechatpay/openapi/v3/transfer.
struct BatchRequest {
    base::OutBatchNo outBatchNo;
    QString name;
    QString remark;
    QString sceneId;
    QString notifyUrl;
    struct Detail {
        TransferRequest transfer;
        QByteArray userNameCiphertext;
    };
    std::vector<Detail> details;
};
inline constexpr int kMostDetails = 1000;
/// Errors: invalid_field (empty, more than kMostDetails, a sum that overflows), name_required.
[[nodiscard]] Result<QByteArray> batchBody(const Merchant& merchant, const BatchRequest& request);

} // namespace zhangfang::wechatpay::v3
