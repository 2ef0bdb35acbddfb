#include "backend/desk_later.h"

/// Lists as files.
namespace zhangfang::backend
{

Later<qint64> Desk::exportTable(reports::Table table, ExportTarget target, std::shared_ptr<Job> job)
{
    return on<qint64>(longWork_,
        [this, table = std::move(table), target = std::move(target),
            job = watched(std::move(job))]() -> Result<qint64> {
            return backend::exportTable(*folder_, table, target, [&job](qint64 rows) {
                job->done = rows;
                return job->cancelled ? ledger::Continue::no : ledger::Continue::yes;
            });
        });
}

Later<qint64> Desk::exportOrders(
    const reports::OrderFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job)
{
    return exportTable(reports::ordersTable(filter, target.language), target, std::move(job));
}

Later<qint64> Desk::exportPayouts(
    const reports::PayoutFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job)
{
    return exportTable(reports::payoutsTable(filter, target.language), target, std::move(job));
}

Later<qint64> Desk::exportUsers(
    const reports::UserFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job)
{
    return exportTable(reports::usersTable(filter, target.language), target, std::move(job));
}

Later<qint64> Desk::exportStatement(base::UserId user, const reports::TransferFilter& filter,
    const ExportTarget& target, std::shared_ptr<Job> job)
{
    return exportTable(reports::statementTable(user, filter, target.language), target, std::move(job));
}

Later<qint64> Desk::exportTransfers(
    const reports::TransferFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job)
{
    return exportTable(reports::transfersTable(filter, target.language), target, std::move(job));
}

Later<qint64> Desk::exportTasks(const ExportTarget& target, std::shared_ptr<Job> job)
{
    return exportTable(reports::tasksTable(target.language), target, std::move(job));
}

Later<qint64> Desk::exportAudit(
    const reports::AuditFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job)
{
    return exportTable(reports::auditTable(filter, target.language), target, std::move(job));
}

Later<qint64> Desk::exportSettlement(
    const reports::SettlementReport& report, const ExportTarget& target, std::shared_ptr<Job> job)
{
    return exportTable(reports::settlementTable(report, target.language), target, std::move(job));
}

} // namespace zhangfang::backend
