#include "shop/users.h"

#include "base/pasted.h"
#include "base/plain_text.h"
#include "ledger/ledger.h"
#include "search/index.h"

#include <QRegularExpression>

namespace zhangfang::shop
{

using ledger::AccountPath;

namespace
{

#define ZF_USER_COLUMNS "id, openid, name, created_at, device, appid "

User readUser(const storage::Rows& rows)
{
    return {UserId(rows.number(0)), rows.text(1), rows.text(2), rows.number(3), rows.text(4), rows.text(5)};
}

Status checkName(const QString& name)
{
    if (name.size() > 64)
        return base::invalid("invalid_name", QStringLiteral("The name is longer than 64 characters."));
    if (!base::isPlainText(name) || name != name.trimmed())
        return base::invalid("invalid_name",
            QStringLiteral("The name has blanks around it, or characters that cannot be seen."));
    return {};
}

/// As it was meant: what is around it when it is pasted is let go.
Result<QString> openidOf(const QString& pasted)
{
    QString openid = base::pasted(pasted);
    if (const QString strange = base::strangeIn(openid); !strange.isEmpty())
        return base::invalid("invalid_openid", QStringLiteral("The openid %1.").arg(strange));
    static const QRegularExpression kOpenid(QStringLiteral("^[A-Za-z0-9_-]{1,64}$"));
    if (kOpenid.match(openid).hasMatch())
        return openid;
    return base::invalid(
        "invalid_openid", QStringLiteral("The openid must be 1 to 64 letters, digits, '_' or '-'."));
}

Result<QString> appidOf(const QString& pasted)
{
    QString appid = base::pasted(pasted);
    if (const QString strange = base::strangeIn(appid); !strange.isEmpty())
        return base::invalid("invalid_appid", QStringLiteral("The app number %1.").arg(strange));
    static const QRegularExpression kAppid(QStringLiteral("^[A-Za-z0-9_-]{0,32}$"));
    if (kAppid.match(appid).hasMatch())
        return appid;
    return base::invalid(
        "invalid_appid", QStringLiteral("The app number must be at most 32 letters, digits, '_' or '-'."));
}

/// The app of a user's own openid: rows from before there were several have none, and are of the first.
QString appOf(const User& user, const QStringList& apps)
{
    return user.appid.isEmpty() ? apps.value(0) : user.appid;
}

} // namespace

Result<User> addUser(storage::Database& database, const NewUser& wanted, qint64 nowUtcMs)
{
    ZF_ASSIGN(const QString openid, openidOf(wanted.openid));
    ZF_ASSIGN(const QString appid, appidOf(wanted.appid));
    ZF_TRY(checkName(wanted.name));
    if (wanted.device.size() > 128 || !base::isPlainText(wanted.device))
        return base::invalid("invalid_device",
            QStringLiteral("The device must be at most 128 characters, all of which can be seen."));
    auto rows = database.query("INSERT INTO users (openid, name, created_at, device, appid) "
                               "VALUES (:openid, :name, :now, :device, :appid) RETURNING id",
        {{":openid", openid}, {":name", wanted.name}, {":now", nowUtcMs}, {":device", wanted.device},
            {":appid", appid}});
    if (!rows && rows.error().code == QLatin1String("constraint"))
        return base::refused(
            "user_exists", QStringLiteral("A user with the openid %1 already exists.").arg(openid));
    ZF_TRY(rows);
    if (!rows->next())
        return base::damaged("damaged", QStringLiteral("The new user has no number."));
    const UserId id(rows->number(0));
    ZF_TRY(search::sortUser(database, id.value(), wanted.name));
    return User{id, openid, wanted.name, nowUtcMs, wanted.device, appid};
}

Status addOpenid(
    storage::Database& database, UserId id, const QString& pastedAppid, const QString& pastedOpenid)
{
    ZF_ASSIGN(const QString openid, openidOf(pastedOpenid));
    ZF_ASSIGN(const QString appid, appidOf(pastedAppid));
    if (appid.isEmpty())
        return base::invalid("invalid_appid", QStringLiteral("The app number is missing."));
    ZF_TRY(findUser(database, id));
    const auto added =
        database.execute("INSERT INTO user_openids (appid, openid, user_id) VALUES (:appid, :openid, :user)",
            {{":appid", appid}, {":openid", openid}, {":user", id.value()}});
    if (!added && added.error().code == QLatin1String("constraint"))
        return base::refused("user_exists",
            QStringLiteral("The openid %1 is somebody's in %2 already, or user %3 has another one there.")
                .arg(openid, appid, id.toString()));
    ZF_TRY(added);
    return {};
}

Result<QString> openidIn(
    storage::Database& database, UserId id, const QString& appid, const QStringList& apps)
{
    ZF_ASSIGN(const User user, findUser(database, id));
    if (appOf(user, apps) == appid || appid.isEmpty())
        return user.openid;
    ZF_ASSIGN(
        auto rows, database.query("SELECT openid FROM user_openids WHERE user_id = :user AND appid = :appid",
                       {{":user", id.value()}, {":appid", appid}}));
    return rows.next() ? rows.text(0) : QString();
}

Result<Payee> payeeOf(storage::Database& database, UserId id, const QStringList& apps)
{
    for (const QString& app : apps) {
        ZF_ASSIGN(const QString openid, openidIn(database, id, app, apps));
        if (!openid.isEmpty())
            return Payee{app, openid};
    }
    return base::refused(
        "no_openid", QStringLiteral("User %1 is known in none of the shop's apps.").arg(id.toString()));
}

Status renameUser(storage::Database& database, UserId id, const QString& name)
{
    ZF_TRY(checkName(name));
    ZF_TRY(findUser(database, id));
    ZF_TRY(database.execute(
        "UPDATE users SET name = :name WHERE id = :id", {{":name", name}, {":id", id.value()}}));
    return search::sortUser(database, id.value(), name);
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
    if (!base::isSentence(transfer.description, 200))
        return base::invalid(
            "invalid_reason", QStringLiteral("The reason must have 1 to 200 characters, and no line ends."));
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
