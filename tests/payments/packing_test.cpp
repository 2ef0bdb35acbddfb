#include "base/calendar.h"
#include "crypto/crypto.h"
#include "harness/shop.h"
#include "payments/inbox_packing.h"

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
        QCOMPARE(kept(shop, QStringLiteral("young")).body, QByteArray("{4}"));
        QCOMPARE(kept(shop, QStringLiteral("young")).hash, QString());
        // Its number still tells a repeat.
        QVERIFY(!came(shop, QStringLiteral("old"), "{1}", now, "applied"));
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

QTEST_GUILESS_MAIN(PackingTest)
#include "packing_test.moc"
