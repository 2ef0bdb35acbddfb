#include "backend/folder_use.h"

#include "backend/shop_folder.h"

#include <QDir>
#include <QDirIterator>
#include <QSet>

namespace zhangfang::backend
{

FolderUse folderUse(const QString& folder, const QStringList& copies)
{
    FolderUse use;
    QSet<QString> counted;
    for (const QString& copy : copies) {
        const QFileInfo file(copy);
        use.backups += file.size();
        counted.insert(file.absoluteFilePath());
    }
    const QString logs = QDir(ShopFolder::logsIn(folder)).absolutePath() + QLatin1Char('/');
    const QString books = QDir(folder).absoluteFilePath(QStringLiteral("zhangfang.db"));
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        const QString path = files.fileInfo().absoluteFilePath();
        if (counted.contains(path))
            continue;
        qint64& of =
            path == books || path == books + QStringLiteral("-wal") || path == books + QStringLiteral("-shm")
                ? use.books
            : path.startsWith(logs) ? use.logs
                                    : use.rest;
        of += files.fileInfo().size();
    }
    return use;
}

} // namespace zhangfang::backend
