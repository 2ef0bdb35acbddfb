#pragma once

#include "storage/database.h"

namespace zhangfang::storage
{

/// Brings the schema up to this program's version, one transaction for each step, forward only.
/// Errors: newer_database (made by a later program), changed_migration (checksum differs), and storage's own.
[[nodiscard]] Status migrate(Database& database);
/// How many of this program's schema steps the database has. Errors: not_initialised (none), newer_database,
/// changed_migration.
[[nodiscard]] Result<int> schemaVersion(Database& database);
/// As `migrate`, but changes nothing: not_initialised where a step is missing.
[[nodiscard]] Status checkSchema(Database& database);

} // namespace zhangfang::storage
