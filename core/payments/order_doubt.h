#pragma once

#include "shop/orders.h"

/// An order that WeChat calls refunded, or of which it told a refund that was made elsewhere: what a top-up
/// credited its user waits on the held account until its refunds are known.
namespace zhangfang::payments
{

using base::Money;
using base::Status;

/// Moves up to `wanted` of what a top-up's user has available to the held account, on top of what waits
/// already, and has the refunds looked for at `askAtUtcMs`. For a sale nothing is held.
[[nodiscard]] Status holdInDoubt(
    storage::Database& database, const shop::Order& order, Money wanted, qint64 askAtUtcMs, qint64 nowUtcMs);
/// The order's refunds are all known now: what still waits of the user's money is given back.
[[nodiscard]] Status endDoubt(
    storage::Database& database, const shop::Order& order, const QString& how, qint64 nowUtcMs);

} // namespace zhangfang::payments
