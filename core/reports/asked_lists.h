#pragma once

#include "office/query.h"
#include "reports/order_list.h"
#include "reports/payout_queue.h"
#include "reports/user_list.h"

#include <algorithm>

/// Lists as they are asked for from outside, in words, and told page by page.
namespace zhangfang::reports
{

/// Which rows of a list, and which come first; empty: any, and as the list is by itself.
struct ListWords {
    QString search = {};
    QString state = {};
    QString from = {};
    QString to = {};
    QString sort = {};
    [[nodiscard]] bool isOnlyState() const
    {
        return search.isEmpty() && from.isEmpty() && to.isEmpty() && sort.isEmpty();
    }
    [[nodiscard]] bool isEmpty() const { return isOnlyState() && state.isEmpty(); }
};

// What `sort` may say; the first is what it is without.
inline constexpr const char* kOrderSorts[] = {"newest", "oldest", "largest", "smallest"};
inline constexpr const char* kUserSorts[] = {
    "newest", "oldest", "richest", "poorest", "name", "name-backwards"};

/// A day that may be left out. Errors: invalid_date.
[[nodiscard]] Result<QDate> dayIn(const QString& text);
/// Errors: unknown_state, unknown_sort, invalid_date.
[[nodiscard]] Result<OrderFilter> orderFilter(const ListWords& words);
[[nodiscard]] Result<PayoutFilter> payoutFilter(const ListWords& words);
[[nodiscard]] Result<UserFilter> userFilter(const ListWords& words);

/// What a cursor says: the place of the last row that was told.
[[nodiscard]] QString toCursor(const PageKey& key);
/// Errors: invalid_cursor.
[[nodiscard]] Result<std::optional<PageKey>> parseCursor(const QString& cursor);
/// The number that a list without a filter goes on behind; 0: from its beginning. Errors: invalid_cursor.
[[nodiscard]] Result<qint64> parseNumber(const QString& cursor);

/// Which page of it: what the page before called `next`, and how many rows.
struct Page {
    QString after;
    qint64 limit = 100;
};

/// The keys behind the cursor, the first of them those on top.
template <class Row>
[[nodiscard]] Result<std::vector<PageKey>> keysBehind(const PageIndex& index, Top top, const Page& asked,
    const std::function<Result<std::vector<Row>>(PageKey)>& readPage)
{
    ZF_ASSIGN(const auto cursor, parseCursor(asked.after));
    std::vector<PageKey> keys;
    const auto pages = static_cast<qint64>(index.starts.size());
    const qint64 step = top == Top::highest ? -1 : 1;
    qint64 number = top == Top::highest ? pages - 1 : 0;
    if (cursor) {
        const auto behind = std::upper_bound(index.starts.begin(), index.starts.end(), *cursor);
        number = std::max<qint64>(0, behind - index.starts.begin() - 1);
    }
    for (; number >= 0 && number < pages && std::ssize(keys) < asked.limit; number += step) {
        ZF_ASSIGN(auto rows, readPage(index.starts[static_cast<size_t>(number)]));
        if (top == Top::highest)
            std::reverse(rows.begin(), rows.end());
        for (const Row& row : rows) {
            const PageKey& key = row.key;
            const bool isBehind = !cursor || (top == Top::highest ? key < *cursor : *cursor < key);
            if (isBehind && std::ssize(keys) < asked.limit)
                keys.push_back(key);
        }
    }
    return keys;
}

/// {"items", "next", "count"}: how many there are in all, beside those of this page.
[[nodiscard]] Result<QJsonObject> told(const std::vector<PageKey>& keys, const PageIndex& index,
    const Page& asked, const std::function<Result<QJsonObject>(qint64 id)>& row);

} // namespace zhangfang::reports
