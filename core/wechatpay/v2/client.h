#pragma once

#include "http/transport.h"
#include "wechatpay/cashier.h"
#include "wechatpay/connection_options.h"
#include "wechatpay/merchant.h"
#include "wechatpay/v2/answers.h"

#include <QDate>

namespace zhangfang::wechatpay::v2
{

struct RedPacketRequest {
    OutBillNo number;
    QString openid;
    Money amount;
    QString sendName; ///< the merchant's, as the payee reads it; at most 10 characters here, 32 bytes there
    QString wishing;
    QString activity;
    QString remark;
    QString sceneId;    ///< PRODUCT_1 … PRODUCT_8; needed below 1 or above 200 yuan; may be empty
    QString appid = {}; ///< the one the openid belongs to; empty: the merchant's usual one
};

/// API v2: XML under a shared key, and the merchant's TLS certificate where money leaves. Lives on one worker
/// thread, and waits there. The transport shows the certificate wherever it is asked for one.
/// Source of each endpoint: resources/wechatpay/openapi/v2.
class Client final : public Cashier
{
public:
    Client(Merchant merchant, ConnectionOptions options, std::unique_ptr<http::Transport> transport,
        const base::Clock& clock, base::RandomSource& random, SignType signType = SignType::hmacSha256);

    [[nodiscard]] Generation generation() const override { return Generation::v2; }
    [[nodiscard]] Result<QByteArray> orderBytes(const OrderRequest& request) override;
    [[nodiscard]] ApiResult<Prepay> createOrder(Channel channel, const QByteArray& bytes) override;
    [[nodiscard]] Result<QJsonObject> invocation(
        Channel channel, const QString& prepayId, const QString& appid = {}) override;
    [[nodiscard]] ApiResult<Transaction> payByCode(const QByteArray& bytes) override;
    [[nodiscard]] ApiResult<Transaction> queryOrder(
        const OrderNo& number, const QString& appid = {}) override;
    [[nodiscard]] ApiResult<void> closeOrder(const OrderNo& number, const QString& appid = {}) override;
    [[nodiscard]] ApiResult<void> reverseOrder(const OrderNo& number, const QString& appid = {}) override;
    [[nodiscard]] Result<QByteArray> refundBytes(const RefundRequest& request) override;
    [[nodiscard]] ApiResult<Refund> createRefund(const QByteArray& bytes) override;
    [[nodiscard]] ApiResult<Refund> queryRefund(
        const base::OutRefundNo& number, const QString& appid = {}) override;
    /// Every refund of an order, whoever made it. Source: refundquery by `out_trade_no`.
    [[nodiscard]] ApiResult<RefundList> queryRefundsOf(const OrderNo& number, const QString& appid = {});
    [[nodiscard]] QString lastRequestId() const override { return {}; }

    /// Errors: invalid_field, under_least, name_required.
    [[nodiscard]] Result<QByteArray> transferBytes(const TransferRequest& request);
    [[nodiscard]] ApiResult<TransferBill> createTransfer(const QByteArray& bytes);
    [[nodiscard]] ApiResult<TransferBill> queryTransfer(const OutBillNo& number);

    /// Errors: invalid_field.
    [[nodiscard]] Result<QByteArray> redPacketBytes(const RedPacketRequest& request);
    [[nodiscard]] ApiResult<TransferBill> createRedPacket(const QByteArray& bytes);
    [[nodiscard]] ApiResult<TransferBill> queryRedPacket(const OutBillNo& number);

    /// The day's bill, compressed, piece by piece; false: there was nothing on that day. v2 gives no digest.
    [[nodiscard]] ApiResult<bool> tradeBill(QDate day, TradeBill kind, const http::Transport::Sink& sink);
    [[nodiscard]] ApiResult<bool> fundFlowBill(
        QDate day, AccountType account, const http::Transport::Sink& sink);

    [[nodiscard]] const Merchant& merchant() const { return merchant_; }

private:
    enum class Signed { yes, no }; ///< whether the answer carries a signature, by its description
    struct Call {
        Operation operation;
        EndpointClass endpoint;
        const char* path;
        Signed answer = Signed::yes;
        QString list = {}; ///< the one field of the answer that may hold elements
    };
    [[nodiscard]] Fields common(const QString& appid = {}) const;
    [[nodiscard]] Result<QByteArray> sealed(Fields fields, SignType type) const;
    [[nodiscard]] ApiResult<http::Response> exchange(const Call& call, const QByteArray& bytes);
    [[nodiscard]] ApiResult<Answer> call(const Call& call, const QByteArray& bytes);
    [[nodiscard]] ApiResult<Answer> callWith(const Call& call, Fields fields, SignType type);
    [[nodiscard]] ApiResult<bool> bill(
        const char* path, Fields fields, SignType type, const http::Transport::Sink& sink);
    [[nodiscard]] ApiError refusal(
        const Call& call, const QString& code, const QString& message, int sends) const;
    void tell(const ApiError* error) const;

    const Merchant merchant_;
    const ConnectionOptions options_;
    const std::unique_ptr<http::Transport> transport_;
    const base::Clock& clock_;
    base::RandomSource& random_;
    const SignType signType_;
};

} // namespace zhangfang::wechatpay::v2
