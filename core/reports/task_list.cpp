#include "reports/task_list.h"

namespace zhangfang::reports
{

Result<PageIndex> indexTasks(storage::Database& database)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT 0, id FROM tasks WHERE resolved_at IS NULL AND id > :after ORDER BY id",
            {{":after", 0}}));
    return indexPages(std::move(rows));
}

Result<std::vector<TaskRow>> taskPage(storage::Database& database, const PageKey& start)
{
    ZF_ASSIGN(std::vector<Task> tasks, openTasks(database, kPageRows, start.id - 1));
    std::vector<TaskRow> page;
    page.reserve(tasks.size());
    for (Task& task : tasks)
        page.push_back({{0, task.id}, std::move(task)});
    return page;
}

} // namespace zhangfang::reports
