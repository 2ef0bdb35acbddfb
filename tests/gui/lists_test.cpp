#include "dialogs/approve_dialog.h"
#include "dialogs/reason_dialog.h"
#include "gui/hand.h"
#include "gui/page_of.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/columns.h"
#include "kit/count_line.h"
#include "kit/lazy_table.h"
#include "kit/preferences.h"
#include "kit/saved_views.h"
#include "pages/orders_page.h"
#include "pages/payouts_page.h"
#include "pages/wallets_page.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QInputDialog>
#include <QMenu>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;

namespace
{

constexpr int kMany = 5'000;
constexpr int kAmountColumn = 2; // of withdrawals

/// So many withdrawals that wait, of one user, of ¥ 1.00, ¥ 2.00, … each.
base::Status manyWithdrawals(DeskShop& shop, int count)
{
    ZF_ASSIGN(const base::UserId user, shop.userWith(QStringLiteral("oMany"), 1));
    return shop.books()
        .writer()
        .runNow<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.executeScript(
                QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                               "INSERT INTO payouts (user_id, out_bill_no, amount_fen, state, pay_account, "
                               "cancel_requested, requested_at, transfer_bill_no, package_info, note) "
                               "SELECT %2, 'MANY' || (1000000 + i), i * 100, 'requested', 'basic', 0, "
                               "1700000000000 + i, '', '', '' FROM n")
                    .arg(count)
                    .arg(user.toString())));
            return 0;
        })
        .map([](int) {});
}

/// A page as the window shows it.
template <class Page> struct Shown {
    explicit Shown(DeskShop& shop) : page(gui::pageOf<Page>(shop, shop.memory()))
    {
        page.resize(1200, 700);
        page.show();
        page.refresh();
        // A page may have a second list, of what the first one is about.
        const auto panes = page.template findChildren<ui::ListPane*>();
        auto* pane = *std::find_if(panes.begin(), panes.end(), [](const ui::ListPane* one) {
            return one->table()->accessibleName() != QStringLiteral("The user's statement");
        });
        table = pane->table();
        model = qobject_cast<ui::LazyModelBase*>(table->model());
        count = pane->count();
        columns = pane->columns();
    }
    [[nodiscard]] bool shows(int rows) const
    {
        return QTest::qWaitFor(
            [&] {
                return model->rowCount() == rows && model->isIdle() && !model->isPartial() &&
                       (rows == 0 || model->heldKeyAt(0).id >= 0);
            },
            20'000);
    }
    [[nodiscard]] QString text(int row, int column) const
    {
        return model->index(row, column).data().toString();
    }
    void clickHeader(int column) const
    {
        QHeaderView* header = table->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier,
            QPoint(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                header->height() / 2));
    }
    /// What the menu of the header offers, by its text.
    [[nodiscard]] QAction* inMenu(const QString& text) const
    {
        columns->openMenu();
        for (QMenu* menu : table->findChildren<QMenu*>()) {
            for (QAction* one : menu->actions()) {
                if (one->text() == text)
                    return one;
            }
        }
        return nullptr;
    }
    void closeMenus() const
    {
        for (QMenu* menu : table->findChildren<QMenu*>())
            menu->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    Page page;
    ui::LazyTable* table;
    ui::LazyModelBase* model;
    ui::CountLine* count;
    ui::Columns* columns;
};

} // namespace

