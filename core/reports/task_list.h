#pragma once

#include "reports/overview.h"

namespace zhangfang::reports
{

/// What needs a person, as a list that can be paged through.
struct TaskRow {
    PageKey key; ///< by number alone
    Task task;
};

/// Those that are open.
[[nodiscard]] Result<PageIndex> indexTasks(storage::Database& database);
/// One page, the oldest first, starting at `start`.
[[nodiscard]] Result<std::vector<TaskRow>> taskPage(storage::Database& database, const PageKey& start);

} // namespace zhangfang::reports
