#include "access/operators.h"

#include "access/actor.h"
#include "base/plain_text.h"
#include "crypto/crypto.h"

#include <QStringList>

namespace zhangfang::access
{
namespace
{
/// N = 2^15, r = 8: 32 MiB and some 50 ms, bearable on an old shop PC and dear to a guesser.
constexpr int kScryptLogN = 15;

#define ZF_OPERATOR_COLUMNS                                                                                  \
    "o.id, o.name, o.role, o.disabled_at, o.authority_version, o.created_at, "                               \
    "t.operator_id IS NOT NULL, t.confirmed_at IS NOT NULL, s.operator_id IS NOT NULL "
#define ZF_OPERATORS                                                                                         \
    "FROM operators o LEFT JOIN operator_totp t ON t.operator_id = o.id "                                    \
    "LEFT JOIN recovery_sheets s ON s.operator_id = o.id "

Operator read(const storage::Rows& rows)
{
    Operator one{OperatorId(rows.number(0)), rows.text(1), parseRole(rows.text(2)), rows.isNull(3),
        rows.number(4), rows.number(5), Enrolment::none, rows.number(8) != 0};
    if (rows.number(6) != 0)
        one.totp = rows.number(7) != 0 ? Enrolment::complete : Enrolment::begun;
    return one;
}

/// Errors: last_owner, where `one` is the only owner who is left.
Status keepAnOwner(storage::Database& database, const Operator& one)
{
    if (one.role != Role::owner || !one.isEnabled)
        return {};
    ZF_ASSIGN(auto others, database.query("SELECT 1 FROM operators WHERE role = 'owner' "
                                          "AND disabled_at IS NULL AND id <> :id LIMIT 1",
                               {{":id", one.id.value()}}));
    if (others.next())
        return {};
    return base::refused("last_owner",
        QStringLiteral("%1 is the only owner who is left; make another one an owner first.").arg(one.name));
}

Status setPassword(storage::Database& database, const QString& name, const QString& passwordHash)
{
    return database
        .execute("UPDATE operators SET password_hash = :hash, authority_version = authority_version + 1 "
                 "WHERE name = :name",
            {{":hash", passwordHash}, {":name", name}})
        .map([](qint64) {});
}

Status checkRole(Role role)
{
    return role == Role::unknown ? base::invalid("invalid_role",
                                       QStringLiteral("The role must be owner, approver, clerk or auditor."))
                                 : Status{};
}

} // namespace

Status checkPassword(const QByteArray& password)
{
    if (password.size() < 8)
        return base::invalid("weak_password", QStringLiteral("The password is shorter than 8 characters."));
    return {};
}

Result<QString> hashPassword(const QByteArray& password, base::RandomSource& random)
{
    ZF_TRY(checkPassword(password));
    const QByteArray salt = random.bytes(16);
    ZF_ASSIGN(const QByteArray hash, crypto::scrypt(password, salt, kScryptLogN));
    return QStringLiteral("scrypt$%1$%2$%3")
        .arg(kScryptLogN)
        .arg(QString::fromLatin1(salt.toHex()), QString::fromLatin1(hash.toHex()));
}

bool passwordMatches(const QByteArray& password, const QString& stored)
{
    const QStringList parts = stored.split(QLatin1Char('$'));
    if (parts.size() != 4 || parts[0] != QLatin1String("scrypt"))
        return false;
    const auto hash = crypto::scrypt(password, QByteArray::fromHex(parts[2].toLatin1()), parts[1].toInt());
    return hash && crypto::equalConstantTime(*hash, QByteArray::fromHex(parts[3].toLatin1()));
}

Status addOperator(
    storage::Database& database, const QString& name, Role role, const QString& passwordHash, qint64 nowUtcMs)
{
    if (!base::isSentence(name, 64) || name != name.trimmed())
        return base::invalid("invalid_name",
            QStringLiteral(
                "The operator's name must have 1 to 64 characters, no blanks around it, and nothing that "
                "cannot be seen."));
    ZF_TRY(checkRole(role));
    auto added = database.execute("INSERT INTO operators (name, role, password_hash, created_at) "
                                  "VALUES (:name, :role, :hash, :now)",
        {{":name", name}, {":role", toText(role)}, {":hash", passwordHash}, {":now", nowUtcMs}});
    if (!added && added.error().code == QLatin1String("constraint"))
        return base::refused(
            "operator_exists", QStringLiteral("There already is an operator '%1'.").arg(name));
    return added.map([](qint64) {});
}

Status addOwner(
    storage::Database& database, const QString& name, const QString& passwordHash, qint64 nowUtcMs)
{
    ZF_TRY(addOperator(database, name, Role::owner, passwordHash, nowUtcMs));
    return recordAudit(database, nowUtcMs, name, QStringLiteral("operator.added"), name, toText(Role::owner));
}

Status disableOperator(storage::Database& database, const QString& name, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Operator one, findOperator(database, name));
    if (!one.isEnabled)
        return {};
    ZF_TRY(keepAnOwner(database, one));
    return database
        .execute("UPDATE operators SET disabled_at = :now, "
                 "authority_version = authority_version + 1 WHERE id = :id",
            {{":now", nowUtcMs}, {":id", one.id.value()}})
        .map([](qint64) {});
}

