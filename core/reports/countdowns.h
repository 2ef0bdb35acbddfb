#pragma once

#include "reports/payout_queue.h"

namespace zhangfang::reports
{

/// What one operator has approved in one go and the engine has not sent yet: it can still be taken back. It
/// comes from the books, so that every window shows the same, also after a restart.
struct Countdown {
    std::vector<base::PayoutId> ids;
    Money sum;
    int people = 0;
    QString operatorName;
    QString payee; ///< one of them, by name or openid
    qint64 approvedAtUtcMs = 0;
    qint64 sentFromUtcMs = 0; ///< the first of them may leave
    friend bool operator==(const Countdown&, const Countdown&) = default;
};

/// Approvals by one operator that follow each other so closely are one go: faster than anybody opens a sheet
/// and reads it. A go that takes longer shows as several, each with its own way back.
inline constexpr qint64 kOneGoMs = 400;

/// The latest approval first. Only withdrawals in their grace are looked at, however many others there are.
[[nodiscard]] Result<std::vector<Countdown>> countdowns(storage::Database& database, qint64 nowUtcMs);

/// What is not at its end, for whoever closes the program.
struct Underway {
    qint64 atWechat = 0; ///< withdrawals that were sent, or are being sent
    qint64 toSend = 0;   ///< approved, and not sent yet
    qint64 refunds = 0;  ///< asked for and not at their end
    [[nodiscard]] bool isAny() const { return atWechat + toSend + refunds > 0; }
};
[[nodiscard]] Result<Underway> underway(storage::Database& database);

} // namespace zhangfang::reports
