#include "access/recovery_sheet.h"
#include "base/plain_text.h"
#include "dialogs/approve_dialog.h"
#include "dialogs/consent_dialog.h"
#include "dialogs/counter_dialog.h"
#include "dialogs/merchant_form.h"
#include "dialogs/new_order_dialog.h"
#include "dialogs/operator_dialogs.h"
#include "dialogs/reason_dialog.h"
#include "dialogs/refund_dialog.h"
#include "dialogs/wallet_dialogs.h"
#include "gui/guard.h"
#include "gui/hand.h"
#include "harness/decisions.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/lazy_table.h"
#include "kit/money.h"
#include "pages/payouts_page.h"
#include "shell/first_start_dialog.h"
#include "shell/main_window.h"
#include "shop/commands.h"
#include "shop/tasks.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QRegularExpression>
#include <QTextBrowser>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;
using payouts::State;

namespace
{

const QString overview = QStringLiteral("overview"), orders = QStringLiteral("orders"),
              withdrawals = QStringLiteral("withdrawals"), wallets = QStringLiteral("wallets");

/// A person who reads the sheet, types the password and presses Enter.
void approveWith(ui::ApproveDialog& dialog, const char* password)
{
    auto* field = named<QLineEdit>(dialog, QStringLiteral("Your password"));
    auto* go = button(dialog, QStringLiteral("Pay"));
    if (!field || !go)
        return dialog.reject();
    QTest::keyClicks(field, QString::fromLatin1(password));
    static_cast<void>(QTest::qWaitFor([go] { return go->isEnabled(); }));
    QTest::keyClick(field, Qt::Key_Return);
}

} // namespace

class ConsoleTest : public gui::Test
{
    Q_OBJECT

