#include "storage/backup.h"

#include "storage/migrations.h"

#include <QDateTime>
#include <QFile>
#include <sqlite3.h>

namespace zhangfang::storage
{
namespace
{

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

Result<Connection> openRaw(const QString& file, int flags)
{
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.toUtf8().constData(), &raw, flags, nullptr);
    Connection connection(raw, &sqlite3_close);
    if (code != SQLITE_OK)
        return base::unavailable("disk_error",
            QStringLiteral("%1 cannot be opened: %2.").arg(file, QString::fromUtf8(sqlite3_errstr(code))));
    return connection;
}

constexpr int kBusyTimeoutMs = 10'000;

/// SQLite's own backup: the target changes in one transaction, and is as before when it fails.
Status copyDatabase(const QString& from, const QString& to)
{
    ZF_ASSIGN(const Connection source, openRaw(from, SQLITE_OPEN_READONLY));
    ZF_ASSIGN(const Connection target, openRaw(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    for (const Connection* connection : {&source, &target})
        sqlite3_busy_timeout(connection->get(), kBusyTimeoutMs);
    sqlite3_backup* backup = sqlite3_backup_init(target.get(), "main", source.get(), "main");
    const int stepped = backup ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;
    const int finished = backup ? sqlite3_backup_finish(backup) : sqlite3_errcode(target.get());
    if (stepped == SQLITE_DONE && finished == SQLITE_OK)
        return {};
    const int code = stepped == SQLITE_DONE ? finished : stepped;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return base::unavailable("locked", QStringLiteral("Another program is writing to %1.").arg(to));
    return base::unavailable("disk_error",
        QStringLiteral("Copying %1 failed: %2.").arg(from, QString::fromUtf8(sqlite3_errstr(code))));
}

/// A damaged database cannot be copied; it and its log are renamed instead, as they are.
Status moveAside(const QString& databaseFile, const QString& aside)
{
    for (const char* suffix : {"-wal", "-shm", ""}) {
        const QString part = QString::fromLatin1(suffix);
        if (QFile::exists(databaseFile + part) && !QFile::rename(databaseFile + part, aside + part))
            return base::unavailable(
                "disk_error", QStringLiteral("%1 cannot be renamed.").arg(databaseFile + part));
    }
    return {};
}

} // namespace

Status backupTo(const QString& databaseFile, const QString& copyFile)
{
    if (QFile::exists(copyFile))
        return base::refused("backup_exists",
            QStringLiteral("%1 already exists; a backup never overwrites a file.").arg(copyFile));
    auto done = copyDatabase(databaseFile, copyFile);
    if (done)
        done = checkCopy(copyFile);
    if (!done)
        QFile::remove(copyFile);
    return done;
}

Status checkCopy(const QString& copyFile)
{
    if (!QFile::exists(copyFile))
        return base::notFound("no_such_file", QStringLiteral("There is no file %1.").arg(copyFile));
    ZF_ASSIGN(const auto database, Database::open(copyFile, Database::Access::readOnly));
    {
        ZF_ASSIGN(auto rows, database->query("PRAGMA integrity_check(1)"));
        if (!rows.next() || rows.text(0) != QLatin1String("ok"))
            return base::damaged("damaged", QStringLiteral("%1 is damaged.").arg(copyFile));
    }
    return checkSchema(*database);
}

Result<QString> replaceWith(const QString& databaseFile, const QString& copyFile, qint64 nowUtcMs)
{
    QString aside;
    if (QFile::exists(databaseFile)) {
        aside = QStringLiteral("%1.before-restore-%2")
                    .arg(databaseFile, QDateTime::fromMSecsSinceEpoch(nowUtcMs, Qt::UTC)
                                           .toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")));
        const bool sound = checkCopy(databaseFile).has_value();
        ZF_TRY(sound ? backupTo(databaseFile, aside) : moveAside(databaseFile, aside));
    }
    ZF_TRY(copyDatabase(copyFile, databaseFile));
    return aside;
}

} // namespace zhangfang::storage
