#include "access/audit.h"
#include "crypto/crypto.h"
#include "harness/older_books.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "reports/audit_log.h"
#include "storage/migrations.h"

#include <array>
#include <QFile>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace zhangfang;
using storage::Database;

/// Who did what, in a chain that tells when somebody has changed it.
class AuditTest : public QObject
{
    Q_OBJECT

    struct Record {
        QString actor, action, subject, detail;
    };
    static constexpr qint64 kAt = 1'760'000'000'000;

    static base::Status run(harness::Shop& shop, const std::function<base::Status(Database&)>& act)
    {
        return shop
            .write<int>([&](Database& database) -> base::Result<int> {
                ZF_TRY(act(database));
                return 0;
            })
            .map([](int) {});
    }
    static base::Status record(harness::Shop& shop, const Record& what)
    {
        return run(shop, [&](Database& database) {
            return access::recordAudit(database, kAt, what.actor, what.action, what.subject, what.detail);
        });
    }
    static QString difference(harness::Shop& shop)
    {
        const auto proof = shop.readers.read<access::AuditProof>(
            [](Database& database) { return access::verifyAudit(database); });
        return proof ? proof->firstDifference : proof.error().describe();
    }
    static QString lastHash(harness::Shop& shop)
    {
        return shop.readers
            .read<QString>([](Database& database) -> base::Result<QString> {
                ZF_ASSIGN(auto rows, database.query("SELECT hash FROM audit ORDER BY id DESC LIMIT 1"));
                return rows.next() ? rows.text(0) : QString();
            })
            .value_or(QString());
    }
    /// As entries were hashed at first.
    static QString oldHash(const QString& previous, const Record& what)
    {
        const QStringList parts{
            previous, QString::number(kAt), what.actor, what.action, what.subject, what.detail};
        return QString::fromLatin1(crypto::sha256(parts.join(QChar(0x1f)).toUtf8()).toHex());
    }
    /// Books as an earlier program left them, with `entries` entries, opened by this one.
    static base::Status upgraded(harness::Shop& shop, int entries)
    {
        shop.writer.reset();
        for (const char* part : {"", "-wal", "-shm"})
            QFile::remove(shop.file() + QLatin1String(part));
        ZF_TRY(harness::makeOlderBooks(shop.file(), 12));
        ZF_ASSIGN(const auto database, Database::open(shop.file(), Database::Access::readWrite));
        QString hash;
        for (int i = 0; i < entries; ++i) {
            const Record what{QStringLiteral("mei"), QStringLiteral("wallet.credited"), QString::number(i),
                QStringLiteral("5.00 开业")};
            hash = oldHash(hash, what);
            ZF_TRY(database->execute("INSERT INTO audit (at, actor, action, subject, detail, hash) "
                                     "VALUES (:at, :actor, :action, :subject, :detail, :hash)",
                {{":at", kAt}, {":actor", what.actor}, {":action", what.action}, {":subject", what.subject},
                    {":detail", what.detail}, {":hash", hash}}));
        }
        ZF_TRY(storage::migrate(*database));
        ZF_ASSIGN(shop.writer, storage::Writer::start(shop.file()));
        return {};
    }
    static base::Result<std::vector<reports::AuditRow>> listed(
        harness::Shop& shop, const QString& search, qint64 before = 0, int limit = 100)
    {
        return shop.readers.read<std::vector<reports::AuditRow>>(
            [&](Database& database) { return reports::listAudit(database, {search}, before, limit); });
    }

private Q_SLOTS:
    void twoRecordsNeverHashAlike_data()
    {
        QTest::addColumn<QStringList>("one");
        QTest::addColumn<QStringList>("other");
        // '~' stands for what stood between the fields when they were hashed.
        const auto row = [](const char* name, const char* one, const char* other) {
            const auto fields = [](const char* text) {
                return QString::fromLatin1(text)
                    .replace(QLatin1Char('~'), QChar(0x1f))
                    .split(QLatin1Char('|'));
            };
            QTest::newRow(name) << fields(one) << fields(other);
        };
        row("actor and action", "a~b|c|d|e", "a|b~c|d|e");
        row("action and subject", "a|b~|c|d", "a|b|~c|d");
        row("subject and detail", "a|b|c|~~", "a|b|c~|~");
        row("over three fields", "a~b~c|d|e|f", "a|b|c~d~e|f");
    }
    void twoRecordsNeverHashAlike()
    {
        QFETCH(QStringList, one);
        QFETCH(QStringList, other);
        const Record first{one[0], one[1], one[2], one[3]};
        const Record second{other[0], other[1], other[2], other[3]};
        QCOMPARE(oldHash({}, first), oldHash({}, second)); // which is what was wrong
        harness::Shop shops[2];
        REQUIRE(record(shops[0], first));
        REQUIRE(record(shops[1], second));
        QVERIFY(!lastHash(shops[0]).isEmpty());
        QVERIFY(lastHash(shops[0]) != lastHash(shops[1]));
        for (harness::Shop& shop : shops)
            QCOMPARE(difference(shop), QString());
    }

