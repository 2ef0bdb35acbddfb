#include "backend/desk.h"
#include "backend/private_process.h"
#include "base/log.h"
#include "console/practice_folder.h"
#include "console/practice_shop.h"
#include "dialogs/first_start_dialog.h"
#include "kit/async.h"
#include "shell/main_window.h"

#include <cstdio>
#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QMessageBox>
#include <QPromise>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

#include <CLI/CLI.hpp>

using namespace zhangfang;

namespace
{

constexpr int kGreetMs = 500;
constexpr int kBetweenGreetingsMs = 100;
/// As long a program that is ending may take: it waits for the answers that are on their way.
constexpr int kEndingMs = 30'000;
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

/// One window per data folder: a second start shows the first one's.
class OneInstance
{
public:
    explicit OneInstance(const QString& folder)
        : name_(QStringLiteral("zhangfang-") +
                QString::fromLatin1(
                    QCryptographicHash::hash(QDir(folder).absolutePath().toUtf8(), QCryptographicHash::Sha256)
                        .toHex()
                        .left(24)))
    {
    }
    enum class Other { none, shown, stillEnding };
    /// Whether another window has shown itself. One that is just ending is waited for.
    [[nodiscard]] Other greet() const
    {
        QElapsedTimer waiting;
        waiting.start();
        while (!waiting.hasExpired(kEndingMs)) {
            QLocalSocket socket;
            socket.connectToServer(name_);
            if (!socket.waitForConnected(kGreetMs))
                return Other::none;
            if (socket.waitForReadyRead(kGreetMs) && socket.read(1) == "s")
                return Other::shown;
            QThread::msleep(kBetweenGreetingsMs);
        }
        return Other::stillEnding;
    }
    /// From here on a second start waits until this one has ended.
    void leave() { leaving_ = true; }
    void listen(const std::function<void()>& show)
    {
        QLocalServer::removeServer(name_); // of a process that was killed; a living one would have answered
        server_.setSocketOptions(QLocalServer::UserAccessOption);
        server_.listen(name_);
        QObject::connect(&server_, &QLocalServer::newConnection, &server_, [this, show] {
            const std::unique_ptr<QLocalSocket> greeting(server_.nextPendingConnection());
            if (leaving_)
                return;
            greeting->write("s");
            greeting->waitForBytesWritten(kGreetMs);
            show();
        });
    }

private:
    QString name_;
    bool leaving_ = false;
    QLocalServer server_;
};

/// Window and desk of one folder, from the first look to the last.
class Console
{
public:
    /// `leave`: the end has been decided.
    Console(std::unique_ptr<backend::Desk> desk, ui::MainWindow::Mode mode, std::function<void()> leave)
        : desk_(std::move(desk)), mode_(mode), leave_(std::move(leave)),
          memory_(QDir(desk_->folderPath()).filePath(QStringLiteral("console.ini")), QSettings::IniFormat)
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
    void raise() const
    {
        window_->showNormal();
        window_->raise();
        window_->activateWindow();
    }

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
        window_->show();
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
    QMessageBox::critical(nullptr, Words::tr("Zhangfang cannot open the books"),
        ui::errorText(error) + QStringLiteral("\n\n") + error.describe());
    return 3;
}

QString defaultFolder(const QString& name)
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(name);
}

/// Asked for when nothing is there yet.
struct Wanted {
    QString folder;
    bool practice = false;
    bool fresh = false;
    std::optional<ui::Language> language = {}; ///< chosen by a person, just now
};

/// What was chosen here before.
QString preferencesOf(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("console.ini"));
}

int run(const Wanted& wanted)
{
    OneInstance one(wanted.folder);
    const OneInstance::Other other = one.greet();
    if (other == OneInstance::Other::shown)
        return 0;
    if (other == OneInstance::Other::stillEnding) {
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
        ui::FirstStartDialog dialog(
            wanted.folder, ui::languageOf(QSettings(preferencesOf(wanted.folder), QSettings::IniFormat)));
        if (dialog.exec() != QDialog::Accepted)
            return 0;
        if (dialog.choice() == ui::FirstStartDialog::Choice::practice)
            return run({defaultFolder(QStringLiteral("practice")), true, false, dialog.language()});
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
        practice ? ui::MainWindow::Mode::practice : ui::MainWindow::Mode::merchant, [&one] { one.leave(); });
    one.listen([&console] { console.raise(); });
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
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("zhangfang"));
    QApplication::setApplicationVersion(QStringLiteral(ZHANGFANG_VERSION));
    CLI::App cli("The desk for the money of a small WeChat Pay merchant.");
    std::string data;
    Wanted wanted;
    cli.add_option("--data", data, "data folder; without it, the user's own");
    cli.add_flag("--practice", wanted.practice, "a living practice shop; no real money");
    cli.add_flag("--fresh", wanted.fresh, "forget the practice shop and begin anew")->needs("--practice");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    const base::LogToStandardError log;
    wanted.folder = data.empty()
                        ? defaultFolder(wanted.practice ? QStringLiteral("practice") : QStringLiteral("shop"))
                        : QString::fromStdString(data);
    const QSettings ini(preferencesOf(wanted.folder), QSettings::IniFormat);
    ui::applyLanguage(ui::languageOf(ini));
    ui::applyTheme(application, ui::appearanceOf(ini));
    return run(wanted);
}
