#include "access/audit.h"
#include "backend/seal_trouble.h"
#include "backend/seals.h"
#include "base/calendar.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "recovery/standing.h"
#include "reports/proof.h"
#include "storage/backup.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace zhangfang;
using backend::SealProof;
using backend::Seals;
using backend::SealWords;
using base::Money;
using storage::Database;
using State = backend::SealProof::State;

/// How far the books had come, kept outside of them.
class SealsTest : public QObject
{
    Q_OBJECT

    /// A shop whose days go by, and what seals them.
    struct Sealed {
        harness::Shop shop;
        QByteArray kept;   ///< the key in the shop's keyring
        QByteArray latest; ///< and which seal is the newest
        QStringList told;  ///< what was passed over
        bool isKeyringOpen = true;
        std::unique_ptr<Seals> seals = anew();
        int posted = 0;

        [[nodiscard]] backend::SealKey key()
        {
            const auto closed = [] {
                return base::unavailable("secrets_unavailable", QStringLiteral("The keyring is locked."));
            };
            return {[this, closed]() -> base::Result<crypto::Secret> {
                        if (!isKeyringOpen)
                            return closed();
                        if (kept.isEmpty())
                            return base::notFound("no_such_secret", QStringLiteral("There is none."));
                        return crypto::Secret(kept);
                    },
                [this, closed](const QByteArray& value) -> base::Status {
                    if (!isKeyringOpen)
                        return closed();
                    kept = QByteArray(value.constData(), value.size());
                    return {};
                },
                [this, closed]() -> base::Result<crypto::Secret> {
                    if (!isKeyringOpen)
                        return closed();
                    if (latest.isEmpty())
                        return base::notFound("no_such_secret", QStringLiteral("There is none."));
                    return crypto::Secret(latest);
                },
                [this, closed](const QByteArray& value) -> base::Status {
                    if (!isKeyringOpen)
                        return closed();
                    latest = QByteArray(value.constData(), value.size());
                    return {};
                }};
        }
        /// As a program that was started anew has it.
        [[nodiscard]] std::unique_ptr<Seals> anew()
        {
            return std::make_unique<Seals>(Seals::Tools{shop.folder.path(), shop.readers, shop.clock,
                shop.random, key(), [this](const QString& what) -> base::Status {
                    told << what;
                    return {};
                }});
        }
        [[nodiscard]] base::Status work(const QString& description = QStringLiteral("tea"))
        {
            return shop
                .write<int>([&](Database& database) -> base::Result<int> {
                    const qint64 now = shop.clock.nowUtcMs();
                    ZF_TRY(ledger::post(database,
                        ledger::simpleTransfer(QString::number(++posted), QStringLiteral("move"), description,
                            now, ledger::AccountPath::wechatBasic(), ledger::AccountPath::sales(),
                            Money::fen(5)),
                        now));
                    ZF_TRY(access::recordAudit(database, now, QStringLiteral("mei"), QStringLiteral("x"),
                        QString::number(posted), description));
                    return 0;
                })
                .map([](int) {});
        }
        /// A day with work, and its seal on the next morning.
        [[nodiscard]] base::Result<std::optional<backend::Seal>> day()
        {
            ZF_TRY(work());
            ZF_TRY(work());
            shop.clock.advance(base::kDayMs);
            return seals->make(Seals::When::dayIsOver);
        }
        [[nodiscard]] SealProof proof()
        {
            const auto found = shop.readers.read<SealProof>([&](Database& database) {
                return backend::verifySeals(database, shop.folder.path(), key());
            });
            SealProof none;
            if (!found)
                none.firstDifference = found.error().describe();
            return found ? *found : none;
        }
        [[nodiscard]] base::Result<bool> agree(QDate day, const QString& words)
        {
            return shop.readers.read<bool>([&](Database& database) {
                return backend::wordsAgree(database, shop.folder.path(), day, words);
            });
        }
        [[nodiscard]] QString file(QDate day) const
        {
            return shop.folder.filePath(QStringLiteral("seals/%1.json").arg(day.toString(Qt::ISODate)));
        }
        /// As somebody would who has the file and another program.
        [[nodiscard]] base::Status tamper(const QString& sql)
        {
            ZF_ASSIGN(const auto database, Database::open(shop.file(), Database::Access::readWrite));
            ZF_TRY(database->executeScript(QStringLiteral("PRAGMA foreign_keys=OFF")));
            for (const char* table : {"transfers", "entries", "audit"}) {
                for (const char* verb : {"UPDATE", "DELETE"})
                    ZF_TRY(database->executeScript(QStringLiteral("DROP TRIGGER IF EXISTS %1_no_%2")
                                                       .arg(QLatin1String(table), QLatin1String(verb))));
            }
            return database->executeScript(sql);
        }
        /// Whether the books are whole by themselves.
        [[nodiscard]] QString within() { return shop.proof().firstDifference; }
        [[nodiscard]] base::Status putBack(const QString& copy)
        {
            shop.writer.reset();
            for (const char* part : {"", "-wal", "-shm"})
                QFile::remove(shop.file() + QLatin1String(part));
            if (!QFile::copy(copy, shop.file()))
                return base::unavailable("disk_error", copy);
            ZF_ASSIGN(shop.writer, storage::Writer::start(shop.file()));
            return {};
        }
        [[nodiscard]] base::Status beginRecovery()
        {
            return shop
                .write<int>([&](Database& database) -> base::Result<int> {
                    ZF_TRY(
                        recovery::begin(database, {"restored", QStringLiteral("copy"), QStringLiteral("mei")},
                            shop.random, shop.clock.nowUtcMs()));
                    return 0;
                })
                .map([](int) {});
        }
        [[nodiscard]] base::Status confirmRecovery()
        {
            return shop
                .write<qint64>([](Database& database) {
                    return database.execute("UPDATE recovery SET state = 'confirmed'");
                })
                .map([](qint64) {});
        }
    };
    static QDate first() { return QDate(2025, 10, 9); }
    static QByteArray contentOf(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void put(const QString& name, const QByteArray& content)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(content), content.size());
    }

