#pragma once

#include "reports/audit_log.h"
#include "reports/export/table.h"
#include "reports/transfer_list.h"

namespace zhangfang::reports
{

/// What is written in the books, and what is written about them, as tables for a file; as in lists.h.

/// The newest first; of one account with what each did to it, and the balance after.
[[nodiscard]] Table transfersTable(const TransferFilter& filter, Language language);
/// The newest first, with the balances after each line. `others`: besides the user's own accounts.
/// Errors: no_such_user.
[[nodiscard]] Table statementTable(base::UserId user, const TransferFilter& others, Language language);
/// Those that are open, the oldest first.
[[nodiscard]] Table tasksTable(Language language);
[[nodiscard]] Table auditTable(const AuditFilter& filter, Language language);

} // namespace zhangfang::reports
