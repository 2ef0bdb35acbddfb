#include "kit/export_action.h"

#include "base/calendar.h"
#include "dialogs/job_dialog.h"
#include "kit/async.h"
#include "kit/sheet.h"

#include <QDateTime>
#include <QFileDialog>
#include <QLocale>

namespace zhangfang::ui
{
namespace
{

constexpr auto kCsv = "csv";
constexpr auto kXlsx = "xlsx";

/// Of a file filter, as it is written here.
QString endingOf(const QString& filter)
{
    return QLatin1String(filter.contains(QLatin1String("*.csv")) ? kCsv : kXlsx);
}

} // namespace

reports::Language languageOfFiles()
{
    return QLocale().language() == QLocale::Chinese ? reports::Language::chinese : reports::Language::english;
}

void askForExport(QWidget* parent, const QString& title, const QString& name,
    std::function<void(const backend::ExportTarget&)> then)
{
    auto* dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(
        {ExportAction::tr("Excel workbook (*.xlsx)"), ExportAction::tr("CSV, for any program (*.csv)")});
    dialog->setDefaultSuffix(QLatin1String(kXlsx));
    dialog->selectFile(name + QLatin1Char('.') + QLatin1String(kXlsx));
    // Some desktops' own dialogs ask about the name before its ending is there: asked here instead.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
        [dialog](const QString& filter) { dialog->setDefaultSuffix(endingOf(filter)); });
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
        [parent, dialog, then = std::move(then)](const QString& file) {
            // What the person typed goes before the filter that stands there.
            const QString typed = QFileInfo(file).suffix().toLower();
            const bool known = typed == QLatin1String(kCsv) || typed == QLatin1String(kXlsx);
            const QString ending = known ? typed : endingOf(dialog->selectedNameFilter());
            backend::ExportTarget target{file,
                ending == QLatin1String(kCsv) ? reports::FileFormat::csv : reports::FileFormat::xlsx,
                languageOfFiles(), backend::Output::Existing::keep};
            if (!QFileInfo::exists(file))
                return then(target);
            ui::ask(parent,
                {ExportAction::tr("Replace the file"), ExportAction::tr("%1 is there already.").arg(file),
                    ExportAction::tr("What is in it is gone when it is replaced."),
                    ExportAction::tr("Replace"), ExportAction::tr("Keep it")},
                [then, target]() mutable {
                    target.existing = backend::Output::Existing::replace;
                    then(target);
                });
        });
    dialog->open();
}

ExportAction::ExportAction(QString name, LazyTable* table, NoticeBar* notice, Begin begin, QWidget* page)
    : QAction(ui::icon("document-export"), tr("&Export…"), page), name_(std::move(name)), notice_(notice),
      begin_(std::move(begin)), page_(page)
{
    setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    setShortcutContext(Qt::WidgetWithChildrenShortcut);
    setToolTip(tr("Save everything the filter matches, as a workbook or as CSV"));
    page->addAction(this);
    connect(this, &QAction::triggered, this, &ExportAction::ask);
    connect(table, &LazyTable::copied, this, [this](int rows, int chosen) {
        if (rows < chosen)
            notice_->showText(
                Tone::warn, tr("%1 of the %2 chosen rows were copied. Export writes all of them.")
                                .arg(QLocale().toString(rows), QLocale().toString(chosen)));
    });
}

void ExportAction::ask()
{
    const QDate today = base::businessDay(QDateTime::currentMSecsSinceEpoch());
    askForExport(page_, tr("Export"), QStringLiteral("%1-%2").arg(name_, today.toString(Qt::ISODate)),
        [this, name = name_](const backend::ExportTarget& target) {
            if (name != name_) // the list went on meanwhile, to what that file is not named after
                return notice_->showText(
                    Tone::warn, tr("Another one is shown by now, so nothing was saved. Export once more."));
            write(target);
        });
}

void ExportAction::write(const backend::ExportTarget& target)
{
    setEnabled(false);
    const auto job = std::make_shared<backend::Job>();
    auto* progress = new JobDialog(tr("Export"), tr("%1 rows written"), job, page_);
    whenDone<qint64>(
        this, begin_(target, job), [this, progress, file = target.file](base::Result<qint64> rows) {
            progress->finish();
            setEnabled(true);
            if (!rows)
                return notice_->showError(rows.error());
            notice_->showText(
                Tone::good, tr("Saved %n row(s): %1", nullptr, static_cast<int>(*rows)).arg(file));
        });
}

} // namespace zhangfang::ui
