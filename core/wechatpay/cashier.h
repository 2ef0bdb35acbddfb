#pragma once

#include "wechatpay/outcome.h"

#include <QJsonObject>

namespace zhangfang::wechatpay
{

/// Takes payments in and gives them back, in one generation of the interface or the other. Lives on one
/// worker thread, and waits there. What is sent is made first (`…Bytes`), so that it can be stored before it
/// is sent, and sent again unchanged.
class Cashier
{
public:
    Cashier() = default;
    virtual ~Cashier() = default;
    Cashier(const Cashier&) = delete;
    Cashier& operator=(const Cashier&) = delete;
    [[nodiscard]] virtual Generation generation() const = 0;

    /// Errors: invalid_field.
    [[nodiscard]] virtual Result<QByteArray> orderBytes(const OrderRequest& request) = 0;
    [[nodiscard]] virtual ApiResult<Prepay> createOrder(Channel channel, const QByteArray& bytes) = 0;
    // `appid` in what follows: the one the order was opened with; empty: the merchant's usual one. Only what
    // the descriptions have it in carries it.

    /// What the customer's app invokes payment with: jsapi (and mini program) or app. Errors: invalid_field.
    [[nodiscard]] virtual Result<QJsonObject> invocation(
        Channel channel, const QString& prepayId, const QString& appid = {}) = 0;
    /// `bytes` of Channel::code. `unclear` is the normal answer while the customer types a password. Nothing
    /// has left us where the error is PACED or NOT_CONNECTED.
    [[nodiscard]] virtual ApiResult<Transaction> payByCode(const QByteArray& bytes) = 0;
    [[nodiscard]] virtual ApiResult<Transaction> queryOrder(
        const OrderNo& number, const QString& appid = {}) = 0;
    [[nodiscard]] virtual ApiResult<void> closeOrder(const OrderNo& number, const QString& appid = {}) = 0;
    /// Undoes a payment by code, paid or not. The answer may want the same call again (`unclear`).
    [[nodiscard]] virtual ApiResult<void> reverseOrder(const OrderNo& number, const QString& appid = {}) = 0;

    /// Errors: invalid_field.
    [[nodiscard]] virtual Result<QByteArray> refundBytes(const RefundRequest& request) = 0;
    /// Accepted is not refunded: only a state of SUCCESS is.
    [[nodiscard]] virtual ApiResult<Refund> createRefund(const QByteArray& bytes) = 0;
    [[nodiscard]] virtual ApiResult<Refund> queryRefund(
        const base::OutRefundNo& number, const QString& appid = {}) = 0;

    /// The latest answer's `Request-ID`; empty where there is none, as in v2.
    [[nodiscard]] virtual QString lastRequestId() const = 0;
};

} // namespace zhangfang::wechatpay
