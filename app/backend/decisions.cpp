#include "backend/decisions.h"

#include "access/operators.h"
#include "payouts/balances.h"
#include "payouts/policy.h"
#include "shop/users.h"

namespace zhangfang::backend
{

using base::Money;
using storage::Database;

Result<QString> authenticated(ShopFolder& folder, const QString& operatorName, const QByteArray& password)
{
    return folder.readers().read<QString>([&](Database& database) {
        return access::authenticate(database, operatorName, password).map([](const access::Operator& who) {
            return who.name;
        });
    });
}

Result<QString> authenticatedBy(
    const QString& databaseFile, const QString& operatorName, const QByteArray& password)
{
    ZF_ASSIGN(const auto database, Database::open(databaseFile, Database::Access::readOnly));
    return access::authenticate(*database, operatorName, password).map([](const access::Operator& who) {
        return who.name;
    });
}

namespace
{

/// Remembers what WeChat says is in the paying account; answers whether it said anything.
Result<bool> askBalance(ShopFolder& folder)
{
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    const auto account = payouts::accountType(settings.text("payouts.account"));
    const auto client = folder.connectToWechat();
    if (!client)
        return false;
    return payouts::askBalance(folder.writer(), folder.readers(), *client->v3, folder.clock(), account)
        .map([](payouts::Asked asked) { return asked == payouts::Asked::told; });
}

} // namespace

Result<payouts::Payout> approve(ShopFolder& folder, base::PayoutId id, const QString& operatorName,
    const std::optional<payouts::Seen>& before)
{
    payouts::PayoutDesk desk(folder.writer(), folder.clock(), folder.random());
    auto approved = desk.approve(id, operatorName, before);
    if (approved || approved.error().code != QLatin1String("not_covered"))
        return approved;
    // What WeChat told last may be older than the money that has come in since.
    ZF_ASSIGN(const bool told, askBalance(folder));
    return told ? desk.approve(id, operatorName, before) : approved;
}

Status adjustWallet(
    ShopFolder& folder, base::UserId user, Money amount, const QString& reason, const QString& operatorName)
{
    return folder.writer()
        .runNow<int>([&](Database& database) -> Result<int> {
            ZF_TRY(adjustWallet(
                database, folder.random(), folder.clock().nowUtcMs(), user, amount, reason, operatorName));
            return 0;
        })
        .map([](int) {});
}

Status adjustWallet(Database& database, base::RandomSource& random, qint64 nowUtcMs, base::UserId user,
    Money amount, const QString& reason, const QString& operatorName)
{
    ZF_ASSIGN(const Money less, amount.negated());
    const QString key = QString::fromLatin1(random.token(20));
    const bool more = !amount.isNegative();
    if (more)
        ZF_TRY(shop::credit(database, user, amount, QStringLiteral("credit:") + key, reason, nowUtcMs));
    else
        ZF_TRY(shop::debit(database, user, less, QStringLiteral("debit:") + key, reason, nowUtcMs));
    return access::recordAudit(database, nowUtcMs, operatorName,
        more ? QStringLiteral("wallet.credited") : QStringLiteral("wallet.debited"), user.toString(),
        amount.toDisplay() + QLatin1Char(' ') + reason);
}

} // namespace zhangfang::backend
