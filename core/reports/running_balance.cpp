#include "reports/running_balance.h"

namespace zhangfang::reports
{
namespace
{

/// A place for each page of two and a half million transfers; whoever has seen more begins anew.
constexpr size_t kMostKnown = 10'000;

/// Nothing: there is no such transfer.
Result<std::optional<QString>> chainBefore(storage::Database& database, qint64 transfer)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT previous_hash FROM transfers WHERE id = :id", {{":id", transfer}}));
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

Result<qint64> sumOf(storage::Database& database, qint64 account, qint64 from, qint64 to)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT COALESCE(SUM(amount_fen), 0) FROM entries WHERE account_id = :account "
                       "AND transfer_id >= :from AND transfer_id < :to",
            {{":account", account}, {":from", from}, {":to", to}}));
    return rows.next() ? rows.number(0) : 0;
}

} // namespace

Result<qint64> RunningBalance::before(storage::Database& database, qint64 account, qint64 transfer)
{
    ZF_ASSIGN(const Start start, nearest(database, account, transfer));
    qint64 balance = start.balance;
    if (start.transfer < transfer) {
        ZF_ASSIGN(const qint64 since, sumOf(database, account, start.transfer, transfer));
        balance += since;
    } else if (start.transfer > transfer) {
        ZF_ASSIGN(const qint64 later, sumOf(database, account, transfer, start.transfer));
        balance -= later;
    }
    ZF_ASSIGN(const std::optional<QString> chain, chainBefore(database, transfer));
    if (chain)
        remember(transfer, {balance, *chain});
    return balance;
}

Result<RunningBalance::Start> RunningBalance::nearest(
    storage::Database& database, qint64 account, qint64 transfer)
{
    Start nearest;
    const auto consider = [&](Start other) {
        if (std::abs(other.transfer - transfer) < std::abs(nearest.transfer - transfer))
            nearest = other;
    };
    ZF_ASSIGN(auto rows, database.query("SELECT h.transfer_id, a.balance_fen FROM ledger_head h "
                                        "JOIN accounts a ON a.id = :account WHERE h.id = 1",
                             {{":account", account}}));
    if (rows.next())
        consider({rows.number(0) + 1, rows.number(1)});
    ZF_ASSIGN(const std::optional<Start> known, remembered(database, transfer));
    if (known)
        consider(*known);
    return nearest;
}

Result<std::optional<RunningBalance::Start>> RunningBalance::remembered(
    storage::Database& database, qint64 transfer)
{
    qint64 at = 0;
    Known known;
    {
        const std::lock_guard lock(mutex_);
        if (known_.empty())
            return std::nullopt;
        auto found = known_.lower_bound(transfer);
        if (found == known_.end() ||
            (found != known_.begin() && transfer - std::prev(found)->first < found->first - transfer))
            --found;
        at = found->first;
        known = found->second;
    }
    ZF_ASSIGN(const std::optional<QString> chain, chainBefore(database, at));
    if (chain == known.chain)
        return Start{at, known.balance};
    forget();
    return std::nullopt;
}

void RunningBalance::remember(qint64 transfer, Known known)
{
    const std::lock_guard lock(mutex_);
    if (known_.size() >= kMostKnown)
        known_.clear();
    known_.insert_or_assign(transfer, std::move(known));
}

void RunningBalance::forget()
{
    const std::lock_guard lock(mutex_);
    known_.clear();
}

} // namespace zhangfang::reports
