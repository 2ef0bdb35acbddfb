#pragma once

#include "ledger/ledger.h"
#include "reports/paging.h"
#include "reports/running_balance.h"

#include <array>
#include <QDate>

namespace zhangfang::reports
{

using base::Money;

/// Which transfers; everything given must hold.
struct TransferFilter {
    /// Those that touch one of these, at most two; empty: all. What it did to each is in the rows.
    std::vector<ledger::AccountPath> accounts = {};
    /// Part of the description, of the business key, or of the path of an account that was touched; whatever
    /// the case of its letters A to Z.
    QString search = {};
    QDate from = {}; ///< business days on which it happened, both included; null: open
    QDate to = {};
    friend bool operator==(const TransferFilter&, const TransferFilter&) = default;
};
/// A user's statement: what is available and what is held, in this order. Of `others` the rest is taken.
[[nodiscard]] TransferFilter statementOf(base::UserId user, TransferFilter others = {});

/// What a transfer did to an account, by the account's natural balance.
struct AccountChange {
    Money by;
    Money after; ///< once it was booked; also what the list does not show is counted in
};

struct TransferRow {
    PageKey key; ///< by number alone: in the order of the books
    QString businessKey;
    QString kind;
    QString description;
    qint64 occurredAtUtcMs = 0;
    Money amount;                       ///< what it moved
    std::vector<AccountChange> changes; ///< of the filter's accounts, in their order
};

/// Transfers as somebody looks at them, page by page. Rows only ever come at the newest end, whatever the
/// filter: nothing that is booked changes. Of any thread.
class TransferList
{
public:
    explicit TransferList(TransferFilter filter) : filter_(std::move(filter)) {}
    [[nodiscard]] const TransferFilter& filter() const { return filter_; }
    /// `known`, made by this list, is extended.
    [[nodiscard]] Result<PageIndex> index(storage::Database& database, PageIndex known = {}) const;
    [[nodiscard]] Result<PageIndex> newest(storage::Database& database) const;
    /// One page, the oldest first, starting at `start`.
    [[nodiscard]] Result<std::vector<TransferRow>> page(storage::Database& database, const PageKey& start);

private:
    static constexpr size_t kMostAccounts = 2;
    struct Range;
    struct Account {
        qint64 id = -1; ///< of the database; -1: none, or never used
        qint64 sign = 1;
    };
    [[nodiscard]] bool isSearch() const { return !filter_.search.trimmed().isEmpty(); }
    [[nodiscard]] Result<Range> range(storage::Database& database, qint64 from) const;
    [[nodiscard]] Result<std::array<Account, kMostAccounts>> accounts(storage::Database& database) const;
    [[nodiscard]] Result<std::vector<TransferRow>> pageOfAll(
        storage::Database& database, const Range& range) const;
    [[nodiscard]] Result<std::vector<TransferRow>> pageOfAccounts(
        storage::Database& database, const Range& range);
    const TransferFilter filter_;
    std::array<RunningBalance, kMostAccounts> balances_;
};

} // namespace zhangfang::reports
