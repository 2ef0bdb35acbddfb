#pragma once

#include "backend/folder_use.h"
#include "backend/interfaces/authority.h"
#include "backend/interfaces/later.h"
#include "backend/recovery.h"

namespace zhangfang::backend
{

/// Copies of the books, and books that were put back.
/// On the UI's thread; every answer comes later.
class Books
{
public:
    virtual ~Books() = default;
    [[nodiscard]] virtual const QString& folderPath() const = 0;
    [[nodiscard]] virtual Later<int> backup(QString file) = 0;
    /// Whether the file is a sound backup whose books verify.
    [[nodiscard]] virtual Later<ShopFolder::CheckedBackup> checkBackup(QString file) = 0;
    /// The daily ones, and when the latest of any kind was made.
    struct Backups {
        QString folder;
        int daily = 0;
        qint64 latestAtUtcMs = 0; ///< 0: there has never been one
        FolderUse use = {};       ///< of the data folder, with the daily ones
        friend bool operator==(const Backups&, const Backups&) = default;
    };
    /// Cheap enough to be asked whenever the books change: the folder is read once a minute, and when there
    /// is a newer one.
    [[nodiscard]] virtual Later<Backups> backups() = 0;
    /// Stops the engine, puts the checked copy in place, starts the engine. Answers where the old books are.
    /// Where those are too damaged to know their operators, the copy's count, and a password is needed.
    [[nodiscard]] virtual Later<QString> restore(QString file, Authority authority) = 0;
    /// Whether the books were put back, and what has been found since.
    [[nodiscard]] virtual Later<RecoveryStatus> recovery() = 0;
    /// Always with the password. Errors: as `backend::confirmRecovery`, wrong_password, locked_session.
    [[nodiscard]] virtual Later<int> confirmRecovery(
        QString reason, Authority authority, bool withoutLooking = false, QString key = {}) = 0;
};

} // namespace zhangfang::backend
