#include "reports/export/detail/workbook.h"

#include "reports/export/detail/plain_cells.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <QFile>
#include <QRegularExpression>
#include <xlsxwriter.h>

namespace zhangfang::reports::detail
{
namespace
{

/// What a cell holds, and what a spreadsheet, which counts in doubles, gives back as it was.
constexpr qsizetype kLongestText = 32'767;
constexpr qint64 kLargestNumber = 999'999'999'999'999;
/// So many rows may be in the C library's buffer before it is asked whether they were taken.
constexpr qint64 kFlushEvery = 1'024;

tl::unexpected<base::Error> failed(const QString& why)
{
    return base::unavailable("disk_error", QStringLiteral("The workbook cannot be written: %1.").arg(why));
}

Status checked(lxw_error error)
{
    return error == LXW_NO_ERROR ? Status() : Status(failed(QString::fromUtf8(lxw_strerror(error))));
}

/// The library prints numbers as the thread's locale does: with a comma in many a country.
class PlainNumbers
{
public:
    PlainNumbers() : plain_(::newlocale(LC_NUMERIC_MASK, "C", nullptr)), before_(::uselocale(plain_)) {}
    ~PlainNumbers()
    {
        ::uselocale(before_);
        ::freelocale(plain_);
    }
    PlainNumbers(const PlainNumbers&) = delete;
    PlainNumbers& operator=(const PlainNumbers&) = delete;

private:
    locale_t plain_;
    locale_t before_;
};

/// "_x0041_" in a cell is read as "A".
QString withoutEscapes(QString text)
{
    static const QRegularExpression escape(QStringLiteral("_(x[0-9A-Fa-f]{4}_)"));
    return text.contains(QLatin1String("_x")) ? text.replace(escape, QStringLiteral("_x005F_\\1")) : text;
}

/// As it goes into a cell: of what is too long, as much as a cell holds, and "…". The marks that keep an
/// escape from being read as one count too.
QString cellOf(const QString& text)
{
    QString whole = withoutEscapes(text);
    if (whole.size() <= kLongestText)
        return whole;
    const auto cut = [&text](qsizetype size) {
        if (size > 0 && text[size - 1].isHighSurrogate())
            --size;
        return withoutEscapes(text.first(size)) + QChar(0x2026);
    };
    qsizetype most = 0; // so many fit, and `tooMany` do not
    qsizetype tooMany = std::min(text.size(), kLongestText);
    while (most + 1 < tooMany) {
        const qsizetype middle = (most + tooMany) / 2;
        (cut(middle).size() <= kLongestText ? most : tooMany) = middle;
    }
    return cut(most);
}

bool fits(qint64 number)
{
    return number >= -kLargestNumber && number <= kLargestNumber;
}

/// What is in one sheet's part of the file.
struct Found {
    qint64 rows = 0;
    qint64 bytes = 0;
    bool isWhole = false;
};
Found foundIn(archive* reader)
{
    static const QByteArray row = "<row ";
    static const QByteArray end = "</worksheet>";
    Found found;
    QByteArray rest; // of the bytes before, in which a word may have begun
    QByteArray buffer(256 * 1024, Qt::Uninitialized);
    for (;;) {
        const auto got = archive_read_data(reader, buffer.data(), static_cast<size_t>(buffer.size()));
        if (got < 0)
            return {};
        if (got == 0)
            break;
        found.bytes += got;
        const QByteArray text = rest + buffer.first(got);
        for (qsizetype at = text.indexOf(row); at >= 0; at = text.indexOf(row, at + row.size()))
            ++found.rows;
        rest = text.last(std::min(text.size(), end.size()));
        // A word that was counted is not to be counted again.
        if (const qsizetype again = rest.lastIndexOf(row); again >= 0)
            rest = rest.sliced(again + row.size());
        found.isWhole = text.endsWith(end);
    }
    return found;
}

} // namespace

Result<std::unique_ptr<Workbook>> Workbook::create(
    const QString& file, const QString& scratch, const Table& table, qint64 sheetRows)
{
    std::unique_ptr<Workbook> workbook(new Workbook(file, table, sheetRows));
    const PlainNumbers plain;
    ZF_TRY(workbook->open(scratch));
    return workbook;
}

Workbook::~Workbook()
{
    if (!workbook_)
        return;
    // The library closes these only where the workbook is written to its end.
    for (const Sheet& one : sheets_)
        std::fclose(one.sheet->optimize_tmpfile);
    lxw_workbook_free(workbook_);
}

Status Workbook::open(const QString& scratch)
{
    scratch_ = QFile::encodeName(scratch);
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = scratch_.data();
    workbook_ = workbook_new_opt(QFile::encodeName(file_).constData(), &options);
    if (!workbook_)
        return failed(QStringLiteral("there is no memory"));
    heading_ = workbook_add_format(workbook_);
    text_ = workbook_add_format(workbook_);
    money_ = workbook_add_format(workbook_);
    number_ = workbook_add_format(workbook_);
    if (!heading_ || !text_ || !money_ || !number_)
        return failed(QStringLiteral("there is no memory"));
    format_set_bold(heading_);
    format_set_num_format(text_, "@");
    format_set_num_format(money_, "0.00");
    format_set_num_format(number_, "0");
    return addSheet();
}

Status Workbook::addSheet()
{
    const bool first = sheets_.empty();
    if (!first)
        ZF_TRY(flush());
    const QString name =
        first ? table_.title : QStringLiteral("%1 %2").arg(table_.title).arg(sheets_.size() + 1);
    lxw_worksheet* sheet = workbook_add_worksheet(workbook_, name.toUtf8().constData());
    if (!sheet || !sheet->optimize_tmpfile)
        return failed(QStringLiteral("a scratch file cannot be made in %1").arg(QFile::decodeName(scratch_)));
    sheets_.push_back({sheet});
    for (size_t column = 0; column < table_.headings.size(); ++column)
        ZF_TRY(checked(worksheet_set_column(sheet, static_cast<lxw_col_t>(column),
            static_cast<lxw_col_t>(column), table_.headings[column].width, nullptr)));
    if (first && !table_.preface.empty()) {
        for (const auto& [what, which] : table_.preface)
            ZF_TRY(writeTexts({what, which}, text_));
        ++sheets_.back().rows; // an empty one
    }
    QStringList headings;
    for (const Heading& heading : table_.headings)
        headings << heading.text;
    ZF_TRY(writeTexts(headings, heading_));
    worksheet_freeze_panes(sheet, static_cast<lxw_row_t>(sheets_.back().rows), 0);
    return {};
}

Status Workbook::writeText(qint64 row, size_t column, const QString& text, lxw_format* format)
{
    const QString shown = cellOf(plain(text));
    if (shown.isEmpty())
        return {};
    count(row);
    return checked(worksheet_write_string(sheets_.back().sheet, static_cast<lxw_row_t>(row),
        static_cast<lxw_col_t>(column), shown.toUtf8().constData(), format));
}

Status Workbook::writeNumber(qint64 row, size_t column, double number, lxw_format* format)
{
    count(row);
    return checked(worksheet_write_number(
        sheets_.back().sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), number, format));
}

