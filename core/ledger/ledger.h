#pragma once

#include "base/money.h"
#include "ledger/account_path.h"
#include "storage/database.h"

#include <functional>
#include <vector>

namespace zhangfang::ledger
{

using base::Money;
using base::Status;
using base::TransferId;

/// One line of a transfer. A debit is positive, a credit negative.
struct Entry {
    AccountPath account;
    Money amount;
};

struct TransferDraft {
    QString key;  ///< the business key, like "payment:4200…": at most one transfer carries it
    QString kind; ///< payment, settlement, credit, debit, hold, release, payout, move
    QString description;
    qint64 occurredAtUtcMs = 0;
    std::vector<Entry> entries;
};

/// Amount moved from `credited` to `debited`.
[[nodiscard]] TransferDraft simpleTransfer(QString key, QString kind, QString description,
    qint64 occurredAtUtcMs, const AccountPath& debited, const AccountPath& credited, Money amount);

struct Posted {
    TransferId id;
    bool first = true; ///< false: the key stood already, nothing was posted
};

/// Posts inside the caller's write transaction. Idempotent on `draft.key`. The transfer keeps what the
/// transaction's work is done for (`storage::Database::cause`): "audit:<number>" of the command's entry,
/// "event:<number>" of a notification, "system:<worker>" for the engine's own work, "system" where nobody has
/// said. Texts are kept as the database gives them back.
/// Errors: unbalanced, insufficient_funds, key_reused (same key, other entries), and storage's own.
[[nodiscard]] Result<Posted> post(storage::Database& database, const TransferDraft& draft, qint64 nowUtcMs);

/// The natural balance: what an asset holds, what a liability owes. Zero for an account never used.
[[nodiscard]] Result<Money> balance(storage::Database& database, const AccountPath& account);

/// The same as it was before `beforeUtcMs`, by the times at which things happened. What has happened since is
/// summed, so it is for a time not long ago.
[[nodiscard]] Result<Money> balanceBefore(
    storage::Database& database, const AccountPath& account, qint64 beforeUtcMs);

struct AccountBalance {
    AccountPath account;
    Money balance; ///< natural sign
};
[[nodiscard]] Result<std::vector<AccountBalance>> balances(storage::Database& database);

/// Σ available + held over all users: a sum that is kept, not added up.
[[nodiscard]] Result<Money> owedToUsers(storage::Database& database);

struct Proof {
    qint64 transfers = 0;
    QString firstDifference; ///< empty: the books are as they were written
    [[nodiscard]] bool ok() const { return firstDifference.isEmpty(); }
};
enum class Continue { yes, no };
/// Recomputes every balance from entries and walks the hash chain, in memory bounded by the number of
/// accounts. `progress` hears of transfers checked so far and may stop the walk (error: cancelled).
[[nodiscard]] Result<Proof> verify(
    storage::Database& database, const std::function<Continue(qint64 transfers)>& progress = {});

enum class ExportFormat { csv, hledger };
using Sink = std::function<Status(const QByteArray&)>;
/// Writes all transfers in order. The journal is read alike by hledger and ledger.
[[nodiscard]] Status exportBooks(storage::Database& database, ExportFormat format, const Sink& sink);

} // namespace zhangfang::ledger
