#pragma once

#include "base/ids.h"
#include "base/json.h"

namespace zhangfang::wechatpay::v3
{

using base::Money;
using base::OrderNo;
using base::OutBillNo;
using base::Result;

/// An enum of the wire: the known value, or `unknown` with the text as it came.
template <class Enum> struct Wire {
    Enum value = Enum::unknown;
    QString text;
};

enum class TradeState { unknown, success, refund, notPay, closed, revoked, userPaying, payError };
enum class TransferState {
    unknown,
    accepted,
    processing,
    waitUserConfirm,
    transfering,
    success,
    fail,
    canceling,
    cancelled
};
[[nodiscard]] Wire<TradeState> parseTradeState(const QString& text);
[[nodiscard]] Wire<TransferState> parseTransferState(const QString& text);
/// SUCCESS, FAIL and CANCELLED never change again.
[[nodiscard]] bool isFinal(TransferState state);

/// A payment as a notification or a query tells it.
struct Transaction {
    QString mchid;
    QString appid;
    QString outTradeNo;
    QString transactionId; ///< empty until paid
    Wire<TradeState> state;
    Money total;      ///< what we asked for
    QString currency; ///< "CNY"
    qint64 successAtUtcMs = 0;
    QString openid;
};
[[nodiscard]] Result<Transaction> parseTransaction(const QJsonObject& json);

/// A transfer bill as the create call, a notification or a query tells it; what an answer lacks is empty.
struct TransferBill {
    QString mchid;
    QString outBillNo;
    QString transferBillNo;
    Wire<TransferState> state;
    Money amount; ///< zero where the answer does not say
    QString failReason;
    QString packageInfo;
};
[[nodiscard]] Result<TransferBill> parseTransferBill(const QJsonObject& json);

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
