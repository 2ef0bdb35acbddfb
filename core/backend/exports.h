#pragma once

#include "backend/interfaces/export_target.h"
#include "backend/shop_folder.h"
#include "reports/export/book_lists.h"
#include "reports/export/lists.h"
#include "reports/export/write_table.h"

namespace zhangfang::backend
{

/// Writes a list to its file, from one state of the books, and answers how many rows that were. Whatever goes
/// wrong, and where it is stopped, nothing is left, and a file that was there is as it was. On a background
/// thread. `progress` hears of rows written. Errors: cancelled, those of `Output::open`, and of the books.
[[nodiscard]] Result<qint64> exportTable(ShopFolder& folder, const reports::Table& table,
    const ExportTarget& target, const std::function<ledger::Continue(qint64 rows)>& progress = {});

} // namespace zhangfang::backend
