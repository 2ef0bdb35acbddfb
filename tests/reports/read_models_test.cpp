#include "access/settings.h"
#include "base/calendar.h"
#include "harness/decisions.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "payments/payments.h"
#include "reports/order_list.h"
#include "reports/overview.h"
#include "reports/payout_queue.h"
#include "reports/pulse.h"
#include "reports/user_list.h"
#include "shop/tasks.h"

#include <numeric>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace zhangfang;
using base::Money;
using base::UserId;
using reports::OrderFilter;
using reports::PayoutFlag;
using storage::Database;

namespace v3 = wechatpay::v3;

Q_DECLARE_METATYPE(zhangfang::reports::OrderFilter)

class ReadModelsTest : public QObject
{
    Q_OBJECT

    static constexpr qint64 kMinuteMs = 60'000;

    template <class T>
    static base::Result<T> read(harness::Shop& shop, std::function<base::Result<T>(Database&)> work)
    {
        return shop.readers.read<T>(work);
    }

    /// `count` orders a minute apart, every third unpaid, each 10.00 for `user`.
    static base::Status fill(harness::Shop& shop, int from, int count, UserId user)
    {
        return shop
            .write<int>([&](Database& database) -> base::Result<int> {
                for (int i = from; i < from + count; ++i) {
                    shop::Order order;
                    const QString number = QStringLiteral("TEST%1").arg(i, 6, 10, QLatin1Char('0'));
                    ZF_ASSIGN(order.number, base::OrderNo::parse(number));
                    order.user = user;
                    order.channel = QStringLiteral("native");
                    order.description = i % 2 == 0 ? QStringLiteral("tea") : QStringLiteral("game");
                    order.amount = Money::fen(1000);
                    order.createdAtUtcMs = shop.clock.nowUtcMs() + i * kMinuteMs;
                    order.expiresAtUtcMs = order.createdAtUtcMs + 30 * kMinuteMs;
                    order.request = "{}";
                    ZF_TRY(shop::insertOrder(database, order));
                    if (i % 3 == 0)
                        continue;
                    wechatpay::Transaction paid;
                    paid.outTradeNo = number;
                    paid.transactionId = QStringLiteral("42000%1").arg(i);
                    paid.state = wechatpay::parseTradeState(QStringLiteral("SUCCESS"));
                    paid.total = order.amount;
                    paid.currency = QStringLiteral("CNY");
                    paid.successAtUtcMs = order.createdAtUtcMs + 1'000;
                    ZF_TRY(payments::applyTransaction(
                        database, paid, {}, QStringLiteral("query"), paid.successAtUtcMs));
                }
                return count;
            })
            .map([](int) {});
    }

    static QStringList numbers(harness::Shop& shop, const OrderFilter& filter)
    {
        const auto all = read<QStringList>(shop, [&](Database& database) -> base::Result<QStringList> {
            ZF_ASSIGN(const auto index, reports::indexOrders(database, filter));
            QStringList found;
            for (const auto& start : index.starts) {
                ZF_ASSIGN(const auto page, reports::orderPage(database, filter, start));
                for (const auto& row : page)
                    found << row.number;
            }
            if (found.size() != index.rows)
                return base::damaged("pages", QStringLiteral("the pages hold other rows than the index"));
            return found;
        });
        return all ? *all : QStringList{all.error().describe()};
    }

    std::unique_ptr<harness::Shop> filtered_;

private Q_SLOTS:
    void cleanupTestCase() { filtered_.reset(); } // before the application ends

    void pagesHoldEveryOrderOnceAndExtend()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(fill(shop, 0, 700, user));
        QStringList expected;
        for (int i = 0; i < 700; ++i)
            expected << QStringLiteral("TEST%1").arg(i, 6, 10, QLatin1Char('0'));
        QCOMPARE(numbers(shop, {}), expected);

