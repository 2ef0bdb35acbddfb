#include "base/rights.h"

#include <optional>
#include <QDir>
#include <QFile>
#include <sys/stat.h>

namespace zhangfang::base
{
namespace
{

constexpr auto kOwner = QFile::ReadOwner | QFile::WriteOwner;
constexpr mode_t kOwnFolder = S_IRWXU;
constexpr mode_t kSharedFolder = S_ISGID | S_IRWXU | S_IRWXG;

std::optional<mode_t> modeOf(const QString& path)
{
    struct stat found {
    };
    if (::stat(QFile::encodeName(path).constData(), &found) != 0)
        return std::nullopt;
    return found.st_mode & mode_t(07777);
}

bool isShared(const QString& folder)
{
    return modeOf(folder) == kSharedFolder;
}

} // namespace

QFileDevice::Permissions rightsOfFilesIn(const QString& folder)
{
    return isShared(folder) ? kOwner | QFile::ReadGroup | QFile::WriteGroup : kOwner;
}

bool makePrivateFolder(const QString& folder)
{
    const QDir place(folder);
    const bool isThere = place.exists();
    const QString above = QFileInfo(place.absolutePath()).dir().absolutePath();
    if (!isThere && !QDir().mkpath(folder))
        return false;
    if (isShared(folder))
        return true; // by somebody else of the group, or as it came: the service itself may not set the bit
    // Not by Qt, which knows no setgid: what is made in it later is to be the group's too.
    const mode_t wanted = !isThere && isShared(above) ? kSharedFolder : kOwnFolder;
    return ::chmod(QFile::encodeName(folder).constData(), wanted) == 0;
}

} // namespace zhangfang::base
