#include "reports/overview.h"

#include "base/calendar.h"

namespace zhangfang::reports
{
namespace
{

constexpr int kTop = 8;
constexpr int kTasksShown = 50;

/// Half-open, in UTC ms.
struct Span {
    qint64 from = 0;
    qint64 to = 0;
};

/// Sums of (day, count, fen) rows into the days they belong to.
Status sumByDay(Result<storage::Rows> rows, std::vector<DayFigures>& days,
    const std::function<void(DayFigures&, qint64 count, Money sum)>& add)
{
    ZF_TRY(rows);
    while (rows->next()) {
        const QDate day = base::businessDay(rows->number(0) * base::kDayMs - base::kShanghaiOffsetMs);
        for (DayFigures& figures : days) {
            if (figures.day == day)
                add(figures, rows->number(1), Money::fen(rows->number(2)));
        }
    }
    return {};
}

Status fill(storage::Database& database, Span span, std::vector<DayFigures>& days)
{
    ZF_TRY(sumByDay(
        database.query("SELECT (paid_at + 28800000) / 86400000 AS day, COUNT(*), SUM(settle_fen) FROM orders "
                       "WHERE paid_at >= :from AND paid_at < :to GROUP BY day",
            {{":from", span.from}, {":to", span.to}}),
        days, [](DayFigures& day, qint64 count, Money sum) {
            day.orders = count;
            day.paid = sum;
        }));
    ZF_TRY(sumByDay(database.query("SELECT (finished_at + 28800000) / 86400000 AS day, COUNT(*), "
                                   "SUM(amount_fen) FROM payouts WHERE state = 'paid' AND "
                                   "finished_at >= :from AND finished_at < :to GROUP BY day",
                        {{":from", span.from}, {":to", span.to}}),
        days, [](DayFigures& day, qint64 count, Money sum) {
            day.withdrawals = count;
            day.withdrawn = sum;
        }));
    ZF_TRY(sumByDay(database.query("SELECT (finished_at + 28800000) / 86400000 AS day, COUNT(*), "
                                   "SUM(settled_fen) FROM refunds WHERE state = 'succeeded' AND "
                                   "finished_at >= :from AND finished_at < :to GROUP BY day",
                        {{":from", span.from}, {":to", span.to}}),
        days, [](DayFigures& day, qint64, Money sum) { day.refunded = sum; }));
    return sumByDay(
        database.query("SELECT (t.occurred_at + 28800000) / 86400000 AS day, COUNT(*), SUM(e.amount_fen) "
                       "FROM accounts a JOIN entries e ON e.account_id = a.id "
                       "JOIN transfers t ON t.id = e.transfer_id "
                       "WHERE a.path = 'expenses:wechat-fee' AND t.occurred_at >= :from "
                       "AND t.occurred_at < :to GROUP BY day",
            {{":from", span.from}, {":to", span.to}}),
        days, [](DayFigures& day, qint64, Money sum) { day.fees = sum; });
}

} // namespace

Money ToldBalance::all() const
{
    return available.plus(pending).value_or(available);
}

Result<std::vector<Task>> openTasks(storage::Database& database, int limit, qint64 after)
{
    ZF_ASSIGN(auto rows, database.query("SELECT id, subject, code, message, created_at, due_at FROM tasks "
                                        "WHERE resolved_at IS NULL AND id > :after ORDER BY id LIMIT :limit",
                             {{":after", after}, {":limit", limit}}));
    std::vector<Task> tasks;
    while (rows.next())
        tasks.push_back({rows.number(0), rows.text(1), rows.text(2), rows.text(3), rows.number(4),
            rows.isNull(5) ? std::nullopt : std::optional<qint64>(rows.number(5))});
    return tasks;
}

namespace
{

/// From three columns, `first` on.
ToldBalance toldIn(const storage::Rows& rows, int first)
{
    return {Money::fen(rows.number(first)), Money::fen(rows.number(first + 1)),
        rows.isNull(first + 2) ? std::nullopt : std::optional(Money::fen(rows.number(first + 2)))};
}

Result<std::vector<AccountBalance>> accountBalances(storage::Database& database)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT b.account, b.fetched_at, b.available_fen, b.pending_fen, b.ledger_fen, "
                       "d.day, d.available_fen, d.pending_fen, d.ledger_fen FROM wechat_balances b "
                       "LEFT JOIN wechat_day_ends d ON d.account = b.account "
                       "AND d.day = (SELECT MAX(day) FROM wechat_day_ends WHERE account = b.account) "
                       "ORDER BY b.account LIMIT 10"));
    std::vector<AccountBalance> accounts;
    while (rows.next()) {
        AccountBalance account{rows.text(0), toldIn(rows, 2), rows.number(1), {}, {}};
        if (!rows.isNull(5)) {
            account.lastDay = QDate::fromString(rows.text(5), Qt::ISODate);
            account.lastDayEnd = toldIn(rows, 6);
        }
        accounts.push_back(std::move(account));
    }
    return accounts;
}

} // namespace

