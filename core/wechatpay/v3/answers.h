#pragma once

#include "base/json.h"
#include "crypto/crypto.h"
#include "wechatpay/types.h"

#include <QUrl>

/// What WeChat's JSON says. Errors everywhere: invalid_field, which names the field.
namespace zhangfang::wechatpay::v3
{

/// Coupons that do not add up are no error: `doubt` says so.
[[nodiscard]] Result<Transaction> parseTransaction(const QJsonObject& json);
[[nodiscard]] Result<TransferBill> parseTransferBill(const QJsonObject& json);
/// From an answer (`status`) or a notification (`refund_status`).
[[nodiscard]] Result<Refund> parseRefund(const QJsonObject& json);
[[nodiscard]] Result<Balance> parseBalance(const QJsonObject& json);

enum class BatchState { unknown, accepted, processing, finished, closed };
struct Batch {
    QString outBatchNo;
    QString batchId;
    Wire<BatchState> state;
    QString closeReason;
};
/// The answer to a create: the state may be missing, and is ACCEPTED then.
[[nodiscard]] Result<Batch> parseCreatedBatch(const QJsonObject& json);
/// The answer to a query: `transfer_batch`.
[[nodiscard]] Result<Batch> parseBatch(const QJsonObject& json);
/// A detail of a batch, in the words of a transfer: INIT and WAIT_PAY are `accepted`.
[[nodiscard]] Result<TransferBill> parseBatchDetail(const QJsonObject& json);

enum class AuthorizationState { unknown, waitUserConfirm, takingEffect, closed };
struct Authorization {
    QString outAuthorizationNo;
    QString authorizationId;
    Wire<AuthorizationState> state;
    QString packageInfo;
    QString closeReason;
};
[[nodiscard]] Result<Authorization> parseAuthorization(const QJsonObject& json);

/// Where a file waits, and what its bytes must hash to.
struct BillFile {
    QUrl downloadUrl;
    QString hashType;   ///< SHA1 for bills, SHA256 for receipts
    QByteArray hashHex; ///< lower case
};
[[nodiscard]] Result<BillFile> parseBillFile(const QJsonObject& json);

enum class ReceiptState { unknown, generating, finished, failed };
struct Receipt {
    Wire<ReceiptState> state;
    QString failReason;
    std::optional<BillFile> file; ///< when finished
};
[[nodiscard]] Result<Receipt> parseReceipt(const QJsonObject& json);

struct Complaint {
    QString id;
    QString state; ///< PENDING, PROCESSING, PROCESSED or something new
    QString detail;
    QString outTradeNo; ///< of the first order it names; may be empty
    qint64 madeAtUtcMs = 0;
};
[[nodiscard]] Result<Complaint> parseComplaint(const QJsonObject& json);

/// One entry of the certificates answer, decrypted. Errors: invalid_field, not_authentic.
[[nodiscard]] Result<crypto::Certificate> parseCertificate(
    const QJsonObject& item, const QByteArray& apiV3Key);

/// The decrypted content of a notification.
struct Notification {
    QString id;
    QString eventType;
    QString originalType;
    QJsonObject content;
};
/// `body` must have been verified. Errors: invalid_json, invalid_field, not_authentic.
[[nodiscard]] Result<Notification> openNotification(const QByteArray& body, const QByteArray& apiV3Key);

} // namespace zhangfang::wechatpay::v3
