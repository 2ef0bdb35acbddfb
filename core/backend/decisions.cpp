#include "backend/decisions.h"

#include "access/acts.h"
#include "access/operators.h"
#include "access/tries.h"
#include "base/calendar.h"
#include "base/json.h"
#include "base/plain_text.h"
#include "payouts/balances.h"
#include "payouts/policy.h"
#include "shop/tasks.h"
#include "shop/users.h"

namespace zhangfang::backend
{

using base::Money;
using storage::Database;

namespace
{

constexpr auto kTryPace = std::chrono::milliseconds(50);
/// Longer than a try that nobody ends is waited for.
constexpr int kTryRounds = static_cast<int>(access::kTryGoneMs / kTryPace.count()) + 40;

/// Goes on once this try is counted. Errors: operator_waits, busy.
Status admitted(storage::Writer& writer, const base::Clock& clock, const QString& name)
{
    using Answer = access::Admission::Answer;
    for (int round = 0; round < kTryRounds; ++round) {
        ZF_ASSIGN(const auto admission, writer.runNow<access::Admission>([&](Database& database) {
            return access::beginTry(database, name, clock.nowUtcMs());
        }));
        if (admission.answer == Answer::waits)
            return access::stillWaits(admission.leftMs);
        if (admission.answer == Answer::go)
            return {};
        std::this_thread::sleep_for(kTryPace);
    }
    return base::unavailable(
        "busy", QStringLiteral("Other passwords of this operator are being looked at; try again."));
}

Status raiseWaits(Database& database, const QString& name, const access::Wait& wait, qint64 nowUtcMs)
{
    // Of names that somebody has: an invented one is in the audit log, and hides nobody's task.
    ZF_ASSIGN(auto known, database.query("SELECT 1 FROM operators WHERE name = :name", {{":name", name}}));
    if (!known.next())
        return {};
    return shop::raiseTask(database, QStringLiteral("operator:") + name, QStringLiteral("operator_waits"),
        QStringLiteral(
            "For the operator '%1' %2 wrong passwords were given in a row, the last at %3; that name "
            "has to wait %4 minutes. If it was nobody of the shop, see who can reach this computer, "
            "and change the password.")
            .arg(base::shownOnOneLine(name.left(64)), QString::number(wait.wrong), base::toRfc3339(nowUtcMs),
                QString::number(wait.lastsMs / 60'000)),
        nowUtcMs);
}

} // namespace

Result<QString> authenticated(ShopFolder& folder, const QString& operatorName, const QByteArray& password)
{
    return authenticated(folder.writer(), folder.readers(), folder.clock(), operatorName, password);
}

Result<QString> authenticated(storage::Writer& writer, const storage::ReadPool& readers,
    const base::Clock& clock, const QString& operatorName, const QByteArray& password)
{
    ZF_TRY(admitted(writer, clock, operatorName));
    auto who = readers.read<QString>([&](Database& database) {
        return access::authenticate(database, operatorName, password).map([](const access::Operator& found) {
            return found.name;
        });
    });
    const bool isWrong = !who && who.error().code == QLatin1String("wrong_password");
    const auto tried = who ? access::Tried::right : isWrong ? access::Tried::wrong : access::Tried::notTried;
    ZF_TRY(writer.runNow<int>([&](Database& database) -> Result<int> {
        const qint64 now = clock.nowUtcMs();
        ZF_ASSIGN(const auto wait, access::endTry(database, operatorName, tried, now));
        if (wait)
            ZF_TRY(raiseWaits(database, operatorName, *wait, now));
        return 0;
    }));
    return who;
}

bool isUnreadable(const base::Error& error)
{
    static const QStringList kCodes{QStringLiteral("not_initialised"), QStringLiteral("restore_cut_off"),
        QStringLiteral("disk_error"), QStringLiteral("storage_error")};
    return error.kind == base::ErrorKind::damaged || kCodes.contains(error.code);
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
    ZF_ASSIGN(const auto because, access::becauseOfNextEntry(database));
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
