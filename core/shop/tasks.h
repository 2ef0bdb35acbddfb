#pragma once

#include "storage/database.h"

#include <optional>

namespace zhangfang::shop
{

using base::Status;

/// Asks a person to look, by `dueAtUtcMs` where there is a deadline: at most one open task per subject and
/// code.
[[nodiscard]] Status raiseTask(storage::Database& database, const QString& subject, const QString& code,
    const QString& message, qint64 nowUtcMs, std::optional<qint64> dueAtUtcMs = std::nullopt);
/// What it asked for has come about by itself; nothing happens where no such task is open.
[[nodiscard]] Status settleTask(
    storage::Database& database, const QString& subject, const QString& code, qint64 nowUtcMs);
/// The words of an open one, as it stands now; nothing happens where no such task is open.
[[nodiscard]] Status rewordTask(
    storage::Database& database, const QString& subject, const QString& code, const QString& message);
/// What all subjects but this one asked for has come about.
[[nodiscard]] Status settleOthers(
    storage::Database& database, const QString& subject, const QString& code, qint64 nowUtcMs);
/// A person has dealt with it. Errors: no_such_task.
[[nodiscard]] Status resolveTask(storage::Database& database, qint64 id, qint64 nowUtcMs);

} // namespace zhangfang::shop
