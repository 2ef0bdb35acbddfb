#pragma once

#include "base/money.h"
#include "reports/paging.h"

#include <functional>
#include <optional>
#include <variant>

namespace zhangfang::reports
{

using base::Money;

/// The reader's.
enum class Language { chinese, english };

/// A word in both languages, UTF-8.
struct Label {
    const char* chinese;
    const char* english;
    [[nodiscard]] QString in(Language language) const
    {
        return QString::fromUtf8(language == Language::chinese ? chinese : english);
    }
};

/// How a column is written. Text stays text also where it is all digits. Money is a number in yuan with two
/// decimals. A time says its year and its zone: "2026-11-25 13:51:31 +08:00".
enum class ColumnKind { text, money, time, number };

/// What stands in one place; nothing: it stays empty. A number in a time column is UTC ms, and 0 no time.
using Cell = std::variant<std::monostate, QString, Money, qint64>;
using Line = std::vector<Cell>;

struct Heading {
    QString text;
    ColumnKind kind = ColumnKind::text;
    int width = 12; ///< in characters, where a file can say so
};

/// The next lines, some hundred at most, which may be none; nothing: that was all. Called again and again
/// with the same books, inside one read transaction.
using Lines = std::function<Result<std::optional<std::vector<Line>>>(storage::Database&)>;

/// What becomes a file: which columns it has, and where its lines come from. Made for one file: its lines
/// are read once.
struct Table {
    QString title;
    std::vector<std::pair<QString, QString>> preface = {}; ///< above the headings: what, and which
    std::vector<Heading> headings = {};
    Lines next = {};
    QStringList closing = {}; ///< below the last line
};

/// One column of rows of a kind.
template <class Row> struct ExportColumn {
    Label heading;
    ColumnKind kind;
    int width;
    std::function<Cell(const Row&)> cell;
};

/// The next rows of a list; nothing: that was all.
template <class Row>
using NextRows = std::function<Result<std::optional<std::vector<Row>>>(storage::Database&)>;

template <class Row>
[[nodiscard]] Table tableOf(
    Language language, Label title, std::vector<ExportColumn<Row>> columns, NextRows<Row> rows)
{
    Table table;
    table.title = title.in(language);
    for (const ExportColumn<Row>& column : columns)
        table.headings.push_back({column.heading.in(language), column.kind, column.width});
    table.next = [columns = std::move(columns), rows = std::move(rows)](
                     storage::Database& database) -> Result<std::optional<std::vector<Line>>> {
        ZF_ASSIGN(const std::optional<std::vector<Row>> page, rows(database));
        if (!page)
            return std::nullopt;
        std::vector<Line> lines;
        lines.reserve(page->size());
        for (const Row& row : *page) {
            Line line;
            line.reserve(columns.size());
            for (const ExportColumn<Row>& column : columns)
                line.push_back(column.cell(row));
            lines.push_back(std::move(line));
        }
        return lines;
    };
    return table;
}

/// A list that the window pages through, page by page: by the same index and the same pages, so that a file
/// holds what the screen shows, with the same end of it first.
template <class Row>
[[nodiscard]] NextRows<Row> pagesOf(Top top, std::function<Result<PageIndex>(storage::Database&)> index,
    std::function<Result<std::vector<Row>>(storage::Database&, PageKey start)> page)
{
    return [top, index = std::move(index), page = std::move(page), known = std::optional<PageIndex>(),
               read = size_t(0)](
               storage::Database& database) mutable -> Result<std::optional<std::vector<Row>>> {
        if (!known) {
            ZF_ASSIGN(known, index(database));
        }
        const size_t pages = known->starts.size();
        if (read == pages)
            return std::nullopt;
        const size_t number = top == Top::highest ? pages - 1 - read : read;
        ++read;
        ZF_ASSIGN(std::vector<Row> rows, page(database, known->starts[number]));
        if (top == Top::highest)
            std::reverse(rows.begin(), rows.end());
        return rows;
    };
}

} // namespace zhangfang::reports
