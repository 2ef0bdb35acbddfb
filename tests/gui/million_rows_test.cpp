#include "gui/guard.h"
#include "gui/page_of.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/lazy_table.h"
#include "kit/preferences.h"
#include "pages/orders_page.h"

#include <ctime>
#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTest>
#include <thread>

using namespace zhangfang;
using harness::DeskShop;

namespace
{

/// A person notices a tenth of a second. This is what a busy machine may make of it; see `Watchdog`.
[[maybe_unused]] constexpr qint64 kLongestBlockMs = 500;

/// How long this thread has worked. Unlike the clock it does not count the turns of others, however many
/// share the machine.
qint64 workedNs()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<qint64>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

/// Notes the longest time the event loop was away, at work and by the clock.
class Watchdog : public QObject
{
public:
    Watchdog()
    {
        startTimer(1, Qt::PreciseTimer);
        since_.start();
    }
    [[nodiscard]] qint64 longestMs() const { return longestNs_ / 1'000'000; }
    [[nodiscard]] qint64 longestWorkMs() const { return longestWorkNs_ / 1'000'000; }

protected:
    void timerEvent(QTimerEvent*) override
    {
        longestNs_ = std::max(longestNs_, since_.nsecsElapsed());
        since_.restart();
        const qint64 now = workedNs();
        longestWorkNs_ = std::max(longestWorkNs_, now - std::exchange(worked_, now));
    }

private:
    QElapsedTimer since_;
    qint64 worked_ = workedNs();
    qint64 longestNs_ = 0;
    qint64 longestWorkNs_ = 0;
};

} // namespace

class MillionRowsTest : public gui::Test
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    /// A million orders, scrolled end to end while payments pour in: no
    /// single thing keeps the window from answering for long.
    void aMillionRowsScroll()
    {
        constexpr int kRows = 1'000'000;
        constexpr int kStops = 60;
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.books().writer().runNow<int>([](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.executeScript(QStringLiteral(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                "INSERT INTO orders (out_trade_no, purpose, channel, description, amount_fen, "
                "payment, state, request, "
                "code_url, prepay_id, created_at, expires_at, queries) SELECT 'BULK' || "
                "(1000000 + i), 'sale', "
                "'native', 'tea', 1000, 'closed', 'closed', '{}', '', '', 1700000000000 + i * 1000, "
                "1700000000000, 0 FROM n")
                                              .arg(kRows)));
            return 0;
        }));
        auto page = gui::pageOf<ui::OrdersPage>(shop, shop.memory());
        page.resize(1280, 800);
        page.show();
        page.refresh(); // as the window does when the page comes into view
        auto* table = page.findChild<ui::LazyTable*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), kRows, 60'000);
        // New orders at 500 a second, in groups as the listener would commit them.
        std::atomic<bool> stop = false;
        std::atomic<int> added = 0;
        std::thread customers([&] {
            while (!stop) {
                const auto done =
                    shop.books().writer().runNow<int>([&](storage::Database& database) -> base::Result<int> {
                        for (int i = 0; i < 25; ++i) {
                            shop::Order order;
                            ZF_ASSIGN(order.number, base::OrderNo::parse(QStringLiteral("LIVE%1").arg(
                                                        added + i, 8, 10, QLatin1Char('0'))));
                            order.channel = QStringLiteral("native");
                            order.description = QStringLiteral("tea");
                            order.amount = base::Money::fen(100);
                            order.request = "{}";
                            order.createdAtUtcMs = shop.books().clock().nowUtcMs();
                            order.expiresAtUtcMs = order.createdAtUtcMs;
                            ZF_TRY(shop::insertOrder(database, order));
                        }
                        return 25;
                    });
                added += done ? *done : 0;
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            }
        });
        connect(&shop.desk(), &backend::Desk::pulsed, &page, [&page] { page.refresh(); });
        const Watchdog watchdog;
        bool allShown = QTest::qWaitFor([&added] { return added > 0; }, 10'000);
        for (int i = 0; i <= kStops; ++i) {
            auto* bar = table->verticalScrollBar();
            bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * i / kStops));
            const bool shown = QTest::qWaitFor(
                [&] {
                    const int row = table->rowAt(5);
                    return row >= 0 && table->model()->index(row, 1).data().toString() != QStringLiteral("…");
                },
                10'000);
            allShown = allShown && shown;
        }
        stop = true;
        customers.join();
        QVERIFY(allShown);
        // The oldest of all stands at the end.
        const int last = table->model()->rowCount() - 1;
        QTRY_COMPARE_WITH_TIMEOUT(
            table->model()->index(last, 1).data().toString(), QStringLiteral("BULK1000001"), 10'000);
        QVERIFY(added > 0);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), kRows + added, 10'000);
        qInfo("longest block of the window: %lld ms at work, %lld ms by the clock, with %d new orders "
              "meanwhile",
            static_cast<long long>(watchdog.longestWorkMs()), static_cast<long long>(watchdog.longestMs()),
            added.load());
        QVERIFY2(watchdog.longestWorkMs() < kLongestBlockMs,
            qPrintable(QStringLiteral("%1 ms").arg(watchdog.longestWorkMs())));
    }
};

ZHANGFANG_TEST(MillionRowsTest)
#include "million_rows_test.moc"
