#pragma once

#include <QStringList>

namespace zhangfang::backend
{

/// What a data folder takes up on its disk, in bytes.
struct FolderUse {
    qint64 books = 0;   ///< the database with its log
    qint64 backups = 0; ///< the daily copies, wherever they are kept
    qint64 logs = 0;
    qint64 rest = 0; ///< books that a restore has replaced, exports, keys
    [[nodiscard]] qint64 total() const { return books + backups + logs + rest; }
    friend bool operator==(const FolderUse&, const FolderUse&) = default;
};

/// `copies`: the daily ones, in the folder or elsewhere. What cannot be read counts nothing.
[[nodiscard]] FolderUse folderUse(const QString& folder, const QStringList& copies);

} // namespace zhangfang::backend
