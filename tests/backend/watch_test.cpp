#include "access/operators.h"
#include "backend/watch.h"
#include "base/calendar.h"
#include "crypto/crypto.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "payouts/balances.h"
#include "reports/overview.h"
#include "reports/pulse.h"
#include "storage/file_lock.h"

#include <QFileInfo>
#include <thread>
#include <unistd.h>

using namespace zhangfang;
using backend::ShopFolder;
using base::Money;

/// What goes wrong by itself is found, is a task once, and is over when it is over.
class WatchTest : public QObject
{
    Q_OBJECT
    QTemporaryDir temp_;
    base::ManualClock wall_{1'760'000'000'000}, steady_{1};
    backend::Watch watch(ShopFolder& folder) { return {folder, wall_, steady_}; }
    QString shop() const { return temp_.filePath(QStringLiteral("shop")); }
    static QString outcomeOf(const std::vector<backend::Check>& checks, const char* name)
    {
        for (const auto& check : checks) {
            if (check.name == QLatin1String(name))
                return check.outcome ? QStringLiteral("ok") : check.outcome.error().code;
        }
        return QStringLiteral("not looked at");
    }
    static QStringList tasks(ShopFolder& folder)
    {
        QStringList codes;
        const auto open = folder.readers().read<std::vector<reports::Task>>(
            [](storage::Database& database) { return reports::openTasks(database, 100); });
        for (const auto& task : open.value_or(std::vector<reports::Task>{}))
            codes << task.code;
        return codes;
    }
    qint64 asOf_ = 0;
    static QStringList messages(ShopFolder& folder)
    {
        QStringList messages;
        const auto open = folder.readers().read<std::vector<reports::Task>>(
            [](storage::Database& database) { return reports::openTasks(database, 100); });
        for (const auto& task : open.value_or(std::vector<reports::Task>{}))
            messages << task.message;
        return messages;
    }
    /// The balances as they are, told again so much later.
    static void fetchedLater(ShopFolder& folder, qint64 ms)
    {
        REQUIRE(run(folder, [ms](storage::Database& database) {
            return database.execute("UPDATE wechat_balances SET fetched_at = fetched_at - :ms", {{":ms", ms}})
                .map([](qint64) {});
        }));
    }
    static base::Status unclearRefund(storage::Database& database, qint64 fen)
    {
        ZF_TRY(database.execute(
            "INSERT INTO orders (out_trade_no, purpose, channel, description, amount_fen, "
            "payment, refunding_fen, state, request, code_url, prepay_id, created_at, expires_at, "
            "queries) VALUES "
            "('T1', 'sale', 'native', 'tea', 1000, 'paid', CAST(:fen AS BIGINT), 'refunding', '{}', '', '', "
            "1, 1, 0)",
            {{":fen", fen}}));
        return database
            .execute(
                "INSERT INTO refunds (order_id, out_refund_no, amount_fen, reason, state, held, refund_id, "
                "note, created_at, settled_fen) SELECT id, 'R1', CAST(:fen AS BIGINT), 'x', 'unclear', 0, "
                "'', '', 1, CAST(:fen AS BIGINT) FROM orders",
                {{":fen", fen}})
            .map([](qint64) {});
    }
    base::Result<std::unique_ptr<ShopFolder>> made()
    {
        ZF_TRY(ShopFolder::initialise(
            shop(), QStringLiteral("Tea"), QStringLiteral("mei"), QByteArray("correct horse 9")));
        return ShopFolder::open(shop(), access::openMemory());
    }
    static base::Status run(ShopFolder& folder, const std::function<base::Status(storage::Database&)>& step)
    {
        return folder.writer()
            .runNow<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(step(database));
                return 0;
            })
            .map([](int) {});
    }

