#include "wechatpay/v3/types.h"

#include "base/calendar.h"
#include "crypto/crypto.h"

namespace zhangfang::wechatpay::v3
{
namespace
{
template <class Enum, size_t N>
Wire<Enum> lookUp(const std::pair<const char*, Enum> (&table)[N], const QString& text)
{
    for (const auto& [name, value] : table) {
        if (text == QLatin1String(name))
            return {value, text};
    }
    return {Enum::unknown, text};
}
} // namespace

Wire<TradeState> parseTradeState(const QString& text)
{
    static constexpr std::pair<const char*, TradeState> kStates[] = {{"SUCCESS", TradeState::success},
        {"REFUND", TradeState::refund}, {"NOTPAY", TradeState::notPay}, {"CLOSED", TradeState::closed},
        {"REVOKED", TradeState::revoked}, {"USERPAYING", TradeState::userPaying},
        {"PAYERROR", TradeState::payError}};
    return lookUp(kStates, text);
}

Wire<TransferState> parseTransferState(const QString& text)
{
    static constexpr std::pair<const char*, TransferState> kStates[] = {{"ACCEPTED", TransferState::accepted},
        {"PROCESSING", TransferState::processing}, {"WAIT_USER_CONFIRM", TransferState::waitUserConfirm},
        {"TRANSFERING", TransferState::transfering}, {"SUCCESS", TransferState::success},
        {"FAIL", TransferState::fail}, {"CANCELING", TransferState::canceling},
        {"CANCELLED", TransferState::cancelled}};
    return lookUp(kStates, text);
}

bool isFinal(TransferState state)
{
    return state == TransferState::success || state == TransferState::fail ||
           state == TransferState::cancelled;
}

Result<Transaction> parseTransaction(const QJsonObject& json)
{
    const base::JsonFields fields(json);
    Transaction transaction;
    ZF_ASSIGN(transaction.mchid, fields.text("mchid"));
    ZF_ASSIGN(transaction.appid, fields.text("appid"));
    ZF_ASSIGN(transaction.outTradeNo, fields.text("out_trade_no"));
    ZF_ASSIGN(const QString state, fields.text("trade_state"));
    transaction.state = parseTradeState(state);
    ZF_ASSIGN(transaction.transactionId, fields.optionalText("transaction_id"));
    if (fields.has("amount")) {
        ZF_ASSIGN(const base::JsonFields amount, fields.object("amount"));
        ZF_ASSIGN(transaction.total, amount.fen("total"));
        ZF_ASSIGN(transaction.currency, amount.optionalText("currency"));
    }
    if (fields.has("payer")) {
        ZF_ASSIGN(const base::JsonFields payer, fields.object("payer"));
        ZF_ASSIGN(transaction.openid, payer.optionalText("openid"));
    }
    if (transaction.state.value == TradeState::success) {
        ZF_ASSIGN(const QString time, fields.text("success_time"));
        ZF_ASSIGN(transaction.successAtUtcMs, base::parseRfc3339(time));
        if (transaction.transactionId.isEmpty())
            return base::invalid("invalid_field", QStringLiteral("The field transaction_id is missing."));
    }
    return transaction;
}

Result<TransferBill> parseTransferBill(const QJsonObject& json)
{
    const base::JsonFields fields(json);
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

Result<Notification> openNotification(const QByteArray& body, const QByteArray& apiV3Key)
{
    ZF_ASSIGN(const QJsonObject json, base::parseJsonObject(body));
    const base::JsonFields fields(json);
    Notification notification;
    ZF_ASSIGN(notification.id, fields.text("id"));
    ZF_ASSIGN(notification.eventType, fields.text("event_type"));
    if (notification.id.isEmpty() || notification.id.size() > 64)
        return base::invalid("invalid_field", QStringLiteral("The field id is empty or too long."));
    ZF_ASSIGN(const base::JsonFields resource, fields.object("resource"));
    ZF_ASSIGN(const QString algorithm, resource.text("algorithm"));
    if (algorithm != QLatin1String("AEAD_AES_256_GCM"))
        return base::invalid(
            "invalid_field", QStringLiteral("The field resource.algorithm is not AEAD_AES_256_GCM."));
    ZF_ASSIGN(notification.originalType, resource.optionalText("original_type"));
    ZF_ASSIGN(const QString ciphertext, resource.text("ciphertext"));
    ZF_ASSIGN(const QString associatedData, resource.optionalText("associated_data"));
    ZF_ASSIGN(const QString nonce, resource.text("nonce"));
    ZF_ASSIGN(const QByteArray sealed, crypto::decodeBase64(ciphertext.toLatin1()));
    ZF_ASSIGN(const QByteArray plain,
        crypto::aesGcmOpen(apiV3Key, nonce.toUtf8(), sealed, associatedData.toUtf8()));
    ZF_ASSIGN(notification.content, base::parseJsonObject(plain));
    return notification;
}

} // namespace zhangfang::wechatpay::v3
