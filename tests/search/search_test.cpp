#include "harness/run.h"
#include "harness/shop.h"
#include "search/index.h"
#include "shop/orders.h"

#include <QRandomGenerator>

using namespace zhangfang;
using base::Money;
using base::UserId;
using search::Query;
using storage::Database;

/// What is found by which parts, and that the index finds the same as reading everything would.
class SearchTest : public QObject
{
    Q_OBJECT

    static base::Result<qint64> order(harness::Shop& shop, const QString& description)
    {
        return shop.write<qint64>([&](Database& database) -> base::Result<qint64> {
            shop::Order order;
            ZF_ASSIGN(auto last, database.query("SELECT COALESCE(MAX(id), 0) FROM orders"));
            const qint64 id = last.next() ? last.number(0) + 1 : 0;
            ZF_ASSIGN(order.number,
                base::OrderNo::parse(QStringLiteral("TEST%1").arg(id, 6, 10, QLatin1Char('0'))));
            order.channel = QStringLiteral("native");
            order.description = description;
            order.amount = Money::fen(100);
            order.request = "{}";
            ZF_TRY(shop::insertOrder(database, order));
            return id;
        });
    }
    /// As a program of before would have booked it.
    static base::Status oldOrder(harness::Shop& shop, const QString& description)
    {
        return shop
            .write<qint64>([&](Database& database) {
                return database.execute(
                    "INSERT INTO orders (out_trade_no, purpose, channel, description, amount_fen, state, "
                    "request, code_url, prepay_id, created_at, expires_at, queries) SELECT 'OLD' || "
                    "COUNT(*), 'sale', 'native', :description, 100, 'pending', '{}', '', '', 0, 0, 0 FROM "
                    "orders",
                    {{":description", description}});
            })
            .map([](qint64) {});
    }
    static QList<qint64> orders(harness::Shop& shop, const QString& typed, const search::Ids& among = {})
    {
        const auto found = shop.readers.read<std::vector<qint64>>(
            [&](Database& database) { return search::findOrders(database, Query(typed), among); });
        return found ? QList<qint64>(found->begin(), found->end()) : QList<qint64>{-1};
    }
    static QList<qint64> users(harness::Shop& shop, const char* typed)
    {
        const auto found = shop.readers.read<std::vector<qint64>>(
            [&](Database& database) { return search::findUsers(database, Query(QString::fromUtf8(typed))); });
        return found ? QList<qint64>(found->begin(), found->end()) : QList<qint64>{-1};
    }