Result<Overview> overview(storage::Database& database, const QString& payAccount, qint64 nowUtcMs)
{
    Overview all;
    const QDate today = base::businessDay(nowUtcMs);
    const qint64 sinceMidnight = nowUtcMs - base::startOfDayUtcMs(today);
    for (int back = kOverviewDays - 1; back >= 0; --back) {
        DayFigures day;
        day.day = today.addDays(-back);
        all.days.push_back(day);
    }
    ZF_TRY(fill(database, {base::startOfDayUtcMs(all.days.front().day), nowUtcMs + 1}, all.days));
    all.today = all.days.back();

    std::vector<DayFigures> then(1);
    then[0].day = today.addDays(-7);
    const qint64 start = base::startOfDayUtcMs(then[0].day);
    ZF_TRY(fill(database, {start, start + sinceMidnight + 1}, then));
    all.lastWeek = then[0];
    {
        ZF_ASSIGN(
            auto rows, database.query("SELECT (paid_at - :midnight) / 3600000 AS hour, COUNT(*) FROM orders "
                                      "WHERE paid_at >= :from AND paid_at <= :now GROUP BY hour",
                           {{":midnight", nowUtcMs - sinceMidnight}, {":from", nowUtcMs - sinceMidnight},
                               {":now", nowUtcMs}}));
        while (rows.next()) {
            if (const qint64 hour = rows.number(0); hour >= 0 && hour < 24)
                all.ordersByHour[static_cast<size_t>(hour)] = rows.number(1);
        }
    }
    {
        ZF_ASSIGN(auto rows,
            database.query("SELECT description, COUNT(*) AS orders, SUM(settle_fen) AS paid FROM "
                           "(SELECT description, settle_fen FROM orders WHERE paid_at >= :from "
                           "ORDER BY paid_at DESC LIMIT :of) AS latest "
                           "GROUP BY description ORDER BY paid DESC, description LIMIT :top",
                {{":from", base::startOfDayUtcMs(all.days.front().day)}, {":of", kTopOf}, {":top", kTop}}));
        while (rows.next())
            all.top.push_back({rows.text(0), rows.number(1), Money::fen(rows.number(2))});
    }
    ZF_ASSIGN(all.coverage, payouts::coverage(database, payAccount, nowUtcMs));
    ZF_ASSIGN(all.waiting, waitingPayouts(database));
    ZF_ASSIGN(all.tasks, openTasks(database, kTasksShown));
    ZF_ASSIGN(all.accounts, accountBalances(database));
    ZF_ASSIGN(auto refused, database.query("SELECT account FROM balance_refusals ORDER BY account LIMIT 10"));
    while (refused.next())
        all.refusedAccounts << refused.text(0);
    return all;
}

} // namespace zhangfang::reports
