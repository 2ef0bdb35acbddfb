#include "dialogs/approve_dialog.h"
#include "dialogs/reason_dialog.h"
#include "gui/guard.h"
#include "gui/hand.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/lazy_table.h"
#include "kit/preferences.h"
#include "kit/story.h"
#include "shell/main_window.h"

#include <QMessageBox>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;
using payouts::State;

/// Who decides at the queue of withdrawals: about what is in view, once, and with a way back.
class DecisionsTest : public gui::Test
{
    Q_OBJECT

    /// A desk whose queue holds withdrawals of these sums, each by another user, in this order.
    struct Seat {
        explicit Seat(const std::vector<qint64>& sums)
        {
            if (!shop.problem().isEmpty() || !shop.set("payouts.grace_seconds", QStringLiteral("3600")))
                return;
            for (const qint64 sum : sums) {
                const auto user = shop.userWith(QStringLiteral("oUser%1").arg(payouts.size() + 1), 100'000);
                const auto payout = user ? shop.requested(*user, sum) : base::Result<payouts::Payout>{};
                if (!user || !payout)
                    return;
                payouts.push_back(payout->id);
            }
            window = std::make_unique<ui::MainWindow>(
                shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, QString());
            window->show();
            window->showPage(QStringLiteral("withdrawals"));
            page = window->page(QStringLiteral("withdrawals"));
            table = page->findChild<ui::LazyTable*>();
            isReady = shows(static_cast<int>(sums.size()));
        }
        [[nodiscard]] bool shows(int rows) const
        {
            return QTest::qWaitFor(
                [&] {
                    return table->model()->rowCount() == rows && table->currentIndex().isValid() &&
                           table->model()->index(0, 1).data().toString() != QStringLiteral("…");
                },
                10'000);
        }
        /// Until the story beside the table tells of this user.
        [[nodiscard]] bool tellsOf(const char* openid) const
        {
            const auto* story = page->findChild<ui::StoryView*>();
            return QTest::qWaitFor(
                [&] { return story->toPlainText().contains(QString::fromLatin1(openid)); }, 10'000);
        }
        [[nodiscard]] bool approve()
        {
            Next<ui::ApproveDialog> next([](ui::ApproveDialog& dialog) {
                type(dialog, QStringLiteral("Your password"), QString::fromLatin1(DeskShop::kPassword));
                QAbstractButton* go = nullptr;
                if (QTest::qWaitFor([&] {
                        go = button(dialog, QStringLiteral("Pay"));
                        return go && go->isEnabled();
                    }))
                    QTest::mouseClick(go, Qt::LeftButton);
            });
            press(table, Qt::Key_A);
            return next.came();
        }
        [[nodiscard]] std::vector<QAbstractButton*> waysBack() const
        {
            std::vector<QAbstractButton*> found;
            for (auto* one :
                window->findChild<QWidget*>(QStringLiteral("countdowns"))->findChildren<QAbstractButton*>()) {
                if (one->text() == QStringLiteral("Take back") && one->isVisible())
                    found.push_back(one);
            }
            return found;
        }
        DeskShop shop;
        std::vector<base::PayoutId> payouts;
        std::unique_ptr<ui::MainWindow> window;
        ui::Page* page = nullptr;
        ui::LazyTable* table = nullptr;
        bool isReady = false;
    };

    static QStringList payeesOf(const QWidget& dialog)
    {
        QStringList all;
        const auto* table = dialog.findChild<ui::PayeeTable*>();
        for (int row = 0; row < table->rowCount(); ++row)
            all << table->item(row, 0)->text();
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    /// What stops money from leaving is named and reasoned, and asks for no password.
    void stoppingTakesNoPassword()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        backend::Desk::Authority by{{}, "none was given yet"};
        ui::ReasonDialog dialog(
            shop.desk(),
            {QStringLiteral("Cancel"), QStringLiteral("One is stopped."), {}, QStringLiteral("Stop"),
                ui::AuthorityField::Ask::never},
            [&by](const ui::ReasonDialog::Said& said, const ui::ReasonDialog::Told& told) {
                by = said.authority;
                told({});
            },
            nullptr);
        dialog.show();
        QVERIFY(!named<QLineEdit>(dialog, QStringLiteral("Your password"))->isVisible());
        QVERIFY(type(dialog, QStringLiteral("Reason"), QStringLiteral("by mistake")));
        QTRY_VERIFY(button(dialog, QStringLiteral("Stop"))->isEnabled());
        QTest::mouseClick(button(dialog, QStringLiteral("Stop")), Qt::LeftButton);
        QVERIFY(!dialog.isVisible());
        QVERIFY(by.operatorName.isEmpty()); // nobody proved who they are, and no name is made up for them
        QVERIFY(by.password.isEmpty());
    }

    /// Keys that lead somewhere choose it, with Ctrl as well: what is told of is what is rejected.
    void whatIsSeenIsActedOn()
    {
        Seat seat({100, 200, 300});
        QVERIFY(seat.isReady);
        seat.table->selectRow(2);
        QVERIFY(seat.tellsOf("oUser3"));
        press(seat.table, Qt::Key_Home, Qt::ControlModifier);
        QVERIFY(seat.tellsOf("oUser1"));
        QStringList named;
        QString what;
        Next<ui::ReasonDialog> next([&](ui::ReasonDialog& dialog) {
            static_cast<void>(QTest::qWaitFor([&] { return !payeesOf(dialog).isEmpty(); }, 10'000));
            named = payeesOf(dialog);
            what = gui::named<QLabel>(dialog, QStringLiteral("What happens"))->text();
        });
        press(seat.table, Qt::Key_R);
        QVERIFY(next.came());
        QCOMPARE(named.size(), 1);
        QVERIFY2(named.front().contains(QStringLiteral("oUser1")), qPrintable(named.front()));
        QVERIFY2(what.contains(QStringLiteral("¥ 1.00")), qPrintable(what));
    }
    /// The current row taken out of the choice is not told of any longer.
    void theCurrentRowIsOneOfTheChosen()
    {
        Seat seat({100, 200, 300});
        QVERIFY(seat.isReady);
        seat.table->selectRow(0);
        press(seat.table, Qt::Key_Down, Qt::ShiftModifier); // rows 0 and 1, the second is current
        QVERIFY(seat.tellsOf("oUser2"));
        press(seat.table, Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(seat.table->selectedRows(), std::vector<int>{0});
        QVERIFY(seat.tellsOf("oUser1"));
    }
    void aSheetNamesAllItIsAbout_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("approve") << Qt::Key_A;
        QTest::newRow("reject") << Qt::Key_R;
    }
    void aSheetNamesAllItIsAbout()
    {
        QFETCH(Qt::Key, key);
        Seat seat({100, 200, 300});
        QVERIFY(seat.isReady);
        seat.table->selectAll();
        QStringList named;
        int sheets = 0;
        const auto look = [&](QDialog& dialog) {
            static_cast<void>(QTest::qWaitFor([&] { return payeesOf(dialog).size() == 3; }, 10'000));
            named = payeesOf(dialog);
            // Letters that would open another one mean nothing while it is open.
            for (const Qt::Key other : {Qt::Key_A, Qt::Key_R, Qt::Key_C})
                QTest::keyClick(seat.table, other);
            for (const QWidget* top : QApplication::topLevelWidgets())
                sheets += top->isVisible() && qobject_cast<const ui::Sheet*>(top) ? 1 : 0;
        };
        if (key == Qt::Key_A) {
            Next<ui::ApproveDialog> next(look);
            press(seat.table, key);
            QVERIFY(next.came());
        } else {
            Next<ui::ReasonDialog> next(look);
            press(seat.table, key);
            QVERIFY(next.came());
        }
        QCOMPARE(named.size(), 3);
        QVERIFY(named.join(QLatin1Char(' ')).contains(QStringLiteral("oUser3")));
        QCOMPARE(sheets, 1);
    }
    /// A wrong password costs nothing of what was typed.
    void aWrongPasswordKeepsTheReason()
    {
        Seat seat({100});
        QVERIFY(seat.isReady);
        QString reason, said;
        bool stayed = false;
        Next<ui::ReasonDialog> next([&](ui::ReasonDialog& dialog) {
            auto* go = button(dialog, QStringLiteral("Reject"));
            type(dialog, QStringLiteral("Reason"), QStringLiteral("the payee asked for it"));
            type(dialog, QStringLiteral("Your password"), QStringLiteral("not the password"));
            static_cast<void>(QTest::qWaitFor([&] { return go->isEnabled(); }));
            QTest::mouseClick(go, Qt::LeftButton);
            auto* notice = dialog.findChild<ui::NoticeBar*>();
            static_cast<void>(QTest::qWaitFor([&] { return !notice->text().isEmpty(); }, 10'000));
            said = notice->text();
            reason = dialog.reason();
            stayed = dialog.isVisible();
        });
        press(seat.table, Qt::Key_R);
        QVERIFY(next.came());
        QVERIFY2(said.contains(QStringLiteral("password")), qPrintable(said));
        QVERIFY(stayed);
        QCOMPARE(reason, QStringLiteral("the payee asked for it"));
        QCOMPARE(seat.shop.stateOf(seat.payouts[0]), State::requested);
    }
    /// Whoever works down the list goes on where the block was.
    void afterABlockTheCursorStays()
    {
        Seat seat({100, 200, 300, 400, 500, 600});
        QVERIFY(seat.isReady);
        seat.table->selectRow(1);
        press(seat.table, Qt::Key_Down, Qt::ShiftModifier);
        press(seat.table, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(seat.table->selectedRows(), (std::vector<int>{1, 2, 3}));
        QVERIFY(seat.approve());
        QTRY_COMPARE_WITH_TIMEOUT(seat.table->model()->rowCount(), 3, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(seat.table->currentIndex().row(), 1, 10'000);
        QVERIFY(seat.tellsOf("oUser5"));
    }
    void peopleAreCountedNotWithdrawals()
    {
        Seat seat({100, 200});
        QVERIFY(seat.isReady);
        const auto first =
            DeskShop::wait<reports::PayoutStory>(seat.shop.desk().payoutStory(seat.payouts[0]));
        REQUIRE(first);
        REQUIRE(seat.shop.requested(first->row.payee.id, 300));
        QTRY_COMPARE_WITH_TIMEOUT(seat.table->model()->rowCount(), 3, 10'000);
        seat.table->selectAll();
        QString said;
        Next<ui::ApproveDialog> next([&](ui::ApproveDialog& dialog) {
            QAbstractButton* go = nullptr;
            static_cast<void>(QTest::qWaitFor(
                [&] { return (go = button(dialog, QStringLiteral("Pay ¥ 6.00"))) != nullptr; }, 10'000));
            said = go ? go->text() : QString();
        });
        press(seat.table, Qt::Key_A);
        QVERIFY(next.came());
        QCOMPARE(said, QStringLiteral("Pay ¥ 6.00 to 2 people (3 withdrawals)"));
    }

    /// Looking at the next approval takes nothing away from the one before, and every page shows both.
    void eachApprovalHasItsOwnWayBack()
    {
        Seat seat({100, 200});
        QVERIFY(seat.isReady);
        seat.table->selectRow(0);
        QVERIFY(seat.approve());
        QTRY_COMPARE_WITH_TIMEOUT(seat.shop.stateOf(seat.payouts[0]), State::approved, 10'000);
        // Later than one go: the clock of the books is the machine's.
        REQUIRE(seat.shop.books().writer().runNow<int>([](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.execute(
                "UPDATE payouts SET approved_at = approved_at - 60000 WHERE state = 'approved'"));
            return 0;
        }));
        QTRY_COMPARE_WITH_TIMEOUT(seat.table->model()->rowCount(), 1, 10'000);
        QVERIFY(seat.shows(1));
        QVERIFY(seat.approve());
        QTRY_COMPARE_WITH_TIMEOUT(seat.waysBack().size(), size_t(2), 10'000);
        seat.window->showPage(QStringLiteral("orders"));
        QCOMPARE(seat.waysBack().size(), size_t(2));
        QCOMPARE(seat.waysBack()[1]->accessibleName(), QStringLiteral("Take back ¥ 1.00 to oUser1"));
        QTest::mouseClick(seat.waysBack()[1], Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(seat.shop.stateOf(seat.payouts[0]), State::requested, 10'000);
        QCOMPARE(seat.shop.stateOf(seat.payouts[1]), State::approved);
        QTRY_COMPARE_WITH_TIMEOUT(seat.waysBack().size(), size_t(1), 10'000);
        // The latest has a key, on any page.
        press(seat.window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(seat.shop.stateOf(seat.payouts[1]), State::requested, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(seat.waysBack().empty(), 10'000);
    }
    /// A countdown is in the books: another window, or the next one, shows it too.
    void aCountdownIsFoundAgain()
    {
        Seat seat({100});
        QVERIFY(seat.isReady);
        REQUIRE(seat.shop.approve({seat.payouts[0]}));
        seat.window = std::make_unique<ui::MainWindow>(
            seat.shop.desk(), seat.shop.memory(), ui::MainWindow::Mode::merchant, QString());
        seat.window->show();
        QTRY_COMPARE_WITH_TIMEOUT(seat.waysBack().size(), size_t(1), 10'000);
    }
    /// With money on its way nobody ends the program by accident.
    void theEndAsksWhileMoneyIsOnItsWay()
    {
        Seat seat({100});
        QVERIFY(seat.isReady);
        REQUIRE(DeskShop::wait<QString>(seat.shop.desk().startEngine()));
        REQUIRE(seat.shop.approve({seat.payouts[0]}));
        int ends = 0;
        QString told;
        connect(seat.window.get(), &ui::MainWindow::quitWanted, this, [&] { ++ends; });
        ui::setWhenClosed(seat.shop.memory(), ui::WhenClosed::quit);
        Next<QMessageBox> staying([&](QMessageBox& box) {
            told = box.text();
            QTest::mouseClick(button(box, QStringLiteral("Stay")), Qt::LeftButton);
        });
        seat.window->close();
        QVERIFY(staying.came());
        QCOMPARE(told, QStringLiteral("Still under way: 1 approved withdrawal not sent yet."));
        QVERIFY(seat.window->isVisible());
        QCOMPARE(ends, 0);
        Next<QMessageBox> ending([](QMessageBox& box) {
            QTest::mouseClick(button(box, QStringLiteral("End it")), Qt::LeftButton);
        });
        seat.window->close();
        QVERIFY(ending.came());
        QCOMPARE(ends, 1);
        QVERIFY(!seat.window->isVisible());
        QCOMPARE(seat.shop.stateOf(seat.payouts[0]), State::approved);
    }
    void withNothingOnItsWayTheEndIsTheEnd()
    {
        Seat seat({100});
        QVERIFY(seat.isReady);
        ui::setWhenClosed(seat.shop.memory(), ui::WhenClosed::quit);
        QSignalSpy ends(seat.window.get(), &ui::MainWindow::quitWanted);
        seat.window->close();
        QTRY_COMPARE_WITH_TIMEOUT(ends.size(), 1, 10'000);
        QVERIFY(!seat.window->isVisible());
    }
};

ZHANGFANG_TEST(DecisionsTest)
#include "decisions_test.moc"
