#pragma once

#include <memory>
#include <QStringList>
#include <vector>

class QTextDocument;

namespace zhangfang::ui
{

/// A table as it goes on paper: the first column is text, the others are figures.
struct PrintedTable {
    QString title;
    QStringList above;
    QStringList headings;
    std::vector<QStringList> rows; ///< the last is the sum
    QStringList below;
};
/// Black on white, whatever the theme; the headings stand again on every page.
[[nodiscard]] std::unique_ptr<QTextDocument> documentOf(const PrintedTable& table);

} // namespace zhangfang::ui
