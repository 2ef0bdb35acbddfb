#include "storage/backup.h"

#include "storage/migrations.h"

#include <QFile>
#include <QSaveFile>
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

} // namespace

Status backupTo(const QString& databaseFile, const QString& copyFile)
{
    if (QFile::exists(copyFile))
        return base::refused("backup_exists",
            QStringLiteral("%1 already exists; a backup never overwrites a file.").arg(copyFile));
    const auto copy = [&]() -> Status {
        ZF_ASSIGN(const Connection source, openRaw(databaseFile, SQLITE_OPEN_READONLY));
        ZF_ASSIGN(const Connection target, openRaw(copyFile, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
        sqlite3_busy_timeout(source.get(), 10'000);
        sqlite3_backup* backup = sqlite3_backup_init(target.get(), "main", source.get(), "main");
        if (backup)
            sqlite3_backup_step(backup, -1);
        // finish() tells what step() met
        if (!backup || sqlite3_backup_finish(backup) != SQLITE_OK)
            return base::unavailable("disk_error", QStringLiteral("The backup failed: %1.")
                                                       .arg(QString::fromUtf8(sqlite3_errmsg(target.get()))));
        return {};
    };
    auto done = copy();
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

Status replaceWith(const QString& databaseFile, const QString& copyFile)
{
    QFile in(copyFile);
    QSaveFile out(databaseFile);
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly))
        return base::unavailable(
            "disk_error", QStringLiteral("The backup cannot be read or the database not be written."));
    while (!in.atEnd()) {
        const QByteArray block = in.read(1 << 20);
        if (block.isEmpty() || out.write(block) != block.size())
            return base::unavailable(
                "disk_error", QStringLiteral("The backup could not be copied; the database is as it was."));
    }
    // A leftover log belongs to the old file and would be played into the new one.
    for (const char* suffix : {"-wal", "-shm"}) {
        const QString file = databaseFile + QString::fromLatin1(suffix);
        if (QFile::exists(file) && !QFile::remove(file))
            return base::unavailable("disk_error", QStringLiteral("%1 cannot be removed.").arg(file));
    }
    if (!out.commit())
        return base::unavailable(
            "disk_error", QStringLiteral("The database could not be replaced: %1.").arg(out.errorString()));
    return {};
}

} // namespace zhangfang::storage
