#include "ctl/document.h"

#include "backend/exports.h"
#include "ctl/command_line.h"

namespace zhangfang::ctl
{
namespace
{

bool isXlsx(const Document& document)
{
    return document.format.isEmpty()
               ? document.target.file.endsWith(QLatin1String(".xlsx"), Qt::CaseInsensitive)
               : document.format == QLatin1String("xlsx");
}

} // namespace

void addDocument(CLI::App* verb, Document& document, const char* fileOption)
{
    addTarget(verb, document.target, fileOption);
    addText(verb, "--format", document.format, "csv or xlsx; else as the file's name says")
        ->check(CLI::IsMember({"csv", "xlsx"}));
    addText(verb, "--lang", document.language, "of headings and states: zh or en, which is the default")
        ->check(CLI::IsMember({"zh", "en"}));
}

Answer written(Session& session, const reports::Table& table, const Document& document)
{
    const bool xlsx = isXlsx(document);
    ZF_ASSIGN(const qint64 rows,
        backend::exportTable(session.folder(), table,
            {document.target.file, xlsx ? reports::FileFormat::xlsx : reports::FileFormat::csv,
                document.languageOf(), document.target.existing()}));
    return QJsonObject{{QStringLiteral("file"), document.target.file}, {QStringLiteral("rows"), rows},
        {QStringLiteral("format"), xlsx ? QStringLiteral("xlsx") : QStringLiteral("csv")}};
}

} // namespace zhangfang::ctl
