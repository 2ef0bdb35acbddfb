#include "reports/audit_log.h"

#include "reports/part_of.h"
#include "reports/period.h"

#include <limits>

namespace zhangfang::reports
{
namespace
{

#define ZF_AUDIT_ROW                                                                                         \
    "SELECT id, at, actor, action, subject, detail, actor_kind, role, face, machine, input, act_key, "       \
    "changed FROM audit WHERE "
// The log has an entry for what a person does: it is read through in the order of its numbers.
#define ZF_AUDIT_DAYS "AND at >= :since AND at < :until "
#define ZF_AUDIT_MATCH                                                                                       \
    "AND (LOWER(actor) LIKE :part ESCAPE '\\' OR LOWER(action) LIKE :part ESCAPE '\\' "                      \
    "OR LOWER(subject) LIKE :part ESCAPE '\\' OR LOWER(detail) LIKE :part ESCAPE '\\') "

/// The filter as the statements want it.
struct Asked {
    bool isSearch;
    QString part;
    Period period;
    explicit Asked(const AuditFilter& filter)
        : isSearch(!filter.search.trimmed().isEmpty()), part(partOf(filter.search)),
          period(Period::ofDays(filter.from, filter.to))
    {
    }
};

std::vector<AuditRow> rowsOf(storage::Rows rows)
{
    std::vector<AuditRow> all;
    while (rows.next())
        all.push_back({{0, rows.number(0)}, rows.number(1), rows.text(2), rows.text(3), rows.text(4),
            rows.text(5), rows.text(6), rows.text(7), rows.text(8), rows.text(9), rows.text(10),
            rows.text(11), rows.text(12)});
    return all;
}

} // namespace

Result<PageIndex> indexAudit(storage::Database& database, const AuditFilter& filter, PageIndex known)
{
    const qint64 from = resumeAt(known).id;
    const Asked asked(filter);
    const auto& [since, until] = asked.period;
    ZF_ASSIGN(auto rows,
        asked.isSearch
            ? database.query("SELECT 0, id FROM audit WHERE id >= :from " ZF_AUDIT_DAYS ZF_AUDIT_MATCH
                             "ORDER BY id",
                  {{":from", from}, {":since", since}, {":until", until}, {":part", asked.part}})
            : database.query("SELECT 0, id FROM audit WHERE id >= :from " ZF_AUDIT_DAYS "ORDER BY id",
                  {{":from", from}, {":since", since}, {":until", until}}));
    return indexPages(std::move(rows), std::move(known));
}

Result<PageIndex> newestAudit(storage::Database& database, const AuditFilter& filter)
{
    const int limit = kPageRows;
    const Asked asked(filter);
    const auto& [since, until] = asked.period;
    ZF_ASSIGN(auto rows,
        asked.isSearch ? database.query("SELECT 0, id FROM audit WHERE id > 0 " ZF_AUDIT_DAYS ZF_AUDIT_MATCH
                                        "ORDER BY id DESC LIMIT :limit",
                             {{":since", since}, {":until", until}, {":part", asked.part}, {":limit", limit}})
                       : database.query("SELECT 0, id FROM audit WHERE id > 0 " ZF_AUDIT_DAYS
                                        "ORDER BY id DESC LIMIT :limit",
                             {{":since", since}, {":until", until}, {":limit", limit}}));
    return newestPage(std::move(rows));
}

Result<std::vector<AuditRow>> auditPage(
    storage::Database& database, const AuditFilter& filter, const PageKey& start)
{
    const int limit = kPageRows;
    const Asked asked(filter);
    const auto& [since, until] = asked.period;
    ZF_ASSIGN(auto rows,
        asked.isSearch ? database.query(ZF_AUDIT_ROW "id >= :from " ZF_AUDIT_DAYS ZF_AUDIT_MATCH
                                                     "ORDER BY id LIMIT :limit",
                             {{":from", start.id}, {":since", since}, {":until", until},
                                 {":part", asked.part}, {":limit", limit}})
                       : database.query(ZF_AUDIT_ROW "id >= :from " ZF_AUDIT_DAYS "ORDER BY id LIMIT :limit",
                             {{":from", start.id}, {":since", since}, {":until", until}, {":limit", limit}}));
    return rowsOf(std::move(rows));
}

namespace
{

/// One person's, or one thing's, along their index: there are few beside all of them.
Result<std::vector<AuditRow>> listOf(
    storage::Database& database, const Asked& asked, qint64 end, int limit, const AuditOf& of)
{
#define ZF_AUDIT_FEW                                                                                         \
    "AND id < :end AND at >= :since AND at < :until AND (:all = 1 OR LOWER(actor) LIKE :part ESCAPE '\\' "   \
    "OR LOWER(action) LIKE :part ESCAPE '\\' OR LOWER(subject) LIKE :part ESCAPE '\\' "                      \
    "OR LOWER(detail) LIKE :part ESCAPE '\\') "
    const auto& [since, until] = asked.period;
    const int all = asked.isSearch ? 0 : 1;
    if (of.actor.isEmpty()) {
        ZF_ASSIGN(auto rows,
            database.query(ZF_AUDIT_ROW "subject = :subject " ZF_AUDIT_FEW "ORDER BY id DESC LIMIT :limit",
                {{":subject", of.subject}, {":end", end}, {":since", since}, {":until", until}, {":all", all},
                    {":part", asked.part}, {":limit", limit}}));
        return rowsOf(std::move(rows));
    }
    ZF_ASSIGN(auto rows,
        database.query(ZF_AUDIT_ROW "actor = :actor AND (:subject = '' OR subject = :subject) " ZF_AUDIT_FEW
                                    "ORDER BY id DESC LIMIT :limit",
            {{":actor", of.actor}, {":subject", of.subject}, {":end", end}, {":since", since},
                {":until", until}, {":all", all}, {":part", asked.part}, {":limit", limit}}));
    return rowsOf(std::move(rows));
}

} // namespace

Result<std::vector<AuditRow>> listAudit(
    storage::Database& database, const AuditFilter& filter, qint64 before, int limit, const AuditOf& of)
{
    const qint64 end = before == 0 ? std::numeric_limits<qint64>::max() : before;
    const Asked asked(filter);
    if (!of.actor.isEmpty() || !of.subject.isEmpty())
        return listOf(database, asked, end, limit, of);
    const auto& [since, until] = asked.period;
    ZF_ASSIGN(auto rows,
        asked.isSearch
            ? database.query(ZF_AUDIT_ROW "id < :end " ZF_AUDIT_DAYS ZF_AUDIT_MATCH
                                          "ORDER BY id DESC LIMIT :limit",
                  {{":end", end}, {":since", since}, {":until", until}, {":part", asked.part},
                      {":limit", limit}})
            : database.query(ZF_AUDIT_ROW "id < :end " ZF_AUDIT_DAYS "ORDER BY id DESC LIMIT :limit",
                  {{":end", end}, {":since", since}, {":until", until}, {":limit", limit}}));
    return rowsOf(std::move(rows));
}

} // namespace zhangfang::reports
