#include "shell/main_window.h"

#include "backend/interfaces/diagnosis.h"
#include "backend/interfaces/finder.h"
#include "backend/interfaces/heartbeat.h"
#include "backend/interfaces/shop_settings.h"
#include "backend/libraries.h"
#include "base/calendar.h"
#include "base/plain_text.h"
#include "dialogs/diagnostics_dialog.h"
#include "dialogs/doctor_dialog.h"
#include "dialogs/reading_dialog.h"
#include "dialogs/recovery_dialog.h"
#include "kit/async.h"
#include "kit/sheet.h"
#include "pages/audit_page.h"
#include "pages/ledger_page.h"
#include "pages/orders_page.h"
#include "pages/overview_page.h"
#include "pages/payouts_page.h"
#include "pages/reports_page.h"
#include "pages/settings_page.h"
#include "pages/tasks_page.h"
#include "pages/wallets_page.h"
#include "reports/pulse.h"
#include "shell/command_palette.h"
#include "shell/news.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDateTime>
#include <QMenuBar>
#include <QMessageBox>
#include <QRegularExpression>
#include <QScreen>

namespace zhangfang::ui
{
namespace
{

/// The page in view follows the books at this pace, however fast orders pour in.
constexpr int kRefreshPaceMs = 500;
constexpr int kAnswersWithinMs = 8'000;
constexpr int kNewsMs = 20'000;
/// Of users, orders and withdrawals each: what can be taken in at a glance.
constexpr int kFindsShown = 5;
constexpr int kLookAtCalendarMs = 15'000;
constexpr QSize kFirstSize(1280, 800);
constexpr QSize kFrame(16, 44); ///< of a window manager, with some air

/// An action's text without the mark of its mnemonic, which Chinese has in brackets behind it.
QString plainText(const QAction* action)
{
    static const QRegularExpression kInBrackets(QStringLiteral("[(]&.[)]"));
    return QString(action->text()).remove(kInBrackets).remove(QLatin1Char('&'));
}

} // namespace

MainWindow::MainWindow(
    const backend::Capabilities& desk, QSettings& memory, Mode mode, const QString& practicePassword)
    : desk_(desk), memory_(memory), mode_(mode), sideBar_(new QListWidget(this)),
      stack_(new QStackedWidget(this)), strip_(new StatusStrip(desk.withdrawals, desk.session, this)),
      explainRecovery_(new QAction(icon("help-about"), tr("What happened…"), this)),
      recovery_(new AlarmStrip(tr("These books were put back from a backup: until you have looked at what "
                                  "happened since and confirmed it, no withdrawal and no refund is sent."),
          explainRecovery_, this)),
      unreal_(new AlarmStrip({}, nullptr, this)),
      countdowns_(new CountdownStrip(desk.withdrawals, desk.session, this))
{
    explainRecovery_->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H));
    explainRecovery_->setToolTip(tr("What happened since the backup, and the word that the books may go on"));
    connect(explainRecovery_, &QAction::triggered, this, &MainWindow::openRecovery);
    recovery_->setObjectName(QStringLiteral("recovery"));
    unreal_->setObjectName(QStringLiteral("unreal"));
    recovery_->hide();
    unreal_->hide();
    setWindowIcon(icon("wallet-open"));
    sideBar_->setObjectName(QStringLiteral("sideBar"));
    sideBar_->setAccessibleName(tr("Pages"));
    sideBar_->setFixedWidth(space::kSideBar);
    sideBar_->setIconSize(QSize(space::kIcon, space::kIcon));
    using Kind = Place::Kind;
    addPage<OverviewPage>({}, desk_.reports, desk_.tasks, desk_.session);
    addPage<OrdersPage>({Kind::order, Kind::orders}, desk_.orders, desk_.refunds, desk_.settings,
        desk_.session, desk_.heartbeat);
    addPage<PayoutsPage>({Kind::payout, Kind::payouts}, desk_.withdrawals, desk_.session);
    addPage<WalletsPage>({Kind::user, Kind::users}, desk_.users, desk_.ledger, desk_.settings, desk_.session);
    addPage<LedgerPage>({Kind::ledger}, desk_.ledger, desk_.seals);
    addPage<ReportsPage>({}, desk_.reports);
    addPage<TasksPage>({Kind::tasks}, desk_.tasks, desk_.session);
    addPage<AuditPage>({Kind::audit}, desk_.audit, desk_.seals);
    addPage<SettingsPage>(
        {Kind::settings}, desk_.settings, desk_.staff, desk_.diagnosis, desk_.books, desk_.session);
    pages_.back().wire = [this](Page* made) {
        auto& page = *qobject_cast<SettingsPage*>(made);
        connect(&page, &SettingsPage::languageChosen, this, &MainWindow::languageChosen);
        connect(&page, &SettingsPage::appearanceChosen, this, &MainWindow::appearanceChosen);
        connect(&page, &SettingsPage::doctorWanted, this, &MainWindow::openDoctor);
    };

    auto* middle = new QWidget(this);
    auto* outer = new QVBoxLayout(middle);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(recovery_);
    outer->addWidget(unreal_);
    outer->addWidget(countdowns_);
    if (mode_ == Mode::practice) {
        auto* banner = new NoticeBar(middle);
        banner->showText(Tone::info,
            tr("Practice: the customers, the payees and WeChat Pay are made up; no real money moves. "
               "Your password here is “%1”.")
                .arg(practicePassword));
        auto* around = new QVBoxLayout;
        around->setContentsMargins(space::kGap, space::kGap, space::kGap, 0);
        around->addWidget(banner);
        outer->addLayout(around);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(sideBar_);
    row->addWidget(stack_, 1);
    outer->addLayout(row, 1);
    setCentralWidget(middle);
    setStatusBar(strip_);
    makeMenus();

    connect(sideBar_, &QListWidget::currentRowChanged, this, [this](int at) {
        stack_->setCurrentWidget(made(pages_[static_cast<size_t>(at)]));
        refreshCurrent();
        readSettings(); // which may have been changed on the page before
    });
    connect(sideBar_, &QListWidget::itemActivated, this, [this] { current()->firstFocus()->setFocus(); });
    connect(strip_, &StatusStrip::clicked, this, &MainWindow::explain);
    desk_.heartbeat.whenPulsed(this, [this](const reports::Pulse& pulse) { pulsed(pulse); });
    refreshSoon_.setSingleShot(true);
    refreshSoon_.setInterval(kRefreshPaceMs);
    connect(&refreshSoon_, &QTimer::timeout, this, &MainWindow::refreshCurrent);

    calendar_.setInterval(kLookAtCalendarMs);
    connect(&calendar_, &QTimer::timeout, this, [this] {
        const QDate day = base::businessDay(QDateTime::currentMSecsSinceEpoch());
        if (std::exchange(day_, day) != day)
            refreshCurrent(); // what says "today" means another one
    });
    day_ = base::businessDay(QDateTime::currentMSecsSinceEpoch());
    calendar_.start();

    if (QSystemTrayIcon::isSystemTrayAvailable()) {
        tray_ = new QSystemTrayIcon(windowIcon(), this);
        connect(tray_, &QSystemTrayIcon::activated, this, [this] {
            showNormal();
            activateWindow();
        });
        connect(tray_, &QSystemTrayIcon::messageClicked, this, [this] {
            showNormal();
            activateWindow();
            goTo({Place::Kind::payouts, {}, {}});
        });
        auto* menu = new QMenu(this);
        menu->addAction(tr("Open"), this, [this] {
            showNormal();
            activateWindow();
        });
        menu->addAction(tr("End Zhangfang"), this, [this] { quit(); });
        tray_->setContextMenu(menu);
        tray_->show();
    }
    connect(qApp, &QGuiApplication::commitDataRequest, this, &MainWindow::remember);
    resize(kFirstSize);
    isRemembered_ = restoreGeometry(memory_.value(QStringLiteral("window/geometry")).toByteArray());
    const QString last = memory_.value(QStringLiteral("window/page")).toString();
    showPage(pageNames().contains(last) ? last : pageNames().front());
    readSettings();
    if (const QStringList lines = unseenNews(memory_); !lines.isEmpty())
        strip_->showMessage(tr("New since your last start: %1").arg(lines.front()) + QStringLiteral(" ") +
                                tr("More under Help, What is new."),
            kNewsMs);
    whenDone<reports::Pulse>(this, desk_.heartbeat.pulse(), [this](base::Result<reports::Pulse> pulse) {
        if (pulse)
            pulsed(*pulse);
    });
}

