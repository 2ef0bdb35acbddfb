#pragma once

#include "access/audit.h"
#include "backend/interfaces/export_target.h"
#include "backend/interfaces/later.h"
#include "reports/audit_log.h"

namespace zhangfang::backend
{

/// Who did what.
/// On the UI's thread; every answer comes later.
class AuditLog
{
public:
    virtual ~AuditLog() = default;
    /// The audit log; see `reports/audit_log.h`.
    [[nodiscard]] virtual Later<reports::PageIndex> auditIndex(
        reports::AuditFilter filter, reports::PageIndex known) = 0;
    [[nodiscard]] virtual Later<reports::PageIndex> newestAudit(reports::AuditFilter filter) = 0;
    [[nodiscard]] virtual Later<std::vector<reports::AuditRow>> auditPage(
        reports::AuditFilter filter, reports::PageKey start) = 0;
    /// The same of the audit log.
    [[nodiscard]] virtual Later<access::AuditProof> verifyAudit(std::shared_ptr<Job> job) = 0;
    [[nodiscard]] virtual Later<qint64> exportAudit(
        const reports::AuditFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job) = 0;
};

} // namespace zhangfang::backend
