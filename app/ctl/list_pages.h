#pragma once

#include "ctl/answer.h"
#include "ctl/json_views.h"
#include "ctl/list_words.h"
#include "reports/paging.h"

#include <algorithm>

/// Lists as they are told page by page.
namespace zhangfang::ctl
{

using reports::PageIndex;
using reports::PageKey;

/// What a cursor says: the place of the last row that was told.
[[nodiscard]] QString toCursor(const PageKey& key);
/// Errors: invalid_cursor.
[[nodiscard]] Result<std::optional<PageKey>> parseCursor(const QString& cursor);
/// The number that a list without a filter goes on behind; 0: from its beginning. Errors: invalid_cursor.
[[nodiscard]] Result<qint64> parseNumber(const QString& cursor);

/// With what all of its rows come to, of every page.
[[nodiscard]] QJsonObject withSum(QJsonObject list, const reports::ListSum& sum);

/// The keys behind the cursor, the first of them those on top.
template <class Row>
Result<std::vector<PageKey>> keysBehind(const PageIndex& index, reports::Top top, const Paging& paging,
    const std::function<Result<std::vector<Row>>(PageKey)>& readPage)
{
    ZF_ASSIGN(const auto cursor, parseCursor(paging.cursor));
    std::vector<PageKey> keys;
    const auto pages = static_cast<qint64>(index.starts.size());
    const qint64 step = top == reports::Top::highest ? -1 : 1;
    qint64 number = top == reports::Top::highest ? pages - 1 : 0;
    if (cursor) {
        const auto behind = std::upper_bound(index.starts.begin(), index.starts.end(), *cursor);
        number = std::max<qint64>(0, behind - index.starts.begin() - 1);
    }
    for (; number >= 0 && number < pages && std::ssize(keys) < paging.limit; number += step) {
        ZF_ASSIGN(auto rows, readPage(index.starts[static_cast<size_t>(number)]));
        if (top == reports::Top::highest)
            std::reverse(rows.begin(), rows.end());
        for (const Row& row : rows) {
            const PageKey& key = row.key;
            const bool isBehind = !cursor || (top == reports::Top::highest ? key < *cursor : *cursor < key);
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

} // namespace zhangfang::ctl
