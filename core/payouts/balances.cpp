#include "payouts/balances.h"

#include "base/calendar.h"
#include "ledger/ledger.h"
#include "ledger/sums.h"
#include "payments/refund.h"

#include <algorithm>

namespace zhangfang::payouts
{

using ledger::AccountPath;
using wechatpay::AccountType;

namespace
{

/// Source: WeChat Pay's description of dayendbalance: made on the next day, to be asked for after ten.
constexpr qint64 kDayEndReadyMs = 10LL * 3600 * 1000;

/// Payouts that WeChat had accepted before that time, and the ledger had neither paid nor released.
Result<Money> payoutsUnderWay(storage::Database& database, const QString& account, qint64 beforeUtcMs)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT COALESCE(SUM(amount_fen), 0) FROM payouts p "
                                  "WHERE (state IN ('accepted', 'awaiting_user') OR finished_at >= :before) "
                                  "AND pay_account = :account AND EXISTS (SELECT 1 FROM payout_events e "
                                  "WHERE e.payout_id = p.id AND e.event IN ('accepted', 'awaiting_user') "
                                  "AND e.at < :before)",
                       {{":account", account}, {":before", beforeUtcMs}}));
    return Money::fen(rows.next() ? rows.number(0) : 0);
}

QVariant column(const std::optional<Money>& money)
{
    return money ? QVariant(money->inFen()) : QVariant();
}

} // namespace

Result<std::optional<Money>> expectedAtWechat(
    storage::Database& database, AccountType account, qint64 beforeUtcMs)
{
    if (account == AccountType::fees)
        return std::nullopt;
    const bool basic = account == AccountType::basic;
    ZF_ASSIGN(
        Money booked, ledger::balanceBefore(database,
                          basic ? AccountPath::wechatBasic() : AccountPath::wechatOperation(), beforeUtcMs));
    ZF_ASSIGN(const Money payouts, payoutsUnderWay(database, wechatpay::toText(account), beforeUtcMs));
    ZF_ASSIGN(booked, booked.minus(payouts));
    if (!basic)
        return booked;
    ZF_ASSIGN(
        const Money unsettled, ledger::balanceBefore(database, AccountPath::wechatUnsettled(), beforeUtcMs));
    ZF_ASSIGN(const Money refunds, payments::refundsUnderWay(database, beforeUtcMs));
    ZF_ASSIGN(booked, booked.plus(unsettled));
    ZF_ASSIGN(booked, booked.minus(refunds));
    return booked;
}

Result<std::optional<Money>> expectedAtWechatNow(storage::Database& database, AccountType account)
{
    using ledger::Sum;
    if (account == AccountType::fees)
        return std::nullopt;
    if (account == AccountType::operation) {
        ZF_ASSIGN(const Money booked, ledger::balance(database, AccountPath::wechatOperation()));
        ZF_ASSIGN(const Money out, ledger::sumOf(database, Sum::outOperation));
        return booked.minus(out).map([](Money money) { return std::optional<Money>(money); });
    }
    ZF_ASSIGN(const Money basic, ledger::balance(database, AccountPath::wechatBasic()));
    ZF_ASSIGN(Money there, ledger::balance(database, AccountPath::wechatUnsettled()));
    ZF_ASSIGN(there, there.plus(basic));
    for (const Sum out : {Sum::outBasic, Sum::refundsTaken, Sum::refundsTakenUnsettled}) {
        ZF_ASSIGN(const Money less, ledger::sumOf(database, out));
        ZF_ASSIGN(there, there.minus(less));
    }
    return there;
}

Status recordBalance(storage::Database& database, AccountType account, const wechatpay::Balance& balance,
    qint64 nowUtcMs, std::optional<Money> before)
{
    ZF_ASSIGN(auto ours, expectedAtWechatNow(database, account));
    if (ours) {
        ZF_ASSIGN(const Money told, balance.available.plus(balance.pending));
        ours = std::clamp(
            told, std::min(*ours, before.value_or(*ours)), std::max(*ours, before.value_or(*ours)));
    }
    ZF_TRY(database.execute(
        "INSERT INTO wechat_balances (account, available_fen, pending_fen, ledger_fen, fetched_at) "
        "VALUES (:account, :fen, :pending, :ours, :now) ON CONFLICT (account) DO UPDATE SET available_fen = "
        "excluded.available_fen, pending_fen = excluded.pending_fen, ledger_fen = excluded.ledger_fen, "
        "fetched_at = excluded.fetched_at",
        {{":account", wechatpay::toText(account)}, {":fen", balance.available.inFen()},
            {":pending", balance.pending.inFen()}, {":ours", column(ours)}, {":now", nowUtcMs}}));
    return database
        .execute("DELETE FROM balance_refusals WHERE account = :account",
            {{":account", wechatpay::toText(account)}})
        .map([](qint64) {});
}

