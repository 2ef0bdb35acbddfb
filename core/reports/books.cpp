#include "reports/books.h"

namespace zhangfang::reports
{

#define ZF_USER_MATCH                                                                                        \
    "u.id IN (SELECT id FROM users WHERE id = :number UNION SELECT id FROM users WHERE openid >= :openid "   \
    "AND openid < :openidEnd UNION SELECT id FROM users WHERE name >= :name AND name < :nameEnd "            \
    "AND name <> '') "
#define ZF_USER_ROW                                                                                          \
    "SELECT u.id, u.openid, u.name, u.created_at, COALESCE((SELECT balance_fen FROM accounts WHERE path = "  \
    "'liabilities:user:' || CAST(u.id AS TEXT) || ':available'), 0), COALESCE((SELECT balance_fen FROM "     \
    "accounts WHERE path = 'liabilities:user:' || CAST(u.id AS TEXT) || ':held'), 0) FROM users u WHERE "

Result<PageIndex> indexUsers(storage::Database& database, const QString& search, PageIndex known)
{
    const qint64 from = resumeAt(known).id;
    const QString text = search.trimmed();
    ZF_ASSIGN(auto rows,
        text.isEmpty() ? database.query("SELECT 0, u.id FROM users u WHERE u.id >= :from ORDER BY u.id",
                             {{":from", from}})
                       : database.query("SELECT 0, u.id FROM users u WHERE " ZF_USER_MATCH
                                        "AND u.id >= :from ORDER BY u.id",
                             {{":number", text.toLongLong()}, {":openid", text}, {":openidEnd", behind(text)},
                                 {":name", text}, {":nameEnd", behind(text)}, {":from", from}}));
    return indexPages(std::move(rows), std::move(known));
}

Result<std::vector<UserRow>> userPage(storage::Database& database, const QString& search, PageKey start)
{
    const QString text = search.trimmed();
    const int limit = kPageRows;
    ZF_ASSIGN(auto rows,
        text.isEmpty()
            ? database.query(ZF_USER_ROW "u.id >= :from ORDER BY u.id LIMIT :limit",
                  {{":from", start.id}, {":limit", limit}})
            : database.query(ZF_USER_ROW ZF_USER_MATCH "AND u.id >= :from ORDER BY u.id LIMIT :limit",
                  {{":number", text.toLongLong()}, {":openid", text}, {":openidEnd", behind(text)},
                      {":name", text}, {":nameEnd", behind(text)}, {":from", start.id}, {":limit", limit}}));
    std::vector<UserRow> page;
    while (rows.next())
        page.push_back({{0, rows.number(0)}, rows.text(1), rows.text(2), rows.number(3),
            Money::fen(-rows.number(4)), Money::fen(-rows.number(5))});
    return page;
}

} // namespace zhangfang::reports
