#include "payouts/policy.h"

#include "base/calendar.h"
#include "ledger/ledger.h"
#include "ledger/sums.h"
#include "shop/users.h"
#include "wechatpay/limits.h"

namespace zhangfang::payouts
{

using ledger::AccountPath;

namespace
{

Result<Money> sum(Result<storage::Rows> rows)
{
    ZF_TRY(rows);
    return Money::fen(rows->next() ? rows->number(0) : 0);
}

Status limit(const char* code, const QString& what, Money wanted, Money most)
{
    if (wanted <= most)
        return {};
    return base::fail(base::Error{base::ErrorKind::refused, QString::fromLatin1(code),
        QStringLiteral("%1 would be %2; the limit is %3.").arg(what, wanted.toDisplay(), most.toDisplay()),
        {}, {wanted.toDisplay(), most.toDisplay()}});
}

} // namespace

namespace
{

/// How long WeChat's word of the account nothing is paid from counts; it is asked for ever so often.
constexpr qint64 kOtherFreshMs = 20 * 60 * 1000;

/// What WeChat says is in an account; nothing when it has not said so lately. What it said at a time that is
/// yet to come was before the clock was put back, nobody knows how long.
Result<std::optional<Money>> toldBalance(
    storage::Database& database, const QString& account, qint64 nowUtcMs, qint64 freshMs)
{
    ZF_ASSIGN(auto rows, database.query("SELECT available_fen FROM wechat_balances WHERE account = :account "
                                        "AND fetched_at > :fresh AND fetched_at <= :now",
                             {{":account", account}, {":fresh", nowUtcMs - freshMs}, {":now", nowUtcMs}}));
    return rows.next() ? std::optional(Money::fen(rows.number(0))) : std::nullopt;
}

} // namespace

Result<Coverage> coverage(storage::Database& database, const QString& payAccount, qint64 nowUtcMs)
{
    using ledger::Sum;
    const bool fromOperation = accountType(payAccount) == wechatpay::AccountType::operation;
    Coverage coverage;
    ZF_ASSIGN(const Money owed, ledger::owedToUsers(database));
    ZF_ASSIGN(const Money heldForTaken, ledger::sumOf(database, Sum::refundsTakenHeld));
    ZF_ASSIGN(coverage.owed, owed.minus(heldForTaken));
    ZF_ASSIGN(const Money basic, ledger::balance(database, AccountPath::wechatBasic()));
    ZF_ASSIGN(const Money operation, ledger::balance(database, AccountPath::wechatOperation()));
    ZF_ASSIGN(const Money taken, ledger::sumOf(database, Sum::refundsTaken));
    ZF_ASSIGN(const Money basicLess, basic.minus(taken));
    ZF_ASSIGN(coverage.settled, basicLess.plus(operation));
    ZF_ASSIGN(coverage.leaving, ledger::sumOf(database, Sum::refundsAsked));
    // WeChat takes a payout's money out of the account when it accepts; the ledger when it is paid.
    ZF_ASSIGN(
        const Money outPaying, ledger::sumOf(database, fromOperation ? Sum::outOperation : Sum::outBasic));
    ZF_ASSIGN(
        const Money outOther, ledger::sumOf(database, fromOperation ? Sum::outBasic : Sum::outOperation));
    const Money bookedPaying = fromOperation ? operation : basicLess;
    const Money bookedOther = fromOperation ? basicLess : operation;
    ZF_ASSIGN(const auto told,
        toldBalance(database, fromOperation ? QStringLiteral("OPERATION") : QStringLiteral("BASIC"), nowUtcMs,
            kBalanceFreshMs));
    ZF_ASSIGN(const Money payable, bookedPaying.minus(outPaying));
    coverage.payable = told.value_or(payable);
    if (!told)
        return coverage;
    ZF_ASSIGN(const auto toldOther,
        toldBalance(database, fromOperation ? QStringLiteral("BASIC") : QStringLiteral("OPERATION"), nowUtcMs,
            kOtherFreshMs));
    ZF_ASSIGN(const Money paying, told->plus(outPaying));
    Money other = bookedOther;
    if (toldOther) {
        ZF_ASSIGN(other, toldOther->plus(outOther));
    }
    ZF_ASSIGN(coverage.wechatBalance, paying.plus(other));
    return coverage;
}

Status checkCoverage(storage::Database& database, const Payout& payout, qint64 nowUtcMs, Money together)
{
    ZF_ASSIGN(const Coverage now, coverage(database, payout.payAccount, nowUtcMs));
    ZF_ASSIGN(const Money all, together.plus(payout.amount));
    if (now.covers(all))
        return {};
    const bool hereShort = now.isCovered();
    const Money there = hereShort ? now.payable : now.available();
    QString what =
        hereShort
            ? QStringLiteral("Withdrawal %1 is about %2, but the account %3 has only %4.")
                  .arg(payout.id.toString(), all.toDisplay(), payout.payAccount, now.payable.toDisplay())
            : QStringLiteral("Users are owed %1, but only %2 is there to pay them (settled %3%4%5).")
                  .arg(now.owed.toDisplay(), now.available().toDisplay(), now.settled.toDisplay(),
                      now.wechatBalance
                          ? QStringLiteral(", WeChat's accounts ") + now.wechatBalance->toDisplay()
                          : QStringLiteral("; WeChat has not told its balance, so this "
                                           "stands on the books alone"),
                      now.leaving.isZero()
                          ? QString()
                          : QStringLiteral(", refunds asked for ") + now.leaving.toDisplay());
    return base::fail(base::Error{base::ErrorKind::refused, QStringLiteral("not_covered"), std::move(what),
        {}, {(hereShort ? all : now.owed).toDisplay(), there.toDisplay()}});
}

Status checkPolicy(
    storage::Database& database, const Payout& payout, const access::Settings& settings, qint64 nowUtcMs)
{
    const qint64 dayStart = base::startOfDayUtcMs(base::businessDay(nowUtcMs));
    const auto most = [&settings](const char* key) { return Money::fen(settings.number(key)); };
    ZF_TRY(limit("over_single_limit", QStringLiteral("This withdrawal"), payout.amount,
        most("payouts.max_single_fen")));
    if (payout.amount >= wechatpay::kNameRequiredFrom) {
        ZF_ASSIGN(const shop::User payee, shop::findUser(database, payout.user));
        if (payee.name.isEmpty())
            return base::refused("name_required",
                QStringLiteral("From %1 on WeChat Pay wants the payee's name, and user %2 has none.")
                    .arg(wechatpay::kNameRequiredFrom.toDisplay(), payout.user.toString()));
    }
    ZF_ASSIGN(const Money user,
        sum(database.query(
            "SELECT COALESCE(SUM(amount_fen), 0) FROM payouts WHERE user_id = :user AND approved_at >= :day "
            "AND state NOT IN ('requested', 'rejected', 'cancelled', 'failed')",
            {{":user", payout.user.value()}, {":day", dayStart}})));
    ZF_ASSIGN(const Money userTotal, user.plus(payout.amount));
    ZF_TRY(limit("over_user_limit", QStringLiteral("This user's withdrawals today"), userTotal,
        most("payouts.max_user_day_fen")));
    ZF_ASSIGN(const Money all,
        sum(database.query("SELECT COALESCE(SUM(amount_fen), 0) FROM payouts WHERE approved_at >= :day "
                           "AND state NOT IN ('requested', 'rejected', 'cancelled', 'failed')",
            {{":day", dayStart}})));
    ZF_ASSIGN(const Money total, all.plus(payout.amount));
    ZF_TRY(
        limit("over_day_limit", QStringLiteral("All withdrawals today"), total, most("payouts.max_day_fen")));
    return checkCoverage(database, payout, nowUtcMs);
}

wechatpay::AccountType accountType(const QString& payAccount)
{
    return payAccount == QLatin1String("OPERATION") ? wechatpay::AccountType::operation
                                                    : wechatpay::AccountType::basic;
}

} // namespace zhangfang::payouts
