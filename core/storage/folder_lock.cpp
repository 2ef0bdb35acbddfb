#include "storage/folder_lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <QFile>
#include <sys/file.h>
#include <unistd.h>

namespace zhangfang::storage
{

base::Result<std::unique_ptr<FolderLock>> FolderLock::take(const QString& file)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return base::unavailable("disk_error", QStringLiteral("%1 cannot be written: %2.")
                                                   .arg(file, QString::fromLocal8Bit(std::strerror(errno))));
    std::unique_ptr<FolderLock> lock(new FolderLock(descriptor));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (errno == EWOULDBLOCK)
        return base::unavailable("already_running",
            QStringLiteral("Another Zhangfang already works on this folder; only one may pay and listen."));
    return base::unavailable("disk_error",
        QStringLiteral("%1 cannot be locked: %2.").arg(file, QString::fromLocal8Bit(std::strerror(errno))));
}

FolderLock::~FolderLock()
{
    ::close(descriptor_); // and with it the lock
}

} // namespace zhangfang::storage
