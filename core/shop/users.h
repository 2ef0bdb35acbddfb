#pragma once

#include "base/ids.h"
#include "base/money.h"
#include "storage/database.h"

#include <vector>

namespace zhangfang::shop
{

using base::Money;
using base::Result;
using base::Status;
using base::UserId;

struct User {
    UserId id;
    QString openid;
    QString name;
    qint64 createdAtUtcMs = 0;
    QString device; ///< where the shop's own app tells it; empty: not known
    QString appid;  ///< the app that the openid is of; empty: the shop's first
};

struct NewUser {
    QString openid;
    QString name;
    QString device = {};
    QString appid = {}; ///< the app that the openid is of; empty: the shop's first
};
/// Errors: invalid_openid, invalid_name, invalid_device, invalid_appid, user_exists.
[[nodiscard]] Result<User> addUser(storage::Database& database, const NewUser& wanted, qint64 nowUtcMs);
/// The same user in another of the shop's apps, whose openid is another. Errors: invalid_openid,
/// invalid_appid, no_such_user, user_exists (somebody has that openid, or the user has one in that app).
[[nodiscard]] Status addOpenid(
    storage::Database& database, UserId id, const QString& appid, const QString& openid);
/// The user's openid in that app; empty: none is known. `apps`: the shop's, its first one first.
[[nodiscard]] Result<QString> openidIn(
    storage::Database& database, UserId id, const QString& appid, const QStringList& apps);
/// Where a user is paid: an openid and the app that it is of.
struct Payee {
    QString appid;
    QString openid;
};
/// In the first of the shop's apps that knows the user. Errors: no_such_user, no_openid.
[[nodiscard]] Result<Payee> payeeOf(storage::Database& database, UserId id, const QStringList& apps);
/// The name WeChat Pay compares with the payee's. Errors: invalid_name, no_such_user.
[[nodiscard]] Status renameUser(storage::Database& database, UserId id, const QString& name);
/// Errors: no_such_user.
[[nodiscard]] Result<User> findUser(storage::Database& database, UserId id);
/// Users after `after`, by id.
[[nodiscard]] Result<std::vector<User>> listUsers(storage::Database& database, UserId after, int limit);

struct Wallet {
    UserId user;
    Money available;
    Money held;
};
[[nodiscard]] Result<Wallet> wallet(storage::Database& database, UserId user);
/// Owes the user more, against expenses:rewards. `key` makes a repeat harmless. Errors: no_such_user,
/// invalid_amount.
[[nodiscard]] Status credit(storage::Database& database, UserId user, Money amount, const QString& key,
    const QString& reason, qint64 nowUtcMs);

/// Owes the user less, back to expenses:rewards. Errors: as `credit`, and insufficient_funds.
[[nodiscard]] Status debit(storage::Database& database, UserId user, Money amount, const QString& key,
    const QString& reason, qint64 nowUtcMs);

} // namespace zhangfang::shop
