#pragma once

#include "wechatpay/bills/sheet.h"
#include "wechatpay/bills/values.h"

#include <array>

namespace zhangfang::wechatpay::bills
{

/// Reads a trade bill of any kind piece by piece: columns by their names, rows handed over one at a time, the
/// summary row held against what was counted. Rows that cannot be read are repaired or set aside, see Sheet,
/// and the summary tells how many. Memory: a few lines.
/// Errors: bill_header (a needed column is missing), bill_row (of the summary; names line and column),
/// bill_summary (says what differs), bill_line_too_long, bill_incomplete, and those of `take`.
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
    [[nodiscard]] Result<Layout> header(const std::vector<QByteArray>& names);
    [[nodiscard]] Status read(const Sheet::Values& values);
    [[nodiscard]] Status give();
    [[nodiscard]] Status summary(const std::vector<QByteArray>& names, const Sheet::Values& values);
    Take take_;
    Sheet sheet_;
    std::array<int, kColumns> columns_{};
    TradeRow row_; ///< read and not yet given
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
    [[nodiscard]] Result<Layout> header(const std::vector<QByteArray>& names);
    [[nodiscard]] Status read(const Sheet::Values& values);
    [[nodiscard]] Status give();
    [[nodiscard]] Status summary(const std::vector<QByteArray>& names, const Sheet::Values& values);
    Take take_;
    Sheet sheet_;
    std::array<int, kColumns> columns_{};
    FlowRow row_;
    FlowSummary counted_;
};

} // namespace zhangfang::wechatpay::bills
