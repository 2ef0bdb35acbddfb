#include "access/operators.h"

#include "base/plain_text.h"
#include "crypto/crypto.h"

#include <QStringList>

namespace zhangfang::access
{
namespace
{
/// N = 2^15, r = 8: 32 MiB and some 50 ms, bearable on an old shop PC and dear to a guesser.
constexpr int kScryptLogN = 15;
} // namespace

Result<QString> hashPassword(const QByteArray& password, base::RandomSource& random)
{
    if (password.size() < 8)
        return base::invalid("weak_password", QStringLiteral("The password is shorter than 8 characters."));
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

Status addOwner(
    storage::Database& database, const QString& name, const QString& passwordHash, qint64 nowUtcMs)
{
    if (!base::isSentence(name, 64) || name != name.trimmed())
        return base::invalid("invalid_name",
            QStringLiteral(
                "The operator's name must have 1 to 64 characters, no blanks around it, and nothing that "
                "cannot be seen."));
    auto added = database.execute("INSERT INTO operators (name, role, password_hash, created_at) "
                                  "VALUES (:name, 'owner', :hash, :now)",
        {{":name", name}, {":hash", passwordHash}, {":now", nowUtcMs}});
    if (!added && added.error().code == QLatin1String("constraint"))
        return base::refused(
            "operator_exists", QStringLiteral("There already is an operator '%1'.").arg(name));
    ZF_TRY(added);
    return recordAudit(
        database, nowUtcMs, name, QStringLiteral("operator.added"), name, QStringLiteral("owner"));
}

Result<bool> hasOwner(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT 1 FROM operators WHERE role = 'owner' LIMIT 1"));
    return rows.next();
}

Result<std::vector<Operator>> listOperators(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT id, name, role FROM operators ORDER BY name"));
    std::vector<Operator> all;
    while (rows.next())
        all.push_back({OperatorId(rows.number(0)), rows.text(1), rows.text(2)});
    return all;
}

Status changePassword(
    storage::Database& database, const QString& name, const QString& passwordHash, qint64 nowUtcMs)
{
    ZF_TRY(database.execute("UPDATE operators SET password_hash = :hash WHERE name = :name",
        {{":hash", passwordHash}, {":name", name}}));
    return recordAudit(database, nowUtcMs, name, QStringLiteral("operator.password_changed"), name, {});
}

Result<Operator> authenticate(storage::Database& database, const QString& name, const QByteArray& password)
{
    QString stored = QStringLiteral("scrypt$%1$00$00").arg(kScryptLogN); // an unknown name takes as long
    Operator found;
    {
        ZF_ASSIGN(auto rows,
            database.query(
                "SELECT id, name, role, password_hash FROM operators WHERE name = :name", {{":name", name}}));
        if (rows.next()) {
            found = {OperatorId(rows.number(0)), rows.text(1), rows.text(2)};
            stored = rows.text(3);
        }
    }
    if (!passwordMatches(password, stored) || found.name.isEmpty())
        return base::refused("wrong_password", QStringLiteral("The operator or the password is wrong."));
    return found;
}

Status requireOwner(storage::Database& database, const QString& name)
{
    ZF_ASSIGN(auto rows, database.query("SELECT role FROM operators WHERE name = :name", {{":name", name}}));
    if (rows.next() && rows.text(0) == QLatin1String("owner"))
        return {};
    return base::refused("not_owner", QStringLiteral("Only the owner may decide this."));
}

} // namespace zhangfang::access
