#include "reports/detail/order_keys.h"

#include "base/calendar.h"

#include <limits>

namespace zhangfang::reports::detail
{
namespace
{

constexpr qint64 kForEver = std::numeric_limits<qint64>::max();

#define ZF_BY_TIME "(o.created_at, o.id) >= (:at, :id) AND o.created_at < :to "
#define ZF_TIME_UP "ORDER BY o.created_at, o.id LIMIT :limit"
#define ZF_TIME_DOWN "ORDER BY o.created_at DESC, o.id DESC LIMIT :limit"
// Plus nothing, so that no index by time is taken: then all would have to be sorted.
#define ZF_BY_AMOUNT                                                                                         \
    "(o.amount_fen, o.id) >= (:at, :id) AND o.created_at + 0 >= :from AND o.created_at + 0 < :to "
#define ZF_AMOUNT_UP "ORDER BY o.amount_fen, o.id LIMIT :limit"
#define ZF_AMOUNT_DOWN "ORDER BY o.amount_fen DESC, o.id DESC LIMIT :limit"
#define ZF_IN_STATE "o.state = :state AND "
#define ZF_WAS_PAID "o.payment = 'paid' AND "
#define ZF_TIME_KEYS "SELECT o.created_at, o.id FROM orders o WHERE "
#define ZF_AMOUNT_KEYS "SELECT o.amount_fen, o.id FROM orders o WHERE "
/// What is searched in beside the description, which has its index.
#define ZF_TIME_LOOK                                                                                         \
    "SELECT o.created_at, o.id, o.out_trade_no, COALESCE(o.transaction_id, ''), COALESCE(o.user_id, 0) "     \
    "FROM orders o WHERE "
#define ZF_AMOUNT_LOOK                                                                                       \
    "SELECT o.amount_fen, o.id, o.out_trade_no, COALESCE(o.transaction_id, ''), COALESCE(o.user_id, 0) "     \
    "FROM orders o WHERE "
#define ZF_AMOUNTS "SELECT o.id, o.amount_fen FROM orders o WHERE "
#define ZF_SUM "SELECT COUNT(*), COALESCE(SUM(o.amount_fen), 0) FROM orders o WHERE "

} // namespace

bool isByAmount(OrderSort sort)
{
    return sort == OrderSort::largest || sort == OrderSort::smallest;
}

OrderBounds::OrderBounds(const OrderFilter& filter)
    : state(filter.state ? shop::toText(*filter.state) : QString()),
      from(filter.from.isValid() ? base::startOfDayUtcMs(filter.from) : 0),
      to(filter.to.isValid() ? base::startOfDayUtcMs(filter.to.addDays(1)) : kForEver),
      byAmount(isByAmount(filter.sort)), wasPaid(filter.wasPaid)
{
}

bool OrderBounds::isOfAPaidOne(const QString& state)
{
    const shop::OrderState is = shop::parseOrderState(state);
    return is != shop::OrderState::unknown && is != shop::OrderState::pending &&
           is != shop::OrderState::closed;
}

bool OrderBounds::hasPeriod() const
{
    return from > 0 || to != kForEver;
}

Result<storage::Rows> orderKeys(
    storage::Database& database, const OrderBounds& is, const PageKey& start, Along along, qint64 limit)
{
    const bool up = along == Along::up;
    if (is.byAmount && is.wasPaid) {
        const storage::Bindings values{
            {":at", start.at}, {":id", start.id}, {":from", is.from}, {":to", is.to}, {":limit", limit}};
        return up ? database.query(ZF_AMOUNT_KEYS ZF_WAS_PAID ZF_BY_AMOUNT ZF_AMOUNT_UP, values)
                  : database.query(ZF_AMOUNT_KEYS ZF_WAS_PAID ZF_BY_AMOUNT ZF_AMOUNT_DOWN, values);
    }
    if (is.wasPaid) {
        const storage::Bindings values{
            {":at", start.at}, {":id", start.id}, {":to", is.to}, {":limit", limit}};
        return up ? database.query(ZF_TIME_KEYS ZF_WAS_PAID ZF_BY_TIME ZF_TIME_UP, values)
                  : database.query(ZF_TIME_KEYS ZF_WAS_PAID ZF_BY_TIME ZF_TIME_DOWN, values);
    }
    if (is.byAmount && !is.state.isEmpty()) {
        const storage::Bindings values{{":state", is.state}, {":at", start.at}, {":id", start.id},
            {":from", is.from}, {":to", is.to}, {":limit", limit}};
        return up ? database.query(ZF_AMOUNT_KEYS ZF_IN_STATE ZF_BY_AMOUNT ZF_AMOUNT_UP, values)
                  : database.query(ZF_AMOUNT_KEYS ZF_IN_STATE ZF_BY_AMOUNT ZF_AMOUNT_DOWN, values);
    }
    if (is.byAmount) {
        const storage::Bindings values{
            {":at", start.at}, {":id", start.id}, {":from", is.from}, {":to", is.to}, {":limit", limit}};
        return up ? database.query(ZF_AMOUNT_KEYS ZF_BY_AMOUNT ZF_AMOUNT_UP, values)
                  : database.query(ZF_AMOUNT_KEYS ZF_BY_AMOUNT ZF_AMOUNT_DOWN, values);
    }
    if (!is.state.isEmpty()) {
        const storage::Bindings values{
            {":state", is.state}, {":at", start.at}, {":id", start.id}, {":to", is.to}, {":limit", limit}};
        return up ? database.query(ZF_TIME_KEYS ZF_IN_STATE ZF_BY_TIME ZF_TIME_UP, values)
                  : database.query(ZF_TIME_KEYS ZF_IN_STATE ZF_BY_TIME ZF_TIME_DOWN, values);
    }
    const storage::Bindings values{{":at", start.at}, {":id", start.id}, {":to", is.to}, {":limit", limit}};
    return up ? database.query(ZF_TIME_KEYS ZF_BY_TIME ZF_TIME_UP, values)
              : database.query(ZF_TIME_KEYS ZF_BY_TIME ZF_TIME_DOWN, values);
}

Result<storage::Rows> orderLooks(
    storage::Database& database, const OrderBounds& is, const PageKey& start, Along along)
{
    const bool up = along == Along::up;
    if (is.byAmount && is.wasPaid) {
        const storage::Bindings values{
            {":at", start.at}, {":id", start.id}, {":from", is.from}, {":to", is.to}, {":limit", kAll}};
        return up ? database.query(ZF_AMOUNT_LOOK ZF_WAS_PAID ZF_BY_AMOUNT ZF_AMOUNT_UP, values)
                  : database.query(ZF_AMOUNT_LOOK ZF_WAS_PAID ZF_BY_AMOUNT ZF_AMOUNT_DOWN, values);
    }
    if (is.wasPaid) {
        const storage::Bindings values{
            {":at", start.at}, {":id", start.id}, {":to", is.to}, {":limit", kAll}};
        return up ? database.query(ZF_TIME_LOOK ZF_WAS_PAID ZF_BY_TIME ZF_TIME_UP, values)
                  : database.query(ZF_TIME_LOOK ZF_WAS_PAID ZF_BY_TIME ZF_TIME_DOWN, values);
    }
    if (is.byAmount && !is.state.isEmpty()) {
        const storage::Bindings values{{":state", is.state}, {":at", start.at}, {":id", start.id},
            {":from", is.from}, {":to", is.to}, {":limit", kAll}};
        return up ? database.query(ZF_AMOUNT_LOOK ZF_IN_STATE ZF_BY_AMOUNT ZF_AMOUNT_UP, values)
                  : database.query(ZF_AMOUNT_LOOK ZF_IN_STATE ZF_BY_AMOUNT ZF_AMOUNT_DOWN, values);
    }
    if (is.byAmount) {
        const storage::Bindings values{
            {":at", start.at}, {":id", start.id}, {":from", is.from}, {":to", is.to}, {":limit", kAll}};
        return up ? database.query(ZF_AMOUNT_LOOK ZF_BY_AMOUNT ZF_AMOUNT_UP, values)
                  : database.query(ZF_AMOUNT_LOOK ZF_BY_AMOUNT ZF_AMOUNT_DOWN, values);
    }
    if (!is.state.isEmpty()) {
        const storage::Bindings values{
            {":state", is.state}, {":at", start.at}, {":id", start.id}, {":to", is.to}, {":limit", kAll}};
        return up ? database.query(ZF_TIME_LOOK ZF_IN_STATE ZF_BY_TIME ZF_TIME_UP, values)
                  : database.query(ZF_TIME_LOOK ZF_IN_STATE ZF_BY_TIME ZF_TIME_DOWN, values);
    }
    const storage::Bindings values{{":at", start.at}, {":id", start.id}, {":to", is.to}, {":limit", kAll}};
    return up ? database.query(ZF_TIME_LOOK ZF_BY_TIME ZF_TIME_UP, values)
              : database.query(ZF_TIME_LOOK ZF_BY_TIME ZF_TIME_DOWN, values);
}

Result<storage::Rows> orderAmounts(storage::Database& database, const OrderBounds& is, qint64 limit)
{
    const qint64 none = 0;
    if (!is.state.isEmpty())
        return database.query(ZF_AMOUNTS ZF_IN_STATE ZF_BY_TIME ZF_TIME_UP,
            {{":state", is.state}, {":at", is.from}, {":id", none}, {":to", is.to}, {":limit", limit}});
    return database.query(ZF_AMOUNTS ZF_BY_TIME ZF_TIME_UP,
        {{":at", is.from}, {":id", none}, {":to", is.to}, {":limit", limit}});
}

Result<ListSum> orderSum(storage::Database& database, const OrderBounds& is)
{
    const qint64 none = 0;
    if (is.wasPaid) {
        ZF_ASSIGN(auto paid,
            database.query(ZF_SUM ZF_WAS_PAID ZF_BY_TIME, {{":at", is.from}, {":id", none}, {":to", is.to}}));
        return paid.next() ? ListSum{paid.number(0), Money::fen(paid.number(1))} : ListSum();
    }
    ZF_ASSIGN(
        auto rows, is.state.isEmpty()
                       ? database.query(ZF_SUM ZF_BY_TIME, {{":at", is.from}, {":id", none}, {":to", is.to}})
                       : database.query(ZF_SUM ZF_IN_STATE ZF_BY_TIME,
                             {{":state", is.state}, {":at", is.from}, {":id", none}, {":to", is.to}}));
    return rows.next() ? ListSum{rows.number(0), Money::fen(rows.number(1))} : ListSum();
}

} // namespace zhangfang::reports::detail
