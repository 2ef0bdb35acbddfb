#include "harness/run.h"
#include "harness/shop.h"
#include "storage/backup.h"
#include "storage/migrations.h"

#include <QFile>
#include <QProcess>
#include <QSet>

using namespace zhangfang;
using base::Result;
using storage::Database;

/// Books that are put back while they are in use: nothing that was acknowledged is lost, and nothing goes
/// into the file that was moved away.
class ReopenTest : public QObject
{
    Q_OBJECT

    static base::Status insert(harness::Shop& shop, const QString& key)
    {
        return shop
            .write<int>([&](Database& database) -> Result<int> {
                ZF_TRY(database.execute(
                    "INSERT INTO settings (key, value, updated_at) VALUES (:key, '', 0)", {{":key", key}}));
                return 0;
            })
            .map([](int) {});
    }
    static QSet<QString> keysIn(Database& database)
    {
        QSet<QString> keys;
        auto rows = database.query("SELECT key FROM settings");
        while (rows && rows->next())
            keys.insert(rows->text(0));
        return keys;
    }
    static QSet<QString> keysIn(const QString& file)
    {
        const auto database = Database::open(file, Database::Access::readOnly);
        return database ? keysIn(**database) : QSet<QString>();
    }
    static QSet<QString> keysRead(harness::Shop& shop)
    {
        return shop.readers
            .read<QSet<QString>>([](Database& database) -> Result<QSet<QString>> { return keysIn(database); })
            .value_or(QSet<QString>());
    }
    /// Another process does it: a file that this one opens and closes takes SQLite's locks with it.
    static bool run(const QString& command)
    {
        return QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-c"), command}) == 0;
    }
    static bool spoil(const QString& file, const QString& how)
    {
        if (how == QLatin1String("sound"))
            return true;
        {
            // What is only in the log yet would stand in for the damaged pages.
            const auto database = Database::open(file, Database::Access::existing);
            if (!database || !(*database)->query("PRAGMA wal_checkpoint(TRUNCATE)"))
                return false;
        }
        if (how == QLatin1String("pages"))
            return run(QStringLiteral("dd if=/dev/urandom of='%1' bs=4096 seek=2 count=20 conv=notrunc "
                                      "status=none")
                           .arg(file));
        if (how == QLatin1String("header"))
            return run(QStringLiteral("dd if=/dev/urandom of='%1' bs=4096 count=1 conv=notrunc status=none")
                           .arg(file));
        if (how == QLatin1String("empty"))
            return run(QStringLiteral(": > '%1'").arg(file));
        return run(QStringLiteral("rm '%1'").arg(file));
    }
    static void kinds()
    {
        QTest::addColumn<QString>("how");
        for (const char* how : {"sound", "pages", "header", "empty", "missing"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }

private Q_SLOTS:
    void whatIsWrittenAfterARestoreStays_data() { kinds(); }
    void whatIsWrittenAfterARestoreStays()
    {
        QFETCH(QString, how);
        harness::Shop shop;
        REQUIRE(insert(shop, QStringLiteral("before")));
        const QString copy = shop.folder.filePath(QStringLiteral("copy.db"));
        REQUIRE(storage::backupTo(shop.file(), copy));
        REQUIRE(insert(shop, QStringLiteral("lost")));
        QVERIFY(keysRead(shop).contains(QStringLiteral("lost")));
        QVERIFY(spoil(shop.file(), how));

        const auto kept = storage::replaceWith(shop.file(), copy, shop.clock.nowUtcMs());
        REQUIRE(kept);
        QCOMPARE(keysRead(shop), QSet<QString>{QStringLiteral("before")});
        REQUIRE(insert(shop, QStringLiteral("after")));
        const QSet<QString> all{QStringLiteral("before"), QStringLiteral("after")};
        QCOMPARE(keysRead(shop), all);
        shop.writer.reset();
        QCOMPARE(keysIn(shop.file()), all);
        QVERIFY(!keysIn(*kept).contains(QStringLiteral("after")));
        QVERIFY(!QFile::exists(shop.file() + QStringLiteral(".restoring")));
    }

    /// Threads read and write all the while. What was acknowledged before is in the file that was kept (where
    /// it can still be read), what came after in the new one, and nothing in neither.
    void nothingAcknowledgedIsLostMeanwhile_data() { kinds(); }
    void nothingAcknowledgedIsLostMeanwhile()
    {
        QFETCH(QString, how);
        harness::Shop shop;
        REQUIRE(insert(shop, QStringLiteral("before")));
        const QString copy = shop.folder.filePath(QStringLiteral("copy.db"));
        REQUIRE(storage::backupTo(shop.file(), copy));

        std::atomic<bool> stop = false;
        std::atomic<bool> spoilt = false;
        std::atomic<bool> restored = false;
        std::mutex mutex;
        QSet<QString> early; // acknowledged while the first file was sound
        QSet<QString> late;  // begun after the restore was done
        std::vector<std::thread> threads;
        for (int t = 0; t < 3; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; !stop; ++i) {
                    const QString key = QStringLiteral("%1-%2").arg(t).arg(i);
                    const bool after = restored;
                    const bool written = insert(shop, key).has_value();
                    const std::lock_guard lock(mutex);
                    if (written && after)
                        late.insert(key);
                    else if (written && !spoilt)
                        early.insert(key);
                }
            });
            threads.emplace_back([&] {
                while (!stop)
                    static_cast<void>(keysRead(shop));
            });
        }
        const auto count = [&](const QSet<QString>& keys) {
            const std::lock_guard lock(mutex);
            return keys.size();
        };
        QTRY_VERIFY(count(early) > 20);
        spoilt = how != QLatin1String("sound");
        const bool spoiled = spoil(shop.file(), how);
        const auto kept = storage::replaceWith(shop.file(), copy, shop.clock.nowUtcMs());
        restored = true;
        const bool went = QTest::qWaitFor([&] { return count(late) > 50; }, 10'000);
        stop = true;
        for (std::thread& thread : threads)
            thread.join();
        QVERIFY(spoiled);
        REQUIRE(kept);
        QVERIFY(went);

        shop.writer.reset();
        const QSet<QString> now = keysIn(shop.file());
        const QSet<QString> then = keysIn(*kept);
        QVERIFY(now.contains(QStringLiteral("before")));
        for (const QString& key : std::as_const(late)) {
            QVERIFY2(now.contains(key), qPrintable(key));
            QVERIFY2(!then.contains(key), qPrintable(key));
        }
        if (how == QLatin1String("sound")) {
            for (const QString& key : std::as_const(early))
                QVERIFY2(now.contains(key) || then.contains(key), qPrintable(key));
        }
        REQUIRE(storage::checkCopy(shop.file()));
    }

