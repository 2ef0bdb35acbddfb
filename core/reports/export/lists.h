#pragma once

#include "reports/export/table.h"
#include "reports/order_list.h"
#include "reports/payout_queue.h"
#include "reports/user_list.h"

namespace zhangfang::reports
{

/// Every list as a table for a file: all that the filter matches, in the order of the screen. What is read is
/// read while the file is written; its errors are those of the list.

[[nodiscard]] Table ordersTable(const OrderFilter& filter, Language language);

[[nodiscard]] Table payoutsTable(const PayoutFilter& filter, Language language);
[[nodiscard]] Table usersTable(const UserFilter& filter, Language language);

} // namespace zhangfang::reports
