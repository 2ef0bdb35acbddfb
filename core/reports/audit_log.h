#pragma once

#include "reports/paging.h"

namespace zhangfang::reports
{

/// One entry of the audit log: who did what, to what.
struct AuditRow {
    PageKey key; ///< by number alone
    qint64 atUtcMs = 0;
    QString actor;
    QString action; ///< like "setting.changed"
    QString subject;
    QString detail;
};

/// The pages of the entries that have `search` anywhere in actor, action, subject or detail, whatever the
/// case of its letters A to Z; of all when it is empty. `known`, made with the same search, is extended.
[[nodiscard]] Result<PageIndex> indexAudit(
    storage::Database& database, const QString& search, PageIndex known = {});
[[nodiscard]] Result<PageIndex> newestAudit(storage::Database& database, const QString& search);
/// One page, the oldest first, starting at `start`.
[[nodiscard]] Result<std::vector<AuditRow>> auditPage(
    storage::Database& database, const QString& search, PageKey start);
/// At most `limit`, the newest first, before the entry `before` (0: from the newest).
[[nodiscard]] Result<std::vector<AuditRow>> listAudit(
    storage::Database& database, const QString& search, qint64 before, int limit);

} // namespace zhangfang::reports
