#pragma once

#include "ctl/session.h"
#include "ctl/target.h"
#include "reports/export/table.h"

namespace zhangfang::ctl
{

/// Where a table is written that is laid out for people, and how.
struct Document {
    Target target = {};
    QString format = {};   ///< csv or xlsx; empty: as the file's name says, else csv
    QString language = {}; ///< zh or en; empty: en
    [[nodiscard]] reports::Language languageOf() const
    {
        return language == QLatin1String("zh") ? reports::Language::chinese : reports::Language::english;
    }
};

void addDocument(CLI::App* verb, Document& document, const char* fileOption);
/// {"file", "rows", "format"}.
[[nodiscard]] Answer written(Session& session, const reports::Table& table, const Document& document);

} // namespace zhangfang::ctl
