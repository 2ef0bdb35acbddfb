#pragma once

#include "ledger/ledger.h"
#include "reports/paging.h"

#include <optional>

namespace zhangfang::reports
{

using base::Money;

/// One transfer in a list; `amount` is what it moved, or, in the list of one account, what it did to that
/// account's natural balance.
struct TransferRow {
    PageKey key; ///< by number alone
    QString kind;
    QString description;
    qint64 occurredAtUtcMs = 0;
    Money amount;
};

/// The transfers that touch `account`, or all of them.
[[nodiscard]] Result<PageIndex> indexTransfers(
    storage::Database& database, const std::optional<ledger::AccountPath>& account, PageIndex known = {});
[[nodiscard]] Result<PageIndex> newestTransfers(
    storage::Database& database, const std::optional<ledger::AccountPath>& account);
/// One page, the oldest first, starting at `start`.
[[nodiscard]] Result<std::vector<TransferRow>> transferPage(
    storage::Database& database, const std::optional<ledger::AccountPath>& account, PageKey start);

struct StatementLine {
    base::TransferId transfer;
    qint64 occurredAtUtcMs = 0;
    QString kind;
    QString description;
    Money available; ///< the change
    Money held;
};
/// What moved a user's money, the newest first, before `before` (0: from the newest).
[[nodiscard]] Result<std::vector<StatementLine>> statement(
    storage::Database& database, base::UserId user, base::TransferId before, int limit);

} // namespace zhangfang::reports