    void whatIsWrittenVerifies_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("Chinese") << QStringLiteral("退款 ¥5.00");
        QTest::newRow("an emoji") << QString::fromUtf8("\xF0\x9F\x8D\xB5");
        QTest::newRow("half an emoji") << QString(QChar(0xd83c));
        QTest::newRow("the other half first") << QString(QChar(0xdf75)) + QChar(0xd83c);
        QTest::newRow("a mark of byte order first") << QString(QChar(0xfeff)) + QStringLiteral("x");
        QTest::newRow("a swapped one") << QString(QChar(0xfffe)) + QStringLiteral("x");
        QTest::newRow("two of them") << QString(2, QChar(0xfeff)) + QStringLiteral("x");
        QTest::newRow("one inside") << QStringLiteral("x") + QChar(0xfeff);
        QTest::newRow("no character") << QStringLiteral("x") + QChar(0xffff) + QChar(0xfffe);
        QTest::newRow("a zero") << QStringLiteral("x") + QChar(0) + QStringLiteral("y");
        QTest::newRow("control characters") << QStringLiteral("\x1f\n\r\t:");
        QTest::newRow("long") << QString(100'000, QLatin1Char('x'));
    }
    void whatIsWrittenVerifies()
    {
        QFETCH(QString, text);
        harness::Shop shop;
        for (int i = 0; i < 2; ++i)
            REQUIRE(record(shop, {text, text, text, text}));
        QCOMPARE(difference(shop), QString());
    }

    /// No text runs over into the next, whatever is in it: one character moved over each border is another
    /// hash.
    void everyFieldHasItsLength()
    {
        using Entry = access::AuditEntry;
        constexpr std::array<QString Entry::*, 11> kFields{&Entry::actor, &Entry::command, &Entry::subject,
            &Entry::detail, &Entry::actorKind, &Entry::role, &Entry::face, &Entry::machine, &Entry::input,
            &Entry::key, &Entry::changed};
        QSet<QString> hashes;
        int entries = 0;
        const auto add = [&](const Entry& entry) {
            harness::Shop shop;
            REQUIRE(run(shop, [&](Database& database) {
                return access::record(database, kAt, entry).map([](access::AuditId) {});
            }));
            QCOMPARE(difference(shop), QString());
            hashes << lastHash(shop);
            ++entries;
        };
        const QString text = QStringLiteral("1:x\n\x1f");
        for (size_t at = 0; at < kFields.size(); ++at) {
            Entry one; // all of it in one field, and then parted over two
            one.*kFields[at] = text + text;
            add(one);
            Entry other;
            other.*kFields[at] = text;
            other.*kFields[(at + 1) % kFields.size()] = text;
            add(other);
        }
        QCOMPARE(hashes.size(), entries);
    }

