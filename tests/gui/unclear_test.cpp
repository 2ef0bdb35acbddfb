#include "dialogs/approve_dialog.h"
#include "dialogs/complaint_dialog.h"
#include "dialogs/counter_dialog.h"
#include "dialogs/new_order_dialog.h"
#include "dialogs/reason_dialog.h"
#include "dialogs/recovery_dialog.h"
#include "dialogs/verdict_dialog.h"
#include "gui/guard.h"
#include "gui/hand.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/lazy_table.h"
#include "kit/preferences.h"
#include "shell/main_window.h"
#include "shop/tasks.h"

#include <QApplication>
#include <QPointer>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;
using payments::RefundStage;
using payouts::State;

namespace
{

const QString overview = QStringLiteral("overview"), orders = QStringLiteral("orders"),
              withdrawals = QStringLiteral("withdrawals");

} // namespace

/// What a person does at the window where WeChat Pay's word is missing: unclear money, unsent refunds, books
/// that were put back, complaints, codes that have run out.
class UnclearTest : public gui::Test
{
    Q_OBJECT

    struct Seat {
        explicit Seat(DeskShop& shop, const QString& page)
            : window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {}), at(*window.page(page))
        {
            window.show();
            window.showPage(page);
            table = at.findChild<ui::LazyTable*>();
        }
        [[nodiscard]] bool shows(int rows) const
        {
            return QTest::qWaitFor(
                [&] { return table->model()->rowCount() == rows && table->currentIndex().isValid(); },
                10'000);
        }
        /// The action of the page with this text, once it can be done.
        [[nodiscard]] QAction* can(const char* text) const
        {
            QAction* found = nullptr;
            static_cast<void>(QTest::qWaitFor(
                [&] {
                    for (QAction* action : at.actions()) {
                        if (QString(action->text()).remove(QLatin1Char('&')) == QString::fromUtf8(text) &&
                            action->isEnabled())
                            found = action;
                    }
                    return found != nullptr;
                },
                30'000));
            return found;
        }
        ui::MainWindow window;
        ui::Page& at;
        ui::LazyTable* table;
    };

    static std::optional<payments::RefundRow> refundOf(DeskShop& shop, const QString& order)
    {
        const auto story = DeskShop::wait<reports::OrderStory>(shop.desk().orderStory(order));
        return story && !story->refunds.empty() ? std::optional(story->refunds.front()) : std::nullopt;
    }
    static QString anOrder(DeskShop& shop)
    {
        payments::NewOrder wanted;
        wanted.amount = base::Money::fen(1'250);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        const auto order = DeskShop::wait<shop::Order>(shop.desk().createOrder(wanted));
        return order ? order->number.toString() : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    void anUnclearWithdrawalIsDecided_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("effect");
        QTest::addColumn<QString>("go");
        QTest::addColumn<State>("state");
        QTest::addColumn<qint64>("available");
        QTest::newRow("paid") << QStringLiteral("It was paid") << QStringLiteral("¥ 7.00 → ¥ 0.00")
                              << QStringLiteral("Book ¥ 7.00 as paid") << State::paid << qint64(9'300);
        QTest::newRow("not paid") << QStringLiteral("It was not paid") << QStringLiteral("¥ 93.00 → ¥ 100.00")
                                  << QStringLiteral("Give ¥ 7.00 back to the balance") << State::failed
                                  << qint64(10'000);
    }
    void anUnclearWithdrawalIsDecided()
    {
        QFETCH(QString, answer);
        QFETCH(QString, effect);
        QFETCH(QString, go);
        QFETCH(State, state);
        QFETCH(qint64, available);
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        REQUIRE(shop.set("payouts.first_retry_ms", QStringLiteral("600000"))); // nothing is sent meanwhile
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 700);
        REQUIRE(payout);
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("create_transfer")},
                                          {QStringLiteral("kind"), QStringLiteral("SOME_NEW_CODE")},
                                          {QStringLiteral("count"), 1'000}}));
        REQUIRE(shop.approve({payout->id}));
        QVERIFY(shop.becomes(payout->id, State::unclear));
        Seat seat(shop, withdrawals);
        QTest::mouseClick(button(seat.at, QStringLiteral("Under way")), Qt::LeftButton);
        QVERIFY(seat.shows(1));
        QAction* say = seat.can("Say what became of it…");
        QVERIFY(say);
        QVERIFY(button(seat.at, QStringLiteral("Ask WeChat now")));
        QString told;
        bool early = true;
        Next<ui::VerdictDialog> next([&](ui::VerdictDialog& dialog) {
            QTest::mouseClick(button(dialog, answer), Qt::LeftButton);
            auto* decide = button(dialog, go);
            if (!decide || !type(dialog, QStringLiteral("Proof"), QStringLiteral("bill of today, row 3")) ||
                !type(dialog, QStringLiteral("Reason"), QStringLiteral("the payee says so")))
                return;
            told = named<QLabel>(dialog, QStringLiteral("What follows"))
                       ->text()
                       .replace(QChar::Nbsp, QLatin1Char(' '));
            early = decide->isEnabled(); // the approval has unlocked the desk: the password is asked still
            type(dialog, QStringLiteral("Your password"), QString::fromLatin1(DeskShop::kPassword));
            if (!QTest::qWaitFor([decide] { return decide->isEnabled(); }))
                return;
            // What was sent may arrive for two minutes more: they are over.
            const auto aged = shop.books().writer().runNow<qint64>([](storage::Database& database) {
                return database.execute("UPDATE errands SET sent_at = sent_at - 120000");
            });
            if (aged)
                QTest::mouseClick(decide, Qt::LeftButton);
        });
        say->trigger();
        QVERIFY(next.came());
        QVERIFY2(told.contains(effect), qPrintable(told));
        QVERIFY(!early);
        QCOMPARE(shop.stateOf(payout->id), state);
        const auto story = DeskShop::wait<backend::Desk::UserStory>(shop.desk().userStory(*user));
        REQUIRE(story);
        QCOMPARE(story->wallet.available, base::Money::fen(available));
        QVERIFY(story->wallet.held.isZero());
    }

    void aRefundThatWasNeverSentIsWithdrawn()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        // WeChat Pay certainly does not take it, time after time.
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("create_refund")},
                                          {QStringLiteral("kind"), QStringLiteral("FREQUENCY_LIMITED")},
                                          {QStringLiteral("count"), 1'000}}));
        const QString number = anOrder(shop);
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), number}}));
        REQUIRE(DeskShop::wait<shop::Order>(shop.desk().syncOrder(number)));
        REQUIRE(DeskShop::wait<payments::RefundRow>(
            shop.desk().refund(number, base::Money::fen(250), QStringLiteral("cold"), shop.authority())));
        Seat seat(shop, orders);
        QVERIFY(seat.shows(1));
        QAction* withdraw = seat.can("Withdraw refund…");
        QVERIFY(withdraw);
        Next<ui::ReasonDialog> next([&](ui::ReasonDialog& dialog) {
            type(dialog, QStringLiteral("Reason"), QStringLiteral("drank it"));
            type(dialog, QStringLiteral("Your password"), QString::fromLatin1(DeskShop::kPassword));
            auto* go = button(dialog, QStringLiteral("Withdraw"));
            if (go && QTest::qWaitFor([go] { return go->isEnabled(); }))
                QTest::mouseClick(go, Qt::LeftButton);
        });
        withdraw->trigger();
        QVERIFY(next.came());
        QTRY_VERIFY_WITH_TIMEOUT(refundOf(shop, number)->stage == RefundStage::refused ||
                                     refundOf(shop, number)->stage == RefundStage::closed,
            10'000);
    }

    void anOpenOrderShowsACodeThatCanBePaid()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        const QString number = anOrder(shop);
        REQUIRE(shop.books().writer().runNow<int>([](storage::Database& database) -> base::Result<int> {
            // As if it had been made three hours ago: WeChat's links live two.
            ZF_TRY(database.execute("UPDATE orders SET link_made_at = link_made_at - 10800000"));
            return 0;
        }));
        Seat seat(shop, orders);
        QVERIFY(seat.shows(1));
        QAction* show = seat.can("Show code…");
        QVERIFY(show);
        bool drawn = false;
        Next<ui::NewOrderDialog> next([&](ui::NewOrderDialog& dialog) {
            auto* code = named<QLabel>(dialog, QStringLiteral("Code for the customer to scan"));
            drawn = QTest::qWaitFor([code] { return !code->pixmap(Qt::ReturnByValue).isNull(); }, 10'000);
        });
        show->trigger();
        QVERIFY(next.came());
        QVERIFY(drawn);
        const auto story = DeskShop::wait<reports::OrderStory>(shop.desk().orderStory(number));
        REQUIRE(story);
        QVERIFY(shop.books().clock().nowUtcMs() - story->order.linkMadeAtUtcMs < 60'000);
    }

    /// From what needs a person to the thing itself.
    void aTaskLeadsToItsWithdrawal()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 700);
        REQUIRE(payout);
        REQUIRE(shop.books().writer().runNow<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(shop::raiseTask(database, QStringLiteral("payout:") + payout->number.toString(),
                QStringLiteral("unclear_too_long"), QStringLiteral("what became of it"), 1));
            return 0;
        }));
        Seat seat(shop, overview);
        QAbstractButton* show = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((show = button(seat.at, QStringLiteral("Show"))) != nullptr, 10'000);
        QTest::mouseClick(show, Qt::LeftButton);
        auto* queue = seat.window.page(withdrawals)->findChild<ui::LazyTable*>();
        QTRY_VERIFY_WITH_TIMEOUT(queue->isVisible() && queue->currentIndex().isValid(), 10'000);
        QCOMPARE(
            queue->model()->index(queue->currentIndex().row(), 0).data().toString(), payout->id.toString());
    }

    void booksPutBackWaitForTheirOwner()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        REQUIRE(shop.requested(*user, 700));
        const QTemporaryDir temp;
        const QString copy = temp.filePath(QStringLiteral("copy.db"));
        REQUIRE(DeskShop::wait<int>(shop.desk().backup(copy)));
        Seat seat(shop, overview);
        auto* strip = seat.window.findChild<ui::AlarmStrip*>(QStringLiteral("recovery"));
        QVERIFY(strip && !strip->isVisible());
        REQUIRE(DeskShop::wait<QString>(shop.desk().restore(copy, shop.authority())));
        QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), 10'000);
        bool early = true;
        bool asked = false;
        QString told;
        Next<ui::RecoveryDialog> next([&](ui::RecoveryDialog& dialog) {
            auto* go = button(dialog, QStringLiteral("Confirm"));
            type(dialog, QStringLiteral("Reason"), QStringLiteral("compared with the platform"));
            early = go->isEnabled();
            type(dialog, QStringLiteral("Your password"), QString::fromLatin1(DeskShop::kPassword));
            asked = QTest::qWaitFor([go] { return go->isEnabled(); }, 20'000);
            told = dialog.findChild<ui::StoryView*>()->toPlainText();
            QTest::mouseClick(go, Qt::LeftButton);
        });
        QTest::mouseClick(button(*strip, QStringLiteral("What happened")), Qt::LeftButton);
        QVERIFY(next.came());
        QVERIFY(!early);
        QVERIFY(asked);
        QVERIFY2(told.contains(QStringLiteral("A backup was restored.")), qPrintable(told));
        QTRY_VERIFY_WITH_TIMEOUT(!strip->isVisible(), 10'000);
        const auto status = DeskShop::wait<backend::RecoveryStatus>(shop.desk().recovery());
        REQUIRE(status);
        QCOMPARE(status->standing.state, recovery::State::confirmed);
        QCOMPARE(status->standing.reason, QStringLiteral("compared with the platform"));
    }

    /// A reversal whose answer is lost, and a customer who pays after all: nobody is told that it is not
    /// paid, and the cashier learns how it ended, also when the next customer is being served by then.
    void theCounterSaysHowItEnded_data()
    {
        QTest::addColumn<bool>("nextIsServed");
        QTest::addColumn<bool>("isReversed"); // the reversal whose answer was lost had arrived
        QTest::newRow("the order in hand") << false << false;
        QTest::newRow("the order before") << true << false;
        QTest::newRow("paid, and reversed at the same moment") << false << true;
    }
    void theCounterSaysHowItEnded()
    {
        QFETCH(bool, nextIsServed);
        QFETCH(bool, isReversed);
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        ui::CounterDialog counter(shop.desk(), shop.desk(), shop.memory(), nullptr);
        counter.show();
        const auto says = [&counter](const char* text) {
            const auto labels = counter.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [text](const QLabel* label) {
                return label->isVisible() && label->text().contains(QString::fromUtf8(text));
            });
        };
        type(counter, QStringLiteral("Amount in yuan"), QStringLiteral("8.88"));
        type(counter, QStringLiteral("Description"), QStringLiteral("tea"));
        type(counter, QStringLiteral("Payment code"), QStringLiteral("130061098828009401"));
        QTest::mouseClick(button(counter, QStringLiteral("Charge")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says("The customer types the password"), 10'000);
        const auto opened = DeskShop::wait(shop.desk().orderPage({}, {}));
        REQUIRE(opened);
        const QString number = opened->front().number;
        QVERIFY(shop.control("mode", {{QStringLiteral("notifications"), QStringLiteral("lose")}}));
        QVERIFY(shop.control("fault",
            {{QStringLiteral("target"), QStringLiteral("reverse_order")},
                {QStringLiteral("kind"), QStringLiteral("drop_before")}, {QStringLiteral("count"), 1'000}}));
        QTest::mouseClick(button(counter, QStringLiteral("Reverse now")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says("has not said yet how this ended"), 30'000);
        QVERIFY(!says("Not paid"));
        if (nextIsServed)
            QTest::mouseClick(button(counter, QStringLiteral("Next customer")), Qt::LeftButton);
        if (isReversed)
            REQUIRE(shop.books().writer().runNow<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_ASSIGN(const shop::Order order, shop::findOrder(database, number));
                ZF_TRY(shop::note(database, order, QStringLiteral("a reversal was sent: no answer"),
                    shop.books().clock().nowUtcMs()));
                return 0;
            }));
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), number}}));
        const char* const ended = isReversed     ? "Hand nothing over"
                                  : nextIsServed ? "The order before, "
                                                 : "Paid, and a reversal had been sent";
        QTRY_VERIFY_WITH_TIMEOUT(says(ended) && !says("Not paid"), 30'000);
        QVERIFY(!says("✓ Paid")); // nobody knows yet whether the reversal has come
        QVERIFY(!nextIsServed || says("is paid"));
    }

    void aComplaintIsAnsweredAndCompleted()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        const QString url = shop.books().settings()->text("wechatpay.notify_url");
        QVERIFY(shop.control("complain",
            {{QStringLiteral("notify_url"), url}, {QStringLiteral("detail"), QStringLiteral("茶没到")}}));
        Seat seat(shop, overview);
        QAction* answer = seat.can("Answer the complaint…");
        QVERIFY(answer);
        // WeChat Pay refuses the first words; others are another answer, in the same sheet.
        QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("answer_complaint")},
                                          {QStringLiteral("kind"), QStringLiteral("PARAM_ERROR")}}));
        Next<ui::ComplaintDialog> next([&](ui::ComplaintDialog& dialog) {
            for (const QString& words : {QStringLiteral("请稍等"), QStringLiteral("马上补发")}) {
                named<QPlainTextEdit>(dialog, QStringLiteral("Answer"))->setPlainText(words);
                auto* password = named<QLineEdit>(dialog, QStringLiteral("Your password"));
                if (password && password->isVisible())
                    type(dialog, QStringLiteral("Your password"), QString::fromLatin1(DeskShop::kPassword));
                auto* go = button(dialog, QStringLiteral("Send the answer"));
                if (QTest::qWaitFor([go] { return go->isEnabled(); }))
                    QTest::mouseClick(go, Qt::LeftButton);
                const QPointer<ui::ComplaintDialog> left(&dialog);
                static_cast<void>(
                    QTest::qWaitFor([&] { return !left || !left->isVisible() || go->isEnabled(); }, 10'000));
            }
        });
        answer->trigger();
        QVERIFY(next.came());
        QCOMPARE(seat.at.findChild<ui::NoticeBar*>()->text(), QStringLiteral("WeChat Pay has the answer."));
        QAction* completed = seat.can("The complaint is dealt with…");
        QVERIFY(completed);
        // The desk is unlocked by now.
        Next<ui::ComplaintDialog> last([&](ui::ComplaintDialog& dialog) {
            auto* go = button(dialog, QStringLiteral("It is dealt with"));
            if (QTest::qWaitFor([go] { return go->isEnabled(); }))
                QTest::mouseClick(go, Qt::LeftButton);
        });
        completed->trigger();
        QVERIFY(last.came());
        QTRY_VERIFY_WITH_TIMEOUT(
            DeskShop::wait<reports::Overview>(shop.desk().overview())->tasks.empty(), 10'000);
    }
};

ZHANGFANG_TEST(UnclearTest)
#include "unclear_test.moc"
