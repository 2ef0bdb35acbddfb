#include "gui/guard.h"
#include "gui/hand.h"
#include "gui/page_of.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/lazy_table.h"
#include "kit/preferences.h"
#include "kit/story.h"
#include "pages/ledger_page.h"
#include "pages/overview_page.h"
#include "pages/reports_page.h"
#include "shell/alarm_strip.h"
#include "shop/tasks.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QTableWidget>
#include <QTreeWidget>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;

/// What needs a person, the reports and the ledger: each page by itself.
class PagesTest : public gui::Test
{
    Q_OBJECT

    static bool says(const QWidget& in, const QString& text)
    {
        const auto labels = in.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
            [&](const QLabel* label) { return label->isVisibleTo(&in) && label->text().contains(text); });
    }
    static bool raise(DeskShop& shop, const char* subject, const char* message)
    {
        return shop.books()
            .writer()
            .runNow<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(shop::raiseTask(database, QString::fromLatin1(subject), QStringLiteral("odd"),
                    QString::fromLatin1(message), shop.books().clock().nowUtcMs()));
                return 0;
            })
            .has_value();
    }
    static std::vector<reports::Task> openTasks(DeskShop& shop)
    {
        return shop.books()
            .readers()
            .read<std::vector<reports::Task>>(
                [](storage::Database& database) { return reports::openTasks(database, 100); })
            .value_or(std::vector<reports::Task>());
    }

