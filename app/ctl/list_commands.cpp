#include "ctl/commands.h"
#include "ctl/json_views.h"
#include "ctl/list_filters.h"

#include <algorithm>

/// Lists, page by page.
namespace zhangfang::ctl
{

using reports::PageIndex;
using reports::PageKey;
using reports::Top;
using storage::Database;

namespace
{

/// What a cursor says: the place of the last row that was told.
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

/// The number that an unfiltered list goes on behind.
Result<qint64> parseNumber(const QString& cursor)
{
    bool isNumber = false;
    const qint64 number = cursor.isEmpty() ? 0 : cursor.toLongLong(&isNumber);
    if (!cursor.isEmpty() && !isNumber)
        return base::invalid(
            "invalid_cursor", QStringLiteral("'%1' is no cursor of this list.").arg(cursor.left(80)));
    return number;
}

/// The keys behind the cursor, the first of them those on top.
template <class Row>
Result<std::vector<PageKey>> keysBehind(const PageIndex& index, Top top, const Paging& paging,
    const std::function<Result<std::vector<Row>>(PageKey)>& readPage)
{
    ZF_ASSIGN(const auto cursor, parseCursor(paging.cursor));
    std::vector<PageKey> keys;
    const auto pages = static_cast<qint64>(index.starts.size());
    const qint64 step = top == Top::highest ? -1 : 1;
    qint64 number = top == Top::highest ? pages - 1 : 0;
    if (cursor) {
        const auto behind = std::upper_bound(index.starts.begin(), index.starts.end(), *cursor);
        number = std::max<qint64>(0, behind - index.starts.begin() - 1);
    }
    for (; number >= 0 && number < pages && std::ssize(keys) < paging.limit; number += step) {
        ZF_ASSIGN(auto rows, readPage(index.starts[static_cast<size_t>(number)]));
        if (top == Top::highest)
            std::reverse(rows.begin(), rows.end());
        for (const Row& row : rows) {
            const PageKey& key = row.key;
            const bool isBehind = !cursor || (top == Top::highest ? key < *cursor : *cursor < key);
            if (isBehind && std::ssize(keys) < paging.limit)
                keys.push_back(key);
        }
    }
    return keys;
}

/// {"items", "next", "count"}: how many there are in all, beside those of this page.
template <class Item>
Answer listed(const std::vector<PageKey>& keys, const PageIndex& index, const Paging& paging,
    const std::function<Result<Item>(qint64 id)>& find)
{
    QJsonArray items;
    for (const PageKey& key : keys) {
        ZF_ASSIGN(const Item item, find(key.id));
        items.append(view(item));
    }
    const bool isFull = std::ssize(keys) == paging.limit;
    return QJsonObject{{QStringLiteral("items"), items},
        {QStringLiteral("next"), isFull ? QJsonValue(toCursor(keys.back())) : QJsonValue()},
        {QStringLiteral("count"), index.rows}};
}

Answer withSum(Answer list, const reports::ListSum& sum)
{
    if (list)
        list->insert(QStringLiteral("amount_fen"), sum.amount.inFen());
    return list;
}

} // namespace

Answer Commands::userList(const ListWords& words, const Paging& paging)
{
    ZF_ASSIGN(const auto filter, userFilter(words));
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        if (words.isEmpty()) {
            ZF_ASSIGN(const qint64 after, parseNumber(paging.cursor));
            ZF_ASSIGN(const auto users, shop::listUsers(database, base::UserId(after), paging.limit));
            QJsonArray items;
            for (const auto& user : users)
                items.append(view(user));
            return page(items, paging.limit, users.empty() ? 0 : users.back().id.value());
        }
        ZF_ASSIGN(const PageIndex index, reports::indexUsers(database, filter));
        ZF_ASSIGN(const auto keys,
            keysBehind<reports::UserRow>(index, reports::topOf(filter.sort), paging,
                [&](const PageKey& start) { return reports::userPage(database, filter, start); }));
        ZF_ASSIGN(const auto sum, reports::sumUsers(database, filter));
        Answer list = listed<shop::User>(
            keys, index, paging, [&](qint64 id) { return shop::findUser(database, base::UserId(id)); });
        if (list) {
            list->insert(QStringLiteral("available_fen"), sum.available.inFen());
            list->insert(QStringLiteral("held_fen"), sum.held.inFen());
        }
        return list;
    });
}

Answer Commands::orderList(const ListWords& words, const Paging& paging)
{
    ZF_ASSIGN(const auto filter, orderFilter(words));
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        if (words.isEmpty()) {
            ZF_ASSIGN(const qint64 before, parseNumber(paging.cursor));
            ZF_ASSIGN(const auto orders, shop::listOrders(database, before, paging.limit));
            QJsonArray items;
            for (const auto& order : orders)
                items.append(view(order));
            return page(items, paging.limit, orders.empty() ? 0 : orders.back().id);
        }
        ZF_ASSIGN(const PageIndex index, reports::indexOrders(database, filter));
        ZF_ASSIGN(const auto keys,
            keysBehind<reports::OrderRow>(index, reports::topOf(filter.sort), paging,
                [&](const PageKey& start) { return reports::orderPage(database, filter, start); }));
        ZF_ASSIGN(const auto sum, reports::sumOrders(database, filter));
        return withSum(listed<shop::Order>(
                           keys, index, paging, [&](qint64 id) { return shop::findOrder(database, id); }),
            sum);
    });
}

Answer Commands::withdrawalList(const ListWords& words, const Paging& paging)
{
    ZF_ASSIGN(const auto filter, payoutFilter(words));
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        if (words.isOnlyState()) {
            ZF_ASSIGN(const qint64 before, parseNumber(paging.cursor));
            ZF_ASSIGN(const auto all, payouts::listPayouts(database, filter.state, before, paging.limit));
            QJsonArray items;
            for (const auto& payout : all) {
                ZF_ASSIGN(const ShownPayout shown, withApprovals(database, payout));
                items.append(view(shown));
            }
            return page(items, paging.limit, all.empty() ? 0 : all.back().id.value());
        }
        ZF_ASSIGN(const PageIndex index, reports::indexPayouts(database, filter));
        ZF_ASSIGN(const auto keys,
            keysBehind<reports::PayoutRecord>(index, reports::topOf(filter.sort), paging,
                [&](const PageKey& start) { return reports::payoutRecords(database, filter, start); }));
        ZF_ASSIGN(const auto sum, reports::sumPayouts(database, filter));
        return withSum(listed<ShownPayout>(keys, index, paging,
                           [&](qint64 id) {
                               return payouts::findPayout(database, base::PayoutId(id))
                                   .and_then([&](const payouts::Payout& payout) {
                                       return withApprovals(database, payout);
                                   });
                           }),
            sum);
    });
}

} // namespace zhangfang::ctl
