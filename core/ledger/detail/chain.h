#pragma once

#include "ledger/ledger.h"

namespace zhangfang::ledger::detail
{

/// SHA-256(previous hash ‖ canonical form) in hex. In the canonical form each text is led by its length in
/// bytes, so that no two transfers share one.
[[nodiscard]] QString chainHash(
    const QString& previousHash, qint64 id, const TransferDraft& draft, qint64 postedAtUtcMs);

} // namespace zhangfang::ledger::detail
