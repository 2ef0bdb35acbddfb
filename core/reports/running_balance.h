#pragma once

#include "storage/database.h"

#include <map>
#include <mutex>
#include <optional>

namespace zhangfang::reports
{

using base::Result;

/// What stood on an account before any of its transfers. Adding up goes from the nearest place where the sum
/// is known: the beginning, today's balance, or where somebody looked before. So whoever reads an account
/// page by page adds up a page each time, however old the shop is. Of any thread.
class RunningBalance
{
public:
    /// In the stored sign, as `database` has it; `account` by its number.
    [[nodiscard]] Result<qint64> before(storage::Database& database, qint64 account, qint64 transfer);

private:
    /// Known at a transfer: the balance before it, and the end of the chain of hashes there. Where books were
    /// put back from a backup, other transfers may have the same numbers since; their chain is another one.
    struct Known {
        qint64 balance = 0;
        QString chain;
    };
    struct Start {
        qint64 transfer = 0;
        qint64 balance = 0;
    };
    [[nodiscard]] Result<Start> nearest(storage::Database& database, qint64 account, qint64 transfer);
    [[nodiscard]] Result<std::optional<Start>> remembered(storage::Database& database, qint64 transfer);
    void remember(qint64 transfer, Known known);
    void forget();
    std::mutex mutex_;
    std::map<qint64, Known> known_; ///< by transfer
};

} // namespace zhangfang::reports
