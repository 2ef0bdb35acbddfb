#pragma once

#include "crypto/secret.h"
#include "payments/inbox.h"

namespace zhangfang::payments
{

/// A notification that was believed and did not fit: kept as it came, until what was wrong is put right.
struct Quarantined {
    QString eventId;
    QString eventType;
    qint64 receivedAtUtcMs = 0;
    QString note; ///< why
};
/// The oldest first, after the one that `after` names (empty: from the oldest). Errors: no_such_event.
[[nodiscard]] Result<std::vector<Quarantined>> listQuarantined(
    storage::Database& database, const QString& after, int limit);

/// The merchant's keys of this moment, to open what was kept sealed.
struct ReplayKeys {
    crypto::Secret v3;
    crypto::Secret v2;
};
/// Takes it up again, inside the caller's write transaction: what fits now is applied as if it had just come,
/// and its task is over; what still does not fit stays where it is. Errors: no_such_event,
/// wrong_state (it is not set aside), not_authentic (it was sealed for another key), still_quarantined (says
/// why).
[[nodiscard]] Result<Applied> replay(storage::Database& database, const QString& eventId,
    const std::map<QString, EventHandler>& handlers, const ReplayKeys& keys, const QString& actor,
    qint64 nowUtcMs);

} // namespace zhangfang::payments
