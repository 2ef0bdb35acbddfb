#pragma once

#include "wechatpay/bills/parser.h"
#include "wechatpay/clients.h"

namespace zhangfang::wechatpay::bills
{

/// A day's bill, verified: how many rows came, and whether that was all of them (TradeSummary::isWhole), or
/// that there was none.
/// `take` hears each row before the whole is verified: keep nothing of them until this says that it is.
/// Errors: wechat_refused, wechat_unclear, bill_* (see the parsers and the unpacker), and those of `take`.
[[nodiscard]] Result<std::optional<TradeSummary>> fetchTradeBill(const Clients& clients,
    Generation generation, QDate day, TradeBill kind, const TradeBillParser::Take& take);
[[nodiscard]] Result<std::optional<FlowSummary>> fetchFlowBill(const Clients& clients, Generation generation,
    QDate day, AccountType account, const FlowBillParser::Take& take);

/// From when on a day's bill is there: 10:00 of the next day, Asia/Shanghai. Source: facts page, "Bills".
[[nodiscard]] qint64 billReadyAtUtcMs(QDate day);

} // namespace zhangfang::wechatpay::bills
