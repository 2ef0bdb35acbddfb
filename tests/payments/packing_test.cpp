#include "base/calendar.h"
#include "crypto/crypto.h"
#include "harness/received.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "payments/inbox.h"
#include "payments/inbox_packing.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace zhangfang;

/// The bodies of notifications are kept for a while, and their hashes for ever.
class PackingTest : public QObject
{
    Q_OBJECT
    struct Kept {
        QByteArray body;
        QString hash;
    };
    static base::Status came(
        harness::Shop& shop, const QString& id, const QByteArray& body, qint64 atUtcMs, const char* outcome)
    {
        return shop
            .write<qint64>([&](storage::Database& database) {
                return database.execute(
                    "INSERT INTO inbox (event_id, event_type, received_at, body, outcome, note) "
                    "VALUES (:id, 'TRANSACTION.SUCCESS', :at, :body, :outcome, '')",
                    {{":id", id}, {":at", atUtcMs}, {":body", body},
                        {":outcome", QString::fromLatin1(outcome)}});
            })
            .map([](qint64) {});
    }
    static Kept kept(harness::Shop& shop, const QString& id)
    {
        return shop.readers
            .read<Kept>([&](storage::Database& database) -> base::Result<Kept> {
                ZF_ASSIGN(
                    auto rows, database.query("SELECT body, body_sha256 FROM inbox WHERE event_id = :id",
                                   {{":id", id}}));
                return rows.next() ? Kept{rows.bytes(0), rows.text(1)} : Kept{"gone", {}};
            })
            .value_or(Kept{});
    }
    static base::Result<int> packAll(harness::Shop& shop, qint64 beforeUtcMs)
    {
        for (int pages = 1;; ++pages) {
            ZF_ASSIGN(const bool more, shop.write<bool>([&](storage::Database& database) {
                return payments::packBodies(database, beforeUtcMs);
            }));
            if (!more || pages == 100)
                return pages;
        }
    }

private Q_SLOTS:
    void whatIsOldAndAppliedIsPacked()
    {
        harness::Shop shop;
        const qint64 now = shop.clock.nowUtcMs();
        const qint64 old = now - 91 * base::kDayMs;
        REQUIRE(came(shop, QStringLiteral("old"), "{1}", old, "applied"));
        REQUIRE(came(shop, QStringLiteral("unchanged"), "{2}", old, "unchanged"));
        REQUIRE(came(shop, QStringLiteral("aside"), "{3}", old, "quarantined"));
        REQUIRE(came(shop, QStringLiteral("not understood"), "{5}", old, "kept"));
        REQUIRE(came(shop, QStringLiteral("young"), "{4}", now, "applied"));
        const qint64 before = now - 90 * base::kDayMs;
        REQUIRE(packAll(shop, before));
        REQUIRE(packAll(shop, before)); // once more changes nothing
        for (const auto& [id, body] : {std::pair("old", "{1}"), std::pair("unchanged", "{2}")}) {
            const Kept packed = kept(shop, QString::fromLatin1(id));
            QCOMPARE(packed.body, QByteArray());
            QCOMPARE(packed.hash, QString::fromLatin1(crypto::sha256(body).toHex()));
        }
        QCOMPARE(kept(shop, QStringLiteral("aside")).body, QByteArray("{3}"));
        QCOMPARE(kept(shop, QStringLiteral("not understood")).body, QByteArray("{5}"));
        QCOMPARE(kept(shop, QStringLiteral("young")).body, QByteArray("{4}"));
        QCOMPARE(kept(shop, QStringLiteral("young")).hash, QString());
        // Its number still tells a repeat.
        QVERIFY(!came(shop, QStringLiteral("old"), "{1}", now, "applied"));
    }

    /// A notification that comes again after its body went is acknowledged, and changes nothing.
    void aRepeatOfWhatIsPacked()
    {
        harness::Shop shop;
        int worked = 0;
        payments::Inbox inbox(*shop.writer, shop.clock,
            {{QStringLiteral("A"),
                [&worked](const wechatpay::v3::Notification&) -> base::Result<payments::EventWork> {
                    return [&worked](storage::Database&, qint64) -> base::Result<payments::Applied> {
                        ++worked;
                        return payments::Applied{};
                    };
                }}});
        const auto receive = [&] {
            return harness::received(inbox, {QStringLiteral("E1"), QStringLiteral("A"), {}, {}}, "{}");
        };
        REQUIRE(receive());
        QCOMPARE(worked, 1);
        shop.clock.advance(91 * base::kDayMs);
        REQUIRE(packAll(shop, shop.clock.nowUtcMs() - 90 * base::kDayMs));
        QCOMPARE(kept(shop, QStringLiteral("E1")).body, QByteArray());
        REQUIRE(receive());
        QCOMPARE(worked, 1);
        QCOMPARE(kept(shop, QStringLiteral("E1")).body, QByteArray());
        QCOMPARE(kept(shop, QStringLiteral("E1")).hash, QString::fromLatin1(crypto::sha256("{}").toHex()));
    }

