#include "backend/watch.h"

#include "access/operators.h"
#include "backend/output.h"
#include "base/calendar.h"
#include "reports/pulse.h"
#include "shop/tasks.h"
#include "storage/backup.h"

#include <QFileInfo>
#include <QStorageInfo>

namespace zhangfang::backend
{

using base::Money;
using storage::Database;

Status backUp(ShopFolder& folder, const QString& file, const QString& actor)
{
    if (const QFileInfo there(file); there.isFile())
        return base::refused("backup_exists",
            QStringLiteral("%1 already exists; a backup never overwrites a file.").arg(file));
    ZF_ASSIGN(const QString place, Output::check(file, folder.path(), Output::Existing::keep));
    ZF_TRY(storage::backupTo(folder.databaseFile(), place));
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

Result<QString> room(const ShopFolder& folder)
{
    const QStorageInfo disk(folder.path());
    const qint64 free = disk.bytesAvailable();
    const QString words = QStringLiteral("%1 MiB free where the books are").arg(free / (1024 * 1024));
    if (disk.isValid() && free >= 0 && free < kLeastRoomBytes)
        return base::unavailable(
            "disk_full", words + QStringLiteral(": make room before a payment cannot be written down"));
    return words;
}

Result<QString> clock(std::optional<qint64> skewMs)
{
    if (!skewMs)
        return QStringLiteral("WeChat Pay has not told the time yet");
    const qint64 seconds = std::abs(*skewMs) / 1000;
    if (std::abs(*skewMs) > kMostSkewMs)
        return base::refused("clock_skew",
            QStringLiteral("this computer's clock is %1 seconds %2 WeChat Pay's: set it, or nothing that is "
                           "signed is believed")
                .arg(seconds)
                .arg(*skewMs > 0 ? QStringLiteral("behind") : QStringLiteral("before")));
    return QStringLiteral("within %1 seconds of WeChat Pay's").arg(seconds + 1);
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

/// What WeChat says is in its accounts, beside what the books made of the same moment. More than they know is
/// the owner's to book; less is missing.
Result<QString> booksAtWechat(Database& database, qint64 nowUtcMs)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT account, available_fen + pending_fen, ledger_fen FROM wechat_balances "
                       "WHERE ledger_fen IS NOT NULL AND fetched_at > :since ORDER BY account LIMIT 10",
            {{":since", nowUtcMs - base::kDayMs}}));
    QStringList missing, more;
    while (rows.next()) {
        const Money there = Money::fen(rows.number(1)), ours = Money::fen(rows.number(2));
        const QString words = QStringLiteral("%1 holds %2, the books expect %3")
                                  .arg(rows.text(0), there.toDisplay(), ours.toDisplay());
        if (there < ours)
            missing << words;
        else if (there > ours)
            more << words;
    }
    if (!missing.isEmpty())
        return base::refused("books_differ_from_wechat",
            missing.join(QLatin1String("; ")) +
                QStringLiteral(": compare with the merchant platform and the bill of funds"));
    return more.isEmpty()
               ? QStringLiteral("nothing differs")
               : more.join(QLatin1String("; ")) + QStringLiteral(": book what came in (ledger move)");
}

} // namespace

std::vector<Check> watched(ShopFolder& folder, std::optional<qint64> skewMs)
{
    const qint64 now = folder.clock().nowUtcMs();
    const auto read = [&](Result<QString> (*look)(Database&, qint64)) {
        return folder.readers().read<QString>([&](Database& database) { return look(database, now); });
    };
    std::vector<Check> checks;
    checks.push_back({QStringLiteral("disk"), room(folder)});
    checks.push_back({QStringLiteral("clock"), clock(skewMs)});
    checks.push_back({QStringLiteral("engine"), engine(folder)});
    checks.push_back({QStringLiteral("backup"), read(&lastBackup)});
    checks.push_back({QStringLiteral("books_at_wechat"), read(&booksAtWechat)});
    return checks;
}

Status tell(ShopFolder& folder, const std::vector<Check>& checks)
{
    static constexpr std::pair<const char*, const char*> kCodes[] = {{"disk", "disk_full"},
        {"clock", "clock_skew"}, {"backup", "backup_missing"},
        {"books_at_wechat", "books_differ_from_wechat"}};
    return folder.writer()
        .runNow<int>([&](Database& database) -> Result<int> {
            const qint64 now = folder.clock().nowUtcMs();
            for (const Check& check : checks) {
                for (const auto& [name, code] : kCodes) {
                    if (check.name != QLatin1String(name))
                        continue;
                    const QString subject = QStringLiteral("shop:") + check.name;
                    const bool is = !check.outcome && check.outcome.error().code == QLatin1String(code);
                    if (is)
                        ZF_TRY(shop::raiseTask(database, subject, QString::fromLatin1(code),
                            check.outcome.error().message, now));
                    else if (check.outcome)
                        ZF_TRY(shop::settleTask(database, subject, QString::fromLatin1(code), now));
                }
            }
            return 0;
        })
        .map([](int) {});
}

} // namespace zhangfang::backend
