#pragma once

#include "storage/database.h"

namespace zhangfang::storage
{

/// Copies a database that may be in use, with SQLite's own backup API, to a file that must not exist yet.
/// Errors: backup_exists, and storage's own; a failed copy is removed.
[[nodiscard]] Status backupTo(const QString& databaseFile, const QString& copyFile);
/// Whether the file is a sound database with a schema this program knows. Errors: damaged, not_a_database,
/// newer_database.
[[nodiscard]] Status checkCopy(const QString& copyFile);
/// Puts a checked copy in the place of the database, whole or not at all. What stood there before is kept:
/// answers the file it is in now, empty when there was none. Another program that has the database open sees
/// the copy from then on.
[[nodiscard]] Result<QString> replaceWith(
    const QString& databaseFile, const QString& copyFile, qint64 nowUtcMs);

} // namespace zhangfang::storage
