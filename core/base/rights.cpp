#include "base/rights.h"

#include <QDir>
#include <QFile>
#include <sys/stat.h>

namespace zhangfang::base
{
namespace
{

constexpr auto kOwner = QFile::ReadOwner | QFile::WriteOwner;

bool isShared(const QString& folder)
{
    struct stat found {
    };
    return ::stat(QFile::encodeName(folder).constData(), &found) == 0 && (found.st_mode & S_ISGID) != 0 &&
           (found.st_mode & S_IWGRP) != 0;
}

} // namespace

QFileDevice::Permissions rightsOfFilesIn(const QString& folder)
{
    return isShared(folder) ? kOwner | QFile::ReadGroup | QFile::WriteGroup : kOwner;
}

bool makePrivateFolder(const QString& folder)
{
    const QDir place(folder);
    if (place.exists()) {
        // Somebody else of the group may have made it: then it is as it should be, or not ours to change.
        if (isShared(folder))
            return true;
        return QFile::setPermissions(folder, kOwner | QFile::ExeOwner);
    }
    const QString above = QFileInfo(place.absolutePath()).dir().absolutePath();
    if (!QDir().mkpath(folder))
        return false;
    // Not by Qt, which knows no setgid: what is made in it later is to be the group's too.
    return ::chmod(QFile::encodeName(folder).constData(),
               isShared(above) ? S_ISGID | S_IRWXU | S_IRWXG : S_IRWXU) == 0;
}

} // namespace zhangfang::base
