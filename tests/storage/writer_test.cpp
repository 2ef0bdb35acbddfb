#include "harness/run.h"
#include "harness/shop.h"

#include <future>

using namespace zhangfang;
using base::Result;

class WriterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneBadCommandDoesNotSpoilItsNeighbours()
    {
        harness::Shop shop;
        // Hold the writer, so that what follows shares one commit.
        std::promise<void> go;
        const auto gate = go.get_future().share();
        auto held = shop.writer->run<int>([gate](storage::Database&) -> Result<int> {
            gate.wait();
            return 0;
        });
        QList<QFuture<Result<int>>> futures;
        for (int i = 0; i < 20; ++i) {
            futures << shop.writer->run<int>([i](storage::Database& database) -> Result<int> {
                ZF_TRY(database.execute("INSERT INTO settings (key, value, updated_at) VALUES (:key, '', 0)",
                    {{":key", QString::number(i)}}));
                if (i % 2 == 1)
                    return base::refused("odd", QStringLiteral("odd"));
                return i;
            });
        }
        go.set_value();
        QVERIFY(held.takeResult());
        for (int i = 0; i < 20; ++i) {
            const auto result = futures[i].takeResult();
            QCOMPARE(result.has_value(), i % 2 == 0);
            if (!result)
                QCOMPARE(result.error().code, QStringLiteral("odd"));
        }
        const auto count = shop.readers.read<qint64>([](storage::Database& database) -> Result<qint64> {
            ZF_ASSIGN(auto rows, database.query("SELECT COUNT(*) FROM settings"));
            return rows.next() ? rows.number(0) : -1;
        });
        QCOMPARE(count.value_or(-1), 10);
    }

    /// One statement that takes long is ended by whoever does not want to wait for it any more.
    void aLongStatementIsStopped()
    {
        harness::Shop shop;
        int asked = 0;
        const auto count = [&](qint64 most, bool isStopped) {
            return shop.readers.read<qint64>([&](storage::Database& database) -> Result<qint64> {
                const storage::StoppedWhen stopped(database, [&] { return ++asked > 0 && isStopped; });
                ZF_ASSIGN(auto rows,
                    database.query("WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up "
                                   "WHERE n < :most) SELECT COUNT(*) FROM up",
                        {{":most", most}}));
                return rows.next() ? rows.number(0) : -1;
            });
        };
        const auto ended = count(200'000'000, true);
        QVERIFY(!ended);
        QCOMPARE(ended.error().code, QStringLiteral("cancelled"));
        QVERIFY(asked > 0);
        for (int i = 0; i < 2; ++i) // and the connections go on
            QCOMPARE(count(100'000, false).value_or(-1), qint64(100'000));
    }

    /// Damage that shows only when all is committed is the error of whoever met it, and of nobody else.
    void whatOneMeetsAtTheCommitIsItsOwn()
    {
        harness::Shop shop;
        const auto run = [](const char* script) {
            return [script](storage::Database& database) -> Result<int> {
                ZF_TRY(database.executeScript(QString::fromLatin1(script)));
                return 0;
            };
        };
        const auto insert = run("INSERT INTO words (text) VALUES ('tea')");
        REQUIRE(shop.writer->runNow<int>(run("CREATE VIRTUAL TABLE words USING fts5(text)")));
        REQUIRE(shop.writer->runNow<int>(run("INSERT INTO words (words, rank) VALUES ('automerge', 0)")));
        for (int segment = 0; segment < 15; ++segment)
            REQUIRE(shop.writer->runNow<int>(insert));
        // With the next commit the segments are merged, which they cannot be any more.
        REQUIRE(shop.writer->runNow<int>(run("UPDATE words_data SET block = X'0000' WHERE id > 100")));
        std::promise<void> go;
        const auto gate = go.get_future().share();
        auto held = shop.writer->run<int>([gate](storage::Database&) -> Result<int> {
            gate.wait();
            return 0;
        });
        auto damaged = shop.writer->run<int>(insert);
        auto sound = shop.writer->run<int>(
            run("INSERT INTO settings (key, value, updated_at) VALUES ('sound', '', 0)"));
        go.set_value();
        QVERIFY(held.takeResult());
        QVERIFY(!damaged.takeResult());
        REQUIRE(sound.takeResult());
        const auto count = shop.readers.read<qint64>([](storage::Database& database) -> Result<qint64> {
            ZF_ASSIGN(auto rows, database.query("SELECT COUNT(*) FROM settings WHERE key = 'sound'"));
            return rows.next() ? rows.number(0) : -1;
        });
        QCOMPARE(count.value_or(-1), 1);
    }

    void aFutureCompletesAfterTheCommit()
    {
        harness::Shop shop;
        for (int i = 0; i < 50; ++i) {
            REQUIRE(shop.set("merchant.name", QString::number(i)));
            const auto seen = shop.readers.read<QString>([](storage::Database& database) -> Result<QString> {
                ZF_ASSIGN(
                    auto rows, database.query("SELECT value FROM settings WHERE key = 'merchant.name'"));
                return rows.next() ? rows.text(0) : QString();
            });
            QCOMPARE(seen.value_or(QString()), QString::number(i));
        }
    }

    void manyThreadsLoseNothing()
    {
        harness::Shop shop;
        const base::UserId user = shop.addUser(QStringLiteral("oMany"));
        constexpr int kThreads = 8;
        constexpr int kEach = 50;
        std::vector<std::thread> threads;
        std::atomic<int> failed = 0;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < kEach; ++i) {
                    const QString key = QStringLiteral("credit:%1-%2").arg(t).arg(i);
                    const auto done = shop.write<int>([&](storage::Database& database) -> Result<int> {
                        ZF_TRY(
                            shop::credit(database, user, base::Money::fen(1), key, QStringLiteral("x"), 1));
                        return 0;
                    });
                    failed += done ? 0 : 1;
                    static_cast<void>(shop.wallet(user));
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(failed.load(), 0);
        QCOMPARE(shop.wallet(user).available, base::Money::fen(kThreads * kEach));
        QCOMPARE(shop.proof().firstDifference, QString());
    }
};

ZHANGFANG_TEST(WriterTest)
#include "writer_test.moc"
