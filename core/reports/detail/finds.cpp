#include "reports/detail/finds.h"

#include "search/index.h"

#include <algorithm>

namespace zhangfang::reports::detail
{
namespace
{

/// The longest that any number or openid is.
constexpr qsizetype kLongestNumber = 64;

QString beginningOfNumber(const QString& text)
{
    const QString number = search::folded(text.trimmed());
    const bool can =
        number.size() <= kLongestNumber && std::all_of(number.begin(), number.end(), [](QChar c) {
            return c.unicode() < 128 && (c.isLetterOrNumber() || QStringView(u"_-*").contains(c));
        });
    return can ? number : QString();
}

} // namespace

Typed::Typed(const QString& text)
    : query(text.trimmed()), number(beginningOfNumber(text)), id(number.toLongLong())
{
}

bool addIds(storage::Rows rows, qint64 most, std::vector<qint64>& ids)
{
    while (rows.next()) {
        if (static_cast<qint64>(ids.size()) == most)
            return false;
        ids.push_back(rows.number(0));
    }
    return true;
}

std::vector<qint64> each(std::vector<qint64> ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

Result<std::optional<std::vector<qint64>>> usersOf(
    storage::Database& database, const Typed& typed, qint64 most)
{
    ZF_ASSIGN(auto ids, search::findUsers(database, typed.query, {1, kAll, most + 1}));
    if (static_cast<qint64>(ids.size()) > most)
        return std::nullopt;
    if (!typed.number.isEmpty()) {
        ZF_ASSIGN(auto byOpenid,
            database.query("SELECT id FROM users WHERE LOWER(openid) >= :openid AND LOWER(openid) < :end",
                {{":openid", typed.number}, {":end", behind(typed.number)}}));
        if (!addIds(std::move(byOpenid), most, ids))
            return std::nullopt;
    }
    if (typed.id > 0) {
        ZF_ASSIGN(auto byId, database.query("SELECT id FROM users WHERE id = :id", {{":id", typed.id}}));
        if (!addIds(std::move(byId), most, ids))
            return std::nullopt;
    }
    return each(std::move(ids));
}

Result<std::vector<qint64>> everyUserOf(storage::Database& database, const Typed& typed)
{
    ZF_ASSIGN(auto users, usersOf(database, typed, kAll));
    return std::move(users).value_or(std::vector<qint64>());
}

void putInOrder(std::vector<Hit>& hits)
{
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.key < b.key; });
}

std::vector<PageKey> keysOf(const std::vector<Hit>& hits)
{
    std::vector<PageKey> keys;
    keys.reserve(hits.size());
    for (const Hit& hit : hits)
        keys.push_back(hit.key);
    return keys;
}

Result<ListSum> sumOf(const std::vector<Hit>& hits)
{
    ListSum sum;
    for (const Hit& hit : hits) {
        ++sum.rows;
        ZF_ASSIGN(sum.amount, sum.amount.plus(hit.amount));
    }
    return sum;
}

PageIndex indexOf(const std::vector<PageKey>& keys)
{
    PageIndex index;
    index.rows = static_cast<qint64>(keys.size());
    for (size_t at = 0; at < keys.size(); at += kPageRows)
        index.starts.push_back(keys[at]);
    return index;
}

PageIndex lastPageOf(const std::vector<PageKey>& keys)
{
    if (keys.empty())
        return {};
    const size_t rows = std::min<size_t>(keys.size(), kPageRows);
    return {static_cast<qint64>(rows), {keys[keys.size() - rows]}};
}

std::vector<PageKey> pageOf(const std::vector<PageKey>& keys, const PageKey& start)
{
    const auto from = std::lower_bound(keys.begin(), keys.end(), start);
    return {from, from + std::min<std::ptrdiff_t>(keys.end() - from, kPageRows)};
}

std::vector<PageKey> rising(std::vector<PageKey> keys, Along along)
{
    if (along == Along::down)
        std::reverse(keys.begin(), keys.end());
    return keys;
}

} // namespace zhangfang::reports::detail
