#pragma once

#include "base/clock.h"
#include "payouts/payout.h"

namespace zhangfang::payouts
{

/// Payouts that go to WeChat in one request. Its number, and who is in it, are fixed by the approvals, so
/// that an approval put back from a backup cannot go out under another number. It goes whole or not at all.
struct BatchPlace {
    QString number;
    qint64 dueAtUtcMs = 0; ///< when all of it may be sent: everybody's grace is over by then
};
/// What all members of a batch have in common.
struct BatchKind {
    QString payAccount;
    QString appid; ///< the app whose openids are paid; empty: not known
};
/// A place in the batch that is open for this kind, or in a new one; taken in the caller's transaction.
[[nodiscard]] Result<BatchPlace> joinBatch(storage::Database& database, const BatchKind& kind, qint64 graceMs,
    base::RandomSource& random, qint64 nowUtcMs);
/// Gives the place back. Where WeChat has certainly refused the batch, the payout stays listed in it: it then
/// cannot be sent any more. Errors: wrong_state (its bytes may be at WeChat, or about to be).
[[nodiscard]] Status leaveBatch(storage::Database& database, const Payout& payout);
/// What it will be sent with, once and for all; nobody joins any more. Errors: damaged.
[[nodiscard]] Status storeBatch(storage::Database& database, const QString& number, const Request& request);
/// Errors: damaged (there is no such batch).
[[nodiscard]] Result<Request> batchRequest(storage::Database& database, const QString& number);

} // namespace zhangfang::payouts
