#pragma once

#include "base/money.h"
#include "reports/export/table.h"
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
    QString shop;
    QDate from; ///< the days it was made for, both included
    QDate to;
    qint64 madeAtUtcMs = 0;
    std::vector<SettlementDay> days;
    SettlementDay total;     ///< sums; the two end figures are the last day's
    qint64 verifiedUpTo = 0; ///< the last transfer of the verified books
    QString firstDifference; ///< empty: the books verify
};

/// From and to are business days, both included, at most 366. Errors: invalid_period.
[[nodiscard]] Result<SettlementReport> settlementReport(
    storage::Database& database, QDate from, QDate to, qint64 nowUtcMs);
/// The report as it was made, for a file: a line a day, the oldest first, then the sums.
[[nodiscard]] Table settlementTable(const SettlementReport& report, Language language);

} // namespace zhangfang::reports
