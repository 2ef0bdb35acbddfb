#include "reports/export/write_table.h"

#include "base/csv.h"
#include "reports/export/detail/plain_cells.h"
#include "reports/export/detail/workbook.h"

#include <QTemporaryFile>

namespace zhangfang::reports
{
namespace
{

/// How much of a finished workbook is handed on at a time.
constexpr qint64 kChunk = 64 * 1024;

tl::unexpected<base::Error> stopped()
{
    return base::refused("cancelled", QStringLiteral("The export was stopped."));
}

tl::unexpected<base::Error> unreadable(const QFile& file)
{
    return base::unavailable(
        "disk_error", QStringLiteral("The workbook cannot be read: %1.").arg(file.errorString()));
}

/// Every line of the table to `take`, with a look at whether to go on after each page.
Result<qint64> eachLine(storage::Database& database, const Table& table, const WriteOptions& options,
    const std::function<Status(const Line&)>& take)
{
    qint64 rows = 0;
    const auto goesOn = [&] { return !options.progress || options.progress(rows) == ledger::Continue::yes; };
    while (goesOn()) {
        ZF_ASSIGN(const std::optional<std::vector<Line>> page, table.next(database));
        if (!page)
            return rows;
        for (const Line& line : *page) {
            ZF_TRY(take(line));
            ++rows;
        }
    }
    return stopped();
}

Result<qint64> writeCsv(
    storage::Database& database, const Table& table, const ledger::Sink& sink, const WriteOptions& options)
{
    ZF_TRY(sink(base::kCsvBom));
    for (const auto& [what, which] : table.preface)
        ZF_TRY(sink(base::csvLine({detail::plain(what), detail::plain(which)})));
    if (!table.preface.empty())
        ZF_TRY(sink("\r\n"));
    QStringList headings;
    for (const Heading& heading : table.headings)
        headings << heading.text;
    ZF_TRY(sink(base::csvLine(headings)));
    ZF_ASSIGN(const qint64 rows, eachLine(database, table, options, [&](const Line& line) {
        QStringList cells;
        for (size_t column = 0; column < line.size(); ++column)
            cells << detail::cellText(line[column], table.headings[column].kind);
        return sink(base::csvLine(cells));
    }));
    for (const QString& text : table.closing)
        ZF_TRY(sink(base::csvLine({detail::plain(text)})));
    return rows;
}

/// The library wants a file of its own; from there it goes where everything goes.
Result<qint64> writeXlsx(
    storage::Database& database, const Table& table, const ledger::Sink& sink, const WriteOptions& options)
{
    QTemporaryFile file(options.scratch + QStringLiteral("/.zhangfang-XXXXXX.xlsx"));
    if (!file.open())
        return base::unavailable("disk_error",
            QStringLiteral("%1 cannot be written in: %2.").arg(options.scratch, file.errorString()));
    ZF_ASSIGN(const auto workbook,
        detail::Workbook::create(file.fileName(), options.scratch, table, options.sheetRows));
    ZF_ASSIGN(const qint64 rows,
        eachLine(database, table, options, [&workbook](const Line& line) { return workbook->add(line); }));
    ZF_TRY(workbook->finish());
    QFile made(file.fileName());
    if (!made.open(QIODevice::ReadOnly))
        return unreadable(made);
    for (;;) {
        if (options.progress && options.progress(rows) == ledger::Continue::no)
            return stopped();
        const QByteArray bytes = made.read(kChunk);
        if (bytes.isEmpty())
            return made.error() == QFileDevice::NoError ? Result<qint64>(rows) : unreadable(made);
        ZF_TRY(sink(bytes));
    }
}

} // namespace

Result<qint64> writeTable(storage::Database& database, const Table& table, FileFormat format,
    const ledger::Sink& sink, const WriteOptions& options)
{
    return format == FileFormat::csv ? writeCsv(database, table, sink, options)
                                     : writeXlsx(database, table, sink, options);
}

} // namespace zhangfang::reports
