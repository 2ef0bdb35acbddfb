#include "base/json.h"
#include "console/practice_shop.h"
#include "dialogs/job_dialog.h"
#include "gui/camera.h"
#include "http/transport.h"
#include "kit/async.h"
#include "kit/preferences.h"
#include "kit/sheet.h"
#include "pages/ledger_page.h"
#include "recovery/standing.h"
#include "shell/first_start_dialog.h"

#include <cstdio>
#include <QApplication>
#include <QDateTime>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QTemporaryDir>
#include <QUrl>

using namespace zhangfang;
using gui::Camera;

namespace
{

const QString owner = QStringLiteral("owner");

/// The practice shop, with what happens on its worse days as well.
class Shop
{
public:
    [[nodiscard]] base::Status open(const QString& folder)
    {
        folder_ = folder;
        ZF_ASSIGN(practice_, console::PracticeShop::open(folder));
        auto books = practice_->takeFolder();
        ZF_ASSIGN(const access::Settings settings, books->settings());
        address_ = settings.text("wechatpay.api_base_url");
        desk_ = std::make_unique<backend::Desk>(std::move(books));
        return wait(desk_->startEngine()).map([](const QString&) {});
    }
    [[nodiscard]] backend::Desk& desk() { return *desk_; }
    /// A withdrawal and a refund of which nobody knows what became, one of each under way, and a complaint.
    [[nodiscard]] base::Status haveABadDay()
    {
        ZF_TRY(wait(desk_->saveSettings({{QStringLiteral("payouts.first_retry_ms"), QStringLiteral("60000")},
                                            {QStringLiteral("payouts.grace_seconds"), QStringLiteral("0")}},
            authority())));
        control("fault",
            {{QStringLiteral("target"), QStringLiteral("create_transfer")},
                {QStringLiteral("kind"), QStringLiteral("SOME_NEW_CODE")}, {QStringLiteral("count"), 1'000}});
        control("fault",
            {{QStringLiteral("target"), QStringLiteral("create_refund")},
                {QStringLiteral("kind"), QStringLiteral("SOME_NEW_CODE")}, {QStringLiteral("count"), 1'000}});
        for (int i = 0; i < 2; ++i)
            ZF_TRY(approveOne());
        const QString paid = ordered(6'800);
        control("pay", {{QStringLiteral("out_trade_no"), paid}});
        Camera::settle(1'500);
        static_cast<void>(
            wait(desk_->refund(paid, base::Money::fen(100), QStringLiteral("茶凉了"), authority())));
        ZF_ASSIGN(const access::Settings settings, wait(desk_->settings()));
        control("complain", {{QStringLiteral("notify_url"), settings.text("wechatpay.notify_url")},
                                {QStringLiteral("out_trade_no"), paid},
                                {QStringLiteral("detail"), QStringLiteral("茶还没到，快两个小时了")}});
        static_cast<void>(ordered(2'800)); // and not paid
        // The next approval can be taken back, and is not sent meanwhile.
        ZF_TRY(wait(desk_->saveSettings(
            {{QStringLiteral("payouts.grace_seconds"), QStringLiteral("3600")}}, authority())));
        return approveOne();
    }
    /// The books were put back: their owner has to look.
    [[nodiscard]] base::Status putBack()
    {
        ZF_ASSIGN(const auto database, storage::Database::open(folder_ + QStringLiteral("/zhangfang.db"),
                                           storage::Database::Access::existing));
        crypto::SystemRandom random;
        ZF_TRY(database->begin());
        ZF_TRY(
            recovery::begin(*database, {"restored", QStringLiteral("/backups/zhangfang-20260101.db"), owner},
                random, QDateTime::currentMSecsSinceEpoch()));
        return database->commit();
    }
    /// What is unlocked stays so only for a person who is there.
    void lock() { desk_->lock(); }

private:
    template <class T> static base::Result<T> wait(const backend::Later<T>& later)
    {
        while (!later.isFinished())
            Camera::settle(20);
        return later.result();
    }
    static backend::Desk::Authority authority()
    {
        return {owner, QByteArray(console::PracticeShop::kPassword)};
    }
    base::Status approveOne()
    {
        ZF_ASSIGN(const auto rows, wait(desk_->payoutPage(reports::PayoutView::waiting, {})));
        if (rows.empty())
            return {};
        ZF_TRY(wait(desk_->approve({{rows.front().payout.id, rows.front().seen()}}, authority())));
        Camera::settle(1'500); // on its way by then
        return {};
    }
    /// The number of an order that a customer has not paid yet.
    QString ordered(qint64 fen)
    {
        payments::NewOrder wanted;
        wanted.amount = base::Money::fen(fen);
        wanted.description = QStringLiteral("龙井, 大杯");
        wanted.channel = QStringLiteral("native");
        const auto made = wait(desk_->createOrder(wanted));
        return made ? made->number.toString() : QString();
    }
    void control(const char* verb, const QJsonObject& order) const
    {
        http::Request request{"POST", QByteArray("/control/") + verb, {}, base::toCompactJson(order), {}};
        request.headers.add("Content-Type", "application/json");
        static_cast<void>(http::makeTransport()->exchange(QUrl(address_), request, 10'000));
    }
    QString folder_;
    QString address_;
    std::unique_ptr<console::PracticeShop> practice_;
    std::unique_ptr<backend::Desk> desk_;
};

void click(const QWidget& in, const QString& text)
{
    for (auto* one : in.findChildren<QPushButton*>()) {
        if (one->text() == text && one->isVisibleTo(&in))
            return one->click();
    }
}

void shootFirstStart(Camera& camera, ui::Language language, const QTemporaryDir& temp)
{
    using Dialog = ui::FirstStartDialog;
    const QTemporaryDir place(temp.filePath(QStringLiteral("first-XXXXXX")));
    Dialog dialog(place.filePath(QStringLiteral("shop")), language);
    dialog.show();
    camera.shoot(dialog, QStringLiteral("first-start"));
    click(dialog, Dialog::tr("Set up my &merchant account"));
    camera.shoot(dialog, QStringLiteral("first-start-2"));
    for (auto* line : dialog.findChildren<QLineEdit*>())
        line->setText(line->echoMode() == QLineEdit::Password ? QStringLiteral("a good password")
                                                              : QStringLiteral("老王茶铺"));
    click(dialog, Dialog::tr("Next"));
    Camera::settle(3 * Camera::kSettleMs);
    camera.shoot(dialog, QStringLiteral("first-start-3"));
    click(dialog, Dialog::tr("I have kept it"));
    Camera::settle();
    camera.shoot(dialog, QStringLiteral("first-start-4"));
}

void shootMore(Camera& camera, ui::MainWindow& window)
{
    const auto job = std::make_shared<backend::Job>();
    job->done = 12'345;
    ui::JobDialog working(ui::LedgerPage::tr("Verify the books"),
        ui::LedgerPage::tr("%1 journal entries checked"), job, &window);
    camera.shootDialog(working, QStringLiteral("job"));
    ui::Question question{ui::MainWindow::tr("End Zhangfang"),
        ui::MainWindow::tr("Still under way: %1.").arg(QStringLiteral("…")), {}, ui::MainWindow::tr("End it"),
        ui::MainWindow::tr("Stay")};
    ui::ask(&window, question, [] {});
    if (auto* box = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
        camera.shoot(*box, QStringLiteral("question"));
        box->done(QDialog::Rejected);
    }
}

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
    const QTemporaryDir temp;
    Shop shop;
    for (const base::Status& step : {shop.open(temp.filePath(QStringLiteral("shop"))), shop.haveABadDay()}) {
        if (!step) {
            std::fprintf(stderr, "%s\n", qPrintable(step.error().describe()));
            return 1;
        }
    }
    QSettings memory(temp.filePath(QStringLiteral("console.ini")), QSettings::IniFormat);
    bool ok = true;
    const auto everyWay = [&](const std::function<void(Camera&, ui::MainWindow&, ui::Language)>& shoot,
                              ui::MainWindow::Mode mode) {
        for (const ui::Language language : {ui::Language::chinese, ui::Language::english}) {
            for (const ui::Appearance appearance : {ui::Appearance::light, ui::Appearance::dark}) {
                ui::setLanguage(memory, language);
                ui::setAppearance(memory, appearance);
                ui::applyLanguage(language);
                ui::applyTheme(application, appearance);
                shop.lock();
                ui::MainWindow window(
                    shop.desk(), memory, mode, QString::fromLatin1(console::PracticeShop::kPassword));
                window.resize(size);
                Camera camera(folder,
                    QStringLiteral("%1-%2-%3")
                        .arg(QString::fromLocal8Bit(argv[2]),
                            language == ui::Language::chinese ? QStringLiteral("zh") : QStringLiteral("en"),
                            appearance == ui::Appearance::dark ? QStringLiteral("dark")
                                                               : QStringLiteral("light")));
                shoot(camera, window, language);
                ok = camera.isGood() && ok;
            }
        }
    };
    everyWay(
        [&](Camera& camera, ui::MainWindow& window, ui::Language language) {
            camera.shootWindow(window);
            shootMore(camera, window);
            shootFirstStart(camera, language, temp);
        },
        ui::MainWindow::Mode::practice);
    if (const base::Status back = shop.putBack(); !back)
        return 1;
    // A real shop with a made-up WeChat Pay, whose books were put back: all that can stand above the pages.
    everyWay(
        [](Camera& camera, ui::MainWindow& window, ui::Language) {
            window.show();
            Camera::settle(3 * Camera::kSettleMs);
            camera.shoot(window, QStringLiteral("put-back"));
            for (QAction* action : window.actions()) {
                if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H))
                    action->trigger();
            }
            Camera::settle();
            if (auto* sheet = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
                camera.shoot(*sheet, QStringLiteral("put-back-sheet"));
                sheet->done(QDialog::Rejected);
            }
        },
        ui::MainWindow::Mode::merchant);
    return ok ? 0 : 1;
}
