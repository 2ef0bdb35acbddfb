#pragma once

#include "storage/database.h"

namespace zhangfang::storage
{

/// Whether long work is to end; asked every few milliseconds. Empty: it goes on to its end.
using Stopping = std::function<bool()>;
/// Copies a database that may be in use, with SQLite's own backup API, to a file that must not exist yet. The
/// copy is of one commit, and checked. Errors: backup_exists, cancelled, and storage's own; of a copy that
/// failed nothing is left.
[[nodiscard]] Status backupTo(
    const QString& databaseFile, const QString& copyFile, const Stopping& stopping = {});
/// Removes a copy, and what an interrupted program has left beside it.
[[nodiscard]] Status removeCopy(const QString& copyFile);
/// Whether the file is a sound database with a schema that this program has, or has had. Errors: damaged,
/// not_a_database, not_initialised, newer_database.
[[nodiscard]] Status checkCopy(const QString& copyFile);
/// A copy of a sound backup beside the database, at this program's schema, for whoever has to write something
/// down in it before it takes the database's place. Nothing of it is left when it was not put there.
class Staged
{
public:
    /// Errors: as `checkCopy`, and storage's own.
    [[nodiscard]] static Result<Staged> from(const QString& databaseFile, const QString& copyFile);
    /// A replacement was cut off after the database had been moved away, and before the copy took its place.
    [[nodiscard]] static bool wasCutOff(const QString& databaseFile);
    ~Staged();
    Staged(Staged&& other) noexcept;
    Staged(const Staged&) = delete;
    Staged& operator=(const Staged&) = delete;
    Staged& operator=(Staged&&) = delete;
    /// Runs in a transaction of its own.
    [[nodiscard]] Status write(const std::function<Status(Database&)>& step) const;
    /// Takes the place of the database, whole or not at all. What stood there before is kept: answers the
    /// file it is in now, empty when there was none. Books that are sound are overwritten under their write
    /// lock, so everybody who has them open sees these from then on, and nothing is written in between;
    /// damaged ones are moved away, which `Database::isElsewhere` tells those who have them open. Errors:
    /// locked, and storage's own.
    [[nodiscard]] Result<QString> replace(qint64 nowUtcMs) &&;

private:
    explicit Staged(QString databaseFile);
    [[nodiscard]] static QString stagedFor(const QString& databaseFile);
    [[nodiscard]] QString file() const { return stagedFor(databaseFile_); }
    QString databaseFile_; ///< empty: nothing is staged any more
};
/// `Staged` with nothing written in it.
[[nodiscard]] Result<QString> replaceWith(
    const QString& databaseFile, const QString& copyFile, qint64 nowUtcMs);

} // namespace zhangfang::storage
