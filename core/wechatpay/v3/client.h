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
    [[nodiscard]] Result<QJsonObject> invocation(
        Channel channel, const QString& prepayId, const QString& appid = {}) override;
    [[nodiscard]] ApiResult<Transaction> payByCode(const QByteArray& bytes) override;
    [[nodiscard]] ApiResult<Transaction> queryOrder(
        const OrderNo& number, const QString& appid = {}) override;
    [[nodiscard]] ApiResult<Transaction> queryOrderById(const QString& transactionId);
    [[nodiscard]] ApiResult<void> closeOrder(const OrderNo& number, const QString& appid = {}) override;
    [[nodiscard]] ApiResult<void> reverseOrder(const OrderNo& number, const QString& appid = {}) override;
    [[nodiscard]] Result<QByteArray> refundBytes(const RefundRequest& request) override
    {
        return refundBody(request);
    }
    [[nodiscard]] ApiResult<Refund> createRefund(const QByteArray& bytes) override;
    [[nodiscard]] ApiResult<Refund> queryRefund(
        const base::OutRefundNo& number, const QString& appid = {}) override;
    /// A refund that is ABNORMAL goes to a bank card instead.
    [[nodiscard]] ApiResult<Refund> redirectRefund(const QString& refundId, const AbnormalRefund& request)
    {
        return sendRedirect(refundId, abnormalRefundBody(request), request.serial);
    }
    /// The same with bytes of `abnormalRefundBody` that were stored, and the serial stored with them.
    [[nodiscard]] ApiResult<Refund> sendRedirect(
        const QString& refundId, const QByteArray& body, const QByteArray& serial = {});

    // `serial` in what follows: `Sealed::serial` of the names in the body, stored with it; empty: there are
    // none, or they were sealed a moment ago.

    // Paying out, now.
    [[nodiscard]] ApiResult<TransferBill> createTransfer(
        const QByteArray& body, const QByteArray& serial = {});
    [[nodiscard]] ApiResult<TransferBill> queryTransfer(const OutBillNo& number);
    [[nodiscard]] ApiResult<TransferBill> queryTransferById(const QString& transferBillNo);
    [[nodiscard]] ApiResult<void> cancelTransfer(const OutBillNo& number);
    [[nodiscard]] ApiResult<Authorization> createAuthorization(const AuthorizationRequest& request)
    {
        return sendAuthorization(authorizationBody(merchant(), request));
    }
    /// The same with bytes of `authorizationBody` that were stored.
    [[nodiscard]] ApiResult<Authorization> sendAuthorization(const QByteArray& body);
    [[nodiscard]] ApiResult<Authorization> queryAuthorization(const QString& outAuthorizationNo);
    [[nodiscard]] ApiResult<Authorization> closeAuthorization(const QString& outAuthorizationNo);
    /// A transfer under a consent that takes effect: `body` is from `authorizedTransferBody`.
    [[nodiscard]] ApiResult<TransferBill> createAuthorizedTransfer(
        const QByteArray& body, const QByteArray& serial = {});
    /// A transfer that asks for the consent on the way: `body` is from `consentingTransferBody`.
    [[nodiscard]] ApiResult<TransferBill> createConsentingTransfer(
        const QByteArray& body, const QByteArray& serial = {});
    /// Asks for a transfer's electronic receipt, or how far it is.
    [[nodiscard]] ApiResult<void> requestReceipt(const OutBillNo& number);
    [[nodiscard]] ApiResult<Receipt> queryReceipt(const OutBillNo& number);

    // Paying out, before.
    [[nodiscard]] ApiResult<Batch> createBatch(const QByteArray& body, const QByteArray& serial = {});
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
    /// The customer reads `text`, 1 to kComplaintReplyLength characters. Refused with INVALID_FIELD when it
    /// is not that.
    [[nodiscard]] ApiResult<void> replyComplaint(const QString& complaintId, const QString& text);
    /// Says that the complaint is dealt with.
    [[nodiscard]] ApiResult<void> completeComplaint(const QString& complaintId);

    /// Downloads the platform certificates into the ring, beside what is there; ended ones are forgotten.
    /// Without any key yet, the first download proves itself by decrypting with the APIv3 key and by its own
    /// signature. NOT_DECRYPTED: they are sealed with another key than ours; NOT_AUTHENTIC: they are open,
    /// and the signature is not WeChat's.
    [[nodiscard]] ApiResult<void> refreshCertificates();
    /// Sensitive fields (a payee's name) as WeChat wants them, all for one key, the one preferred now, whose
    /// serial is stored and sent with them. Errors: no_platform_key.
    [[nodiscard]] Result<SealedTexts> sealAll(const QStringList& texts) const;
    [[nodiscard]] Result<Sealed> seal(const QString& text) const;
    /// The text alone, for what is sent at once.
    [[nodiscard]] Result<QByteArray> sealSensitive(const QString& text) const
    {
        return seal(text).map([](const Sealed& sealed) { return sealed.text; });
    }
    /// Of the key that `sealSensitive` seals for.
    [[nodiscard]] QByteArray preferredSerial() const
    {
        return connection_.keys().current()->preferredSerial();
    }
    /// An abnormal refund to a person's card, sealed. Errors: invalid_field, no_platform_key.
    [[nodiscard]] Result<AbnormalRefund> toUserCard(
        const base::OutRefundNo& number, const UserCard& card) const;
    [[nodiscard]] const Merchant& merchant() const { return connection_.merchant(); }
    [[nodiscard]] QString lastRequestId() const override { return connection_.lastRequestId(); }

private:
    template <class T>
    [[nodiscard]] ApiResult<T> ask(const Call& call, Result<T> (*parse)(const QJsonObject&));
    [[nodiscard]] ApiResult<std::optional<BillFile>> bill(const QByteArray& target);
    Connection connection_;
};

} // namespace zhangfang::wechatpay::v3
