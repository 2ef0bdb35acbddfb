#pragma once

#include "storage/database.h"

namespace zhangfang::payments
{

/// Lets go of the bodies of notifications that came before that time, a page of them at a time: their SHA-256
/// stays, and so does what tells a repeat. What was set aside keeps its body, to be taken up again. Inside
/// the caller's write transaction. Answers whether there may be more.
[[nodiscard]] base::Result<bool> packBodies(storage::Database& database, qint64 beforeUtcMs);

} // namespace zhangfang::payments
