#include "backend/watch.h"

#include "access/operators.h"
#include "backend/output.h"
#include "base/calendar.h"
#include "payments/refund.h"
#include "payouts/balances.h"
#include "payouts/payout.h"
#include "payouts/policy.h"
#include "recovery/findings.h"
#include "reports/pulse.h"
#include "shop/orders.h"
#include "shop/tasks.h"
#include "storage/backup.h"

#include <algorithm>
#include <QDebug>
#include <QFileInfo>
#include <QStorageInfo>

namespace zhangfang::backend
{

using base::Money;
using storage::Database;

Status backUp(
    ShopFolder& folder, const QString& file, const QString& actor, const std::function<bool()>& stopping)
{
    if (const QFileInfo there(file); there.isFile())
        return base::refused("backup_exists",
            QStringLiteral("%1 already exists; a backup never overwrites a file.").arg(file));
    ZF_ASSIGN(const QString place, Output::check(file, folder.path(), Output::Existing::keep));
    ZF_TRY(storage::backupTo(folder.databaseFile(), place, stopping));
    return noteBackup(folder, file, actor);
}

Status noteBackup(ShopFolder& folder, const QString& file, const QString& actor)
{
    return folder.writer()
        .runNow<int>([&](Database& database) -> Result<int> {
            const qint64 now = folder.clock().nowUtcMs();
            ZF_TRY(database.execute("INSERT INTO last_times (name, at) VALUES ('backup', :now) "
                                    "ON CONFLICT (name) DO UPDATE SET at = excluded.at",
                {{":now", now}}));
            ZF_TRY(access::recordAudit(database, now, actor, QStringLiteral("books.backed_up"), file, {}));
            return 0;
        })
        .map([](int) {});
}

namespace
{

Result<QString> spaceLeft(const ShopFolder& folder)
{
    const QStorageInfo disk(folder.path());
    const qint64 free = disk.bytesAvailable();
    const QString words = QStringLiteral("%1 MiB free where the books are").arg(free / (1024 * 1024));
    if (disk.isValid() && free >= 0 && free < kLeastRoomBytes)
        return base::unavailable(
            "disk_full", words + QStringLiteral(": make room before a payment cannot be written down"));
    return words;
}

Result<Finding> clock(std::optional<qint64> skewMs)
{
    if (!skewMs)
        return Finding{QStringLiteral("WeChat Pay has not told the time yet"), true};
    const qint64 seconds = std::abs(*skewMs) / 1000;
    if (std::abs(*skewMs) > kMostSkewMs)
        return base::refused("clock_skew",
            QStringLiteral("this computer's clock is %1 seconds %2 WeChat Pay's: set it, or nothing that is "
                           "signed is believed")
                .arg(seconds)
                .arg(*skewMs > 0 ? QStringLiteral("behind") : QStringLiteral("before")));
    return Finding{QStringLiteral("within %1 seconds of WeChat Pay's").arg(seconds + 1)};
}

Result<QString> engine(ShopFolder& folder)
{
    ZF_ASSIGN(const reports::Pulse pulse, folder.readers().read<reports::Pulse>(&reports::pulse));
    if (pulse.engine.listeningAt.isEmpty())
        return QStringLiteral("not running");
    const qint64 silent = folder.clock().nowUtcMs() - pulse.engine.beatAtUtcMs;
    if (silent > kDeadMs)
        return base::unavailable("engine_dead",
            QStringLiteral("it has not said goodbye and gave no sign of life for %1 seconds: start "
                           "Zhangfang or zhangfangd again")
                .arg(silent / 1000));
    return QStringLiteral("running, listening at %1").arg(pulse.engine.listeningAt);
}

} // namespace

Result<qint64> lastBackupAt(Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT at FROM last_times WHERE name = 'backup'"));
    return rows.next() ? rows.number(0) : 0;
}

namespace
{

Result<QString> lastBackup(Database& database, qint64 nowUtcMs)
{
    ZF_ASSIGN(auto rows, database.query("SELECT COALESCE((SELECT at FROM last_times WHERE name = 'backup'), "
                                        "0), COALESCE((SELECT MIN(created_at) FROM operators), :now)",
                             {{":now", nowUtcMs}}));
    const bool any = rows.next();
    const qint64 at = any ? rows.number(0) : 0;
    const qint64 since = any ? std::max(at, rows.number(1)) : nowUtcMs;
    if (nowUtcMs - since > kBackupDays * base::kDayMs)
        return base::refused("backup_missing",
            at == 0 ? QStringLiteral("the books have never been backed up: zhangfangctl backup FILE, or "
                                     "Settings in the window")
                    : QStringLiteral("the last backup is of %1").arg(base::toRfc3339(at)));
    return at == 0 ? QStringLiteral("none yet") : base::toRfc3339(at);
}

/// What WeChat says is in its accounts, beside what the books made of the same moment. Less is missing. More
/// may be the owner's, or on its way into the books by itself.
Result<Finding> booksAtWechat(Database& database, qint64 nowUtcMs)
{
    struct Beside {
        QString account;
        Money there;
        Money ours;
        qint64 fetchedAtUtcMs = 0;
    };
    std::vector<Beside> all;
    {
        ZF_ASSIGN(auto rows,
            database.query(
                "SELECT account, available_fen + pending_fen, ledger_fen, fetched_at FROM wechat_balances "
                "WHERE ledger_fen IS NOT NULL AND fetched_at > :since AND fetched_at <= :now "
                "ORDER BY account LIMIT 10",
                {{":since", nowUtcMs - base::kDayMs}, {":now", nowUtcMs}}));
        while (rows.next())
            all.push_back(
                {rows.text(0), Money::fen(rows.number(1)), Money::fen(rows.number(2)), rows.number(3)});
    }
    QStringList missing, more;
    Money shortfall;
    qint64 asOf = 0;
    for (const auto& [account, there, ours, fetchedAtUtcMs] : all) {
        const QString words = QStringLiteral("%1 holds %2, the books expect %3")
                                  .arg(account, there.toDisplay(), ours.toDisplay());
        ZF_ASSIGN(const Money perhaps, payouts::perhapsTaken(database, payouts::accountType(account)));
        ZF_ASSIGN(const Money least, ours.minus(perhaps));
        if (there < least) {
            missing << words;
            ZF_ASSIGN(const Money less, least.minus(there));
            ZF_ASSIGN(shortfall, shortfall.plus(less));
            asOf = std::max(asOf, fetchedAtUtcMs);
        } else if (there > ours) {
            more << words;
        }
    }
    if (all.empty())
        return Finding{QStringLiteral("WeChat Pay has told no balance within a day"), true};
    if (!missing.isEmpty())
        return Finding{{}, false,
            base::Error{base::ErrorKind::refused, QStringLiteral("books_differ_from_wechat"),
                missing.join(QLatin1String("; ")) +
                    QStringLiteral(": compare with the merchant platform and the bill of funds")},
            shortfall.inFen(), asOf};
    return more.isEmpty() ? Finding{QStringLiteral("nothing is missing")}
                          : Finding{more.join(QLatin1String("; ")) +
                                    QStringLiteral(": compare with the merchant platform before booking it")};
}

} // namespace

std::vector<Check> watched(ShopFolder& folder, std::optional<qint64> skewMs)
{
    const qint64 now = folder.clock().nowUtcMs();
    const auto read = [&](Result<QString> (*look)(Database&, qint64)) {
        return folder.readers().read<QString>([&](Database& database) { return look(database, now); });
    };
    std::vector<Check> checks;
    checks.push_back({QStringLiteral("disk"), spaceLeft(folder)});
    checks.push_back(checked("clock", clock(skewMs)));
    checks.push_back({QStringLiteral("engine"), engine(folder)});
    checks.push_back({QStringLiteral("backup"), read(&lastBackup)});
    checks.push_back(checked("books_at_wechat",
        folder.readers().read<Finding>([&](Database& database) { return booksAtWechat(database, now); })));
    return checks;
}

namespace
{

/// What is raised as a task; `patienceMs`: only when it has been so for that long.
struct Alarm {
    const char* check;
    const char* code;
    qint64 patienceMs = 0;
};
constexpr qint64 kEveryMs = 60'000;
/// A clock that is kept right by the network moves by less.
constexpr qint64 kMovedMs = 5'000;
constexpr qint64 kLookAgainMs = 10'000;
constexpr qint64 kWarnAheadMs = 30 * base::kDayMs;
constexpr Alarm kAlarms[] = {{"disk", "disk_full"}, {"clock", "clock_skew"}, {"backup", "backup_missing"},
    {"books_at_wechat", "books_differ_from_wechat", kPatienceMs}};

} // namespace

Watch::Watch(ShopFolder& folder, const base::Clock& wall, const base::Clock& steady)
    : folder_(folder), wall_(wall), steady_(steady), moved_(wall, steady)
{
}

Status Watch::look(const Told& told)
{
    const qint64 by = moved_.movedMs();
    isBack_ = isBack_ || by < -kMovedMs;
    if (std::abs(by) > kMovedMs)
        qWarning("the computer's clock was moved by %lld s", static_cast<long long>(by / 1000));
    if (!lookedAt_) { // moved while nobody looked?
        ZF_ASSIGN(const qint64 latest, folder_.readers().read<qint64>(&recovery::latestKnown));
        isBack_ = isBack_ || latest > wall_.nowUtcMs() + kMovedMs;
    }
    if (isBack_) {
        ZF_TRY(lookAgain());
        isBack_ = false;
    }
    if (lookedAt_ && steady_.nowUtcMs() - *lookedAt_ < kEveryMs)
        return {};
    lookedAt_ = steady_.nowUtcMs();
    ZF_TRY(warnOfExpiry(told.certificatesEndUtcMs));
    return tell(watched(folder_, told.skewMs));
}

Status Watch::tell(const std::vector<Check>& checks)
{
    // Changed once it is written: what could not be is told again.
    auto next = wrong_;
    ZF_TRY(folder_.writer().runNow<int>([&](Database& database) -> Result<int> {
        next = wrong_;
        const qint64 now = wall_.nowUtcMs();
        for (const Check& check : checks) {
            const auto alarm = std::find_if(std::begin(kAlarms), std::end(kAlarms),
                [&](const Alarm& one) { return check.name == QLatin1String(one.check); });
            if (alarm == std::end(kAlarms))
                continue;
            const QString subject = QStringLiteral("shop:") + check.name;
            const QString code = QString::fromLatin1(alarm->code);
            if (check.outcome) {
                next.erase(check.name);
                if (!check.isUnknown)
                    ZF_TRY(shop::settleTask(database, subject, code, now));
                continue;
            }
            if (check.outcome.error().code != code)
                continue; // it could not be looked at
            const QString message = check.outcome.error().message;
            Wrong& wrong = next.try_emplace(check.name, Wrong{steady_.nowUtcMs(), check.asOfUtcMs, false, 0})
                               .first->second;
            if (!wrong.isTold) {
                const bool isSeenOnce = check.asOfUtcMs != 0 && check.asOfUtcMs == wrong.asOfUtcMs;
                if (isSeenOnce || steady_.nowUtcMs() - wrong.sinceMs < alarm->patienceMs)
                    continue;
            } else if (check.size <= wrong.size) {
                ZF_TRY(shop::rewordTask(database, subject, code, message)); // where it is still open
                wrong.size = check.size;
                continue;
            }
            ZF_TRY(shop::raiseTask(database, subject, code, message, now));
            wrong.isTold = true;
            wrong.size = check.size;
        }
        return 0;
    }));
    wrong_ = std::move(next);
    return {};
}

Status Watch::warnOfExpiry(std::optional<qint64> certificatesEndUtcMs)
{
    ZF_ASSIGN(const access::Settings settings, folder_.settings());
    const auto own = crypto::Certificate::fromPem(settings.text("wechatpay.certificate").toLatin1());
    struct End {
        QString code;
        QString what;
        std::optional<qint64> untilUtcMs;
    };
    const End ends[] = {
        {QStringLiteral("merchant_certificate_ends"),
            own ? QStringLiteral("The merchant's certificate %1").arg(QString::fromLatin1(own->serialHex()))
                : QString(),
            own ? std::optional(own->validUntilUtcMs()) : std::nullopt},
        {QStringLiteral("platform_certificate_ends"), QStringLiteral("WeChat Pay's last known certificate"),
            settings.text("wechatpay.public_key_id").isEmpty() ? certificatesEndUtcMs : std::nullopt}};
    const qint64 now = wall_.nowUtcMs();
    for (const End& end : ends) {
        const QString& code = end.code;
        const std::optional<qint64> until = end.untilUtcMs;
        if (!until && code == QLatin1String("platform_certificate_ends") &&
            settings.text("wechatpay.public_key_id").isEmpty())
            continue; // not fetched yet
        const bool isSoon = until && *until - now < kWarnAheadMs;
        const QString subject = isSoon ? QStringLiteral("certificate:") + QString::number(*until) : QString();
        if (const auto told = endsTold_.find(code); told != endsTold_.end() && told->second == subject)
            continue;
        ZF_TRY(folder_.writer().runNow<int>([&](Database& database) -> Result<int> {
            ZF_TRY(shop::settleOthers(database, subject, code, now)); // of one that has been replaced
            if (isSoon)
                ZF_TRY(shop::raiseTask(database, subject, code,
                    QStringLiteral("%1 ends on %2.")
                        .arg(end.what, base::businessDay(*until).toString(Qt::ISODate)),
                    now, *until));
            return 0;
        }));
        endsTold_[code] = subject;
    }
    return {};
}

Status Watch::lookAgain()
{
    return folder_.writer()
        .runNow<int>([&](Database& database) -> Result<int> {
            ZF_ASSIGN(const access::Settings* settings, access::Settings::current(database));
            const qint64 now = wall_.nowUtcMs();
            // Nobody's grace is cut short.
            const qint64 grace = settings->number("payouts.grace_seconds") * 1000;
            ZF_TRY(payouts::dueBy(database, now + std::max(grace, kLookAgainMs)));
            ZF_TRY(payments::dueBy(database, now + kLookAgainMs));
            ZF_TRY(shop::dueBy(database, now + kLookAgainMs));
            ZF_TRY(recovery::dueBy(database, now + kLookAgainMs));
            return 0;
        })
        .map([](int) {});
}

} // namespace zhangfang::backend
