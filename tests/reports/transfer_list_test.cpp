#include "base/calendar.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "reports/transfer_list.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace zhangfang;
using base::Money;
using base::UserId;
using ledger::AccountPath;
using reports::PageIndex;
using reports::TransferFilter;
using reports::TransferList;
using reports::TransferRow;
using storage::Database;

Q_DECLARE_METATYPE(zhangfang::reports::TransferFilter)

namespace
{

constexpr qint64 kMinuteMs = 60'000;
constexpr int kTransfers = 900;
const UserId kUser(1);

/// A book of payments, credits and holds two minutes apart; every tenth tells of the day before.
base::Status fill(harness::Shop& shop, int from, int count)
{
    return shop
        .write<int>([&](Database& database) -> base::Result<int> {
            const AccountPath available = AccountPath::userAvailable(kUser);
            for (int i = from; i < from + count; ++i) {
                const qint64 at =
                    shop.clock.nowUtcMs() + i * 2 * kMinuteMs - (i % 10 == 9 ? base::kDayMs : 0);
                const QString number = QString::number(i);
                const auto draft =
                    i % 3 == 0 ? ledger::simpleTransfer(QStringLiteral("payment:4200") + number,
                                     QStringLiteral("payment"),
                                     i % 2 == 0 ? QStringLiteral("龙井 Tea") : QStringLiteral("50% off"), at,
                                     AccountPath::wechatBasic(), AccountPath::sales(), Money::fen(100 + i))
                    : i % 3 == 1
                        ? ledger::simpleTransfer(QStringLiteral("credit:") + number, QStringLiteral("credit"),
                              QStringLiteral("gift"), at, AccountPath::rewards(), available,
                              Money::fen(50 + i))
                        : ledger::simpleTransfer(QStringLiteral("hold:W") + number, QStringLiteral("hold"),
                              QString(), at, available, AccountPath::userHeld(kUser), Money::fen(1 + i % 7));
                ZF_TRY(ledger::post(database, draft, shop.clock.nowUtcMs() + i));
            }
            return 0;
        })
        .map([](int) {});
}

/// What the books say of a filter, added up one after the other.
base::Result<std::vector<TransferRow>> addedUp(Database& database, const TransferFilter& filter)
{
    std::vector<TransferRow> all;
    std::map<QString, qint64> balance;
    ZF_ASSIGN(auto rows,
        database.query("SELECT t.id, t.key, t.kind, t.description, t.occurred_at, a.path, e.amount_fen "
                       "FROM transfers t JOIN entries e ON e.transfer_id = t.id "
                       "JOIN accounts a ON a.id = e.account_id ORDER BY t.id, e.line"));
    struct Whole {
        TransferRow row;
        std::map<QString, qint64> by;
    };
    std::map<qint64, Whole> transfers;
    while (rows.next()) {
        Whole& whole = transfers[rows.number(0)];
        whole.row = {{0, rows.number(0)}, rows.text(1), rows.text(2), rows.text(3), rows.number(4),
            *whole.row.amount.plus(Money::fen(std::max<qint64>(rows.number(6), 0))), {}};
        whole.by[rows.text(5)] += rows.number(6);
    }
    for (auto& [id, whole] : transfers) {
        for (const auto& [path, amount] : whole.by)
            balance[path] += amount;
        const auto touches = [&by = whole.by](
                                 const AccountPath& account) { return by.contains(account.toString()); };
        const QString text = filter.search.toLower();
        bool found = text.isEmpty() || whole.row.description.toLower().contains(text) ||
                     whole.row.businessKey.toLower().contains(text);
        for (const auto& [path, amount] : whole.by)
            found = found || path.contains(text);
        const QDate day = base::businessDay(whole.row.occurredAtUtcMs);
        if (!found || (filter.from.isValid() && day < filter.from) ||
            (filter.to.isValid() && day > filter.to))
            continue;
        if (!filter.accounts.empty() && std::none_of(filter.accounts.begin(), filter.accounts.end(), touches))
            continue;
        for (const AccountPath& account : filter.accounts) {
            const qint64 sign = account.isCreditNormal() ? -1 : 1;
            whole.row.changes.push_back({Money::fen(sign * whole.by[account.toString()]),
                Money::fen(sign * balance[account.toString()])});
        }
        all.push_back(whole.row);
    }
    return all;
}

QString told(const TransferRow& row)
{
    QString text = QStringLiteral("%1 %2 %3 %4 %5 %6")
                       .arg(row.key.id)
                       .arg(row.businessKey, row.kind, row.description)
                       .arg(row.occurredAtUtcMs)
                       .arg(row.amount.inFen());
    for (const auto& [by, after] : row.changes)
        text += QStringLiteral(" %1→%2").arg(by.inFen()).arg(after.inFen());
    return text;
}

enum class Order { newestFirst, oldestFirst, middleFirst };

/// All rows, the oldest first, whatever the order in which their pages are read.
base::Result<QStringList> paged(Database& database, TransferList& list, Order order)
{
    ZF_ASSIGN(const PageIndex index, list.index(database));
    std::vector<size_t> pages(index.starts.size());
    for (size_t at = 0; at < pages.size(); ++at)
        pages[at] = at;
    if (order == Order::newestFirst)
        std::reverse(pages.begin(), pages.end());
    else if (order == Order::middleFirst)
        std::rotate(pages.begin(), pages.begin() + static_cast<qptrdiff>(pages.size() / 2), pages.end());
    std::vector<QStringList> texts(pages.size());
    for (const size_t page : pages) {
        ZF_ASSIGN(const auto rows, list.page(database, index.starts[page]));
        for (const TransferRow& row : rows)
            texts[page] << told(row);
    }
    QStringList all;
    for (const QStringList& some : texts)
        all << some;
    if (all.size() != index.rows)
        return base::damaged("pages", QStringLiteral("the pages hold other rows than the index"));
    return all;
}

} // namespace