Result<Money> perhapsTaken(storage::Database& database, AccountType account)
{
    ZF_ASSIGN(auto payouts, database.query("SELECT COALESCE(SUM(amount_fen), 0) FROM payouts WHERE state IN "
                                           "('submitting', 'unclear') AND pay_account = :account",
                                {{":account", wechatpay::toText(account)}}));
    const Money out = Money::fen(payouts.next() ? payouts.number(0) : 0);
    if (account != AccountType::basic)
        return out;
    ZF_ASSIGN(auto refunds, database.query("SELECT COALESCE(SUM(settled_fen), 0) FROM refunds WHERE state IN "
                                           "('submitting', 'unclear') AND finished_at IS NULL"));
    return out.plus(Money::fen(refunds.next() ? refunds.number(0) : 0));
}

Result<bool> isRefused(storage::Database& database, AccountType account)
{
    ZF_ASSIGN(auto rows, database.query("SELECT 1 FROM balance_refusals WHERE account = :account",
                             {{":account", wechatpay::toText(account)}}));
    return rows.next();
}

bool isRefusal(const wechatpay::ApiError& error)
{
    return error.httpStatus == 403 && error.code == QLatin1String("NO_AUTH");
}

Status recordRefusal(
    storage::Database& database, AccountType account, const wechatpay::ApiError& error, qint64 nowUtcMs)
{
    return database
        .execute("INSERT INTO balance_refusals (account, refused_at, words) VALUES (:account, :now, :words) "
                 "ON CONFLICT (account) DO UPDATE SET refused_at = excluded.refused_at, "
                 "words = excluded.words",
            {{":account", wechatpay::toText(account)}, {":now", nowUtcMs}, {":words", error.describe()}})
        .map([](qint64) {});
}

Result<bool> mayAsk(storage::Database& database, AccountType account, qint64 nowUtcMs)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT 1 FROM balance_refusals WHERE account = :account AND refused_at > :since "
                       "AND refused_at <= :now",
            {{":account", wechatpay::toText(account)}, {":since", nowUtcMs - kRefusedForMs},
                {":now", nowUtcMs}}));
    return !rows.next();
}

Result<Asked> askBalance(storage::Writer& writer, const storage::ReadPool& readers,
    wechatpay::v3::Client& client, const base::Clock& clock, AccountType account)
{
    std::optional<Money> before;
    ZF_ASSIGN(const bool may, readers.read<bool>([&](storage::Database& database) -> Result<bool> {
        ZF_ASSIGN(before, expectedAtWechatNow(database, account));
        return mayAsk(database, account, clock.nowUtcMs());
    }));
    if (!may)
        return Asked::notNow;
    const auto balance = client.balance(account);
    if (!balance && !isRefusal(balance.error()))
        return balance.error().httpStatus == 0
                   ? Asked::noAnswer // what is known of the balance grows old by itself
                   : Asked::otherAnswer;
    return writer.runNow<Asked>([&](storage::Database& database) -> Result<Asked> {
        const qint64 now = clock.nowUtcMs();
        if (balance) {
            ZF_TRY(recordBalance(database, account, *balance, now, before));
            return Asked::told;
        }
        ZF_TRY(recordRefusal(database, account, balance.error(), now));
        return Asked::refused;
    });
}

Result<std::optional<QDate>> dayEndWanted(storage::Database& database, AccountType account, qint64 nowUtcMs)
{
    QDate day = base::businessDay(nowUtcMs - kDayEndReadyMs).addDays(-1);
    QDate first = day.addDays(1 - kDayEndsBack);
    {
        ZF_ASSIGN(auto rows, database.query("SELECT MIN(occurred_at) FROM transfers"));
        if (!rows.next() || rows.isNull(0))
            return std::nullopt;
        first = std::max(first, base::businessDay(rows.number(0)));
    }
    ZF_ASSIGN(
        auto rows, database.query("SELECT day FROM wechat_day_ends WHERE account = :account AND day <= :day "
                                  "ORDER BY day DESC LIMIT :most",
                       {{":account", wechatpay::toText(account)}, {":day", day.toString(Qt::ISODate)},
                           {":most", kDayEndsBack}}));
    while (rows.next() && rows.text(0) == day.toString(Qt::ISODate))
        day = day.addDays(-1);
    return day >= first ? std::optional(day) : std::nullopt;
}

Status recordDayEnd(storage::Database& database, AccountType account, QDate day,
    const wechatpay::Balance& balance, qint64 nowUtcMs)
{
    ZF_ASSIGN(const auto ours, expectedAtWechat(database, account, base::startOfDayUtcMs(day.addDays(1))));
    ZF_TRY(database.execute(
        "INSERT INTO wechat_day_ends (account, day, available_fen, pending_fen, ledger_fen, fetched_at) "
        "VALUES (:account, :day, :fen, :pending, :ours, :now) ON CONFLICT (account, day) DO UPDATE SET "
        "available_fen = excluded.available_fen, pending_fen = excluded.pending_fen, "
        "ledger_fen = excluded.ledger_fen, fetched_at = excluded.fetched_at",
        {{":account", wechatpay::toText(account)}, {":day", day.toString(Qt::ISODate)},
            {":fen", balance.available.inFen()}, {":pending", balance.pending.inFen()},
            {":ours", column(ours)}, {":now", nowUtcMs}}));
    return {};
}

} // namespace zhangfang::payouts