    /// What was set aside and is taken up again after the packing had passed it is packed then; what is young
    /// has its time.
    void whatIsTakenUpLate()
    {
        harness::Shop shop;
        const qint64 now = shop.clock.nowUtcMs();
        const qint64 old = now - 91 * base::kDayMs;
        REQUIRE(came(shop, QStringLiteral("aside"), "{1}", old, "quarantined"));
        REQUIRE(came(shop, QStringLiteral("old"), "{2}", old + 1, "applied"));
        REQUIRE(came(shop, QStringLiteral("young"), "{3}", now, "applied"));
        const auto late = [&shop](const char* id, const QByteArray& body) {
            return shop.write<int>([&](storage::Database& database) {
                return payments::packLate(database, QString::fromLatin1(id), body).map([] { return 0; });
            });
        };
        REQUIRE(late("aside", "{1}"));
        QCOMPARE(kept(shop, QStringLiteral("aside")).body, QByteArray("{1}")); // nothing was packed yet
        REQUIRE(packAll(shop, now - 90 * base::kDayMs));
        REQUIRE(late("aside", "{1}"));
        REQUIRE(late("young", "{3}"));
        QCOMPARE(kept(shop, QStringLiteral("aside")).body, QByteArray());
        QCOMPARE(
            kept(shop, QStringLiteral("aside")).hash, QString::fromLatin1(crypto::sha256("{1}").toHex()));
        QCOMPARE(kept(shop, QStringLiteral("young")).body, QByteArray("{3}"));
    }

    /// A step takes a page of what is old, however much lies before and behind it.
    void aStepGoesAlongTheIndex()
    {
        harness::Shop shop;
        for (int i = 0; i < 10; ++i)
            REQUIRE(came(shop, QStringLiteral("event%1").arg(i), "{}", 1'000 + i, "applied"));
        QStringList statements;
        REQUIRE(shop.write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(payments::packBodies(database, 2'000));
            ZF_TRY(payments::packLate(database, QStringLiteral("event1"), "{}"));
            for (const char* text : database.statements()) {
                if (QByteArrayView(text).contains("inbox"))
                    statements << QString::fromUtf8(text);
            }
            return 0;
        }));
        QVERIFY(statements.size() >= 5);
        {
            QSqlDatabase reader =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("plans"));
            reader.setDatabaseName(shop.file());
            QVERIFY(reader.open());
            for (const QString& statement : std::as_const(statements)) {
                QSqlQuery explain(reader);
                QVERIFY(explain.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + statement) && explain.exec());
                while (explain.next()) {
                    const QString step = explain.value(3).toString();
                    QVERIFY2(
                        !step.startsWith(QLatin1String("SCAN")) && !step.contains(QLatin1String("B-TREE")),
                        qPrintable(statement + QStringLiteral("\n-> ") + step));
                }
            }
        }
        QSqlDatabase::removeDatabase(QStringLiteral("plans"));
    }

    /// However many share a millisecond, it comes to an end, and none is forgotten.
    void pageByPage_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("apartMs");
        for (const int count : {0, 1, 99, 100, 101, 350}) {
            for (const int apart : {0, 1})
                QTest::addRow("%d, %d ms apart", count, apart) << count << apart;
        }
    }
    void pageByPage()
    {
        QFETCH(int, count);
        QFETCH(int, apartMs);
        harness::Shop shop;
        for (int i = 0; i < count; ++i)
            REQUIRE(came(shop, QStringLiteral("event%1").arg(i), "{}", 1'000 + i * apartMs,
                i % 7 == 3 ? "quarantined" : "applied"));
        const auto pages = packAll(shop, 1'000'000);
        REQUIRE(pages);
        QVERIFY(*pages < 100);
        for (int i = 0; i < count; ++i)
            QCOMPARE(kept(shop, QStringLiteral("event%1").arg(i)).body,
                i % 7 == 3 ? QByteArray("{}") : QByteArray());
    }
};

ZHANGFANG_TEST(PackingTest)
#include "packing_test.moc"
