#pragma once

#include "base/money.h"
#include "storage/database.h"

#include <compare>
#include <vector>

namespace zhangfang::reports
{

using base::Result;
using base::Status;

/// A row's place in a list: by what the list is ordered by and, within it, by the row's own number.
struct PageKey {
    qint64 at = 0; ///< UTC ms, or fen; 0 where the list is ordered by number alone, or by a text
    qint64 id = 0;
    QString text = {}; ///< where the list is ordered by a text
    friend std::strong_ordering operator<=>(const PageKey& one, const PageKey& other)
    {
        if (const auto by = one.at <=> other.at; std::is_neq(by))
            return by;
        if (const int by = one.text.compare(other.text); by != 0)
            return by <=> 0;
        return one.id <=> other.id;
    }
    friend bool operator==(const PageKey&, const PageKey&) = default;
};

/// Which end of a list is on top. Pages are cut in rising order whichever it is.
enum class Top { highest, lowest };

/// How many there are, and what they come to.
struct ListSum {
    qint64 rows = 0;
    base::Money amount;
    friend bool operator==(const ListSum&, const ListSum&) = default;
};

/// Rows of one page: some screens full, read in a few milliseconds.
inline constexpr int kPageRows = 256;

/// Where every page of a list begins, in rising order: of a list by time the oldest first. With it a table
/// jumps anywhere in a million rows by keyset alone; and where new rows come at the end, the pages before the
/// last stay as they are.
struct PageIndex {
    qint64 rows = 0;
    std::vector<PageKey> starts;
    friend bool operator==(const PageIndex&, const PageIndex&) = default;
};

/// Reads (at, id) pairs in order, from `known`'s last page on where there is one: the statement must have
/// started there.
[[nodiscard]] PageIndex indexPages(storage::Rows rows, PageIndex known = {});
/// Of a list as if it had its newest rows alone: (at, id) pairs from the newest back, one page of them. What
/// is shown while the whole is being indexed.
[[nodiscard]] PageIndex newestPage(storage::Rows rows);
/// The key an index statement has to start from to extend `known`.
[[nodiscard]] PageKey resumeAt(const PageIndex& known, const PageKey& otherwise = {});

/// What comes right behind every text that begins with `text`: the end of a search by beginnings.
[[nodiscard]] QString behind(const QString& text);

} // namespace zhangfang::reports
