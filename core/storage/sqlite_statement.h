#pragma once

#include "storage/database.h"

struct sqlite3;

namespace zhangfang::storage
{

/// Binds and steps on the driver's own handle: a quarter of what QSqlQuery spends on a row.
[[nodiscard]] Result<std::unique_ptr<Statement>> prepareSqlite(
    sqlite3* connection, const char* sql, const Dialect& dialect);

/// Until it is called with nothing, `stopping` is asked every some thousand steps of any statement, and ends
/// it with SQLITE_INTERRUPT.
void stopSqliteWhen(sqlite3* connection, const std::function<bool()>* stopping);

} // namespace zhangfang::storage
