#pragma once

#include "access/audit.h"
#include "base/clock.h"
#include "base/ids.h"
#include "storage/database.h"

#include <vector>

namespace zhangfang::access
{

using base::OperatorId;
using base::Result;
using base::Status;

/// Someone who may decide about money. Roles beyond the owner come with their own issue.
struct Operator {
    OperatorId id;
    QString name;
    QString role;
};

/// "scrypt$logN$salt$hash". About 50 ms of work: keep it off the writer's thread.
[[nodiscard]] Result<QString> hashPassword(const QByteArray& password, base::RandomSource& random);
[[nodiscard]] bool passwordMatches(const QByteArray& password, const QString& stored);

/// Errors: operator_exists, weak_password (under 8 bytes).
[[nodiscard]] Status addOwner(
    storage::Database& database, const QString& name, const QString& passwordHash, qint64 nowUtcMs);
[[nodiscard]] Result<bool> hasOwner(storage::Database& database);
/// By name.
[[nodiscard]] Result<std::vector<Operator>> listOperators(storage::Database& database);
/// `passwordHash` is from `hashPassword`; that the old one was given is the caller's part.
[[nodiscard]] Status changePassword(
    storage::Database& database, const QString& name, const QString& passwordHash, qint64 nowUtcMs);
/// Whether it is the password of that name; whoever asks counts the tries (access/tries.h). Errors:
/// wrong_password (the same for an unknown name, and as late, so that names cannot be probed).
[[nodiscard]] Result<Operator> authenticate(
    storage::Database& database, const QString& name, const QByteArray& password);

/// Errors: not_owner (another role, or nobody of that name).
[[nodiscard]] Status requireOwner(storage::Database& database, const QString& name);

} // namespace zhangfang::access
