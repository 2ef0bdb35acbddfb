#include "console/practice_folder.h"

#include "access/operators.h"
#include "backend/shop_folder.h"
#include "storage/file_lock.h"
#include "storage/migrations.h"

#include <QDir>
#include <QFile>

namespace zhangfang::console
{
namespace
{

constexpr auto kMarker = "practice-shop";
constexpr auto kBooks = "zhangfang.db";
/// What a practice shop leaves in its folder.
constexpr const char* kMade[] = {
    "zhangfang.db", "zhangfang.db-wal", "zhangfang.db-shm", "books.mark", "practice.json", "console.ini"};
/// And a folder of it: seals of books that are gone speak of no others.
constexpr auto kSeals = "seals";

tl::unexpected<base::Error> foreign(const QString& folder)
{
    return base::refused("not_practice",
        QStringLiteral("%1 holds something that practice has not made. Nothing in it was changed; name an "
                       "empty folder with --data.")
            .arg(folder));
}

/// What cannot be looked into cannot be told from an empty folder.
Status checkReadable(const QDir& place)
{
    if (!place.isReadable())
        return base::unavailable(
            "disk_error", QStringLiteral("The folder %1 cannot be read.").arg(place.path()));
    return {};
}

/// Books that are not finished yet are practice's where the folder is: nobody else begins any there.
Result<bool> areOurs(const QString& file)
{
    ZF_ASSIGN(const auto database, storage::Database::open(file, storage::Database::Access::readOnly));
    {
        ZF_ASSIGN(auto rows, database->query("SELECT COUNT(*) FROM sqlite_master"));
        if (rows.next() && rows.number(0) == 0)
            return true; // made, and cut off before anything was in it
    }
    ZF_TRY(storage::schemaVersion(*database));
    ZF_ASSIGN(const bool isMade, backend::ShopFolder::isMadeByPractice(*database));
    ZF_ASSIGN(const bool isOwned, access::hasOwner(*database));
    ZF_TRY(database->cutShort());
    return isMade || !isOwned;
}

} // namespace

Status claimForPractice(const QString& folder)
{
    if (!QDir().mkpath(folder))
        return base::unavailable("disk_error", QStringLiteral("The folder %1 cannot be made.").arg(folder));
    const QDir place(folder);
    ZF_TRY(checkReadable(place));
    if (!place.exists(QString::fromLatin1(kMarker))) {
        // Another program's second start waits at the lock of the window; its memory of sizes may be there.
        if (!place.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
            return foreign(folder);
        QFile marker(place.filePath(QString::fromLatin1(kMarker)));
        if (!marker.open(QIODevice::WriteOnly) ||
            marker.write("Made by Zhangfang for practice; no real money is in it.\n") < 0)
            return base::unavailable("disk_error",
                QStringLiteral("%1 cannot be written: %2").arg(marker.fileName(), marker.errorString()));
        return {};
    }
    if (!place.exists(QString::fromLatin1(kBooks)))
        return {};
    const auto ours = areOurs(place.filePath(QString::fromLatin1(kBooks)));
    return ours && *ours ? Status{} : foreign(folder);
}

Status emptyPractice(const QString& folder)
{
    const QDir place(folder);
    if (!place.exists())
        return {};
    ZF_TRY(checkReadable(place));
    if (place.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return {};
    ZF_TRY(claimForPractice(folder));
    ZF_ASSIGN(const auto lock, storage::FileLock::take(place.filePath(QStringLiteral("engine.lock"))));
    ZF_TRY(claimForPractice(folder)); // nobody puts other books there from now on
    for (const char* name : kMade) {
        QFile file(place.filePath(QString::fromLatin1(name)));
        if (file.exists() && !file.remove())
            return base::unavailable("disk_error",
                QStringLiteral("%1 cannot be removed: %2").arg(file.fileName(), file.errorString()));
    }
    QDir seals(place.filePath(QString::fromLatin1(kSeals)));
    if (seals.exists() && !seals.removeRecursively())
        return base::unavailable("disk_error", QStringLiteral("%1 cannot be removed.").arg(seals.path()));
    return {};
}

} // namespace zhangfang::console
