#include "base/csv.h"

namespace zhangfang::base
{

QByteArray csvLine(const QStringList& values)
{
    QStringList cells;
    for (QString cell : values) {
        bool number = false;
        static_cast<void>(cell.toDouble(&number));
        if (!number && !cell.isEmpty() && QStringView(u"=+-@\t\r").contains(cell.front()))
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
