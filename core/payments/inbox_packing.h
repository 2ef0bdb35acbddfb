#pragma once

#include "storage/database.h"

namespace zhangfang::payments
{

/// Lets go of the bodies of notifications that came before that time and were applied, a page of them at a
/// time: their SHA-256 stays, and so does what tells a repeat. What was set aside keeps its body, to be taken
/// up again, and so does what this program did not understand. Inside the caller's write transaction. Answers
/// whether there may be more.
[[nodiscard]] base::Result<bool> packBodies(storage::Database& database, qint64 beforeUtcMs);
/// One that was set aside until now, and so was passed by if it is old. Inside the caller's write
/// transaction.
[[nodiscard]] base::Status packLate(
    storage::Database& database, const QString& eventId, const QByteArray& body);

} // namespace zhangfang::payments