Status enableOperator(storage::Database& database, const QString& name)
{
    ZF_ASSIGN(const Operator one, findOperator(database, name));
    if (one.isEnabled)
        return {};
    return database
        .execute("UPDATE operators SET disabled_at = NULL WHERE id = :id", {{":id", one.id.value()}})
        .map([](qint64) {});
}

Status setRole(storage::Database& database, const QString& name, Role role)
{
    ZF_TRY(checkRole(role));
    ZF_ASSIGN(const Operator one, findOperator(database, name));
    if (one.role == role)
        return {};
    ZF_TRY(keepAnOwner(database, one));
    ZF_TRY(database.execute("UPDATE operators SET role = :role, "
                            "authority_version = authority_version + 1 WHERE id = :id",
        {{":role", toText(role)}, {":id", one.id.value()}}));
    return database.execute("DELETE FROM recovery_sheets WHERE operator_id = :id", {{":id", one.id.value()}})
        .map([](qint64) {});
}

Status resetPassword(storage::Database& database, const QString& name, const QString& passwordHash)
{
    ZF_TRY(findOperator(database, name));
    ZF_TRY(setPassword(database, name, passwordHash));
    return database.execute("DELETE FROM password_tries WHERE name = :name", {{":name", name}})
        .map([](qint64) {});
}

Status changePassword(storage::Database& database, const QString& name, const QString& passwordHash)
{
    return setPassword(database, name, passwordHash);
}

Result<bool> hasPassword(storage::Database& database, const QString& name, const QByteArray& password)
{
    QString hash;
    {
        ZF_ASSIGN(auto rows,
            database.query("SELECT password_hash FROM operators WHERE name = :name", {{":name", name}}));
        if (!rows.next())
            return base::notFound("no_such_operator", QStringLiteral("There is no operator %1.").arg(name));
        hash = rows.text(0);
    }
    return passwordMatches(password, hash);
}

Result<bool> hasOwner(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT 1 FROM operators WHERE role = 'owner' LIMIT 1"));
    return rows.next();
}

Result<std::vector<Operator>> listOperators(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT " ZF_OPERATOR_COLUMNS ZF_OPERATORS "ORDER BY o.name"));
    std::vector<Operator> all;
    while (rows.next())
        all.push_back(read(rows));
    return all;
}

Result<Operator> findOperator(storage::Database& database, const QString& name)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT " ZF_OPERATOR_COLUMNS ZF_OPERATORS "WHERE o.name = :name", {{":name", name}}));
    if (!rows.next())
        return base::notFound(
            "no_such_operator", QStringLiteral("There is no operator '%1'.").arg(name.left(64)));
    return read(rows);
}

Result<Operator> authenticate(storage::Database& database, const QString& name, const QByteArray& password)
{
    QString stored = QStringLiteral("scrypt$%1$00$00").arg(kScryptLogN); // an unknown name takes as long
    Operator found;
    {
        ZF_ASSIGN(auto rows, database.query("SELECT " ZF_OPERATOR_COLUMNS ", o.password_hash " ZF_OPERATORS
                                            "WHERE o.name = :name",
                                 {{":name", name}}));
        if (rows.next()) {
            found = read(rows);
            stored = rows.text(9);
        }
    }
    if (!passwordMatches(password, stored) || found.name.isEmpty())
        return base::refused("wrong_password", QStringLiteral("The operator or the password is wrong."));
    if (!found.isEnabled)
        return base::refused(
            "operator_disabled", QStringLiteral("The operator %1 is disabled.").arg(found.name));
    return found;
}

Result<Operator> authenticateInCopy(storage::Database& copy, const QString& name, const QByteArray& password)
{
    {
        ZF_ASSIGN(auto columns,
            copy.query("SELECT 1 FROM pragma_table_info('operators') WHERE name = 'disabled_at'"));
        if (columns.next())
            return authenticate(copy, name, password);
    }
    ZF_ASSIGN(auto rows, copy.query("SELECT id, name, role, password_hash FROM operators WHERE name = :name",
                             {{":name", name}}));
    if (!rows.next() || !passwordMatches(password, rows.text(3)))
        return base::refused("wrong_password", QStringLiteral("The operator or the password is wrong."));
    Operator found;
    found.id = OperatorId(rows.number(0));
    found.name = rows.text(1);
    found.role = parseRole(rows.text(2));
    return found;
}

Status stillStands(storage::Database& database, const Actor& actor)
{
    if (actor.kind != Actor::Kind::person || actor.version == 0)
        return {};
    const auto now = findOperator(database, actor.name);
    if (!now && now.error().code != QLatin1String("no_such_operator"))
        return base::fail(now.error());
    if (now && now->isEnabled && now->version == actor.version)
        return {};
    return base::refused("locked_session",
        QStringLiteral("'%1' is not what they were when they proved who they are; they have to do so again.")
            .arg(actor.name.left(64)));
}

Status requireMay(storage::Database& database, const QString& name, Permission permission)
{
    const auto found = findOperator(database, name);
    if (!found && found.error().code != QLatin1String("no_such_operator"))
        return base::fail(found.error());
    if (!found || !found->isEnabled)
        return notPermitted(name, Role::unknown, permission);
    return may(found->role, permission) ? Status{} : notPermitted(name, found->role, permission);
}

} // namespace zhangfang::access
