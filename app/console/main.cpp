#include "backend/desk.h"
#include "backend/libraries.h"
#include "backend/private_process.h"
#include "backend/service_shop.h"
#include "base/log.h"
#include "console/one_instance.h"
#include "console/practice_folder.h"
#include "console/practice_shop.h"
#include "kit/async.h"
#include "shell/first_start_dialog.h"
#include "shell/main_window.h"

#include <cstdio>
#include <QApplication>
#include <QDir>
#include <QMessageBox>
#include <QPromise>
#include <QStandardPaths>
#include <QTimer>
#include <unistd.h>

#include <CLI/CLI.hpp>

using namespace zhangfang;

namespace
{

/// The engine of a program that has ended is taken over soon.
constexpr int kEngineAgainMs = 3'000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Console)
};

/// Runs `work` on a thread of its own and the event loop meanwhile: opening books may take a while, and the
/// window system must not wait.
template <class T> base::Result<T> inBackground(const std::function<base::Result<T>()>& work)
{
    std::optional<base::Result<T>> result;
    QEventLoop loop;
    std::thread thread([&] {
        result = work();
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
    thread.join();
    return std::move(*result);
}

void toFront(QWidget& window)
{
    window.showNormal();
    window.raise();
    window.activateWindow();
}

/// The service's shop has several people, each with what they like.
bool isServiceShop(const QString& folder)
{
    return QDir(folder).canonicalPath() == QLatin1String(backend::kServiceShop);
}

/// What was chosen here before.
QString preferencesOf(const QString& folder)
{
    const QString place =
        isServiceShop(folder) ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) : folder;
    return QDir(place).filePath(QStringLiteral("console.ini"));
}

/// One program writes one log.
QString logOf(const QString& folder)
{
    return isServiceShop(folder) ? QStringLiteral("zhangfang-%1").arg(::getuid())
                                 : QStringLiteral("zhangfang");
}

/// Window and desk of one folder, from the first look to the last.
class Console
{
public:
    /// `leave`: the end has been decided.
    Console(std::unique_ptr<backend::Desk> desk, ui::MainWindow::Mode mode, std::function<void()> leave)
        : desk_(std::move(desk)), mode_(mode), leave_(std::move(leave)),
          memory_(preferencesOf(desk_->folderPath()), QSettings::IniFormat)
    {
    }
    /// From now on, and at the next start.
    void speak(ui::Language language) { ui::setLanguage(memory_, language); }
    void show()
    {
        ui::applyLanguage(ui::languageOf(memory_));
        ui::applyTheme(*qApp, ui::appearanceOf(memory_));
        makeWindow();
        startEngine();
    }
    void raise() const { toFront(*window_); }

private:
    void startEngine()
    {
        ui::whenDone<QString>(
            desk_.get(), desk_->startEngine(), [this](const base::Result<QString>& listening) {
                trouble_ = listening ? QString() : ui::errorText(listening.error());
                window_->setEngineTrouble(trouble_);
                // Another program runs it; when that ends, somebody has to.
                if (!listening && listening.error().code == QLatin1String("already_running"))
                    QTimer::singleShot(kEngineAgainMs, desk_.get(), [this] { startEngine(); });
            });
    }
    void makeWindow()
    {
        // The one before stays until this one is in view: a moment without any window would end the program.
        const auto before =
            std::exchange(window_, std::make_unique<ui::MainWindow>(*desk_, memory_, mode_,
                                       QString::fromLatin1(console::PracticeShop::kPassword)));
        window_->setEngineTrouble(trouble_);
        // Later, from the event loop: the window that asks is in the middle of its own signal.
        QObject::connect(
            window_.get(), &ui::MainWindow::languageChosen, desk_.get(),
            [this](ui::Language language) {
                ui::setLanguage(memory_, language);
                window_->remember();
                ui::applyLanguage(language);
                makeWindow();
            },
            Qt::QueuedConnection);
        QObject::connect(
            window_.get(), &ui::MainWindow::appearanceChosen, desk_.get(),
            [this](ui::Appearance appearance) {
                ui::setAppearance(memory_, appearance);
                ui::applyTheme(*qApp, appearance);
            },
            Qt::QueuedConnection);
        QObject::connect(window_.get(), &ui::MainWindow::quitWanted, desk_.get(), [this] {
            leave_();
            QCoreApplication::exit(
                0); // quit() asks every window once more, and a sheet that is sending says no
        });
        window_->open();
    }
    std::unique_ptr<backend::Desk> desk_;
    const ui::MainWindow::Mode mode_;
    const std::function<void()> leave_;
    QSettings memory_;
    QString trouble_;
    std::unique_ptr<ui::MainWindow> window_;
};

int refuse(const base::Error& error)
{
    qCritical().noquote() << error.describe(); // for whoever has started it from a terminal
    QMessageBox::critical(nullptr, Words::tr("Zhangfang cannot open the books"),
        ui::errorText(error) + QStringLiteral("\n\n") + error.describe());
    return 3;
}

QString defaultFolder(const QString& name)
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(name);
}

/// Where the shop is when nobody says: one's own, or the one that the service keeps.
QString shopFolder()
{
    QString own = defaultFolder(QStringLiteral("shop"));
    if (QDir(own).exists(QStringLiteral("zhangfang.db")) ||
        backend::serviceShop() != backend::ServiceShop::ours)
        return own;
    return QString::fromLatin1(backend::kServiceShop);
}