    /// As the engine does it meanwhile.
    static base::Status indexed(harness::Shop& shop)
    {
        return shop.write<int>([](Database& database) { return search::indexMore(database, 10'000); })
            .map([](int) {});
    }

private Q_SLOTS:
    void partsAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("found");
        const auto row = [](const char* text, const char* typed, bool found) {
            QTest::addRow("%s in %s: %d", typed, text, found)
                << QString::fromUtf8(text) << QString::fromUtf8(typed) << found;
        };
        constexpr auto kTea = "西湖龙井 250g 礼盒装";
        for (const char* typed : {"龙井", "西", "井", "湖龙", "西湖龙井", "礼盒", "250", "250g", "25",
                 "龙井250", "礼盒 龙井", "龙 井", "lj", "xhlj", "hl", "longjing", "longj", "LongJing", "ＬＪ",
                 "２５０", "lj 250", "lihe", "xihulongjing", "  龙井  ", "龙井，", "“龙井”"})
            row(kTea, typed, true);
        for (const char* typed :
            {"龙湖", "井西", "50g", "jl", "ljx", "longjin9", "绿茶", "龙井 绿茶", "装 茶"})
            row(kTea, typed, false);
        row("王晓", "wx", true);
        row("王晓", "wangx", true);
        row("王晓", "wang xiao", true);
        row("王晓", "wangxiao", true);
        row("王晓", "xw", false);
        row("王晓", "晓", true);
        row("王小明", "王明", false);
        row("单雄信", "sxx", true); // as a name
        row("单雄信", "dxx", true); // as it is read else
        row("绿茶", "lvcha", true);
        row("绿茶", "lücha", true);
        row("重庆小面", "chongqing", true);
        row("西安", "xi'an", true);
        row("iPhone15手机壳", "iphone", true);
        row("iPhone15手机壳", "15手机", true);
        row("iPhone15手机壳", "手机", true);
        row("iPhone15手机壳", "phone", false); // words of letters are found by their beginnings
        row("手机15", "机15", true);
        row("Café Crème", "CAFÉ", true);
        row("ｶﾀｶﾅ", "カタ", true);
        row("☕ 拿铁", "☕", true);
        row("阿凡提·买买提", "提买", true);
        row("", "龙井", false);
        row("龙井", "", false);
    }
    void partsAreFound()
    {
        QFETCH(QString, text);
        QFETCH(QString, typed);
        QFETCH(bool, found);
        QCOMPARE(Query(typed).matches(text), found);
        harness::Shop shop;
        const auto id = order(shop, text);
        REQUIRE(id);
        QCOMPARE(orders(shop, typed), found ? QList<qint64>{*id} : QList<qint64>());
        REQUIRE(indexed(shop));
        QCOMPARE(orders(shop, typed), found ? QList<qint64>{*id} : QList<qint64>());
    }

    /// Quotes, operators and the like are text, of which letters and signs are left to look for.
    void whatIsTypedIsOnlyText_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("found");
        for (const char* typed : {"\"tea", "tea\"", "-tea", "tea*", "(tea)", "tea -green", "'green' \"tea\""})
            QTest::newRow(typed) << QString::fromLatin1(typed) << true;
        for (const char* typed :
            {"\"", "'", "*", "NEAR(tea, 2)", "tea NEAR lamp", "tea OR lamp", "words : lamp", "^lamp", "(",
                ")", "tea AND", "{words} : lamp", "lamp*)", "%", "_", "' OR 1=1 --", "\\", ";"})
            QTest::newRow(typed) << QString::fromLatin1(typed) << false;
        QTest::newRow("NUL") << QString(QChar(0)) << false;
        QTest::newRow("half a sign") << QString(QChar(0xD83D)) << false;
        QTest::newRow("10,000 characters") << QString(10'000, QLatin1Char('t')) << false;
        QTest::newRow("10,000 signs") << QString(10'000, QChar(0x8336)) << false;
        QTest::newRow("5,000 words") << QStringLiteral("t ").repeated(5'000) + QStringLiteral("lamp")
                                     << false;
        QTest::newRow("300 words") << [] {
            QStringList words;
            for (int i = 0; i < 300; ++i)
                words << QString::number(i);
            return words.join(QLatin1Char(' '));
        }() << false;
    }
    void whatIsTypedIsOnlyText()
    {
        QFETCH(QString, typed);
        QFETCH(bool, found);
        harness::Shop shop;
        REQUIRE(order(shop, QStringLiteral("green tea")));
        REQUIRE(indexed(shop));
        QCOMPARE(orders(shop, typed), found ? QList<qint64>{1} : QList<qint64>());
    }

    /// Whatever the texts and whatever is typed, the index finds what reading all of them does.
    void theIndexAgreesWithReading()
    {
        QRandomGenerator random(20251009);
        const QString signs = QStringLiteral("龙井茶王晓西湖绿重庆ab cd12カナ☕·-\"*é");
        const auto text = [&](int most) {
            QString made;
            for (int left = random.bounded(1, most + 1); left > 0; --left)
                made += signs[random.bounded(signs.size())];
            return made;
        };
        harness::Shop shop;
        QStringList texts;
        for (int i = 0; i < 150; ++i) {
            texts << text(12);
            REQUIRE(order(shop, texts.back()));
        }
        REQUIRE(indexed(shop));
        QStringList queries{QStringLiteral("lj"), QStringLiteral("w"), QStringLiteral("cha"),
            QStringLiteral("xh lj"), QStringLiteral("lv"), QStringLiteral("chong")};
        for (int i = 0; i < 400; ++i)
            queries << text(4);
        for (const QString& typed : std::as_const(queries)) {
            QList<qint64> expected;
            for (qsizetype at = texts.size(); at > 0; --at) {
                if (Query(typed).matches(texts[at - 1]))
                    expected << at;
            }
            QVERIFY2(orders(shop, typed) == expected, qPrintable(typed));
        }
    }

    void newestFirstWithinBounds()
    {
        harness::Shop shop;
        for (int i = 0; i < 10; ++i)
            REQUIRE(i % 2 == 0 ? order(shop, QStringLiteral("龙井")).map([](qint64) {})
                               : oldOrder(shop, QStringLiteral("龙井")));
        QCOMPARE(orders(shop, QStringLiteral("龙井"), {3, 8, 4}), (QList<qint64>{8, 7, 6, 5}));
        QCOMPARE(orders(shop, QStringLiteral("龙井")).size(), 10);
    }

    /// What is undone is not in the index either.
    void theIndexGoesWithTheTransaction()
    {
        harness::Shop shop;
        const auto undone = shop.write<int>([](Database& database) -> base::Result<int> {
            ZF_TRY(shop::addUser(database, {QStringLiteral("oA"), QStringLiteral("王晓")}, 0));
            return base::refused("no", QStringLiteral("No."));
        });
        QVERIFY(!undone);
        QCOMPARE(users(shop, "王晓"), QList<qint64>());
        const UserId user = shop.addUser(QStringLiteral("oA"), QStringLiteral("李雷"));
        QCOMPARE(users(shop, "王晓"), QList<qint64>());
        QCOMPARE(users(shop, "ll"), QList<qint64>{user.value()});
    }

    void aUserIsFoundByTheNameOfToday()
    {
        harness::Shop shop;
        const UserId user = shop.addUser(QStringLiteral("oA"), QStringLiteral("王晓"));
        REQUIRE(indexed(shop));
        REQUIRE(shop.write<int>([&](Database& database) {
            return shop::renameUser(database, user, QStringLiteral("李雷")).map([] { return 0; });
        }));
        for (const bool isIndexed : {false, true}) {
            QCOMPARE(users(shop, "王晓"), QList<qint64>());
            QCOMPARE(users(shop, "李"), QList<qint64>{user.value()});
            if (!isIndexed)
                REQUIRE(indexed(shop));
        }
        // By a program of before, that knows no index.
        REQUIRE(shop.write<qint64>([&](Database& database) {
            return database.execute("UPDATE users SET name = :name", {{":name", QStringLiteral("韩梅")}});
        }));
        QCOMPARE(users(shop, "李"), QList<qint64>());
        QCOMPARE(users(shop, "hm"), QList<qint64>{user.value()});
        REQUIRE(shop.write<int>([](Database& database) { return search::indexMore(database, 10); }));
        QCOMPARE(users(shop, "李"), QList<qint64>());
        QCOMPARE(users(shop, "hm"), QList<qint64>{user.value()});
    }

    /// Books from before there was an index: found from the first moment on, and indexed step by step.
    void whatWasThereBeforeIsFoundAndIndexed()
    {
        harness::Shop shop;
        for (int i = 0; i < 25; ++i)
            REQUIRE(oldOrder(shop, i % 5 == 0 ? QStringLiteral("龙井") : QStringLiteral("lamp")));
        REQUIRE(shop.write<qint64>([](Database& database) {
            return database.execute("INSERT INTO users (openid, name, created_at) VALUES ('oA', :name, 0)",
                {{":name", QStringLiteral("王晓")}});
        }));
        const auto complete = [&shop] {
            return shop.readers.read<bool>(&search::isComplete).value_or(false);
        };
        QVERIFY(!complete());
        int steps = 0;
        for (; !complete(); ++steps) {
            QCOMPARE(orders(shop, QStringLiteral("lj")), (QList<qint64>{21, 16, 11, 6, 1}));
            QCOMPARE(users(shop, "wx"), QList<qint64>{1});
            REQUIRE(shop.write<int>([](Database& database) { return search::indexMore(database, 10); }));
        }
        QCOMPARE(steps, 3);
        QCOMPARE(orders(shop, QStringLiteral("lj")), (QList<qint64>{21, 16, 11, 6, 1}));
        QCOMPARE(users(shop, "wx"), QList<qint64>{1});
    }

    /// The index is only a help: while it is damaged orders are booked and users added, and it can be made
    /// anew.
    void aDamagedIndexHoldsUpNoMoney()
    {
        harness::Shop shop;
        REQUIRE(order(shop, QStringLiteral("龙井")));
        const UserId user = shop.addUser(QStringLiteral("oA"), QStringLiteral("王晓"));
        REQUIRE(indexed(shop));
        REQUIRE(shop.write<qint64>([](Database& database) -> base::Result<qint64> {
            ZF_TRY(database.execute("DELETE FROM users_search_data"));
            return database.execute("DELETE FROM orders_search_data");
        }));
        const auto second = order(shop, QStringLiteral("龙井 250g"));
        REQUIRE(second);
        REQUIRE(shop.write<int>([&](Database& database) {
            return shop::renameUser(database, user, QStringLiteral("李雷")).map([] { return 0; });
        }));
        const auto refused = indexed(shop);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, base::ErrorKind::damaged);
        REQUIRE(shop.write<int>(
            [](Database& database) { return search::makeAnew(database).map([] { return 0; }); }));
        for (const bool isIndexed : {false, true}) {
            QCOMPARE(orders(shop, QStringLiteral("lj")), (QList<qint64>{*second, 1}));
            QCOMPARE(users(shop, "ll"), QList<qint64>{user.value()});
            if (!isIndexed)
                REQUIRE(indexed(shop));
        }
        QVERIFY(shop.readers.read<bool>(&search::isComplete).value_or(false));
    }

    void namesAreOrderedByTheirPinyin()
    {
        QStringList names{QStringLiteral("赵四"), QStringLiteral("Bob"), QStringLiteral("李雷"),
            QStringLiteral("单雄信"), QStringLiteral("王晓"), QStringLiteral("alice"),
            QStringLiteral("曾一")};
        std::sort(names.begin(), names.end(),
            [](const QString& a, const QString& b) { return search::sortedBy(a) < search::sortedBy(b); });
        QCOMPARE(names, (QStringList{QStringLiteral("alice"), QStringLiteral("Bob"), QStringLiteral("李雷"),
                            QStringLiteral("单雄信"), QStringLiteral("王晓"), QStringLiteral("曾一"),
                            QStringLiteral("赵四")}));
    }

    /// The SQLite that this program uses has what the index is made with.
    void theDatabaseHasTheIndex()
    {
        harness::Shop shop;
        const auto has = shop.readers.read<bool>([](Database& database) -> base::Result<bool> {
            ZF_ASSIGN(auto rows, database.query("SELECT sqlite_compileoption_used('ENABLE_FTS5')"));
            return rows.next() && rows.number(0) == 1;
        });
        REQUIRE(has);
        QVERIFY(*has);
    }
};

ZHANGFANG_TEST(SearchTest)
#include "search_test.moc"