MainWindow::~MainWindow() = default;

void MainWindow::readSettings()
{
    whenDone<access::Settings>(this, desk_.settings.settings(), [this](base::Result<access::Settings> set) {
        if (!set)
            return; // what was said before still holds
        const QString name = base::shownOnOneLine(set->text("merchant.name"));
        setWindowTitle(mode_ == Mode::practice ? tr("%1 – practice – Zhangfang").arg(name)
                                               : tr("%1 – Zhangfang").arg(name));
        const QString address = set->text("wechatpay.api_base_url");
        unreal_->setText(
            tr("WeChat Pay's address in the settings is on this computer (%1): no real money moves, "
               "and what is booked as paid here was paid to nobody.")
                .arg(base::shownOnOneLine(address)));
        unreal_->setVisible(mode_ == Mode::merchant && backend::isOnThisMachine(address));
    });
}

template <class P, class... Uses> void MainWindow::addPage(std::vector<Place::Kind> places, Uses&... uses)
{
    const PageLabel label = P::label();
    pages_.push_back(
        {label, std::move(places), [this, &uses...] { return new P(uses..., memory_, this); }, {}});
    auto* item = new QListWidgetItem(icon(label.icon), label.title, sideBar_);
    item->setToolTip(QStringLiteral("Ctrl+%1").arg(pages_.size()));
    item->setSizeHint(QSize(0, space::kRow + space::kGap));
}

