#include "wechatpay/bills/lines.h"

#include <cstring>

namespace zhangfang::wechatpay::bills
{

Status Lines::line(QByteArrayView text)
{
    if (isFirst_ && text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    isFirst_ = false;
    if (text.endsWith('\r'))
        text.chop(1);
    return take_(text);
}

Status Lines::add(QByteArrayView piece)
{
    while (!piece.isEmpty()) {
        const void* const found = std::memchr(piece.data(), '\n', static_cast<size_t>(piece.size()));
        const qsizetype end = found ? static_cast<const char*>(found) - piece.data() : piece.size();
        if (rest_.size() + end > kLongestLine)
            return base::invalid("bill_line_too_long",
                QStringLiteral("The bill has a line that is longer than any real one."));
        if (!found) {
            rest_.append(piece.data(), end);
            return {};
        }
        if (rest_.isEmpty()) {
            ZF_TRY(line(piece.first(end)));
        } else {
            rest_.append(piece.data(), end);
            ZF_TRY(line(rest_));
            rest_.clear();
        }
        piece = piece.sliced(end + 1);
    }
    return {};
}

Status Lines::finish()
{
    if (rest_.isEmpty())
        return {};
    const QByteArray last = std::exchange(rest_, {});
    return line(last);
}

bool splitRow(QByteArrayView line, std::vector<QByteArrayView>& values)
{
    values.clear();
    if (!line.startsWith('`'))
        return false;
    const char* const end = line.data() + line.size();
    const char* start = line.data() + 1;
    for (const char* at = start;;) {
        const void* const found = std::memchr(at, '`', static_cast<size_t>(end - at));
        if (!found)
            break;
        at = static_cast<const char*>(found) + 1;
        if (at - 2 < start || at[-2] != ',')
            continue; // a backtick inside a name
        values.emplace_back(start, at - 2);
        start = at;
    }
    values.emplace_back(start, end);
    return true;
}

std::vector<QByteArray> splitHeader(QByteArrayView line)
{
    std::vector<QByteArray> names;
    for (const QByteArray& name : line.toByteArray().split(','))
        names.push_back(name.trimmed());
    return names;
}

Sheet::Sheet(Reader reader)
    : reader_(std::move(reader)), lines_([this](QByteArrayView text) { return line(text); })
{
}

tl::unexpected<base::Error> Sheet::bad(const char* column, const QString& why) const
{
    return base::invalid("bill_row",
        QStringLiteral("Line %1 of the bill, %2: %3").arg(lineNo_).arg(QString::fromUtf8(column), why));
}

Status Sheet::line(QByteArrayView text)
{
    ++lineNo_;
    if (text.trimmed().isEmpty())
        return {};
    switch (part_) {
    case Part::header: {
        const auto names = splitHeader(text);
        width_ = names.size();
        part_ = Part::rows;
        return reader_.header(names);
    }
    case Part::rows:
        if (!splitRow(text, values_)) {
            summaryNames_ = splitHeader(text);
            part_ = Part::summary;
            return {};
        }
        if (values_.size() != width_)
            return bad("", QStringLiteral("%1 values, the header has %2").arg(values_.size()).arg(width_));
        return reader_.row(values_);
    case Part::summary:
        if (!splitRow(text, values_) || values_.size() != summaryNames_.size())
            return bad("", QStringLiteral("the summary has not as many values as names"));
        part_ = Part::done;
        return reader_.summary(summaryNames_, values_);
    case Part::done:
        break;
    }
    return bad("", QStringLiteral("something comes behind the summary"));
}

Status Sheet::finish()
{
    ZF_TRY(lines_.finish());
    if (part_ != Part::done)
        return base::damaged("bill_incomplete", QStringLiteral("The bill ends before its summary."));
    return {};
}

} // namespace zhangfang::wechatpay::bills