/// Asked for when nothing is there yet.
struct Wanted {
    QString folder;
    bool practice = false;
    bool fresh = false;
    std::optional<ui::Language> language = {}; ///< chosen by a person, just now
};

int run(const Wanted& wanted)
{
    auto one = std::make_unique<console::OneInstance>(wanted.folder);
    const auto other = one->begin();
    if (other == console::OneInstance::Other::shown)
        return 0;
    if (other == console::OneInstance::Other::stillEnding) {
        QMessageBox::critical(nullptr, Words::tr("Zhangfang is still ending"),
            Words::tr("The Zhangfang before still finishes what it is doing. Start it again in a moment; "
                      "nothing is lost."));
        return 3;
    }
    std::optional<ui::Language> chosen = wanted.language;
    std::unique_ptr<console::PracticeShop> practice;
    std::unique_ptr<backend::Desk> desk;
    backend::ShopFolder* shop = nullptr;
    if (wanted.practice) {
        auto opened = inBackground<std::unique_ptr<console::PracticeShop>>(
            [&]() -> base::Result<std::unique_ptr<console::PracticeShop>> {
                if (wanted.fresh)
                    ZF_TRY(console::emptyPractice(wanted.folder));
                return console::PracticeShop::open(wanted.folder);
            });
        if (!opened)
            return refuse(opened.error());
        practice = std::move(*opened);
        auto folder = practice->takeFolder();
        shop = folder.get();
        desk = std::make_unique<backend::Desk>(std::move(folder));
    } else if (!QDir(wanted.folder).exists(QStringLiteral("zhangfang.db"))) {
        if (backend::serviceShop() == backend::ServiceShop::others)
            QMessageBox::information(nullptr, Words::tr("There may be a shop here already"),
                Words::tr(
                    "The Zhangfang service is installed on this computer, and you may not look into its "
                    "shop. If it is yours too, ask whoever looks after this computer to add you to the "
                    "group zhangfang, and sign in again; otherwise go on."));
        ui::FirstStartDialog dialog(
            wanted.folder, ui::languageOf(QSettings(preferencesOf(wanted.folder), QSettings::IniFormat)));
        one->onShow([&dialog] { toFront(dialog); });
        const bool accepted = dialog.exec() == QDialog::Accepted;
        one->onShow({});
        if (!accepted)
            return 0;
        if (dialog.choice() == ui::FirstStartDialog::Choice::practice) {
            one.reset(); // the shop's own folder is still to be had
            return run({defaultFolder(QStringLiteral("practice")), true, false, dialog.language()});
        }
        desk = dialog.takeDesk();
        chosen = dialog.language();
    } else {
        auto opened = inBackground<std::unique_ptr<backend::ShopFolder>>(
            [&] { return backend::ShopFolder::open(wanted.folder); });
        if (!opened)
            return refuse(opened.error());
        desk = std::make_unique<backend::Desk>(std::move(*opened));
    }
    Console console(std::move(desk),
        practice ? ui::MainWindow::Mode::practice : ui::MainWindow::Mode::merchant, [&one] { one->leave(); });
    one->onShow([&console] { console.raise(); });
    if (chosen)
        console.speak(*chosen);
    QApplication::setQuitOnLastWindowClosed(false); // it may go on without one
    console.show();
    if (practice)
        practice->comeAlive(*shop);
    const int code = QApplication::exec();
    if (practice)
        practice->rest(); // before the books close
    return code;
}

} // namespace

int main(int argc, char** argv)
{
    backend::keepToItself();
    CLI::App cli("The desk for the money of a small WeChat Pay merchant.");
    cli.set_version_flag("--version", [] { return backend::versionText("zhangfang"); });
    std::string data;
    Wanted wanted;
    cli.add_option("--data", data, "data folder; without it, the user's own or the service's");
    cli.add_flag("--practice", wanted.practice, "a living practice shop; no real money");
    cli.add_flag("--fresh", wanted.fresh, "forget the practice shop and begin anew")->needs("--practice");
    // Help and version need no window system; of all else Qt takes its own options first (-platform and
    // such).
    std::optional<QApplication> application;
    if (std::none_of(argv + 1, argv + argc, [](const std::string_view word) {
            return word == "--help" || word == "-h" || word == "--version";
        }))
        application.emplace(argc, argv);
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    if (!application) // a value that looks like one of these
        application.emplace(argc, argv);
    QApplication::setApplicationName(QStringLiteral("zhangfang"));
    QApplication::setApplicationVersion(QStringLiteral(ZHANGFANG_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("cn.zhangfang.Zhangfang"));
    wanted.folder = data.empty()
                        ? (wanted.practice ? defaultFolder(QStringLiteral("practice")) : shopFolder())
                        : QString::fromStdString(data);
    const base::LogToStandardError log(
        std::make_unique<base::LogFile>(backend::ShopFolder::logsIn(wanted.folder), logOf(wanted.folder)));
    const QSettings ini(preferencesOf(wanted.folder), QSettings::IniFormat);
    ui::applyLanguage(ui::languageOf(ini));
    ui::applyTheme(*application, ui::appearanceOf(ini));
    return run(wanted);
}
