#pragma once

#include "reports/paging.h"
#include "search/query.h"

#include <functional>
#include <optional>
#include <unordered_set>
#include <vector>

namespace zhangfang::reports::detail
{

using base::Money;

/// How lists are searched. Where what passes is little it is gathered: found by the indexes, put in order,
/// cut into pages. Where it is much, a page is read along the list until it is full, which is soon.
inline constexpr qint64 kLittle = 20'000;
inline constexpr qint64 kAll = std::numeric_limits<qint64>::max() - 1;

/// What was typed, in the forms it is looked up in.
struct Typed {
    explicit Typed(const QString& text);
    search::Query query;
    QString number; ///< what a number could begin with, folded; empty: it can begin none
    qint64 id = 0;  ///< a row's own number; 0: it is none
    [[nodiscard]] bool begins(const QString& number_) const
    {
        return !number.isEmpty() && number_.startsWith(number, Qt::CaseInsensitive);
    }
};

/// The numbers in the rows' first column, behind those that are there already; false: more than `most`.
[[nodiscard]] bool addIds(storage::Rows rows, qint64 most, std::vector<qint64>& ids);
/// Each once, in rising order.
[[nodiscard]] std::vector<qint64> each(std::vector<qint64> ids);

/// Users whose name, openid or number it is; nothing: more than `most`.
[[nodiscard]] Result<std::optional<std::vector<qint64>>> usersOf(
    storage::Database& database, const Typed& typed, qint64 most);

/// However many they are.
[[nodiscard]] Result<std::vector<qint64>> everyUserOf(storage::Database& database, const Typed& typed);

/// A row that passes: its place, and its sum.
struct Hit {
    PageKey key;
    Money amount;
};
/// All that passes, where that could be told without going along the whole list.
using Hits = std::optional<std::vector<Hit>>;
void putInOrder(std::vector<Hit>& hits);
[[nodiscard]] std::vector<PageKey> keysOf(const std::vector<Hit>& hits);
[[nodiscard]] Result<ListSum> sumOf(const std::vector<Hit>& hits);

/// Of keys in rising order.
[[nodiscard]] PageIndex indexOf(const std::vector<PageKey>& keys);
[[nodiscard]] PageIndex lastPageOf(const std::vector<PageKey>& keys);
[[nodiscard]] std::vector<PageKey> pageOf(const std::vector<PageKey>& keys, const PageKey& start);

/// Which way a list is read.
enum class Along { up, down };
/// The other way round where it was read downwards: pages are always in rising order.
[[nodiscard]] std::vector<PageKey> rising(std::vector<PageKey> keys, Along along);

} // namespace zhangfang::reports::detail
