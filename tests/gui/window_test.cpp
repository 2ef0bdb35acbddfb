#include "gui/guard.h"
#include "gui/hand.h"
#include "harness/decisions.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/filter_bar.h"
#include "kit/floating_notice.h"
#include "kit/lazy_table.h"
#include "kit/preferences.h"
#include "shell/main_window.h"
#include "shop/commands.h"

#include <QAccessible>
#include <QDateEdit>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QStatusBar>
#include <QToolButton>
#include <QTreeWidget>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;

namespace
{

/// What a window manager leaves of the smallest screen the program is made for, 1280 by 720.
constexpr QSize kRoom(1264, 676);

} // namespace

/// The window as a whole: it fits, it tells, it stays where it is.
class WindowTest : public gui::Test
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    void fitsASmallScreen_data()
    {
        QTest::addColumn<bool>("english");
        QTest::newRow("English") << true;
        QTest::newRow("Chinese") << false;
    }
    void fitsASmallScreen()
    {
        QFETCH(bool, english);
        ui::applyLanguage(english ? ui::Language::english : ui::Language::chinese);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 500);
        REQUIRE(payout);
        // In practice and with a countdown: as much stands above the pages as ever does.
        ui::MainWindow window(
            shop.desk(), shop.memory(), ui::MainWindow::Mode::practice, QStringLiteral("practice-only"));
        window.show();
        for (const QString& name : window.pageNames()) {
            window.showPage(name);
            QApplication::processEvents();
            const QSize least = window.minimumSizeHint();
            QVERIFY2(least.width() <= kRoom.width() && least.height() <= kRoom.height(),
                qPrintable(
                    QStringLiteral("%1 wants %2 x %3").arg(name).arg(least.width()).arg(least.height())));
            window.resize(kRoom);
            QApplication::processEvents();
            QCOMPARE(window.size(), kRoom);
            for (const auto* date : window.page(name)->findChildren<QDateEdit*>()) {
                const auto* line = date->findChild<QLineEdit*>();
                if (date->isVisible())
                    QVERIFY2(line->width() > line->fontMetrics().horizontalAdvance(line->text()),
                        qPrintable(QStringLiteral("%1: %2 is cut").arg(name, line->text())));
            }
            for (const auto* one : window.page(name)->findChildren<QPushButton*>()) {
                if (one->isVisible())
                    QVERIFY2(one->width() >= one->sizeHint().width(),
                        qPrintable(QStringLiteral("%1: '%2' is cut").arg(name, one->text())));
            }
        }
    }

    /// What went well leaves by itself, what went wrong waits to be read; neither moves anything.
    /// The first time there is no screen so small that a part of it is out of sight; later it stays as it was
    /// left.
    void theFirstTimeItFits()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto open = [&](bool isWhole) {
            ui::MainWindow window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {});
            window.open();
            QVERIFY(window.screen()->availableSize().height() <= 800); // of the platform that tests have
            QCOMPARE(window.isMaximized(), isWhole);
            window.showNormal();
            window.remember();
        };
        open(true);
        open(false);
    }

    void aNoticeFloats_data()
    {
        QTest::addColumn<ui::Tone>("tone");
        QTest::addColumn<bool>("goes");
        QTest::newRow("good") << ui::Tone::good << true;
        QTest::newRow("info") << ui::Tone::info << true;
        QTest::newRow("warn") << ui::Tone::warn << false;
        QTest::newRow("bad") << ui::Tone::bad << false;
    }
    void aNoticeFloats()
    {
        QFETCH(ui::Tone, tone);
        QFETCH(bool, goes);
        QWidget page;
        page.resize(800, 600);
        auto* layout = new QVBoxLayout(&page);
        auto* below = new QPushButton(QStringLiteral("below"), &page);
        layout->addWidget(below);
        ui::FloatingNotice notice(&page, 1);
        page.show();
        const QRect before = below->geometry();
        notice.showText(tone, QStringLiteral("something"));
        QVERIFY(notice.isVisible());
        QCOMPARE(below->geometry(), before);
        QVERIFY(page.rect().contains(notice.geometry()));
        QTimer later; // starts after the notice's own, and is a hundred times as long
        later.setSingleShot(true);
        later.start(100);
        QTRY_VERIFY(!later.isActive());
        QCOMPARE(notice.isVisible(), !goes);
    }
    /// What a screen reader finds there is what stands there.
    void aNoticeIsReadAloud()
    {
        QWidget page;
        ui::FloatingNotice notice(&page);
        notice.showText(ui::Tone::bad, QStringLiteral("The password is wrong."));
        auto* read = QAccessible::queryAccessibleInterface(&notice);
        QVERIFY(read);
        QCOMPARE(read->text(QAccessible::Name), QStringLiteral("The password is wrong."));
    }

    /// A key leads to one thing: of what a page can do and the window's menus no two have the same letter or
    /// the same shortcut, whatever state the page is in.
    void noKeyStandsTwice_data() { fitsASmallScreen_data(); }
    void noKeyStandsTwice()
    {
        QFETCH(bool, english);
        ui::applyLanguage(english ? ui::Language::english : ui::Language::chinese);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        // One that waits, and one that is stopped: what can be done about it is called otherwise.
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        REQUIRE(shop.requested(*user, 500));
        REQUIRE(shop.books().writer().runNow<int>([](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.execute("UPDATE payouts SET state = 'approved'"));
            ZF_TRY(database.execute(
                "INSERT INTO errands (kind, subject, number, partner, state, blocked, bytes, "
                "created_at) SELECT 'payout', CAST(id AS TEXT), out_bill_no, 'wechatpay', "
                "'stored', 'name_missing', '', requested_at FROM payouts"));
            return 0;
        }));
        ui::MainWindow window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {});
        window.show();
        int met = 0;
        for (const QString& name : window.pageNames()) {
            window.showPage(name);
            ui::Page* page = window.page(name);
            if (name == QLatin1String("withdrawals")) {
                page->findChild<ui::FilterBar*>()->setFilter({{}, {}, {}, {}, QStringLiteral("under_way")});
                auto* table = page->findChild<ui::LazyTable*>();
                QTRY_VERIFY_WITH_TIMEOUT(table->currentIndex().isValid() &&
                                             qobject_cast<ui::LazyModelBase*>(table->model())->isIdle(),
                    10'000);
            }
            QMap<QString, QString> owners;
            const auto take = [&](const QString& key, const QString& text) {
                if (key.isEmpty())
                    return;
                ++met;
                QVERIFY2(!owners.contains(key) || owners[key] == text,
                    qPrintable(QStringLiteral("%1: %2 is of '%3' and of '%4'")
                                   .arg(name, key, owners.value(key), text)));
                owners.insert(key, text);
            };
            for (const QAction* menu : window.menuBar()->actions())
                take(QKeySequence::mnemonic(menu->text()).toString(), menu->text());
            for (const QAction* menu : window.menuBar()->actions()) {
                for (const QAction* one : menu->menu()->actions())
                    take(one->shortcut().toString(), one->text());
            }
            for (const QAction* one : page->actions()) {
                take(QKeySequence::mnemonic(one->text()).toString(), one->text());
                take(one->shortcut().toString(), one->text());
            }
            for (const auto* one : page->findChildren<QAbstractButton*>())
                take(QKeySequence::mnemonic(one->text()).toString(), one->text());
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY2(met > 60, qPrintable(QString::number(met)));
    }

    /// Whoever listens hears the figure with its label, wherever one stands.
    void figuresAreReadAloud()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.userWith(QStringLiteral("oA"), 10'000));
        ui::MainWindow window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {});
        window.show();
        int met = 0;
        for (const QString& name : window.pageNames()) {
            window.showPage(name);
            const auto read = [](QWidget* widget) {
                QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(widget);
                return seen ? seen->text(QAccessible::Name) : QString();
            };
            const auto look = [&](QWidget* widget, const QString& shown) {
                const QString heard = read(widget);
                QVERIFY2(heard.contains(shown) && heard.contains(widget->accessibleName()),
                    qPrintable(QStringLiteral("%1: '%2' is read as '%3'").arg(name, shown, heard)));
                met += widget->accessibleName().isEmpty() ? 0 : 1;
            };
            if (name == QLatin1String("overview"))
                QTRY_VERIFY_WITH_TIMEOUT(
                    named<QLabel>(*window.page(name), QStringLiteral("Paid today"))->text() ==
                        QStringLiteral("¥ 0.00"),
                    10'000);
            for (auto* label : window.findChildren<QLabel*>()) {
                if (label->isVisible() && label->textFormat() == Qt::PlainText && !label->text().isEmpty())
                    look(label, label->text());
            }
            for (auto* one : window.statusBar()->findChildren<QToolButton*>())
                look(one, one->text().remove(QStringLiteral("⚠ ")));
            if (QTest::currentTestFailed())
                return;
        }
        auto* paid = named<QLabel>(*window.page(QStringLiteral("overview")), QStringLiteral("Paid today"));
        QCOMPARE(QAccessible::queryAccessibleInterface(paid)->text(QAccessible::Name),
            QStringLiteral("Paid today: ¥ 0.00"));
        QVERIFY2(met > 20, qPrintable(QString::number(met)));
    }

    /// New figures come into the tree of accounts; where somebody reads in it, what is open and what is
    /// chosen stay.
    void theAccountsStayWhereTheyAre()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        std::vector<base::UserId> users;
        for (int i = 0; i < 60; ++i) {
            const auto user = shop.userWith(QStringLiteral("oUser%1").arg(i), 100);
            REQUIRE(user);
            users.push_back(*user);
        }
        ui::MainWindow window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {});
        window.show();
        window.showPage(QStringLiteral("ledger"));
        auto* tree = window.page(QStringLiteral("ledger"))->findChild<QTreeWidget*>();
        QTRY_VERIFY_WITH_TIMEOUT(tree->topLevelItemCount() > 2, 10'000);
        QTreeWidgetItem* group = nullptr;
        for (int i = 0; i < tree->topLevelItemCount(); ++i) {
            if (tree->topLevelItem(i)->childCount() >= 60)
                group = tree->topLevelItem(i);
        }
        QVERIFY(group);
        group->setExpanded(true);
        auto* bar = tree->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 20);
        bar->setValue(20);
        const QString sum = group->text(1);
        REQUIRE(backend::ShopOffice(shop.books())
                    .door()
                    .run(harness::ownerNamed(QStringLiteral("mei")),
                        shop::AdjustWallet{users[30], base::Money::fen(50), QStringLiteral("prize")}));
        QTRY_VERIFY_WITH_TIMEOUT(group->text(1) != sum, 10'000);
        QCOMPARE(bar->value(), 20);
        QVERIFY(group->isExpanded());
    }
};

ZHANGFANG_TEST(WindowTest)
#include "window_test.moc"
