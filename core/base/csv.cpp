#include "base/csv.h"

#include <algorithm>

namespace zhangfang::base
{

namespace
{

/// What a spreadsheet may run: it passes over what stands before the sign, and takes signs of full width.
bool isFormula(const QString& cell)
{
    bool isNumber = false;
    static_cast<void>(cell.toDouble(&isNumber));
    if (isNumber || cell.isEmpty())
        return false;
    const auto first = std::find_if(cell.begin(), cell.end(), [](QChar c) {
        return !c.isSpace() && c.category() != QChar::Other_Control && c.category() != QChar::Other_Format;
    });
    return QStringView(u"\t\r\n").contains(cell.front()) ||
           (first != cell.end() && QStringView(u"=+-@＝＋－＠").contains(*first));
}

} // namespace

QByteArray csvLine(const QStringList& values)
{
    QStringList cells;
    for (QString cell : values) {
        if (isFormula(cell))
            cell.prepend(QLatin1Char('\''));
        if (cell.contains(QLatin1Char(',')) || cell.contains(QLatin1Char('"')) ||
            cell.contains(QLatin1Char('\n')) || cell.contains(QLatin1Char('\r')))
            cell =
                QLatin1Char('"') + cell.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
        cells << cell;
    }
    return cells.join(QLatin1Char(',')).toUtf8() + "\r\n";
}

} // namespace zhangfang::base