private Q_SLOTS:
    void init()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    /// The oldest first, counted, and each away once it is done.
    void whatNeedsAPersonIsListedUntilItIsDone()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        for (const char* subject : {"event:1", "event:2", "event:3"})
            QVERIFY(raise(shop, subject, subject));
        auto page = gui::pageOf<ui::OverviewPage>(shop, shop.memory());
        static_cast<QWidget&>(page).show();
        page.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(says(page, QStringLiteral("Needs you: 3 things")), 10'000);
        for (const char* message : {"event:1", "event:2", "event:3"})
            QTRY_VERIFY2(says(page, QString::fromLatin1(message)), message);
        QTest::mouseClick(button(page, QStringLiteral("Mark done")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(page, QStringLiteral("Needs you: 2 things")), 10'000);
        QVERIFY(!says(page, QStringLiteral("event:1")));
        QCOMPARE(openTasks(shop).size(), size_t(2));
        QCOMPARE(openTasks(shop).front().subject, QStringLiteral("event:2"));
    }

    /// Somebody else was faster: this one is told, and the list is as the books have it.
    void whatAnotherHasDoneIsToldOf()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        QVERIFY(raise(shop, "event:1", "first"));
        auto page = gui::pageOf<ui::OverviewPage>(shop, shop.memory());
        static_cast<QWidget&>(page).show();
        page.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(says(page, QStringLiteral("Needs you: 1 thing")), 10'000);
        REQUIRE(DeskShop::wait(shop.desk().resolveTask(openTasks(shop).front().id)));
        QTest::mouseClick(button(page, QStringLiteral("Mark done")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!page.findChild<ui::NoticeBar*>()->text().isEmpty(), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(!says(page, QStringLiteral("Needs you")), 10'000);
    }

    /// Of two reports asked for in a row the latter is shown, whichever is made faster.
    void theReportIsTheOneAskedForLast()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.userWith(QStringLiteral("oA"), 10'000));
        auto page = gui::pageOf<ui::ReportsPage>(shop, shop.memory());
        static_cast<QWidget&>(page).show();
        auto* period = named<QComboBox>(page, QStringLiteral("Period"));
        QVERIFY(period);
        for (const char* choice : {"Last month", "This month", "Last 7 days", "Today"})
            period->setCurrentText(QString::fromLatin1(choice));
        const QString day = named<QDateEdit>(page, QStringLiteral("From"))->date().toString(Qt::ISODate);
        QTRY_VERIFY_WITH_TIMEOUT(says(page, QStringLiteral("Period: %1 to %1").arg(day)), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            says(page, QStringLiteral("The books were verified up to journal entry 2.")), 20'000);
        const auto* table = page.findChild<QTableWidget*>();
        QCOMPARE(table->rowCount(), 2); // the sums, and the day
        QCOMPARE(table->item(0, 4)->text(), QStringLiteral("¥ 100.00"));
        // What happens afterwards makes no other report of it.
        page.refresh();
        QVERIFY(!says(page, QStringLiteral("is being made")));
    }

    /// All entries, those of one account, and the story of one of them.
    void theLedgerShowsWhatAnAccountIsMadeOf()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        for (const char* openid : {"oA", "oB"})
            REQUIRE(shop.userWith(QString::fromLatin1(openid), 10'000));
        auto page = gui::pageOf<ui::LedgerPage>(shop, shop.memory());
        page.resize(1'200, 700);
        static_cast<QWidget&>(page).show();
        page.refresh();
        auto* table = page.findChild<ui::LazyTable*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 4, 10'000); // a move and a credit each
        auto* tree = page.findChild<QTreeWidget*>();
        QTRY_VERIFY_WITH_TIMEOUT(tree->topLevelItemCount() > 1, 10'000);
        QTreeWidgetItem* rewards = nullptr;
        for (QTreeWidgetItemIterator it(tree); *it; ++it) {
            if ((*it)->data(0, Qt::UserRole).toString() == QLatin1String("expenses:rewards"))
                rewards = *it;
        }
        QVERIFY(rewards);
        QCOMPARE(rewards->text(1), QStringLiteral("¥ 200.00"));
        tree->setCurrentItem(rewards);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, 10'000);
        auto* story = page.findChild<ui::StoryView*>();
        QTRY_VERIFY_WITH_TIMEOUT(story->toPlainText().contains(QStringLiteral("Journal entry 4")), 10'000);
        QVERIFY2(story->toPlainText().contains(QStringLiteral("100.00")), qPrintable(story->toPlainText()));
        const auto detail = DeskShop::wait(shop.desk().transfer(base::TransferId(4)));
        REQUIRE(detail);
        QVERIFY(story->toPlainText().contains(detail->hash));
    }

    /// What has been told stays readable in another theme.
    void whatIsToldTakesTheNewColours()
    {
        ui::StoryView view(QStringLiteral("story"));
        ui::Story story(QApplication::palette());
        story.fact(QStringLiteral("label"), QStringLiteral("value"));
        view.tell(story);
        ui::NoticeBar bar(nullptr);
        bar.resize(300, 60);
        bar.showText(ui::Tone::good, QStringLiteral("said"));
        view.show();
        for (const auto appearance : {ui::Appearance::dark, ui::Appearance::light}) {
            ui::applyTheme(*qApp, appearance);
            QApplication::processEvents();
            const auto& colors =
                ui::tokens(appearance == ui::Appearance::dark ? ui::Scheme::dark : ui::Scheme::light);
            QVERIFY(view.toHtml().contains(colors.muted.name()));
            QCOMPARE(view.toPlainText().simplified(), QStringLiteral("label value"));
            QCOMPARE(bar.grab().toImage().pixelColor(20, 5), colors.good.fill);
        }
    }

    /// In red, in both themes, also when the theme changes while it stands there.
    void anAlarmIsRed()
    {
        ui::AlarmStrip strip(QStringLiteral("no real money moves"), nullptr, nullptr);
        strip.show();
        for (const auto appearance : {ui::Appearance::dark, ui::Appearance::light}) {
            ui::applyTheme(*qApp, appearance);
            QApplication::processEvents();
            const auto& red =
                ui::tokens(appearance == ui::Appearance::dark ? ui::Scheme::dark : ui::Scheme::light).bad;
            const QImage seen = strip.grab().toImage();
            QCOMPARE(seen.pixelColor(2, 2), red.fill);
            QCOMPARE(seen.pixelColor(seen.width() / 2, seen.height() - 1), red.text);
        }
    }
};

ZHANGFANG_TEST(PagesTest)
#include "pages_test.moc"
