#include "backend/recovery.h"

#include "recovery/mark.h"
#include "reports/pulse.h"

namespace zhangfang::backend
{

using base::Money;
using storage::Database;

namespace
{

constexpr int kFindingsShown = 200;
/// Who has heard from WeChat so lately can wait until it has been asked.
constexpr qint64 kReachableMs = 60'000;

Status readDifferences(Database& database, RecoveryStatus& status)
{
    {
        ZF_ASSIGN(auto rows,
            database.query("SELECT account, available_fen + pending_fen, ledger_fen, fetched_at "
                           "FROM wechat_balances WHERE ledger_fen IS NOT NULL AND fetched_at >= :since "
                           "ORDER BY account",
                {{":since", status.standing.sinceUtcMs}}));
        while (rows.next()) {
            const AccountDifference told{
                rows.text(0), {}, Money::fen(rows.number(1)), Money::fen(rows.number(2)), rows.number(3)};
            ZF_ASSIGN(const Money less, told.wechat.minus(told.books));
            ZF_ASSIGN(status.difference, status.difference.value_or(Money()).plus(less));
            if (!less.isZero())
                status.differences.push_back(told);
        }
    }
    ZF_ASSIGN(auto days,
        database.query("SELECT account, day, available_fen + pending_fen, ledger_fen, fetched_at "
                       "FROM wechat_day_ends WHERE ledger_fen IS NOT NULL AND fetched_at >= :since "
                       "AND available_fen + pending_fen <> ledger_fen ORDER BY day DESC, account LIMIT 20",
            {{":since", status.standing.sinceUtcMs}}));
    while (days.next())
        status.differences.push_back({days.text(0), QDate::fromString(days.text(1), Qt::ISODate),
            Money::fen(days.number(2)), Money::fen(days.number(3)), days.number(4)});
    return {};
}

/// So that books put back by hand are noticed now, and not with the next write.
Status inspect(ShopFolder& folder)
{
    return folder.writer().runNow<int>([](Database&) -> Result<int> { return 0; }).map([](int) {});
}

QString span(qint64 ms)
{
    const qint64 minutes = (ms + 59'999) / 60'000;
    if (minutes < 120)
        return QStringLiteral("%1 minutes").arg(minutes);
    const qint64 hours = (minutes + 59) / 60;
    return hours < 72 ? QStringLiteral("%1 hours").arg(hours)
                      : QStringLiteral("%1 days").arg((hours + 23) / 24);
}

} // namespace

QString RecoveryStatus::describe() const
{
    if (standing.state == recovery::State::none)
        return QStringLiteral("These books were never put back from a backup.");
    QStringList says;
    if (!standing.isRecovering())
        says << QStringLiteral("Confirmed by %1.").arg(standing.confirmedBy);
    says << QStringLiteral(
        "The books know nothing of the %1 before they were put back. WeChat cannot be asked "
        "about withdrawals and refunds whose numbers were lost with that time: one that is "
        "asked for again gets a new number, and would be paid again.")
                .arg(span(unknownMs()));
    if (difference && difference->isNegative())
        says << QStringLiteral(
            "%1 less is at WeChat than these books expect: that much may have been paid out "
            "or given back since.")
                    .arg(difference->negated().value_or(Money()).toDisplay());
    else if (difference && difference->isPositive())
        says << QStringLiteral(
            "%1 more is at WeChat than these books expect: that much may have been paid in "
            "since.")
                    .arg(difference->toDisplay());
    else if (difference)
        says << QStringLiteral("WeChat's accounts and these books agree.");
    else if (!refusedAccounts.isEmpty())
        says << QStringLiteral(
            "WeChat does not tell this merchant its balances: compare them in the merchant "
            "platform.");
    return says.join(QLatin1Char(' '));
}

Result<RecoveryStatus> recoveryStatus(ShopFolder& folder)
{
    ZF_TRY(inspect(folder));
    return folder.readers().read<RecoveryStatus>([](Database& database) -> Result<RecoveryStatus> {
        RecoveryStatus status;
        ZF_ASSIGN(status.standing, recovery::standing(database));
        if (status.standing.state == recovery::State::none)
            return status;
        ZF_ASSIGN(status.progress, recovery::progress(database));
        ZF_ASSIGN(status.findings, recovery::findings(database, kFindingsShown));
        ZF_TRY(readDifferences(database, status));
        ZF_ASSIGN(
            auto refused, database.query("SELECT account FROM balance_refusals ORDER BY account LIMIT 20"));
        while (refused.next())
            status.refusedAccounts << refused.text(0);
        return status;
    });
}

Result<std::function<Result<office::Outcome>(const office::Context&, const ConfirmRecovery&)>>
recoveryToConfirm(ShopFolder& folder)
{
    ZF_ASSIGN(const RecoveryStatus seen, recoveryStatus(folder));
    if (seen.standing.isRecovering()) {
        // The mark must know these books before they count as any others; otherwise they would be taken as
        // put back again at the next look.
        ZF_ASSIGN(const auto head, folder.readers().read<recovery::Head>(&recovery::head));
        ZF_TRY(recovery::writeMark(folder.path(), head));
    }
    const QString figures =
        QStringLiteral("%1 looked at, %2 not, %3 differ; WeChat less books: %4")
            .arg(seen.progress.looked)
            .arg(seen.progress.toLook)
            .arg(seen.progress.differing)
            .arg(seen.difference ? seen.difference->toDisplay() : QStringLiteral("not known"));
    // What the books say of an engine may be of the time of the backup: whether one runs, its lock tells.
    bool isRunning = false;
    if (const auto lock = folder.lockEngine(); !lock) {
        if (lock.error().code != QLatin1String("already_running"))
            return base::fail(lock.error());
        isRunning = true;
    }
    return [figures, isRunning](
               const office::Context& at, const ConfirmRecovery& wanted) -> Result<office::Outcome> {
        ZF_ASSIGN(const auto pulse, reports::pulse(at.database));
        const bool heard = isRunning && at.nowUtcMs - pulse.engine.beatAtUtcMs < reports::kEngineSilentMs &&
                           at.nowUtcMs - pulse.engine.wechatOkAtUtcMs < kReachableMs &&
                           pulse.engine.wechatTrouble.isEmpty();
        ZF_ASSIGN(const auto standing, recovery::standing(at.database));
        ZF_ASSIGN(const auto progress, recovery::progress(at.database));
        const bool untried = !standing.listed || progress.untried > 0;
        if (wanted.withoutLooking && standing.state == recovery::State::looking && heard && untried)
            return base::refused("wechat_reachable",
                QStringLiteral("WeChat answers; wait until everything has been looked at."));
        ZF_ASSIGN(const auto confirmed,
            recovery::confirm(
                at.database, {at.actor.name, wanted.reason, figures, wanted.withoutLooking}, at.nowUtcMs));
        return office::Outcome{{}, confirmed.action, confirmed.subject, confirmed.detail};
    };
}

} // namespace zhangfang::backend
