#include "wechatpay/bills/sheet.h"

namespace zhangfang::wechatpay::bills
{

namespace
{

/// So many of the rows that were set aside are told; the rest is counted.
constexpr qsizetype kMostTold = 10;

bool isBlank(QByteArrayView text)
{
    return text.trimmed().isEmpty();
}

} // namespace

Sheet::Sheet(Reader reader)
    : reader_(std::move(reader)), lines_([this](QByteArrayView text) { return line(text); })
{
}

tl::unexpected<base::Error> Sheet::bad(const char* column, const QString& why) const
{
    return base::invalid("bill_row", QStringLiteral("Line %1 of the bill, %2: %3")
                                         .arg(lineOfMessage_)
                                         .arg(QString::fromUtf8(column), why));
}

Status Sheet::line(QByteArrayView text)
{
    ++lineNo_;
    lineOfMessage_ = lineNo_;
    if (hasHeader_)
        return rowLine(text);
    if (isBlank(text))
        return {};
    hasHeader_ = true;
    ZF_ASSIGN(layout_, reader_.header(splitHeader(text)));
    return {};
}

Status Sheet::rowLine(QByteArrayView raw)
{
    const bool hasCr = raw.endsWith('\r');
    const QByteArrayView text = hasCr ? raw.chopped(1) : raw;
    if (isBlank(text) || isSummary(text))
        return hold(raw);
    if (summary_ != Summary::none)
        ZF_TRY(keepSummaryAsText());

    next_.text.resize(0);
    next_.text.append(text.data(), text.size());
    next_.line = lineNo_;
    next_.lines = 1;
    next_.end = hasCr ? "\r\n" : "\n";
    next_.hidesRow = next_.endsInRow = next_.wasWhole = false;
    next_.reads.reset();
    const bool isRow = splitRow(next_.text, next_.values);
    next_.begins = isRow && (isWide(next_) || layout_.canBegin(next_.values) ||
                                layout_.onlyReading(next_.values).has_value());
    if (next_.begins && hasEnded())
        return begin();
    return join();
}

Status Sheet::begin()
{
    ZF_TRY(flush());
    held_.clear();
    std::swap(record_, next_);
    record_.wasWhole = isWide(record_) && reads(record_); // read last: it is what flush takes
    return {};
}

/// The line goes on with what was read before it.
Status Sheet::join()
{
    const bool endsInRow = next_.begins && isWide(next_) && reads(next_);
    ZF_TRY(append(held_ + next_.text));
    record_.end = next_.end;
    record_.hidesRow = record_.hidesRow || next_.begins;
    record_.endsInRow = endsInRow;
    return {};
}

/// Something comes behind what looked like the summary: it is part of the row before.
Status Sheet::keepSummaryAsText()
{
    summary_ = Summary::none;
    QByteArray lines = held_;
    lines.chop(1);
    const bool hasCr = lines.endsWith('\r');
    lines.chop(hasCr ? 1 : 0);
    ZF_TRY(append(lines));
    record_.end = hasCr ? "\r\n" : "\n";
    record_.endsInRow = false;
    return {};
}

Status Sheet::append(const QByteArray& lines)
{
    const qsizetype before = record_.lines == 0 ? 0 : record_.text.size();
    if (before + lines.size() > kLongestLine)
        return base::invalid(
            "bill_line_too_long", QStringLiteral("The bill has a row that is longer than any real one."));
    if (record_.lines == 0) {
        record_.text.clear();
        record_.line = lineNo_;
        record_.begins = record_.hidesRow = record_.wasWhole = false;
    } else {
        record_.text += record_.end;
    }
    record_.text += lines;
    held_.clear();
    ++record_.lines;
    record_.reads = false;
    if (!splitRow(record_.text, record_.values))
        record_.values.clear();
    return {};
}

/// What was read so far is a record of its own.
Status Sheet::flush()
{
    if (record_.lines == 0)
        return {};
    lineOfMessage_ = record_.line;
    bool isSound = record_.lines == 1 && record_.wasWhole;
    if (!isSound && record_.begins && !record_.hidesRow && !record_.wasWhole) {
        // A line between two rows that looks like a row may be one: then it is not known whose the ends are.
        // Nor is it known whether what follows a whole row belongs to its name or is what is left of another.
        if (const auto reading = layout_.onlyReading(record_.values)) {
            isSound = reader_.row(*reading).has_value();
            gaps_.rowsRepaired += isSound ? 1 : 0;
        }
    }
    record_.lines = 0;
    wasSetAside_ = !isSound && wasSetAside_;
    if (isSound)
        return reader_.take();
    setAside(QStringLiteral("line %1").arg(record_.line));
    return {};
}

/// Neighbours count as one place: what was torn apart here may have been one row.
void Sheet::setAside(const QString& why)
{
    if (!wasSetAside_)
        ++gaps_.rowsSetAside;
    wasSetAside_ = true;
    if (gaps_.places.size() < kMostTold)
        gaps_.places << why;
}

bool Sheet::isWide(const Record& record) const
{
    return record.values.size() == layout_.width() && record.text.startsWith('`');
}

bool Sheet::reads(Record& record)
{
    if (!record.reads)
        record.reads = reader_.row(record.values).has_value();
    return *record.reads;
}

bool Sheet::hasEnded()
{
    if (record_.lines == 0 || !record_.begins || record_.endsInRow || record_.wasWhole)
        return true;
    return record_.values.size() >= layout_.width() && layout_.canEnd(record_.values);
}

/// Whether the line is one of the two that end a bill, by all that is known before the next line.
bool Sheet::isSummary(QByteArrayView text)
{
    if (summary_ == Summary::names) {
        Values values;
        if (!splitRow(text, values) || values.size() != summaryNames_.size())
            return false;
        summaryLine_ = text.toByteArray();
        summary_ = Summary::whole;
        return true;
    }
    if (summary_ != Summary::none || !text.startsWith(reader_.summaryName) || text.contains('`'))
        return false;
    summaryNames_ = splitHeader(text);
    summary_ = Summary::names;
    return true;
}

Status Sheet::hold(QByteArrayView raw)
{
    if (held_.size() + raw.size() >= kLongestLine)
        return base::invalid(
            "bill_line_too_long", QStringLiteral("The bill has a row that is longer than any real one."));
    held_.append(raw.data(), raw.size()).append('\n');
    return {};
}

Status Sheet::finish()
{
    ZF_TRY(lines_.finish());
    if (summary_ != Summary::whole)
        return base::damaged("bill_incomplete", QStringLiteral("The bill ends before its summary."));
    ZF_TRY(flush());
    Values values;
    static_cast<void>(splitRow(summaryLine_, values));
    lineOfMessage_ = lineNo_;
    return reader_.summary(summaryNames_, values);
}

} // namespace zhangfang::wechatpay::bills