private Q_SLOTS:
    void init() { temp_ = QTemporaryDir(); }

    void aSoundShopIsSound()
    {
        const auto folder = made();
        REQUIRE(folder);
        const auto checks = backend::watched(**folder, 0);
        for (const char* name : {"disk", "clock", "engine", "backup", "books_at_wechat"})
            QCOMPARE(outcomeOf(checks, name), QStringLiteral("ok"));
        REQUIRE(watch(**folder).tell(checks));
        QCOMPARE(tasks(**folder), QStringList());
    }

    void aClockThatIsOff_data()
    {
        QTest::addColumn<qint64>("skewMs");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("four minutes behind") << 240'000LL << "clock_skew";
        QTest::newRow("four minutes before") << -240'000LL << "clock_skew";
        QTest::newRow("half a minute") << 30'000LL << "ok";
    }
    void aClockThatIsOff()
    {
        QFETCH(qint64, skewMs);
        QFETCH(QString, outcome);
        const auto folder = made();
        REQUIRE(folder);
        const auto checks = backend::watched(**folder, skewMs);
        QCOMPARE(outcomeOf(checks, "clock"), outcome);
        // Once, however often it is looked at; and over when it is over.
        auto looking = watch(**folder);
        REQUIRE(looking.tell(checks));
        REQUIRE(looking.tell(checks));
        REQUIRE(watch(**folder).tell(checks)); // of an engine that was started again
        const QStringList told = outcome == QLatin1String("ok") ? QStringList() : QStringList(outcome);
        QCOMPARE(tasks(**folder), told);
        REQUIRE(looking.tell(backend::watched(**folder, {})));
        QCOMPARE(tasks(**folder), told); // that nobody tells the time does not set the clock
        REQUIRE(looking.tell(backend::watched(**folder, 0)));
        QCOMPARE(tasks(**folder), QStringList());
    }

    /// Nobody is told again and again what he has put aside; what begins anew is told anew.
    void aTaskThatAPersonClosedStaysClosed()
    {
        const auto folder = made();
        REQUIRE(folder);
        auto looking = watch(**folder);
        const QStringList told{QStringLiteral("clock_skew")};
        REQUIRE(looking.tell(backend::watched(**folder, 240'000)));
        QCOMPARE(tasks(**folder), told);
        REQUIRE(run(**folder, [](storage::Database& database) {
            return database.execute("UPDATE tasks SET resolved_at = 1").map([](qint64) {});
        }));
        REQUIRE(looking.tell(backend::watched(**folder, 240'000)));
        QCOMPARE(tasks(**folder), QStringList());
        REQUIRE(looking.tell(backend::watched(**folder, 0)));
        REQUIRE(looking.tell(backend::watched(**folder, 240'000)));
        QCOMPARE(tasks(**folder), told);
    }

    void aCertificateThatEndsIsTaskUntilItIsReplaced()
    {
        const auto folder = made();
        REQUIRE(folder);
        auto looking = watch(**folder);
        const auto look = [&](qint64 days) {
            steady_.advance(60'000);
            return looking.look({0, wall_.nowUtcMs() + days * base::kDayMs});
        };
        const QStringList told{QStringLiteral("platform_certificate_ends")};
        REQUIRE(look(40));
        QCOMPARE(tasks(**folder), QStringList());
        REQUIRE(look(29));
        QCOMPARE(tasks(**folder), told);
        REQUIRE(look(1'000));
        QCOMPARE(tasks(**folder), QStringList());
    }

    /// Everything that waits by the clock is looked at again when that is put back.
    void aClockThatIsPutBack()
    {
        const auto folder = made();
        REQUIRE(folder);
        wall_.set((*folder)->clock().nowUtcMs());
        auto looking = watch(**folder);
        REQUIRE(looking.look({}));
        const qint64 tomorrow = wall_.nowUtcMs() + base::kDayMs;
        REQUIRE(run(**folder, [&](storage::Database& database) -> base::Status {
            ZF_TRY(database.execute("INSERT INTO complaints (complaint_id, heard_at, ask_at) "
                                    "VALUES ('1', 1, :then)",
                {{":then", tomorrow}}));
            ZF_TRY(database.execute("INSERT INTO payout_batches (out_batch_no, request, created_at, is_open, "
                                    "joins_until, due_at) VALUES ('B1', :none, 1, 1, :then, :then)",
                {{":none", QByteArray("")}, {":then", tomorrow}}));
            ZF_TRY(database.execute("INSERT INTO recovery_findings (round, kind, number, ours, wechat, done, "
                                    "differs, tries, ask_at) SELECT round, 'order', '1', '', '', '', 0, 0, "
                                    "CAST(:then AS BIGINT) FROM recovery",
                {{":then", tomorrow}}));
            return {};
        }));
        const auto waiting = [&] {
            return (*folder)->readers().read<qint64>(
                [&](storage::Database& database) -> base::Result<qint64> {
                    ZF_ASSIGN(auto rows,
                        database.query("SELECT (SELECT COUNT(*) FROM complaints WHERE ask_at > :soon) + "
                                       "(SELECT COUNT(*) FROM payout_batches WHERE is_open = 1) + "
                                       "(SELECT COUNT(*) FROM recovery_findings WHERE ask_at > :soon)",
                            {{":soon", wall_.nowUtcMs() + 60'000}}));
                    return rows.next() ? rows.number(0) : -1;
                });
        };
        QCOMPARE(waiting().value_or(-1), 3);
        wall_.advance(1'000);
        steady_.advance(1'000);
        REQUIRE(looking.look({}));
        QCOMPARE(waiting().value_or(-1), 3);
        wall_.advance(-3'600'000);
        steady_.advance(1'000);
        REQUIRE(looking.look({}));
        QCOMPARE(waiting().value_or(-1), 0);
    }

    void anEngineThatDied_data()
    {
        QTest::addColumn<qint64>("silentMs");
        QTest::addColumn<QString>("listening");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("it runs") << 1'000LL << "http://127.0.0.1:1"
                                 << "ok";
        QTest::newRow("it died") << 120'000LL << "http://127.0.0.1:1"
                                 << "engine_dead";
        QTest::newRow("it was stopped") << 120'000LL << ""
                                        << "ok";
    }
    void anEngineThatDied()
    {
        QFETCH(qint64, silentMs);
        QFETCH(QString, listening);
        QFETCH(QString, outcome);
        const auto folder = made();
        REQUIRE(folder);
        REQUIRE(run(**folder, [&](storage::Database& database) {
            return reports::recordEngineStatus(
                database, {(*folder)->clock().nowUtcMs() - silentMs, listening, 0, {}, 0});
        }));
        QCOMPARE(outcomeOf(backend::watched(**folder, 0), "engine"), outcome);
    }

    void noBackupForAWeek()
    {
        const auto folder = made();
        REQUIRE(folder);
        const auto age = [&](const char* what) {
            return run(**folder, [&](storage::Database& database) {
                const qint64 then = (*folder)->clock().nowUtcMs() - 8 * base::kDayMs;
                return (*what == 'b'
                            ? database.execute("UPDATE last_times SET at = :then", {{":then", then}})
                            : database.execute("UPDATE operators SET created_at = :then", {{":then", then}}))
                    .map([](qint64) {});
            });
        };
        REQUIRE(age("owner"));
        QCOMPARE(outcomeOf(backend::watched(**folder, 0), "backup"), QStringLiteral("backup_missing"));
        const QString copy = temp_.filePath(QStringLiteral("copy.db"));
        REQUIRE(backend::backUp(**folder, copy, QStringLiteral("mei")));
        QCOMPARE(outcomeOf(backend::watched(**folder, 0), "backup"), QStringLiteral("ok"));
        QCOMPARE(QFileInfo(copy).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        REQUIRE(age("backup"));
        QCOMPARE(outcomeOf(backend::watched(**folder, 0), "backup"), QStringLiteral("backup_missing"));
        const auto again = backend::backUp(**folder, copy, QStringLiteral("mei"));
        QCOMPARE(again ? QString() : again.error().code, QStringLiteral("backup_exists"));
        const auto inside =
            backend::backUp(**folder, shop() + QStringLiteral("/copy.db"), QStringLiteral("mei"));
        QCOMPARE(inside ? QString() : inside.error().code, QStringLiteral("output_in_data_folder"));
    }

    void moneyThatIsMissingAtWechat_data()
    {
        QTest::addColumn<qint64>("there");
        QTest::addColumn<qint64>("before"); // what the books expected when WeChat was asked
        QTest::addColumn<qint64>("asked");  // refunds that WeChat may have taken out by now
        QTest::addColumn<QString>("outcome");
        QTest::newRow("less than the books expect") << 900LL << 1'000LL << 0LL << "books_differ_from_wechat";
        QTest::newRow("as they expect") << 1'000LL << 1'000LL << 0LL << "ok";
        QTest::newRow("more: somebody looks") << 5'000LL << 1'000LL << 0LL << "ok";
        QTest::newRow("paid in since it was asked") << 900LL << 900LL << 0LL << "ok";
        QTest::newRow("paid in since, and something is missing")
            << 899LL << 900LL << 0LL << "books_differ_from_wechat";
        QTest::newRow("paid out since it was asked") << 1'100LL << 1'200LL << 0LL << "ok";
        QTest::newRow("a refund may have left") << 900LL << 1'000LL << 100LL << "ok";
        QTest::newRow("more than a refund is missing")
            << 899LL << 1'000LL << 100LL << "books_differ_from_wechat";
    }
    void moneyThatIsMissingAtWechat()
    {
        QFETCH(qint64, there);
        QFETCH(qint64, before);
        QFETCH(qint64, asked);
        QFETCH(QString, outcome);
        const auto folder = made();
        REQUIRE(folder);
        REQUIRE(run(**folder, [&](storage::Database& database) -> base::Status {
            const qint64 now = (*folder)->clock().nowUtcMs();
            ZF_ASSIGN(const auto owner, ledger::AccountPath::parse(QStringLiteral("equity:owner")));
            ZF_TRY(ledger::post(database,
                ledger::simpleTransfer(QStringLiteral("fund"), QStringLiteral("move"), {}, now,
                    ledger::AccountPath::wechatBasic(), owner, Money::fen(1'000)),
                now));
            if (asked > 0)
                ZF_TRY(unclearRefund(database, asked));
            return payouts::recordBalance(
                database, wechatpay::AccountType::basic, {Money::fen(there), {}}, now, Money::fen(before));
        }));
        const auto checks = backend::watched(**folder, 0);
        QCOMPARE(outcomeOf(checks, "books_at_wechat"), outcome);
        // One look can be wrong; a person is asked when WeChat says the same once more.
        auto looking = watch(**folder);
        REQUIRE(looking.tell(checks));
        steady_.advance(backend::kPatienceMs);
        REQUIRE(looking.tell(checks));
        QCOMPARE(tasks(**folder), QStringList());
        fetchedLater(**folder, 1);
        REQUIRE(looking.tell(backend::watched(**folder, 0)));
        QCOMPARE(tasks(**folder), outcome == QLatin1String("ok") ? QStringList() : QStringList(outcome));
    }

    /// Who has put it aside hears of it again when more is missing, and an open task says how much it is now.
    void moreIsMissingThanWasTold()
    {
        const auto folder = made();
        REQUIRE(folder);
        auto looking = watch(**folder);
        const auto missing = [&](const char* code, qint64 size) {
            backend::Check check{QStringLiteral("books_at_wechat"),
                base::refused("books_differ_from_wechat", QString::fromLatin1(code)), false, size, ++asOf_};
            return looking.tell({check});
        };
        const auto close = [&] {
            return run(**folder, [](storage::Database& database) {
                return database.execute("UPDATE tasks SET resolved_at = 1").map([](qint64) {});
            });
        };
        REQUIRE(missing("one", 100));
        steady_.advance(backend::kPatienceMs);
        REQUIRE(missing("one", 100));
        QCOMPARE(messages(**folder), QStringList{QStringLiteral("one")});
        REQUIRE(missing("less", 90));
        QCOMPARE(messages(**folder), QStringList{QStringLiteral("less")});
        REQUIRE(close());
        REQUIRE(missing("no worse", 90));
        QCOMPARE(messages(**folder), QStringList());
        REQUIRE(missing("much more", 5'000'000));
        QCOMPARE(messages(**folder), QStringList{QStringLiteral("much more")});
    }

    /// The kernel's lock counts, not what is written in the file.
    void aStaleLockHoldsNobodyUp()
    {
        const auto folder = made();
        REQUIRE(folder);
        const QString file = shop() + QStringLiteral("/engine.lock");
        for (const QByteArray& pid : {QByteArray::number(::getpid()), QByteArray("1")}) {
            QFile left(file);
            QVERIFY(left.open(QIODevice::WriteOnly));
            left.write(pid + "\nzhangfangd\nhost\n");
            left.close();
            const auto lock = (*folder)->lockEngine();
            REQUIRE(lock);
            const auto second = (*folder)->lockEngine();
            QCOMPARE(second ? QString() : second.error().code, QStringLiteral("already_running"));
        }
        REQUIRE((*folder)->lockEngine());
        const auto nowhere = storage::FileLock::take(temp_.filePath(QStringLiteral("none/engine.lock")));
        QCOMPARE(nowhere ? QString() : nowhere.error().code, QStringLiteral("disk_error"));
    }

    void severalInitsMakeOneOwner()
    {
        std::vector<std::thread> all;
        std::atomic<int> made = 0;
        std::mutex mutex;
        QStringList refused;
        for (int i = 0; i < 4; ++i)
            all.emplace_back([&, i] {
                const auto done = ShopFolder::initialise(shop(), QStringLiteral("Tea"),
                    QStringLiteral("owner%1").arg(i), QByteArray("correct horse 9"));
                made += done ? 1 : 0;
                const std::lock_guard lock(mutex);
                if (!done)
                    refused << done.error().code;
            });
        for (auto& one : all)
            one.join();
        QCOMPARE(made.load(), 1);
        QCOMPARE(refused, QStringList(3, QStringLiteral("already_initialised")));
        const auto folder = ShopFolder::open(shop(), access::openMemory());
        REQUIRE(folder);
        const auto owners =
            (*folder)->readers().read<qint64>([](storage::Database& database) -> base::Result<qint64> {
                ZF_ASSIGN(auto rows, database.query("SELECT COUNT(*) FROM operators"));
                return rows.next() ? rows.number(0) : -1;
            });
        QCOMPARE(owners.value_or(-1), 1);
    }

    void booksThatAreNoBooks_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        QTest::newRow("missing") << "missing"
                                 << "not_initialised";
        QTest::newRow("empty") << "empty"
                               << "damaged";
        QTest::newRow("short") << "short"
                               << "not_a_database";
        QTest::newRow("foreign") << "foreign"
                                 << "not_initialised";
    }
    void booksThatAreNoBooks()
    {
        QFETCH(QString, what);
        QFETCH(QString, code);
        REQUIRE(made());
        const QString file = shop() + QStringLiteral("/zhangfang.db");
        for (const char* part : {"", "-wal", "-shm"})
            QFile::remove(file + QString::fromLatin1(part));
        if (what == QLatin1String("foreign")) {
            const auto other = storage::Database::open(file, storage::Database::Access::readWrite);
            REQUIRE(other);
            REQUIRE((*other)->executeScript(QStringLiteral("CREATE TABLE songs (name TEXT)")));
        } else if (what != QLatin1String("missing")) {
            QFile out(file);
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(what == QLatin1String("short") ? QByteArray("SQLite for") : QByteArray());
        }
        const qint64 size = QFileInfo(file).size();
        const auto opened = ShopFolder::open(shop(), access::openMemory());
        QCOMPARE(opened ? QString() : opened.error().code, code);
        QCOMPARE(QFileInfo(file).size(), size); // nothing was begun in it
    }
};

ZHANGFANG_TEST(WatchTest)
#include "watch_test.moc"
