#include "storage/backup.h"

#include "base/rights.h"
#include "storage/migrations.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
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

Status copied(int code, const QString& from, const QString& to)
{
    if (code == SQLITE_DONE)
        return {};
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return base::unavailable("locked", QStringLiteral("Another program is writing to %1.").arg(to));
    return base::unavailable("disk_error",
        QStringLiteral("Copying %1 failed: %2.").arg(from, QString::fromUtf8(sqlite3_errstr(code))));
}

/// So much is copied, or looked at, until somebody is asked whether to go on: some milliseconds' worth.
constexpr int kPagesAtOnce = 64;
constexpr int kStepsAtOnce = 20'000;

tl::unexpected<base::Error> stopped()
{
    return base::refused("cancelled", QStringLiteral("The program is ending."));
}

/// All of it from one commit, whoever writes meanwhile: otherwise each commit would begin the copy anew.
Status holdSnapshot(sqlite3* source, const QString& file)
{
    const int code =
        sqlite3_exec(source, "BEGIN; SELECT COUNT(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Status{} : copied(code, file, file);
}

/// SQLite's own backup: the target changes in one transaction, and is as before when it fails. `meanwhile`
/// runs with the target locked against other writers, before anything is copied.
Status copyDatabase(const QString& from, const QString& to, const std::function<Status()>& meanwhile = {},
    const Stopping& stopping = {})
{
    ZF_ASSIGN(const Connection source, openRaw(from, SQLITE_OPEN_READONLY));
    ZF_ASSIGN(const Connection target, openRaw(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    for (const Connection* connection : {&source, &target})
        sqlite3_busy_timeout(connection->get(), kBusyTimeoutMs);
    ZF_TRY(holdSnapshot(source.get(), from));
    sqlite3_backup* backup = sqlite3_backup_init(target.get(), "main", source.get(), "main");
    if (!backup)
        return copied(sqlite3_errcode(target.get()), from, to);
    // A step of no pages takes the target's write lock and keeps it.
    int stepped = meanwhile ? sqlite3_backup_step(backup, 0) : SQLITE_OK;
    Status between;
    if (stepped == SQLITE_OK && meanwhile)
        between = meanwhile();
    while (stepped == SQLITE_OK && between) {
        if (stopping && stopping())
            between = stopped();
        else
            stepped = sqlite3_backup_step(backup, stopping ? kPagesAtOnce : -1);
    }
    const int finished = sqlite3_backup_finish(backup);
    ZF_TRY(between);
    return copied(stepped == SQLITE_DONE && finished != SQLITE_OK ? finished : stepped, from, to);
}

constexpr const char* kSuffixes[] = {"", "-wal", "-shm", "-journal"};

/// A damaged database cannot be copied; it and its log are renamed instead, as they are. Itself first: who
/// opens the path in between finds nothing, rather than a database without its log.
Status moveAside(const QString& databaseFile, const QString& aside)
{
    for (const char* suffix : kSuffixes) {
        const QString part = QString::fromLatin1(suffix);
        if (QFile::exists(databaseFile + part) && !QFile::rename(databaseFile + part, aside + part))
            return base::unavailable(
                "disk_error", QStringLiteral("%1 cannot be renamed.").arg(databaseFile + part));
    }
    return {};
}

bool isAnythingAt(const QString& databaseFile)
{
    return std::any_of(std::begin(kSuffixes), std::end(kSuffixes),
        [&](const char* suffix) { return QFile::exists(databaseFile + QString::fromLatin1(suffix)); });
}

void removeAll(const QString& databaseFile)
{
    for (const char* suffix : kSuffixes)
        QFile::remove(databaseFile + QString::fromLatin1(suffix));
}

/// A name that no earlier restore has used.
QString nameAside(const QString& databaseFile, qint64 nowUtcMs)
{
    const QString name = QStringLiteral("%1.before-restore-%2")
                             .arg(databaseFile, QDateTime::fromMSecsSinceEpoch(nowUtcMs, Qt::UTC)
                                                    .toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")));
    QString free = name;
    for (int more = 2; isAnythingAt(free); ++more)
        free = QStringLiteral("%1-%2").arg(name).arg(more);
    return free;
}

/// A copy has the log of its original, which would make files beside it whenever somebody only looks into it.
Status makeOneFile(const QString& copyFile)
{
    ZF_ASSIGN(const Connection copy, openRaw(copyFile, SQLITE_OPEN_READWRITE));
    const int code = sqlite3_exec(copy.get(), "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
    return copied(code == SQLITE_OK ? SQLITE_DONE : code, copyFile, copyFile);
}

/// Whether the copy's pages belong together, and it has a schema of ours.
Status isSound(const QString& copyFile, const Stopping& stopping)
{
    QString said;
    {
        ZF_ASSIGN(const Connection copy, openRaw(copyFile, SQLITE_OPEN_READONLY));
        if (stopping)
            sqlite3_progress_handler(
                copy.get(), kStepsAtOnce,
                [](void* ask) { return (*static_cast<const Stopping*>(ask))() ? 1 : 0; },
                const_cast<Stopping*>(&stopping));
        const auto take = [](void* into, int, char** values, char**) {
            *static_cast<QString*>(into) = QString::fromUtf8(values[0]);
            return 0;
        };
        const int code = sqlite3_exec(copy.get(), "PRAGMA integrity_check(1)", take, &said, nullptr);
        if (code == SQLITE_INTERRUPT)
            return stopped();
        if (code != SQLITE_OK)
            return copied(code, copyFile, copyFile);
    }
    if (said != QLatin1String("ok"))
        return base::damaged("damaged", QStringLiteral("%1 is damaged.").arg(copyFile));
    ZF_ASSIGN(const auto database, Database::open(copyFile, Database::Access::readOnly));
    return schemaVersion(*database).map([](int) {});
}

/// No stranger's eyes from its first byte on; and made here, so that nobody's file is written over.
Status makeFile(const QString& name)
{
    QFile made(name);
    const auto rights = base::rightsOfFilesIn(QFileInfo(name).path());
    if (made.open(QIODevice::NewOnly, rights) && made.setPermissions(rights)) // also past the umask
        return {};
    return base::unavailable(
        "disk_error", QStringLiteral("%1 cannot be written: %2.").arg(name, made.errorString()));
}

} // namespace

Status removeCopy(const QString& copyFile)
{
    removeAll(copyFile);
    return isAnythingAt(copyFile)
               ? base::unavailable("disk_error", QStringLiteral("%1 cannot be removed.").arg(copyFile))
               : Status{};
}

Status backupTo(const QString& databaseFile, const QString& copyFile, const Stopping& stopping)
{
    if (QFile::exists(copyFile))
        return base::refused("backup_exists",
            QStringLiteral("%1 already exists; a backup never overwrites a file.").arg(copyFile));
    ZF_TRY(makeFile(copyFile));
    auto done = copyDatabase(databaseFile, copyFile, {}, stopping);
    if (done)
        done = makeOneFile(copyFile);
    if (done)
        done = isSound(copyFile, stopping);
    if (!done)
        removeAll(copyFile);
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
    return schemaVersion(*database).map([](int) {});
}

Staged::Staged(QString databaseFile) : databaseFile_(std::move(databaseFile)) {}

Staged::Staged(Staged&& other) noexcept : databaseFile_(std::exchange(other.databaseFile_, {})) {}

Staged::~Staged()
{
    if (!databaseFile_.isEmpty())
        removeAll(file());
}

QString Staged::stagedFor(const QString& databaseFile)
{
    return databaseFile + QStringLiteral(".restoring");
}

bool Staged::wasCutOff(const QString& databaseFile)
{
    return !QFile::exists(databaseFile) && QFile::exists(stagedFor(databaseFile));
}

Result<Staged> Staged::from(const QString& databaseFile, const QString& copyFile)
{
    ZF_TRY(checkCopy(copyFile));
    Staged staged(databaseFile);
    removeAll(staged.file());
    ZF_TRY(makeFile(staged.file())); // it may become the books
    ZF_TRY(copyDatabase(copyFile, staged.file()));
    ZF_ASSIGN(const auto database, Database::open(staged.file(), Database::Access::existing));
    ZF_TRY(migrate(*database));
    return staged;
}

Status Staged::write(const std::function<Status(Database&)>& step) const
{
    ZF_ASSIGN(const auto database, Database::open(file(), Database::Access::existing));
    ZF_TRY(database->begin());
    if (auto done = step(*database); !done) {
        static_cast<void>(database->rollback()); // the first error is the one to tell
        return done;
    }
    return database->commit();
}

Result<QString> Staged::replace(qint64 nowUtcMs) &&
{
    const bool sound = checkCopy(databaseFile_).has_value();
    const QString aside = nameAside(databaseFile_, nowUtcMs);
    if (sound) {
        // In WAL mode the books can be read, for the copy of them, while they are locked against writing.
        ZF_TRY(Database::open(databaseFile_, Database::Access::existing));
        ZF_TRY(copyDatabase(file(), databaseFile_, [&] { return backupTo(databaseFile_, aside); }));
        return aside;
    }
    const bool any = isAnythingAt(databaseFile_);
    ZF_TRY(moveAside(databaseFile_, aside));
    if (!QFile::rename(file(), databaseFile_))
        return base::unavailable("disk_error", QStringLiteral("%1 cannot be renamed.").arg(file()));
    databaseFile_.clear();
    return any ? aside : QString();
}

Result<QString> replaceWith(const QString& databaseFile, const QString& copyFile, qint64 nowUtcMs)
{
    ZF_ASSIGN(Staged staged, Staged::from(databaseFile, copyFile));
    return std::move(staged).replace(nowUtcMs);
}

} // namespace zhangfang::storage
