#include "reports/paging.h"

namespace zhangfang::reports
{

PageIndex indexPages(storage::Rows rows, PageIndex known)
{
    if (!known.starts.empty()) {
        known.starts.pop_back();
        known.rows = static_cast<qint64>(known.starts.size()) * kPageRows;
    }
    while (rows.next()) {
        if (known.rows++ % kPageRows == 0)
            known.starts.push_back({rows.number(0), rows.number(1)});
    }
    return known;
}

PageIndex newestPage(storage::Rows rows)
{
    PageIndex newest;
    PageKey oldest;
    for (; newest.rows < kPageRows && rows.next(); ++newest.rows)
        oldest = {rows.number(0), rows.number(1)};
    if (newest.rows > 0)
        newest.starts.push_back(oldest);
    return newest;
}

PageKey resumeAt(const PageIndex& known, const PageKey& otherwise)
{
    return known.starts.empty() ? otherwise : known.starts.back();
}

QString behind(const QString& text)
{
    return text + QChar(0xFFFF);
}

} // namespace zhangfang::reports
