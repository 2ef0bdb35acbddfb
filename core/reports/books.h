#pragma once

#include "base/money.h"
#include "reports/paging.h"

namespace zhangfang::reports
{

using base::Money;

struct UserRow {
    PageKey key; ///< by number alone
    QString openid;
    QString name;
    qint64 createdAtUtcMs = 0;
    Money available;
    Money held;
};
/// Users whose number, openid or name `search` is or begins; all when it is empty.
[[nodiscard]] Result<PageIndex> indexUsers(
    storage::Database& database, const QString& search, PageIndex known = {});
[[nodiscard]] Result<std::vector<UserRow>> userPage(
    storage::Database& database, const QString& search, PageKey start);

} // namespace zhangfang::reports
