#include "reports/part_of.h"

namespace zhangfang::reports
{

QString partOf(const QString& search)
{
    QString pattern = search.trimmed();
    for (QChar& letter : pattern) { // what SQL's LOWER does to other letters differs between databases
        if (letter >= QLatin1Char('A') && letter <= QLatin1Char('Z'))
            letter = letter.toLower();
    }
    for (const QChar special : {QLatin1Char('\\'), QLatin1Char('%'), QLatin1Char('_')})
        pattern.replace(special, QLatin1Char('\\') + QString(special));
    return QLatin1Char('%') + pattern + QLatin1Char('%');
}

} // namespace zhangfang::reports
