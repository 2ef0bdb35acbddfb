#include "wechatpay/v3/answers.h"

#include "base/calendar.h"
#include "wechatpay/detail/look_up.h"
#include "wechatpay/v3/promotions.h"

#include <QJsonArray>

namespace zhangfang::wechatpay::v3
{

using base::JsonFields;
using detail::lookUp;

namespace
{
bool wasPaid(TradeState state)
{
    return state == TradeState::success || state == TradeState::refund;
}

/// When it was paid, or 0: a time that is left out, or cannot be read, makes no payment unpaid.
qint64 successTime(const JsonFields& fields, QString& doubt)
{
    if (!fields.has("success_time"))
        return 0;
    const auto text = fields.text("success_time");
    const auto time = text ? base::parseRfc3339(*text) : Result<qint64>(base::fail(text.error()));
    if (time)
        return *time;
    doubt += (doubt.isEmpty() ? QString() : QStringLiteral("; ")) +
             QStringLiteral("the field success_time is no time");
    return 0;
}
} // namespace

Result<Transaction> parseTransaction(const QJsonObject& json)
{
    const JsonFields fields(json);
    Transaction transaction;
    ZF_ASSIGN(transaction.mchid, fields.text("mchid"));
    ZF_ASSIGN(transaction.appid, fields.optionalText("appid"));
    ZF_ASSIGN(transaction.outTradeNo, fields.text("out_trade_no"));
    ZF_ASSIGN(const QString state, fields.text("trade_state"));
    transaction.state = parseTradeState(state);
    ZF_ASSIGN(transaction.transactionId, fields.optionalText("transaction_id"));
    ZF_ASSIGN(transaction.attach, fields.optionalText("attach"));
    transaction.currency = QStringLiteral("CNY");
    const bool paid = wasPaid(transaction.state.value);
    if (paid || fields.has("amount")) {
        ZF_ASSIGN(const JsonFields amount, fields.object("amount"));
        ZF_ASSIGN(transaction.total, amount.fen("total"));
        if (amount.has("currency")) {
            ZF_ASSIGN(transaction.currency, amount.text("currency"));
        }
    }
    if (fields.has("payer")) {
        ZF_ASSIGN(const JsonFields payer, fields.object("payer"));
        ZF_ASSIGN(transaction.openid, payer.optionalText("openid"));
    }
    if (paid && transaction.transactionId.isEmpty())
        return base::invalid("invalid_field", QStringLiteral("The field transaction_id is missing."));
    if (paid && !transaction.total.isPositive())
        return base::invalid("invalid_field", QStringLiteral("The field amount.total is no sum."));
    const detail::Split split = splitOfPayment(transaction.total, json);
    transaction.payer = split.payer;
    transaction.coupons = split.coupons;
    transaction.doubt = paid ? split.doubt : QString();
    transaction.successAtUtcMs = successTime(fields, transaction.doubt);
    return transaction;
}

Result<TransferBill> parseTransferBill(const QJsonObject& json)
{
    const JsonFields fields(json);
    TransferBill bill;
    ZF_ASSIGN(bill.outBillNo, fields.text("out_bill_no"));
    ZF_ASSIGN(bill.transferBillNo, fields.text("transfer_bill_no"));
    ZF_ASSIGN(const QString state, fields.text("state"));
    bill.state = parseTransferState(state);
    ZF_ASSIGN(bill.mchid, fields.optionalText("mch_id"));
    ZF_ASSIGN(bill.failReason, fields.optionalText("fail_reason"));
    ZF_ASSIGN(bill.packageInfo, fields.optionalText("package_info"));
    if (fields.has("transfer_amount")) {
        ZF_ASSIGN(bill.amount, fields.fen("transfer_amount"));
    }
    return bill;
}

Result<Refund> parseRefund(const QJsonObject& json)
{
    const JsonFields fields(json);
    Refund refund;
    ZF_ASSIGN(refund.mchid, fields.optionalText("mchid"));
    ZF_ASSIGN(refund.outTradeNo, fields.text("out_trade_no"));
    ZF_ASSIGN(refund.transactionId, fields.text("transaction_id"));
    ZF_ASSIGN(refund.outRefundNo, fields.text("out_refund_no"));
    ZF_ASSIGN(refund.refundId, fields.text("refund_id"));
    ZF_ASSIGN(const QString state, fields.text(fields.has("refund_status") ? "refund_status" : "status"));
    refund.state = parseRefundState(state);
    ZF_ASSIGN(refund.receivedAccount, fields.optionalText("user_received_account"));
    ZF_ASSIGN(const JsonFields amount, fields.object("amount"));
    ZF_ASSIGN(refund.refund, amount.fen("refund"));
    ZF_ASSIGN(refund.total, amount.fen("total"));
    const detail::Split split = splitOfRefund(refund.refund, json);
    refund.settled = split.settled;
    refund.payer = split.payer;
    refund.coupons = split.coupons;
    refund.settledIsTold = split.settledIsTold;
    refund.doubt = split.doubt;
    refund.successAtUtcMs = successTime(fields, refund.doubt);
    return refund;
}

Result<Balance> parseBalance(const QJsonObject& json)
{
    const JsonFields fields(json);
    Balance balance;
    ZF_ASSIGN(balance.available, fields.fen("available_amount"));
    if (fields.has("pending_amount")) {
        ZF_ASSIGN(balance.pending, fields.fen("pending_amount"));
    }
    return balance;
}

namespace
{
Wire<BatchState> parseBatchState(const QString& text)
{
    static constexpr std::pair<const char*, BatchState> kStates[] = {{"ACCEPTED", BatchState::accepted},
        {"PROCESSING", BatchState::processing}, {"FINISHED", BatchState::finished},
        {"CLOSED", BatchState::closed}, {"WAIT_PAY", BatchState::accepted}};
    return lookUp(kStates, text);
}
} // namespace

Result<Batch> parseCreatedBatch(const QJsonObject& json)
{
    const JsonFields fields(json);
    Batch batch;
    ZF_ASSIGN(batch.outBatchNo, fields.text("out_batch_no"));
    ZF_ASSIGN(batch.batchId, fields.text("batch_id"));
    ZF_ASSIGN(const QString state, fields.optionalText("batch_status"));
    batch.state = state.isEmpty() ? Wire<BatchState>{BatchState::accepted, state} : parseBatchState(state);
    return batch;
}

Result<Batch> parseBatch(const QJsonObject& json)
{
    ZF_ASSIGN(const JsonFields fields, JsonFields(json).object("transfer_batch"));
    Batch batch;
    ZF_ASSIGN(batch.outBatchNo, fields.text("out_batch_no"));
    ZF_ASSIGN(batch.batchId, fields.text("batch_id"));
    ZF_ASSIGN(const QString state, fields.text("batch_status"));
    batch.state = parseBatchState(state);
    ZF_ASSIGN(batch.closeReason, fields.optionalText("close_reason"));
    return batch;
}

Result<TransferBill> parseBatchDetail(const QJsonObject& json)
{
    // Facts page, "Paying out, before". A detail that waits for the merchant's confirmer is only accepted.
    static constexpr std::pair<const char*, TransferState> kStates[] = {{"INIT", TransferState::accepted},
        {"WAIT_PAY", TransferState::accepted}, {"PROCESSING", TransferState::processing},
        {"SUCCESS", TransferState::success}, {"FAIL", TransferState::fail}};
    const JsonFields fields(json);
    TransferBill bill;
    ZF_ASSIGN(bill.mchid, fields.optionalText("mchid"));
    ZF_ASSIGN(bill.outBillNo, fields.text("out_detail_no"));
    ZF_ASSIGN(bill.transferBillNo, fields.text("detail_id"));
    ZF_ASSIGN(const QString state, fields.text("detail_status"));
    bill.state = lookUp(kStates, state);
    ZF_ASSIGN(bill.failReason, fields.optionalText("fail_reason"));
    ZF_ASSIGN(bill.amount, fields.fen("transfer_amount"));
    return bill;
}

Result<Authorization> parseAuthorization(const QJsonObject& json)
{
    static constexpr std::pair<const char*, AuthorizationState> kStates[] = {
        {"WAIT_USER_CONFIRM", AuthorizationState::waitUserConfirm},
        {"TAKING_EFFECT", AuthorizationState::takingEffect}, {"CLOSED", AuthorizationState::closed}};
    const JsonFields fields(json);
    Authorization authorization;
    ZF_ASSIGN(authorization.outAuthorizationNo, fields.text("out_authorization_no"));
    ZF_ASSIGN(authorization.authorizationId, fields.optionalText("authorization_id"));
    ZF_ASSIGN(const QString state, fields.text("state"));
    authorization.state = lookUp(kStates, state);
    ZF_ASSIGN(authorization.packageInfo, fields.optionalText("package_info"));
    if (fields.has("close_info")) {
        ZF_ASSIGN(const JsonFields close, fields.object("close_info"));
        ZF_ASSIGN(authorization.closeReason, close.text("close_reason"));
    }
    return authorization;
}

Result<BillFile> parseBillFile(const QJsonObject& json)
{
    const JsonFields fields(json);
    BillFile file;
    ZF_ASSIGN(file.hashType, fields.text("hash_type"));
    ZF_ASSIGN(const QString hash, fields.text("hash_value"));
    file.hashHex = hash.toLatin1().toLower();
    ZF_ASSIGN(const QString url, fields.text("download_url"));
    file.downloadUrl = QUrl(url, QUrl::StrictMode);
    if (!file.downloadUrl.isValid() || file.downloadUrl.host().isEmpty())
        return base::invalid("invalid_field", QStringLiteral("The field download_url is no address."));
    return file;
}

Result<Receipt> parseReceipt(const QJsonObject& json)
{
    static constexpr std::pair<const char*, ReceiptState> kStates[] = {
        {"GENERATING", ReceiptState::generating}, {"FINISHED", ReceiptState::finished},
        {"FAILED", ReceiptState::failed}};
    const JsonFields fields(json);
    Receipt receipt;
    ZF_ASSIGN(const QString state, fields.text("state"));
    receipt.state = lookUp(kStates, state);
    ZF_ASSIGN(receipt.failReason, fields.optionalText("fail_reason"));
    if (receipt.state.value == ReceiptState::finished) {
        ZF_ASSIGN(receipt.file, parseBillFile(json));
    }
    return receipt;
}

Result<Complaint> parseComplaint(const QJsonObject& json)
{
    const JsonFields fields(json);
    Complaint complaint;
    ZF_ASSIGN(complaint.id, fields.text("complaint_id"));
    ZF_ASSIGN(complaint.state, fields.text("complaint_state"));
    ZF_ASSIGN(complaint.detail, fields.optionalText("complaint_detail"));
    ZF_ASSIGN(const QString time, fields.text("complaint_time"));
    ZF_ASSIGN(complaint.madeAtUtcMs, base::parseRfc3339(time));
    complaint.outTradeNo = json.value(QLatin1String("complaint_order_info"))
                               .toArray()
                               .first()
                               .toObject()
                               .value(QLatin1String("out_trade_no"))
                               .toString();
    return complaint;
}

namespace
{
/// What a sealed object of an answer or a notification holds.
Result<QByteArray> unsealed(const JsonFields& sealed, const QByteArray& apiV3Key)
{
    ZF_ASSIGN(const QString ciphertext, sealed.text("ciphertext"));
    ZF_ASSIGN(const QString associatedData, sealed.optionalText("associated_data"));
    ZF_ASSIGN(const QString nonce, sealed.text("nonce"));
    ZF_ASSIGN(const QByteArray bytes, crypto::decodeBase64(ciphertext.toLatin1()));
    return crypto::aesGcmOpen(apiV3Key, nonce.toUtf8(), bytes, associatedData.toUtf8());
}
} // namespace

Result<crypto::Certificate> parseCertificate(const QJsonObject& item, const QByteArray& apiV3Key)
{
    ZF_ASSIGN(const JsonFields sealed, JsonFields(item).object("encrypt_certificate"));
    ZF_ASSIGN(const QByteArray pem, unsealed(sealed, apiV3Key));
    return crypto::Certificate::fromPem(pem);
}

Result<Notification> openNotification(const QByteArray& body, const QByteArray& apiV3Key)
{
    ZF_ASSIGN(const QJsonObject json, base::parseJsonObject(body));
    const JsonFields fields(json);
    Notification notification;
    ZF_ASSIGN(notification.id, fields.text("id"));
    ZF_ASSIGN(notification.eventType, fields.text("event_type"));
    if (notification.id.isEmpty() || notification.id.size() > 64)
        return base::invalid("invalid_field", QStringLiteral("The field id is empty or too long."));
    ZF_ASSIGN(const JsonFields resource, fields.object("resource"));
    ZF_ASSIGN(const QString algorithm, resource.text("algorithm"));
    if (algorithm != QLatin1String("AEAD_AES_256_GCM"))
        return base::invalid(
            "invalid_field", QStringLiteral("The field resource.algorithm is not AEAD_AES_256_GCM."));
    ZF_ASSIGN(notification.originalType, resource.optionalText("original_type"));
    ZF_ASSIGN(const QByteArray plain, unsealed(resource, apiV3Key));
    ZF_ASSIGN(notification.content, base::parseJsonObject(plain));
    return notification;
}

} // namespace zhangfang::wechatpay::v3