    void aWholeCommandIsKept()
    {
        harness::Shop shop;
        const access::AuditEntry entry{QStringLiteral("operator"), QStringLiteral("mei"),
            QStringLiteral("owner"), QStringLiteral("window"), QStringLiteral("till-1"),
            QStringLiteral("withdrawal.approved"), QStringLiteral("7"), QStringLiteral("5.00"),
            QStringLiteral("{\"id\":7}"), QStringLiteral("k1"), QStringLiteral("{\"transfers\":[3]}")};
        const auto written = shop.write<qint64>([&](Database& database) -> base::Result<qint64> {
            ZF_ASSIGN(const auto next, access::nextAuditId(database));
            ZF_ASSIGN(const auto id, access::record(database, kAt, entry));
            return id == next ? id.value() : -1;
        });
        REQUIRE(written);
        QCOMPARE(*written, 1);
        const auto rows = listed(shop, {});
        REQUIRE(rows);
        const reports::AuditRow& row = rows->front();
        QCOMPARE((QStringList{row.actorKind, row.actor, row.role, row.face, row.machine, row.action,
                     row.subject, row.detail, row.input, row.actKey, row.changed}),
            (QStringList{entry.actorKind, entry.actor, entry.role, entry.face, entry.machine, entry.command,
                entry.subject, entry.detail, entry.input, entry.key, entry.changed}));
    }

