#pragma once

#include "wechatpay/cashier.h"
#include "wechatpay/v3/answers.h"
#include "wechatpay/v3/connection.h"
#include "wechatpay/v3/requests.h"

namespace zhangfang::wechatpay::v3
{

/// Every endpoint of APIv3 that a merchant of this program needs, over one connection. Lives on one worker
/// thread, and waits there. Source of each: resources/wechatpay/openapi/v3.
class Client final : public Cashier
{
public:
    Client(Merchant merchant, std::shared_ptr<KeyRing> keys, ConnectionOptions options,
        std::unique_ptr<http::Transport> transport, const base::Clock& clock, base::RandomSource& random)
        : connection_(
              std::move(merchant), std::move(keys), std::move(options), std::move(transport), clock, random)
    {
    }

    // Paying in, and giving back.
    [[nodiscard]] Generation generation() const override { return Generation::v3; }
    [[nodiscard]] Result<QByteArray> orderBytes(const OrderRequest& request) override;
    [[nodiscard]] ApiResult<Prepay> createOrder(Channel channel, const QByteArray& bytes) override;
    [[nodiscard]] Result<QJsonObject> invocation(Channel channel, const QString& prepayId) override;
    [[nodiscard]] ApiResult<Transaction> payByCode(const QByteArray& bytes) override;
    [[nodiscard]] ApiResult<Transaction> queryOrder(const OrderNo& number) override;
    [[nodiscard]] ApiResult<Transaction> queryOrderById(const QString& transactionId);
    [[nodiscard]] ApiResult<void> closeOrder(const OrderNo& number) override;
    [[nodiscard]] ApiResult<void> reverseOrder(const OrderNo& number) override;
    [[nodiscard]] Result<QByteArray> refundBytes(const RefundRequest& request) override
    {
        return refundBody(request);
    }
    [[nodiscard]] ApiResult<Refund> createRefund(const QByteArray& bytes) override;
    [[nodiscard]] ApiResult<Refund> queryRefund(const base::OutRefundNo& number) override;
    /// A refund that is ABNORMAL goes to a bank card instead.
    [[nodiscard]] ApiResult<Refund> redirectRefund(const QString& refundId, const AbnormalRefund& request);

    // Paying out, now.
    [[nodiscard]] ApiResult<TransferBill> createTransfer(const QByteArray& body);
    [[nodiscard]] ApiResult<TransferBill> queryTransfer(const OutBillNo& number);
    [[nodiscard]] ApiResult<TransferBill> queryTransferById(const QString& transferBillNo);
    [[nodiscard]] ApiResult<void> cancelTransfer(const OutBillNo& number);
    [[nodiscard]] ApiResult<Authorization> createAuthorization(const AuthorizationRequest& request);
    [[nodiscard]] ApiResult<Authorization> queryAuthorization(const QString& outAuthorizationNo);
    [[nodiscard]] ApiResult<Authorization> closeAuthorization(const QString& outAuthorizationNo);
    /// A transfer under a consent that takes effect: `body` is from `authorizedTransferBody`.
    [[nodiscard]] ApiResult<TransferBill> createAuthorizedTransfer(const QByteArray& body);
    /// A transfer that asks for the consent on the way: `body` is from `consentingTransferBody`.
    [[nodiscard]] ApiResult<TransferBill> createConsentingTransfer(const QByteArray& body);
    /// Asks for a transfer's electronic receipt, or how far it is.
    [[nodiscard]] ApiResult<void> requestReceipt(const OutBillNo& number);
    [[nodiscard]] ApiResult<Receipt> queryReceipt(const OutBillNo& number);

    // Paying out, before.
    [[nodiscard]] ApiResult<Batch> createBatch(const QByteArray& body);
    [[nodiscard]] ApiResult<Batch> queryBatch(const base::OutBatchNo& number);
    [[nodiscard]] ApiResult<TransferBill> queryBatchDetail(
        const base::OutBatchNo& batch, const OutBillNo& detail);

    // Money and bills.
    [[nodiscard]] ApiResult<Balance> balance(AccountType account);
    /// Of the end of a day, from the next day on.
    [[nodiscard]] ApiResult<Balance> dayEndBalance(AccountType account, QDate day);
    /// Where the day's bill waits, for five minutes; nothing: there was nothing on that day.
    [[nodiscard]] ApiResult<std::optional<BillFile>> tradeBill(QDate day, TradeBill kind);
    [[nodiscard]] ApiResult<std::optional<BillFile>> fundFlowBill(QDate day, AccountType account);
    /// The file as it is sent, compressed; whoever takes it unpacks it and compares the digest.
    [[nodiscard]] ApiResult<void> download(const QUrl& address, const http::Transport::Sink& sink)
    {
        return connection_.download(address, sink);
    }

    [[nodiscard]] ApiResult<Complaint> queryComplaint(const QString& complaintId);

    /// Downloads the platform certificates into the ring, beside what is there; ended ones are forgotten.
    /// Without any key yet, the first download proves itself by decrypting with the APIv3 key and by its own
    /// signature.
    [[nodiscard]] ApiResult<void> refreshCertificates();
    /// A sensitive field (a payee's name) as WeChat wants it: base64 of RSA-OAEP to the platform's key.
    [[nodiscard]] Result<QByteArray> sealSensitive(const QString& text) const;
    [[nodiscard]] const Merchant& merchant() const { return connection_.merchant(); }
    [[nodiscard]] QString lastRequestId() const override { return connection_.lastRequestId(); }

private:
    template <class T>
    [[nodiscard]] ApiResult<T> ask(const Call& call, Result<T> (*parse)(const QJsonObject&));
    [[nodiscard]] ApiResult<std::optional<BillFile>> bill(const QByteArray& target);
    Connection connection_;
};

} // namespace zhangfang::wechatpay::v3