void Workbook::count(qint64 row)
{
    Sheet& sheet = sheets_.back();
    if (std::exchange(sheet.lastFilled, row) != row)
        ++sheet.filled;
}

Status Workbook::writeTexts(const QStringList& texts, lxw_format* format)
{
    const qint64 row = sheets_.back().rows++;
    for (qsizetype column = 0; column < texts.size(); ++column)
        ZF_TRY(writeText(row, static_cast<size_t>(column), texts[column], format));
    return {};
}

Status Workbook::writeRow(const Line& line)
{
    const qint64 row = sheets_.back().rows++;
    for (size_t column = 0; column < line.size(); ++column) {
        const Cell& cell = line[column];
        const ColumnKind kind = table_.headings[column].kind;
        const auto* money = std::get_if<Money>(&cell);
        const auto* number = std::get_if<qint64>(&cell);
        if (money && fits(money->inFen()))
            // The nearest double of the decimal, which a spreadsheet shows and adds up as such.
            ZF_TRY(writeNumber(row, column, static_cast<double>(money->inFen()) / 100, money_));
        else if (number && kind == ColumnKind::number && fits(*number))
            ZF_TRY(writeNumber(row, column, static_cast<double>(*number), number_));
        else
            ZF_TRY(writeText(row, column, cellText(cell, kind), text_));
    }
    return sheets_.back().rows % kFlushEvery == 0 ? flush() : Status();
}

Status Workbook::add(const Line& line)
{
    const PlainNumbers plainly;
    if (sheets_.back().rows >= sheetRows_)
        ZF_TRY(addSheet());
    return writeRow(line);
}

Status Workbook::flush()
{
    FILE* const rows = sheets_.back().sheet->optimize_tmpfile;
    if (std::fflush(rows) != 0 || std::ferror(rows) != 0)
        return failed(QStringLiteral("there is no room in %1").arg(QFile::decodeName(scratch_)));
    sheets_.back().bytes = std::max<qint64>(0, std::ftell(rows));
    return {};
}

Status Workbook::finish()
{
    const PlainNumbers plainly;
    for (const QString& text : table_.closing) {
        if (sheets_.back().rows >= sheetRows_)
            ZF_TRY(addSheet());
        ZF_TRY(writeTexts({text}, text_));
    }
    ZF_TRY(flush());
    // Closing takes the whole away, whether or not it comes out well.
    ZF_TRY(checked(workbook_close(std::exchange(workbook_, nullptr))));
    return check();
}

Status Workbook::check() const
{
    const std::unique_ptr<archive, int (*)(archive*)> reader(archive_read_new(), archive_read_free);
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_filename(reader.get(), QFile::encodeName(file_).constData(), 64 * 1024) !=
        ARCHIVE_OK)
        return failed(QStringLiteral("it is none"));
    size_t whole = 0;
    archive_entry* entry = nullptr;
    while (archive_read_next_header(reader.get(), &entry) == ARCHIVE_OK) {
        const QByteArray name = archive_entry_pathname(entry);
        for (size_t i = 0; i < sheets_.size(); ++i) {
            if (name != "xl/worksheets/sheet" + QByteArray::number(static_cast<qint64>(i) + 1) + ".xml")
                continue;
            const Found found = foundIn(reader.get());
            if (found.isWhole && found.rows == sheets_[i].filled && found.bytes >= sheets_[i].bytes)
                ++whole;
        }
    }
    return whole == sheets_.size() ? Status() : Status(failed(QStringLiteral("it is not whole")));
}

} // namespace zhangfang::reports::detail
