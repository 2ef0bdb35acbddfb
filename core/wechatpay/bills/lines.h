#pragma once

#include "base/result.h"

#include <functional>
#include <QByteArray>
#include <QByteArrayView>
#include <vector>

namespace zhangfang::wechatpay::bills
{

using base::Result;
using base::Status;

/// No line of a bill is longer.
inline constexpr qsizetype kLongestLine = 64 * 1024;

/// Splits a stream of bytes into lines that end in LF or CRLF; a BOM in front is left out. A product's name
/// may hold an escaped line end, never a real one. Memory: one line, however long the bill.
class Lines
{
public:
    using Take = std::function<Status(QByteArrayView line)>;
    explicit Lines(Take take) : take_(std::move(take)) {}
    /// Errors: bill_line_too_long, and those of `take`.
    [[nodiscard]] Status add(QByteArrayView piece);
    /// The last line may have no end.
    [[nodiscard]] Status finish();

private:
    [[nodiscard]] Status line(QByteArrayView text);
    Take take_;
    QByteArray rest_; ///< the beginning of a line that goes on in the next piece
    bool isFirst_ = true;
};

/// The values of a row whose every value is led by a backtick: split on ",`", for names may hold commas.
/// Into `values`, so that a million rows need no more memory than one. False: it is no such row.
[[nodiscard]] bool splitRow(QByteArrayView line, std::vector<QByteArrayView>& values);
/// The names of a header row.
[[nodiscard]] std::vector<QByteArray> splitHeader(QByteArrayView line);

/// The shape all bills share: a header, rows, a header of the summary, the summary's values, and nothing
/// behind. Not copied or moved: its reader points back to it.
class Sheet
{
public:
    using Values = std::vector<QByteArrayView>;
    struct Reader {
        std::function<Status(const std::vector<QByteArray>& names)> header;
        std::function<Status(const Values& values)> row; ///< as many values as the header has names
        std::function<Status(const std::vector<QByteArray>& names, const Values& values)> summary;
    };
    explicit Sheet(Reader reader);
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;
    /// Errors: bill_row, bill_line_too_long, and those of the reader.
    [[nodiscard]] Status add(QByteArrayView piece) { return lines_.add(piece); }
    /// Errors: bill_incomplete.
    [[nodiscard]] Status finish();
    /// An error that names the line being read and a column of it.
    [[nodiscard]] tl::unexpected<base::Error> bad(const char* column, const QString& why) const;

private:
    [[nodiscard]] Status line(QByteArrayView text);
    Reader reader_;
    Lines lines_;
    enum class Part { header, rows, summary, done } part_ = Part::header;
    size_t width_ = 0;
    std::vector<QByteArray> summaryNames_;
    Values values_;
    qint64 lineNo_ = 0;
};

} // namespace zhangfang::wechatpay::bills
