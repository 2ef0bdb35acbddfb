#pragma once

#include "wechatpay/bills/columns.h"
#include "wechatpay/bills/lines.h"
#include "wechatpay/bills/rows.h"

namespace zhangfang::wechatpay::bills
{

/// The shape all bills share: a header, rows, a header of the summary, the summary's values, and nothing
/// behind. Not copied or moved: its reader points back to it.
///
/// A product's name may hold what ends a value (a backtick behind a comma) or a row (a line end). Such a row
/// is put together again where its other columns leave one reading only, and otherwise set aside by itself.
/// Which lines are one row is told like this: a line that reads as a whole row, or that has the beginning of
/// one, is a row's first line, unless the row before it has not ended; everything else goes on with the row
/// before it. A name that forges a whole row of the bill reads as one: the summary's count finds that out.
class Sheet
{
public:
    using Values = std::vector<QByteArrayView>;
    struct Reader {
        /// The names of the columns; answers how they look.
        std::function<Result<Layout>(const std::vector<QByteArray>& names)> header;
        /// As many values as the header has names. Kept until it is taken, or another one is read.
        std::function<Status(const Values& values)> row;
        std::function<Status()> take; ///< the row that was read last is one
        std::function<Status(const std::vector<QByteArray>& names, const Values& values)> summary;
        QByteArray summaryName; ///< what its header begins with
    };
    explicit Sheet(Reader reader);
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;
    /// Errors: bill_line_too_long, and those of the reader, but for what it says of a row.
    [[nodiscard]] Status add(QByteArrayView piece) { return lines_.add(piece); }
    /// Errors: bill_incomplete, and those of the reader.
    [[nodiscard]] Status finish();
    /// Before the summary: `rowsSetAside` counts the places where rows are missing, each of one or more.
    [[nodiscard]] const Gaps& gaps() const { return gaps_; }
    /// An error that names the line being read and a column of it.
    [[nodiscard]] tl::unexpected<base::Error> bad(const char* column, const QString& why) const;

private:
    /// The lines of one row, or of what cannot be told apart.
    struct Record {
        QByteArray text;
        Values values;                  ///< of `text`
        qint64 line = 0;                ///< its first
        int lines = 0;                  ///< 0: there is none
        const char* end = "\n";         ///< of its last line
        bool begins = false;            ///< its first line is one that a row begins with
        bool wasWhole = false;          ///< its first line is a row by itself
        bool hidesRow = false;          ///< another line of it is one too
        bool endsInRow = false;         ///< its last line is a whole row by itself
        std::optional<bool> reads = {}; ///< it is one line, and that is a row
    };
    enum class Summary { none, names, whole };

    [[nodiscard]] Status line(QByteArrayView text);
    [[nodiscard]] Status rowLine(QByteArrayView raw);
    [[nodiscard]] Status begin();
    [[nodiscard]] Status join();
    [[nodiscard]] Status append(const QByteArray& lines);
    [[nodiscard]] Status keepSummaryAsText();
    [[nodiscard]] Status flush();
    [[nodiscard]] bool isWide(const Record& record) const;
    [[nodiscard]] bool reads(Record& record);
    [[nodiscard]] bool hasEnded();
    [[nodiscard]] bool isSummary(QByteArrayView text);
    [[nodiscard]] Status hold(QByteArrayView raw);
    void setAside(const QString& why);

    Reader reader_;
    Lines lines_;
    Layout layout_;
    bool hasHeader_ = false;
    Record record_;
    Record next_;     ///< the line being looked at
    QByteArray held_; ///< empty lines and what looks like a summary, until it is known whose they are
    Summary summary_ = Summary::none;
    std::vector<QByteArray> summaryNames_;
    QByteArray summaryLine_;
    Gaps gaps_;
    bool wasSetAside_ = false; ///< the record before
    qint64 lineNo_ = 0;
    qint64 lineOfMessage_ = 0;
};

} // namespace zhangfang::wechatpay::bills
