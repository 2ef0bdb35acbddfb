#pragma once

#include "base/money.h"
#include "storage/database.h"

/// Sums over many rows that a decision needs while someone waits. Whoever changes a row that a sum is made of
/// changes the sum in the same transaction, so that asking for it never grows with the shop.
namespace zhangfang::ledger
{

using base::Money;
using base::Result;
using base::Status;

enum class Sum {
    owed,                  ///< Σ available + held of all users; kept by `post`
    outBasic,              ///< payouts that WeChat has taken out of BASIC and that have not ended
    outOperation,          ///< the same of OPERATION
    refundsTaken,          ///< refunds of settled orders that WeChat has taken out and that have not ended
    refundsTakenUnsettled, ///< the same of orders that are not settled
    refundsTakenHeld,      ///< the part of both that is still counted as owed to users
    refundsAsked, ///< refunds of settled orders that WeChat may not have taken yet, and that no user is owed
};

/// A sum as its rows make it, to be held against the one that is kept; see reports/proof.h.
struct Reckoned {
    Sum sum;
    Money fen;
};

[[nodiscard]] QString toText(Sum sum);
[[nodiscard]] Result<Money> sumOf(storage::Database& database, Sum sum);
/// `by` may be negative.
[[nodiscard]] Status changeSum(storage::Database& database, Sum sum, Money by);

} // namespace zhangfang::ledger
