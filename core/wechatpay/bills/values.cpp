#include "wechatpay/bills/values.h"

#include "base/calendar.h"

#include <algorithm>
#include <limits>

namespace zhangfang::wechatpay::bills
{

QString excerpt(QByteArrayView text)
{
    return QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 40)));
}

namespace
{

/// A decimal number as a whole count of 10^-places. Nothing is ever rounded.
Result<qint64> parseFixed(QByteArrayView text, int places)
{
    const auto bad = [&text] {
        return base::invalid("invalid_amount", QStringLiteral("'%1' is no amount.").arg(excerpt(text)));
    };
    const bool negative = text.startsWith('-');
    if (negative)
        text = text.sliced(1);
    if (text.isEmpty() || text.size() > 18 || text.front() == '.' || text.back() == '.')
        return bad();
    qint64 number = 0;
    int decimals = -1;
    for (const char c : text) {
        if (c == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9')
            return bad();
        if (decimals >= places) {
            if (c != '0')
                return bad();
            continue;
        }
        number = number * 10 + (c - '0');
        if (decimals >= 0)
            ++decimals;
    }
    for (int i = std::max(decimals, 0); i < places; ++i) {
        if (number > std::numeric_limits<qint64>::max() / 10)
            return bad();
        number *= 10;
    }
    return negative ? -number : number;
}

} // namespace

Result<qint64> parseCount(QByteArrayView text)
{
    return parseFixed(text, 0);
}

Result<Money> parseYuan(QByteArrayView text)
{
    return parseFixed(text, 2).map([](qint64 fen) { return Money::fen(fen); });
}

Result<qint64> parseFee(QByteArrayView text)
{
    return parseFixed(text, 5);
}

Result<qint64> parseTime(QByteArrayView text)
{
    // By hand: a million rows are read, and QDateTime takes longer than all the rest.
    const auto number = [&text](qsizetype at, qsizetype count) {
        int value = 0;
        for (qsizetype i = at; i < at + count; ++i) {
            if (text[i] < '0' || text[i] > '9')
                return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const bool shaped = text.size() == 19 && text[4] == '-' && text[7] == '-' && text[10] == ' ' &&
                        text[13] == ':' && text[16] == ':';
    const int year = shaped ? number(0, 4) : -1; // Qt knows years before Christ
    const QDate day = year > 0 ? QDate(year, number(5, 2), number(8, 2)) : QDate();
    const QTime time = shaped ? QTime(number(11, 2), number(14, 2), number(17, 2)) : QTime();
    if (!day.isValid() || !time.isValid())
        return base::invalid("invalid_time", QStringLiteral("'%1' is no time.").arg(excerpt(text)));
    return base::startOfDayUtcMs(day) + time.msecsSinceStartOfDay();
}

} // namespace zhangfang::wechatpay::bills
