#include "access/settings.h"
#include "base/calendar.h"
#include "harness/decisions.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "reports/order_list.h"
#include "reports/payout_queue.h"
#include "reports/quick_find.h"
#include "reports/user_list.h"
#include "search/index.h"
#include "shop/orders.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace zhangfang;
using base::Money;
using base::UserId;
using reports::OrderFilter;
using reports::OrderSort;
using reports::PageKey;
using reports::PayoutFilter;
using reports::PayoutSort;
using reports::PayoutView;
using reports::UserFilter;
using reports::UserSort;
using storage::Database;

Q_DECLARE_METATYPE(zhangfang::reports::OrderFilter)

namespace
{

constexpr qint64 kStart = 1'760'000'000'000; // 2025-10-09 16:53:20 in Shanghai
const QDate kDay(2025, 10, 9);

template <class T> base::Result<T> read(harness::Shop& shop, std::function<base::Result<T>(Database&)> work)
{
    return shop.readers.read<T>(work);
}

/// An order as the test itself judges it.
struct Made {
    qint64 id;
    QString number;
    QString wechat;
    QString description;
    QString user;
    qint64 amount;
    QString state;
    qint64 at;
};

} // namespace

/// What a filter of a list matches, in which order, and what it comes to: beside a plain look at every row.
class ListsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<harness::Shop> shop_;
    std::vector<Made> made_;

    /// So many orders that a common word has to be read along the list: two in three are of tea, the clock
    /// went back once, and sums repeat.
    base::Status fill()
    {
        constexpr int kOrders = 36'000;
        shop_ = std::make_unique<harness::Shop>();
        const UserId wang = shop_->addUser(QStringLiteral("oWang_1"), QStringLiteral("王晓"));
        const UserId li = shop_->addUser(QStringLiteral("oLi-2"), QStringLiteral("李雷"));
        return shop_
            ->write<int>([&](Database& database) -> base::Result<int> {
                for (int i = 1; i <= kOrders; ++i) {
                    Made one;
                    one.id = i;
                    one.number = QStringLiteral("Tea%1").arg(1'000'000 + i);
                    one.description = i % 3 == 0 ? QStringLiteral("台灯 %1").arg(i % 7)
                                                 : QStringLiteral("西湖龙井茶 %1g").arg(i % 500);
                    one.amount = 100 + (i * 7919) % 1'000;
                    one.state = i % 4 == 0 ? QStringLiteral("paid") : QStringLiteral("closed");
                    if (one.state == QLatin1String("paid"))
                        one.wechat = QStringLiteral("4200%1").arg(5'000'000 + i);
                    one.at = kStart + (i == 20'000 ? -5 : 0) * 60'000 + i * 10'000LL;
                    const UserId user = i % 100 == 1 ? wang : i % 100 == 2 ? li : UserId();
                    one.user = user == wang ? QStringLiteral("王晓")
                               : user == li ? QStringLiteral("李雷")
                                            : QString();
                    ZF_TRY(database.execute(
                        "INSERT INTO orders (out_trade_no, user_id, purpose, channel, description, "
                        "amount_fen, payment, state, request, code_url, prepay_id, transaction_id, "
                        "created_at, "
                        "expires_at, queries) VALUES (:number, :user, 'sale', 'native', :description, "
                        ":amount, :state, :state, '{}', '', '', :wechat, :at, 0, 0)",
                        {{":number", one.number}, {":user", user == UserId() ? QVariant() : user.value()},
                            {":description", one.description}, {":amount", one.amount}, {":state", one.state},
                            {":wechat", one.wechat.isEmpty() ? QVariant() : one.wechat}, {":at", one.at}}));
                    made_.push_back(one);
                }
                return search::indexMore(database, kOrders);
            })
            .map([](int) {});
    }

    /// In rising order.
    std::vector<const Made*> expected(const OrderFilter& filter)
    {
        const QString& typed = filter.search;
        const search::Query query(typed);
        QHash<QString, bool> known; // texts repeat
        const auto has = [&](const QString& text) {
            const auto at = known.constFind(text);
            return at == known.constEnd() ? *known.insert(text, query.matches(text)) : *at;
        };
        const bool isWang =
            QStringLiteral("oWang_1").startsWith(typed, Qt::CaseInsensitive) || typed == QLatin1String("1");
        const auto found = [&](const Made& one) {
            return typed.isEmpty() || has(one.description) || has(one.user) ||
                   one.number.startsWith(typed, Qt::CaseInsensitive) || one.wechat.startsWith(typed) ||
                   (isWang && one.user == QStringLiteral("王晓"));
        };
        const qint64 from = filter.from.isValid() ? base::startOfDayUtcMs(filter.from) : 0;
        const qint64 to = filter.to.isValid() ? base::startOfDayUtcMs(filter.to.addDays(1))
                                              : std::numeric_limits<qint64>::max();
        std::vector<const Made*> passing;
        for (const Made& one : made_) {
            if ((!filter.state || shop::toText(*filter.state) == one.state) && one.at >= from &&
                one.at < to && found(one))
                passing.push_back(&one);
        }
        const bool byAmount = filter.sort == OrderSort::largest || filter.sort == OrderSort::smallest;
        std::sort(passing.begin(), passing.end(), [byAmount](const Made* a, const Made* b) {
            return std::pair(byAmount ? a->amount : a->at, a->id) <
                   std::pair(byAmount ? b->amount : b->at, b->id);
        });
        return passing;
    }

    base::Result<std::vector<qint64>> idsOf(const reports::PageIndex& index, const OrderFilter& filter)
    {
        return read<std::vector<qint64>>(
            *shop_, [&](Database& database) -> base::Result<std::vector<qint64>> {
                std::vector<qint64> ids;
                for (const PageKey& start : index.starts) {
                    ZF_ASSIGN(const auto page, reports::orderPage(database, filter, start));
                    for (const auto& row : page)
                        ids.push_back(row.key.id);
                }
                return ids;
            });
    }

private Q_SLOTS:
    void initTestCase() { REQUIRE(fill()); }
    void cleanupTestCase() { shop_.reset(); } // before the application ends

    void ordersAreFoundSortedAndAddedUp_data()
    {
        QTest::addColumn<OrderFilter>("filter");
        for (const char* search : {"", "龙井", "lj", "台灯 3", "王晓", "wx", "Tea1000", "tea10000", "tea",
                 "4200", "42005000008", "owang", "1", "250g", "'\"*"}) {
            for (const bool paid : {false, true}) {
                for (const int days : {0, 1, 2}) {
                    for (const OrderSort sort : {OrderSort::newest, OrderSort::smallest}) {
                        OrderFilter filter;
                        filter.search = QString::fromUtf8(search);
                        if (paid)
                            filter.state = shop::OrderState::paid;
                        if (days > 0)
                            filter.from = kDay.addDays(days);
                        if (days > 1)
                            filter.to = filter.from;
                        filter.sort = sort;
                        QTest::addRow("'%s'%s, %d days%s", search, paid ? ", paid" : "", days,
                            sort == OrderSort::newest ? "" : ", by sum")
                            << filter;
                    }
                }
            }
        }
    }
    void ordersAreFoundSortedAndAddedUp()
    {
        QFETCH(OrderFilter, filter);
        const auto passing = expected(filter);
        std::vector<qint64> ids;
        qint64 fen = 0;
        for (const Made* one : passing) {
            ids.push_back(one->id);
            fen += one->amount;
        }
        const auto index = read<reports::PageIndex>(
            *shop_, [&](Database& database) { return reports::indexOrders(database, filter); });
        REQUIRE(index);
        QCOMPARE(index->rows, std::ssize(ids));
        // All pages of a short list; of a long one the first, the last and some between.
        reports::PageIndex some = *index;
        std::vector<qint64> wanted = ids;
        if (some.starts.size() > 4) {
            wanted.clear();
            some.starts.clear();
            for (const size_t page : {size_t(0), index->starts.size() / 2, index->starts.size() - 1}) {
                some.starts.push_back(index->starts[page]);
                for (size_t at = page * reports::kPageRows;
                     at < std::min(ids.size(), (page + 1) * size_t(reports::kPageRows)); ++at)
                    wanted.push_back(ids[at]);
            }
        }
        const auto shown = idsOf(some, filter);
        REQUIRE(shown);
        QCOMPARE(*shown, wanted);
        const auto newest = read<reports::PageIndex>(
            *shop_, [&](Database& database) { return reports::newestOrders(database, filter); });
        REQUIRE(newest);
        const size_t last = std::min<size_t>(ids.size(), reports::kPageRows);
        QCOMPARE(newest->rows, static_cast<qint64>(last));
        const auto top = idsOf(*newest, filter);
        REQUIRE(top);
        QCOMPARE(*top, std::vector<qint64>(ids.end() - static_cast<std::ptrdiff_t>(last), ids.end()));
        const auto sum = read<reports::ListSum>(
            *shop_, [&](Database& database) { return reports::sumOrders(database, filter); });
        REQUIRE(sum);
        QCOMPARE(sum->rows, std::ssize(ids));
        QCOMPARE(sum->amount, Money::fen(fen));
    }

    void chosenOrdersAreAddedUp()
    {
        const auto sum = read<reports::ListSum>(*shop_, [&](Database& database) {
            return reports::sumOrders(database, std::vector<PageKey>{{0, 1}, {0, 3}, {0, 999'999}});
        });
        REQUIRE(sum);
        QCOMPARE(sum->rows, 2);
        QCOMPARE(sum->amount, Money::fen(made_[0].amount + made_[2].amount));
    }

    void withdrawalsAreFoundSortedAndAddedUp()
    {
        harness::Shop shop;
        const UserId wang = shop.addUser(QStringLiteral("oWang"), QStringLiteral("王晓"));
        const UserId li = shop.addUser(QStringLiteral("oLi"), QStringLiteral("李雷"));
        REQUIRE(shop.fund(wang, 90'000));
        REQUIRE(shop.fund(li, 90'000));
        harness::PayoutDesk desk(*shop.writer, shop.clock, shop.random);
        std::vector<payouts::Payout> made;
        for (const auto& [user, fen] : {std::pair(wang, 700), {li, 300}, {wang, 500}, {li, 900}}) {
            const auto payout = desk.request(user, Money::fen(fen));
            REQUIRE(payout);
            made.push_back(*payout);
            shop.clock.advance(base::kDayMs);
        }
        REQUIRE(desk.reject(made[2].id, QStringLiteral("mei"), QStringLiteral("no")));
        const auto is = [&](const PayoutFilter& filter, const std::vector<qint64>& ids, qint64 fen) {
            std::vector<qint64> found;
            const auto done =
                read<reports::ListSum>(shop, [&](Database& database) -> base::Result<reports::ListSum> {
                    ZF_ASSIGN(const auto index, reports::indexPayouts(database, filter));
                    for (const PageKey& start : index.starts) {
                        ZF_ASSIGN(const auto page, reports::payoutRecords(database, filter, start));
                        for (const auto& record : page)
                            found.push_back(record.key.id);
                    }
                    ZF_ASSIGN(const auto newest, reports::newestPayouts(database, filter));
                    if (newest.rows != index.rows)
                        return base::damaged("rows", QStringLiteral("the last page is another one"));
                    return reports::sumPayouts(database, filter);
                });
            return done && found == ids && *done == reports::ListSum{std::ssize(ids), Money::fen(fen)};
        };
        QVERIFY(is({}, {1, 2, 3, 4}, 2'400));
        QVERIFY(is(PayoutView::waiting, {1, 2, 4}, 1'900));
        QVERIFY(is(PayoutView::done, {3}, 500));
        QVERIFY(is({PayoutView::all, payouts::State::rejected}, {3}, 500));
        PayoutFilter filter;
        filter.sort = PayoutSort::largest;
        QVERIFY(is(filter, {2, 3, 1, 4}, 2'400));
        for (const char* typed : {"王晓", "wx", "owang", "OWANG"}) {
            filter.search = QString::fromUtf8(typed);
            QVERIFY2(is(filter, {3, 1}, 1'200), typed);
        }
        filter.search = made[3].number.toString().toLower();
        QVERIFY(is(filter, {4}, 900));
        filter.search = QStringLiteral("4"); // a number of its own
        QVERIFY(is(filter, {4}, 900));
        filter.search.clear();
        filter.from = kDay.addDays(1);
        filter.to = kDay.addDays(2);
        QVERIFY(is(filter, {2, 3}, 800));
        filter.view = PayoutView::waiting;
        QVERIFY(is(filter, {2}, 300));
        const auto chosen = read<reports::ListSum>(shop, [](Database& database) {
            return reports::sumPayouts(database, std::vector<PageKey>{{0, 1}, {0, 4}});
        });
        REQUIRE(chosen);
        QVERIFY((*chosen == reports::ListSum{2, Money::fen(1'600)}));
    }

    void usersAreFoundSortedAndAddedUp()
    {
        harness::Shop shop;
        std::vector<UserId> users;
        for (const char* name : {"王晓", "李雷", "", "曾一", "阿宝"})
            users.push_back(
                shop.addUser(QStringLiteral("oUser_%1").arg(users.size()), QString::fromUtf8(name)));
        REQUIRE(shop.fund(users[0], 500));
        REQUIRE(shop.fund(users[3], 900));
        REQUIRE(shop.fund(users[4], 500));
        harness::PayoutDesk desk(*shop.writer, shop.clock, shop.random);
        REQUIRE(desk.request(users[4], Money::fen(500))); // nothing is left available
        const auto is = [&](const UserFilter& filter, const std::vector<qint64>& ids) {
            std::vector<qint64> found;
            const auto done = read<int>(shop, [&](Database& database) -> base::Result<int> {
                ZF_ASSIGN(const auto index, reports::indexUsers(database, filter));
                for (const PageKey& start : index.starts) {
                    ZF_ASSIGN(const auto page, reports::userPage(database, filter, start));
                    for (const auto& row : page)
                        found.push_back(row.key.id);
                }
                ZF_ASSIGN(const auto newest, reports::newestUsers(database, filter));
                ZF_ASSIGN(const auto sum, reports::sumUsers(database, filter));
                return newest.rows == index.rows && sum.rows == index.rows ? 0 : 1;
            });
            return done == 0 && found == ids;
        };
        QVERIFY(is({}, {1, 2, 3, 4, 5}));
        QVERIFY(is({{}, UserSort::richest}, {4, 1, 2, 3, 5}));
        QVERIFY(is({{}, UserSort::byName}, {3, 5, 2, 1, 4})); // without a name, a, li, wang, zeng
        QVERIFY(is(QStringLiteral("wx"), {1}));
        QVERIFY(is(QStringLiteral("ouser_"), {1, 2, 3, 4, 5}));
        QVERIFY(is({QStringLiteral("ouser_"), UserSort::richest}, {4, 1, 2, 3, 5}));
        QVERIFY(is({QStringLiteral("ouser_"), UserSort::byName}, {3, 5, 2, 1, 4}));
        QVERIFY(is(QStringLiteral("2"), {2}));
        const auto all = read<reports::UserSum>(
            shop, [](Database& database) { return reports::sumUsers(database, UserFilter()); });
        REQUIRE(all);
        QVERIFY((*all == reports::UserSum{5, Money::fen(1'400), Money::fen(500)}));
        const auto chosen = read<reports::UserSum>(shop, [](Database& database) {
            return reports::sumUsers(database, std::vector<PageKey>{{-500, 1}, {0, 5}});
        });
        REQUIRE(chosen);
        QVERIFY((*chosen == reports::UserSum{2, Money::fen(500), Money::fen(500)}));
    }

    void someOfEverything()
    {
        const auto finds = read<reports::QuickFinds>(
            *shop_, [](Database& database) { return reports::quickFind(database, QStringLiteral("wx"), 5); });
        REQUIRE(finds);
        QCOMPARE(finds->users.size(), size_t(1));
        QCOMPARE(finds->orders.size(), size_t(5));
        QCOMPARE(finds->orders.front().key.id, 35'901); // his newest
        QCOMPARE(finds->payouts.size(), size_t(0));
        const auto nothing = read<reports::QuickFinds>(
            *shop_, [](Database& database) { return reports::quickFind(database, QStringLiteral(" "), 5); });
        REQUIRE(nothing);
        QVERIFY(nothing->users.empty() && nothing->orders.empty());
    }

    /// No way to a page reads a table from its beginning, or sorts more than it has found.
    void everyStatementGoesAlongAnIndex()
    {
        QStringList statements;
        REQUIRE(read<int>(*shop_, [&](Database& database) -> base::Result<int> {
            ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
            for (const char* typed : {"", "龙井", "wx", "lamp", "T", "42"}) {
                const QString search = QString::fromUtf8(typed);
                for (const OrderSort sort : {OrderSort::newest, OrderSort::largest}) {
                    for (const bool paid : {false, true}) {
                        for (const QDate day : {QDate(), kDay}) {
                            OrderFilter filter{search, {}, day, day, sort};
                            if (paid)
                                filter.state = shop::OrderState::paid;
                            ZF_TRY(reports::indexOrders(database, filter));
                            ZF_TRY(reports::newestOrders(database, filter));
                            ZF_TRY(reports::orderPage(database, filter, {}));
                            ZF_TRY(reports::sumOrders(database, filter));
                        }
                    }
                }
                for (const PayoutSort sort : {PayoutSort::newest, PayoutSort::largest}) {
                    for (const PayoutView view : {PayoutView::waiting, PayoutView::done, PayoutView::all}) {
                        for (const QDate day : {QDate(), kDay}) {
                            PayoutFilter filter(view);
                            filter.search = search;
                            filter.sort = sort;
                            filter.from = day;
                            ZF_TRY(reports::indexPayouts(database, filter));
                            ZF_TRY(reports::newestPayouts(database, filter));
                            ZF_TRY(reports::payoutPage(database, filter, {}, settings, kStart));
                            ZF_TRY(reports::sumPayouts(database, filter));
                        }
                    }
                }
                for (const UserSort sort : {UserSort::newest, UserSort::richest, UserSort::byName}) {
                    const UserFilter filter(search, sort);
                    ZF_TRY(reports::indexUsers(database, filter));
                    ZF_TRY(reports::newestUsers(database, filter));
                    ZF_TRY(reports::userPage(database, filter, {}));
                    ZF_TRY(reports::sumUsers(database, filter));
                }
            }
            ZF_TRY(search::isComplete(database));
            for (const char* text : database.statements())
                statements << QString::fromUtf8(text);
            return 0;
        }));
        int explained = 0;
        {
            QSqlDatabase connection =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("list plans"));
            connection.setDatabaseName(shop_->file());
            QVERIFY(connection.open());
            for (const QString& statement : std::as_const(statements)) {
                QSqlQuery explain(connection);
                if (!explain.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + statement) || !explain.exec())
                    continue; // BEGIN has no plan
                ++explained;
                while (explain.next()) {
                    const QString step = explain.value(3).toString();
                    const bool whole = step.startsWith(QLatin1String("SCAN")) &&
                                       !step.contains(QLatin1String("USING")) &&
                                       !step.contains(QLatin1String("VIRTUAL TABLE INDEX")) &&
                                       !step.contains(QLatin1String("settings")) &&
                                       !step.contains(QLatin1String("CONSTANT ROW"));
                    QVERIFY2(!whole && !step.contains(QLatin1String("TEMP B-TREE")),
                        qPrintable(statement + QStringLiteral("\n-> ") + step));
                }
            }
        }
        QSqlDatabase::removeDatabase(QStringLiteral("list plans"));
        QVERIFY2(explained >= 40, qPrintable(QString::number(explained)));
    }
};

ZHANGFANG_TEST(ListsTest)
#include "lists_test.moc"
