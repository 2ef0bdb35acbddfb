#include "gui/guard.h"
#include "gui/hand.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "reports/proof.h"
#include "shell/main_window.h"

#include <QElapsedTimer>
#include <QMessageBox>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;
using payouts::State;

namespace
{

/// As long as WeChat Pay may take for an answer.
constexpr int kTimeoutMs = 3'000;
/// A call is tried at its address and once more beside it, and one of each may have just begun. At ten
/// seconds for an answer, the usual, it is what a second start waits for the first to end.
constexpr int kEndsWithinMs = 3 * kTimeoutMs;
constexpr int kNeverMs = 60'000;

} // namespace

/// The program is ended while WeChat Pay does not answer: soon, and with nothing half done.
class ClosingTest : public gui::Test
{
    Q_OBJECT

    struct Seat {
        explicit Seat(const char* silent)
        {
            const auto set = [this](const char* key, const QString& value) {
                return shop.set(key, value).has_value();
            };
            isReady = shop.problem().isEmpty() && set("wechatpay.timeout_ms", QString::number(kTimeoutMs)) &&
                      set("payouts.grace_seconds", QStringLiteral("0")) &&
                      DeskShop::wait<QString>(shop.desk().startEngine()).has_value() &&
                      shop.control("fault",
                          {{QStringLiteral("target"), QString::fromLatin1(silent)},
                              {QStringLiteral("kind"), QStringLiteral("delay")},
                              {QStringLiteral("delay_ms"), kNeverMs}, {QStringLiteral("count"), 1'000}});
            ui::setWhenClosed(shop.memory(), ui::WhenClosed::quit);
            window = std::make_unique<ui::MainWindow>(
                shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, QString());
            window->show();
        }
        /// Closes the window, as the program does then everything else; answers what was asked before, or
        /// nothing when it did not end in its time.
        [[nodiscard]] std::optional<QString> end()
        {
            QSignalSpy wanted(window.get(), &ui::MainWindow::quitWanted);
            QString asked;
            window->close();
            const bool came = QTest::qWaitFor(
                [&] {
                    if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                        asked = box->text();
                        if (auto* yes = button(*box, QStringLiteral("End it")))
                            yes->click();
                    }
                    return !wanted.isEmpty();
                },
                10'000);
            QElapsedTimer ending;
            ending.start();
            window.reset();
            shop.closeDesk();
            took = ending.elapsed();
            return came ? std::optional(asked) : std::nullopt;
        }
        DeskShop shop{DeskShop::WithEngine::no};
        std::unique_ptr<ui::MainWindow> window;
        bool isReady = false;
        qint64 took = 0;
    };
    template <class T>
    static T read(DeskShop& shop, const std::function<base::Result<T>(storage::Database&)>& what)
    {
        return shop.books().readers().read<T>(what).value_or(T());
    }
    static ledger::Proof proof(DeskShop& shop)
    {
        return read<ledger::Proof>(
            shop, [](storage::Database& database) { return reports::prove(database); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    /// An order that is being opened is in the books, whole, and known to be perhaps at WeChat.
    void whileAnOrderIsOpened()
    {
        Seat seat("create_order");
        QVERIFY(seat.isReady);
        payments::NewOrder wanted;
        wanted.number = QStringLiteral("TEA0000001");
        wanted.amount = base::Money::fen(1'250);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        const auto later = seat.shop.desk().createOrder(wanted);
        const auto order = [&] {
            return read<shop::Order>(seat.shop, [](storage::Database& database) {
                return shop::findOrder(database, QStringLiteral("TEA0000001"));
            });
        };
        QTRY_COMPARE_WITH_TIMEOUT(order().opening, shop::Opening::sent, 10'000);
        const auto asked = seat.end();
        QVERIFY(asked);
        QVERIFY2(seat.took < kEndsWithinMs, qPrintable(QString::number(seat.took)));
        QVERIFY(later.isFinished());
        QCOMPARE(order().state, shop::OrderState::pending);
        QCOMPARE(order().opening, shop::Opening::sent);
        QVERIFY(!order().request.isEmpty());
        QCOMPARE(proof(seat.shop).firstDifference, QString());
    }

    /// A withdrawal that is being sent asks before the end; its money stays held, and it is never sent anew.
    void whileAWithdrawalIsSent()
    {
        Seat seat("create_transfer");
        QVERIFY(seat.isReady);
        const auto user = seat.shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        const auto payout = seat.shop.requested(*user, 700);
        REQUIRE(payout);
        REQUIRE(seat.shop.approve({payout->id}));
        QVERIFY(seat.shop.becomes(payout->id, State::submitting));
        const auto asked = seat.end();
        QVERIFY(asked);
        QCOMPARE(*asked, QStringLiteral("Still under way: 1 withdrawal whose answer is not in yet."));
        QVERIFY2(seat.took < kEndsWithinMs, qPrintable(QString::number(seat.took)));
        const auto left = read<payouts::Payout>(seat.shop,
            [&](storage::Database& database) { return payouts::findPayout(database, payout->id); });
        QVERIFY2(left.state == State::submitting || left.state == State::unclear,
            qPrintable(payouts::toText(left.state)));
        QVERIFY(!left.request.isEmpty());
        const auto wallet = read<shop::Wallet>(
            seat.shop, [&](storage::Database& database) { return shop::wallet(database, *user); });
        QCOMPARE(wallet.held, base::Money::fen(700));
        QCOMPARE(wallet.available, base::Money::fen(9'300));
        QCOMPARE(proof(seat.shop).firstDifference, QString());
    }

    /// What only asks is dropped: the books say what they said before.
    void whileAnOrderIsAskedAbout()
    {
        Seat seat("query_order");
        QVERIFY(seat.isReady);
        payments::NewOrder wanted;
        wanted.number = QStringLiteral("TEA0000001");
        wanted.amount = base::Money::fen(1'250);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        REQUIRE(DeskShop::wait(seat.shop.desk().createOrder(wanted)));
        const auto later = seat.shop.desk().syncOrder(QStringLiteral("TEA0000001"));
        QTRY_VERIFY(later.isRunning());
        const auto asked = seat.end();
        QVERIFY(asked);
        QCOMPARE(*asked, QString()); // nothing of it moves money
        QVERIFY2(seat.took < kEndsWithinMs, qPrintable(QString::number(seat.took)));
        const auto order = read<shop::Order>(seat.shop, [](storage::Database& database) {
            return shop::findOrder(database, QStringLiteral("TEA0000001"));
        });
        QCOMPARE(order.state, shop::OrderState::pending);
        QCOMPARE(order.opening, shop::Opening::opened);
    }
};

ZHANGFANG_TEST(ClosingTest)
#include "closing_test.moc"
