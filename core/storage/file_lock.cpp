#include "storage/file_lock.h"

#include "base/rights.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <QFile>
#include <QFileInfo>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zhangfang::storage
{

base::Result<std::unique_ptr<FileLock>> FileLock::lock(const QString& file, int operation)
{
    const auto failed = [&](const char* what) {
        return base::unavailable(
            "disk_error", QString::fromLatin1(what).arg(file, QString::fromLocal8Bit(std::strerror(errno))));
    };
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return failed("%1 cannot be written: %2.");
    std::unique_ptr<FileLock> lock(new FileLock(descriptor));
    // Whoever made it lets in who shares the folder, also where it was cut off in between, or is older than
    // that.
    struct stat found {
    };
    if (::fstat(descriptor, &found) == 0 && found.st_uid == ::geteuid())
        QFile::setPermissions(file, base::rightsOfFilesIn(QFileInfo(file).path()));
    int code = 0;
    do
        code = ::flock(descriptor, operation);
    while (code != 0 && errno == EINTR);
    if (code == 0)
        return lock;
    if (errno == EWOULDBLOCK)
        return base::unavailable("already_running",
            QStringLiteral("Another Zhangfang already works on this folder; only one may pay and listen."));
    return failed("%1 cannot be locked: %2.");
}

base::Result<std::unique_ptr<FileLock>> FileLock::take(const QString& file)
{
    return lock(file, LOCK_EX | LOCK_NB);
}

base::Result<std::unique_ptr<FileLock>> FileLock::wait(const QString& file)
{
    return lock(file, LOCK_EX);
}

FileLock::~FileLock()
{
    ::close(descriptor_); // and with it the lock
}

} // namespace zhangfang::storage
