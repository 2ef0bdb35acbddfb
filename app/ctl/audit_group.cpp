#include "access/audit.h"
#include "base/calendar.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "ctl/list_words.h"
#include "reports/audit_log.h"

namespace zhangfang::ctl
{
namespace
{

using storage::Database;

struct AuditWords {
    QString search = {};
    NumberPaging paging = {};
};

/// The newest first; those that have `search` in any part.
Answer listAudit(Session& session, const AuditWords& w)
{
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(
            const auto entries, reports::listAudit(database, {w.search}, w.paging.cursor, w.paging.limit));
        QJsonArray items;
        for (const reports::AuditRow& entry : entries)
            items.append(QJsonObject{{QStringLiteral("id"), entry.key.id},
                {QStringLiteral("at"), base::toRfc3339(entry.atUtcMs)},
                {QStringLiteral("actor"), entry.actor}, {QStringLiteral("action"), entry.action},
                {QStringLiteral("subject"), entry.subject}, {QStringLiteral("detail"), entry.detail}});
        return page(items, w.paging.limit, entries.empty() ? 0 : entries.back().key.id);
    });
}

/// Walks the hash chain of the audit log.
Answer verifyAudit(Session& session)
{
    ZF_ASSIGN(const access::AuditProof proof,
        session.folder().readers().read<access::AuditProof>(
            [](Database& database) { return access::verifyAudit(database); }));
    return QJsonObject{{QStringLiteral("ok"), proof.ok()}, {QStringLiteral("entries"), proof.entries},
        {QStringLiteral("first_difference"), proof.ok() ? QJsonValue() : QJsonValue(proof.firstDifference)}};
}

} // namespace

void addAuditGroup(CommandLine& line)
{
    const auto w = std::make_shared<AuditWords>();
    CLI::App* audit = line.group("audit", "who did what");
    CLI::App* list = line.verb(audit, "list", "the newest first", w, listAudit);
    addText(list, "--search", w->search, "anywhere in who, what, to what and the rest");
    addPaging(list, w->paging, "--before");
    line.verb(audit, "verify", "recompute its hash chain", verifyAudit);
}

} // namespace zhangfang::ctl
