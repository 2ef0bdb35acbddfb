#pragma once

#include "ledger/ledger.h"

namespace zhangfang::ledger::detail
{

/// How transfers are hashed; each says by which form it was, and the form only ever gets better.
inline constexpr qint64 kWithoutCause = 1;
inline constexpr qint64 kWithCause = 2;

/// A transfer as it stands in the chain.
struct Link {
    qint64 id = 0;
    const TransferDraft& draft; ///< texts as the database gives them back
    qint64 postedAtUtcMs = 0;
    QString cause; ///< in the first form: none
    qint64 form = kWithCause;
};

/// SHA-256(previous hash ‖ canonical form) in hex. In the canonical form each text is led by its length in
/// bytes and each number ended, so that no two transfers share one; the second form also begins with its name
/// and says how many entries follow.
[[nodiscard]] QString chainHash(const QString& previousHash, const Link& link);

} // namespace zhangfang::ledger::detail
