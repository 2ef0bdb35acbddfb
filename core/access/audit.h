#pragma once

#include "ledger/ledger.h"
#include "storage/database.h"

#include <functional>

namespace zhangfang::access
{

using base::Result;
using base::Status;

/// Appends who did what to the audit chain, inside the caller's transaction. What no database gives back as
/// it was given (half a character, a mark of byte order) is put in its readable form.
[[nodiscard]] Status recordAudit(storage::Database& database, qint64 nowUtcMs, const QString& actor,
    const QString& action, const QString& subject, const QString& detail);

struct AuditProof {
    qint64 entries = 0;
    QString firstDifference; ///< empty: the log is as it was written
    [[nodiscard]] bool ok() const { return firstDifference.isEmpty(); }
};
/// Walks the hash chain of the audit log to where it was left. `progress` hears of entries checked so far and
/// may stop the walk (error: cancelled).
[[nodiscard]] Result<AuditProof> verifyAudit(
    storage::Database& database, const std::function<ledger::Continue(qint64 entries)>& progress = {});

} // namespace zhangfang::access
