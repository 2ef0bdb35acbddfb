#include "dialogs/new_order_dialog.h"
#include "dialogs/wallet_dialogs.h"
#include "gui/guard.h"
#include "gui/hand.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/lazy_table.h"
#include "kit/money.h"
#include "shell/main_window.h"

#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QScrollBar>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;

namespace
{

constexpr int kRows = 1'000; // several pages of a list
const QString orders = QStringLiteral("orders");

QString numberOf(int i)
{
    return QStringLiteral("BULK%1").arg(1'000'000 + i);
}

/// A shop whose orders were paid, closed and forgotten long ago.
bool fill(DeskShop& shop)
{
    return shop.books()
        .writer()
        .runNow<int>([](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.executeScript(QStringLiteral(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                "INSERT INTO orders (out_trade_no, purpose, channel, description, amount_fen, "
                "payment, state, request, code_url, prepay_id, created_at, expires_at, queries) SELECT "
                "'BULK' || (1000000 + i), 'sale', 'native', 'tea', 1000, 'closed', 'closed', '{}', '', "
                "'', 1700000000000 + i * 1000, 1700000000000, 0 FROM n")
                                              .arg(kRows)));
            return 0;
        })
        .has_value();
}

/// The window as the program has it: another language makes it anew, and the one before goes when the new one
/// is in view.
struct Seat {
    explicit Seat(DeskShop& of) : shop(of)
    {
        ui::applyLanguage(language);
        make();
    }
    void make()
    {
        const auto before = std::exchange(window, std::make_unique<ui::MainWindow>(shop.desk(), shop.memory(),
                                                      ui::MainWindow::Mode::merchant, QString()));
        window->show();
    }
    void switchLanguage()
    {
        language = language == ui::Language::english ? ui::Language::chinese : ui::Language::english;
        window->remember();
        ui::applyLanguage(language);
        make();
    }
    void switchTheme()
    {
        appearance = appearance == ui::Appearance::light ? ui::Appearance::dark : ui::Appearance::light;
        ui::applyTheme(*qApp, appearance);
    }
    [[nodiscard]] ui::LazyTable* table() const { return window->page(orders)->findChild<ui::LazyTable*>(); }
    /// Every row, as it is shown once it has been read.
    [[nodiscard]] QStringList shown() const
    {
        const auto* model = table()->model();
        static_cast<void>(QTest::qWaitFor([model] { return model->rowCount() >= kRows; }, 20'000));
        const auto text = [model](
                              int row, int column) { return model->index(row, column).data().toString(); };
        int number = 0; // the column
        while (number < model->columnCount() - 1 &&
               model->headerData(number, Qt::Horizontal).toString() != QLatin1String("Order number"))
            ++number;
        QStringList rows;
        for (int row = 0; row < model->rowCount(); ++row) {
            static_cast<void>(
                QTest::qWaitFor([&] { return text(row, number) != QStringLiteral("…"); }, 10'000));
            rows << text(row, number);
        }
        return rows;
    }
    DeskShop& shop;
    ui::Language language = ui::Language::english;
    ui::Appearance appearance = ui::Appearance::light;
    std::unique_ptr<ui::MainWindow> window;
};

QStringList newestOnTop()
{
    QStringList rows;
    for (int i = kRows; i >= 1; --i)
        rows << numberOf(i);
    return rows;
}

} // namespace

/// Theme and language change while something is under way: nothing is lost, doubled or mixed.
class SwitchingTest : public gui::Test
{
    Q_OBJECT

    /// What the test clicks of a sheet that is on top of the window.
    static void send(QDialog& sheet, const char* go)
    {
        if (auto* one = button(sheet, QString::fromUtf8(go)))
            QTest::mouseClick(one, Qt::LeftButton);
    }

private Q_SLOTS:
    void init()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    void whileAListIsRead_data()
    {
        QTest::addColumn<bool>("theme");
        QTest::addColumn<bool>("language");
        QTest::newRow("the theme") << true << false;
        QTest::newRow("the language") << false << true;
        QTest::newRow("both") << true << true;
    }
    void whileAListIsRead()
    {
        QFETCH(bool, theme);
        QFETCH(bool, language);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        QVERIFY(fill(shop));
        Seat seat(shop);
        seat.window->showPage(orders);
        for (int i = 0; i < 12; ++i) {
            // A page is asked for and not there yet: its index, its first rows, or those far below.
            auto* bar = seat.table()->verticalScrollBar();
            bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * i / 12));
            for (int turn = 0; turn < i; ++turn)
                QApplication::processEvents();
            if (theme)
                seat.switchTheme();
            if (language)
                seat.switchLanguage();
            seat.window->showPage(orders);
        }
        const QAbstractItemModelTester tester(
            seat.table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(seat.shown(), newestOnTop());
        QCOMPARE(
            seat.window->page(orders)->accessibleName(), QStringLiteral("Orders")); // back where it began
    }

    /// A decision that has been sent comes about once, whatever becomes of the sheet.
    void whileASheetIsSending_data()
    {
        QTest::addColumn<bool>("language");
        QTest::newRow("the theme") << false;
        QTest::newRow("the language") << true;
    }
    void whileASheetIsSending()
    {
        QFETCH(bool, language);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.userWith(QStringLiteral("oA"), 10'000));
        const auto users = DeskShop::wait(shop.desk().userPage({}, {}));
        REQUIRE(users);
        Seat seat(shop);
        seat.window->showPage(QStringLiteral("wallets"));
        auto* sheet =
            new ui::WithdrawDialog(shop.desk(), users->front(), seat.window->page(QStringLiteral("wallets")));
        const QPointer<QDialog> there(sheet);
        ui::openSheet(sheet);
        sheet->findChild<ui::MoneyField*>()->setText(QStringLiteral("3"));
        send(*sheet, "Request");
        if (language)
            seat.switchLanguage(); // and the sheet goes with its window
        else
            seat.switchTheme();
        QTRY_VERIFY_WITH_TIMEOUT(!there, 10'000);
        const auto waiting = [&] {
            const auto page = DeskShop::wait(shop.desk().payoutPage(reports::PayoutView::waiting, {}));
            return page ? page->size() : size_t(0);
        };
        QTRY_COMPARE_WITH_TIMEOUT(waiting(), size_t(1), 10'000);
        seat.window->showPage(QStringLiteral("withdrawals"));
        const auto* list =
            seat.window->page(QStringLiteral("withdrawals"))->findChild<ui::LazyTable*>()->model();
        QTRY_COMPARE_WITH_TIMEOUT(list->rowCount(), 1, 10'000);
    }

    /// The same while WeChat Pay takes its time.
    void whileWechatIsAsked()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.set("wechatpay.notify_url", QStringLiteral("https://shop.example/notify")));
        QVERIFY(shop.control("fault",
            {{QStringLiteral("target"), QStringLiteral("create_order")},
                {QStringLiteral("kind"), QStringLiteral("delay")}, {QStringLiteral("delay_ms"), 700}}));
        Seat seat(shop);
        seat.window->showPage(orders);
        auto* sheet = new ui::NewOrderDialog(
            shop.desk(), shop.desk(), shop.desk(), shop.memory(), seat.window->page(orders));
        const QPointer<QDialog> there(sheet);
        ui::openSheet(sheet);
        sheet->findChild<ui::MoneyField*>()->setText(QStringLiteral("12.50"));
        for (auto* line : sheet->findChildren<QLineEdit*>()) {
            if (!qobject_cast<ui::MoneyField*>(line) && line->text().isEmpty())
                line->setText(QStringLiteral("tea"));
        }
        for (auto* go : sheet->findChildren<QPushButton*>()) {
            if (go->isDefault())
                go->click();
        }
        const auto made = [&] {
            const auto page = DeskShop::wait(shop.desk().orderPage({}, {}));
            return page ? static_cast<int>(page->size()) : -1;
        };
        QTRY_COMPARE_WITH_TIMEOUT(made(), 1, 10'000); // stored, and on its way
        seat.switchLanguage();
        QVERIFY(!there);
        seat.window->showPage(orders);
        QTRY_COMPARE_WITH_TIMEOUT(seat.table()->model()->rowCount(), 1, 10'000);
        const auto page = DeskShop::wait(shop.desk().orderPage({}, {}));
        REQUIRE(page);
        const auto isOpen = [&] {
            const auto story = DeskShop::wait(shop.desk().orderStory(page->front().number));
            return story && story->order.codeUrl.startsWith(QLatin1String("weixin://"));
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOpen(), 15'000);
        QCOMPARE(made(), 1);
    }
};

ZHANGFANG_TEST(SwitchingTest)
#include "switching_test.moc"
