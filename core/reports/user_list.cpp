#include "reports/user_list.h"

#include "reports/detail/finds.h"
#include "search/index.h"

#include <algorithm>
#include <limits>

namespace zhangfang::reports
{
namespace
{

using detail::Along;
using detail::kAll;
using detail::kLittle;

#define ZF_AVAILABLE                                                                                         \
    "COALESCE((SELECT balance_fen FROM accounts WHERE path = 'liabilities:user:' || CAST(u.id AS TEXT) || "  \
    "':available'), 0)"
#define ZF_HELD                                                                                              \
    "COALESCE((SELECT balance_fen FROM accounts WHERE path = 'liabilities:user:' || CAST(u.id AS TEXT) || "  \
    "':held'), 0)"

enum class By { number, balance, name };

By byOf(UserSort sort)
{
    switch (sort) {
    case UserSort::newest:
    case UserSort::oldest:
        return By::number;
    case UserSort::richest:
    case UserSort::poorest:
        return By::balance;
    case UserSort::byName:
    case UserSort::byNameBackwards:
        return By::name;
    }
    return By::number;
}

bool isSearch(const UserFilter& filter)
{
    return !filter.search.trimmed().isEmpty();
}

/// Before any other. What is owed is less than zero in the books, so that by balance the richest begin.
PageKey startOf(By by)
{
    return by == By::balance ? PageKey{std::numeric_limits<qint64>::min(), 0} : PageKey{};
}

/// A part of a list, by statement: (at, id, text).
using Part = std::function<Result<storage::Rows>()>;

/// Those with something available, from the accounts; then all the others, by number.
std::vector<Part> partsByBalance(storage::Database& database, const PageKey& start, Along along)
{
    const auto with = [&database, start, along] {
        return along == Along::up
                   ? database.query("SELECT balance_fen, user_id, '' FROM accounts WHERE user_id IS NOT NULL "
                                    "AND balance_fen < 0 AND (balance_fen, user_id) >= (:at, :id) "
                                    "ORDER BY balance_fen, user_id",
                         {{":at", start.at}, {":id", start.id}})
                   : database.query("SELECT balance_fen, user_id, '' FROM accounts WHERE user_id IS NOT NULL "
                                    "AND balance_fen < 0 AND (balance_fen, user_id) >= (:at, :id) "
                                    "ORDER BY balance_fen DESC, user_id DESC",
                         {{":at", start.at}, {":id", start.id}});
    };
    const auto without = [&database, from = start.at < 0 ? 0 : start.id, along] {
        return along == Along::up
                   ? database.query("SELECT 0, u.id, '' FROM users u WHERE u.id >= :id AND " ZF_AVAILABLE
                                    " >= 0 ORDER BY u.id",
                         {{":id", from}})
                   : database.query("SELECT 0, u.id, '' FROM users u WHERE u.id >= :id AND " ZF_AVAILABLE
                                    " >= 0 ORDER BY u.id DESC",
                         {{":id", from}});
    };
    return along == Along::up ? std::vector<Part>{with, without} : std::vector<Part>{without, with};
}

std::vector<Part> partsOf(storage::Database& database, By by, const PageKey& start, Along along)
{
    switch (by) {
    case By::balance:
        return partsByBalance(database, start, along);
    case By::name:
        return {[&database, start, along] {
            return along == Along::up
                       ? database.query("SELECT 0, id, sort_name FROM users WHERE (sort_name, id) >= "
                                        "(:text, :id) ORDER BY sort_name, id",
                             {{":text", start.text}, {":id", start.id}})
                       : database.query("SELECT 0, id, sort_name FROM users WHERE (sort_name, id) >= "
                                        "(:text, :id) ORDER BY sort_name DESC, id DESC",
                             {{":text", start.text}, {":id", start.id}});
        }};
    case By::number:
        break;
    }
    return {[&database, start, along] {
        return along == Along::up
                   ? database.query(
                         "SELECT 0, id, '' FROM users WHERE id >= :id ORDER BY id", {{":id", start.id}})
                   : database.query(
                         "SELECT 0, id, '' FROM users WHERE id >= :id ORDER BY id DESC", {{":id", start.id}});
    }};
}

/// Keys in their order, from `start` on or from the end back to it, of `among` alone where there are some.
Result<std::vector<PageKey>> keys(storage::Database& database, By by, const PageKey& start, Along along,
    qint64 most, const std::optional<std::vector<qint64>>& among = {})
{
    std::vector<PageKey> found;
    for (const Part& part : partsOf(database, by, start, along)) {
        if (static_cast<qint64>(found.size()) == most)
            break;
        ZF_ASSIGN(auto rows, part());
        while (static_cast<qint64>(found.size()) < most && rows.next()) {
            const qint64 id = rows.number(1);
            if (!among || std::binary_search(among->begin(), among->end(), id))
                found.push_back({rows.number(0), id, rows.text(2)});
        }
    }
    return detail::rising(std::move(found), along);
}

/// A user's place in the list, and its row.
Result<std::optional<UserRow>> rowOf(storage::Database& database, By by, qint64 id)
{
    ZF_ASSIGN(auto rows, database.query("SELECT u.openid, u.name, u.created_at, u.sort_name, " ZF_AVAILABLE
                                        ", " ZF_HELD " FROM users u WHERE u.id = :id",
                             {{":id", id}}));
    if (!rows.next())
        return std::nullopt;
    const PageKey key{by == By::balance ? rows.number(4) : 0, id, by == By::name ? rows.text(3) : QString()};
    return UserRow{key, rows.text(0), rows.text(1), rows.number(2), Money::fen(-rows.number(4)),
        Money::fen(-rows.number(5))};
}

/// All that is found, in rising order; nothing: more than `most`, or nothing is searched.
Result<std::optional<std::vector<PageKey>>> gather(
    storage::Database& database, const UserFilter& filter, qint64 most)
{
    if (!isSearch(filter))
        return std::nullopt;
    ZF_ASSIGN(const auto ids, detail::usersOf(database, detail::Typed(filter.search), most));
    if (!ids)
        return std::nullopt;
    std::vector<PageKey> found;
    for (const qint64 id : *ids) {
        ZF_ASSIGN(const auto row, rowOf(database, byOf(filter.sort), id));
        if (row)
            found.push_back(row->key);
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// A page of a list of which too much passes to be gathered.
Result<std::vector<PageKey>> readAlong(
    storage::Database& database, const UserFilter& filter, const PageKey& start, Along along, qint64 most)
{
    std::optional<std::vector<qint64>> among;
    if (isSearch(filter)) {
        ZF_ASSIGN(among, detail::everyUserOf(database, detail::Typed(filter.search)));
    }
    return keys(database, byOf(filter.sort), start, along, most, among);
}

} // namespace

Top topOf(UserSort sort)
{
    switch (sort) {
    case UserSort::newest:
    case UserSort::poorest:
    case UserSort::byNameBackwards:
        return Top::highest;
    case UserSort::oldest:
    case UserSort::richest:
    case UserSort::byName:
        break;
    }
    return Top::lowest;
}

bool growsAtItsEnd(const UserFilter& filter)
{
    return !isSearch(filter) && byOf(filter.sort) == By::number;
}

Result<PageIndex> indexUsers(storage::Database& database, const UserFilter& filter, PageIndex known)
{
    ZF_ASSIGN(const auto gathered, gather(database, filter, kAll));
    if (gathered)
        return detail::indexOf(*gathered);
    const By by = byOf(filter.sort);
    if (by == By::number) {
        ZF_ASSIGN(auto rows, partsOf(database, by, resumeAt(known), Along::up).front()());
        return indexPages(std::move(rows), std::move(known));
    }
    return keys(database, by, startOf(by), Along::up, kAll).map(&detail::indexOf);
}

Result<PageIndex> newestUsers(storage::Database& database, const UserFilter& filter)
{
    ZF_ASSIGN(const auto gathered, gather(database, filter, kLittle));
    if (gathered)
        return detail::lastPageOf(*gathered);
    return readAlong(database, filter, startOf(byOf(filter.sort)), Along::down, kPageRows)
        .map(&detail::lastPageOf);
}

Result<std::vector<UserRow>> userPage(storage::Database& database, const UserFilter& filter, PageKey start)
{
    const By by = byOf(filter.sort);
    if (start == PageKey())
        start = startOf(by);
    ZF_ASSIGN(const auto gathered, gather(database, filter, kLittle));
    std::vector<PageKey> page;
    if (gathered) {
        page = detail::pageOf(*gathered, start);
    } else {
        ZF_ASSIGN(page, readAlong(database, filter, start, Along::up, kPageRows));
    }
    std::vector<UserRow> users;
    for (const PageKey& key : page) {
        ZF_ASSIGN(auto row, rowOf(database, by, key.id));
        if (row)
            users.push_back(std::move(*row));
    }
    return users;
}

Result<UserSum> sumUsers(storage::Database& database, const UserFilter& filter)
{
    if (isSearch(filter)) {
        ZF_ASSIGN(auto gathered, gather(database, filter, kAll));
        return sumUsers(database, std::move(gathered).value_or(std::vector<PageKey>()));
    }
    ZF_ASSIGN(auto rows,
        database.query("SELECT (SELECT COUNT(*) FROM users), "
                       "COALESCE(SUM(CASE WHEN user_id IS NULL THEN 0 ELSE -balance_fen END), 0), "
                       "COALESCE(SUM(CASE WHEN user_id IS NULL THEN -balance_fen ELSE 0 END), 0) "
                       "FROM accounts WHERE path >= 'liabilities:user:' AND path < 'liabilities:user;'"));
    return rows.next() ? UserSum{rows.number(0), Money::fen(rows.number(1)), Money::fen(rows.number(2))}
                       : UserSum();
}

Result<UserSum> sumUsers(storage::Database& database, const std::vector<PageKey>& keys)
{
    UserSum sum;
    for (const PageKey& key : keys) {
        ZF_ASSIGN(const auto row, rowOf(database, By::number, key.id));
        if (!row)
            continue;
        ++sum.rows;
        ZF_ASSIGN(sum.available, sum.available.plus(row->available));
        ZF_ASSIGN(sum.held, sum.held.plus(row->held));
    }
    return sum;
}

} // namespace zhangfang::reports
