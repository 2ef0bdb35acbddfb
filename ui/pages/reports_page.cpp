#include "pages/reports_page.h"

#include "base/calendar.h"
#include "base/plain_text.h"
#include "kit/async.h"
#include "kit/export_action.h"

#include <QDateTime>
#include <QHeaderView>
#include <QPrintDialog>
#include <QPrinter>
#include <QTextDocument>

namespace zhangfang::ui
{
namespace
{
enum Period { thisMonth, lastMonth, lastWeek, today, chosenDays };
constexpr int kFigures = 7;
} // namespace

PageLabel ReportsPage::label()
{
    return {"reports", "office-chart-bar", tr("Reports")};
}

ReportsPage::ReportsPage(backend::Reports& reports, QSettings& memory, QWidget* parent)
    : Page(label(), memory, parent), reports_(reports), period_(new QComboBox(this)),
      from_(dayField(QDate::currentDate(), this)), to_(dayField(QDate::currentDate(), this)),
      table_(new QTableWidget(0, kFigures + 1, this)), whose_(mutedLabel({}, this)),
      proof_(mutedLabel({}, this))
{
    QAction* make = act(
        "view-refresh", tr("&Make the report"), QKeySequence(Qt::CTRL | Qt::Key_R), [this] { this->make(); });
    save_ = act("document-save", tr("&Save as…"), QKeySequence::Save, [this] { save(); });
    save_->setToolTip(tr("The report that is shown, as a workbook or as CSV"));
    print_ = act("document-print", tr("&Print…"), QKeySequence::Print, [this] { print(); });
    print_->setToolTip(tr("The report that is shown"));
    for (QAction* ofReport : {save_, print_})
        ofReport->setEnabled(false);
    auto* row = new QHBoxLayout;
    row->addWidget(textLabel(tr("Settlement report"), TextSize::heading, this));
    row->addStretch(1);
    period_->addItems(
        {tr("This month"), tr("Last month"), tr("Last 7 days"), tr("Today"), tr("Chosen days")});
    period_->setAccessibleName(tr("Period"));
    from_->setAccessibleName(tr("From"));
    to_->setAccessibleName(tr("To"));
    for (QDateEdit* edit : {from_, to_}) {
        connect(edit, &QDateEdit::userDateChanged, this, [this] { period_->setCurrentIndex(chosenDays); });
    }
    row->addWidget(period_);
    row->addWidget(from_);
    row->addWidget(plainLabel(QStringLiteral("–"), this));
    row->addWidget(to_);
    row->addWidget(actionButton(make, this));
    row->addWidget(actionButton(save_, this));
    row->addWidget(actionButton(print_, this));
    body()->addLayout(row);
    body()->addWidget(whose_);
    table_->setHorizontalHeaderLabels({tr("Day"), tr("Paid"), tr("Refunded"), tr("Fees"),
        tr("Credited to users"), tr("Withdrawn"), tr("Owed after"), tr("At WeChat after")});
    table_->setAccessibleName(tr("Settlement report"));
    for (int column = 1; column <= kFigures; ++column)
        table_->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table_->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(space::kRow);
    table_->setShowGrid(false);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setTabKeyNavigation(false);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    body()->addWidget(table_, 1);
    body()->addWidget(proof_);
    connect(period_, &QComboBox::currentIndexChanged, this, &ReportsPage::choosePeriod);
    setPeriod(thisMonth);
}

void ReportsPage::choosePeriod(int choice)
{
    if (choice == chosenDays)
        return;
    setPeriod(choice);
    make();
}

void ReportsPage::setPeriod(int choice)
{
    const QDate day = base::businessDay(QDateTime::currentMSecsSinceEpoch());
    QDate from = day;
    QDate to = day;
    if (choice == thisMonth)
        from = day.addDays(1 - day.day());
    if (choice == lastMonth) {
        to = day.addDays(-day.day());
        from = to.addDays(1 - to.day());
    }
    if (choice == lastWeek)
        from = day.addDays(-6);
    const QSignalBlocker quietFrom(from_);
    const QSignalBlocker quietTo(to_);
    from_->setDate(from);
    to_->setDate(to);
}

void ReportsPage::refresh()
{
    // A report is made when it is asked for; it verifies the books, which takes a while.
    if (!made_)
        make();
}

void ReportsPage::make()
{
    made_ = true;
    proof_->setText(tr("The report is being made and the books verified…"));
    const qint64 asked = ++asked_;
    whenDone<reports::SettlementReport>(this, reports_.settlementReport(from_->date(), to_->date()),
        [this, asked](base::Result<reports::SettlementReport> report) {
            if (asked != asked_)
                return; // another one has been asked for since
            proof_->clear();
            if (!report)
                return notice()->showError(report.error());
            notice()->clear();
            show(*report);
        });
}

void ReportsPage::show(const reports::SettlementReport& report)
{
    report_ = report;
    for (QAction* ofReport : {save_, print_})
        ofReport->setEnabled(true);
    whose_->setText(aboutReport().join(QStringLiteral(" · ")));
    table_->setRowCount(static_cast<int>(report.days.size()) + 1);
    const auto line = [this](int row, const QString& label, const reports::SettlementDay& day, bool total) {
        const QString texts[kFigures + 1] = {label, day.paid.toDisplay(), day.refunded.toDisplay(),
            day.fees.toDisplay(), day.credited.toDisplay(), day.withdrawn.toDisplay(),
            day.owedAtEnd.toDisplay(), day.wechatAtEnd.toDisplay()};
        for (int column = 0; column <= kFigures; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            item->setTextAlignment(
                column == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
            if (total) {
                QFont bold = table_->font();
                bold.setBold(true);
                item->setFont(bold);
            }
            table_->setItem(row, column, item);
        }
    };
    line(0, tr("Total"), report.total, true);
    int row = 1;
    for (auto day = report.days.rbegin(); day != report.days.rend(); ++day)
        line(row++, dayText(day->day), *day, false);
    if (report.firstDifference.isEmpty())
        proof_->setText(proofText());
    else
        notice()->showText(Tone::bad, proofText());
}

QStringList ReportsPage::aboutReport() const
{
    return {tr("Shop: %1").arg(base::shownOnOneLine(report_->shop)),
        tr("Period: %1 to %2").arg(report_->from.toString(Qt::ISODate), report_->to.toString(Qt::ISODate)),
        // Whole, with year and zone: on paper it is read long after.
        tr("Made: %1").arg(base::toRfc3339(report_->madeAtUtcMs / 1'000 * 1'000).replace(u'T', u' '))};
}

QString ReportsPage::proofText() const
{
    return report_->firstDifference.isEmpty()
               ? tr("The books were verified up to journal entry %1.").arg(report_->verifiedUpTo)
               : tr("The books do NOT verify: %1").arg(report_->firstDifference);
}

PrintedTable ReportsPage::onPaper() const
{
    PrintedTable paper{tr("Settlement report"), aboutReport(), {}, {}, {proofText()}};
    for (int column = 0; column <= kFigures; ++column)
        paper.headings << table_->horizontalHeaderItem(column)->text();
    // On paper the days go on downwards, and the sum stands below them.
    for (int row = table_->rowCount() - 1; row >= 0; --row) {
        QStringList cells;
        for (int column = 0; column <= kFigures; ++column)
            cells << table_->item(row, column)->text();
        paper.rows.push_back(cells);
    }
    return paper;
}

void ReportsPage::save()
{
    if (!report_)
        return;
    // The report that is shown now; the fields above may have been set to another period since.
    askForExport(this, tr("Save the settlement report"),
        QStringLiteral("settlement-%1-%2")
            .arg(report_->from.toString(Qt::ISODate), report_->to.toString(Qt::ISODate)),
        [this, report = *report_](const backend::ExportTarget& target) {
            whenDone<qint64>(this,
                reports_.exportSettlement(report, target, std::make_shared<backend::Job>()),
                [this, file = target.file](base::Result<qint64> saved) {
                    if (!saved)
                        return notice()->showError(saved.error());
                    notice()->showText(Tone::good, tr("Saved: %1").arg(file));
                });
        });
}

void ReportsPage::print()
{
    if (!report_)
        return;
    auto* dialog = new QPrintDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this,
        [paper = std::shared_ptr<QTextDocument>(documentOf(onPaper()))](
            QPrinter* printer) { paper->print(printer); });
    dialog->open();
}

} // namespace zhangfang::ui
