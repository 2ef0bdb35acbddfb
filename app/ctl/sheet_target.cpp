#include "ctl/sheet_target.h"

#include "access/recovery_sheet.h"

#include <QJsonArray>

namespace zhangfang::ctl
{

Result<SheetTarget> SheetTarget::open(const QString& file, const QString& dataFolder)
{
    SheetTarget target;
    target.name_ = file;
    if (!file.isEmpty()) {
        ZF_ASSIGN(auto output, backend::Output::open(file, dataFolder, backend::Output::Existing::keep));
        target.output_ = std::make_shared<backend::Output>(std::move(output));
    }
    return target;
}

QJsonObject SheetTarget::handOut(const QByteArray& sheet)
{
    QJsonObject json;
    if (output_) {
        const base::Status written = output_->write(sheet).and_then([this] { return output_->commit(); });
        if (written)
            return QJsonObject{{QStringLiteral("recovery_sheet"), name_}};
        json.insert(QStringLiteral("warnings"), QJsonArray{written.error().describe()});
    }
    json.insert(QStringLiteral("recovery_code"), access::codeOnSheet(sheet).value_or(QString()));
    return json;
}

} // namespace zhangfang::ctl
