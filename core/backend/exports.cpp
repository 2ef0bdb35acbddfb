#include "backend/exports.h"

#include <QDir>
#include <QFileInfo>

namespace zhangfang::backend
{
namespace
{

/// Where a workbook is put together: beside the target, where there is room for it; a device has no such
/// place.
QString scratchFor(const QString& file)
{
    const QFileInfo place(file);
    const bool isDevice = place.exists() && !place.isFile();
    return isDevice ? QDir::tempPath() : QFileInfo(place.absoluteFilePath()).path();
}

} // namespace

Result<qint64> exportTable(ShopFolder& folder, const reports::Table& table, const ExportTarget& target,
    const std::function<ledger::Continue(qint64)>& progress)
{
    ZF_ASSIGN(Output out, Output::open(target.file, folder.path(), target.existing));
    ZF_ASSIGN(const qint64 rows, folder.readers().read<qint64>([&](storage::Database& database) {
        return reports::writeTable(database, table, target.format,
            [&out](const QByteArray& bytes) { return out.write(bytes); },
            {scratchFor(target.file), progress});
    }));
    if (progress && progress(rows) == ledger::Continue::no)
        return base::refused("cancelled", QStringLiteral("The export was stopped."));
    ZF_TRY(out.commit());
    return rows;
}

} // namespace zhangfang::backend
