#include "wechatpay/bills/lines.h"

#include <cstring>

namespace zhangfang::wechatpay::bills
{

Status Lines::line(QByteArrayView text)
{
    if (isFirst_ && text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    isFirst_ = false;
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

} // namespace zhangfang::wechatpay::bills
