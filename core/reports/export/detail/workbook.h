#pragma once

#include "reports/export/table.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace zhangfang::reports::detail
{

/// An XLSX workbook that is written row by row, in the memory of one row. libxlsxwriter does not notice when
/// one of its scratch files has no room left, and makes a workbook with fewer rows; so what has come out is
/// read back.
class Workbook
{
public:
    /// `file` is made anew; `scratch` is a folder. Preface and headings are written at once; the headings
    /// again on every further sheet. Errors: disk_error.
    [[nodiscard]] static Result<std::unique_ptr<Workbook>> create(
        const QString& file, const QString& scratch, const Table& table, qint64 sheetRows);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    /// Errors: disk_error.
    [[nodiscard]] Status add(const Line& line);
    /// Writes what stands below the last line, and the file. Errors: disk_error.
    [[nodiscard]] Status finish();

private:
    struct Sheet {
        lxw_worksheet* sheet = nullptr;
        qint64 rows = 0;        ///< the next row's number
        qint64 filled = 0;      ///< rows with something in them
        qint64 lastFilled = -1; ///< the number of the last of them
        qint64 bytes = 0;       ///< of them, at least
    };
    Workbook(QString file, const Table& table, qint64 sheetRows)
        : file_(std::move(file)), table_(table), sheetRows_(sheetRows)
    {
    }
    [[nodiscard]] Status open(const QString& scratch);
    [[nodiscard]] Status addSheet();
    /// In the next row.
    [[nodiscard]] Status writeRow(const Line& line);
    [[nodiscard]] Status writeTexts(const QStringList& texts, lxw_format* format);
    [[nodiscard]] Status writeText(qint64 row, size_t column, const QString& text, lxw_format* format);
    [[nodiscard]] Status writeNumber(qint64 row, size_t column, double number, lxw_format* format);
    /// Something is about to be written in that row.
    void count(qint64 row);
    /// The scratch file of the newest sheet has taken what was written so far.
    [[nodiscard]] Status flush();
    [[nodiscard]] Status check() const;
    const QString file_;
    const Table& table_;
    const qint64 sheetRows_;
    QByteArray scratch_;
    lxw_workbook* workbook_ = nullptr;
    lxw_format* heading_ = nullptr;
    lxw_format* text_ = nullptr;
    lxw_format* money_ = nullptr;
    lxw_format* number_ = nullptr;
    std::vector<Sheet> sheets_;
};

} // namespace zhangfang::reports::detail
