#include "gui/camera.h"

#include "kit/lazy_table.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDeadlineTimer>
#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QTabWidget>
#include <QTimer>

namespace zhangfang::gui
{
namespace
{

/// Among so many rows there is one for every action of a list.
constexpr int kRowsTried = 12;

/// A dialog for files is the desktop's, and some of them have a loop of their own that somebody has to end.
class NoFiles
{
public:
    NoFiles()
    {
        QObject::connect(&looking_, &QTimer::timeout, &looking_, [] {
            if (auto* files = qobject_cast<QFileDialog*>(QApplication::activeModalWidget()))
                files->reject();
        });
        looking_.start(50);
    }

private:
    QTimer looking_;
};

/// What would end what is being pictured, or move it away.
bool isLeftAlone(const QAction& action)
{
    const QKeySequence keys = action.shortcut();
    const bool goesElsewhere = keys[0].keyboardModifiers() == Qt::ControlModifier &&
                               keys[0].key() >= Qt::Key_1 && keys[0].key() <= Qt::Key_9;
    return !action.isEnabled() || !action.isVisible() || action.text().isEmpty() || goesElsewhere ||
           keys == QKeySequence(QKeySequence::Quit) || keys == QKeySequence(QKeySequence::Print) ||
           keys == QKeySequence(Qt::Key_T) || keys == QKeySequence(Qt::CTRL | Qt::Key_Z); // take back
}

} // namespace

void Camera::settle(int ms)
{
    for (const QDeadlineTimer deadline(ms); !deadline.hasExpired();)
        QApplication::processEvents(QEventLoop::AllEvents, 20);
}

void Camera::shoot(QWidget& widget, const QString& name)
{
    settle();
    isGood_ =
        widget.grab().save(QDir(folder_).filePath(QStringLiteral("%1-%2.png").arg(prefix_, name))) && isGood_;
}

void Camera::shootDialog(QDialog& dialog, const QString& name)
{
    dialog.show();
    settle();
    shoot(dialog, name);
    dialog.done(QDialog::Rejected);
}

void Camera::shootWindow(ui::MainWindow& window)
{
    window.show();
    for (const QString& name : window.pageNames()) {
        window.showPage(name);
        settle();
        shoot(window, name);
        ui::Page& page = *window.page(name);
        shootTabs(page, name);
        shootSheets(page.actions(), name);
        shootViews(page, name);
        window.showPage(name); // wherever its actions have led
    }
    shootSheets(window.actions(), QStringLiteral("window"));
}

void Camera::shootTabs(ui::Page& page, const QString& name)
{
    auto* tabs = page.findChild<QTabWidget*>();
    for (int i = 1; tabs && i < tabs->count(); ++i) {
        tabs->setCurrentIndex(i);
        shoot(*page.window(), QStringLiteral("%1-tab%2").arg(name).arg(i + 1));
    }
    if (tabs)
        tabs->setCurrentIndex(0);
}

void Camera::shootViews(ui::Page& page, const QString& name)
{
    QList<QAbstractButton*> chips;
    for (auto* one : page.findChildren<QAbstractButton*>()) {
        if (one->property("chip").toBool())
            chips << one;
    }
    auto* table = page.findChild<ui::LazyTable*>();
    const auto rows = [&](const QString& where) {
        const auto all = page.actions();
        const auto isTried = [this](const QAction* action) { return tried_.contains(action); };
        for (int row = 0; table && row < std::min(table->model()->rowCount(), kRowsTried); ++row) {
            if (std::all_of(all.begin(), all.end(), isTried))
                return;
            table->setCurrentIndex(table->model()->index(row, 0));
            settle(kSettleMs / 2);
            shootSheets(page.actions(), where);
        }
    };
    if (chips.isEmpty())
        return rows(name);
    for (int i = 0; i < chips.size(); ++i) {
        chips[i]->click();
        const QString where = QStringLiteral("%1-view%2").arg(name).arg(i + 1);
        shoot(*page.window(), where);
        rows(where);
    }
    chips.front()->click();
}

void Camera::shootSheets(const QList<QAction*>& actions, const QString& name)
{
    const NoFiles noFiles;
    for (qsizetype i = 0; i < actions.size(); ++i) {
        QAction* action = actions[i];
        if (isLeftAlone(*action) || tried_.contains(action))
            continue;
        tried_.insert(action);
        action->trigger();
        settle(2 * kSettleMs);
        if (auto* sheet = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            shoot(*sheet, QStringLiteral("%1-sheet%2").arg(name).arg(i + 1, 2, 10, QLatin1Char('0')));
            sheet->done(QDialog::Rejected);
            settle();
        }
    }
}

} // namespace zhangfang::gui