Page* MainWindow::made(Entry& entry)
{
    if (!entry.page) {
        entry.page = entry.make();
        if (entry.wire)
            entry.wire(entry.page);
        stack_->addWidget(entry.page);
        connect(entry.page, &Page::wantsToGo, this, &MainWindow::goTo);
        connect(entry.page, &Page::decided, countdowns_, &CountdownStrip::refresh);
    }
    return entry.page;
}

Page* MainWindow::current()
{
    return qobject_cast<Page*>(stack_->currentWidget());
}

void MainWindow::open()
{
    const QSize room = screen()->availableSize() - kFrame;
    if (isRemembered_ || kFirstSize.boundedTo(room) == kFirstSize)
        return show();
    showMaximized();
}

QStringList MainWindow::pageNames() const
{
    QStringList names;
    for (const Entry& entry : pages_)
        names << QString::fromLatin1(entry.label.name);
    return names;
}

Page* MainWindow::page(const QString& name)
{
    const auto at = static_cast<size_t>(std::max<qsizetype>(pageNames().indexOf(name), 0));
    return made(pages_[at]);
}

void MainWindow::makeMenus()
{
    const auto add = [this](QMenu* menu, const char* iconName, const QString& text, const QKeySequence& keys,
                         std::function<void()> what) {
        auto* action = new QAction(icon(iconName), text, this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, [what = std::move(what)] { what(); });
        menu->addAction(action);
        addAction(action);
    };
    QMenu* file = menuBar()->addMenu(tr("&Desk"));
    add(file, "edit-find", tr("Do or find…"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    add(file, "view-refresh", tr("Refresh"), QKeySequence::Refresh, [this] { refreshCurrent(); });
    file->addAction(countdowns_->takeBackLatest());
    addAction(countdowns_->takeBackLatest());
    add(file, "object-locked", tr("Lock"), QKeySequence(Qt::CTRL | Qt::Key_L),
        [this] { desk_.session.lock(); });
    file->addSeparator();
    add(file, "application-exit", tr("Quit"), QKeySequence::Quit, [this] { quit(); });
    QMenu* go = menuBar()->addMenu(tr("&Go"));
    for (size_t i = 0; i < pages_.size(); ++i)
        add(go, pages_[i].label.icon, pages_[i].label.title,
            QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)),
            [this, name = QString::fromLatin1(pages_[i].label.name)] { showPage(name); });
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    add(help, "tools-check-spelling", tr("System check…"), QKeySequence(Qt::Key_F9),
        [this] { openDoctor(); });
    add(help, "document-preview", tr("Diagnostics…"), {},
        [this] { openSheet(new DiagnosticsDialog(desk_.diagnosis, this)); });
    help->addAction(explainRecovery_);
    addAction(explainRecovery_);
    explainRecovery_->setVisible(false);
    add(help, "input-keyboard", tr("Keyboard shortcuts"), QKeySequence(Qt::Key_Question),
        [this] { showShortcuts(); });
    add(help, "games-hint", tr("What is new"), {}, [this] { showNews(news()); });
    add(help, "help-about", tr("About Zhangfang…"), {}, [this] { showAbout(); });
}

