#pragma once

#include "ledger/ledger.h"
#include "reports/export/table.h"

namespace zhangfang::reports
{

enum class FileFormat {
    csv, ///< UTF-8 with its mark, RFC 4180; see base/csv.h for what a spreadsheet would take amiss
    xlsx ///< a workbook, of more than one sheet where there are more rows than a sheet holds
};

/// Most rows of a sheet, the headings among them: what the format allows.
inline constexpr qint64 kSheetRows = 1'048'576;

struct WriteOptions {
    /// Where a workbook is put together, a folder: as much as the file, several times over.
    QString scratch;
    /// Hears of the rows written so far and may stop the work.
    std::function<ledger::Continue(qint64 rows)> progress = {};
    qint64 sheetRows = kSheetRows;
};

/// Writes all of the table to `sink`, in memory that does not grow with it, and answers how many lines there
/// were. What has reached the sink is whole only where this answers no error. Text that acts unseen is shown
/// by its numbers (base::shownPlainly); of a text that is too long for a cell of a workbook, the last place
/// is "…". Errors: cancelled, disk_error, and those of the sink and of the books.
[[nodiscard]] Result<qint64> writeTable(storage::Database& database, const Table& table, FileFormat format,
    const ledger::Sink& sink, const WriteOptions& options);

} // namespace zhangfang::reports