    /// The window of a shop, on one page, with its table filled.
    struct Seat {
        explicit Seat(DeskShop& shop, const QString& page)
            : window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {})
        {
            window.show();
            window.showPage(page);
            table = window.page(page)->findChild<ui::LazyTable*>();
        }
        /// Waits until so many rows are there and the first one is read.
        [[nodiscard]] bool shows(int rows) const
        {
            return QTest::qWaitFor(
                [&] {
                    return table->model()->rowCount() == rows &&
                           (rows == 0 ||
                               (table->model()->index(0, 1).data().toString() != QStringLiteral("…") &&
                                   table->currentIndex().isValid()));
                },
                10'000);
        }
        [[nodiscard]] ui::NoticeBar* notice(const QString& page)
        {
            return window.page(page)->findChild<ui::NoticeBar*>();
        }
        ui::MainWindow window;
        ui::LazyTable* table;
    };

private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    /// From an empty disk to the first withdrawal paid, by mouse and keyboard.
    void firstStartToFirstApproval()
    {
        QTemporaryDir temp;
        QFile passphrase(temp.filePath(QStringLiteral("passphrase")));
        QVERIFY(passphrase.open(QIODevice::WriteOnly) && passphrase.write("a vault passphrase") > 0);
        passphrase.close();
        qputenv("ZHANGFANG_VAULT_PASSPHRASE_FILE", passphrase.fileName().toLocal8Bit());
        auto wechat = practice::Practice::start({});
        REQUIRE(wechat);
        const QJsonObject given = (*wechat)->matchingSettings();
        const auto value = [&given](const char* key) { return given.value(QLatin1String(key)).toString(); };

        const QString folder = temp.filePath(QStringLiteral("shop"));
        ui::FirstStartDialog dialog(folder, ui::Language::english);
        dialog.show();
        QTest::mouseClick(button(dialog, QStringLiteral("Set up my merchant account")), Qt::LeftButton);
        // Back to where one came from; without a name nothing begins, and Enter goes on.
        QTest::mouseClick(button(dialog, QStringLiteral("Back")), Qt::LeftButton);
        QTest::mouseClick(button(dialog, QStringLiteral("Set up my merchant account")), Qt::LeftButton);
        QTest::keyClick(named<QLineEdit>(dialog, QStringLiteral("Shop name")), Qt::Key_Return);
        QCOMPARE(dialog.findChild<ui::NoticeBar*>()->text(), QStringLiteral("Give the shop a name."));
        QTest::keyClicks(named<QLineEdit>(dialog, QStringLiteral("Shop name")), QStringLiteral(" Tea "));
        QTest::keyClicks(named<QLineEdit>(dialog, QStringLiteral("Your name")), QStringLiteral("mei"));
        auto* password = named<QLineEdit>(dialog, QStringLiteral("Password"));
        auto* again = named<QLineEdit>(dialog, QStringLiteral("Password again"));
        QTest::keyClicks(password, QStringLiteral("a good password"));
        QTest::keyClicks(again, QStringLiteral("another one"));
        QTest::mouseClick(button(dialog, QStringLiteral("Next")), Qt::LeftButton);
        QCOMPARE(dialog.findChild<ui::NoticeBar*>()->text(), QStringLiteral("The passwords differ."));
        QVERIFY(!QFile::exists(folder));
        again->setText(password->text());
        QTest::mouseClick(button(dialog, QStringLiteral("Next")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<ui::SheetPaper*>(), 20'000);
        QVERIFY(access::codeOnSheet(
            named<QPlainTextEdit>(dialog, QStringLiteral("Recovery sheet"))->toPlainText().toUtf8()));
        QTest::mouseClick(button(dialog, QStringLiteral("I have kept it")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<ui::MerchantForm*>(), 20'000);
        {
            // Where the practice server is, which no merchant would have to say.
            auto beside = backend::ShopFolder::open(folder);
            REQUIRE(beside);
            REQUIRE(backend::importSettings(**beside,
                {{QStringLiteral("wechatpay.api_base_url"), value("wechatpay.api_base_url")},
                    {QStringLiteral("wechatpay.settlement_days"), QStringLiteral("0")},
                    {QStringLiteral("payouts.grace_seconds"), QStringLiteral("1")},
                    {QStringLiteral("listener.port"), QStringLiteral("0")}},
                access::Actor::program(QStringLiteral("test"))));
        }
        auto* form = dialog.findChild<ui::MerchantForm*>();
        const auto line = [&](const char* name, const QString& text) {
            named<QLineEdit>(*form, QString::fromLatin1(name))->setText(text);
        };
        QTRY_COMPARE(
            named<QLineEdit>(*form, QStringLiteral("Transfer scene"))->text(), QStringLiteral("1000"));
        auto* key = named<QLineEdit>(*form, QStringLiteral("Private key"));
        key->setText(QStringLiteral("-----BEGIN CERTIFICATE-----"));
        line("APIv3 key", QStringLiteral("too short"));
        QVERIFY(!form->isAcceptable());
        line("Merchant number", value("wechatpay.mchid"));
        line("AppID", value("wechatpay.appid"));
        line("Certificate serial", value("wechatpay.certificate_serial"));
        line("WeChat Pay public key id", value("wechatpay.public_key_id"));
        line("Notify address", QStringLiteral("http://127.0.0.1:1/wechatpay/notify"));
        line("APIv3 key", value("wechatpay.apiv3_key"));
        line("Scene report", value("wechatpay.transfer_scene_report_infos"));
        named<QPlainTextEdit>(*form, QStringLiteral("WeChat Pay public key"))
            ->setPlainText(value("wechatpay.public_key"));
        key->setText(value("wechatpay.private_key"));
        QVERIFY(form->isAcceptable());
        QTest::mouseClick(button(dialog, QStringLiteral("Next: test it")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog.findChildren<ui::StateBadge*>().size() >= 16, 20'000);
        QStringList untold;
        for (const auto* badge : dialog.findChildren<ui::StateBadge*>()) {
            if (badge->accessibleName() != QStringLiteral("in order"))
                untold << badge->accessibleName();
        }
        // No engine runs yet that the notify address could lead back to.
        QCOMPARE(untold, QStringList{QStringLiteral("not known")});
        QTest::mouseClick(button(dialog, QStringLiteral("Open the desk")), Qt::LeftButton);
        QCOMPARE(dialog.choice(), ui::FirstStartDialog::Choice::merchant);

        const auto desk = dialog.takeDesk();
        REQUIRE(DeskShop::wait<QString>(desk->startEngine()));
        QSettings memory(temp.filePath(QStringLiteral("console.ini")), QSettings::IniFormat);
        ui::MainWindow window(*desk, memory, ui::MainWindow::Mode::merchant, {});
        window.show();

        // An order from the window is paid and turns to paid by itself.
        QString number;
        {
            ui::NewOrderDialog order(*desk, *desk, *desk, memory, &window);
            order.show();
            QTest::keyClicks(
                named<QLineEdit>(order, QStringLiteral("Amount in yuan")), QStringLiteral("100.005"));
            QTest::keyClicks(
                named<QLineEdit>(order, QStringLiteral("Description")), QStringLiteral("Longjing"));
            QTest::mouseClick(button(order, QStringLiteral("Create code")), Qt::LeftButton);
            const auto* said = order.findChild<ui::NoticeBar*>();
            QVERIFY2(said->text().contains(QStringLiteral("two decimals")), qPrintable(said->text()));
            QTest::keyClick(named<QLineEdit>(order, QStringLiteral("Amount in yuan")), Qt::Key_Backspace);
            QTest::mouseClick(button(order, QStringLiteral("Create code")), Qt::LeftButton);
            auto* code = named<QLabel>(order, QStringLiteral("Code for the customer to scan"));
            QTRY_VERIFY_WITH_TIMEOUT(!code->pixmap(Qt::ReturnByValue).isNull(), 10'000);
            const auto page = DeskShop::wait<std::vector<reports::OrderRow>>(desk->orderPage({}, {}));
            REQUIRE(page);
            QCOMPARE(page->size(), size_t(1));
            QCOMPARE(page->front().amount, base::Money::fen(10'000)); // and no order of another sum
            number = page->front().number;
            http::Request pay{"POST", "/control/pay", {},
                base::toCompactJson({{QStringLiteral("out_trade_no"), number}}), {}};
            pay.headers.add("Content-Type", "application/json");
            QVERIFY(http::makeTransport()->exchange(QUrl(value("wechatpay.api_base_url")), pay, 5'000));
            const auto saysPaid = [&order] {
                const auto labels = order.findChildren<QLabel*>();
                return std::any_of(labels.begin(), labels.end(),
                    [](const QLabel* label) { return label->text() == QStringLiteral("✓ Paid"); });
            };
            QTRY_VERIFY_WITH_TIMEOUT(saysPaid(), 10'000);
        }

        // A user is owed money and asks for it.
        window.showPage(wallets);
        Next<ui::UserDialog> adding([](ui::UserDialog& user) {
            QTest::keyClicks(named<QLineEdit>(user, QStringLiteral("openid")), QStringLiteral("oAlice"));
            QTest::mouseClick(button(user, QStringLiteral("Add")), Qt::LeftButton);
        });
        QTest::mouseClick(button(*window.page(wallets), QStringLiteral("Add a user")), Qt::LeftButton);
        QVERIFY(adding.came());
        auto* users = named<ui::LazyTable>(*window.page(wallets), QStringLiteral("Users"));
        QTRY_VERIFY_WITH_TIMEOUT(
            users->model()->rowCount() == 1 && users->currentIndex().isValid() &&
                users->model()->index(0, 2).data().toString() == QStringLiteral("oAlice"),
            10'000);
        Next<ui::AdjustDialog> crediting([](ui::AdjustDialog& adjust) {
            QTest::keyClicks(
                named<QLineEdit>(adjust, QStringLiteral("Amount in yuan")), QStringLiteral("50"));
            QTest::keyClicks(named<QLineEdit>(adjust, QStringLiteral("Reason")), QStringLiteral("prize"));
            QTest::keyClicks(
                named<QLineEdit>(adjust, QStringLiteral("Your password")), QStringLiteral("a good password"));
            auto* go = button(adjust, QStringLiteral("Credit ¥ 50.00"));
            QVERIFY(go);
            QVERIFY(QTest::qWaitFor([go] { return go->isEnabled(); }));
            QTest::mouseClick(go, Qt::LeftButton);
        });
        press(users, Qt::Key_C);
        QVERIFY(crediting.came());
        QTRY_COMPARE_WITH_TIMEOUT(
            users->model()->index(0, 3).data().toString(), QStringLiteral("¥ 50.00"), 10'000);
        Next<ui::WithdrawDialog> asking([](ui::WithdrawDialog& withdraw) {
            auto* amount = named<QLineEdit>(withdraw, QStringLiteral("Amount in yuan"));
            amount->selectAll();
            QTest::keyClicks(amount, QStringLiteral("20"));
            QTest::keyClick(amount, Qt::Key_Return);
        });
        press(users, Qt::Key_W);
        QVERIFY(asking.came());

        // The desk is still unlocked from the credit: the approval needs no password now.
        window.showPage(withdrawals);
        auto* queue = window.page(withdrawals)->findChild<ui::LazyTable*>();
        auto* approveButton = button(*window.page(withdrawals), QStringLiteral("Approve"));
        QTRY_VERIFY_WITH_TIMEOUT(queue->model()->rowCount() == 1 && approveButton->isEnabled(), 10'000);
        Next<ui::ApproveDialog> approving([](ui::ApproveDialog& approve) {
            QAbstractButton* go = nullptr;
            QVERIFY(QTest::qWaitFor([&] {
                go = button(approve, QStringLiteral("Pay ¥ 20.00 to 1 person"));
                return go != nullptr;
            }));
            QVERIFY(QTest::qWaitFor([go] { return go->isEnabled(); }));
            QTest::mouseClick(go, Qt::LeftButton);
        });
        press(queue, Qt::Key_A);
        QVERIFY(approving.came());
        QTRY_COMPARE_WITH_TIMEOUT(
            (*wechat)->books().value(QLatin1String("paid_out_fen")).toInt(), 2'000, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            DeskShop::wait<reports::PayoutStory>(desk->payoutStory(base::PayoutId(1)))->row.payout.state ==
                State::paid,
            10'000);
        qunsetenv("ZHANGFANG_VAULT_PASSPHRASE_FILE");
    }

    /// Two customers at the counter, one who pays and one who does not; and then the first wants it back.
    void theCounterAndARefund()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        Seat seat(shop, orders);
        {
            ui::CounterDialog counter(shop.desk(), shop.desk(), shop.memory(), &seat.window);
            counter.show();
            const auto says = [&counter](const char* text) {
                const auto labels = counter.findChildren<QLabel*>();
                return std::any_of(labels.begin(), labels.end(), [text](const QLabel* label) {
                    return label->isVisible() && label->text().startsWith(QString::fromUtf8(text));
                });
            };
            const auto charge = [&counter] {
                QTest::keyClicks(
                    named<QLineEdit>(counter, QStringLiteral("Amount in yuan")), QStringLiteral("8.88"));
                auto* description = named<QLineEdit>(counter, QStringLiteral("Description"));
                description->clear();
                QTest::keyClicks(description, QStringLiteral("tea"));
                // As a scanner types it: digits, then Enter. The practice customer types a password at 1.
                auto* code = named<QLineEdit>(counter, QStringLiteral("Payment code"));
                code->setFocus();
                QTest::keyClicks(code, QStringLiteral("130061098828009401"));
                QTest::keyClick(code, Qt::Key_Return);
            };
            charge();
            QTRY_VERIFY_WITH_TIMEOUT(says("The customer types the password"), 10'000);
            const auto page = DeskShop::wait<std::vector<reports::OrderRow>>(shop.desk().orderPage({}, {}));
            REQUIRE(page);
            QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), page->front().number}}));
            QTRY_VERIFY_WITH_TIMEOUT(says("✓ Paid"), 15'000);
            QTest::mouseClick(button(counter, QStringLiteral("Next customer")), Qt::LeftButton);
            charge();
            QTRY_VERIFY_WITH_TIMEOUT(says("The customer types the password"), 10'000);
            QTest::mouseClick(button(counter, QStringLiteral("Reverse now")), Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(says("Not paid"), 10'000);
        }
        QVERIFY(seat.shows(2));
        QTRY_COMPARE_WITH_TIMEOUT(
            seat.table->model()->index(0, 4).data().toString(), QStringLiteral("Closed"), 10'000);
        seat.table->setCurrentIndex(seat.table->model()->index(1, 0));
        auto* refund = button(*seat.window.page(orders), QStringLiteral("Refund"));
        QVERIFY(refund);
        QTRY_VERIFY_WITH_TIMEOUT(refund->isEnabled(), 10'000);
        Next<ui::RefundDialog> next([](ui::RefundDialog& dialog) {
            QTest::keyClicks(named<QLineEdit>(dialog, QStringLiteral("Reason")), QStringLiteral("cold"));
            QTest::keyClicks(
                named<QLineEdit>(dialog, QStringLiteral("Your password")), QStringLiteral("a good password"));
            auto* go = button(dialog, QStringLiteral("Refund ¥ 8.88"));
            if (!go || !QTest::qWaitFor([go] { return go->isEnabled(); }))
                return dialog.reject();
            QTest::mouseClick(go, Qt::LeftButton);
        });
        press(seat.table, Qt::Key_R);
        QVERIFY(next.came());
        QTRY_COMPARE_WITH_TIMEOUT(
            seat.table->model()->index(1, 4).data().toString(), QStringLiteral("Refunded"), 15'000);
        QCOMPARE(shop.wechat().books().value(QLatin1String("refunded_fen")).toInt(), 888);
    }

    void bulkApprovalWithOneRefused()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        const auto user = shop.userWith(QStringLiteral("oA"), 100'000);
        REQUIRE(user);
        const auto one = shop.requested(*user, 500);
        const auto large = shop.requested(*user, 30'000); // over the limit for one
        const auto two = shop.requested(*user, 700);
        REQUIRE(one);
        REQUIRE(large);
        REQUIRE(two);
        Seat seat(shop, withdrawals);
        QVERIFY(seat.shows(3));
        seat.table->selectAll();
        QString said;
        Next<ui::ApproveDialog> next([&](ui::ApproveDialog& dialog) {
            approveWith(dialog, DeskShop::kPassword);
            auto* notice = dialog.findChild<ui::NoticeBar*>();
            static_cast<void>(QTest::qWaitFor([notice] { return !notice->text().isEmpty(); }, 10'000));
            said = notice->text();
            dialog.reject();
        });
        press(seat.table, Qt::Key_A);
        QVERIFY(next.came());
        QVERIFY2(said.startsWith(QStringLiteral("2 approved, 1 refused.")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("¥ 300.00")) && said.contains(QStringLiteral("¥ 200.00")),
            qPrintable(said));
        QTRY_COMPARE_WITH_TIMEOUT(shop.stateOf(one->id), State::paid, 15'000);
        QTRY_COMPARE_WITH_TIMEOUT(shop.stateOf(two->id), State::paid, 15'000);
        QCOMPARE(shop.stateOf(large->id), State::requested);
        QCOMPARE(shop.timesPaid(), 2);
    }

    /// While a person has chosen a withdrawal, another one leaves the queue: the choice must not slide.
    void theChoiceStaysWhenTheListChanges()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        const auto user = shop.userWith(QStringLiteral("oA"), 100'000);
        REQUIRE(user);
        std::vector<base::PayoutId> ids;
        for (const qint64 fen : {100, 200, 300, 400}) {
            const auto payout = shop.requested(*user, fen);
            REQUIRE(payout);
            ids.push_back(payout->id);
        }
        Seat seat(shop, withdrawals);
        QVERIFY(seat.shows(4));
        seat.table->selectRow(2);
        QCOMPARE(seat.table->model()->index(2, 2).data().toString(), QStringLiteral("¥ 3.00"));
        // The first one goes and a fifth one comes: as many rows as before, each in another place.
        harness::PayoutDesk beside(shop.books().writer(), shop.books().clock(), shop.books().random());
        REQUIRE(beside.reject(ids[0], QStringLiteral("mei"), QStringLiteral("mistake")));
        REQUIRE(beside.request(*user, base::Money::fen(500)));
        QTRY_COMPARE_WITH_TIMEOUT(
            seat.table->model()->index(3, 2).data().toString(), QStringLiteral("¥ 5.00"), 10'000);
        QCOMPARE(seat.table->selectedRows(), std::vector<int>{1});
        QCOMPARE(seat.table->model()->index(1, 2).data().toString(), QStringLiteral("¥ 3.00"));
        // The chosen one itself goes: the next one is in hand.
        REQUIRE(beside.reject(ids[2], QStringLiteral("mei"), QStringLiteral("mistake")));
        QVERIFY(seat.shows(3));
        QTRY_COMPARE(seat.table->currentIndex().row(), 1);
        QCOMPARE(seat.table->model()->index(1, 2).data().toString(), QStringLiteral("¥ 4.00"));
    }

    /// Asked for in the window; what the payee answers elsewhere is seen without asking.
    void aConsentIsAskedForAndFollowed()
    {
        DeskShop shop;
        const auto user = shop.userWith(QStringLiteral("oA"), 1000);
        REQUIRE(user);
        Seat seat(shop, wallets);
        QVERIFY(seat.shows(1));
        bool asked = false;
        bool given = false;
        Next<ui::ConsentDialog> next([&](ui::ConsentDialog& dialog) {
            QTest::mouseClick(button(dialog, QStringLiteral("Ask for it")), Qt::LeftButton);
            auto* package = named<QLineEdit>(dialog, QStringLiteral("For your app"));
            asked = QTest::qWaitFor([package] { return !package->text().isEmpty(); }, 10'000);
            auto* ask = button(dialog, QStringLiteral("Ask for it"));
            given = QTest::qWaitFor([&] { return package->text().isEmpty() && !ask->isEnabled(); }, 10'000);
            dialog.accept();
        });
        press(seat.table, Qt::Key_O);
        QVERIFY(next.came());
        QTRY_VERIFY_WITH_TIMEOUT(given, 25'000);
        QVERIFY(asked);
        QVERIFY(DeskShop::wait(shop.desk().userStory(*user))->consent->stands());
    }

    void aWrongPasswordPaysNobody()
    {
        DeskShop shop;
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 500);
        REQUIRE(payout);
        Seat seat(shop, withdrawals);
        QVERIFY(seat.shows(1));
        QString said;
        Next<ui::ApproveDialog> next([&](ui::ApproveDialog& dialog) {
            approveWith(dialog, "not the password");
            auto* notice = dialog.findChild<ui::NoticeBar*>();
            static_cast<void>(QTest::qWaitFor([notice] { return !notice->text().isEmpty(); }, 10'000));
            said = notice->text();
            dialog.reject();
        });
        press(seat.table, Qt::Key_A);
        QVERIFY(next.came());
        QCOMPARE(said, QStringLiteral("The password is wrong. Nothing was done."));
        QCOMPARE(shop.stateOf(payout->id), State::requested);
        QCOMPARE(shop.desk().unlockedUntilUtcMs(), 0);
    }

    void takenBackInsideTheGracePeriodNothingIsSent()
    {
        DeskShop shop;
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("3600")));
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 500);
        REQUIRE(payout);
        Seat seat(shop, withdrawals);
        QVERIFY(seat.shows(1));
        Next<ui::ApproveDialog> next(
            [](ui::ApproveDialog& dialog) { approveWith(dialog, DeskShop::kPassword); });
        press(seat.table, Qt::Key_A);
        QVERIFY(next.came());
        QTRY_COMPARE_WITH_TIMEOUT(shop.stateOf(payout->id), State::approved, 10'000);
        QAbstractButton* undo = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT(
            (undo = button(seat.window, QStringLiteral("Take back"))) && undo->isEnabled(), 10'000);
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(shop.stateOf(payout->id), State::requested, 10'000);
        QCOMPARE(shop.wechat().books().value(QLatin1String("transfers")).toArray().size(), 0);
    }

    void whatChangedUnderTheSheetIsRefused()
    {
        DeskShop shop;
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 500);
        REQUIRE(payout);
        Seat seat(shop, withdrawals);
        QVERIFY(seat.shows(1));
        QString said;
        Next<ui::ApproveDialog> next([&](ui::ApproveDialog& dialog) {
            QVERIFY(QTest::qWaitFor([&] { return button(dialog, QStringLiteral("Pay ¥ 5.00")) != nullptr; }));
            // While the person reads, a colleague takes money off the payee's balance.
            REQUIRE(
                backend::ShopOffice(shop.books())
                    .door()
                    .run(harness::ownerNamed(QStringLiteral("mei")),
                        shop::AdjustWallet{*user, base::Money::fen(-3'000), QStringLiteral("chargeback")}));
            approveWith(dialog, DeskShop::kPassword);
            auto* notice = dialog.findChild<ui::NoticeBar*>();
            static_cast<void>(QTest::qWaitFor([notice] { return !notice->text().isEmpty(); }, 10'000));
            said = notice->text();
            dialog.reject();
        });
        press(seat.table, Qt::Key_A);
        QVERIFY(next.came());
        QVERIFY2(said.contains(QStringLiteral("¥ 95.00")) && said.contains(QStringLiteral("¥ 65.00")),
            qPrintable(said));
        QCOMPARE(shop.stateOf(payout->id), State::requested);
    }

    void rejectingGivesTheSumBack()
    {
        DeskShop shop;
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 500);
        REQUIRE(payout);
        Seat seat(shop, withdrawals);
        QVERIFY(seat.shows(1));
        Next<ui::ReasonDialog> next([](ui::ReasonDialog& dialog) {
            auto* go = button(dialog, QStringLiteral("Reject"));
            QVERIFY(!go->isEnabled());
            QTest::keyClicks(named<QLineEdit>(dialog, QStringLiteral("Reason")), QStringLiteral("mistake"));
            QTest::keyClicks(named<QLineEdit>(dialog, QStringLiteral("Your password")),
                QString::fromLatin1(DeskShop::kPassword));
            QVERIFY(QTest::qWaitFor([go] { return go->isEnabled(); }));
            QTest::mouseClick(go, Qt::LeftButton);
        });
        press(seat.table, Qt::Key_R);
        QVERIFY(next.came());
        QTRY_COMPARE_WITH_TIMEOUT(shop.stateOf(payout->id), State::rejected, 10'000);
        const auto story = DeskShop::wait<backend::Desk::UserStory>(shop.desk().userStory(*user));
        REQUIRE(story);
        QCOMPARE(story->wallet.available, base::Money::fen(10'000));
        QVERIFY(seat.shows(0));
    }

    /// Every page in both languages: in English no Chinese is left over, in Chinese every button speaks it.
    /// What came in before it was looked at, or from WeChat, is on every page shown as what it is.
    void nothingFromElsewhereActs()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(shop.set("wechatpay.notify_url", QStringLiteral("https://shop.example/notify")));
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        REQUIRE(shop.requested(*user, 500));
        payments::NewOrder wanted;
        wanted.number = QStringLiteral("TEA0000001");
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        wanted.amount = base::Money::fen(100);
        REQUIRE(DeskShop::wait(shop.desk().createOrder(wanted)));
        const QString odd = QStringLiteral("tea\u202Egnp\n\u0007\u200B<b>x");
        REQUIRE(shop.books().writer().runNow<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.execute("UPDATE orders SET description = :odd", {{":odd", odd}}));
            ZF_TRY(database.execute("UPDATE users SET name = :odd", {{":odd", odd}}));
            ZF_TRY(database.execute(
                "INSERT INTO settings (key, value, updated_at) VALUES ('merchant.name', :odd, 1) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                {{":odd", odd}}));
            ZF_TRY(shop::raiseTask(database, odd, QStringLiteral("odd"), odd, 1));
            return 0;
        }));
        int met = 0;
        const auto look = [&met](const QString& where, const QString& text) {
            met += text.contains(QStringLiteral("⟨U+202E⟩")) ? 1 : 0;
            QVERIFY2(base::areSentences(QString(text).remove(u'\t').remove(QChar(0xFFFC)) + u'x', 1'000'000),
                qPrintable(where + QLatin1String(": ") + text.toHtmlEscaped()));
        };
        ui::MainWindow window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {});
        window.show();
        for (const QString& page : window.pageNames()) {
            window.showPage(page);
            auto* table = window.page(page)->findChild<ui::LazyTable*>();
            if (table)
                static_cast<void>(
                    QTest::qWaitFor([table] { return table->currentIndex().isValid(); }, 3'000));
            // What stands beside the table, and on the overview in it, is read after it.
            const auto* story = window.page(page)->findChild<QTextBrowser*>();
            if (story && table && table->currentIndex().isValid())
                static_cast<void>(
                    QTest::qWaitFor([story] { return !story->toPlainText().isEmpty(); }, 10'000));
            const auto tells = [&] {
                const auto labels = window.page(overview)->findChildren<QLabel*>();
                return std::any_of(labels.begin(), labels.end(),
                    [](const QLabel* label) { return label->text().contains(QStringLiteral("⟨U+202E⟩")); });
            };
            if (page == overview)
                static_cast<void>(QTest::qWaitFor(tells, 10'000));
            const QString where = window.page(page)->accessibleName();
            look(where, window.windowTitle());
            for (const auto* label : window.findChildren<QLabel*>())
                look(where, label->text()), look(where, label->toolTip());
            for (const auto* one : window.findChildren<QAbstractButton*>())
                look(where, one->text()), look(where, one->toolTip());
            for (const auto* one : window.findChildren<QTextBrowser*>())
                look(where, one->toPlainText());
            for (const auto* view : window.findChildren<QAbstractItemView*>()) {
                const QAbstractItemModel* model = view->model();
                for (int row = 0; model && row < std::min(model->rowCount(), 20); ++row) {
                    for (int column = 0; column < model->columnCount(); ++column) {
                        const QModelIndex at = model->index(row, column);
                        look(where, at.data().toString());
                        look(where, at.data(Qt::ToolTipRole).toString());
                    }
                }
            }
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY2(met >= 5, qPrintable(QString::number(met)));
    }

    /// A real shop that speaks to a made-up WeChat Pay says so in red, all the time; practice says what it
    /// is.
    void aRealShopWithAMadeUpWechatPaySaysSo_data()
    {
        QTest::addColumn<bool>("practice");
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("alarm");
        QTest::newRow("a real shop") << false << "https://api.mch.weixin.qq.com" << false;
        QTest::newRow("on this computer") << false << "http://127.0.0.1:9000" << true;
        QTest::newRow("by name") << false << "http://localhost:9000" << true;
        QTest::newRow("practice") << true << "http://127.0.0.1:9000" << false;
    }
    void aRealShopWithAMadeUpWechatPaySaysSo()
    {
        QFETCH(bool, practice);
        QFETCH(QString, address);
        QFETCH(bool, alarm);
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(shop.set("wechatpay.api_base_url", address));
        ui::MainWindow window(shop.desk(), shop.memory(),
            practice ? ui::MainWindow::Mode::practice : ui::MainWindow::Mode::merchant, {});
        window.show();
        const auto* strip = window.findChild<ui::AlarmStrip*>(QStringLiteral("unreal"));
        QTRY_VERIFY(!window.windowTitle().isEmpty());
        QCOMPARE(strip->isVisible(), alarm);
        QCOMPARE(strip->accessibleName().contains(address), true);
    }

    void languageOnEveryPage()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        static const QRegularExpression kChinese(QStringLiteral("[\\x{4E00}-\\x{9FFF}]"));
        for (const ui::Language language : {ui::Language::english, ui::Language::chinese}) {
            ui::applyLanguage(language);
            ui::MainWindow window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {});
            window.show();
            for (const QString& page : window.pageNames()) {
                window.showPage(page);
                QTest::qWait(50);
                QCOMPARE(window.page(page)->accessibleName().contains(kChinese),
                    language == ui::Language::chinese);
                for (const auto* one : window.page(page)->findChildren<QPushButton*>()) {
                    if (!one->text().isEmpty())
                        QVERIFY2(one->text().contains(kChinese) == (language == ui::Language::chinese),
                            qPrintable(one->text()));
                }
            }
        }
        ui::applyLanguage(ui::Language::english);
    }

    /// Whoever cannot see finds every field and button by name, on every page.
    void everythingHasANameAndARole()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        ui::MainWindow window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {});
        window.show();
        int met = 0;
        for (const QString& page : window.pageNames()) {
            window.showPage(page);
            for (QWidget* widget : window.findChildren<QWidget*>()) {
                if ((widget->focusPolicy() & Qt::TabFocus) == 0 || !widget->isVisible() ||
                    widget->focusProxy() || widget->objectName().startsWith(QStringLiteral("qt_")))
                    continue;
                QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(widget);
                QVERIFY(seen);
                const QString what = QStringLiteral("%1 on %2")
                                         .arg(QString::fromLatin1(widget->metaObject()->className()),
                                             window.page(page)->accessibleName());
                QVERIFY2(!seen->text(QAccessible::Name).isEmpty(),
                    qPrintable(what + QStringLiteral(" has no name")));
                QVERIFY2(
                    seen->role() != QAccessible::NoRole, qPrintable(what + QStringLiteral(" has no role")));
                ++met;
            }
            for (const QAction* action : window.page(page)->actions())
                QVERIFY(!action->text().isEmpty());
        }
        QVERIFY2(met > 60, qPrintable(QString::number(met)));
    }
};

ZHANGFANG_TEST(ConsoleTest)
#include "console_test.moc"
