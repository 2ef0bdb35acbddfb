#include "backend/output.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace zhangfang::backend
{
namespace
{

/// Where the name leads, with no link left in it; empty: nowhere.
QString placeOf(const QString& name)
{
    const QFileInfo info(name);
    if (info.exists())
        return info.canonicalFilePath();
    if (info.isSymLink() || info.fileName().isEmpty())
        return {};
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    return folder.isEmpty() ? QString() : QDir(folder).filePath(info.fileName());
}

bool isInside(const QString& place, const QString& folder)
{
    const QString root = QFileInfo(folder).canonicalFilePath();
    return !root.isEmpty() && (place == root || place.startsWith(root + QLatin1Char('/')));
}

bool isSpecial(const QString& place)
{
    const QFileInfo info(place);
    return info.exists() && !info.isFile() && !info.isDir();
}

} // namespace

Result<QString> Output::check(const QString& name, const QString& dataFolder, Existing existing)
{
    if (const QString folder = QFileInfo(name).absolutePath(); !QFileInfo(folder).isDir())
        return base::unavailable(
            "disk_error", QStringLiteral("%1 cannot be written: there is no folder %2.").arg(name, folder));
    const QString place = placeOf(name);
    if (place.isEmpty() || QFileInfo(place).isDir())
        return base::refused(
            "not_a_file", QStringLiteral("%1 is not the name of a file that can be written.").arg(name));
    if (isInside(place, dataFolder))
        return base::refused("output_in_data_folder",
            QStringLiteral("%1 is in the shop's own folder, where nothing else is written.").arg(name));
    if (existing == Existing::keep && QFileInfo(place).isFile())
        return base::refused("output_exists",
            QStringLiteral("%1 is there already; say --replace to have it replaced.").arg(name));
    return place;
}

Result<Output> Output::open(const QString& name, const QString& dataFolder, Existing existing)
{
    ZF_ASSIGN(const QString place, check(name, dataFolder, existing));
    if (isSpecial(place)) {
        auto device = std::make_unique<QFile>(place);
        Output output(std::move(device), false);
        if (!output.file_->open(QIODevice::WriteOnly | QIODevice::ExistingOnly | QIODevice::Unbuffered))
            return output.failed();
        return output;
    }
    const bool isNew = !QFileInfo::exists(place);
    Output output(std::make_unique<QSaveFile>(place), isNew && existing == Existing::keep);
    if (!output.file_->open(QIODevice::WriteOnly) ||
        !output.file_->setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return output.failed();
    return output;
}

Status Output::write(const QByteArray& bytes)
{
    return file_->write(bytes) == bytes.size() ? Status() : Status(failed());
}

Status Output::commit()
{
    auto* const whole = qobject_cast<QSaveFile*>(file_.get());
    if (!whole) {
        file_->close();
        return file_->error() == QFileDevice::NoError ? Status() : Status(failed());
    }
    if (isNew_ && QFileInfo::exists(whole->fileName())) {
        whole->cancelWriting();
        return base::refused(
            "output_exists", QStringLiteral("%1 has come to be meanwhile; say --replace to have it replaced.")
                                 .arg(whole->fileName()));
    }
    return whole->commit() ? Status() : Status(failed());
}

tl::unexpected<base::Error> Output::failed() const
{
    return base::unavailable("disk_error",
        QStringLiteral("%1 cannot be written: %2.").arg(file_->fileName(), file_->errorString()));
}

Status writeOutput(
    const QString& name, const QString& dataFolder, Output::Existing existing, const QByteArray& content)
{
    ZF_ASSIGN(Output output, Output::open(name, dataFolder, existing));
    ZF_TRY(output.write(content));
    return output.commit();
}

} // namespace zhangfang::backend
