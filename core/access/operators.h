#pragma once

#include "access/actor.h"
#include "access/audit.h"
#include "access/permissions.h"
#include "base/clock.h"
#include "base/ids.h"
#include "storage/database.h"

#include <vector>

namespace zhangfang::access
{

using base::OperatorId;
using base::Result;
using base::Status;

/// How far an operator has come with the second factor.
enum class Enrolment {
    none,
    begun,   ///< no code of it has been seen yet
    complete ///< the first code was right
};

/// Someone who works here, and what they may (access/permissions.h).
struct Operator {
    OperatorId id;
    QString name;
    Role role = Role::unknown;
    bool isEnabled = true;
    /// Goes up with everything that ends an open session: another role or password, being disabled.
    qint64 version = 0;
    qint64 createdAtUtcMs = 0;
    Enrolment totp = Enrolment::none;
    bool hasSheet = false; ///< an unused recovery sheet
    friend bool operator==(const Operator&, const Operator&) = default;
};

/// "scrypt$logN$salt$hash". About 50 ms of work: keep it off the writer's thread. Errors: weak_password
/// (under 8 bytes).
[[nodiscard]] Result<QString> hashPassword(const QByteArray& password, base::RandomSource& random);
/// Errors: weak_password, as `hashPassword`.
[[nodiscard]] Status checkPassword(const QByteArray& password);
[[nodiscard]] bool passwordMatches(const QByteArray& password, const QString& stored);

// All of these run in the caller's transaction, which asks whether they may, and writes down in the audit log
// what was done (people/commands.h). Password hashes are from `hashPassword`.

/// Errors: operator_exists, invalid_name, invalid_role.
[[nodiscard]] Status addOperator(storage::Database& database, const QString& name, Role role,
    const QString& passwordHash, qint64 nowUtcMs);
/// The first one, of a shop that is being made, where there is nobody yet to ask: in the audit log by itself.
[[nodiscard]] Status addOwner(
    storage::Database& database, const QString& name, const QString& passwordHash, qint64 nowUtcMs);
/// Once they are disabled they cannot prove who they are, and a session of theirs is over. Errors:
/// no_such_operator, last_owner (somebody has to be left who may do everything).
[[nodiscard]] Status disableOperator(storage::Database& database, const QString& name, qint64 nowUtcMs);
/// Errors: no_such_operator.
[[nodiscard]] Status enableOperator(storage::Database& database, const QString& name);
/// Whoever is no owner any more has no recovery sheet either. Errors: no_such_operator, invalid_role,
/// last_owner.
[[nodiscard]] Status setRole(storage::Database& database, const QString& name, Role role);
/// Of somebody else, who need not know the old one: what was tried in vain is forgiven. Errors:
/// no_such_operator.
[[nodiscard]] Status resetPassword(
    storage::Database& database, const QString& name, const QString& passwordHash);
/// One's own; that the old one was given is the caller's part.
[[nodiscard]] Status changePassword(
    storage::Database& database, const QString& name, const QString& passwordHash);

/// Whether that is theirs by now; not for letting anybody in. Errors: no_such_operator.
[[nodiscard]] Result<bool> hasPassword(
    storage::Database& database, const QString& name, const QByteArray& password);
[[nodiscard]] Result<bool> hasOwner(storage::Database& database);
/// By name, the disabled ones too.
[[nodiscard]] Result<std::vector<Operator>> listOperators(storage::Database& database);
/// Errors: no_such_operator.
[[nodiscard]] Result<Operator> findOperator(storage::Database& database, const QString& name);
/// Whether it is the password of that name; whoever asks counts the tries (access/tries.h). Errors:
/// wrong_password (the same for an unknown name, and as late, so that names cannot be probed), and
/// operator_disabled, which only the right password hears.
[[nodiscard]] Result<Operator> authenticate(
    storage::Database& database, const QString& name, const QByteArray& password);

/// The same of a copy of the books, which an earlier program may have written.
[[nodiscard]] Result<Operator> authenticateInCopy(
    storage::Database& copy, const QString& name, const QByteArray& password);

/// Whether an actor is still who they were when they proved it: whoever is disabled, or has another role or
/// password by now, is not. Asked in the transaction of what they do. Errors: locked_session.
[[nodiscard]] Status stillStands(storage::Database& database, const Actor& actor);
/// Whether an operator of that name may, as it stands in this transaction. Errors: not_permitted (another
/// role, disabled, or nobody of that name).
[[nodiscard]] Status requireMay(storage::Database& database, const QString& name, Permission permission);

} // namespace zhangfang::access