/// Every list page: ordered, added up, searched, chosen from, and found again as it was left.
class ListsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    /// A click on a heading has the database order the whole list, not what is here of it.
    void aHeadingOrdersTheList()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(manyWithdrawals(shop, kMany));
        Shown<ui::PayoutsPage> list(shop);
        QVERIFY(list.shows(kMany));
        QCOMPARE(list.text(0, kAmountColumn), QStringLiteral("¥ 1.00"));
        list.clickHeader(kAmountColumn);
        QTRY_COMPARE_WITH_TIMEOUT(list.text(0, kAmountColumn), QStringLiteral("¥ 5,000.00"), 20'000);
        list.clickHeader(kAmountColumn);
        QTRY_COMPARE_WITH_TIMEOUT(list.text(0, kAmountColumn), QStringLiteral("¥ 1.00"), 20'000);
        QVERIFY(list.shows(kMany));
        // By what cannot be ordered by nothing happens, and the arrow stays.
        list.clickHeader(1);
        QCOMPARE(list.table->horizontalHeader()->sortIndicatorSection(), kAmountColumn);
    }

    void theOrderIsFoundAgain()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(manyWithdrawals(shop, 3));
        {
            Shown<ui::PayoutsPage> list(shop);
            QVERIFY(list.shows(3));
            list.clickHeader(kAmountColumn);
            QTRY_COMPARE_WITH_TIMEOUT(list.text(0, kAmountColumn), QStringLiteral("¥ 3.00"), 10'000);
            list.page.remember();
        }
        Shown<ui::PayoutsPage> again(shop);
        QVERIFY(again.shows(3));
        QCOMPARE(again.text(0, kAmountColumn), QStringLiteral("¥ 3.00"));
    }

    /// Columns are chosen and moved, one is always left, and all that is found again.
    void columnsAreChosenAndMoved()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        {
            Shown<ui::WalletsPage> list(shop);
            QVERIFY(list.inMenu(QStringLiteral("openid")));
            list.inMenu(QStringLiteral("openid"))->trigger();
            list.closeMenus();
            QVERIFY(list.table->isColumnHidden(2));
            list.table->horizontalHeader()->moveSection(0, 1);
            list.page.remember();
        }
        Shown<ui::WalletsPage> again(shop);
        QVERIFY(again.table->isColumnHidden(2));
        QCOMPARE(again.table->horizontalHeader()->visualIndex(0), 1);
        for (const char* heading : {"No.", "Name", "Available", "Held"}) {
            again.inMenu(QString::fromLatin1(heading))->trigger();
            again.closeMenus();
        }
        QVERIFY(!again.inMenu(QStringLiteral("Known since"))->isEnabled());
        again.inMenu(QStringLiteral("As at first"))->trigger();
        again.closeMenus();
        QVERIFY(!again.table->isColumnHidden(2));
        QCOMPARE(again.table->horizontalHeader()->visualIndex(0), 0);
    }

    void whatIsCopiedIsWhatIsSeen()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(shop.userWith(QStringLiteral("oA"), 100));
        Shown<ui::WalletsPage> list(shop);
        QVERIFY(list.shows(1));
        list.inMenu(QStringLiteral("Known since"))->trigger();
        list.closeMenus();
        list.table->horizontalHeader()->moveSection(2, 0);
        list.table->selectAll();
        list.table->copySelection();
        QCOMPARE(QApplication::clipboard()->text(),
            QStringLiteral("openid\tNo.\tName\tAvailable\tHeld\noA\t1\t\t¥ 1.00\t¥ 0.00\n"));
    }

    /// A column that a page has no use for in one of its views comes back as the person had it.
    void aColumnThatSaysNothingIsNotForgotten()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        Shown<ui::PayoutsPage> list(shop);
        constexpr int kState = 6;
        QVERIFY(list.table->isColumnHidden(kState)); // all that waits is in one state
        QTest::mouseClick(button(list.page, QStringLiteral("All")), Qt::LeftButton);
        QVERIFY(!list.table->isColumnHidden(kState));
        list.inMenu(QStringLiteral("State"))->trigger();
        list.closeMenus();
        QTest::mouseClick(button(list.page, QStringLiteral("Waiting")), Qt::LeftButton);
        QTest::mouseClick(button(list.page, QStringLiteral("All")), Qt::LeftButton);
        QVERIFY(list.table->isColumnHidden(kState));
    }

    /// What the filter and the choice come to, wherever in the list the rows are.
    void theSumIsOfAllAndOfTheChosen()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(manyWithdrawals(shop, kMany));
        Shown<ui::PayoutsPage> list(shop);
        QVERIFY(list.shows(kMany));
        const auto says = [&](const QString& text) { return list.count->text().contains(text); };
        QTRY_VERIFY2_WITH_TIMEOUT(
            says(QStringLiteral(" · ¥ 12,502,500.00")), qPrintable(list.count->text()), 10'000);
        QVERIFY(list.count->text().startsWith(QStringLiteral("5000 ")));
        // From the second row to the last but one: most of them were never read here.
        const auto at = [&](int row) { return list.model->index(row, 0); };
        list.table->selectionModel()->select(
            {at(1), at(kMany - 2)}, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QTRY_VERIFY2_WITH_TIMEOUT(
            says(QStringLiteral("4998 chosen · ¥ 12,497,499.00")), qPrintable(list.count->text()), 20'000);
        list.table->selectAll();
        QTRY_VERIFY2_WITH_TIMEOUT(
            says(QStringLiteral("5000 chosen · ¥ 12,502,500.00")), qPrintable(list.count->text()), 10'000);
    }

    /// Choosing thousands reads nothing over and over, and a decision about them is of so many as a person
    /// can look through; the sheet says so.
    void choosingAllIsBounded()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(manyWithdrawals(shop, kMany));
        Shown<ui::PayoutsPage> list(shop);
        QVERIFY(list.shows(kMany));
        list.table->selectAll();
        QVERIFY(QTest::qWaitFor([&] { return list.model->isIdle(); }, 20'000));
        int reads = 0;
        connect(list.model, &QAbstractItemModel::dataChanged, &list.page, [&reads] { ++reads; });
        QTimer watched; // what reads for ever has read a lot by then
        watched.setSingleShot(true);
        watched.start(500);
        QTRY_VERIFY(!watched.isActive());
        QVERIFY2(reads <= 2, qPrintable(QString::number(reads)));
        QString said;
        QString go;
        Next<ui::ApproveDialog> next([&](ui::ApproveDialog& dialog) {
            const auto* payees = dialog.findChild<ui::PayeeTable*>();
            static_cast<void>(QTest::qWaitFor([&] { return payees->rowCount() > 0; }, 30'000));
            for (const auto* label : dialog.findChildren<QLabel*>())
                said += label->isVisibleTo(&dialog) ? label->text() + QLatin1Char('\n') : QString();
            go = button(dialog, QStringLiteral("Pay"))->text();
        });
        press(list.table, Qt::Key_A);
        QVERIFY(next.came());
        QVERIFY2(
            said.contains(QStringLiteral("The first 500 of the 5,000 that were chosen")), qPrintable(said));
        QVERIFY2(go.contains(QStringLiteral("(500 withdrawals)")), qPrintable(go));
    }

    /// What has changed under a choice while it was read is not decided about.
    void aChoiceThatMovedIsNotActedOn()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(manyWithdrawals(shop, kMany));
        Shown<ui::PayoutsPage> list(shop);
        QVERIFY(list.shows(kMany));
        list.table->selectAll();
        REQUIRE(shop.books().writer().runNow<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(
                database.execute("UPDATE payouts SET state = 'rejected' WHERE out_bill_no = 'MANY1000700'"));
            return 0;
        }));
        press(list.table, Qt::Key_R);
        const auto* notice = list.page.findChild<ui::NoticeBar*>();
        QTRY_VERIFY_WITH_TIMEOUT(notice->text().contains(QStringLiteral("Choose once more")), 20'000);
        QVERIFY(!QApplication::activeModalWidget());
    }

    void withdrawalsAreSearchedAndFiltered()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(manyWithdrawals(shop, 20));
        const auto other = shop.userWith(QStringLiteral("oOther"), 10'000);
        REQUIRE(other);
        REQUIRE(DeskShop::wait(shop.desk().renameUser(*other, QStringLiteral("王晓"))));
        REQUIRE(shop.requested(*other, 700));
        Shown<ui::PayoutsPage> list(shop);
        QVERIFY(list.shows(21));
        named<QLineEdit>(list.page, QStringLiteral("Search"))->setText(QStringLiteral("晓"));
        QVERIFY(list.shows(1));
        QCOMPARE(list.text(0, 1), QStringLiteral("王晓"));
        QTRY_VERIFY2_WITH_TIMEOUT(
            list.count->text().endsWith(QStringLiteral(" · ¥ 7.00")), qPrintable(list.count->text()), 10'000);
        auto* state = named<QComboBox>(list.page, QStringLiteral("State"));
        state->setCurrentIndex(state->findData(QStringLiteral("paid")));
        QVERIFY(list.shows(0));
    }

    void aFilterIsFoundAgain()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(manyWithdrawals(shop, 2));
        {
            Shown<ui::PayoutsPage> list(shop);
            QVERIFY(list.shows(2));
            QTest::mouseClick(button(list.page, QStringLiteral("All")), Qt::LeftButton);
            QVERIFY(type(list.page, QStringLiteral("Search"), QStringLiteral("nobody")));
            QVERIFY(list.shows(0));
            list.page.remember();
        }
        Shown<ui::PayoutsPage> again(shop);
        QCOMPARE(named<QLineEdit>(again.page, QStringLiteral("Search"))->text(), QStringLiteral("nobody"));
        QVERIFY(button(again.page, QStringLiteral("All"))->isChecked());
        QVERIFY(again.shows(0));
    }

    /// A view is kept with its list, its days as what they are called, and comes back by its name.
    void aViewIsSavedWithItsList()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(manyWithdrawals(shop, 2));
        Shown<ui::PayoutsPage> list(shop);
        QVERIFY(list.shows(2));
        QTest::mouseClick(button(list.page, QStringLiteral("Done")), Qt::LeftButton);
        auto* period = named<QComboBox>(list.page, QStringLiteral("Period"));
        period->setCurrentText(QStringLiteral("Last 7 days"));
        auto* views = list.page.findChild<ui::SavedViews*>();
        const auto entry = [&](const QString& text) -> QAction* {
            for (QAction* one : views->menu()->actions()) {
                if (one->text() == text)
                    return one;
            }
            return nullptr;
        };
        Next<QInputDialog> next([](QInputDialog& dialog) {
            dialog.setTextValue(QStringLiteral("this week"));
            dialog.accept();
        });
        entry(QStringLiteral("Save this view…"))->trigger();
        QVERIFY(next.came());
        list.page.findChild<ui::FilterBar*>()->setFilter({{}, {}, {}, {}, QStringLiteral("waiting")});
        QVERIFY(entry(QStringLiteral("this week")));
        entry(QStringLiteral("this week"))->trigger();
        QCOMPARE(period->currentText(), QStringLiteral("Last 7 days"));
        QVERIFY(button(list.page, QStringLiteral("Done"))->isChecked());
    }

    void usersAreOrderedAndAddedUp()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(shop.userWith(QStringLiteral("oPoor"), 100));
        REQUIRE(shop.userWith(QStringLiteral("oRich"), 30'000));
        REQUIRE(shop.userWith(QStringLiteral("oMiddle"), 2'000));
        Shown<ui::WalletsPage> list(shop);
        QVERIFY(list.shows(3));
        QTRY_VERIFY2_WITH_TIMEOUT(
            list.count->text().endsWith(QStringLiteral(" · available ¥ 321.00, held ¥ 0.00")),
            qPrintable(list.count->text()), 10'000);
        constexpr int kOpenid = 2, kAvailable = 3;
        list.clickHeader(kAvailable);
        QTRY_COMPARE_WITH_TIMEOUT(list.text(0, kOpenid), QStringLiteral("oRich"), 10'000);
        list.clickHeader(kAvailable);
        QTRY_COMPARE_WITH_TIMEOUT(list.text(0, kOpenid), QStringLiteral("oPoor"), 10'000);
    }
};

ZHANGFANG_TEST(ListsTest)
#include "lists_test.moc"
