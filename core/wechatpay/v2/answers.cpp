#include "wechatpay/v2/answers.h"

#include "base/calendar.h"
#include "wechatpay/detail/look_up.h"
#include "wechatpay/v2/coupons.h"

namespace zhangfang::wechatpay::v2
{
namespace
{

QString valueOf(const Fields& fields, const char* name)
{
    const auto found = fields.find(QString::fromLatin1(name));
    return found == fields.end() ? QString() : found->second;
}

tl::unexpected<base::Error> wrong(const char* name)
{
    return base::invalid(
        "invalid_field", QStringLiteral("The field %1 is missing or wrong.").arg(QString::fromLatin1(name)));
}

/// "20251009103456" or "2025-10-09 10:34:56", Asia/Shanghai.
Result<qint64> shanghaiTime(const QString& text, const char* name)
{
    QString digits = text;
    digits.remove(QLatin1Char('-')).remove(QLatin1Char(':')).remove(QLatin1Char(' '));
    if (digits.size() != 14)
        return wrong(name);
    const auto parsed = base::parseRfc3339(QStringLiteral("%1-%2-%3T%4:%5:%6+08:00")
                                               .arg(digits.mid(0, 4), digits.mid(4, 2), digits.mid(6, 2),
                                                   digits.mid(8, 2), digits.mid(10, 2), digits.mid(12, 2)));
    return parsed ? Result<qint64>(*parsed) : wrong(name);
}

/// When something came to be, or 0: a time that is left out, or cannot be read, undoes nothing.
qint64 timeOf(const Answer& answer, const char* name, QString& doubt)
{
    const QString text = answer.text(name);
    if (text.isEmpty())
        return 0;
    const auto time = shanghaiTime(text, name);
    if (time)
        return *time;
    doubt += (doubt.isEmpty() ? QString() : QStringLiteral("; ")) + time.error().message;
    return 0;
}

void take(Refund& refund, const detail::Split& split)
{
    refund.settled = split.settled;
    refund.payer = split.payer;
    refund.coupons = split.coupons;
    refund.settledIsTold = split.settledIsTold;
    refund.doubt = split.doubt;
}

/// What both a paid answer and a query hold.
Result<Transaction> common(const Answer& answer)
{
    Transaction transaction;
    ZF_ASSIGN(transaction.mchid, answer.required("mch_id"));
    ZF_ASSIGN(transaction.appid, answer.required("appid"));
    ZF_ASSIGN(transaction.outTradeNo, answer.required("out_trade_no"));
    transaction.transactionId = answer.text("transaction_id");
    transaction.openid = answer.text("openid");
    const QString currency = answer.text("fee_type");
    transaction.currency = currency.isEmpty() ? QStringLiteral("CNY") : currency;
    if (!answer.text("total_fee").isEmpty()) {
        ZF_ASSIGN(transaction.total, answer.fen("total_fee"));
    }
    transaction.attach = answer.text("attach");
    transaction.payer = transaction.total;
    return transaction;
}

/// What a payment says beyond that: without it there is none to book.
Result<Transaction> paid(Transaction transaction, const Answer& answer)
{
    if (transaction.transactionId.isEmpty())
        return wrong("transaction_id");
    if (transaction.total.isZero())
        return wrong("total_fee");
    ZF_TRY(answer.required("time_end"));
    const detail::Split split = splitOfPayment(transaction.total, answer);
    transaction.payer = split.payer;
    transaction.coupons = split.coupons;
    transaction.doubt = split.doubt;
    transaction.successAtUtcMs = timeOf(answer, "time_end", transaction.doubt);
    return transaction;
}

} // namespace

QString Answer::text(const char* name) const
{
    return valueOf(fields, name);
}

Result<QString> Answer::required(const char* name) const
{
    QString value = text(name);
    if (value.isEmpty())
        return wrong(name);
    return value;
}

Result<Money> Answer::fen(const char* name) const
{
    bool ok = false;
    const qint64 number = text(name).toLongLong(&ok);
    if (!ok || number < 0)
        return wrong(name);
    return Money::fen(number);
}

Result<std::optional<Money>> Answer::optionalFen(const char* name) const
{
    if (text(name).isEmpty())
        return std::optional<Money>();
    return fen(name).map([](Money sum) { return std::optional(sum); });
}

Result<Reply> readReply(Fields fields)
{
    const QString returnCode = valueOf(fields, "return_code");
    if (returnCode == QLatin1String("FAIL"))
        return NotUnderstood{valueOf(fields, "return_msg")};
    if (returnCode != QLatin1String("SUCCESS"))
        return wrong("return_code");
    const QString resultCode = valueOf(fields, "result_code");
    if (resultCode == QLatin1String("FAIL"))
        return BusinessFailure{valueOf(fields, "err_code"), valueOf(fields, "err_code_des")};
    if (resultCode != QLatin1String("SUCCESS"))
        return wrong("result_code");
    return Answer{std::move(fields)};
}

Result<Transaction> parsePaid(const Answer& answer)
{
    ZF_ASSIGN(Transaction transaction, common(answer));
    transaction.state = {TradeState::success, QStringLiteral("SUCCESS")};
    return paid(std::move(transaction), answer);
}

Result<Transaction> parseTransaction(const Answer& answer)
{
    ZF_ASSIGN(Transaction transaction, common(answer));
    ZF_ASSIGN(const QString state, answer.required("trade_state"));
    transaction.state = parseTradeState(state);
    const bool wasPaid =
        transaction.state.value == TradeState::success || transaction.state.value == TradeState::refund;
    return wasPaid ? paid(std::move(transaction), answer) : Result<Transaction>(std::move(transaction));
}

Result<Refund> parseCreatedRefund(const Answer& answer)
{
    Refund refund;
    ZF_ASSIGN(refund.mchid, answer.required("mch_id"));
    ZF_ASSIGN(refund.outTradeNo, answer.required("out_trade_no"));
    ZF_ASSIGN(refund.transactionId, answer.required("transaction_id"));
    ZF_ASSIGN(refund.outRefundNo, answer.required("out_refund_no"));
    ZF_ASSIGN(refund.refundId, answer.required("refund_id"));
    ZF_ASSIGN(refund.refund, answer.fen("refund_fee"));
    ZF_ASSIGN(refund.total, answer.fen("total_fee"));
    refund.state = {RefundState::processing, QStringLiteral("PROCESSING")};
    take(refund, splitOfRefund(refund.refund, answer, {}));
    return refund;
}

Result<Refund> parseRefund(const Answer& answer)
{
    Refund refund;
    ZF_ASSIGN(refund.mchid, answer.required("mch_id"));
    ZF_ASSIGN(refund.outTradeNo, answer.required("out_trade_no"));
    ZF_ASSIGN(refund.transactionId, answer.required("transaction_id"));
    ZF_ASSIGN(refund.outRefundNo, answer.required("out_refund_no_0"));
    ZF_ASSIGN(refund.refundId, answer.required("refund_id_0"));
    ZF_ASSIGN(refund.refund, answer.fen("refund_fee_0"));
    ZF_ASSIGN(refund.total, answer.fen("total_fee"));
    ZF_ASSIGN(const QString state, answer.required("refund_status_0"));
    refund.state = parseRefundState(state);
    refund.receivedAccount = answer.text("refund_recv_accout_0");
    take(refund, splitOfRefund(refund.refund, answer, QStringLiteral("_0")));
    refund.successAtUtcMs = timeOf(answer, "refund_success_time_0", refund.doubt);
    return refund;
}

Result<Refund> parseRefundInfo(const Fields& fields)
{
    const Answer info{fields};
    Refund refund;
    refund.mchid = info.text("mch_id");
    ZF_ASSIGN(refund.outTradeNo, info.required("out_trade_no"));
    ZF_ASSIGN(refund.transactionId, info.required("transaction_id"));
    ZF_ASSIGN(refund.outRefundNo, info.required("out_refund_no"));
    ZF_ASSIGN(refund.refundId, info.required("refund_id"));
    ZF_ASSIGN(refund.refund, info.fen("refund_fee"));
    ZF_ASSIGN(refund.total, info.fen("total_fee"));
    ZF_ASSIGN(const QString state, info.required("refund_status"));
    refund.state = parseRefundState(state);
    refund.receivedAccount = info.text("refund_recv_accout");
    take(refund, splitOfRefund(refund.refund, info, {}));
    refund.successAtUtcMs = timeOf(info, "success_time", refund.doubt);
    return refund;
}

Result<TransferBill> parseCreatedTransfer(const Answer& answer)
{
    TransferBill bill;
    ZF_ASSIGN(bill.outBillNo, answer.required("partner_trade_no"));
    ZF_ASSIGN(bill.transferBillNo, answer.required("payment_no"));
    bill.mchid = answer.text("mchid");
    bill.state = {TransferState::success, QStringLiteral("SUCCESS")};
    return bill;
}

Result<TransferBill> parseTransfer(const Answer& answer)
{
    static constexpr std::pair<const char*, TransferState> kStates[] = {{"SUCCESS", TransferState::success},
        {"FAILED", TransferState::fail}, {"PROCESSING", TransferState::processing}};
    TransferBill bill;
    ZF_ASSIGN(bill.outBillNo, answer.required("partner_trade_no"));
    bill.transferBillNo = answer.text("detail_id");
    bill.mchid = answer.text("mch_id");
    ZF_ASSIGN(const QString state, answer.required("status"));
    bill.state = detail::lookUp(kStates, state);
    ZF_ASSIGN(bill.amount, answer.fen("payment_amount"));
    bill.failReason = answer.text("reason");
    return bill;
}

Result<TransferBill> parseCreatedRedPacket(const Answer& answer)
{
    TransferBill bill;
    ZF_ASSIGN(bill.outBillNo, answer.required("mch_billno"));
    ZF_ASSIGN(bill.transferBillNo, answer.required("send_listid"));
    ZF_ASSIGN(bill.amount, answer.fen("total_amount"));
    bill.mchid = answer.text("mch_id");
    bill.state = {TransferState::accepted, QStringLiteral("SENDING")};
    return bill;
}

Result<TransferBill> parseRedPacket(const Answer& answer)
{
    // Unclaimed after 24 hours it comes back: RFUND_ING while it does, REFUND at the end.
    static constexpr std::pair<const char*, TransferState> kStates[] = {{"SENDING", TransferState::accepted},
        {"SENT", TransferState::waitUserConfirm}, {"FAILED", TransferState::fail},
        {"RECEIVED", TransferState::success}, {"RFUND_ING", TransferState::canceling},
        {"REFUND", TransferState::fail}};
    TransferBill bill;
    ZF_ASSIGN(bill.outBillNo, answer.required("mch_billno"));
    bill.transferBillNo = answer.text("detail_id");
    bill.mchid = answer.text("mch_id");
    ZF_ASSIGN(const QString state, answer.required("status"));
    bill.state = detail::lookUp(kStates, state);
    ZF_ASSIGN(bill.amount, answer.fen("total_amount"));
    bill.failReason = answer.text("reason");
    if (bill.state.value == TransferState::fail && bill.failReason.isEmpty())
        bill.failReason = state;
    return bill;
}

} // namespace zhangfang::wechatpay::v2