void MainWindow::showPage(const QString& name)
{
    sideBar_->setCurrentRow(static_cast<int>(pageNames().indexOf(name)));
    current()->firstFocus()->setFocus();
}

void MainWindow::goTo(const Place& place)
{
    if (place.kind == Place::Kind::doctor)
        return openDoctor();
    if (place.kind == Place::Kind::recovery)
        return openRecovery();
    const auto entry = std::find_if(pages_.begin(), pages_.end(), [&](const Entry& one) {
        return std::find(one.places.begin(), one.places.end(), place.kind) != one.places.end();
    });
    if (entry == pages_.end())
        return;
    showPage(QString::fromLatin1(entry->label.name));
    current()->goTo(place);
}

void MainWindow::refreshCurrent()
{
    if (Page* page = current())
        page->refresh();
}

void MainWindow::pulsed(const reports::Pulse& pulse)
{
    strip_->show(pulse);
    recovery_->setVisible(pulse.recovering);
    explainRecovery_->setVisible(pulse.recovering);
    if (last_) {
        notify(*last_, pulse);
        reports::Pulse quiet = pulse;
        quiet.engine = last_->engine; // the engine's beat changes nothing on a page
        if (!(quiet == *last_) && !refreshSoon_.isActive())
            refreshSoon_.start();
    }
    if (!last_ || last_->lastPayoutEvent != pulse.lastPayoutEvent)
        countdowns_->refresh();
    last_ = pulse;
}

void MainWindow::notify(const reports::Pulse& before, const reports::Pulse& now)
{
    if (!tray_)
        return;
    if (now.openTasks > before.openTasks)
        tray_->showMessage(tr("Something needs you"),
            tr("%n thing(s) to look at.", nullptr, static_cast<int>(now.openTasks)));
    else if (now.waiting.count > before.waiting.count)
        tray_->showMessage(tr("A withdrawal is waiting"),
            tr("%n waiting, %1 together.", nullptr, static_cast<int>(now.waiting.count))
                .arg(now.waiting.sum.toDisplay()));
    tray_->setToolTip(tr("Zhangfang: %n waiting", nullptr, static_cast<int>(now.waiting.count)));
}

