#pragma once

#include "access/audit.h"
#include "ledger/ledger.h"

namespace zhangfang::reports
{

/// All that the books can prove of themselves: the ledger's own proof, the audit log's, that each transfer
/// which names an entry of that log or a notification finds it, and the sums that decisions stand on, added
/// up afresh from the rows they are made of. `progress` may stop it up to its end. Errors: those of
/// `ledger::verify`.
[[nodiscard]] base::Result<ledger::Proof> prove(
    storage::Database& database, const std::function<ledger::Continue(qint64 transfers)>& progress = {});
/// The same, for whoever tells of the audit log by itself too: it is walked once.
struct Proofs {
    ledger::Proof books; ///< of all of it
    access::AuditProof audit;
};
[[nodiscard]] base::Result<Proofs> proveEach(
    storage::Database& database, const std::function<ledger::Continue(qint64 transfers)>& progress = {});

} // namespace zhangfang::reports
