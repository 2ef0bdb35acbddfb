#pragma once

#include "backend/interfaces/export_target.h"
#include "backend/interfaces/later.h"
#include "reports/overview.h"
#include "reports/settlement_report.h"

namespace zhangfang::backend
{

/// The shop in figures.
/// On the UI's thread; every answer comes later.
class Reports
{
public:
    virtual ~Reports() = default;
    [[nodiscard]] virtual Later<reports::Overview> overview() = 0;
    [[nodiscard]] virtual Later<reports::SettlementReport> settlementReport(QDate from, QDate to) = 0;
    /// The report as it was made, whatever the books say by now.
    [[nodiscard]] virtual Later<qint64> exportSettlement(
        const reports::SettlementReport& report, const ExportTarget& target, std::shared_ptr<Job> job) = 0;
};

} // namespace zhangfang::backend
