#include "kit/printed_table.h"

#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace zhangfang::ui
{
namespace
{

constexpr int kTitlePoints = 16;
constexpr int kTextPoints = 9;
constexpr int kCellPadding = 3;

QTextCharFormat ink(int points, int weight = QFont::Normal)
{
    QTextCharFormat format;
    format.setFontPointSize(points);
    format.setFontWeight(weight);
    format.setForeground(Qt::black);
    return format;
}

} // namespace

std::unique_ptr<QTextDocument> documentOf(const PrintedTable& table)
{
    auto document = std::make_unique<QTextDocument>();
    QTextCursor cursor(document.get());
    cursor.insertText(table.title, ink(kTitlePoints, QFont::Bold));
    for (const QString& line : table.above) {
        cursor.insertBlock();
        cursor.insertText(line, ink(kTextPoints));
    }
    cursor.insertBlock();
    QTextTableFormat format;
    format.setHeaderRowCount(1);
    format.setCellPadding(kCellPadding);
    format.setCellSpacing(0);
    format.setBorder(0.5);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderCollapse(true);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    QTextTable* cells = cursor.insertTable(
        static_cast<int>(table.rows.size()) + 1, static_cast<int>(table.headings.size()), format);
    const auto fill = [&cells](int row, const QStringList& texts, int weight) {
        for (int column = 0; column < cells->columns() && column < texts.size(); ++column) {
            QTextCursor cell = cells->cellAt(row, column).firstCursorPosition();
            QTextBlockFormat side;
            side.setAlignment(column == 0 ? Qt::AlignLeft : Qt::AlignRight);
            cell.setBlockFormat(side);
            cell.insertText(texts[column], ink(kTextPoints, weight));
        }
    };
    fill(0, table.headings, QFont::Bold);
    for (size_t row = 0; row < table.rows.size(); ++row)
        fill(static_cast<int>(row) + 1, table.rows[row],
            row + 1 == table.rows.size() ? QFont::Bold : QFont::Normal);
    cursor.movePosition(QTextCursor::End);
    for (const QString& line : table.below) {
        cursor.insertBlock();
        cursor.insertText(line, ink(kTextPoints));
    }
    return document;
}

} // namespace zhangfang::ui
