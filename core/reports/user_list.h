#pragma once

#include "base/money.h"
#include "reports/paging.h"

namespace zhangfang::reports
{

using base::Money;

enum class UserSort { newest, oldest, richest, poorest, byName, byNameBackwards }; ///< which come first
[[nodiscard]] Top topOf(UserSort sort);

/// Which users to show, and how.
struct UserFilter {
    // Constructors: what is searched is a filter by itself.
    UserFilter() = default;
    UserFilter(QString search_, UserSort sort_ = UserSort::newest) : search(std::move(search_)), sort(sort_)
    {
    }
    /// Parts of the name, as in `OrderFilter::search`; or the beginning of the openid; or the number.
    QString search;
    UserSort sort = UserSort::newest; ///< names by their pinyin; of balances, what is available
    friend bool operator==(const UserFilter&, const UserFilter&) = default;
};

struct UserRow {
    PageKey key; ///< by number alone, by balance, or by name
    QString openid;
    QString name;
    qint64 createdAtUtcMs = 0;
    Money available;
    Money held;
};

/// The users that pass. `known`, made with the same filter, is extended where the list only grows at its end.
[[nodiscard]] Result<PageIndex> indexUsers(
    storage::Database& database, const UserFilter& filter, PageIndex known = {});
/// The last page alone, of what is on top where `topOf` says highest.
[[nodiscard]] Result<PageIndex> newestUsers(storage::Database& database, const UserFilter& filter);
/// One page, in rising order, starting at `start`.
[[nodiscard]] Result<std::vector<UserRow>> userPage(
    storage::Database& database, const UserFilter& filter, PageKey start);
/// Whether rows only ever come at the end of its pages: else old ones come, go and move.
[[nodiscard]] bool growsAtItsEnd(const UserFilter& filter);

struct UserSum {
    qint64 rows = 0;
    Money available;
    Money held;
    friend bool operator==(const UserSum&, const UserSum&) = default;
};
/// Of all that pass.
[[nodiscard]] Result<UserSum> sumUsers(storage::Database& database, const UserFilter& filter);
/// Of these, by their keys.
[[nodiscard]] Result<UserSum> sumUsers(storage::Database& database, const std::vector<PageKey>& keys);

} // namespace zhangfang::reports
