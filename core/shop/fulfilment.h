#pragma once

#include "shop/orders.h"

namespace zhangfang::shop
{

/// A note that goes with a step, such as a parcel's number.
inline constexpr int kLongestFulfilmentNote = 200;

/// What the audit log calls it that an order has come there.
[[nodiscard]] QString actionOf(Fulfilment reached);
/// Moves a paid order on towards its customer, with a line in its story, in the caller's transaction. The
/// money is not touched. `note` may be empty.
///   fulfilled, shipped   not where all that was paid is back with the customer, or on its way there
///   delivered            whatever became of the money: it is what happened
///   cancelled            only once money was given back, and not what has been shipped
/// Errors: no_such_order, wrong_state, invalid_note.
[[nodiscard]] Result<Order> moveOn(storage::Database& database, const QString& outTradeNo,
    FulfilmentEvent event, const QString& actor, const QString& note, qint64 nowUtcMs);

} // namespace zhangfang::shop
