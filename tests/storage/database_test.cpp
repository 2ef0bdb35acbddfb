#include "harness/shop.h"
#include "storage/backup.h"
#include "storage/migrations.h"

#include <QFile>

using namespace zhangfang;
using storage::Database;

class DatabaseTest : public QObject
{
    Q_OBJECT
    static QString code(const base::Status& status) { return status ? QString() : status.error().code; }
    static base::Status openAndMigrate(const QString& file)
    {
        ZF_ASSIGN(const auto database, Database::open(file, Database::Access::readWrite));
        return storage::migrate(*database);
    }

private Q_SLOTS:
    void aNewerDatabaseIsLeftAlone()
    {
        harness::Shop shop;
        REQUIRE(shop.write<qint64>([](Database& database) {
            return database.execute("INSERT INTO schema_migrations VALUES (99, 'x')");
        }));
        QCOMPARE(code(openAndMigrate(shop.file())), QStringLiteral("newer_database"));
    }

    void aChangedMigrationIsNoticed()
    {
        harness::Shop shop;
        REQUIRE(shop.write<qint64>([](Database& database) {
            return database.execute("UPDATE schema_migrations SET checksum = 'x'");
        }));
        QCOMPARE(code(openAndMigrate(shop.file())), QStringLiteral("changed_migration"));
    }

    void damageHasAName()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("x.db")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        QCOMPARE(code(openAndMigrate(file.fileName())), QStringLiteral("not_a_database"));
        QCOMPARE(file.size(), 8192);
    }

    void aFullDiskLosesNothing()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oFull"));
        REQUIRE(shop.fund(user, 1000));
        // SQLite's own limit stands in for the disk's: the engine reports the same SQLITE_FULL.
        REQUIRE(shop.write<qint64>([](Database& database) -> base::Result<qint64> {
            ZF_ASSIGN(auto rows, database.query("PRAGMA page_count"));
            const qint64 pages = rows.next() ? rows.number(0) : 0;
            ZF_TRY(database.executeScript(QStringLiteral("PRAGMA max_page_count=%1").arg(pages)));
            return pages;
        }));
        QString failure;
        for (int i = 0; i < 200 && failure.isEmpty(); ++i)
            failure = code(shop.fund(user, 1000));
        QCOMPARE(failure, QStringLiteral("disk_full"));
        QCOMPARE(shop.proof().firstDifference, QString());
        REQUIRE(shop.write<int>([](Database& database) -> base::Result<int> {
            ZF_TRY(database.executeScript(QStringLiteral("PRAGMA max_page_count=1000000")));
            return 0;
        }));
        REQUIRE(shop.fund(user, 1000));
        QCOMPARE(shop.proof().firstDifference, QString());
    }

    void backupAndRestoreKeepTheBooks()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oBackup"));
        REQUIRE(shop.fund(user, 1000));
        const QString copy = shop.folder.filePath(QStringLiteral("copy.db"));
        REQUIRE(storage::backupTo(shop.file(), copy));
        QCOMPARE(code(storage::backupTo(shop.file(), copy)), QStringLiteral("backup_exists"));
        REQUIRE(shop.fund(user, 500));
        const auto database = Database::open(copy, Database::Access::readOnly);
        REQUIRE(database);
        QCOMPARE(shop::wallet(**database, user)->available, base::Money::fen(1000));
        QFile cut(copy);
        QVERIFY(cut.resize(cut.size() / 2));
        QVERIFY(!storage::checkCopy(copy));
    }

    /// Hot queries must go through an index.
    void plans_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("due payouts")
            << "SELECT id FROM payouts WHERE next_attempt_at <= 1 ORDER BY next_attempt_at, id LIMIT 50";
        QTest::newRow("payouts by state")
            << "SELECT id FROM payouts WHERE state = 'requested' AND id < 9 ORDER BY id DESC LIMIT 50";
        QTest::newRow("due orders")
            << "SELECT id FROM orders WHERE next_query_at <= 1 ORDER BY next_query_at LIMIT 20";
        QTest::newRow("unsettled orders")
            << "SELECT id FROM orders WHERE settle_at <= 1 ORDER BY settle_at LIMIT 500";
        QTest::newRow("order by number") << "SELECT id FROM orders WHERE out_trade_no = 'x'";
        QTest::newRow("transfer by key") << "SELECT id FROM transfers WHERE key = 'x'";
        QTest::newRow("owed") << "SELECT SUM(balance_fen) FROM accounts WHERE path >= 'liabilities:user:' "
                                 "AND path < 'liabilities:user;'";
    }
    void plans()
    {
        QFETCH(QString, sql);
        harness::Shop shop;
        const QByteArray explain = "EXPLAIN QUERY PLAN " + sql.toUtf8();
        const auto plan = shop.readers.read<QString>([&](Database& database) -> base::Result<QString> {
            ZF_ASSIGN(auto rows, database.query(explain.constData()));
            QString text;
            while (rows.next())
                text += rows.text(3) + QLatin1Char('\n');
            return text;
        });
        REQUIRE(plan);
        QVERIFY2(plan->contains(QLatin1String("SEARCH")) && !plan->contains(QLatin1String("SCAN")) &&
                     !plan->contains(QLatin1String("TEMP B-TREE")),
            qPrintable(*plan));
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "database_test.moc"
