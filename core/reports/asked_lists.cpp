#include "reports/asked_lists.h"

#include "base/calendar.h"

namespace zhangfang::reports
{

namespace
{

tl::unexpected<base::Error> unknownState(const QString& state)
{
    return base::invalid("unknown_state", QStringLiteral("There is no state '%1'.").arg(state));
}

/// Which of the names it is; the first where nothing is said.
template <size_t count> Result<size_t> sortIn(const char* const (&names)[count], const QString& text)
{
    if (text.isEmpty())
        return size_t(0);
    for (size_t at = 0; at < count; ++at) {
        if (text == QLatin1String(names[at]))
            return at;
    }
    return base::invalid(
        "unknown_sort", QStringLiteral("Nothing is sorted by '%1' here.").arg(text.left(40)));
}

} // namespace

Result<QDate> dayIn(const QString& text)
{
    return text.isEmpty() ? Result<QDate>(QDate()) : base::parseDay(text);
}

Result<OrderFilter> orderFilter(const ListWords& words)
{
    using enum OrderSort;
    constexpr OrderSort kSorts[] = {newest, oldest, largest, smallest};
    OrderFilter filter;
    filter.search = words.search;
    ZF_ASSIGN(filter.from, dayIn(words.from));
    ZF_ASSIGN(filter.to, dayIn(words.to));
    ZF_ASSIGN(const size_t sort, sortIn(kOrderSorts, words.sort));
    filter.sort = kSorts[sort];
    if (!words.state.isEmpty()) {
        filter.state = shop::parseOrderState(words.state);
        if (filter.state == shop::OrderState::unknown)
            return unknownState(words.state);
    }
    return filter;
}

Result<PayoutFilter> payoutFilter(const ListWords& words)
{
    using enum PayoutSort;
    constexpr PayoutSort kSorts[] = {newest, oldest, largest, smallest};
    PayoutFilter filter;
    filter.search = words.search;
    ZF_ASSIGN(filter.from, dayIn(words.from));
    ZF_ASSIGN(filter.to, dayIn(words.to));
    ZF_ASSIGN(const size_t sort, sortIn(kOrderSorts, words.sort));
    filter.sort = kSorts[sort];
    if (!words.state.isEmpty()) {
        filter.state = payouts::parseState(words.state);
        if (filter.state == payouts::State::unknown)
            return unknownState(words.state);
    }
    return filter;
}

Result<UserFilter> userFilter(const ListWords& words)
{
    using enum UserSort;
    constexpr UserSort kSorts[] = {newest, oldest, richest, poorest, byName, byNameBackwards};
    ZF_ASSIGN(const size_t sort, sortIn(kUserSorts, words.sort));
    return UserFilter(words.search, kSorts[sort]);
}

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

Result<QJsonObject> told(const std::vector<PageKey>& keys, const PageIndex& index, const Page& asked,
    const std::function<Result<QJsonObject>(qint64 id)>& row)
{
    QJsonArray rows;
    for (const PageKey& key : keys) {
        ZF_ASSIGN(const QJsonObject one, row(key.id));
        rows.append(one);
    }
    QJsonObject list = office::page(rows, asked.limit, keys.empty() ? QString() : toCursor(keys.back()));
    list.insert(QStringLiteral("count"), index.rows);
    return list;
}

} // namespace zhangfang::reports