    /// One person's entries, or those about one thing, in pages, along an index.
    void oneActorsEntriesAreListed()
    {
        harness::Shop shop;
        REQUIRE(run(shop, [](Database& database) -> base::Status {
            for (int i = 1; i <= 200; ++i)
                ZF_TRY(access::recordAudit(database, kAt,
                    i % 2 == 0 ? QStringLiteral("mei") : QStringLiteral("lin"), QStringLiteral("x"),
                    QString::number(i % 10), i == 44 ? QStringLiteral("茶") : QString()));
            return {};
        }));
        const auto of = [&](const reports::AuditOf& wanted, const QString& search, qint64 before, int limit) {
            QStringList ids;
            const auto rows = shop.readers.read<std::vector<reports::AuditRow>>([&](Database& database) {
                return reports::listAudit(database, {search}, before, limit, wanted);
            });
            for (const auto& row : *rows)
                ids << QString::number(row.key.id);
            return ids.join(QLatin1Char(' '));
        };
        QCOMPARE(of({QStringLiteral("mei"), {}}, {}, 0, 3), QStringLiteral("200 198 196"));
        QCOMPARE(of({QStringLiteral("mei"), {}}, {}, 196, 2), QStringLiteral("194 192"));
        QCOMPARE(of({{}, QStringLiteral("4")}, {}, 0, 2), QStringLiteral("194 184"));
        QCOMPARE(of({QStringLiteral("lin"), QStringLiteral("4")}, {}, 0, 9), QString());
        QCOMPARE(of({QStringLiteral("mei"), QStringLiteral("4")}, {}, 24, 9), QStringLiteral("14 4"));
        QCOMPARE(of({QStringLiteral("mei"), {}}, QStringLiteral("茶"), 0, 9), QStringLiteral("44"));
        QCOMPARE(of({QStringLiteral("Mei"), {}}, {}, 0, 9), QString());
        // The connection that has read all this knows the statements.
        const auto statements =
            shop.readers.read<QStringList>([](Database& database) -> base::Result<QStringList> {
                QStringList all;
                for (const char* sql : database.statements()) {
                    if (QByteArrayView(sql).indexOf("FROM audit WHERE actor") >= 0 ||
                        QByteArrayView(sql).indexOf("FROM audit WHERE subject") >= 0)
                        all << QString::fromLatin1(sql);
                }
                return all;
            });
        REQUIRE(statements);
        QCOMPARE(statements->size(), 2);
        {
            QSqlDatabase connection =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("audit plans"));
            connection.setDatabaseName(shop.file());
            QVERIFY(connection.open());
            for (const QString& statement : *statements) {
                QSqlQuery explain(connection);
                QVERIFY(explain.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + statement) && explain.exec());
                QVERIFY(explain.next());
                const QString step = explain.value(3).toString();
                QVERIFY2(
                    step.startsWith(QLatin1String("SEARCH audit USING INDEX audit_by_")), qPrintable(step));
                QVERIFY(!explain.next());
            }
        }
        QSqlDatabase::removeDatabase(QStringLiteral("audit plans"));
    }

    void anEarlierChainGoesOn_data()
    {
        QTest::addColumn<int>("before");
        QTest::newRow("none") << 0;
        QTest::newRow("one") << 1;
        QTest::newRow("some") << 5;
    }
    void anEarlierChainGoesOn()
    {
        QFETCH(int, before);
        harness::Shop shop;
        REQUIRE(upgraded(shop, before));
        QCOMPARE(difference(shop), QString());
        for (int i = 0; i < 3; ++i)
            REQUIRE(record(shop, {QStringLiteral("mei"), QStringLiteral("x"), QString::number(i), {}}));
        QCOMPARE(difference(shop), QString());
        const auto proof = shop.readers.read<access::AuditProof>(
            [](Database& database) { return access::verifyAudit(database); });
        REQUIRE(proof);
        QCOMPARE(proof->entries, before + 3);
    }

    void whatIsChangedIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("told");
        const auto row = [](const char* name, const char* sql, const char* told) {
            QTest::newRow(name) << QString::fromLatin1(sql) << QString::fromLatin1(told);
        };
        row("an earlier entry", "UPDATE audit SET detail = '50.00' WHERE id = 2", "entry 2 ");
        row("who", "UPDATE audit SET actor = 'nobody' WHERE id = 5", "entry 5 ");
        row("what", "UPDATE audit SET action = 'nothing' WHERE id = 5", "entry 5 ");
        row("to what", "UPDATE audit SET subject = '9' WHERE id = 6", "entry 6 ");
        row("the detail", "UPDATE audit SET detail = detail || ' ' WHERE id = 6", "entry 6 ");
        row("when", "UPDATE audit SET at = at + 1 WHERE id = 4", "entry 4 ");
        row("the hash", "UPDATE audit SET hash = 'x' WHERE id = 4", "entry 4 ");
        row("one is gone", "DELETE FROM audit WHERE id = 5", "entry 5 is missing");
        row("the first is gone", "DELETE FROM audit WHERE id = 1", "entry 2 ");
        row("the last is gone", "DELETE FROM audit WHERE id = 6", "last entries");
        row("all are gone", "DELETE FROM audit", "last entries");
        row("called an earlier one", "UPDATE audit SET form = 1 WHERE id = 6", "entry 6 ");
        row("called a later one", "UPDATE audit SET form = 2 WHERE id = 2", "entry 2 ");
        row("called one of between", "UPDATE audit SET form = 2 WHERE id = 6", "entry 6 ");
        row("from where", "UPDATE audit SET machine = 'other' WHERE id = 5", "entry 5 ");
        row("which face", "UPDATE audit SET face = 'api' WHERE id = 5", "entry 5 ");
        row("what was asked", "UPDATE audit SET input = '{}' WHERE id = 5", "entry 5 ");
        row("what it changed", "UPDATE audit SET changed = '{}' WHERE id = 5", "entry 5 ");
        row("its key", "UPDATE audit SET act_key = 'k' WHERE id = 5", "entry 5 ");
        row("the role", "UPDATE audit SET role = 'owner' WHERE id = 5", "entry 5 ");
        row("what kind of actor", "UPDATE audit SET actor_kind = 'system' WHERE id = 5", "entry 5 ");
        row("said of an old one", "UPDATE audit SET role = 'owner' WHERE id = 2", "entry 2 ");
        row("one too many",
            "INSERT INTO audit (id, at, actor, action, subject, detail, hash) "
            "VALUES (7, 1, 'a', 'b', 'c', 'd', 'e')",
            "entry 7 ");
    }
    /// A program of before, still running when these books were brought up to date, is refused whole: it
    /// would leave the end of the chain where it was, and nobody could write any more.
    void aProgramOfBeforeIsRefused()
    {
        harness::Shop shop;
        REQUIRE(upgraded(shop, 3));
        const auto written = run(shop, [](Database& database) {
            return database
                .execute("INSERT INTO audit (at, actor, action, subject, detail, hash) "
                         "VALUES (1, 'mei', 'withdrawal.approved', '7', '', 'h')")
                .map([](qint64) {});
        });
        QVERIFY(!written);
        QVERIFY2(written.error().message.contains(QStringLiteral("start the program anew")),
            qPrintable(written.error().message));
        REQUIRE(record(shop, {QStringLiteral("mei"), QStringLiteral("x"), QStringLiteral("1"), {}}));
        QCOMPARE(difference(shop), QString());
    }
    void whatIsChangedIsFound()
    {
        QFETCH(QString, sql);
        QFETCH(QString, told);
        harness::Shop shop;
        REQUIRE(upgraded(shop, 3));
        for (int i = 0; i < 3; ++i)
            REQUIRE(record(shop, {QStringLiteral("mei"), QStringLiteral("x"), QString::number(i), {}}));
        QCOMPARE(difference(shop), QString());
        QVERIFY(!run(shop, [](Database& database) {
            return database.execute("UPDATE audit SET detail = 'x' WHERE id = 4").map([](qint64) {});
        })); // nobody changes it by an oversight
        shop.writer.reset();
        {
            const auto database = Database::open(shop.file(), Database::Access::readWrite);
            REQUIRE(database);
            REQUIRE((*database)->executeScript(QStringLiteral(
                "DROP TRIGGER audit_no_UPDATE; DROP TRIGGER audit_no_DELETE; DROP TRIGGER audit_no_older")));
            REQUIRE((*database)->executeScript(sql));
        }
        QVERIFY2(difference(shop).contains(told), qPrintable(difference(shop)));
    }

    void theWalkIsToldOfAndCanBeStopped()
    {
        harness::Shop shop;
        REQUIRE(run(shop, [](Database& database) -> base::Status {
            for (int i = 0; i < 20'000; ++i)
                ZF_TRY(
                    access::recordAudit(database, kAt, QStringLiteral("mei"), QStringLiteral("x"), {}, {}));
            return {};
        }));
        std::vector<qint64> heard;
        const auto walk = [&](ledger::Continue answer) {
            heard.clear();
            return shop.readers.read<access::AuditProof>([&](Database& database) {
                return access::verifyAudit(database, [&](qint64 entries) {
                    heard.push_back(entries);
                    return answer;
                });
            });
        };
        REQUIRE(walk(ledger::Continue::yes));
        QCOMPARE(heard, (std::vector<qint64>{10'000, 20'000}));
        const auto stopped = walk(ledger::Continue::no);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, QStringLiteral("cancelled"));
        QCOMPARE(heard.size(), 1U);
    }

    void itIsSearched_data()
    {
        QTest::addColumn<QString>("search");
        QTest::addColumn<QString>("found"); ///< subjects, the newest first
        QTest::newRow("nothing") << ""
                                 << "s5 s4 s3 s2 s1";
        QTest::newRow("blanks") << "  "
                                << "s5 s4 s3 s2 s1";
        QTest::newRow("an actor") << "lin"
                                  << "s2";
        QTest::newRow("an action") << "setting."
                                   << "s5 s3";
        QTest::newRow("a subject") << "s4"
                                   << "s4";
        QTest::newRow("a detail") << "龙井"
                                  << "s1";
        QTest::newRow("other case") << "LIN"
                                    << "s2";
        QTest::newRow("other case the other way") << "vip"
                                                  << "s4";
        QTest::newRow("a percent sign") << "50%"
                                        << "s2";
        QTest::newRow("an underscore") << "a_b"
                                       << "s3";
        QTest::newRow("a backslash") << "\\"
                                     << "s5";
        QTest::newRow("nobody") << "zhao"
                                << "";
    }
    void itIsSearched()
    {
        QFETCH(QString, search);
        QFETCH(QString, found);
        harness::Shop shop;
        const char* const entries[][4] = {{"mei", "wallet.credited", "s1", "龙井"},
            {"lin", "wallet.debited", "s2", "50% off"}, {"mei", "setting.changed", "s3", "a_b"},
            {"mei", "order.refunded", "s4", "VIP 50 axb"}, {"mei", "setting.changed", "s5", "c:\\x"}};
        for (const auto& entry : entries)
            REQUIRE(record(shop, {QString::fromUtf8(entry[0]), QString::fromUtf8(entry[1]),
                                     QString::fromUtf8(entry[2]), QString::fromUtf8(entry[3])}));
        const auto all = listed(shop, search);
        REQUIRE(all);
        QStringList subjects;
        for (const auto& row : *all)
            subjects << row.subject;
        QCOMPARE(subjects.join(QLatin1Char(' ')), found);
        // The pages of the window hold the same, the oldest first.
        const auto page = shop.readers.read<std::vector<reports::AuditRow>>(
            [&](Database& database) { return reports::auditPage(database, {search}, {}); });
        REQUIRE(page);
        QCOMPARE(page->size(), all->size());
        for (size_t i = 0; i < page->size(); ++i)
            QCOMPARE((*page)[i].subject, (*all)[all->size() - 1 - i].subject);
        const auto index = shop.readers.read<reports::PageIndex>(
            [&](Database& database) { return reports::indexAudit(database, {search}); });
        REQUIRE(index);
        QCOMPARE(index->rows, static_cast<qint64>(all->size()));
    }

    void itComesInPages()
    {
        constexpr int kEntries = 3 * reports::kPageRows / 2;
        harness::Shop shop;
        const auto add = [&](int count) {
            return run(shop, [count](Database& database) -> base::Status {
                for (int i = 0; i < count; ++i)
                    ZF_TRY(access::recordAudit(database, kAt,
                        i % 2 == 0 ? QStringLiteral("mei") : QStringLiteral("lin"), QStringLiteral("x"),
                        QString::number(i), {}));
                return {};
            });
        };
        REQUIRE(add(kEntries));
        const auto index = [&](const QString& search, const reports::PageIndex& known) {
            return shop.readers
                .read<reports::PageIndex>(
                    [&](Database& database) { return reports::indexAudit(database, {search}, known); })
                .value_or(reports::PageIndex{});
        };
        reports::PageIndex known = index({}, {});
        QCOMPARE(known.rows, kEntries);
        QCOMPARE(known.starts.size(), 2U);
        QCOMPARE(known.starts[1].id, reports::kPageRows + 1);
        REQUIRE(add(kEntries));
        QCOMPARE(index({}, known), index({}, {}));
        known = index(QStringLiteral("lin"), {});
        QCOMPARE(known.rows, kEntries);
        const auto newest = shop.readers.read<reports::PageIndex>(
            [&](Database& database) { return reports::newestAudit(database, {QStringLiteral("lin")}); });
        REQUIRE(newest);
        QCOMPARE(newest->rows, reports::kPageRows);
        // From the newest back, one list after the other, each entry once.
        QList<qint64> seen;
        for (qint64 before = 0;;) {
            const auto part = listed(shop, QStringLiteral("lin"), before, 100);
            REQUIRE(part);
            if (part->empty())
                break;
            for (const auto& row : *part)
                seen << row.key.id;
            before = part->back().key.id;
        }
        QCOMPARE(seen.size(), kEntries);
        QVERIFY(std::is_sorted(seen.rbegin(), seen.rend()));
        QVERIFY(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
    }
};

ZHANGFANG_TEST(AuditTest)
#include "audit_test.moc"
