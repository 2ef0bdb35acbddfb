#include "errands/claim.h"
#include "harness/decisions.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "payments/payments.h"
#include "payouts/balances.h"
#include "recovery/findings.h"
#include "recovery/mark.h"
#include "shop/orders.h"
#include "storage/backup.h"
#include "storage/migrations.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>

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

    /// The rows end where a page cannot be read: whatever was made of them is not so.
    void rowsThatEndTooSoonAreNoResult()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("x.db"));
        constexpr qint64 kRows = 500;
        {
            const auto database = Database::open(file, Database::Access::readWrite);
            REQUIRE(database);
            REQUIRE(
                (*database)->executeScript(QStringLiteral("CREATE TABLE many (id INTEGER PRIMARY KEY, text "
                                                          "TEXT NOT NULL); CREATE TABLE found (rows)")));
            REQUIRE((*database)->begin());
            for (qint64 id = 1; id <= kRows; ++id)
                REQUIRE((*database)->execute("INSERT INTO many VALUES (:id, :text)",
                    {{":id", id}, {":text", QString(900, QLatin1Char('x'))}}));
            REQUIRE((*database)->commit());
        }
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        constexpr qint64 kPage = 4096;
        QVERIFY(damaged.seek(damaged.size() / kPage / 2 * kPage));
        damaged.write(QByteArray(kPage, 'x'));
        damaged.close();
        const auto count = [](Database& database) -> base::Result<qint64> {
            ZF_ASSIGN(auto rows, database.query("SELECT id, text FROM many ORDER BY id"));
            qint64 found = 0;
            while (rows.next())
                ++found;
            return found;
        };
        const auto read = storage::ReadPool(file).read<qint64>(count);
        QCOMPARE(read ? QString::number(*read) : read.error().code, QStringLiteral("damaged"));
        const auto writer = storage::Writer::start(file);
        REQUIRE(writer);
        const auto note = [&](Database& database) -> base::Result<qint64> {
            ZF_ASSIGN(const qint64 found, count(database));
            return database.execute("INSERT INTO found VALUES (:found)", {{":found", found}});
        };
        const auto written = (*writer)->runNow<qint64>(note);
        QCOMPARE(written ? QString() : written.error().code, QStringLiteral("damaged"));
        const auto kept = (*writer)->runNow<qint64>([](Database& database) -> base::Result<qint64> {
            ZF_ASSIGN(auto rows, database.query("SELECT COUNT(*) FROM found"));
            return rows.next() ? rows.number(0) : -1;
        });
        REQUIRE(kept);
        QCOMPARE(*kept, 0);
    }

    void damageInsideIsNoticed()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oDamage"));
        for (int i = 0; i < 40; ++i)
            REQUIRE(shop.fund(user, 100));
        const QString copy = shop.folder.filePath(QStringLiteral("damaged.db"));
        REQUIRE(storage::backupTo(shop.file(), copy));
        QFile file(copy);
        QVERIFY(file.open(QIODevice::ReadWrite));
        // Everything behind the schema: the tables' own pages.
        const qint64 from = file.size() / 2;
        QVERIFY(file.seek(from));
        file.write(QByteArray(file.size() - from, '\xee'));
        file.close();
        QCOMPARE(code(storage::checkCopy(copy)), QStringLiteral("damaged"));
    }

    void aLockedDatabaseSaysSo()
    {
        harness::Shop shop;
        const auto other = Database::open(shop.file(), Database::Access::readWrite);
        const auto waiting = Database::open(shop.file(), Database::Access::readWrite, 50);
        REQUIRE(other);
        REQUIRE(waiting);
        REQUIRE((*other)->begin());
        QCOMPARE(code((*waiting)->begin()), QStringLiteral("locked"));
        REQUIRE((*other)->rollback());
        REQUIRE((*waiting)->begin());
        REQUIRE((*waiting)->rollback());
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
        // Put back under a program that has it open, with what was there kept.
        const auto kept = storage::replaceWith(shop.file(), copy, shop.clock.nowUtcMs());
        REQUIRE(kept);
        QCOMPARE(shop.wallet(user).available, base::Money::fen(1000));
        QCOMPARE(shop.proof().firstDifference, QString());
        const auto before = Database::open(*kept, Database::Access::readOnly);
        REQUIRE(before);
        QCOMPARE(shop::wallet(**before, user)->available, base::Money::fen(1500));
        REQUIRE(shop.fund(user, 7));
        QFile cut(copy);
        QVERIFY(cut.resize(cut.size() / 2));
        QVERIFY(!storage::checkCopy(copy));
    }

    void aDamagedDatabaseIsReplacedAndKept()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oDamaged"));
        REQUIRE(shop.fund(user, 1000));
        const QString copy = shop.folder.filePath(QStringLiteral("copy.db"));
        REQUIRE(storage::backupTo(shop.file(), copy));
        const QString broken = shop.folder.filePath(QStringLiteral("broken.db"));
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto kept = storage::replaceWith(broken, copy, shop.clock.nowUtcMs());
        REQUIRE(kept);
        QCOMPARE(QFile(*kept).size(), 8192);
        const auto database = Database::open(broken, Database::Access::readOnly);
        REQUIRE(database);
        QCOMPARE(shop::wallet(**database, user)->available, base::Money::fen(1000));
    }

    /// Whatever the daily work asks for must go through an index: nothing walks or sorts a whole table.
    void plans()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oPlans"));
        REQUIRE(shop.fund(user, 1000));
        harness::PayoutDesk desk(*shop.writer, shop.clock, shop.random);
        const auto payout = desk.request(user, base::Money::fen(100));
        REQUIRE(payout);
        QStringList statements;
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            // Answers do not matter here, only what is asked.
            static_cast<void>(shop::findOrder(database, QStringLiteral("x")));
            static_cast<void>(shop::listOrders(database, 0, 20));
            static_cast<void>(shop::dueOrders(database, 1, 20));
            static_cast<void>(shop::listUsers(database, base::UserId(), 20));
            static_cast<void>(shop::wallet(database, user));
            static_cast<void>(payments::settleDue(database, 1));
            static_cast<void>(payouts::listPayouts(database, payouts::State::requested, 0, 20));
            static_cast<void>(payouts::listPayouts(database, std::nullopt, 0, 20));
            static_cast<void>(
                errands::claimDue(database, QStringLiteral("payout"), QStringLiteral("x"), 1, 20));
            static_cast<void>(payouts::findPayoutByNumber(database, payout->number.toString()));
            static_cast<void>(payouts::eventsOf(database, payout->id));
            static_cast<void>(payouts::checkPolicy(database, *payout, {}, 1));
            static_cast<void>(ledger::balance(database, ledger::AccountPath::wechatBasic()));
            static_cast<void>(recovery::mayAct(database));
            static_cast<void>(recovery::head(database));
            static_cast<void>(recovery::toLookAt(database, 1, 20));
            static_cast<void>(payouts::mayAsk(database, wechatpay::AccountType::basic, 1));
            static_cast<void>(payouts::recordBalance(database, wechatpay::AccountType::basic, {}, 1));
            static_cast<void>(payouts::dayEndWanted(database, wechatpay::AccountType::basic, 1));
            static_cast<void>(
                payouts::recordDayEnd(database, wechatpay::AccountType::basic, QDate(2025, 10, 9), {}, 1));
            for (const char* statement : database.statements())
                statements << QString::fromUtf8(statement);
            return 0;
        }));
        QSqlDatabase reader = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("plans"));
        reader.setDatabaseName(shop.file());
        QVERIFY(reader.open());
        int explained = 0;
        for (const QString& statement : std::as_const(statements)) {
            QSqlQuery explain(reader);
            if (!explain.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + statement) || !explain.exec())
                continue; // BEGIN, SAVEPOINT and their like have no plan
            ++explained;
            while (explain.next()) {
                const QString step = explain.value(3).toString();
                QVERIFY2(!step.startsWith(QLatin1String("SCAN")) || step.contains(QLatin1String("USING")) ||
                             step == QLatin1String("SCAN settings") ||
                             // Of FTS5: by the row, or by what matches; read through it is "INDEX 0:" alone.
                             (step.contains(QLatin1String("VIRTUAL TABLE INDEX")) &&
                                 !step.endsWith(QLatin1Char(':'))) ||
                             statement.contains(QLatin1String("ORDER BY id DESC LIMIT")),
                    qPrintable(statement + QLatin1String("\n-> ") + step));
                QVERIFY2(!step.contains(QLatin1String("TEMP B-TREE")),
                    qPrintable(statement + QLatin1String("\n-> ") + step));
            }
        }
        QVERIFY2(explained > 20, qPrintable(QString::number(explained)));
    }
};

ZHANGFANG_TEST(DatabaseTest)
#include "database_test.moc"
