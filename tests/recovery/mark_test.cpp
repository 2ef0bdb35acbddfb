#include "harness/decisions.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "recovery/findings.h"
#include "recovery/mark.h"

#include <QFile>

using namespace zhangfang;
using base::Result;
using recovery::Head;
using recovery::State;
using storage::Database;

/// Whether books were put back, told by a mark outside of them; and what may be done until a person confirms.
class MarkTest : public QObject
{
    Q_OBJECT

    static base::Status run(harness::Shop& shop, const std::function<base::Status(Database&)>& step)
    {
        return shop
            .write<int>([&](Database& database) -> Result<int> {
                ZF_TRY(step(database));
                return 0;
            })
            .map([](int) {});
    }
    static base::Status compare(harness::Shop& shop)
    {
        return run(shop, [&](Database& database) {
            return recovery::compare(database, shop.folder.path(), shop.random, shop.clock.nowUtcMs());
        });
    }
    static Head head(harness::Shop& shop)
    {
        return shop.readers.read<Head>(&recovery::head).value_or(Head{});
    }
    static recovery::Standing standing(harness::Shop& shop)
    {
        return shop.readers.read<recovery::Standing>(&recovery::standing).value_or(recovery::Standing{});
    }
    static QString code(const base::Status& status) { return status ? QString() : status.error().code; }
    static base::Status putBack(harness::Shop& shop)
    {
        return run(shop, [&](Database& database) {
            return recovery::begin(database, {"restored", QStringLiteral("copy.db"), QStringLiteral("mei")},
                shop.random, shop.clock.nowUtcMs());
        });
    }

private Q_SLOTS:
    void whatTheMarkTells_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("cause");
        QTest::newRow("the same") << "same"
                                  << "";
        QTest::newRow("gone on since") << "grown"
                                       << "";
        QTest::newRow("carried to a folder without a mark") << "none"
                                                            << "other_books";
        QTest::newRow("nobody has worked on them yet") << "new"
                                                       << "";
        QTest::newRow("about to be named") << "naming"
                                           << "";
        QTest::newRow("fewer transfers") << "transfer"
                                         << "older_books";
        QTest::newRow("fewer order events") << "order"
                                            << "older_books";
        QTest::newRow("fewer payout events") << "payout"
                                             << "older_books";
        QTest::newRow("fewer refund events") << "refund"
                                             << "older_books";
        QTest::newRow("fewer audit entries") << "audit"
                                             << "older_books";
        QTest::newRow("as many, but others") << "hash"
                                             << "older_books";
        QTest::newRow("other books") << "books"
                                     << "other_books";
        QTest::newRow("a damaged mark") << "damaged"
                                        << "other_books";
    }
    void whatTheMarkTells()
    {
        QFETCH(QString, kind);
        QFETCH(QString, cause);
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 1000));
        REQUIRE(run(shop, [&](Database& database) {
            return recovery::nameBooks(database, shop.folder.path(), shop.random);
        }));
        Head mark = head(shop);
        QVERIFY(!mark.books.isEmpty());
        if (kind == QLatin1String("grown"))
            REQUIRE(shop.fund(user, 500));
        mark.transfer += kind == QLatin1String("transfer") ? 1 : 0;
        mark.orderEvent += kind == QLatin1String("order") ? 1 : 0;
        mark.payoutEvent += kind == QLatin1String("payout") ? 1 : 0;
        mark.refundEvent += kind == QLatin1String("refund") ? 1 : 0;
        mark.auditEntry += kind == QLatin1String("audit") ? 1 : 0;
        if (kind == QLatin1String("hash"))
            mark.hash = QStringLiteral("another");
        if (kind == QLatin1String("books"))
            mark.books = QStringLiteral("ANOTHER");
        if (kind == QLatin1String("new") || kind == QLatin1String("naming"))
            REQUIRE(run(shop, [](Database& database) {
                return database.execute("UPDATE recovery SET books = '' WHERE id = 1").map([](qint64) {});
            }));
        if (kind == QLatin1String("new"))
            mark.books.clear();
        if (kind == QLatin1String("none") || kind == QLatin1String("new"))
            QVERIFY(QFile::remove(shop.folder.filePath(QStringLiteral("books.mark"))));
        else
            REQUIRE(recovery::writeMark(shop.folder.path(), mark));
        if (kind == QLatin1String("damaged")) {
            QFile file(shop.folder.filePath(QStringLiteral("books.mark")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("{\"books\":");
        }

        REQUIRE(compare(shop));
        const auto now = standing(shop);
        QCOMPARE(now.cause, cause);
        QCOMPARE(now.state, cause.isEmpty() ? State::none : State::looking);
        QCOMPARE(now.books == (kind == QLatin1String("naming") ? QString() : mark.books), cause.isEmpty());
        // Once noticed it stays noticed, and is not begun anew.
        REQUIRE(compare(shop));
        QCOMPARE(standing(shop).round, cause.isEmpty() ? 0 : 1);
    }

    void untilItIsConfirmedNothingOldMayBeActedOn()
    {
        harness::Shop shop;
        const auto act = [&] { return code(run(shop, &recovery::mayAct)); };
        const auto actOn = [&](qint64 at) {
            return code(run(shop, [at](Database& database) { return recovery::mayActOn(database, at); }));
        };
        const qint64 since = shop.clock.nowUtcMs();
        QCOMPARE(act(), QString());
        QCOMPARE(actOn(since - 1), QString());
        REQUIRE(putBack(shop));
        QCOMPARE(act(), QStringLiteral("recovering"));
        QCOMPARE(actOn(since - 1), QStringLiteral("recovering"));
        QCOMPARE(actOn(since), QString());
    }

    /// Who may is asked where it is done (tests/office), and written down there by what this answers.
    void onlyWhatWasLookedAtIsConfirmed()
    {
        harness::Shop shop;
        QStringList actions;
        const auto confirm = [&](const char* who, const char* reason, bool without = false) {
            return code(run(shop, [&](Database& database) -> base::Status {
                ZF_ASSIGN(const auto confirmed,
                    recovery::confirm(database,
                        {QString::fromLatin1(who), QString::fromLatin1(reason), QString(), without},
                        shop.clock.nowUtcMs()));
                actions << confirmed.action;
                return {};
            }));
        };
        const auto finish = [&] {
            return run(shop,
                [&](Database& database) { return recovery::finishLooking(database, shop.clock.nowUtcMs()); });
        };
        QCOMPARE(confirm("mei", "why"), QStringLiteral("not_recovering"));
        REQUIRE(putBack(shop));
        QCOMPARE(confirm("mei", " "), QStringLiteral("invalid_reason"));
        QCOMPARE(confirm("mei", "why"), QStringLiteral("still_looking"));
        REQUIRE(finish()); // there is nothing to look at in new books
        QCOMPARE(standing(shop).state, State::waiting);
        QCOMPARE(confirm("mei", "all is well"), QString());
        QCOMPARE(standing(shop).state, State::confirmed);
        QCOMPARE(standing(shop).confirmedBy, QStringLiteral("mei"));
        QCOMPARE(confirm("mei", "again"), QStringLiteral("not_recovering"));
        // Without looking, where WeChat cannot be asked.
        REQUIRE(putBack(shop));
        QCOMPARE(confirm("mei", "no network for a week", true), QString());
        QCOMPARE(actions, (QStringList{QStringLiteral("recovery.confirmed"),
                              QStringLiteral("recovery.confirmed_without_looking")}));
    }

    /// Who asks WeChat in their own time may be faster than who looks at what was put back.
    void whatDiffersIsToldWhoeverAsksFirst()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 1000));
        harness::PayoutDesk desk(*shop.writer, shop.clock, shop.random);
        REQUIRE(desk.request(user, base::Money::fen(100)));
        REQUIRE(putBack(shop));
        REQUIRE(run(shop, [](Database& database) {
            return database.execute("UPDATE payouts SET state = 'rejected'").map([](qint64) {});
        }));
        REQUIRE(run(shop,
            [&](Database& database) { return recovery::listWhatToLookAt(database, shop.clock.nowUtcMs()); }));
        const auto listed = shop.readers.read<std::vector<recovery::Finding>>(
            [&](Database& database) { return recovery::toLookAt(database, shop.clock.nowUtcMs(), 10); });
        REQUIRE(listed);
        QCOMPARE(listed->size(), 1U);
        QCOMPARE(listed->front().ours, QStringLiteral("requested"));
    }

    void whatIsLookedAtIsCountedOneByOne()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oA"));
        REQUIRE(shop.fund(user, 1000));
        harness::PayoutDesk desk(*shop.writer, shop.clock, shop.random);
        for (int i = 0; i < 3; ++i)
            REQUIRE(desk.request(user, base::Money::fen(100)));
        REQUIRE(putBack(shop));
        const qint64 now = shop.clock.nowUtcMs();
        const auto due = [&] {
            return shop.readers
                .read<std::vector<recovery::Finding>>([&](Database& database) {
                    return recovery::toLookAt(database, shop.clock.nowUtcMs(), 10);
                })
                .value_or(std::vector<recovery::Finding>{});
        };
        const auto all = due();
        QCOMPARE(all.size(), 3U);
        QCOMPARE(all[0].ours, QStringLiteral("requested"));
        REQUIRE(run(shop, [&](Database& database) -> base::Status {
            ZF_TRY(recovery::record(
                database, all[0].id, {QStringLiteral("SUCCESS"), QStringLiteral("paid"), true}, now));
            return recovery::askAgain(database, all[1].id, QStringLiteral("no answer"), now + 1000);
        }));
        QCOMPARE(due().size(), 1U);
        shop.clock.advance(1000);
        QCOMPARE(due().size(), 2U);
        const auto progress = shop.readers.read<recovery::Progress>(&recovery::progress);
        REQUIRE(progress);
        QCOMPARE(progress->looked, 1);
        QCOMPARE(progress->toLook, 2);
        QCOMPARE(progress->differing, 1);
        REQUIRE(run(shop, [&](Database& database) { return recovery::finishLooking(database, now); }));
        QCOMPARE(standing(shop).state, State::looking);
    }
};

ZHANGFANG_TEST(MarkTest)
#include "mark_test.moc"
