#include "base/log_file.h"

#include "base/calendar.h"
#include "base/rights.h"

#include <QDir>

namespace zhangfang::base
{

LogFile::LogFile(const QString& folder, const QString& name, qint64 most, int kept)
    : path_(QDir(folder).filePath(name + QStringLiteral(".log"))), most_(most), kept_(kept)
{
}

void LogFile::append(QByteArrayView line, qint64 nowUtcMs)
{
    if (!file_.isOpen() && !open())
        return;
    const QByteArray stamped = toRfc3339(nowUtcMs).toUtf8() + ' ' + line.toByteArray();
    if (file_.size() + stamped.size() > most_ && file_.size() > 0) {
        rotate();
        if (!open())
            return;
    }
    static_cast<void>(file_.write(stamped)); // unbuffered: at the disk's word, and nobody waits for it
}

bool LogFile::open()
{
    file_.setFileName(path_);
    const auto rights = rightsOfFilesIn(QFileInfo(path_).path());
    const bool isNew = !QFile::exists(path_);
    return file_.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered, rights) &&
           (!isNew ||
               file_.setPermissions(rights)); // also past the umask; somebody else's is as they made it
}

void LogFile::rotate()
{
    file_.close();
    QFile::remove(numbered(kept_));
    for (int number = kept_ - 1; number >= 0; --number)
        QFile::rename(numbered(number), numbered(number + 1));
}

QString LogFile::numbered(int number) const
{
    return number == 0 ? path_ : QStringLiteral("%1.%2").arg(path_).arg(number);
}

} // namespace zhangfang::base
