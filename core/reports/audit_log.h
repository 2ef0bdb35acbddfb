#pragma once

#include "reports/paging.h"

#include <QDate>

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
    // What entries of earlier programs do not tell; see access::AuditEntry.
    QString actorKind = {};
    QString role = {};
    QString face = {};
    QString machine = {};
    QString input = {}; ///< JSON
    QString actKey = {};
    QString changed = {}; ///< JSON
};

/// Which entries; everything given must hold.
struct AuditFilter {
    /// Anywhere in actor, action, subject or detail, whatever the case of its letters A to Z.
    QString search = {};
    QDate from = {}; ///< business days, both included; null: open
    QDate to = {};
    friend bool operator==(const AuditFilter&, const AuditFilter&) = default;
};

/// The pages of those entries. `known`, made with the same filter, is extended.
[[nodiscard]] Result<PageIndex> indexAudit(
    storage::Database& database, const AuditFilter& filter, PageIndex known = {});
[[nodiscard]] Result<PageIndex> newestAudit(storage::Database& database, const AuditFilter& filter);
/// One page, the oldest first, starting at `start`.
[[nodiscard]] Result<std::vector<AuditRow>> auditPage(
    storage::Database& database, const AuditFilter& filter, const PageKey& start);
/// Whose entries, and about what, to the letter; empty: anybody's, about anything.
struct AuditOf {
    QString actor = {};
    QString subject = {};
};
/// At most `limit`, the newest first, before the entry `before` (0: from the newest).
[[nodiscard]] Result<std::vector<AuditRow>> listAudit(
    storage::Database& database, const AuditFilter& filter, qint64 before, int limit, const AuditOf& of = {});

} // namespace zhangfang::reports
