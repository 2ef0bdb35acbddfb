#pragma once

#include "reports/detail/finds.h"
#include "reports/order_list.h"

namespace zhangfang::reports::detail
{

[[nodiscard]] bool isByAmount(OrderSort sort);

/// What of a filter the statements can tell: all but what is searched.
struct OrderBounds {
    explicit OrderBounds(const OrderFilter& filter);
    [[nodiscard]] bool holds(qint64 createdAt, const QString& state_) const
    {
        return createdAt >= from && createdAt < to && (state.isEmpty() || state == state_) &&
               (!wasPaid || isOfAPaidOne(state_));
    }
    [[nodiscard]] static bool isOfAPaidOne(const QString& state);
    [[nodiscard]] PageKey keyOf(qint64 createdAt, qint64 amount, qint64 id) const
    {
        return {byAmount ? amount : createdAt, id};
    }
    /// Where the list begins.
    [[nodiscard]] PageKey start() const { return {byAmount ? 0 : from, 0}; }
    [[nodiscard]] bool hasPeriod() const;
    QString state; ///< empty: any
    qint64 from;
    qint64 to; ///< not included
    bool byAmount;
    bool wasPaid; ///< and then the days are those of the payment, which only a search by them tells
};

/// The keys in their order, from `start` on, or from the end of the list back to it.
[[nodiscard]] Result<storage::Rows> orderKeys(
    storage::Database& database, const OrderBounds& is, const PageKey& start, Along along, qint64 limit);
/// The same rows to their end, with what is searched beside the description: the order's and WeChat's number,
/// and the user's.
[[nodiscard]] Result<storage::Rows> orderLooks(
    storage::Database& database, const OrderBounds& is, const PageKey& start, Along along);
/// Numbers and sums, by time.
[[nodiscard]] Result<storage::Rows> orderAmounts(
    storage::Database& database, const OrderBounds& is, qint64 limit);
[[nodiscard]] Result<ListSum> orderSum(storage::Database& database, const OrderBounds& is);

} // namespace zhangfang::reports::detail
