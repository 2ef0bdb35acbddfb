#include "backend/folder_use.h"

#include "backend/shop_folder.h"

#include <QDir>
#include <QDirIterator>

namespace zhangfang::backend
{

FolderUse folderUse(const QString& folder, const QString& backups)
{
    FolderUse use;
    const auto eachIn = [](const QString& place, const auto& take) {
        QDirIterator files(
            place, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            files.next();
            take(files.fileInfo());
        }
    };
    const QString copies = QDir(backups).absolutePath() + QLatin1Char('/');
    const QString logs = QDir(ShopFolder::logsIn(folder)).absolutePath() + QLatin1Char('/');
    const QString books = QDir(folder).absoluteFilePath(QStringLiteral("zhangfang.db"));
    eachIn(folder, [&](const QFileInfo& file) {
        const QString path = file.absoluteFilePath();
        if (path.startsWith(copies))
            return; // below
        if (path == books || path == books + QStringLiteral("-wal") || path == books + QStringLiteral("-shm"))
            use.books += file.size();
        else if (path.startsWith(logs))
            use.logs += file.size();
        else
            use.rest += file.size();
    });
    eachIn(backups, [&](const QFileInfo& file) { use.backups += file.size(); });
    return use;
}

} // namespace zhangfang::backend
