#pragma once

#include "ledger/ledger.h"

namespace zhangfang::reports
{

/// All that the books can prove of themselves: the ledger's own proof, the audit log's, that each transfer
/// which names an entry of that log or a notification finds it, and the sums that decisions stand on, added
/// up afresh from the rows they are made of. Errors: those of `ledger::verify`.
[[nodiscard]] base::Result<ledger::Proof> prove(
    storage::Database& database, const std::function<ledger::Continue(qint64 transfers)>& progress = {});

} // namespace zhangfang::reports
