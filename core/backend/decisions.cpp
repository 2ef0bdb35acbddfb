#include "backend/decisions.h"

#include "access/acts.h"
#include "access/audit.h"
#include "base/json.h"
#include "payouts/balances.h"
#include "payouts/policy.h"
#include "shop/users.h"

namespace zhangfang::backend
{

using base::Money;
using storage::Database;

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
    const std::optional<payouts::Seen>& before, const QString& key)
{
    payouts::PayoutDesk desk(folder.writer(), folder.clock(), folder.random());
    auto approved = desk.approve(id, operatorName, before, key);
    if (approved || approved.error().code != QLatin1String("not_covered"))
        return approved;
    // What WeChat told last may be older than the money that has come in since.
    ZF_ASSIGN(const bool told, askBalance(folder));
    return told ? desk.approve(id, operatorName, before, key) : approved;
}

namespace
{

/// Inside the caller's write transaction.
Status adjust(ShopFolder& folder, Database& database, base::UserId user, Money amount, const QString& reason,
    const QString& operatorName, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Money less, amount.negated());
    const QString key = QString::fromLatin1(folder.random().token(20));
    const bool more = !amount.isNegative();
    if (more)
        ZF_TRY(shop::credit(database, user, amount, QStringLiteral("credit:") + key, reason, nowUtcMs));
    else
        ZF_TRY(shop::debit(database, user, less, QStringLiteral("debit:") + key, reason, nowUtcMs));
    return access::recordAudit(database, nowUtcMs, operatorName,
        more ? QStringLiteral("wallet.credited") : QStringLiteral("wallet.debited"), user.toString(),
        amount.toDisplay() + QLatin1Char(' ') + reason);
}

} // namespace

Result<shop::Wallet> adjustWallet(ShopFolder& folder, base::UserId user, Money amount, const QString& reason,
    const QString& operatorName, const QString& key)
{
    const access::Act act{key, QStringLiteral("wallet.adjust"),
        base::toCompactJson({{QStringLiteral("user"), user.value()},
            {QStringLiteral("amount_fen"), amount.inFen()}, {QStringLiteral("reason"), reason}})};
    const auto answer = folder.writer().runNow<QJsonObject>([&](Database& database) {
        const qint64 now = folder.clock().nowUtcMs();
        return access::once(database, act, now, [&]() -> Result<QJsonObject> {
            ZF_TRY(adjust(folder, database, user, amount, reason, operatorName, now));
            return shop::wallet(database, user).map([](const shop::Wallet& wallet) {
                return QJsonObject{{QStringLiteral("available_fen"), wallet.available.inFen()},
                    {QStringLiteral("held_fen"), wallet.held.inFen()}};
            });
        });
    });
    return answer.map([user](const QJsonObject& told) {
        return shop::Wallet{user, Money::fen(told.value(QLatin1String("available_fen")).toInteger()),
            Money::fen(told.value(QLatin1String("held_fen")).toInteger())};
    });
}

} // namespace zhangfang::backend
