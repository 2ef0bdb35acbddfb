#pragma once

#include "backend/output.h"
#include "reports/export/write_table.h"

namespace zhangfang::backend
{

/// Which file a list goes to, and how it is written.
struct ExportTarget {
    QString file;
    reports::FileFormat format = reports::FileFormat::csv;
    reports::Language language = reports::Language::chinese;
    Output::Existing existing = Output::Existing::replace;
};

} // namespace zhangfang::backend
