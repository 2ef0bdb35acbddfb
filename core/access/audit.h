#pragma once

#include "base/ids.h"
#include "ledger/ledger.h"
#include "storage/because.h"
#include "storage/database.h"

#include <functional>

namespace zhangfang::access
{

using base::Result;
using base::Status;
using AuditId = base::NumberId<struct AuditTag>;

/// One command that was done, as the audit log keeps it. Whatever is not known stays empty.
struct AuditEntry {
    QString actorKind = {}; ///< operator, key, user or system
    QString actor = {};     ///< the name
    QString role = {};      ///< an operator's, when it was done
    QString face = {};      ///< window, command line, api or engine
    QString machine = {};   ///< the host's name
    QString command = {};   ///< like "withdrawal.approved"
    QString subject = {};   ///< what it was done to: a number, a name
    QString detail = {};    ///< a sentence for people
    QString input = {};     ///< JSON, without any secret: whoever records has struck them out
    QString key = {};       ///< the idempotency key
    QString changed = {};   ///< JSON: transfer ids, states
};

/// Appends an entry to the audit chain, inside the caller's transaction. What no database gives back as it
/// was given (half a character, a mark of byte order) is put in its readable form.
[[nodiscard]] Result<AuditId> record(storage::Database& database, qint64 nowUtcMs, const AuditEntry& entry);
/// The same of who did what alone.
[[nodiscard]] Status recordAudit(storage::Database& database, qint64 nowUtcMs, const QString& actor,
    const QString& action, const QString& subject, const QString& detail);

/// The number that the next entry will have. Inside a write transaction nobody else can take it; the next one
/// that this transaction records has it.
[[nodiscard]] Result<AuditId> nextAuditId(storage::Database& database);
/// As `storage::Database::cause` has it: "audit:17".
[[nodiscard]] QString causeOf(AuditId entry);
/// For a command that posts first and is recorded afterwards, in the same transaction: while it stands, what
/// is posted names the entry that is recorded next, unless whoever began has named another cause.
[[nodiscard]] Result<storage::Because> becauseOfNextEntry(storage::Database& database);

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
