#include "console/practice_shop.h"
#include "dialogs/approve_dialog.h"
#include "dialogs/consent_dialog.h"
#include "dialogs/counter_dialog.h"
#include "dialogs/doctor_dialog.h"
#include "dialogs/first_start_dialog.h"
#include "dialogs/new_order_dialog.h"
#include "dialogs/password_dialog.h"
#include "dialogs/reason_dialog.h"
#include "dialogs/refund_dialog.h"
#include "dialogs/wallet_dialogs.h"
#include "kit/async.h"
#include "pages/payouts_page.h"
#include "shell/command_palette.h"
#include "shell/main_window.h"

#include <cstdio>
#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QLocale>
#include <QScreen>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace zhangfang;

namespace
{

/// Lets everything that was asked come back and be drawn.
void settle(int ms)
{
    for (const QDeadlineTimer deadline(ms); !deadline.hasExpired();)
        QApplication::processEvents(QEventLoop::AllEvents, 20);
}

/// Renders every page and dialog into a folder, named by size, language, theme and place.
class Camera
{
public:
    Camera(backend::Desk& desk, QSettings& memory, QString folder, QString prefix)
        : desk_(desk), memory_(memory), folder_(std::move(folder)), prefix_(std::move(prefix))
    {
    }
    bool shoot(QWidget& widget, const QString& name) const
    {
        settle(kSettleMs);
        return widget.grab().save(QDir(folder_).filePath(QStringLiteral("%1-%2.png").arg(prefix_, name)));
    }
    bool shootDialog(QDialog& dialog, const QString& name) const
    {
        dialog.show();
        settle(kSettleMs);
        return shoot(dialog, name);
    }
    bool all(ui::MainWindow& window)
    {
        window.show();
        bool ok = true;
        for (const QString& page : window.pageNames()) {
            window.showPage(page);
            settle(kSettleMs);
            ok = shoot(window, page) && ok;
        }
        return settings(window) && firstStart() && dialogs(window) && menus(window) && countdown(window) &&
               ok;
    }

private:
    /// Every tab: each has other kinds of fields.
    bool settings(ui::MainWindow& window) const
    {
        window.showPage(QStringLiteral("settings"));
        auto* tabs = window.page(QStringLiteral("settings"))->findChild<QTabWidget*>();
        bool ok = tabs != nullptr;
        for (int at = 0; ok && at < tabs->count(); ++at) {
            tabs->setCurrentIndex(at);
            ok = shoot(window, QStringLiteral("settings-%1").arg(at + 1));
        }
        return ok;
    }
    /// The step that wants keys, with one of them given.
    bool firstStart() const
    {
        const QTemporaryDir temp;
        ui::FirstStartDialog first(temp.filePath(QStringLiteral("shop")), ui::Language::chinese);
        using Words = ui::FirstStartDialog;
        first.show();
        for (auto* line : first.findChildren<QLineEdit*>())
            line->setText(QStringLiteral("a good password"));
        for (auto* button : first.findChildren<QPushButton*>()) {
            if (button->text() == Words::tr("Next"))
                button->click();
        }
        const QDeadlineTimer made(20'000);
        while (!first.findChild<ui::MerchantForm*>() && !made.hasExpired())
            settle(kSettleMs);
        auto* form = first.findChild<ui::MerchantForm*>();
        const QString photo = temp.filePath(QStringLiteral("photo.png"));
        QFile file(photo);
        if (!form || !file.open(QIODevice::WriteOnly))
            return false;
        form->takeFiles({photo});
        return shoot(first, QStringLiteral("first-start-keys"));
    }
    /// An approval that has not left yet, which is then taken back.
    bool countdown(ui::MainWindow& window)
    {
        std::vector<base::PayoutId> approved;
        ui::whenDone<std::vector<reports::PayoutRow>>(&window,
            desk_.payoutPage(reports::PayoutView::waiting, {}),
            [&](const base::Result<std::vector<reports::PayoutRow>>& rows) {
                const auto& row = rows->front();
                approved.push_back(row.payout.id);
                desk_
                    .approve({{row.payout.id, row.seen()}},
                        {QStringLiteral("owner"), QByteArray(console::PracticeShop::kPassword)})
                    .waitForFinished();
            });
        settle(kSettleMs);
        window.showPage(QStringLiteral("orders"));
        settle(3 * kSettleMs);
        const bool ok = !approved.empty() && shoot(window, QStringLiteral("countdown"));
        desk_.takeBack(approved, QStringLiteral("owner")).waitForFinished();
        desk_.lock();
        settle(3 * kSettleMs);
        return ok;
    }
    /// What the window's own keys open.
    bool menus(ui::MainWindow& window)
    {
        bool ok = true;
        for (const auto& [name, keys] : {std::pair<const char*, QKeySequence>{"shortcuts", Qt::Key_Question},
                 {"palette", QKeySequence(Qt::CTRL | Qt::Key_K)}}) {
            for (QAction* action : window.actions()) {
                if (action->shortcut() == keys)
                    action->trigger();
            }
            auto* dialog = QApplication::activeModalWidget();
            ok = dialog && shoot(*dialog, QString::fromLatin1(name)) && ok;
            if (dialog)
                dialog->close();
        }
        return ok;
    }
    static constexpr int kSettleMs = 350;
    bool dialogs(QWidget& parent)
    {
        std::vector<base::PayoutId> waiting;
        ui::whenDone<std::vector<reports::PayoutRow>>(&parent,
            desk_.payoutPage(reports::PayoutView::waiting, {}),
            [&](base::Result<std::vector<reports::PayoutRow>> rows) {
                for (const auto& row : *rows)
                    waiting.push_back(row.payout.id);
            });
        std::vector<reports::UserRow> users;
        ui::whenDone<std::vector<reports::UserRow>>(&parent, desk_.userPage({}, {}),
            [&](base::Result<std::vector<reports::UserRow>> rows) { users = *rows; });
        std::optional<reports::OrderStory> paid;
        reports::OrderFilter filter;
        filter.state = shop::OrderState::paid;
        ui::whenDone<std::vector<reports::OrderRow>>(
            &parent, desk_.orderPage(filter, {}), [&](base::Result<std::vector<reports::OrderRow>> rows) {
                ui::whenDone<reports::OrderStory>(&parent, desk_.orderStory(rows->front().number),
                    [&](base::Result<reports::OrderStory> story) { paid = *story; });
            });
        settle(kSettleMs);
        if (waiting.empty() || users.empty() || !paid)
            return false;
        ui::RefundDialog refund(desk_, *paid, &parent);
        ui::CounterDialog counter(desk_, memory_, &parent);
        const ui::ChosenPayouts chosen{waiting, static_cast<int>(waiting.size())};
        ui::ApproveDialog approve(desk_, chosen, &parent);
        ui::NewOrderDialog order(desk_, memory_, &parent);
        ui::DoctorDialog doctor(desk_, &parent);
        ui::AdjustDialog adjust(desk_, users.front(), &parent);
        ui::UserDialog user(desk_, &parent);
        payouts::Consent asked;
        asked.number = QStringLiteral("A7Q2M9X4K1B8R5T6W3Z0C2D4");
        asked.state = QStringLiteral("WAIT_USER_CONFIRM");
        asked.packageInfo = QStringLiteral("affffddafdfafddffda==");
        ui::ConsentDialog consent(desk_, users.front(), asked, &parent);
        ui::ReasonDialog reject(
            desk_, {ui::PayoutsPage::tr("Reject withdrawals"), {}, {}, ui::PayoutsPage::tr("Reject")},
            [](const ui::ReasonDialog::Said&, const ui::ReasonDialog::Told&) {}, &parent);
        reject.about(chosen, [](int count, const QString& sum) {
            return ui::PayoutsPage::tr(
                "%n withdrawal(s) over %1 will not be paid. The held sums go back to the "
                "users' balances at once.",
                nullptr, count)
                .arg(sum);
        });
        ui::PasswordDialog password(desk_, QStringLiteral("owner"), &parent);
        ui::FirstStartDialog first(QStringLiteral("~/.local/share/zhangfang/shop"),
            QLocale().language() == QLocale::Chinese ? ui::Language::chinese : ui::Language::english);
        return shootDialog(approve, QStringLiteral("approve")) &&
               shootDialog(reject, QStringLiteral("reject")) &&
               shootDialog(password, QStringLiteral("password")) &&
               shootDialog(order, QStringLiteral("new-order")) &&
               shootDialog(refund, QStringLiteral("refund")) &&
               shootDialog(counter, QStringLiteral("counter")) &&
               shootDialog(doctor, QStringLiteral("doctor")) &&
               shootDialog(adjust, QStringLiteral("adjust")) &&
               shootDialog(user, QStringLiteral("add-user")) &&
               shootDialog(consent, QStringLiteral("consent")) &&
               shootDialog(first, QStringLiteral("first-start"));
    }
    backend::Desk& desk_;
    QSettings& memory_;
    QString folder_;
    QString prefix_;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc != 3) {
        std::fprintf(stderr, "usage: zhangfang-screenshots FOLDER WIDTHxHEIGHT\n");
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    const QStringList sides = QString::fromLocal8Bit(argv[2]).split(QLatin1Char('x'));
    // The size is the picture's: a scale factor makes the window smaller, not the picture larger.
    const QSize size = QSize(sides.value(0).toInt(), sides.value(1).toInt()) /
                       QApplication::primaryScreen()->devicePixelRatio();
    QDir().mkpath(folder);
    const QTemporaryDir shopFolder;
    auto practice = console::PracticeShop::open(shopFolder.filePath(QStringLiteral("shop")));
    if (!practice) {
        std::fprintf(stderr, "%s\n", qPrintable(practice.error().describe()));
        return 1;
    }
    backend::Desk desk((*practice)->takeFolder());
    desk.startEngine().waitForFinished();
    QSettings memory(shopFolder.filePath(QStringLiteral("console.ini")), QSettings::IniFormat);
    bool ok = true;
    for (const ui::Language language : {ui::Language::chinese, ui::Language::english}) {
        for (const ui::Appearance appearance : {ui::Appearance::light, ui::Appearance::dark}) {
            ui::setLanguage(memory, language);
            ui::setAppearance(memory, appearance);
            ui::applyLanguage(language);
            ui::applyTheme(application, appearance);
            ui::MainWindow window(desk, memory, ui::MainWindow::Mode::practice,
                QString::fromLatin1(console::PracticeShop::kPassword));
            window.resize(size);
            const QString prefix =
                QStringLiteral("%1-%2-%3")
                    .arg(QString::fromLocal8Bit(argv[2]),
                        language == ui::Language::chinese ? QStringLiteral("zh") : QStringLiteral("en"),
                        appearance == ui::Appearance::dark ? QStringLiteral("dark")
                                                           : QStringLiteral("light"));
            ok = Camera(desk, memory, folder, prefix).all(window) && ok;
        }
    }
    return ok ? 0 : 1;
}
