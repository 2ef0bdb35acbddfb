#pragma once

#include "payouts/policy.h"
#include "reports/payout_queue.h"

#include <array>
#include <QDate>

namespace zhangfang::reports
{

/// What one business day, or the first part of one, brought.
/// As in the settlement report: `paid` is what settles of the payments before the fee (less coupons that
/// nobody prefunded), `refunded` what refunds took of that.
struct DayFigures {
    QDate day;
    qint64 orders = 0; ///< paid
    Money paid;
    Money refunded;
    qint64 withdrawals = 0; ///< paid out
    Money withdrawn;
    Money fees;
};

struct TopDescription {
    QString description;
    qint64 orders = 0;
    Money paid;
};

/// What needs a person.
struct Task {
    qint64 id = 0;
    QString subject; ///< "payout:W…", "payment:4200…", "event:EV…"
    QString code;
    QString message;
    qint64 createdAtUtcMs = 0;
    std::optional<qint64> dueAtUtcMs = {}; ///< until when someone has to act
};
/// Open ones, the oldest first, behind `after` (0: from the first).
[[nodiscard]] Result<std::vector<Task>> openTasks(storage::Database& database, int limit, qint64 after = 0);

inline constexpr int kOverviewDays = 30;
/// `top` counts the latest so many paid orders of the last `kOverviewDays` days.
inline constexpr int kTopOf = 20'000;

/// What WeChat told of an account at one moment, beside what the books expected there.
struct ToldBalance {
    Money available;
    Money pending;              ///< not to be paid from yet
    std::optional<Money> books; ///< nothing for FEES, which the books do not keep
    /// Both together.
    [[nodiscard]] Money all() const;
    [[nodiscard]] bool isAsInTheBooks() const { return books && *books == all(); }
};
/// One account of the merchant at WeChat Pay.
struct AccountBalance {
    QString account; ///< BASIC, OPERATION or FEES
    ToldBalance now;
    qint64 toldAtUtcMs = 0;
    QDate lastDay; ///< the latest whose end is known; invalid: none
    ToldBalance lastDayEnd;
};

struct Overview {
    DayFigures today;                      ///< up to now
    DayFigures lastWeek;                   ///< the same weekday a week ago, up to the same time of day
    std::vector<DayFigures> days;          ///< `kOverviewDays` of them, today last
    std::array<qint64, 24> ordersByHour{}; ///< today's paid orders
    std::vector<TopDescription> top;
    payouts::Coverage coverage;
    Waiting waiting;
    std::vector<Task> tasks;
    std::vector<AccountBalance> accounts; ///< those WeChat has told of
    /// WeChat does not tell this merchant what is in these accounts: coverage stands on other figures.
    QStringList refusedAccounts;
};
[[nodiscard]] Result<Overview> overview(
    storage::Database& database, const QString& payAccount, qint64 nowUtcMs);

} // namespace zhangfang::reports
