#include "ctl/list_pages.h"

namespace zhangfang::ctl
{

QString toCursor(const PageKey& key)
{
    QString cursor = QStringLiteral("%1.%2").arg(key.at).arg(key.id);
    if (!key.text.isEmpty())
        cursor += QLatin1Char('.') + QString::fromLatin1(key.text.toUtf8().toHex());
    return cursor;
}

Result<std::optional<PageKey>> parseCursor(const QString& cursor)
{
    if (cursor.isEmpty())
        return std::nullopt;
    const QStringList parts = cursor.split(QLatin1Char('.'));
    bool isTime = false;
    bool isNumber = false;
    PageKey key{parts.value(0).toLongLong(&isTime), parts.value(1).toLongLong(&isNumber),
        QString::fromUtf8(QByteArray::fromHex(parts.value(2).toLatin1()))};
    if (!isTime || !isNumber || parts.size() > 3)
        return base::invalid("invalid_cursor",
            QStringLiteral("'%1' is no cursor of a list with a filter.").arg(cursor.left(80)));
    return key;
}

Result<qint64> parseNumber(const QString& cursor)
{
    bool isNumber = false;
    const qint64 number = cursor.isEmpty() ? 0 : cursor.toLongLong(&isNumber);
    if (!cursor.isEmpty() && !isNumber)
        return base::invalid(
            "invalid_cursor", QStringLiteral("'%1' is no cursor of this list.").arg(cursor.left(80)));
    return number;
}

QJsonObject withSum(QJsonObject list, const reports::ListSum& sum)
{
    list.insert(QStringLiteral("amount_fen"), sum.amount.inFen());
    return list;
}

} // namespace zhangfang::ctl
