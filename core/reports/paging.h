#pragma once

#include "storage/database.h"

#include <compare>
#include <vector>

namespace zhangfang::reports
{

using base::Result;
using base::Status;

/// A row's place in a list ordered by time and, within it, by number.
struct PageKey {
    qint64 at = 0; ///< UTC ms; 0 where the list is ordered by number alone
    qint64 id = 0;
    friend auto operator<=>(const PageKey&, const PageKey&) = default; // NOLINT(modernize-use-nullptr)
};

/// Rows of one page: some screens full, read in a few milliseconds.
inline constexpr int kPageRows = 256;

/// Where every page of a list begins, the oldest first. With it a table jumps anywhere in a million rows by
/// keyset alone; and as new rows come at the end, the pages before the last stay as they are.
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
[[nodiscard]] PageKey resumeAt(const PageIndex& known, PageKey otherwise = {});

/// What comes right behind every text that begins with `text`: the end of a search by beginnings.
[[nodiscard]] QString behind(const QString& text);

} // namespace zhangfang::reports
