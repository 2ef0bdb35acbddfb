#include "harness/shop.h"
#include "reports/order_list.h"
#include "reports/quick_find.h"
#include "search/index.h"

#include <cstdio>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <sqlite3.h>

using namespace zhangfang;

/// Searching a million orders of fifty thousand users, beside a look at every row by SQLite's C API.
namespace
{

constexpr int kOrders = 1'000'000;
constexpr int kUsers = 50'000;
constexpr int kRuns = 3;

double ms(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// Descriptions of a thousand products, names of a thousand kinds.
base::Status fill(harness::Shop& shop)
{
    const auto run = [&shop](const QString& sql) {
        return shop
            .write<int>([&sql](storage::Database& database) {
                return database.executeScript(sql).map([] { return 0; });
            })
            .map([](int) {});
    };
    const QString word =
        QStringLiteral("龙井碧螺春普洱红茶绿茶白毫银针大红袍铁观音茉莉花茶台灯手机壳充电器游戏点卡");
    ZF_TRY(run(QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                              "INSERT INTO users (openid, name, created_at) SELECT 'oBench' || i, "
                              "substr('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗', 1 + i % 20, 1) || "
                              "substr('晓明华丽强军敏静杰涛磊娜洋勇艳娟霞平刚桂', 1 + i / 20 % 20, 1) || "
                              "substr('子轩梓涵雨欣浩宇', 1 + i / 400 % 8, 1), 0 FROM n")
                   .arg(kUsers)));
    return run(QStringLiteral(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
        "INSERT INTO orders (out_trade_no, user_id, purpose, channel, description, amount_fen, payment, "
        "state, "
        "request, "
        "code_url, prepay_id, transaction_id, created_at, expires_at, queries) SELECT 'BULK' || (1000000 + "
        "i), "
        "1 + i * 7919 % %2, 'sale', 'native', substr('%3', 1 + i * 31 % 36, 4) || ' ' || (i % 500) || 'g' || "
        "CASE WHEN i % 50000 = 7 THEN ' 限量珍藏' ELSE '' END, 100 + i * 7919 % 100000, "
        "CASE WHEN i % 4 = 0 THEN 'closed' ELSE 'paid' END, CASE WHEN i % 4 = 0 THEN 'closed' ELSE 'paid' "
        "END, '{}', '', '', '4200' || (10000000 + i), "
        "1700000000000 + i * 1000, 1700000000000, 0 FROM n")
                   .arg(kOrders)
                   .arg(kUsers)
                   .arg(word));
}

void index(harness::Shop& shop)
{
    QElapsedTimer timer;
    timer.start();
    int steps = 0;
    for (;; ++steps) {
        const auto done =
            shop.write<int>([](storage::Database& database) { return search::indexMore(database, 2'000); });
        if (!done)
            qFatal("%s", qPrintable(done.error().describe()));
        if (*done == 0)
            break;
    }
    std::printf(
        "indexing what was there   %6.1f s for %d orders and %d users\n", ms(timer) / 1'000, kOrders, kUsers);
    std::fflush(stdout);
}

/// All rows, as a search without an index has to.
double scan(const QString& file, const QString& part)
{
    sqlite3* raw = nullptr;
    sqlite3_open(file.toUtf8().constData(), &raw);
    sqlite3_stmt* select = nullptr;
    sqlite3_prepare_v2(raw,
        "SELECT o.id FROM orders o LEFT JOIN users u ON u.id = o.user_id WHERE o.description LIKE ?1 OR "
        "o.out_trade_no LIKE ?1 OR u.name LIKE ?1 ORDER BY o.created_at DESC",
        -1, &select, nullptr);
    const QByteArray pattern = '%' + part.toUtf8() + '%';
    double best = 1e9;
    for (int i = 0; i < kRuns; ++i) {
        sqlite3_reset(select);
        sqlite3_bind_text(select, 1, pattern.constData(), -1, SQLITE_STATIC);
        QElapsedTimer timer;
        timer.start();
        while (sqlite3_step(select) == SQLITE_ROW) {
        }
        best = std::min(best, ms(timer));
    }
    sqlite3_finalize(select);
    sqlite3_close(raw);
    return best;
}

template <class T>
double timed(harness::Shop& shop, const std::function<base::Result<T>(storage::Database&)>& work)
{
    double best = 1e9;
    for (int i = 0; i < kRuns; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto done = shop.readers.read<T>(work);
        if (!done)
            qFatal("%s", qPrintable(done.error().describe()));
        best = std::min(best, ms(timer));
    }
    return best;
}

void measure(harness::Shop& shop, const char* what, const QString& typed)
{
    reports::OrderFilter filter;
    filter.search = typed;
    reports::PageIndex found;
    const double newest = timed<reports::PageIndex>(
        shop, [&](storage::Database& database) { return reports::newestOrders(database, filter); });
    const double whole = timed<reports::PageIndex>(shop, [&](storage::Database& database) {
        auto index = reports::indexOrders(database, filter);
        if (index)
            found = *index;
        return index;
    });
    double page = 0;
    if (!found.starts.empty()) {
        for (const size_t at : {size_t(0), found.starts.size() / 2, found.starts.size() - 1})
            page =
                std::max(page, timed<std::vector<reports::OrderRow>>(shop, [&](storage::Database& database) {
                    return reports::orderPage(database, filter, found.starts[at]);
                }));
    }
    const double finds = timed<reports::QuickFinds>(
        shop, [&](storage::Database& database) { return reports::quickFind(database, typed, 5); });
    const double baseline = scan(shop.file(), typed);
    std::printf("%-22s %7lld found   newest %7.1f ms   page %7.1f ms   all %7.1f ms   palette %7.1f ms   "
                "a scan %7.1f ms   ratio %.3f\n",
        what, static_cast<long long>(found.rows), newest, page, whole, finds, baseline, newest / baseline);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    harness::Shop shop;
    if (const auto filled = fill(shop); !filled)
        qFatal("%s", qPrintable(filled.error().describe()));
    index(shop);
    measure(shop, "a common part", QStringLiteral("龙井"));
    measure(shop, "a rare part", QStringLiteral("珍藏"));
    measure(shop, "initials", QStringLiteral("lj"));
    measure(shop, "a letter", QStringLiteral("l"));
    measure(shop, "a name", QStringLiteral("王晓"));
    measure(shop, "a family name", QStringLiteral("王"));
    measure(shop, "a number", QStringLiteral("BULK1500000"));
    measure(shop, "every number's beginning", QStringLiteral("4200"));
    measure(shop, "nothing", QStringLiteral("没有的东西"));
    return 0;
}
