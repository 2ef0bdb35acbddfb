#include "backend/daily_backup.h"

#include "backend/watch.h"
#include "base/calendar.h"
#include "base/rights.h"
#include "ledger/ledger.h"
#include "storage/backup.h"

#include <QDir>
#include <QRegularExpression>

namespace zhangfang::backend
{
namespace
{

const QString kPart = QStringLiteral(".part");

/// Two shops may share a folder.
QString beginningOf(const access::Settings& settings)
{
    const QString merchant = settings.text("wechatpay.mchid");
    return merchant.isEmpty() ? QStringLiteral("zhangfang-") : QStringLiteral("zhangfang-%1-").arg(merchant);
}

QString nameOf(const access::Settings& settings, QDate day)
{
    return beginningOf(settings) + day.toString(QStringLiteral("yyyyMMdd")) + QStringLiteral(".db");
}

tl::unexpected<base::Error> disk(const QString& what)
{
    return base::unavailable("disk_error", what);
}

} // namespace

QString DailyBackup::folderOf(const access::Settings& settings, const QString& dataFolder)
{
    const QString wanted = settings.text("backup.folder");
    return wanted.isEmpty() ? QDir(dataFolder).filePath(QStringLiteral("backups")) : wanted;
}

std::vector<DailyBackup::Copy> DailyBackup::in(const QString& folder, const access::Settings& settings)
{
    const QRegularExpression ours(
        QStringLiteral("^%1([0-9]{8})\\.db$").arg(QRegularExpression::escape(beginningOf(settings))));
    std::vector<Copy> found;
    const QDir place(folder);
    for (const QString& name : place.entryList(QDir::Files, QDir::Name | QDir::Reversed)) {
        const auto match = ours.match(name);
        const QDate day = QDate::fromString(match.captured(1), QStringLiteral("yyyyMMdd"));
        if (match.hasMatch() && day.isValid())
            found.push_back({place.filePath(name), day});
    }
    return found;
}

Status DailyBackup::check(const QString& copy, const std::function<bool()>& stopping) const
{
    if (stopping())
        return base::refused("cancelled", QStringLiteral("The program is ending."));
    ZF_ASSIGN(const auto database, storage::Database::open(copy, storage::Database::Access::readOnly));
    ZF_ASSIGN(const ledger::Proof proof, ledger::verify(*database, [&](qint64) {
        return stopping() ? ledger::Continue::no : ledger::Continue::yes;
    }));
    if (!proof.ok())
        return base::damaged(
            "damaged", QStringLiteral("The books do not verify: %1.").arg(proof.firstDifference));
    return {};
}

Status DailyBackup::letGo(const QString& folder, const access::Settings& settings, const QString& justMade)
{
    const std::vector<Copy> all = in(folder, settings);
    for (auto at = static_cast<size_t>(settings.number("backup.keep")); at < all.size(); ++at) {
        // Where a clock was once ahead, what was made today is not the newest.
        if (all[at].file != justMade && !QFile::remove(all[at].file))
            return disk(QStringLiteral("%1 cannot be removed.").arg(all[at].file));
    }
    return {};
}

Result<QString> DailyBackup::make(const std::function<bool()>& stopping)
{
    ZF_ASSIGN(const access::Settings settings, folder_.settings());
    if (settings.text("backup.daily") != QLatin1String("on"))
        return QString();
    const QString folder = folderOf(settings, folder_.path());
    const QString file =
        QDir(folder).filePath(nameOf(settings, base::businessDay(folder_.clock().nowUtcMs())));
    if (QFile::exists(file))
        return QString();
    if (!(QDir(folder).exists() || base::makePrivateFolder(folder)))
        return disk(QStringLiteral("The folder %1 cannot be made.").arg(folder));
    const QString part = file + kPart;
    ZF_TRY(storage::removeCopy(part)); // a program that was killed could not
    ZF_TRY(storage::backupTo(folder_.databaseFile(), part, stopping));
    if (const Status sound = check(part, stopping); !sound) {
        static_cast<void>(storage::removeCopy(part)); // the first error is the one to tell
        return base::fail(sound.error());
    }
    // Only what has been checked bears the name of a backup.
    if (!QFile::rename(part, file))
        return disk(QStringLiteral("%1 cannot be named %2.").arg(part, file));
    ZF_TRY(noteBackup(folder_, file, QStringLiteral("engine")));
    ZF_TRY(letGo(folder, settings, file));
    return file;
}

} // namespace zhangfang::backend
