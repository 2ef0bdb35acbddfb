#include "shop/users.h"

#include "ledger/ledger.h"

#include <QRegularExpression>

namespace zhangfang::shop
{

using ledger::AccountPath;

namespace
{

#define ZF_USER_COLUMNS "id, openid, name, created_at, device "

User readUser(const storage::Rows& rows)
{
    return {UserId(rows.number(0)), rows.text(1), rows.text(2), rows.number(3), rows.text(4)};
}

Status checkName(const QString& name)
{
    if (name.size() > 64)
        return base::invalid("invalid_name", QStringLiteral("The name is longer than 64 characters."));
    return {};
}

} // namespace

Result<User> addUser(storage::Database& database, const NewUser& wanted, qint64 nowUtcMs)
{
    static const QRegularExpression kOpenid(QStringLiteral("^[A-Za-z0-9_-]{1,64}$"));
    if (!kOpenid.match(wanted.openid).hasMatch())
        return base::invalid(
            "invalid_openid", QStringLiteral("The openid must be 1 to 64 letters, digits, '_' or '-'."));
    ZF_TRY(checkName(wanted.name));
    if (wanted.device.size() > 128)
        return base::invalid("invalid_device", QStringLiteral("The device is longer than 128 characters."));
    auto rows = database.query("INSERT INTO users (openid, name, created_at, device) "
                               "VALUES (:openid, :name, :now, :device) RETURNING id",
        {{":openid", wanted.openid}, {":name", wanted.name}, {":now", nowUtcMs}, {":device", wanted.device}});
    if (!rows && rows.error().code == QLatin1String("constraint"))
        return base::refused(
            "user_exists", QStringLiteral("A user with the openid %1 already exists.").arg(wanted.openid));
    ZF_TRY(rows);
    if (!rows->next())
        return base::damaged("damaged", QStringLiteral("The new user has no number."));
    return User{UserId(rows->number(0)), wanted.openid, wanted.name, nowUtcMs, wanted.device};
}

Status renameUser(storage::Database& database, UserId id, const QString& name)
{
    ZF_TRY(checkName(name));
    ZF_TRY(findUser(database, id));
    ZF_TRY(database.execute(
        "UPDATE users SET name = :name WHERE id = :id", {{":name", name}, {":id", id.value()}}));
    return {};
}

Result<User> findUser(storage::Database& database, UserId id)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT " ZF_USER_COLUMNS "FROM users WHERE id = :id", {{":id", id.value()}}));
    if (!rows.next())
        return base::notFound("no_such_user", QStringLiteral("There is no user %1.").arg(id.value()));
    return readUser(rows);
}

Result<std::vector<User>> listUsers(storage::Database& database, UserId after, int limit)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT " ZF_USER_COLUMNS "FROM users WHERE id > :after ORDER BY id LIMIT :limit",
            {{":after", after.value()}, {":limit", limit}}));
    std::vector<User> users;
    while (rows.next())
        users.push_back(readUser(rows));
    return users;
}

Result<Wallet> wallet(storage::Database& database, UserId user)
{
    ZF_TRY(findUser(database, user));
    ZF_ASSIGN(const Money available, ledger::balance(database, AccountPath::userAvailable(user)));
    ZF_ASSIGN(const Money held, ledger::balance(database, AccountPath::userHeld(user)));
    return Wallet{user, available, held};
}

namespace
{

/// By hand, on the shop's own cost.
Status adjust(storage::Database& database, UserId user, Money amount, const ledger::TransferDraft& transfer,
    qint64 nowUtcMs)
{
    ZF_TRY(findUser(database, user));
    if (!amount.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be more than zero."));
    if (transfer.description.trimmed().isEmpty() || transfer.description.size() > 200)
        return base::invalid("invalid_reason", QStringLiteral("The reason must have 1 to 200 characters."));
    ZF_TRY(ledger::post(database, transfer, nowUtcMs));
    return {};
}

} // namespace

Status credit(storage::Database& database, UserId user, Money amount, const QString& key,
    const QString& reason, qint64 nowUtcMs)
{
    return adjust(database, user, amount,
        ledger::simpleTransfer(key, QStringLiteral("credit"), reason, nowUtcMs, AccountPath::rewards(),
            AccountPath::userAvailable(user), amount),
        nowUtcMs);
}

Status debit(storage::Database& database, UserId user, Money amount, const QString& key,
    const QString& reason, qint64 nowUtcMs)
{
    return adjust(database, user, amount,
        ledger::simpleTransfer(key, QStringLiteral("debit"), reason, nowUtcMs,
            AccountPath::userAvailable(user), AccountPath::rewards(), amount),
        nowUtcMs);
}

} // namespace zhangfang::shop