void MainWindow::explain(StatusStrip::Item item)
{
    switch (item) {
    case StatusStrip::Item::queue:
        return goTo({Place::Kind::payouts, {}, {}});
    case StatusStrip::Item::coverage:
        return showPage(QString::fromLatin1(OverviewPage::label().name));
    case StatusStrip::Item::notification:
        return showPage(QString::fromLatin1(OrdersPage::label().name));
    case StatusStrip::Item::session:
        return desk_.session.lock();
    case StatusStrip::Item::listener:
    case StatusStrip::Item::wechat:
    case StatusStrip::Item::clock:
        return openDoctor();
    }
}

void MainWindow::openDoctor()
{
    openSheet(new DoctorDialog(desk_.diagnosis, this));
}

std::vector<std::pair<QString, QList<QAction*>>> MainWindow::allActions()
{
    std::vector<std::pair<QString, QList<QAction*>>> all{{QString(), actions()}};
    for (Entry& entry : pages_)
        all.emplace_back(entry.label.title, made(entry)->actions());
    return all;
}

void MainWindow::showShortcuts()
{
    Story story(palette());
    const auto tellOf = [&story](const QString& where, const QList<QAction*>& all) {
        story.heading(where);
        for (const QAction* action : all) {
            if (!action->shortcut().isEmpty() && !action->text().isEmpty())
                story.fact(action->shortcut().toString(QKeySequence::NativeText), plainText(action));
        }
    };
    const auto all = allActions();
    const QString here = current()->accessibleName();
    for (const auto& [where, some] : all) {
        if (where == here)
            tellOf(tr("On this page: %1").arg(where), some);
    }
    tellOf(tr("Everywhere"), all.front().second);
    for (size_t at = 1; at < all.size(); ++at) {
        if (all[at].first != here)
            tellOf(all[at].first, all[at].second);
    }
    openSheet(new ReadingDialog(tr("Keyboard shortcuts"), story, this));
}

void MainWindow::showAbout()
{
    Story story(palette());
    story.heading(tr("Zhangfang 账房 %1").arg(QStringLiteral(ZHANGFANG_VERSION)));
    story.paragraph(tr("The desk for the money of a small WeChat Pay merchant."));
    story.paragraph(tr("Free software under the GNU General Public License, version 3 or later."));
    story.fact(tr("Data folder"), desk_.books.folderPath());
    story.heading(tr("It stands on"));
    for (const backend::Library& library : backend::libraries())
        story.fact(library.name, library.version.isEmpty()
                                     ? library.licence
                                     : QStringLiteral("%1 · %2").arg(library.version, library.licence));
    openSheet(new ReadingDialog(tr("About Zhangfang"), story, this));
}

void MainWindow::showNews(const QStringList& lines)
{
    Story story(palette());
    for (const QString& line : lines)
        story.paragraph(QStringLiteral("• ") + line);
    openSheet(new ReadingDialog(tr("What is new"), story, this));
}

void MainWindow::openRecovery()
{
    openSheet<RecoveryDialog>(new RecoveryDialog(desk_.books, desk_.session, this),
        [this](RecoveryDialog&, bool) { refreshCurrent(); });
}

void MainWindow::openPalette()
{
    std::vector<CommandPalette::Entry> entries;
    const auto offer = [&](QAction* action, const QString& where, std::function<void()> before) {
        if (action->isSeparator() || action->text().isEmpty() || !action->isVisible())
            return;
        entries.push_back(
            {where.isEmpty() ? plainText(action) : QStringLiteral("%1: %2").arg(where, plainText(action)),
                action->shortcut().toString(QKeySequence::NativeText), action->icon(),
                [action, before = std::move(before)] {
                    before();
                    action->trigger();
                }});
    };
    const auto all = allActions();
    for (size_t at = 0; at < all.size(); ++at) {
        const QString page = at == 0 ? QString() : pageNames()[static_cast<qsizetype>(at) - 1];
        for (QAction* action : all[at].second)
            offer(action, all[at].first, [this, page] {
                if (!page.isEmpty())
                    showPage(page);
            });
    }
    openSheet(new CommandPalette(
        std::move(entries), [this](const QString& text) { return desk_.finder.quickFind(text, kFindsShown); },
        [this](const Place& place) { goTo(place); }, this));
}

