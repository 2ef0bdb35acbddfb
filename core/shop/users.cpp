#include "shop/users.h"

#include "ledger/ledger.h"

#include <QRegularExpression>

namespace zhangfang::shop
{

using ledger::AccountPath;

Result<User> addUser(storage::Database& database, const QString& openid, const QString& name, qint64 nowUtcMs)
{
    static const QRegularExpression kOpenid(QStringLiteral("^[A-Za-z0-9_-]{1,64}$"));
    if (!kOpenid.match(openid).hasMatch())
        return base::invalid(
            "invalid_openid", QStringLiteral("The openid must be 1 to 64 letters, digits, '_' or '-'."));
    if (name.size() > 64)
        return base::invalid("invalid_name", QStringLiteral("The name is longer than 64 characters."));
    auto rows = database.query(
        "INSERT INTO users (openid, name, created_at) VALUES (:openid, :name, :now) RETURNING id",
        {{":openid", openid}, {":name", name}, {":now", nowUtcMs}});
    if (!rows && rows.error().code == QLatin1String("constraint"))
        return base::refused(
            "user_exists", QStringLiteral("A user with the openid %1 already exists.").arg(openid));
    ZF_TRY(rows);
    if (!rows->next())
        return base::damaged("damaged", QStringLiteral("The new user has no number."));
    return User{UserId(rows->number(0)), openid, name, nowUtcMs};
}

Result<User> findUser(storage::Database& database, UserId id)
{
    ZF_ASSIGN(auto rows, database.query("SELECT id, openid, name, created_at FROM users WHERE id = :id",
                             {{":id", id.value()}}));
    if (!rows.next())
        return base::notFound("no_such_user", QStringLiteral("There is no user %1.").arg(id.value()));
    return User{UserId(rows.number(0)), rows.text(1), rows.text(2), rows.number(3)};
}

Result<std::vector<User>> listUsers(storage::Database& database, UserId after, int limit)
{
    ZF_ASSIGN(auto rows,
        database.query(
            "SELECT id, openid, name, created_at FROM users WHERE id > :after ORDER BY id LIMIT :limit",
            {{":after", after.value()}, {":limit", limit}}));
    std::vector<User> users;
    while (rows.next())
        users.push_back({UserId(rows.number(0)), rows.text(1), rows.text(2), rows.number(3)});
    return users;
}

Result<Wallet> wallet(storage::Database& database, UserId user)
{
    ZF_TRY(findUser(database, user));
    ZF_ASSIGN(const Money available, ledger::balance(database, AccountPath::userAvailable(user)));
    ZF_ASSIGN(const Money held, ledger::balance(database, AccountPath::userHeld(user)));
    return Wallet{user, available, held};
}

Status credit(storage::Database& database, UserId user, Money amount, const QString& key,
    const QString& reason, qint64 nowUtcMs)
{
    ZF_TRY(findUser(database, user));
    if (!amount.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be more than zero."));
    if (reason.trimmed().isEmpty() || reason.size() > 200)
        return base::invalid("invalid_reason", QStringLiteral("The reason must have 1 to 200 characters."));
    ZF_TRY(ledger::post(database,
        ledger::simpleTransfer(key, QStringLiteral("credit"), reason, nowUtcMs, AccountPath::rewards(),
            AccountPath::userAvailable(user), amount),
        nowUtcMs));
    return {};
}

Status raiseTask(storage::Database& database, const QString& subject, const QString& code,
    const QString& message, qint64 nowUtcMs)
{
    ZF_TRY(database.execute(
        "INSERT INTO tasks (subject, code, message, created_at) VALUES (:subject, :code, :message, :now) "
        "ON CONFLICT (subject, code) DO UPDATE SET message = excluded.message, resolved_at = NULL",
        {{":subject", subject}, {":code", code}, {":message", message}, {":now", nowUtcMs}}));
    return {};
}

} // namespace zhangfang::shop