private Q_SLOTS:
    void aDayThatIsOverIsSealedOnce()
    {
        Sealed desk;
        QCOMPARE(desk.proof().state, State::none);
        REQUIRE(desk.work());
        auto seal = desk.seals->make(Seals::When::dayIsOver);
        REQUIRE(seal);
        QVERIFY(!*seal); // there were no books yesterday
        seal = desk.day();
        REQUIRE(seal);
        QVERIFY(*seal);
        QCOMPARE((*seal)->day, first());
        QCOMPARE((*seal)->number, 1);
        QVERIFY((*seal)->isFinal());
        QCOMPARE((*seal)->ledger.count, 3);
        QCOMPARE((*seal)->audit.count, 3);
        const QByteArray content = contentOf(desk.file(first()));
        QVERIFY(!content.isEmpty());
        QCOMPARE(QFileInfo(desk.file(first())).permissions() &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
            QFile::Permissions());
        QCOMPARE(QFileInfo(desk.shop.folder.filePath(QStringLiteral("seals"))).permissions() &
                     (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther),
            QFile::Permissions());
        REQUIRE(desk.work());
        seal = desk.anew()->make(Seals::When::dayIsOver);
        REQUIRE(seal);
        QVERIFY(!*seal);
        QCOMPARE(contentOf(desk.file(first())), content);
        const SealProof proof = desk.proof();
        QCOMPARE(proof.state, State::agree);
        QVERIFY(proof.isProven);
        QCOMPARE(proof.seals, 1);
        QCOMPARE(proof.latest->day, first());
    }

    /// A clean end keeps what there is of the day; its words are told when it is over.
    void theDayUnderWayIsSealedAtTheEnd()
    {
        Sealed desk;
        REQUIRE(desk.work());
        auto seal = desk.seals->make(Seals::When::cleanEnd);
        REQUIRE(seal);
        QVERIFY(!*seal); // nobody has read the key yet, and an end waits for no keyring
        REQUIRE(desk.seals->make(Seals::When::dayIsOver));
        seal = desk.seals->make(Seals::When::cleanEnd);
        REQUIRE(seal);
        QVERIFY(*seal && !(*seal)->isFinal());
        QCOMPARE(desk.proof().state, State::agree);
        QVERIFY(!desk.proof().latest);
        REQUIRE(desk.work()); // opened again
        seal = desk.seals->make(Seals::When::cleanEnd);
        REQUIRE(seal);
        QCOMPARE((*seal)->number, 1);
        QCOMPARE((*seal)->ledger.id, 2);
        seal = desk.day();
        REQUIRE(seal);
        QVERIFY(*seal && (*seal)->isFinal());
        QCOMPARE((*seal)->number, 1);
        QCOMPARE((*seal)->ledger.id, 4);
        REQUIRE(desk.seals->make(Seals::When::cleanEnd));
        QCOMPARE(desk.proof().seals, 2);
        QCOMPARE(desk.proof().latest->day, first());
        QCOMPARE(desk.proof().state, State::agree);
    }

    void whoeverRewritesTheBooksIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<bool>("again"); ///< and writes them anew, with fresh hashes
        QTest::addColumn<QString>("told");
        QTest::newRow("the last transfer is gone, and the end with it")
            << "DELETE FROM entries WHERE transfer_id = 6; DELETE FROM transfers WHERE id = 6; "
               "UPDATE ledger_head SET transfer_id = 5, hash = (SELECT hash FROM transfers WHERE id = 5); "
               "UPDATE accounts SET balance_fen = (SELECT SUM(amount_fen) FROM entries WHERE account_id = "
               "accounts.id)"
            << false << "transfer 6, which was sealed on 2025-10-11";
        QTest::newRow("the last entry is gone, and the end with it")
            << "DELETE FROM audit WHERE id = 6; UPDATE audit_head SET audit_id = 5, hash = (SELECT hash FROM "
               "audit WHERE id = 5)"
            << false << "entry 6 of the audit log, which was sealed on 2025-10-11";
        QTest::newRow("all transfers are others")
            << "DELETE FROM entries; DELETE FROM transfers; UPDATE accounts SET balance_fen = 0; UPDATE "
               "ledger_head SET transfer_id = 0, hash = ''"
            << true << "the transfers up to 6";
        QTest::newRow("all entries are others")
            << "DELETE FROM audit; UPDATE audit_head SET audit_id = 0, hash = ''" << true
            << "the entries of the audit log up to 6";
        QTest::newRow("there are none")
            << "DELETE FROM entries; DELETE FROM transfers; DELETE FROM accounts; UPDATE ledger_head SET "
               "transfer_id = 0, hash = ''"
            << false << "transfer 6, which was sealed on 2025-10-11";
    }
    void whoeverRewritesTheBooksIsFound()
    {
        QFETCH(QString, sql);
        QFETCH(bool, again);
        QFETCH(QString, told);
        Sealed desk;
        for (int day = 0; day < 3; ++day)
            REQUIRE(desk.day());
        QCOMPARE(desk.proof().state, State::agree);
        REQUIRE(desk.tamper(sql));
        desk.posted = again ? 100 : desk.posted;
        for (int i = 0; again && i < 6; ++i)
            REQUIRE(desk.work(QStringLiteral("coffee")));
        QCOMPARE(desk.within(), QString()); // nothing in the books themselves tells it
        const SealProof proof = desk.proof();
        QCOMPARE(proof.state, State::differ);
        QVERIFY2(proof.firstDifference.contains(told), qPrintable(proof.firstDifference));
        // And no other seal is made upon them.
        desk.shop.clock.advance(base::kDayMs);
        const auto next = desk.seals->make(Seals::When::dayIsOver);
        QVERIFY(!next);
        QCOMPARE(next.error().code, QStringLiteral("seals_differ"));
    }

    void whoeverChangesTheSealsIsFound_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to"); ///< both empty: the file is gone
        QTest::addColumn<int>("day");
        QTest::addColumn<QString>("told");
        QTest::newRow("one is gone") << ""
                                     << "" << 1 << "missing";
        QTest::newRow("the first is gone") << ""
                                           << "" << 0 << "missing";
        QTest::newRow("another end") << "\"id\":4"
                                     << "\"id\":3" << 1 << "2025-10-10";
        QTest::newRow("another time") << "\"sealed_at_ms\":176"
                                      << "\"sealed_at_ms\":175" << 2 << "changed";
        QTest::newRow("another number") << "\"number\":3"
                                        << "\"number\":4" << 2 << "missing";
        QTest::newRow("another day") << "\"day\":\"2025-10-11\""
                                     << "\"day\":\"2025-10-12\"" << 2 << "2025-10-11";
        QTest::newRow("set aside what does not fit") << "\"agrees_to\":2"
                                                     << "\"agrees_to\":1" << 2 << "changed";
        QTest::newRow("other words") << "\"words\":\""
                                     << "\"words\":\"zoo " << 2 << "not as it was made";
        QTest::newRow("a blank more") << "{"
                                      << "{ " << 1 << "not as it was made";
        QTest::newRow("no seal at all") << "{"
                                        << "[" << 1 << "not as it was made";
    }
    void whoeverChangesTheSealsIsFound()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, day);
        QFETCH(QString, told);
        Sealed desk;
        for (int i = 0; i < 3; ++i)
            REQUIRE(desk.day());
        const QString file = desk.file(first().addDays(day));
        const QByteArray before = contentOf(file);
        if (from.isEmpty()) {
            QVERIFY(QFile::remove(file));
        } else {
            QByteArray content = before;
            const qsizetype at = content.indexOf(from.toUtf8());
            QVERIFY(at >= 0);
            put(file, content.replace(at, from.size(), to.toUtf8()));
        }
        SealProof proof = desk.proof();
        QCOMPARE(proof.state, State::differ);
        QVERIFY2(proof.firstDifference.contains(told), qPrintable(proof.firstDifference));
        put(file, before);
        proof = desk.proof();
        QCOMPARE(proof.state, State::agree);
    }

    /// Seals of another shop, or all of them made anew by somebody without the shop's key.
    void sealsOfAnotherKeyAreFound()
    {
        Sealed desk;
        Sealed other;
        other.kept = QByteArray(32, 'k');
        for (int day = 0; day < 2; ++day) {
            REQUIRE(desk.day());
            REQUIRE(other.day());
        }
        for (int day = 0; day < 2; ++day)
            put(desk.file(first().addDays(day)), contentOf(other.file(first().addDays(day))));
        QCOMPARE(desk.proof().state, State::differ);
        QVERIFY(!desk.proof().isProven);
        QVERIFY(desk.proof().firstDifference.contains(QLatin1String("another key")));
        desk.shop.clock.advance(base::kDayMs);
        desk.seals = desk.anew();
        QVERIFY(!desk.seals->make(Seals::When::dayIsOver));
    }

    /// Where the keyring cannot be opened the books are held against the seals all the same, and it is said.
    void withoutTheKeyringNothingIsProven()
    {
        Sealed desk;
        REQUIRE(desk.day());
        desk.isKeyringOpen = false;
        QCOMPARE(desk.proof().state, State::agree);
        QVERIFY(!desk.proof().isProven);
        const auto seal = desk.anew()->make(Seals::When::dayIsOver);
        QVERIFY(!seal);
        QCOMPARE(seal.error().code, QStringLiteral("secrets_unavailable"));
    }

    /// A folder that is carried to another machine has no key there: the seals go on under a new one, which
    /// stands for those before.
    void theSealsGoOnWhereTheShopMoves()
    {
        Sealed desk;
        for (int day = 0; day < 2; ++day)
            REQUIRE(desk.day());
        desk.kept.clear();
        desk.latest.clear();
        desk.seals = desk.anew();
        QCOMPARE(desk.proof().state, State::agree);
        QVERIFY(!desk.proof().isProven);
        QCOMPARE(desk.told, QStringList());
        const auto seal = desk.day();
        REQUIRE(seal);
        QCOMPARE((*seal)->number, 3);
        QCOMPARE(desk.proof().state, State::agree);
        QVERIFY(desk.proof().isProven);
        // Which is said: so would somebody go on who made those before with a key of their own.
        QCOMPARE(desk.told.size(), 1);
        QVERIFY(
            desk.told.front().contains(QLatin1String("no key here of the seals up to that of 2025-10-10")));
        QCOMPARE(desk.proof().provenFrom, first().addDays(2));
        QByteArray content = contentOf(desk.file(first()));
        put(desk.file(first()), content.replace("\"count\":2", "\"count\":1"));
        QCOMPARE(desk.proof().state, State::differ);
    }

    /// Ended by force between the seal and its key, or between the books and the seal: nothing is wrong.
    void beingEndedInBetweenLeavesNothingWrong()
    {
        Sealed desk;
        REQUIRE(desk.day());
        REQUIRE(desk.work());
        desk.kept.clear(); // the folder was carried to another machine
        desk.shop.clock.advance(base::kDayMs);
        {
            Seals::Tools tools{desk.shop.folder.path(), desk.shop.readers, desk.shop.clock, desk.shop.random,
                {desk.key().read, [](const QByteArray&) -> base::Status {
                     return base::unavailable("secrets_unavailable", QStringLiteral("gone"));
                 }}};
            QVERIFY(!Seals(std::move(tools)).make(Seals::When::dayIsOver));
        }
        QVERIFY(QFile::exists(desk.file(first().addDays(1)))); // sealed, and ended before the key was kept
        QVERIFY(desk.kept.isEmpty());
        put(desk.file(first().addDays(2)) + QStringLiteral(".aBcDeF"), "{\"half"); // as QSaveFile leaves it
        QCOMPARE(desk.proof().state, State::agree);
        desk.seals = desk.anew();
        REQUIRE(desk.work()); // posted, and ended before anything was sealed
        const auto seal = desk.day();
        REQUIRE(seal);
        QCOMPARE((*seal)->number, 3);
        QVERIFY(!desk.kept.isEmpty());
        QCOMPARE(desk.proof().state, State::agree);
        QVERIFY(desk.proof().isProven);
    }

    /// Which was the newest is remembered where the key is.
    void sealsThatAreGoneAreMissed_data()
    {
        QTest::addColumn<int>("from"); ///< the days from this one on are gone
        QTest::newRow("the newest") << 2;
        QTest::newRow("some") << 1;
        QTest::newRow("all") << 0;
    }
    void sealsThatAreGoneAreMissed()
    {
        QFETCH(int, from);
        Sealed desk;
        for (int day = 0; day < 3; ++day)
            REQUIRE(desk.day());
        for (int day = from; day < 3; ++day)
            QVERIFY(QFile::remove(desk.file(first().addDays(day))));
        QCOMPARE(desk.proof().state, State::differ);
        QVERIFY(desk.proof().firstDifference.contains(QLatin1String("seal 3 was made, and is gone")));
        // They go on, and a person has been told.
        const auto seal = desk.day();
        REQUIRE(seal);
        QVERIFY(*seal);
        QCOMPARE((*seal)->number, from + 1);
        QCOMPARE(desk.told.size(), 1);
        QVERIFY(desk.told.front().contains(QLatin1String("seal 3 was made, and is gone")));
        QCOMPARE(desk.proof().state, State::agree);
        REQUIRE(desk.day());
        QCOMPARE(desk.told.size(), 1);
    }
    void aSealInPlaceOfTheNewestIsMissed()
    {
        Sealed desk;
        for (int day = 0; day < 2; ++day)
            REQUIRE(desk.day());
        // Made anew of other books, by somebody who had the key for a moment.
        QVERIFY(QFile::remove(desk.file(first().addDays(1))));
        const QByteArray latest = desk.latest;
        desk.shop.clock.set(desk.shop.clock.nowUtcMs() - 1000);
        REQUIRE(desk.seals->make(Seals::When::dayIsOver));
        desk.latest = latest;
        QCOMPARE(desk.proof().state, State::differ);
        QVERIFY(
            desk.proof().firstDifference.contains(QLatin1String("2025-10-10 is not the one that was made")));
    }

    /// A shop that was made while the clock was ahead has days before that, too.
    void aClockThatWasAheadAtFirst()
    {
        Sealed desk;
        const qint64 now = desk.shop.clock.nowUtcMs();
        desk.shop.clock.set(now + 400 * base::kDayMs);
        REQUIRE(desk.work());
        desk.shop.clock.set(now);
        const auto seal = desk.day();
        REQUIRE(seal);
        QVERIFY(*seal);
        QCOMPARE((*seal)->day, first());
        QCOMPARE(desk.proof().state, State::agree);
    }
    /// What was sealed after the copy is later than it, whatever the clock said when it was made.
    void aClockThatWasAheadWhenTheyWereCopied()
    {
        Sealed desk;
        REQUIRE(desk.day());
        const qint64 now = desk.shop.clock.nowUtcMs();
        desk.shop.clock.set(now + 400 * base::kDayMs);
        REQUIRE(desk.work());
        const QString copy = desk.shop.folder.filePath(QStringLiteral("copy.db"));
        REQUIRE(storage::backupTo(desk.shop.file(), copy, [] { return false; }));
        desk.shop.clock.set(now);
        for (int day = 0; day < 2; ++day)
            REQUIRE(desk.day());
        REQUIRE(desk.putBack(copy));
        REQUIRE(desk.beginRecovery());
        QCOMPARE(desk.proof().state, State::older);
        REQUIRE(desk.confirmRecovery());
        const auto seal = desk.day();
        REQUIRE(seal);
        QVERIFY(*seal);
        QCOMPARE(desk.proof().state, State::agree);
    }

    /// Whoever has the shop is asked to look.
    void whatIsWrongWithTheSealsIsATask()
    {
        harness::Shop shop;
        base::ManualClock steady(1'000);
        backend::SealTrouble trouble(*shop.writer, shop.clock, steady);
        const auto open = [&] {
            const auto codes =
                shop.readers.read<QStringList>([](Database& database) -> base::Result<QStringList> {
                    ZF_ASSIGN(
                        auto rows, database.query("SELECT code FROM tasks WHERE subject = 'shop:seals' AND "
                                                  "resolved_at IS NULL ORDER BY code"));
                    QStringList all;
                    while (rows.next())
                        all << rows.text(0);
                    return all;
                });
            return codes.value_or(QStringList{QStringLiteral("?")});
        };
        using Made = base::Result<std::optional<backend::Seal>>;
        const Made differs = base::damaged("seals_differ", QStringLiteral("transfer 6 is not in the books"));
        const Made fails = base::unavailable("secrets_unavailable", QStringLiteral("The keyring is locked."));
        const Made none = std::optional<backend::Seal>();
        const Made made = std::optional(backend::Seal());
        REQUIRE(trouble.heard(none));
        QCOMPARE(open(), QStringList());
        REQUIRE(trouble.heard(differs)); // at once
        QCOMPARE(open(), QStringList{QStringLiteral("seals_differ")});
        REQUIRE(trouble.heard(none)); // which has looked at nothing
        QCOMPARE(open(), QStringList{QStringLiteral("seals_differ")});
        REQUIRE(trouble.heard(made));
        QCOMPARE(open(), QStringList());
        REQUIRE(trouble.heard(fails)); // a keyring is often locked for a while
        steady.advance(backend::SealTrouble::kStoppedMs - 1);
        REQUIRE(trouble.heard(fails));
        QCOMPARE(open(), QStringList());
        steady.advance(1);
        REQUIRE(trouble.heard(fails));
        QCOMPARE(open(), QStringList{QStringLiteral("seals_stopped")});
        REQUIRE(trouble.heard(made));
        QCOMPARE(open(), QStringList());
        // What is passed over is asked once, and stands in the audit log.
        for (int i = 0; i < 2; ++i)
            REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
                ZF_TRY(
                    backend::tellOfSeals(database, QStringLiteral("seal 3 is gone"), shop.clock.nowUtcMs()));
                return 0;
            }));
        QCOMPARE(open(), QStringList{QStringLiteral("seals_changed")});
        const auto entries = shop.readers.read<qint64>([](Database& database) -> base::Result<qint64> {
            ZF_ASSIGN(
                auto rows, database.query("SELECT COUNT(*) FROM audit WHERE action = 'seals.passed_over'"));
            return rows.next() ? rows.number(0) : -1;
        });
        QCOMPARE(entries.value_or(-1), qint64(1));
    }

    void theClockMayBePutBack()
    {
        Sealed desk;
        for (int day = 0; day < 2; ++day)
            REQUIRE(desk.day());
        desk.shop.clock.set(desk.shop.clock.nowUtcMs() - 5 * base::kDayMs);
        const auto early = desk.day();
        REQUIRE(early);
        QCOMPARE((*early)->number, 3);
        QCOMPARE((*early)->day, first().addDays(-3));
        QCOMPARE(desk.proof().state, State::agree);
        desk.shop.clock.advance(2 * base::kDayMs); // a day comes again that has its seal
        const auto again = desk.day();
        REQUIRE(again);
        QVERIFY(!*again);
        for (int day = 0; day < 2; ++day)
            REQUIRE(desk.day());
        QCOMPARE(desk.proof().state, State::agree);
        QVERIFY(desk.proof().seals >= 4);
    }

    void booksThatWerePutBackAreOlderThanTheirSeals()
    {
        Sealed desk;
        REQUIRE(desk.day());
        const QString copy = desk.shop.folder.filePath(QStringLiteral("copy.db"));
        REQUIRE(storage::backupTo(desk.shop.file(), copy, [] { return false; }));
        for (int day = 0; day < 2; ++day)
            REQUIRE(desk.day());
        REQUIRE(desk.putBack(copy));
        QCOMPARE(desk.proof().state, State::differ); // nobody has said so
        desk.shop.clock.advance(1000);
        REQUIRE(desk.beginRecovery());
        SealProof proof = desk.proof();
        QCOMPARE(proof.state, State::older);
        QVERIFY(proof.firstDifference.contains(QLatin1String("older than their seal of 2025-10-11")));
        QCOMPARE(proof.setAside, 2);
        QCOMPARE(proof.latest->day, first());
        auto seal = desk.day();
        REQUIRE(seal);
        QVERIFY(!*seal); // not before a person has confirmed it
        REQUIRE(desk.confirmRecovery());
        seal = desk.day();
        REQUIRE(seal);
        QCOMPARE((*seal)->number, 4);
        QCOMPARE((*seal)->agreesTo, 1);
        QCOMPARE(desk.told.size(), 1); // it will show no more that they were older
        QVERIFY(desk.told.front().contains(QLatin1String("older than their seal of 2025-10-11")));
        proof = desk.proof();
        QCOMPARE(proof.state, State::agree);
        QCOMPARE(proof.setAside, 2);
        // They grow past what was sealed before, and are still not those.
        for (int day = 0; day < 3; ++day)
            REQUIRE(desk.day());
        QCOMPARE(desk.proof().state, State::agree);
        // A second time, to between the first and now.
        REQUIRE(storage::backupTo(desk.shop.file(), copy + QLatin1Char('2'), [] { return false; }));
        REQUIRE(desk.day());
        REQUIRE(desk.putBack(copy + QLatin1Char('2')));
        desk.shop.clock.advance(1000);
        REQUIRE(desk.beginRecovery());
        proof = desk.proof();
        QCOMPARE(proof.state, State::older);
        QCOMPARE(proof.setAside, 3);
    }

    /// Books put back twice before a day is sealed: what was sealed before the first time is of books that
    /// ended there, although it is earlier than the backup that the second time was made from.
    void booksThatWerePutBackTwiceAreOlderThanTheSealsOfBeforeTheFirstTime()
    {
        Sealed desk;
        REQUIRE(desk.day());
        const QString copy = desk.shop.folder.filePath(QStringLiteral("copy.db"));
        REQUIRE(storage::backupTo(desk.shop.file(), copy, [] { return false; }));
        REQUIRE(desk.day());
        REQUIRE(desk.putBack(copy));
        desk.shop.clock.advance(1000);
        REQUIRE(desk.beginRecovery());
        for (int times = 0; times < 20; ++times) // well past what was sealed of the books before
            REQUIRE(desk.work());
        REQUIRE(storage::backupTo(desk.shop.file(), copy + QLatin1Char('2'), [] { return false; }));
        desk.shop.clock.advance(1000);
        REQUIRE(desk.work());
        REQUIRE(desk.putBack(copy + QLatin1Char('2')));
        desk.shop.clock.advance(1000);
        REQUIRE(desk.beginRecovery());
        SealProof proof = desk.proof();
        QCOMPARE(proof.firstDifference,
            QStringLiteral("the books were put back, and are older than their seal of 2025-10-10"));
        QCOMPARE(proof.state, State::older);
        QCOMPARE(proof.setAside, 1);
        REQUIRE(desk.confirmRecovery());
        REQUIRE(desk.day());
        QCOMPARE(desk.proof().state, State::agree);
        // What every backup had must still be as it was sealed at first.
        REQUIRE(desk.tamper(QStringLiteral("UPDATE transfers SET hash = 'x' WHERE id = 2")));
        QCOMPARE(desk.proof().state, State::differ);
    }

    /// A seal that is later than all that was written down, or than the clock of the backup, is no later than
    /// the backup for that.
    void noClockExcusesWhatTheBackupHad_data()
    {
        QTest::addColumn<qint64>("beforeTheSealMs");
        QTest::addColumn<qint64>("afterTheSealMs");
        QTest::newRow("sealed at a clean end, with nothing after the last that was written")
            << qint64(5000) << qint64(0);
        QTest::newRow("sealed while the clock was ahead") << 3 * base::kDayMs << -2 * base::kDayMs;
    }
    void noClockExcusesWhatTheBackupHad()
    {
        QFETCH(qint64, beforeTheSealMs);
        QFETCH(qint64, afterTheSealMs);
        Sealed desk;
        REQUIRE(desk.day());
        REQUIRE(desk.work());
        desk.shop.clock.advance(beforeTheSealMs);
        const auto seal = desk.seals->make(Seals::When::cleanEnd);
        REQUIRE(seal);
        QVERIFY(*seal);
        desk.shop.clock.advance(afterTheSealMs);
        const QString copy = desk.shop.folder.filePath(QStringLiteral("copy.db"));
        for (const char* time : {"1", "2"}) { // the second backup is of the books that the first became
            REQUIRE(storage::backupTo(desk.shop.file(), copy + QLatin1String(time), [] { return false; }));
            REQUIRE(desk.putBack(copy + QLatin1String(time)));
            REQUIRE(desk.beginRecovery());
            desk.shop.clock.advance(base::kDayMs);
            REQUIRE(desk.work());
        }
        QCOMPARE(desk.proof().state, State::agree);
        REQUIRE(desk.tamper(
            QStringLiteral("UPDATE transfers SET hash = 'x' WHERE id = %1").arg((*seal)->ledger.id)));
        QCOMPARE(desk.proof().state, State::differ);
    }

    /// The second time excuses nothing that the first backup had.
    void whatIsBeforeTheFirstBackupMustAgreeAlsoAfterTheSecond()
    {
        Sealed desk;
        for (int day = 0; day < 2; ++day)
            REQUIRE(desk.day());
        for (int times = 0; times < 2; ++times) {
            REQUIRE(desk.work());
            desk.shop.clock.advance(1000);
            REQUIRE(desk.beginRecovery());
        }
        QCOMPARE(desk.proof().state, State::agree);
        REQUIRE(desk.tamper(QStringLiteral("UPDATE transfers SET hash = 'x' WHERE id = 2")));
        QCOMPARE(desk.proof().state, State::differ);
        QVERIFY(desk.proof().firstDifference.contains(QLatin1String("2025-10-09")));
    }

    /// That they were put back excuses nothing from before the backup.
    void whatIsBeforeTheBackupMustAgree()
    {
        Sealed desk;
        for (int day = 0; day < 2; ++day)
            REQUIRE(desk.day());
        REQUIRE(desk.work());
        REQUIRE(desk.beginRecovery());
        QCOMPARE(desk.proof().state, State::agree);
        REQUIRE(desk.tamper(QStringLiteral("UPDATE transfers SET hash = 'x' WHERE id = 2")));
        QCOMPARE(desk.proof().state, State::differ);
        QVERIFY(desk.proof().firstDifference.contains(QLatin1String("2025-10-09")));
    }

    void wordsThatWereWrittenDown()
    {
        Sealed desk;
        REQUIRE(desk.day());
        const SealWords words = desk.proof().latest->words();
        const QString english = words.toText(SealWords::Language::english);
        const QString chinese = words.toText(SealWords::Language::chinese);
        QCOMPARE(english.split(QLatin1Char(' ')).size(), 6);
        QCOMPARE(chinese.split(QLatin1Char(' ')).size(), 3);
        REQUIRE(desk.day());
        for (const QString& written : {english, chinese, english.toUpper(),
                 QStringLiteral("  ") + QString(english).replace(QLatin1Char(' '), QStringLiteral(",\n")),
                 QString(chinese).remove(QLatin1Char(' ')),
                 QString(chinese).replace(QLatin1Char(' '), QChar(0x3000)),
                 QChar(0x3000) + QString(chinese).replace(QLatin1Char(' '), QChar(0x3001)) + QChar(0x3002),
                 QString(english).replace(QLatin1Char(' '), QChar(0x00a0)),
                 QString(english).replace(QLatin1Char(' '), QStringLiteral("\u2003\u200b"))}) {
            const auto agree = desk.agree(first(), written);
            REQUIRE(agree);
            QVERIFY2(*agree, qPrintable(written));
        }
        auto agree = desk.agree(first().addDays(1), english);
        REQUIRE(agree);
        QVERIFY(!*agree); // of another day
        for (const QString& wrong : {QString(), QStringLiteral("one two"), english + QStringLiteral(" zoo"),
                 english.section(QLatin1Char(' '), 0, 4) + QStringLiteral(" qwerty"),
                 QString(QChar(0xd83c))}) {
            agree = desk.agree(first(), wrong);
            QVERIFY(!agree);
            QCOMPARE(agree.error().code, QStringLiteral("invalid_words"));
        }
        agree = desk.agree(first().addDays(7), english);
        QVERIFY(!agree);
        QCOMPARE(agree.error().code, QStringLiteral("no_seal"));
        // Whoever has the key and the folder can make everything anew, but not the words on paper.
        REQUIRE(desk.tamper(
            QStringLiteral("DELETE FROM entries; DELETE FROM transfers; UPDATE accounts SET "
                           "balance_fen = 0; UPDATE ledger_head SET transfer_id = 0, hash = ''")));
        QVERIFY(QDir(desk.shop.folder.filePath(QStringLiteral("seals"))).removeRecursively());
        desk.shop.clock.set(desk.shop.clock.nowUtcMs() - 2 * base::kDayMs);
        desk.posted = 100;
        REQUIRE(desk.day());
        QCOMPARE(desk.within(), QString());
        QCOMPARE(desk.proof().state, State::agree);
        agree = desk.agree(first(), english);
        REQUIRE(agree);
        QVERIFY(!*agree);
    }

    /// Places of the list, from the first bits on.
    void wordsAreTheFirstBits()
    {
        QCOMPARE(SealWords::of(QByteArray(32, '\0')).toText(SealWords::Language::english),
            QStringLiteral("abandon abandon abandon abandon abandon abandon"));
        QCOMPARE(SealWords::of(QByteArray(32, '\xff')).toText(SealWords::Language::english),
            QStringLiteral("zoo zoo zoo zoo zoo zoo"));
        QCOMPARE(SealWords::of(QByteArray::fromHex("00200400")).toText(SealWords::Language::english),
            QStringLiteral("ability ability abandon abandon abandon abandon"));
    }
};

ZHANGFANG_TEST(SealsTest)
#include "seals_test.moc"