        const auto before = read<reports::PageIndex>(
            shop, [](Database& database) { return reports::indexOrders(database, {}); });
        REQUIRE(before);
        QCOMPARE(before->starts.size(), size_t(3));
        REQUIRE(fill(shop, 700, 100, user));
        const auto extended = read<reports::PageIndex>(
            shop, [&](Database& database) { return reports::indexOrders(database, {}, *before); });
        const auto anew = read<reports::PageIndex>(
            shop, [](Database& database) { return reports::indexOrders(database, {}); });
        REQUIRE(extended);
        REQUIRE(anew);
        QVERIFY(*extended == *anew);
        QCOMPARE(anew->rows, 800);
        QCOMPARE(anew->starts.size(), size_t(4));
    }

    void filtersCombine_data()
    {
        QTest::addColumn<OrderFilter>("filter");
        QTest::addColumn<int>("found");
        const QDate day(2025, 10, 9); // the harness's clock stands at 16:53 of this day
        const auto row = [](const char* name, const OrderFilter& filter, int found) {
            QTest::newRow(name) << filter << found;
        };
        row("everything", {}, 600);
        row("unpaid", {{}, shop::OrderState::pending, {}, {}}, 200);
        row("paid", {{}, shop::OrderState::paid, {}, {}}, 400);
        row("nothing closed", {{}, shop::OrderState::closed, {}, {}}, 0);
        row("the first day", {{}, {}, day, day}, 427);
        row("the next day", {{}, {}, day.addDays(1), day.addDays(1)}, 173);
        row("unpaid of the first day", {{}, shop::OrderState::pending, day, day}, 143);
        row("open to the left", {{}, {}, {}, day}, 427);
        row("a number", {QStringLiteral("TEST000007"), {}, {}, {}}, 1);
        row("a beginning", {QStringLiteral("TEST00001"), {}, {}, {}}, 10);
        row("a beginning, paid", {QStringLiteral("TEST00001"), shop::OrderState::paid, {}, {}}, 7);
        row("WeChat's number", {QStringLiteral("42000100"), {}, {}, {}}, 1);
        row("openid", {QStringLiteral("oA"), {}, {}, {}}, 600);
        row("name", {QStringLiteral("欧阳"), {}, {}, {}}, 600);
        row("openid and day", {QStringLiteral("oA"), {}, day.addDays(1), {}}, 173);
        row("nobody", {QStringLiteral("oZ"), {}, {}, {}}, 0);
        row("hostile", {QStringLiteral("' OR 1=1 --"), {}, {}, {}}, 0);
    }
    void filtersCombine()
    {
        QFETCH(OrderFilter, filter);
        QFETCH(int, found);
        if (!filtered_) { // read only, after the first row has filled it
            auto shop = std::make_unique<harness::Shop>();
            REQUIRE(fill(*shop, 0, 600, shop->addUser(QStringLiteral("oA"), QStringLiteral("欧阳"))));
            filtered_ = std::move(shop);
        }
        QCOMPARE(numbers(*filtered_, filter).size(), found);
    }

    void theStoryLeadsToTheEntries()
    {
        harness::Shop shop;
        REQUIRE(fill(shop, 0, 2, shop.addUser(QStringLiteral("oA"))));
        const auto story = read<reports::OrderStory>(shop,
            [](Database& database) { return reports::orderStory(database, QStringLiteral("TEST000001")); });
        REQUIRE(story);
        QCOMPARE(story->events.size(), size_t(1));
        QCOMPARE(story->events[0].evidence, QStringLiteral("420001, by query"));
        QCOMPARE(story->transfers.size(), size_t(2)); // paid, and settled at once
        Money sum;
        for (const auto& entry : story->transfers[0].entries)
            sum = *sum.plus(entry.amount);
        QCOMPARE(sum, Money::zero());
        QCOMPARE(story->transfers[0].key, QStringLiteral("payment:420001"));
    }

    void theOverviewAgreesWithTheBooks()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 5'000));
        REQUIRE(fill(shop, 0, 30, user));
        harness::PayoutDesk desk(*shop.writer, shop.clock, shop.random);
        REQUIRE(desk.request(user, Money::fen(700)));
        shop.clock.advance(60 * kMinuteMs);
        const auto now = read<reports::Overview>(shop, [&](Database& database) {
            return reports::overview(database, QStringLiteral("BASIC"), shop.clock.nowUtcMs());
        });
        REQUIRE(now);
        QCOMPARE(now->today.orders, 20);
        QCOMPARE(now->today.paid, Money::fen(20'000));
        QCOMPARE(now->lastWeek.orders, 0);
        QCOMPARE(now->days.size(), size_t(reports::kOverviewDays));
        QCOMPARE(std::accumulate(now->ordersByHour.begin(), now->ordersByHour.end(), qint64(0)), 20);
        QCOMPARE(now->waiting.count, 1);
        QCOMPARE(now->waiting.sum, Money::fen(700));
        QCOMPARE(now->coverage.owed, Money::fen(5'000));
        QCOMPARE(now->top.size(), size_t(2));
        const auto sales = read<Money>(
            shop, [](Database& database) { return ledger::balance(database, ledger::AccountPath::sales()); });
        REQUIRE(sales);
        QCOMPARE(now->today.paid, *sales);
    }

    void flagsTellWhatToLookAt_data()
    {
        QTest::addColumn<QString>("case_");
        QTest::addColumn<int>("flag");
        QTest::addColumn<bool>("raised");
        const auto row = [](const char* name, PayoutFlag flag, bool raised) {
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(raised)))
                << QString::fromLatin1(name) << static_cast<int>(flag) << raised;
        };
        row("first", PayoutFlag::firstWithdrawal, true);
        row("later", PayoutFlag::firstWithdrawal, false);
        row("new", PayoutFlag::newAccount, true);
        row("old", PayoutFlag::newAccount, false);
        row("nameless", PayoutFlag::nameMissing, true);
        row("first", PayoutFlag::nameMissing, false);
        row("nameless", PayoutFlag::overLimit, true); // 2,000 yuan is over the default limit of 200
        row("first", PayoutFlag::overLimit, false);
        row("unusual", PayoutFlag::unusualSum, true);
        row("later", PayoutFlag::unusualSum, false);
        row("device", PayoutFlag::sharedDevice, true);
        row("first", PayoutFlag::sharedDevice, false);
        row("namesake", PayoutFlag::sharedName, true);
        row("first", PayoutFlag::sharedName, false);
    }
    void flagsTellWhatToLookAt()
    {
        QFETCH(QString, case_);
        QFETCH(int, flag);
        QFETCH(bool, raised);
        harness::Shop shop;
        const auto is = [&](const char* name) { return case_ == QLatin1String(name); };
        const auto user = shop.write<UserId>([&](Database& database) -> base::Result<UserId> {
            const qint64 now = shop.clock.nowUtcMs();
            ZF_ASSIGN(const auto one,
                shop::addUser(database,
                    {QStringLiteral("oA"), is("namesake") ? QStringLiteral("孙悦") : QString(),
                        is("device") ? QStringLiteral("phone") : QString()},
                    now));
            ZF_TRY(shop::addUser(
                database, {QStringLiteral("oB"), QStringLiteral("孙悦"), QStringLiteral("phone")}, now));
            return one.id;
        });
        REQUIRE(user);
        REQUIRE(shop.fund(*user, 500'000));
        harness::PayoutDesk desk(*shop.writer, shop.clock, shop.random);
        if (is("later") || is("unusual")) {
            const auto before = desk.request(*user, Money::fen(1'000));
            REQUIRE(before);
            REQUIRE(desk.approve(before->id, QStringLiteral("mei")));
            REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
                ZF_ASSIGN(auto current, payouts::findPayout(database, before->id));
                for (const auto event : {payouts::Event::dispatchStored, payouts::Event::paid}) {
                    ZF_ASSIGN(current, payouts::apply(database, current, event, {}, shop.clock.nowUtcMs()));
                }
                return 0;
            }));
        }
        if (is("old"))
            shop.clock.advance(30 * base::kDayMs);
        const auto payout = desk.request(*user, Money::fen(is("nameless")  ? 200'000
                                                           : is("unusual") ? 5'000
                                                                           : 1'200));
        REQUIRE(payout);
        const auto story =
            read<reports::PayoutStory>(shop, [&](Database& database) -> base::Result<reports::PayoutStory> {
                ZF_ASSIGN(const auto settings, access::Settings::load(database));
                return reports::payoutStory(database, payout->id, settings, shop.clock.nowUtcMs());
            });
        REQUIRE(story);
        const auto& flags = story->row.flags;
        QCOMPARE(std::find(flags.begin(), flags.end(), static_cast<PayoutFlag>(flag)) != flags.end(), raised);
    }

    void thePulseTellsOfEveryChange()
    {
        harness::Shop shop;
        const auto beat = [&] {
            return read<reports::Pulse>(shop, [](Database& database) { return reports::pulse(database); });
        };
        const auto quiet = beat();
        REQUIRE(quiet);
        QVERIFY(*quiet == *beat());
        const auto user = shop.addUser(QStringLiteral("oA"));
        const auto added = beat();
        REQUIRE(added);
        QVERIFY(!(*added == *quiet));
        REQUIRE(fill(shop, 0, 2, user));
        const auto ordered = beat();
        REQUIRE(ordered);
        QCOMPARE(ordered->lastOrder, 2);
        QVERIFY(ordered->lastTransfer > added->lastTransfer);
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(shop::raiseTask(
                database, QStringLiteral("x:1"), QStringLiteral("c"), QStringLiteral("m"), 1));
            return 0;
        }));
        QCOMPARE(beat()->openTasks, 1);
        const auto tasks = read<std::vector<reports::Task>>(
            shop, [](Database& database) { return reports::openTasks(database, 10); });
        REQUIRE(tasks);
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(shop::resolveTask(database, tasks->front().id, 2));
            return 0;
        }));
        QCOMPARE(beat()->openTasks, 0);
    }

    void listsAreReadByIndex()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 9'000));
        REQUIRE(fill(shop, 0, 10, user));
        QStringList statements;
        REQUIRE(read<int>(shop, [&](Database& database) -> base::Result<int> {
            for (const OrderFilter& filter : {OrderFilter{}, OrderFilter{{}, shop::OrderState::paid, {}, {}},
                     OrderFilter{QStringLiteral("T"), {}, {}, {}}}) {
                ZF_TRY(reports::indexOrders(database, filter));
                ZF_TRY(reports::newestOrders(database, filter));
                ZF_TRY(reports::orderPage(database, filter, {}));
            }
            ZF_TRY(reports::indexUsers(database, {}));
            ZF_TRY(reports::userPage(database, {}, {}));
            ZF_TRY(reports::indexPayouts(database, reports::PayoutView::waiting));
            ZF_TRY(reports::pulse(database));
            for (const char* text : database.statements())
                statements << QString::fromUtf8(text);
            return 0;
        }));
        QSqlDatabase connection =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("plans"));
        connection.setDatabaseName(shop.file());
        QVERIFY(connection.open());
        int explained = 0;
        for (const QString& statement : std::as_const(statements)) {
            QSqlQuery explain(connection);
            if (!explain.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + statement) || !explain.exec())
                continue; // BEGIN has no plan
            ++explained;
            while (explain.next()) {
                const QString step = explain.value(3).toString();
                // A scan in the order of an index or of the numbers is how a list is paged.
                const bool scan = step.startsWith(QLatin1String("SCAN")) &&
                                  !step.contains(QLatin1String("USING")) &&
                                  !step.contains(QLatin1String("VIRTUAL TABLE INDEX")) &&
                                  !step.contains(QLatin1String("CONSTANT ROW"));
                QVERIFY2(!scan, qPrintable(statement + QStringLiteral("\n-> ") + step));
                const bool sorts = step.contains(QLatin1String("TEMP B-TREE FOR ORDER BY")) &&
                                   !statement.contains(QLatin1String("UNION")); // a search sorts its finds
                QVERIFY2(!sorts, qPrintable(statement + QStringLiteral("\n-> ") + step));
            }
        }
        connection = {};
        QSqlDatabase::removeDatabase(QStringLiteral("plans"));
        QVERIFY2(explained >= 12, qPrintable(QString::number(explained)));
    }
};

ZHANGFANG_TEST(ReadModelsTest)
#include "read_models_test.moc"