void MainWindow::remember()
{
    memory_.setValue(QStringLiteral("window/geometry"), saveGeometry());
    memory_.setValue(QStringLiteral("window/page"), pageNames().value(std::max(sideBar_->currentRow(), 0)));
    for (const Entry& entry : pages_) {
        if (entry.page)
            entry.page->remember();
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    remember();
    if (mayClose_ || qApp->isSavingSession()) { // the session ends: there is nobody to be asked any more
        Q_EMIT quitWanted();
        return QMainWindow::closeEvent(event);
    }
    event->ignore();
    const WhenClosed choice = tray_ ? whenClosed(memory_) : WhenClosed::quit;
    if (choice == WhenClosed::ask)
        askWhatClosingMeans();
    else if (choice == WhenClosed::keepRunning)
        keepInTray();
    else
        quit();
}

void MainWindow::keepInTray()
{
    hide();
    tray_->showMessage(
        tr("Zhangfang goes on"), tr("It takes notifications and sends what is approved. A click "
                                    "here brings the window back."));
}

void MainWindow::askWhatClosingMeans()
{
    auto* box = new QMessageBox(QMessageBox::Question, tr("Close the window"),
        tr("Shall Zhangfang go on in the background, beside the clock?"), QMessageBox::NoButton, this);
    box->setInformativeText(tr(
        "There it takes WeChat Pay's notifications and sends what you have approved. Once it is ended, both "
        "wait until it is started again. You can change this under Settings."));
    const QAbstractButton* stay = box->addButton(tr("Go on in the background"), QMessageBox::AcceptRole);
    const QAbstractButton* end = box->addButton(tr("End it"), QMessageBox::DestructiveRole);
    box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    connect(box, &QMessageBox::buttonClicked, this, [this, stay, end](const QAbstractButton* chosen) {
        if (chosen != stay && chosen != end)
            return;
        setWhenClosed(memory_, chosen == stay ? WhenClosed::keepRunning : WhenClosed::quit);
        chosen == stay ? keepInTray() : quit();
    });
    openSheet(box);
}

void MainWindow::quit()
{
    const auto isAnswered = std::make_shared<bool>(false);
    const auto answered = [this, isAnswered](const base::Result<reports::Underway>& now) {
        if (std::exchange(*isAnswered, true))
            return;
        if (!now || now->isAny())
            return askBeforeQuitting(now);
        end();
    };
    whenDone<reports::Underway>(this, desk_.heartbeat.underwayHere(), answered);
    QTimer::singleShot(kAnswersWithinMs, this, [answered] {
        answered(base::unavailable("timeout", QStringLiteral("the books have not answered")));
    });
}

void MainWindow::end()
{
    mayClose_ = true;
    close();
}

void MainWindow::askBeforeQuitting(const base::Result<reports::Underway>& now)
{
    const reports::Underway underway = now.value_or(reports::Underway());
    QStringList what;
    if (!now)
        what << tr("the books do not answer, so it is not known what");
    if (underway.toSend > 0)
        what << tr("%n approved withdrawal(s) not sent yet", nullptr, static_cast<int>(underway.toSend));
    if (underway.atWechat > 0)
        what << tr(
            "%n withdrawal(s) whose answer is not in yet", nullptr, static_cast<int>(underway.atWechat));
    if (underway.refunds > 0)
        what << tr("%n refund(s) under way", nullptr, static_cast<int>(underway.refunds));
    show(); // it may have been in the tray
    ask(this,
        {tr("End Zhangfang"), tr("Still under way: %1.").arg(what.join(tr(", "))),
            tr("Nothing is lost: all of it goes on by itself as soon as Zhangfang is started again. What "
               "shall not "
               "be sent then, take back now."),
            tr("End it"), tr("Stay")},
        [this] { end(); });
}

} // namespace zhangfang::ui
