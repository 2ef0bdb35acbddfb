#pragma once

#include "base/money.h"

namespace zhangfang::wechatpay::bills
{

using base::Money;
using base::Result;

/// "8.88" to fen, "-1.00" too; more than two decimals only when they are zeros. Errors: invalid_amount.
[[nodiscard]] Result<Money> parseYuan(QByteArrayView text);
/// "0.00600" to 1/100,000 yuan. Errors: invalid_amount.
[[nodiscard]] Result<qint64> parseFee(QByteArrayView text);
/// "2025-10-08 13:51:31", Asia/Shanghai. Errors: invalid_time.
[[nodiscard]] Result<qint64> parseTime(QByteArrayView text);
/// "42". Errors: invalid_amount.
[[nodiscard]] Result<qint64> parseCount(QByteArrayView text);
/// The beginning of a value, for a message.
[[nodiscard]] QString excerpt(QByteArrayView text);

} // namespace zhangfang::wechatpay::bills
