#include "dialogs/payee_table.h"

#include "base/plain_text.h"
#include "kit/widgets.h"

#include <QHeaderView>
#include <QLocale>
#include <set>

namespace zhangfang::ui
{
namespace
{
enum Column { payee, amount, balance, before, flags, columns };
constexpr int kRowsShown = 8;
constexpr int kWidestPayee = 320;
} // namespace

QString leftOutText(const ChosenPayouts& chosen)
{
    return PayeeTable::tr("The first %1 of the %2 that were chosen; the others stay as they are.")
        .arg(QLocale().toString(static_cast<qsizetype>(chosen.ids.size())), QLocale().toString(chosen.all));
}

PayeeTable::PayeeTable(About about, QWidget* parent) : QTableWidget(0, columns, parent), about_(about)
{
    setHorizontalHeaderLabels({tr("Payee"), about == About::paying ? tr("Gets") : tr("Does not get"),
        tr("Balance left"), about == About::paying ? tr("Paid before") : tr("State"), tr("Flags")});
    for (int column = 0; column < columns; ++column)
        horizontalHeaderItem(column)->setTextAlignment(column == payee || column == flags
                                                           ? Qt::AlignLeft | Qt::AlignVCenter
                                                           : Qt::AlignRight | Qt::AlignVCenter);
    setAccessibleName(about == About::paying ? tr("Who gets what") : tr("Who does not get what"));
    verticalHeader()->hide();
    setShowGrid(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::SingleSelection); // arrows lead through it, also past what fits
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setTabKeyNavigation(false);
    verticalHeader()->setDefaultSectionSize(space::kRow);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
}

int PayeeTable::people(const std::vector<reports::PayoutStory>& stories)
{
    std::set<qint64> all;
    for (const reports::PayoutStory& story : stories)
        all.insert(story.row.payee.id.value());
    return static_cast<int>(all.size());
}

void PayeeTable::put(int line, int column, const QString& text, bool right)
{
    auto* item = new QTableWidgetItem(base::shownOnOneLine(text));
    item->setToolTip(plainTip(text));
    item->setTextAlignment(right ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    setItem(line, column, item);
}

base::Result<base::Money> PayeeTable::tell(const std::vector<reports::PayoutStory>& stories)
{
    base::Money total;
    setRowCount(static_cast<int>(stories.size()));
    int line = 0;
    for (const reports::PayoutStory& story : stories) {
        const reports::PayoutRow& row = story.row;
        ZF_ASSIGN(total, total.plus(row.payout.amount));
        put(line, payee,
            QStringLiteral("%1 · %2 · %3")
                .arg(row.payee.id.toString(), row.payee.name.isEmpty() ? tr("(no name)") : row.payee.name,
                    row.payee.openid),
            false);
        put(line, amount, row.payout.amount.toDisplay(), true);
        put(line, balance, row.available.toDisplay(), true);
        const QString paid =
            row.paidBefore == 0
                ? tr("never")
                : QStringLiteral("%1 · %2").arg(row.paidBefore).arg(row.paidBeforeSum.toDisplay());
        put(line, before, about_ == About::paying ? paid : word(row.payout.state).text, true);
        QStringList words;
        for (const reports::PayoutFlag flag : row.flags)
            words << word(flag).text;
        put(line, flags, words.join(QStringLiteral(" · ")), false);
        ++line;
    }
    resizeColumnsToContents();
    setColumnWidth(payee, std::min(columnWidth(payee), kWidestPayee));
    horizontalHeader()->setStretchLastSection(true); // fitting the contents has undone it
    const int shown = std::clamp(line, 1, kRowsShown);
    setMinimumHeight(horizontalHeader()->height() + shown * space::kRow + 2 * space::kTight);
    return total;
}

} // namespace zhangfang::ui
