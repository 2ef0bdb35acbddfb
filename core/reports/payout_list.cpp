#include "base/calendar.h"
#include "reports/detail/finds.h"
#include "reports/detail/payout_keys.h"

#include <algorithm>
#include <limits>

namespace zhangfang::reports
{
namespace
{

using detail::Along;
using detail::Hit;
using detail::Hits;
using detail::kAll;
using detail::kLittle;
using payouts::State;

constexpr State kEvery[] = {State::requested, State::approved, State::submitting, State::accepted,
    State::awaitingUser, State::unclear, State::paid, State::failed, State::rejected, State::cancelled};

bool isIn(PayoutView view, State state)
{
    switch (view) {
    case PayoutView::waiting:
        return state == State::requested;
    case PayoutView::underWay:
        return state != State::requested && !payouts::isFinal(state);
    case PayoutView::done:
        return payouts::isFinal(state);
    case PayoutView::all:
        break;
    }
    return true;
}

/// What of a filter a row tells.
class Passing
{
public:
    explicit Passing(const PayoutFilter& filter)
        : byAmount_(filter.sort == PayoutSort::largest || filter.sort == PayoutSort::smallest),
          from_(filter.from.isValid() ? base::startOfDayUtcMs(filter.from) : 0),
          to_(filter.to.isValid() ? base::startOfDayUtcMs(filter.to.addDays(1))
                                  : std::numeric_limits<qint64>::max())
    {
        for (const State state : kEvery) {
            if (isIn(filter.view, state) && (!filter.state || *filter.state == state))
                states_ << payouts::toText(state);
        }
    }
    [[nodiscard]] bool byAmount() const { return byAmount_; }
    [[nodiscard]] qint64 from() const { return from_; }
    [[nodiscard]] qint64 to() const { return to_; }
    [[nodiscard]] bool hasPeriod() const { return from_ > 0 || to_ != std::numeric_limits<qint64>::max(); }
    [[nodiscard]] bool hasEveryState() const { return states_.size() == std::ssize(kEvery); }
    [[nodiscard]] const QStringList& states() const { return states_; }
    /// Of the columns id, amount_fen, state, requested_at.
    [[nodiscard]] std::optional<Hit> hit(const storage::Rows& row) const
    {
        const qint64 requested = row.number(3);
        if (requested < from_ || requested >= to_ || !states_.contains(row.text(2)))
            return std::nullopt;
        return Hit{{byAmount_ ? row.number(1) : 0, row.number(0)}, Money::fen(row.number(1))};
    }

private:
    bool byAmount_;
    qint64 from_;
    qint64 to_;
    QStringList states_;
};

#define ZF_PAYOUT_LOOK "SELECT id, amount_fen, state, requested_at, user_id, out_bill_no, transfer_bill_no "
#define ZF_PAYOUT_PLACE "SELECT id, amount_fen, state, requested_at "

/// Withdrawals whose numbers or payee it is; nothing: more than `most`.
Result<std::optional<std::vector<qint64>>> payoutIds(
    storage::Database& database, const detail::Typed& typed, qint64 most)
{
    std::vector<qint64> ids;
    ZF_ASSIGN(const auto users, detail::usersOf(database, typed, most));
    if (!users)
        return std::nullopt;
    for (const qint64 user : *users) {
        ZF_ASSIGN(
            auto ofUser, database.query("SELECT id FROM payouts WHERE user_id = :user", {{":user", user}}));
        if (!detail::addIds(std::move(ofUser), most, ids))
            return std::nullopt;
    }
    if (!typed.number.isEmpty()) {
        const QString end = behind(typed.number);
        ZF_ASSIGN(auto ours, database.query("SELECT id FROM payouts WHERE LOWER(out_bill_no) >= :number "
                                            "AND LOWER(out_bill_no) < :end",
                                 {{":number", typed.number}, {":end", end}}));
        if (!detail::addIds(std::move(ours), most, ids))
            return std::nullopt;
        ZF_ASSIGN(auto wechats, database.query("SELECT id FROM payouts WHERE transfer_bill_no <> '' AND "
                                               "LOWER(transfer_bill_no) >= :number "
                                               "AND LOWER(transfer_bill_no) < :end",
                                    {{":number", typed.number}, {":end", end}}));
        if (!detail::addIds(std::move(wechats), most, ids))
            return std::nullopt;
    }
    if (typed.id > 0) {
        ZF_ASSIGN(auto byId, database.query("SELECT id FROM payouts WHERE id = :id", {{":id", typed.id}}));
        if (!detail::addIds(std::move(byId), most, ids))
            return std::nullopt;
    }
    return detail::each(std::move(ids));
}

bool isSearch(const PayoutFilter& filter)
{
    return !filter.search.trimmed().isEmpty();
}

Result<Hits> gatherFound(
    storage::Database& database, const PayoutFilter& filter, const Passing& passing, qint64 most)
{
    ZF_ASSIGN(const auto ids, payoutIds(database, detail::Typed(filter.search), most));
    if (!ids)
        return std::nullopt;
    std::vector<Hit> hits;
    for (const qint64 id : *ids) {
        ZF_ASSIGN(auto rows, database.query(ZF_PAYOUT_PLACE "FROM payouts WHERE id = :id", {{":id", id}}));
        if (!rows.next())
            continue;
        if (const auto hit = passing.hit(rows))
            hits.push_back(*hit);
    }
    return hits;
}

Result<Hits> gatherStates(storage::Database& database, const Passing& passing, qint64 most)
{
    std::vector<Hit> hits;
    qint64 read = 0;
    for (const QString& state : passing.states()) {
        ZF_ASSIGN(auto rows,
            database.query(ZF_PAYOUT_PLACE "FROM payouts WHERE state = :state", {{":state", state}}));
        while (rows.next()) {
            if (++read > most)
                return std::nullopt;
            if (const auto hit = passing.hit(rows))
                hits.push_back(*hit);
        }
    }
    return hits;
}

Result<Hits> gatherPeriod(storage::Database& database, const Passing& passing, qint64 most)
{
    ZF_ASSIGN(auto rows,
        database.query(ZF_PAYOUT_PLACE "FROM payouts WHERE requested_at >= :from AND requested_at < :to",
            {{":from", passing.from()}, {":to", passing.to()}}));
    std::vector<Hit> hits;
    for (qint64 read = 0; rows.next();) {
        if (++read > most)
            return std::nullopt;
        if (const auto hit = passing.hit(rows))
            hits.push_back(*hit);
    }
    return hits;
}

/// All that passes, in rising order, where an index tells that it is at most `most`; else nothing.
Result<Hits> gather(
    storage::Database& database, const PayoutFilter& filter, const Passing& passing, qint64 most)
{
    const auto gathered = [&]() -> Result<Hits> {
        if (isSearch(filter))
            return gatherFound(database, filter, passing, most);
        if (passing.hasPeriod()) {
            ZF_ASSIGN(Hits hits, gatherPeriod(database, passing, most));
            if (hits)
                return hits;
        }
        if (!passing.hasEveryState())
            return gatherStates(database, passing, most);
        return std::nullopt;
    };
    ZF_ASSIGN(Hits hits, gathered());
    if (hits)
        detail::putInOrder(*hits);
    return hits;
}

Result<storage::Rows> rowsAlong(
    storage::Database& database, const Passing& passing, const PageKey& start, Along along)
{
    const bool up = along == Along::up;
    if (passing.byAmount()) {
        const storage::Bindings values{{":at", start.at}, {":id", start.id}};
        return up ? database.query(ZF_PAYOUT_LOOK "FROM payouts WHERE (amount_fen, id) >= (:at, :id) "
                                                  "ORDER BY amount_fen, id",
                        values)
                  : database.query(ZF_PAYOUT_LOOK "FROM payouts WHERE (amount_fen, id) >= (:at, :id) "
                                                  "ORDER BY amount_fen DESC, id DESC",
                        values);
    }
    return up ? database.query(ZF_PAYOUT_LOOK "FROM payouts WHERE id >= :id ORDER BY id", {{":id", start.id}})
              : database.query(
                    ZF_PAYOUT_LOOK "FROM payouts WHERE id >= :id ORDER BY id DESC", {{":id", start.id}});
}

/// Along the list from `start` on, or from its end back to there: much passes, so that a page is full soon.
Result<std::vector<PageKey>> walk(storage::Database& database, const PayoutFilter& filter,
    const Passing& passing, const PageKey& start, Along along, qint64 most)
{
    std::optional<detail::Typed> typed;
    std::vector<qint64> users;
    if (isSearch(filter)) {
        typed.emplace(filter.search);
        ZF_ASSIGN(users, detail::everyUserOf(database, *typed));
    }
    const auto isFound = [&](const storage::Rows& row) {
        return !typed || row.number(0) == typed->id || typed->begins(row.text(5)) ||
               typed->begins(row.text(6)) || std::binary_search(users.begin(), users.end(), row.number(4));
    };
    ZF_ASSIGN(auto rows, rowsAlong(database, passing, start, along));
    std::vector<PageKey> found;
    while (static_cast<qint64>(found.size()) < most && rows.next()) {
        if (const auto hit = passing.hit(rows); hit && isFound(rows))
            found.push_back(hit->key);
    }
    return detail::rising(std::move(found), along);
}

} // namespace

Top topOf(PayoutSort sort)
{
    return sort == PayoutSort::newest || sort == PayoutSort::largest ? Top::highest : Top::lowest;
}

Result<PageIndex> indexPayouts(storage::Database& database, const PayoutFilter& filter)
{
    const Passing passing(filter);
    ZF_ASSIGN(const Hits hits, gather(database, filter, passing, isSearch(filter) ? kAll : kLittle));
    if (hits)
        return detail::indexOf(detail::keysOf(*hits));
    return walk(database, filter, passing, {}, Along::up, kAll).map(&detail::indexOf);
}

Result<PageIndex> newestPayouts(storage::Database& database, const PayoutFilter& filter)
{
    const Passing passing(filter);
    ZF_ASSIGN(const Hits hits, gather(database, filter, passing, kLittle));
    if (hits)
        return detail::lastPageOf(detail::keysOf(*hits));
    return walk(database, filter, passing, {}, Along::down, kPageRows).map(&detail::lastPageOf);
}

Result<std::vector<PageKey>> detail::payoutKeys(
    storage::Database& database, const PayoutFilter& filter, const PageKey& start)
{
    const Passing passing(filter);
    ZF_ASSIGN(const Hits hits, gather(database, filter, passing, kLittle));
    if (hits)
        return pageOf(detail::keysOf(*hits), start);
    return walk(database, filter, passing, start, Along::up, kPageRows);
}

Result<ListSum> sumPayouts(storage::Database& database, const PayoutFilter& filter)
{
    const Passing passing(filter);
    if (isSearch(filter)) {
        ZF_ASSIGN(Hits hits, gather(database, filter, passing, kAll));
        return detail::sumOf(std::move(hits).value_or(std::vector<Hit>()));
    }
    ZF_ASSIGN(Hits hits, gatherPeriod(database, passing, kAll));
    return detail::sumOf(std::move(hits).value_or(std::vector<Hit>()));
}

Result<ListSum> sumPayouts(storage::Database& database, const std::vector<PageKey>& keys)
{
    std::vector<Hit> hits;
    for (const PageKey& key : keys) {
        ZF_ASSIGN(
            auto rows, database.query("SELECT amount_fen FROM payouts WHERE id = :id", {{":id", key.id}}));
        if (rows.next())
            hits.push_back({key, Money::fen(rows.number(0))});
    }
    return detail::sumOf(hits);
}

} // namespace zhangfang::reports
