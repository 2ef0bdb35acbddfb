#include "base/csv.h"

#include "base/plain_text.h"

#include <algorithm>

namespace zhangfang::base
{

namespace
{

/// A spreadsheet counts in doubles.
constexpr qsizetype kMostDigits = 15;

bool isDigits(QStringView text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// "-1234.50", as this program writes amounts: a spreadsheet gives the same back.
bool isPlainNumber(QStringView text)
{
    if (text.startsWith(u'-'))
        text = text.sliced(1);
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.first(point);
    const QStringView decimals = point < 0 ? QStringView() : text.sliced(point + 1);
    return isDigits(whole) && (point < 0 || isDigits(decimals)) && (whole.size() == 1 || whole[0] != u'0') &&
           whole.size() + decimals.size() <= kMostDigits;
}

/// What a spreadsheet skips, or a person does not see, in front of a formula.
bool isPassedOver(QChar c)
{
    return c.isSpace() || actsUnseen(c.unicode());
}

bool isFormula(QStringView text)
{
    if (text.startsWith(u'\t') || text.startsWith(u'\r') || text.startsWith(u'\n'))
        return true;
    const auto first = std::find_if_not(text.begin(), text.end(), isPassedOver);
    return first != text.end() && QStringView(u"=+-@＝＋－＠").contains(*first);
}

/// "1e3", "007", "+5": a spreadsheet would make another number of it.
bool looksLikeNumber(const QString& text)
{
    bool isNumber = false;
    static_cast<void>(text.toDouble(&isNumber));
    return isNumber && std::all_of(text.begin(), text.end(),
                           [](QChar c) { return QStringView(u"0123456789+-.eE").contains(c); });
}

QString cellText(const QString& value)
{
    if (isPlainNumber(value))
        return value;
    if (looksLikeNumber(value))
        return QLatin1Char('\t') + value;
    return isFormula(value) ? QLatin1Char('\'') + value : value;
}

} // namespace

QByteArray csvLine(const QStringList& values)
{
    QStringList cells;
    for (const QString& value : values) {
        QString cell = cellText(value);
        if (std::any_of(
                cell.begin(), cell.end(), [](QChar c) { return QStringView(u",\"\n\r\t").contains(c); }))
            cell =
                QLatin1Char('"') + cell.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
        cells << cell;
    }
    return cells.join(QLatin1Char(',')).toUtf8() + "\r\n";
}

} // namespace zhangfang::base
