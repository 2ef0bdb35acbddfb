#include "backend/desk.h"
#include "harness/shop.h"
#include "kit/lazy_table.h"
#include "kit/preferences.h"
#include "shell/main_window.h"
#include "storage/migrations.h"

#include <cstdio>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QProcess>
#include <sqlite3.h>

using namespace zhangfang;

/// How the window does with many orders: cold start and memory beside an empty Qt window, a page of a
/// filtered table beside the same SELECT through SQLite's C API. Offscreen; only the ratios mean something.
namespace
{

constexpr int kStarts = 5;
constexpr int kPages = 200;
constexpr int kSettleMs = 1'500;

/// Resident memory in MiB. Linux.
double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return static_cast<double>(file.readAll().split(' ').value(1).toLongLong()) * 4096 / (1024 * 1024);
}

void settle(int ms)
{
    for (const QDeadlineTimer deadline(ms); !deadline.hasExpired();)
        QApplication::processEvents(QEventLoop::AllEvents, 10);
}

int usable(bool waitForMemory)
{
    std::printf("usable\n");
    std::fflush(stdout);
    if (waitForMemory)
        settle(kSettleMs);
    std::printf("%.1f\n", residentMiB());
    std::fflush(stdout);
    return 0;
}

/// A child: the least a Qt program can show.
int emptyWindow()
{
    QMainWindow window;
    window.setCentralWidget(new QLabel(QStringLiteral("empty"), &window));
    window.resize(1280, 800);
    window.show();
    settle(1);
    return usable(true);
}

/// A child: the desk on the orders page, until its first rows can be read.
int orders(QApplication& application, const QString& folder)
{
    auto opened = backend::ShopFolder::open(folder, access::openMemory());
    if (!opened)
        return 1;
    backend::Desk desk(std::move(*opened));
    QSettings memory(folder + QStringLiteral("/console.ini"), QSettings::IniFormat);
    memory.setValue(QStringLiteral("window/page"), QStringLiteral("orders"));
    ui::applyLanguage(ui::Language::chinese);
    ui::applyTheme(application, ui::Appearance::light);
    ui::MainWindow window(desk, memory, ui::MainWindow::Mode::merchant, {});
    window.show();
    const auto* table = window.page(QStringLiteral("orders"))->findChild<ui::LazyTable*>();
    while (table->model()->rowCount() == 0 ||
           table->model()->index(0, 1).data().toString() == QStringLiteral("…"))
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
    return usable(true);
}

struct Start {
    double ms = 1e9;
    double memoryMiB = 0;
};

/// The best of some starts of this program as a child.
Start measured(const QStringList& arguments)
{
    Start best;
    for (int i = 0; i < kStarts; ++i) {
        QProcess child;
        QElapsedTimer timer;
        timer.start();
        child.start(QCoreApplication::applicationFilePath(), arguments);
        while (!child.canReadLine() && child.waitForReadyRead(60'000)) {
        }
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        if (child.readLine().trimmed() != "usable")
            qFatal("the child did not come up: %s", child.readAllStandardError().constData());
        child.waitForFinished(60'000);
        best.ms = std::min(best.ms, ms);
        best.memoryMiB = child.readAll().trimmed().toDouble();
    }
    return best;
}

base::Status fill(const QString& folder, int count)
{
    ZF_TRY(backend::ShopFolder::initialise(
        folder, QStringLiteral("Tea"), QStringLiteral("mei"), QByteArray("a good password")));
    ZF_ASSIGN(const auto opened, backend::ShopFolder::open(folder, access::openMemory()));
    return opened->writer()
        .runNow<int>([count](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.executeScript(QStringLiteral(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                "INSERT INTO orders (out_trade_no, purpose, channel, description, amount_fen, payment, "
                "state, "
                "request, "
                "code_url, prepay_id, created_at, expires_at, queries) SELECT 'BULK' || (1000000 + i), "
                "'sale', 'native', 'tea', 1000, CASE WHEN i % 4 = 0 THEN 'closed' ELSE 'pending' END, CASE "
                "WHEN "
                "i % 4 = 0 THEN 'closed' ELSE 'pending' END, '{}', "
                "'', '', 1700000000000 + i * 1000, 1700000000000, 0 FROM n")
                                              .arg(count)));
            return 0;
        })
        .map([](int) {});
}

void filteredPages(const QString& folder)
{
    const reports::OrderFilter filter{{}, shop::OrderState::closed, {}, {}};
    const QString file = folder + QStringLiteral("/zhangfang.db");
    const storage::ReadPool readers(file);
    const auto index = readers.read<reports::PageIndex>(
        [&](storage::Database& database) { return reports::indexOrders(database, filter); });
    if (!index)
        qFatal("%s", qPrintable(index.error().describe()));
    const auto at = [&](int i) {
        return index->starts[static_cast<size_t>(i) * 7919 % index->starts.size()];
    };
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kPages; ++i) {
        const auto page = readers.read<std::vector<reports::OrderRow>>(
            [&](storage::Database& database) { return reports::orderPage(database, filter, at(i)); });
        if (!page || page->empty())
            qFatal("a page is empty");
    }
    const double ours = static_cast<double>(timer.nsecsElapsed()) / 1e6 / kPages;
    sqlite3* raw = nullptr;
    sqlite3_open(file.toUtf8().constData(), &raw);
    sqlite3_stmt* select = nullptr;
    sqlite3_prepare_v2(raw,
        "SELECT created_at, id, out_trade_no, description, amount_fen, state, purpose, channel, "
        "transaction_id, "
        "paid_at FROM orders WHERE state = 'closed' AND (created_at, id) >= (?1, ?2) "
        "ORDER BY created_at, id LIMIT 256",
        -1, &select, nullptr);
    timer.restart();
    qint64 seen = 0;
    for (int i = 0; i < kPages; ++i) {
        sqlite3_reset(select);
        sqlite3_bind_int64(select, 1, at(i).at);
        sqlite3_bind_int64(select, 2, at(i).id);
        while (sqlite3_step(select) == SQLITE_ROW)
            seen += sqlite3_column_bytes(select, 2);
    }
    const double baseline = static_cast<double>(timer.nsecsElapsed()) / 1e6 / kPages;
    sqlite3_finalize(select);
    sqlite3_close(raw);
    if (seen == 0)
        qFatal("the baseline saw nothing");
    std::printf(
        "a page of filtered orders %6.2f ms   the same rows by SQLite's C API %6.2f ms   ratio %.1f\n", ours,
        baseline, ours / baseline);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments().mid(1);
    if (arguments.value(0) == QLatin1String("empty"))
        return emptyWindow();
    if (arguments.value(0) == QLatin1String("orders"))
        return orders(application, arguments.value(1));
    const QTemporaryDir temp;
    const Start empty = measured({QStringLiteral("empty")});
    for (const int count : {100'000, 1'000'000}) {
        const QString folder = temp.filePath(QString::number(count));
        if (const auto filled = fill(folder, count); !filled)
            qFatal("%s", qPrintable(filled.error().describe()));
        const Start desk = measured({QStringLiteral("orders"), folder});
        std::printf(
            "cold start, %7d orders %6.0f ms   an empty Qt window %6.0f ms   ratio %.1f   memory %.0f MiB "
            "(empty %.0f)\n",
            count, desk.ms, empty.ms, desk.ms / empty.ms, desk.memoryMiB, empty.memoryMiB);
        std::fflush(stdout);
        if (count == 1'000'000)
            filteredPages(folder);
    }
    return 0;
}
