#pragma once

#include "recovery/standing.h"

namespace zhangfang::recovery
{

/// One thing that WeChat is asked about by its number.
struct Finding {
    qint64 id = 0;
    QString kind; ///< payout, refund or order
    QString number;
    QString ours;   ///< its state in the books that were put back
    QString wechat; ///< WeChat's words
    QString done;
    bool differs = false; ///< WeChat knows it otherwise, or could not be asked
    int tries = 0;
    qint64 lookedAtUtcMs = 0; ///< 0: not yet
};

/// Orders are asked about when they were paid or closed this long before the backup, or later.
inline constexpr int kOrderDaysBack = 30;

/// Writes down what has to be looked at, as it stands: payouts and refunds that are not final, orders that
/// are pending, and those closed or paid of late (a refund of one may be missing here).
[[nodiscard]] Status listWhatToLookAt(storage::Database& database, qint64 nowUtcMs);
/// What is due to be asked next, the longest waiting first.
[[nodiscard]] Result<std::vector<Finding>> toLookAt(storage::Database& database, qint64 nowUtcMs, int limit);
/// What waits longer does so until then: the clock was put back.
[[nodiscard]] Status dueBy(storage::Database& database, qint64 latestUtcMs);
struct Found {
    QString wechat;
    QString done;
    bool differs = false;
};
[[nodiscard]] Status record(storage::Database& database, qint64 id, const Found& found, qint64 nowUtcMs);
/// No answer: again at that time.
[[nodiscard]] Status askAgain(storage::Database& database, qint64 id, const QString& said, qint64 atUtcMs);

/// An answer that tells nothing is asked for so often before a person may do without it.
inline constexpr int kMostTries = 8;

struct Progress {
    qint64 looked = 0;
    qint64 toLook = 0;  ///< still
    qint64 untried = 0; ///< of these, the ones that have not been tried `kMostTries` times yet
    qint64 differing = 0;
};
[[nodiscard]] Result<Progress> progress(storage::Database& database);
/// What differs, and what has not been looked at yet, the first `limit` of each.
[[nodiscard]] Result<std::vector<Finding>> findings(storage::Database& database, int limit);

} // namespace zhangfang::recovery
