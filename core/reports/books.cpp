#include "reports/books.h"

namespace zhangfang::reports
{

Result<PageIndex> indexTransfers(
    storage::Database& database, const std::optional<ledger::AccountPath>& account, PageIndex known)
{
    const qint64 from = resumeAt(known).id;
    ZF_ASSIGN(auto rows,
        account
            ? database.query("SELECT DISTINCT 0, e.transfer_id FROM entries e WHERE e.account_id = "
                             "(SELECT id FROM accounts WHERE path = :path) AND e.transfer_id >= :from "
                             "ORDER BY e.transfer_id",
                  {{":path", account->toString()}, {":from", from}})
            : database.query("SELECT 0, id FROM transfers WHERE id >= :from ORDER BY id", {{":from", from}}));
    return indexPages(std::move(rows), std::move(known));
}

Result<PageIndex> newestTransfers(
    storage::Database& database, const std::optional<ledger::AccountPath>& account)
{
    const int limit = kPageRows;
    ZF_ASSIGN(auto rows,
        account ? database.query("SELECT DISTINCT 0, e.transfer_id FROM entries e WHERE e.account_id = "
                                 "(SELECT id FROM accounts WHERE path = :path) "
                                 "ORDER BY e.transfer_id DESC LIMIT :limit",
                      {{":path", account->toString()}, {":limit", limit}})
                : database.query("SELECT 0, id FROM transfers WHERE id > 0 ORDER BY id DESC LIMIT :limit",
                      {{":limit", limit}}));
    return newestPage(std::move(rows));
}

Result<std::vector<TransferRow>> transferPage(
    storage::Database& database, const std::optional<ledger::AccountPath>& account, PageKey start)
{
    const int limit = kPageRows;
    ZF_ASSIGN(auto rows,
        account ? database.query("SELECT t.id, t.kind, t.description, t.occurred_at, "
                                 "(SELECT SUM(e.amount_fen) FROM entries e WHERE e.transfer_id = t.id "
                                 "AND e.account_id = (SELECT id FROM accounts WHERE path = :own)) "
                                 "FROM transfers t WHERE t.id IN (SELECT DISTINCT transfer_id FROM entries "
                                 "WHERE account_id = (SELECT id FROM accounts WHERE path = :path) "
                                 "AND transfer_id >= :from ORDER BY transfer_id LIMIT :limit) ORDER BY t.id",
                      {{":own", account->toString()}, {":path", account->toString()}, {":from", start.id},
                          {":limit", limit}})
                : database.query("SELECT t.id, t.kind, t.description, t.occurred_at, "
                                 "(SELECT SUM(e.amount_fen) FROM entries e WHERE e.transfer_id = t.id "
                                 "AND e.amount_fen > 0) FROM transfers t WHERE t.id >= :from "
                                 "ORDER BY t.id LIMIT :limit",
                      {{":from", start.id}, {":limit", limit}}));
    const qint64 sign = account && account->isCreditNormal() ? -1 : 1;
    std::vector<TransferRow> page;
    while (rows.next())
        page.push_back({{0, rows.number(0)}, rows.text(1), rows.text(2), rows.number(3),
            Money::fen(sign * rows.number(4))});
    return page;
}

Result<std::vector<StatementLine>> statement(
    storage::Database& database, base::UserId user, base::TransferId before, int limit)
{
    const QString available = ledger::AccountPath::userAvailable(user).toString();
    const QString held = ledger::AccountPath::userHeld(user).toString();
    const qint64 end = before.value() == 0 ? std::numeric_limits<qint64>::max() : before.value();
    // The page's transfers first, from the end of either account: a long statement is not added up for each.
    ZF_ASSIGN(auto rows,
        database.query(
            "SELECT t.id, t.occurred_at, t.kind, t.description, "
            "SUM(CASE WHEN a.path = :available THEN -e.amount_fen ELSE 0 END), "
            "SUM(CASE WHEN a.path = :held THEN -e.amount_fen ELSE 0 END) "
            "FROM transfers t JOIN entries e ON e.transfer_id = t.id JOIN accounts a ON a.id = e.account_id "
            "WHERE a.path IN (:path1, :path2) AND t.id IN ("
            "SELECT id FROM (SELECT DISTINCT transfer_id AS id FROM entries WHERE account_id = "
            "(SELECT id FROM accounts WHERE path = :path3) AND transfer_id < :before1 "
            "ORDER BY transfer_id DESC LIMIT :limit1) AS of_available UNION "
            "SELECT id FROM (SELECT DISTINCT transfer_id AS id FROM entries WHERE account_id = "
            "(SELECT id FROM accounts WHERE path = :path4) AND transfer_id < :before2 "
            "ORDER BY transfer_id DESC LIMIT :limit2) AS of_held) "
            "GROUP BY t.id, t.occurred_at, t.kind, t.description ORDER BY t.id DESC LIMIT :limit",
            {{":available", available}, {":held", held}, {":path1", available}, {":path2", held},
                {":path3", available}, {":path4", held}, {":before1", end}, {":before2", end},
                {":limit1", limit}, {":limit2", limit}, {":limit", limit}}));
    std::vector<StatementLine> lines;
    while (rows.next())
        lines.push_back({base::TransferId(rows.number(0)), rows.number(1), rows.text(2), rows.text(3),
            Money::fen(rows.number(4)), Money::fen(rows.number(5))});
    return lines;
}

} // namespace zhangfang::reports