    /// Made by an earlier version of the program: brought up to date before it takes the books' place.
    void anOlderBackupIsBroughtUpToDate()
    {
        harness::Shop shop;
        REQUIRE(insert(shop, QStringLiteral("before")));
        const QString copy = shop.folder.filePath(QStringLiteral("copy.db"));
        REQUIRE(storage::backupTo(shop.file(), copy));
        {
            const auto older = Database::open(copy, Database::Access::existing);
            REQUIRE(older);
            REQUIRE((*older)->executeScript(
                QStringLiteral("DROP TABLE recovery; DROP TABLE recovery_findings; DROP TABLE "
                               "balance_refusals; DELETE FROM schema_migrations WHERE version = 7")));
        }
        REQUIRE(storage::replaceWith(shop.file(), copy, shop.clock.nowUtcMs()));
        const auto database = Database::open(shop.file(), Database::Access::readOnly);
        REQUIRE(database);
        REQUIRE(storage::checkSchema(**database));
        QVERIFY(keysRead(shop).contains(QStringLiteral("before")));
        REQUIRE(insert(shop, QStringLiteral("after")));
    }

    /// As a console beside a daemon has it, or the other way round.
    void anotherProgramSeesTheNewFile()
    {
        harness::Shop shop;
        const QString copy = shop.folder.filePath(QStringLiteral("copy.db"));
        REQUIRE(storage::backupTo(shop.file(), copy));
        auto beside = storage::Writer::start(shop.file());
        REQUIRE(beside);
        const storage::ReadPool readers(shop.file());
        REQUIRE(insert(shop, QStringLiteral("lost")));
        QVERIFY(spoil(shop.file(), QStringLiteral("pages")));
        REQUIRE(storage::replaceWith(shop.file(), copy, shop.clock.nowUtcMs()));
        REQUIRE(insert(shop, QStringLiteral("ours")));
        REQUIRE((*beside)->runNow<qint64>([](Database& database) {
            return database.execute("INSERT INTO settings (key, value, updated_at) VALUES ('theirs', '', 0)");
        }));
        const QSet<QString> both{QStringLiteral("ours"), QStringLiteral("theirs")};
        QCOMPARE(keysRead(shop), both);
        beside->reset();
        shop.writer.reset();
        QCOMPARE(keysIn(shop.file()), both);
    }

    /// No file is no empty file: nothing is made in its place, and nothing is acknowledged.
    void aMissingFileIsNotMade()
    {
        harness::Shop shop;
        REQUIRE(insert(shop, QStringLiteral("before")));
        QVERIFY(run(QStringLiteral("rm '%1'").arg(shop.file())));
        const auto written = insert(shop, QStringLiteral("nowhere"));
        QVERIFY(!written);
        QCOMPARE(written.error().code, QStringLiteral("disk_error"));
        QVERIFY(!shop.readers.read<int>([](Database&) -> Result<int> { return 0; }));
        QVERIFY(!QFile::exists(shop.file()));
    }

    /// Once after the start, and after each time that somebody else has written.
    void whoeverHasWrittenSinceIsInspected()
    {
        harness::Shop shop;
        shop.writer.reset();
        std::atomic<int> inspections = 0;
        auto writer = storage::Writer::start(shop.file(), [&](Database&) -> base::Status {
            ++inspections;
            return {};
        });
        REQUIRE(writer);
        const auto write = [](storage::Writer& by, const QString& key) {
            return by.runNow<qint64>([key](Database& database) {
                return database.execute(
                    "INSERT INTO settings (key, value, updated_at) VALUES (:key, '', 0)", {{":key", key}});
            });
        };
        REQUIRE(write(**writer, QStringLiteral("a")));
        REQUIRE(write(**writer, QStringLiteral("b")));
        QCOMPARE(inspections.load(), 1);
        auto other = storage::Writer::start(shop.file());
        REQUIRE(other);
        REQUIRE(write(**other, QStringLiteral("c")));
        REQUIRE(write(**writer, QStringLiteral("d")));
        REQUIRE(write(**writer, QStringLiteral("e")));
        QCOMPARE(inspections.load(), 2);
    }
};

ZHANGFANG_TEST(ReopenTest)
#include "reopen_test.moc"
