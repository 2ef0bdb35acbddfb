#pragma once

#include "backend/interfaces/export_target.h"
#include "backend/interfaces/later.h"
#include "kit/lazy_table.h"
#include "kit/widgets.h"

#include <QAction>

namespace zhangfang::ui
{

/// Of the program's present language: for headings in files.
[[nodiscard]] reports::Language languageOfFiles();

/// "Export…" of a list, on Ctrl+E: asks for a file, has the desk write everything that the list's filter
/// matches, shows how far that is, lets it be stopped, and says how many rows were saved. One at a time. It
/// also says so when less of the list's table was copied than was chosen.
class ExportAction final : public QAction
{
    Q_OBJECT
public:
    /// Has the desk begin.
    using Begin = std::function<backend::Later<qint64>(
        const backend::ExportTarget& target, std::shared_ptr<backend::Job> job)>;
    /// `name`: of the file, until the person says otherwise. `page` shows it all, and has the shortcut.
    ExportAction(QString name, LazyTable* table, NoticeBar* notice, Begin begin, QWidget* page);
    void setFileName(const QString& name) { name_ = name; }

private:
    void ask();
    void write(const backend::ExportTarget& target);
    QString name_;
    NoticeBar* notice_;
    const Begin begin_;
    QWidget* page_;
};

/// Asks where a file with that title goes, CSV or XLSX; never waits. `then` is not called when the person
/// thinks better of it.
void askForExport(QWidget* parent, const QString& title, const QString& name,
    std::function<void(const backend::ExportTarget&)> then);

} // namespace zhangfang::ui
