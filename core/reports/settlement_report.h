#pragma once

#include "base/money.h"
#include "storage/database.h"

#include <QDate>
#include <vector>

namespace zhangfang::reports
{

using base::Money;
using base::Result;

/// One business day as the ledger has it.
struct SettlementDay {
    QDate day;
    Money
        paid; ///< what settles of what was paid, before the fee: coupons that nobody prefunded are not in it
    Money refunded;  ///< the same of what was given back
    Money fees;      ///< expected at the merchant's rate, less what comes back with refunds
    Money coupons;   ///< what coupons cost the shop
    Money credited;  ///< newly owed to users: top-ups and credits, less debits
    Money withdrawn; ///< paid out to users
    Money owedAtEnd;
    Money wechatAtEnd; ///< settled and unsettled WeChat money
};

struct SettlementReport {
    std::vector<SettlementDay> days;
    SettlementDay total;     ///< sums; the two end figures are the last day's
    qint64 verifiedUpTo = 0; ///< the last transfer of the verified books
    QString firstDifference; ///< empty: the books verify
};

/// From and to are business days, both included, at most 366. Errors: invalid_period.
[[nodiscard]] Result<SettlementReport> settlementReport(storage::Database& database, QDate from, QDate to);
[[nodiscard]] QByteArray toCsv(const SettlementReport& report);

} // namespace zhangfang::reports
