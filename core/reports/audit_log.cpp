#include "reports/audit_log.h"

#include <limits>

namespace zhangfang::reports
{
namespace
{

/// For LIKE, with '\' before what would stand for something else.
QString anywhere(const QString& search)
{
    QString pattern = search.trimmed();
    for (QChar& letter : pattern) { // what SQL's LOWER does to other letters differs between databases
        if (letter >= QLatin1Char('A') && letter <= QLatin1Char('Z'))
            letter = letter.toLower();
    }
    for (const QChar special : {QLatin1Char('\\'), QLatin1Char('%'), QLatin1Char('_')})
        pattern.replace(special, QLatin1Char('\\') + QString(special));
    return QLatin1Char('%') + pattern + QLatin1Char('%');
}

#define ZF_AUDIT_ROW "SELECT id, at, actor, action, subject, detail FROM audit WHERE "
#define ZF_AUDIT_MATCH                                                                                       \
    "AND (LOWER(actor) LIKE :actor ESCAPE '\\' OR LOWER(action) LIKE :action ESCAPE '\\' "                   \
    "OR LOWER(subject) LIKE :subject ESCAPE '\\' OR LOWER(detail) LIKE :detail ESCAPE '\\') "

std::vector<AuditRow> rowsOf(storage::Rows rows)
{
    std::vector<AuditRow> all;
    while (rows.next())
        all.push_back(
            {{0, rows.number(0)}, rows.number(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)});
    return all;
}

} // namespace

Result<PageIndex> indexAudit(storage::Database& database, const QString& search, PageIndex known)
{
    const qint64 from = resumeAt(known).id;
    const QString text = anywhere(search);
    ZF_ASSIGN(auto rows,
        search.trimmed().isEmpty()
            ? database.query("SELECT 0, id FROM audit WHERE id >= :from ORDER BY id", {{":from", from}})
            : database.query("SELECT 0, id FROM audit WHERE id >= :from " ZF_AUDIT_MATCH "ORDER BY id",
                  {{":from", from}, {":actor", text}, {":action", text}, {":subject", text},
                      {":detail", text}}));
    return indexPages(std::move(rows), std::move(known));
}

Result<PageIndex> newestAudit(storage::Database& database, const QString& search)
{
    const int limit = kPageRows;
    const QString text = anywhere(search);
    ZF_ASSIGN(
        auto rows, search.trimmed().isEmpty()
                       ? database.query("SELECT 0, id FROM audit WHERE id > 0 ORDER BY id DESC LIMIT :limit",
                             {{":limit", limit}})
                       : database.query("SELECT 0, id FROM audit WHERE id > 0 " ZF_AUDIT_MATCH
                                        "ORDER BY id DESC LIMIT :limit",
                             {{":actor", text}, {":action", text}, {":subject", text}, {":detail", text},
                                 {":limit", limit}}));
    return newestPage(std::move(rows));
}

Result<std::vector<AuditRow>> auditPage(storage::Database& database, const QString& search, PageKey start)
{
    const int limit = kPageRows;
    const QString text = anywhere(search);
    ZF_ASSIGN(
        auto rows, search.trimmed().isEmpty()
                       ? database.query(ZF_AUDIT_ROW "id >= :from ORDER BY id LIMIT :limit",
                             {{":from", start.id}, {":limit", limit}})
                       : database.query(ZF_AUDIT_ROW "id >= :from " ZF_AUDIT_MATCH "ORDER BY id LIMIT :limit",
                             {{":from", start.id}, {":actor", text}, {":action", text}, {":subject", text},
                                 {":detail", text}, {":limit", limit}}));
    return rowsOf(std::move(rows));
}

Result<std::vector<AuditRow>> listAudit(
    storage::Database& database, const QString& search, qint64 before, int limit)
{
    const qint64 end = before == 0 ? std::numeric_limits<qint64>::max() : before;
    const QString text = anywhere(search);
    ZF_ASSIGN(auto rows,
        search.trimmed().isEmpty()
            ? database.query(
                  ZF_AUDIT_ROW "id < :end ORDER BY id DESC LIMIT :limit", {{":end", end}, {":limit", limit}})
            : database.query(ZF_AUDIT_ROW "id < :end " ZF_AUDIT_MATCH "ORDER BY id DESC LIMIT :limit",
                  {{":end", end}, {":actor", text}, {":action", text}, {":subject", text}, {":detail", text},
                      {":limit", limit}}));
    return rowsOf(std::move(rows));
}

} // namespace zhangfang::reports
