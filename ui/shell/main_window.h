#pragma once

#include "backend/interfaces/capabilities.h"
#include "kit/page.h"
#include "kit/preferences.h"
#include "reports/countdowns.h"
#include "reports/pulse.h"
#include "shell/alarm_strip.h"
#include "shell/countdown_strip.h"
#include "shell/status_strip.h"

#include <QElapsedTimer>
#include <QListWidget>
#include <QMainWindow>
#include <QStackedWidget>
#include <QSystemTrayIcon>

namespace zhangfang::ui
{

/// The desk: pages, palette, status strip, tray. Made anew when the language changes.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    enum class Mode { merchant, practice };
    /// `practicePassword` is shown in practice mode, so that nobody has to look for it.
    MainWindow(
        const backend::Capabilities& desk, QSettings& memory, Mode mode, const QString& practicePassword);
    ~MainWindow() override;
    /// Shown as it was left; the first time whole, on a screen that has no room for its usual size in a
    /// frame.
    void open();
    void setEngineTrouble(const QString& trouble) { strip_->setEngineTrouble(trouble); }
    /// In the order of the side bar.
    [[nodiscard]] QStringList pageNames() const;
    /// Made when it is first asked for; the name is one of `pageNames`.
    [[nodiscard]] Page* page(const QString& name);
    void showPage(const QString& name);
    void goTo(const Place& place);
    /// Window, columns, filters and page, for the next start or the next language.
    void remember();

Q_SIGNALS:
    void languageChosen(zhangfang::ui::Language language);
    void appearanceChosen(zhangfang::ui::Appearance appearance);
    /// Nothing is left to be asked: the program may end.
    void quitWanted();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    /// A page as the side bar lists it: what it shows costs nothing before somebody goes there.
    struct Entry {
        PageLabel label;
        std::vector<Place::Kind> places; ///< it leads to
        std::function<Page*()> make;
        std::function<void(Page*)> wire; ///< may be empty
        Page* page = nullptr;
    };
    /// `uses`: what the page takes, of the desk's.
    template <class P, class... Uses> void addPage(std::vector<Place::Kind> places, Uses&... uses);
    [[nodiscard]] Page* made(Entry& entry);
    [[nodiscard]] Page* current(); ///< nothing before the first is shown
    void makeMenus();
    void pulsed(const reports::Pulse& pulse);
    void notify(const reports::Pulse& before, const reports::Pulse& now);
    void explain(StatusStrip::Item item);
    void openPalette();
    void openDoctor();
    void showShortcuts();
    void showAbout();
    void showNews(const QStringList& lines);
    /// Everything that has a key or can be done, under the name of its page; the window's own first.
    [[nodiscard]] std::vector<std::pair<QString, QList<QAction*>>> allActions();
    void openRecovery();
    void refreshCurrent();
    /// What the window says of the shop as a whole.
    void readSettings();
    /// After a question where the engine of this window is in the middle of something.
    void quit();
    void end();
    void askBeforeQuitting(const base::Result<reports::Underway>& now);
    void askWhatClosingMeans();
    void keepInTray();
    const backend::Capabilities desk_;
    QSettings& memory_;
    const Mode mode_;
    std::vector<Entry> pages_;
    QListWidget* sideBar_;
    QStackedWidget* stack_;
    StatusStrip* strip_;
    QAction* explainRecovery_;
    AlarmStrip* recovery_;
    AlarmStrip* unreal_; ///< a real shop whose WeChat Pay is a made-up one
    CountdownStrip* countdowns_;
    QSystemTrayIcon* tray_ = nullptr;
    std::optional<reports::Pulse> last_;
    QTimer refreshSoon_;
    QTimer calendar_; ///< looks whether it is another business day
    QDate day_;
    bool isRemembered_ = false; ///< its place, from the last time
    bool mayClose_ = false;     ///< what had to be asked has been answered
};

} // namespace zhangfang::ui
