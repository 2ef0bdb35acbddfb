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
/// The newest first, with the balance after each line. Errors: no_such_user.
[[nodiscard]] Table statementTable(base::UserId user, Language language);
/// The transfers that touch `account`, with what they did to it, or all of them.
[[nodiscard]] Table transfersTable(const std::optional<ledger::AccountPath>& account, Language language);
/// Those that are open.
[[nodiscard]] Table tasksTable(Language language);
/// See `indexAudit` for the search.
[[nodiscard]] Table auditTable(const QString& search, Language language);

} // namespace zhangfang::reports
