#pragma once

#include "wechatpay/bills/lines.h"
#include "wechatpay/bills/rows.h"

#include <array>

namespace zhangfang::wechatpay::bills
{

/// Reads a trade bill of any kind piece by piece: columns by their names, rows handed over one at a time, the
/// summary row held against what was counted. Memory: one line.
/// Errors: bill_header (a needed column is missing), bill_row (names line and column), bill_summary (says
/// what differs), bill_incomplete, and those of `take`.
class TradeBillParser
{
public:
    using Take = std::function<Status(const TradeRow& row)>;
    explicit TradeBillParser(Take take);
    [[nodiscard]] Status add(QByteArrayView piece) { return sheet_.add(piece); }
    /// The bill has ended: whole and in agreement with itself, or an error.
    [[nodiscard]] Result<TradeSummary> finish();

private:
    enum Column {
        time,
        appid,
        mchid,
        transactionId,
        outTradeNo,
        openid,
        tradeType,
        state,
        currency,
        settlement,
        coupon,
        refundId,
        outRefundNo,
        refund,
        refundState,
        description,
        fee,
        rate,
        order,
        refundAsked,
        kColumns
    };
    [[nodiscard]] Status header(const std::vector<QByteArray>& names);
    [[nodiscard]] Status row(const Sheet::Values& values);
    [[nodiscard]] Status summary(const std::vector<QByteArray>& names, const Sheet::Values& values);
    Take take_;
    Sheet sheet_;
    std::array<int, kColumns> columns_{};
    TradeSummary counted_;
};

/// The same for a fund flow bill.
class FlowBillParser
{
public:
    using Take = std::function<Status(const FlowRow& row)>;
    explicit FlowBillParser(Take take);
    [[nodiscard]] Status add(QByteArrayView piece) { return sheet_.add(piece); }
    [[nodiscard]] Result<FlowSummary> finish();

private:
    enum Column {
        time,
        businessNo,
        flowNo,
        name,
        type,
        direction,
        amount,
        balance,
        remark,
        voucherNo,
        kColumns
    };
    [[nodiscard]] Status header(const std::vector<QByteArray>& names);
    [[nodiscard]] Status row(const Sheet::Values& values);
    [[nodiscard]] Status summary(const std::vector<QByteArray>& names, const Sheet::Values& values);
    Take take_;
    Sheet sheet_;
    std::array<int, kColumns> columns_{};
    FlowSummary counted_;
};

/// "8.88" to fen, "-1.00" too; more than two decimals only when they are zeros. Errors: invalid_amount.
[[nodiscard]] Result<Money> parseYuan(QByteArrayView text);
/// "0.00600" to 1/100,000 yuan. Errors: invalid_amount.
[[nodiscard]] Result<qint64> parseFee(QByteArrayView text);
/// "2025-10-08 13:51:31", Asia/Shanghai. Errors: invalid_time.
[[nodiscard]] Result<qint64> parseTime(QByteArrayView text);

} // namespace zhangfang::wechatpay::bills