/// The lists of the ledger and of a user's statement say what the books say, and their balances are those of
/// the books.
class TransferListTest : public QObject
{
    Q_OBJECT

    template <class T>
    static base::Result<T> read(harness::Shop& shop, std::function<base::Result<T>(Database&)> work)
    {
        return shop.readers.read<T>(work);
    }
    std::unique_ptr<harness::Shop> books_;

private Q_SLOTS:
    void initTestCase()
    {
        auto shop = std::make_unique<harness::Shop>();
        QCOMPARE(shop->addUser(QStringLiteral("oA")), kUser);
        REQUIRE(fill(*shop, 0, kTransfers));
        books_ = std::move(shop);
    }
    void cleanupTestCase() { books_.reset(); } // before the application ends

    void whatIsListed_data()
    {
        QTest::addColumn<TransferFilter>("filter");
        QTest::addColumn<int>("rows");
        const auto row = [](const char* name, const TransferFilter& filter, int rows) {
            QTest::newRow(name) << filter << rows;
        };
        const QDate day(2025, 10, 9); // the harness's clock stands at 16:53 of this day
        const TransferFilter statement = reports::statementOf(kUser);
        row("everything", {}, 900);
        row("one account", {{AccountPath::wechatBasic()}}, 300);
        row("an account that owes", {{AccountPath::userAvailable(kUser)}}, 600);
        row("a statement", statement, 600);
        row("an account never used", {{AccountPath::suspense()}}, 0);
        row("a memo", {{}, QStringLiteral("龙井")}, 150);
        row("a memo, in capitals", {{}, QStringLiteral("TEA")}, 150);
        row("a key", {{}, QStringLiteral("hold:W89")}, 5);
        row("an account's name", {{}, QStringLiteral("income:SALES")}, 300);
        row("what stands for something else", {{}, QStringLiteral("50% o")}, 150);
        row("nothing that is there", {{}, QStringLiteral("50_ off")}, 0);
        row("the first day", {{}, {}, day, day}, 262);
        row("the day before, of what was booked late", {{}, {}, {}, day.addDays(-1)}, 21);
        row("from the next day on", {{}, {}, day.addDays(1), {}}, 617);
        row("a day to come", {{}, {}, day.addDays(30), {}}, 0);
        row("an account and a memo", {{AccountPath::wechatBasic()}, QStringLiteral("tea")}, 150);
        row("an account and a day", {{AccountPath::userHeld(kUser)}, {}, day, day}, 87);
        row("a statement of a day, searched",
            reports::statementOf(kUser, {{}, QStringLiteral("gift"), day, day}), 87);
    }
    void whatIsListed()
    {
        QFETCH(TransferFilter, filter);
        QFETCH(int, rows);
        const auto expected = read<std::vector<TransferRow>>(
            *books_, [&](Database& database) { return addedUp(database, filter); });
        REQUIRE(expected);
        QStringList texts;
        for (const TransferRow& row : *expected)
            texts << told(row);
        QCOMPARE(texts.size(), rows);
        for (const Order order : {Order::newestFirst, Order::oldestFirst, Order::middleFirst}) {
            TransferList list(filter);
            const auto found =
                read<QStringList>(*books_, [&](Database& database) { return paged(database, list, order); });
            REQUIRE(found);
            QCOMPARE(*found, texts);
        }
        TransferList list(filter);
        const auto newest =
            read<PageIndex>(*books_, [&](Database& database) { return list.newest(database); });
        REQUIRE(newest);
        QCOMPARE(newest->rows, std::min(rows, reports::kPageRows));
        if (rows > 0)
            QCOMPARE(newest->starts.at(0).id,
                expected->at(static_cast<size_t>(rows) - static_cast<size_t>(newest->rows)).key.id);
    }

