#pragma once

#include "reports/export/table.h"
#include "reports/order_list.h"
#include "reports/payout_queue.h"

namespace zhangfang::reports
{

/// Every list as a table for a file: all that the filter matches, in the order of the screen. What is read is
/// read while the file is written; its errors are those of the list.

[[nodiscard]] Table ordersTable(const OrderFilter& filter, Language language);

/// Which withdrawals; both must hold.
struct PayoutChoice {
    PayoutView view = PayoutView::all;
    std::optional<payouts::State> state = {};
};
[[nodiscard]] Table payoutsTable(const PayoutChoice& choice, Language language);

/// See `indexUsers` for the search.
[[nodiscard]] Table usersTable(const QString& search, Language language);

} // namespace zhangfang::reports
