#include "reports/transfer_list.h"

#include "reports/part_of.h"
#include "reports/period.h"

namespace zhangfang::reports
{
namespace
{

#define ZF_IN_RANGE "t.occurred_at >= :since AND t.occurred_at < :until "
#define ZF_FOUND                                                                                             \
    "AND (LOWER(t.description) LIKE :part ESCAPE '\\' OR LOWER(t.key) LIKE :part ESCAPE '\\' "               \
    "OR EXISTS (SELECT 1 FROM entries other WHERE other.transfer_id = t.id AND other.account_id IN "         \
    "(SELECT id FROM accounts WHERE LOWER(path) LIKE :part ESCAPE '\\'))) "
#define ZF_OF_ALL "FROM transfers t WHERE t.id >= :from AND t.id <= :high AND " ZF_IN_RANGE
// Both in the order of the books, so that a page is merged from them without reading either to its end.
#define ZF_OF_ACCOUNT(account, found)                                                                        \
    "SELECT e.transfer_id AS id FROM entries e JOIN transfers t ON t.id = e.transfer_id "                    \
    "WHERE e.account_id = " account                                                                          \
    " AND e.transfer_id >= :from AND e.transfer_id <= :high AND " ZF_IN_RANGE found
#define ZF_OF_ACCOUNTS(found) ZF_OF_ACCOUNT(":first", found) "UNION " ZF_OF_ACCOUNT(":second", found)

#define ZF_ROW                                                                                               \
    "t.id, t.key, t.kind, t.description, t.occurred_at, (SELECT COALESCE(SUM(e.amount_fen), 0) "             \
    "FROM entries e WHERE e.transfer_id = t.id AND e.amount_fen > 0)"
#define ZF_SUM "(SELECT COALESCE(SUM(e.amount_fen), 0) FROM entries e WHERE e.account_id = "
// What each row did, and what came to the account since the row before: also by what is not on the page.
#define ZF_ROWS_OF_ACCOUNTS(found)                                                                           \
    "WITH page AS (" ZF_OF_ACCOUNTS(                                                                         \
        found) "ORDER BY id LIMIT :limit), "                                                                 \
               "walked AS (SELECT id, LAG(id, 1, :before) OVER (ORDER BY id) AS previous FROM page) "        \
               "SELECT " ZF_ROW ", " ZF_SUM ":first AND e.transfer_id = w.id), " ZF_SUM                      \
               ":first AND e.transfer_id > w.previous AND e.transfer_id <= w.id), " ZF_SUM                   \
               ":second AND e.transfer_id = w.id), " ZF_SUM                                                  \
               ":second AND e.transfer_id > w.previous AND e.transfer_id <= w.id) "                          \
               "FROM walked w JOIN transfers t ON t.id = w.id ORDER BY w.id"

TransferRow rowOf(const storage::Rows& rows)
{
    return {{0, rows.number(0)}, rows.text(1), rows.text(2), rows.text(3), rows.number(4),
        Money::fen(rows.number(5)), {}};
}

} // namespace

TransferFilter statementOf(base::UserId user, TransferFilter others)
{
    others.accounts = {ledger::AccountPath::userAvailable(user), ledger::AccountPath::userHeld(user)};
    return others;
}

/// Numbers and moments between which all that is wanted lies.
struct TransferList::Range {
    qint64 from = 0;
    qint64 high = std::numeric_limits<qint64>::max();
    Period period;
};

Result<TransferList::Range> TransferList::range(storage::Database& database, qint64 from) const
{
    Range range{from, std::numeric_limits<qint64>::max(), Period::ofDays(filter_.from, filter_.to)};
    if (!filter_.from.isValid() && !filter_.to.isValid())
        return range;
    // Transfers are booked about when they happen: what lies in a period lies close together.
    ZF_ASSIGN(auto rows, database.query("SELECT MIN(id), MAX(id) FROM transfers WHERE occurred_at >= :since "
                                        "AND occurred_at < :until",
                             {{":since", range.period.sinceUtcMs}, {":until", range.period.untilUtcMs}}));
    const bool any = rows.next() && !rows.isNull(0);
    range.from = std::max(from, any ? rows.number(0) : 0);
    range.high = any ? rows.number(1) : -1;
    return range;
}

Result<std::array<TransferList::Account, TransferList::kMostAccounts>> TransferList::accounts(
    storage::Database& database) const
{
    Q_ASSERT(filter_.accounts.size() <= kMostAccounts);
    std::array<Account, kMostAccounts> all;
    for (size_t at = 0; at < std::min(filter_.accounts.size(), kMostAccounts); ++at) {
        const ledger::AccountPath& path = filter_.accounts[at];
        ZF_ASSIGN(auto rows,
            database.query("SELECT id FROM accounts WHERE path = :path", {{":path", path.toString()}}));
        all[at] = {rows.next() ? rows.number(0) : -1, path.isCreditNormal() ? -1 : 1};
    }
    return all;
}

Result<PageIndex> TransferList::index(storage::Database& database, PageIndex known) const
{
    ZF_ASSIGN(const Range in, range(database, resumeAt(known).id));
    const QString part = partOf(filter_.search);
    const qint64 since = in.period.sinceUtcMs;
    const qint64 until = in.period.untilUtcMs;
    if (filter_.accounts.empty()) {
        ZF_ASSIGN(auto rows,
            isSearch() ? database.query("SELECT 0, t.id " ZF_OF_ALL ZF_FOUND "ORDER BY t.id",
                             {{":from", in.from}, {":high", in.high}, {":since", since}, {":until", until},
                                 {":part", part}})
                       : database.query("SELECT 0, t.id " ZF_OF_ALL "ORDER BY t.id",
                             {{":from", in.from}, {":high", in.high}, {":since", since}, {":until", until}}));
        return indexPages(std::move(rows), std::move(known));
    }
    ZF_ASSIGN(const auto of, accounts(database));
    ZF_ASSIGN(auto rows,
        isSearch() ? database.query("SELECT 0, id FROM (" ZF_OF_ACCOUNTS(ZF_FOUND) "ORDER BY id) AS found",
                         {{":first", of[0].id}, {":second", of[1].id}, {":from", in.from}, {":high", in.high},
                             {":since", since}, {":until", until}, {":part", part}})
                   : database.query("SELECT 0, id FROM (" ZF_OF_ACCOUNTS("") "ORDER BY id) AS found",
                         {{":first", of[0].id}, {":second", of[1].id}, {":from", in.from}, {":high", in.high},
                             {":since", since}, {":until", until}}));
    return indexPages(std::move(rows), std::move(known));
}

Result<PageIndex> TransferList::newest(storage::Database& database) const
{
    ZF_ASSIGN(const Range in, range(database, 0));
    const QString part = partOf(filter_.search);
    const qint64 since = in.period.sinceUtcMs;
    const qint64 until = in.period.untilUtcMs;
    const int limit = kPageRows;
    if (filter_.accounts.empty()) {
        ZF_ASSIGN(auto rows,
            isSearch()
                ? database.query("SELECT 0, t.id " ZF_OF_ALL ZF_FOUND "ORDER BY t.id DESC LIMIT :limit",
                      {{":from", in.from}, {":high", in.high}, {":since", since}, {":until", until},
                          {":part", part}, {":limit", limit}})
                : database.query("SELECT 0, t.id " ZF_OF_ALL "ORDER BY t.id DESC LIMIT :limit",
                      {{":from", in.from}, {":high", in.high}, {":since", since}, {":until", until},
                          {":limit", limit}}));
        return newestPage(std::move(rows));
    }
    ZF_ASSIGN(const auto of, accounts(database));
    ZF_ASSIGN(auto rows,
        isSearch() ? database.query("SELECT 0, id FROM (" ZF_OF_ACCOUNTS(
                                        ZF_FOUND) "ORDER BY id DESC LIMIT :limit) AS found",
                         {{":first", of[0].id}, {":second", of[1].id}, {":from", in.from}, {":high", in.high},
                             {":since", since}, {":until", until}, {":part", part}, {":limit", limit}})
                   : database.query(
                         "SELECT 0, id FROM (" ZF_OF_ACCOUNTS("") "ORDER BY id DESC LIMIT :limit) AS found",
                         {{":first", of[0].id}, {":second", of[1].id}, {":from", in.from}, {":high", in.high},
                             {":since", since}, {":until", until}, {":limit", limit}}));
    return newestPage(std::move(rows));
}

Result<std::vector<TransferRow>> TransferList::page(storage::Database& database, const PageKey& start)
{
    ZF_ASSIGN(const Range in, range(database, start.id));
    return filter_.accounts.empty() ? pageOfAll(database, in) : pageOfAccounts(database, in);
}

Result<std::vector<TransferRow>> TransferList::pageOfAll(storage::Database& database, const Range& in) const
{
    const int limit = kPageRows;
    ZF_ASSIGN(auto rows,
        isSearch()
            ? database.query("SELECT " ZF_ROW " " ZF_OF_ALL ZF_FOUND "ORDER BY t.id LIMIT :limit",
                  {{":from", in.from}, {":high", in.high}, {":since", in.period.sinceUtcMs},
                      {":until", in.period.untilUtcMs}, {":part", partOf(filter_.search)}, {":limit", limit}})
            : database.query("SELECT " ZF_ROW " " ZF_OF_ALL "ORDER BY t.id LIMIT :limit",
                  {{":from", in.from}, {":high", in.high}, {":since", in.period.sinceUtcMs},
                      {":until", in.period.untilUtcMs}, {":limit", limit}}));
    std::vector<TransferRow> page;
    while (rows.next())
        page.push_back(rowOf(rows));
    return page;
}

Result<std::vector<TransferRow>> TransferList::pageOfAccounts(storage::Database& database, const Range& in)
{
    ZF_ASSIGN(const auto of, accounts(database));
    std::array<qint64, kMostAccounts> balance{};
    for (size_t at = 0; at < filter_.accounts.size(); ++at) {
        ZF_ASSIGN(balance[at], balances_[at].before(database, of[at].id, in.from));
    }
    const int limit = kPageRows;
    ZF_ASSIGN(auto rows,
        isSearch()
            ? database.query(ZF_ROWS_OF_ACCOUNTS(ZF_FOUND),
                  {{":first", of[0].id}, {":second", of[1].id}, {":from", in.from}, {":before", in.from - 1},
                      {":high", in.high}, {":since", in.period.sinceUtcMs}, {":until", in.period.untilUtcMs},
                      {":part", partOf(filter_.search)}, {":limit", limit}})
            : database.query(ZF_ROWS_OF_ACCOUNTS(""),
                  {{":first", of[0].id}, {":second", of[1].id}, {":from", in.from}, {":before", in.from - 1},
                      {":high", in.high}, {":since", in.period.sinceUtcMs}, {":until", in.period.untilUtcMs},
                      {":limit", limit}}));
    std::vector<TransferRow> page;
    while (rows.next()) {
        page.push_back(rowOf(rows));
        for (size_t at = 0; at < filter_.accounts.size(); ++at) {
            const int column = 6 + 2 * static_cast<int>(at);
            balance[at] += rows.number(column + 1);
            page.back().changes.push_back(
                {Money::fen(of[at].sign * rows.number(column)), Money::fen(of[at].sign * balance[at])});
        }
    }
    return page;
}

} // namespace zhangfang::reports