    void anIndexGoesOn_data() { whatIsListed_data(); }
    void anIndexGoesOn()
    {
        QFETCH(TransferFilter, filter);
        harness::Shop shop;
        QCOMPARE(shop.addUser(QStringLiteral("oA")), kUser);
        REQUIRE(fill(shop, 0, 400));
        const TransferList list(filter);
        const auto before = read<PageIndex>(shop, [&](Database& database) { return list.index(database); });
        REQUIRE(before);
        REQUIRE(fill(shop, 400, 300));
        const auto extended =
            read<PageIndex>(shop, [&](Database& database) { return list.index(database, *before); });
        REQUIRE(extended);
        const auto anew = read<PageIndex>(shop, [&](Database& database) { return list.index(database); });
        REQUIRE(anew);
        QCOMPARE(*extended, *anew);
    }

    /// The balance of a page is that of the page beside it, and not added up from today's again.
    void aPageGoesOnFromTheOneBesideIt()
    {
        harness::Shop shop;
        QCOMPARE(shop.addUser(QStringLiteral("oA")), kUser);
        REQUIRE(fill(shop, 0, kTransfers));
        const AccountPath account = AccountPath::userAvailable(kUser);
        TransferList list({{account}});
        const auto index = read<PageIndex>(shop, [&](Database& database) { return list.index(database); });
        REQUIRE(index);
        QCOMPARE(index->starts.size(), size_t(3));
        const auto lastAfter = [&](TransferList& of, size_t page) {
            const auto rows = read<std::vector<TransferRow>>(
                shop, [&](Database& database) { return of.page(database, index->starts[page]); });
            return rows && !rows->empty() ? rows->back().changes.front().after : Money::fen(-1);
        };
        TransferList before({{account}});
        const Money middle = lastAfter(before, 1);
        const Money newest = lastAfter(list, 2);
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(database.execute("UPDATE accounts SET balance_fen = balance_fen - 7 WHERE path = :path",
                {{":path", account.toString()}}));
            return 0;
        }));
        TransferList anew({{account}});
        QCOMPARE(lastAfter(anew, 2), *newest.plus(Money::fen(7))); // which goes from today's balance
        QCOMPARE(lastAfter(list, 1), middle);
    }

    /// The same numbers may stand for other transfers after that.
    void booksThatWerePutBackAreAddedUpAnew()
    {
        harness::Shop shop;
        QCOMPARE(shop.addUser(QStringLiteral("oA")), kUser);
        REQUIRE(fill(shop, 0, kTransfers));
        const AccountPath account = AccountPath::wechatBasic();
        TransferList list({{account}});
        REQUIRE(read<QStringList>(
            shop, [&](Database& database) { return paged(database, list, Order::newestFirst); }));
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(database.executeScript(
                QStringLiteral("DROP TRIGGER transfers_no_update; DROP TRIGGER entries_no_update;"
                               "UPDATE entries SET amount_fen = amount_fen * 2;"
                               "UPDATE accounts SET balance_fen = balance_fen * 2;"
                               "UPDATE transfers SET previous_hash = 'of other books' || id WHERE id > 1;")));
            return 0;
        }));
        const auto expected = read<std::vector<TransferRow>>(
            shop, [&](Database& database) { return addedUp(database, list.filter()); });
        REQUIRE(expected);
        QStringList texts;
        for (const TransferRow& row : *expected)
            texts << told(row);
        const auto found = read<QStringList>(
            shop, [&](Database& database) { return paged(database, list, Order::oldestFirst); });
        REQUIRE(found);
        QCOMPARE(*found, texts);
    }

    /// A page costs what it shows: no list is read to its end, and nothing but a page is sorted.
    void pagesAreReadByIndex()
    {
        QStringList statements;
        const storage::ReadPool fresh(books_->file()); // which has prepared nothing else
        REQUIRE(fresh.read<int>([&](Database& database) -> base::Result<int> {
            const QDate day(2025, 10, 9);
            for (const TransferFilter& filter : {TransferFilter{}, TransferFilter{{}, QStringLiteral("tea")},
                     TransferFilter{{}, {}, day, day}, TransferFilter{{AccountPath::wechatBasic()}},
                     reports::statementOf(kUser),
                     reports::statementOf(kUser, {{}, QStringLiteral("gift"), day, day})}) {
                TransferList list(filter);
                ZF_ASSIGN(const auto index, list.index(database));
                ZF_TRY(list.newest(database));
                ZF_TRY(list.page(database, index.starts.front()));
            }
            for (const char* text : database.statements())
                statements << QString::fromUtf8(text);
            return 0;
        }));
        QSqlDatabase connection =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("plans"));
        connection.setDatabaseName(books_->file());
        QVERIFY(connection.open());
        int explained = 0;
        int merged = 0;
        for (const QString& statement : std::as_const(statements)) {
            if (!statement.startsWith(QLatin1String("SELECT")) &&
                !statement.startsWith(QLatin1String("WITH")))
                continue;
            if (statement.endsWith(QLatin1String("ORDER BY t.id, e.line"))) // this test's own
                continue;
            QSqlQuery explain(connection);
            QVERIFY2(explain.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + statement) && explain.exec(),
                qPrintable(statement));
            ++explained;
            const bool isPage = statement.startsWith(QLatin1String("WITH")); // which is sorted by its numbers
            while (explain.next()) {
                const QString step = explain.value(3).toString();
                const QByteArray where = (statement + QStringLiteral("\n-> ") + step).toUtf8();
                merged += step == QLatin1String("MERGE (UNION)") ? 1 : 0;
                QVERIFY2(!step.contains(QLatin1String("UNION USING TEMP")), where.constData());
                QVERIFY2(isPage || !step.contains(QLatin1String("TEMP B-TREE")), where.constData());
                // Accounts are looked through for their names, and what was found is read once.
                const bool isWhole = step.startsWith(QLatin1String("SCAN")) &&
                                     !step.startsWith(QLatin1String("SCAN accounts"));
                static const QStringList kFound{QStringLiteral("SCAN found"), QStringLiteral("SCAN page"),
                    QStringLiteral("SCAN w"), QStringLiteral("SCAN (subquery")};
                QVERIFY2(!isWhole || std::any_of(kFound.begin(), kFound.end(),
                                         [&](const QString& found) { return step.startsWith(found); }),
                    where.constData());
            }
        }
        connection = {};
        QSqlDatabase::removeDatabase(QStringLiteral("plans"));
        QVERIFY2(explained >= 15, qPrintable(QString::number(explained)));
        QCOMPARE(merged, 6);
    }
};

ZHANGFANG_TEST(TransferListTest)
#include "transfer_list_test.moc"
