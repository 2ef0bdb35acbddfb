#pragma once

#include "kit/page.h"
#include "kit/preferences.h"
#include "shell/recovery_strip.h"
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
    MainWindow(backend::Desk& desk, QSettings& memory, Mode mode, const QString& practicePassword);
    ~MainWindow() override;
    void setEngineTrouble(const QString& trouble) { strip_->setEngineTrouble(trouble); }
    [[nodiscard]] const std::vector<Page*>& pages() const { return pages_; }
    void showPage(int index);
    void goTo(const Place& place);
    /// Window, columns, filters and page, for the next start or the next language.
    void remember();

Q_SIGNALS:
    void languageChosen(zhangfang::ui::Language language);
    void appearanceChosen(zhangfang::ui::Appearance appearance);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void addPage(Page* page);
    void makeMenus();
    void pulsed(const reports::Pulse& pulse);
    void notify(const reports::Pulse& before, const reports::Pulse& now);
    void explain(StatusStrip::Item item);
    void openPalette();
    void openDoctor();
    void openRecovery();
    void refreshCurrent();
    backend::Desk& desk_;
    QSettings& memory_;
    const Mode mode_;
    std::vector<Page*> pages_;
    QListWidget* sideBar_;
    QStackedWidget* stack_;
    StatusStrip* strip_;
    QAction* explainRecovery_;
    RecoveryStrip* recovery_;
    QSystemTrayIcon* tray_ = nullptr;
    std::optional<reports::Pulse> last_;
    QTimer refreshSoon_;
};

} // namespace zhangfang::ui
