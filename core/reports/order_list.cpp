#include "reports/order_list.h"

#include "reports/detail/order_keys.h"
#include "search/index.h"

#include <algorithm>

namespace zhangfang::reports
{
namespace
{

using detail::Along;
using detail::Hit;
using detail::Hits;
using detail::kAll;
using detail::kLittle;
using detail::OrderBounds;

/// Orders whose description, number or user it is, whatever else the filter says; nothing: more than `most`.
Result<std::optional<std::vector<qint64>>> orderIds(
    storage::Database& database, const detail::Typed& typed, qint64 most)
{
    ZF_ASSIGN(auto ids, search::findOrders(database, typed.query, {1, kAll, most + 1}));
    if (static_cast<qint64>(ids.size()) > most)
        return std::nullopt;
    if (!typed.number.isEmpty()) {
        const QString end = behind(typed.number);
        ZF_ASSIGN(auto byNumber, database.query("SELECT id FROM orders WHERE LOWER(out_trade_no) >= :number "
                                                "AND LOWER(out_trade_no) < :end",
                                     {{":number", typed.number}, {":end", end}}));
        if (!detail::addIds(std::move(byNumber), most, ids))
            return std::nullopt;
        ZF_ASSIGN(auto byWechat, // digits, which have no case
            database.query("SELECT id FROM orders WHERE transaction_id >= :number AND transaction_id < :end",
                {{":number", typed.number}, {":end", end}}));
        if (!detail::addIds(std::move(byWechat), most, ids))
            return std::nullopt;
    }
    ZF_ASSIGN(const auto users, detail::usersOf(database, typed, most));
    if (!users)
        return std::nullopt;
    for (const qint64 user : *users) {
        ZF_ASSIGN(
            auto ofUser, database.query("SELECT id FROM orders WHERE user_id = :user", {{":user", user}}));
        if (!detail::addIds(std::move(ofUser), most, ids))
            return std::nullopt;
    }
    return detail::each(std::move(ids));
}

Result<Hits> gatherFound(
    storage::Database& database, const OrderFilter& filter, const OrderBounds& is, qint64 most)
{
    ZF_ASSIGN(const auto ids, orderIds(database, detail::Typed(filter.search), most));
    if (!ids)
        return std::nullopt;
    std::vector<Hit> hits;
    for (const qint64 id : *ids) {
        ZF_ASSIGN(auto rows,
            database.query("SELECT created_at, amount_fen, state FROM orders WHERE id = :id", {{":id", id}}));
        if (rows.next() && is.holds(rows.number(0), rows.text(2)))
            hits.push_back({is.keyOf(rows.number(0), rows.number(1), id), Money::fen(rows.number(1))});
    }
    return hits;
}

/// Of a period, for a list by sums.
Result<Hits> gatherPeriod(storage::Database& database, const OrderBounds& is, qint64 most)
{
    ZF_ASSIGN(auto rows, detail::orderAmounts(database, is, most + 1));
    std::vector<Hit> hits;
    while (rows.next())
        hits.push_back({{rows.number(1), rows.number(0)}, Money::fen(rows.number(1))});
    if (static_cast<qint64>(hits.size()) > most)
        return std::nullopt;
    return hits;
}

bool isSearch(const OrderFilter& filter)
{
    return !filter.search.trimmed().isEmpty();
}

/// What was paid on those days, whenever it was ordered: as the overview counts them.
Result<Hits> gatherPaid(storage::Database& database, const OrderFilter& filter, const OrderBounds& is)
{
    std::optional<std::vector<qint64>> among;
    if (isSearch(filter)) {
        ZF_ASSIGN(among, orderIds(database, detail::Typed(filter.search), kAll));
    }
    ZF_ASSIGN(auto rows, database.query("SELECT id, created_at, amount_fen, state FROM orders "
                                        "WHERE paid_at >= :from AND paid_at < :to",
                             {{":from", is.from}, {":to", is.to}}));
    std::vector<Hit> hits;
    while (rows.next()) {
        const qint64 id = rows.number(0);
        const bool isSought = !among || std::binary_search(among->begin(), among->end(), id);
        if (isSought && (is.state.isEmpty() || is.state == rows.text(3)))
            hits.push_back({is.keyOf(rows.number(1), rows.number(2), id), Money::fen(rows.number(2))});
    }
    return hits;
}

/// All that passes, in rising order, where that is at most `most` and can be told without going along the
/// whole list; else nothing.
Result<Hits> gather(
    storage::Database& database, const OrderFilter& filter, const OrderBounds& is, qint64 most)
{
    const auto gathered = [&]() -> Result<Hits> {
        if (is.wasPaid && is.hasPeriod())
            return gatherPaid(database, filter, is);
        if (isSearch(filter))
            return gatherFound(database, filter, is, most);
        if (is.byAmount && is.hasPeriod())
            return gatherPeriod(database, is, most);
        return std::nullopt;
    };
    ZF_ASSIGN(Hits hits, gathered());
    if (hits)
        detail::putInOrder(*hits);
    return hits;
}

/// Along the list from `start` on, or from its end back to there, until a page is full of what is searched:
/// it is much, so that this is soon.
Result<std::vector<PageKey>> walk(storage::Database& database, const OrderFilter& filter,
    const OrderBounds& is, const PageKey& start, Along along)
{
    struct Looked {
        PageKey key;
        bool isHit; ///< by what its row says
    };
    constexpr size_t kStep = 1'024;
    const detail::Typed typed(filter.search);
    ZF_ASSIGN(const auto users, detail::usersOf(database, typed, kAll));
    // Orders that follow in time have numbers that follow; by sums they lie anywhere.
    std::vector<qint64> described;
    if (is.byAmount) {
        ZF_ASSIGN(described, search::findOrders(database, typed.query));
        described = detail::each(std::move(described));
    }
    ZF_ASSIGN(auto rows, detail::orderLooks(database, is, start, along));
    std::vector<PageKey> found;
    for (bool more = true; more && found.size() < kPageRows;) {
        std::vector<Looked> step;
        search::Ids among{kAll, 0, kAll};
        while (step.size() < kStep && (more = rows.next())) {
            const qint64 id = rows.number(1);
            among.from = std::min(among.from, id);
            among.to = std::max(among.to, id);
            step.push_back(
                {{rows.number(0), id}, typed.begins(rows.text(2)) || typed.begins(rows.text(3)) ||
                                           std::binary_search(users->begin(), users->end(), rows.number(4))});
        }
        if (!is.byAmount && !step.empty()) {
            ZF_ASSIGN(described, search::findOrders(database, typed.query, among));
            described = detail::each(std::move(described));
        }
        for (const Looked& one : step) {
            if (found.size() < kPageRows &&
                (one.isHit || std::binary_search(described.begin(), described.end(), one.key.id)))
                found.push_back(one.key);
        }
    }
    return detail::rising(std::move(found), along);
}

Result<std::vector<OrderRow>> rowsOf(
    storage::Database& database, const std::vector<PageKey>& keys, const OrderBounds& is)
{
    std::vector<OrderRow> page;
    for (const PageKey& key : keys) {
        ZF_ASSIGN(auto rows,
            database.query("SELECT o.created_at, o.id, o.out_trade_no, o.description, o.amount_fen, o.state, "
                           "o.purpose, o.channel, COALESCE(o.user_id, 0), COALESCE(u.name, ''), "
                           "COALESCE(o.transaction_id, ''), COALESCE(o.paid_at, 0), o.settle_fen, o.fee_fen, "
                           "o.refunded_fen FROM orders o LEFT JOIN users u ON u.id = o.user_id "
                           "WHERE o.id = :id",
                {{":id", key.id}}));
        if (!rows.next())
            continue;
        ZF_ASSIGN(const shop::Purpose purpose, shop::parsePurpose(rows.text(6)));
        page.push_back({is.keyOf(rows.number(0), rows.number(4), rows.number(1)), rows.text(2), rows.text(3),
            Money::fen(rows.number(4)), shop::parseOrderState(rows.text(5)), purpose, rows.text(7),
            base::UserId(rows.number(8)), rows.text(9), rows.text(10), rows.number(0), rows.number(11),
            Money::fen(rows.number(12)), Money::fen(rows.number(13)), Money::fen(rows.number(14))});
    }
    return page;
}

std::vector<PageKey> keysIn(storage::Rows rows)
{
    std::vector<PageKey> keys;
    while (rows.next())
        keys.push_back({rows.number(0), rows.number(1)});
    return keys;
}

} // namespace

Top topOf(OrderSort sort)
{
    return sort == OrderSort::newest || sort == OrderSort::largest ? Top::highest : Top::lowest;
}

bool growsAtItsEnd(const OrderFilter& filter)
{
    return !filter.state && !filter.wasPaid && !isSearch(filter) && !detail::isByAmount(filter.sort);
}

Result<PageIndex> indexOrders(storage::Database& database, const OrderFilter& filter, PageIndex known)
{
    const OrderBounds is(filter);
    ZF_ASSIGN(const Hits hits, gather(database, filter, is, isSearch(filter) ? kAll : kLittle));
    if (hits)
        return detail::indexOf(detail::keysOf(*hits));
    if (!growsAtItsEnd(filter))
        known = {};
    ZF_ASSIGN(auto rows, detail::orderKeys(database, is, resumeAt(known, is.start()), Along::up, kAll));
    return indexPages(std::move(rows), std::move(known));
}

Result<PageIndex> newestOrders(storage::Database& database, const OrderFilter& filter)
{
    const OrderBounds is(filter);
    ZF_ASSIGN(const Hits hits, gather(database, filter, is, kLittle));
    if (hits)
        return detail::lastPageOf(detail::keysOf(*hits));
    if (isSearch(filter))
        return walk(database, filter, is, is.start(), Along::down).map(&detail::lastPageOf);
    return detail::orderKeys(database, is, is.start(), Along::down, kPageRows).map(&newestPage);
}

Result<std::vector<OrderRow>> orderPage(storage::Database& database, const OrderFilter& filter, PageKey start)
{
    const OrderBounds is(filter);
    if (!is.wasPaid) // what was paid on those days may have been ordered before
        start = std::max(start, is.start());
    ZF_ASSIGN(const Hits hits, gather(database, filter, is, kLittle));
    if (hits)
        return rowsOf(database, detail::pageOf(detail::keysOf(*hits), start), is);
    if (isSearch(filter)) {
        ZF_ASSIGN(const auto found, walk(database, filter, is, start, Along::up));
        return rowsOf(database, found, is);
    }
    ZF_ASSIGN(auto found, detail::orderKeys(database, is, start, Along::up, kPageRows));
    return rowsOf(database, keysIn(std::move(found)), is);
}

Result<ListSum> sumOrders(storage::Database& database, const OrderFilter& filter)
{
    const OrderBounds is(filter);
    if (isSearch(filter) || (is.wasPaid && is.hasPeriod())) {
        ZF_ASSIGN(const Hits hits, gather(database, filter, is, kAll));
        return hits ? detail::sumOf(*hits) : ListSum{};
    }
    return detail::orderSum(database, is);
}

Result<ListSum> sumOrders(storage::Database& database, const std::vector<PageKey>& keys)
{
    ListSum sum;
    for (const PageKey& key : keys) {
        ZF_ASSIGN(
            auto rows, database.query("SELECT amount_fen FROM orders WHERE id = :id", {{":id", key.id}}));
        if (!rows.next())
            continue;
        ++sum.rows;
        ZF_ASSIGN(sum.amount, sum.amount.plus(Money::fen(rows.number(0))));
    }
    return sum;
}

} // namespace zhangfang::reports
