#include "access/acts.h"
#include "harness/run.h"
#include "harness/shop.h"

using namespace zhangfang;

/// An act that carries a key is done once, and tells the same each time.
class ActsTest : public QObject
{
    Q_OBJECT

    static base::Result<QJsonObject> act(harness::Shop& shop, const access::Act& what, int& done)
    {
        return shop.write<QJsonObject>([&](storage::Database& database) {
            return access::once(database, what, shop.clock.nowUtcMs(), [&]() -> base::Result<QJsonObject> {
                ZF_TRY(database.execute("UPDATE ledger_head SET hash = hash WHERE id = 1"));
                return QJsonObject{{QStringLiteral("times"), ++done}};
            });
        });
    }
    static QString code(const base::Result<QJsonObject>& result)
    {
        return result ? QString() : result.error().code;
    }

private Q_SLOTS:
    void theSameKeyIsTheSameAct()
    {
        harness::Shop shop;
        int done = 0;
        const access::Act first{QStringLiteral("k-1"), QStringLiteral("wallet.adjust"), "1 500"};
        const auto answer = act(shop, first, done);
        REQUIRE(answer);
        const auto again = act(shop, first, done);
        REQUIRE(again);
        QCOMPARE(*again, *answer);
        QCOMPARE(done, 1);
    }
    void anotherActUnderTheKeyIsRefused_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("other content") << "wallet.adjust" << QByteArray("1 501");
        QTest::newRow("another kind of act") << "order.create" << QByteArray("1 500");
    }
    void anotherActUnderTheKeyIsRefused()
    {
        QFETCH(QString, kind);
        QFETCH(QByteArray, input);
        harness::Shop shop;
        int done = 0;
        REQUIRE(act(shop, {QStringLiteral("k-1"), QStringLiteral("wallet.adjust"), "1 500"}, done));
        QCOMPARE(code(act(shop, {QStringLiteral("k-1"), kind, input}, done)), QStringLiteral("key_reused"));
        QCOMPARE(done, 1);
    }
    void whatFailedCanBeTriedAgain()
    {
        harness::Shop shop;
        const access::Act what{QStringLiteral("k-1"), QStringLiteral("x"), "1"};
        const auto failed = shop.write<QJsonObject>([&](storage::Database& database) {
            return access::once(database, what, shop.clock.nowUtcMs(), []() -> base::Result<QJsonObject> {
                return base::refused("insufficient_funds", QStringLiteral("no"));
            });
        });
        QCOMPARE(code(failed), QStringLiteral("insufficient_funds"));
        int done = 0;
        REQUIRE(act(shop, what, done));
        QCOMPARE(done, 1);
    }
    /// A program that ends before the commit: neither the act nor its key is there.
    void whatWasNotCommittedWasNotDone()
    {
        harness::Shop shop;
        const access::Act what{QStringLiteral("k-1"), QStringLiteral("x"), "1"};
        int done = 0;
        const auto lost =
            shop.write<QJsonObject>([&](storage::Database& database) -> base::Result<QJsonObject> {
                ZF_TRY(
                    access::once(database, what, shop.clock.nowUtcMs(), [&]() -> base::Result<QJsonObject> {
                        ++done;
                        return QJsonObject();
                    }));
                return base::unavailable("disk_error", QStringLiteral("the power went"));
            });
        QCOMPARE(code(lost), QStringLiteral("disk_error"));
        QVERIFY(std::exchange(done, 0) > 0);
        REQUIRE(act(shop, what, done));
        QCOMPARE(done, 1);
    }
    /// A program that ends after the commit, before it has told anybody: the next one knows.
    void whatWasCommittedIsKnownAfterARestart()
    {
        harness::Shop shop;
        const access::Act what{QStringLiteral("k-1"), QStringLiteral("x"), "1"};
        int done = 0;
        const auto first = act(shop, what, done);
        REQUIRE(first);
        shop.writer.reset();
        auto again = storage::Writer::start(shop.file());
        REQUIRE(again);
        shop.writer = std::move(*again);
        const auto after = act(shop, what, done);
        REQUIRE(after);
        QCOMPARE(*after, *first);
        QCOMPARE(done, 1);
    }
    void whatIsDoneCanBeAskedFor()
    {
        harness::Shop shop;
        const access::Act what{QStringLiteral("k-1"), QStringLiteral("x"), "1"};
        const auto ask = [&shop](const access::Act& about) {
            return shop.readers.read<bool>([&](storage::Database& database) {
                return access::answered(database, about).map([](const auto& told) {
                    return told.has_value();
                });
            });
        };
        const auto before = ask(what);
        REQUIRE(before);
        QVERIFY(!*before);
        int done = 0;
        REQUIRE(act(shop, what, done));
        const auto after = ask(what);
        REQUIRE(after);
        QVERIFY(*after);
        const auto other = ask({what.key, what.kind, "2"});
        QVERIFY(!other);
        QCOMPARE(other.error().code, QStringLiteral("key_reused"));
    }
    void withoutAKeyEachIsItsOwn()
    {
        harness::Shop shop;
        int done = 0;
        REQUIRE(act(shop, {{}, QStringLiteral("x"), "1"}, done));
        REQUIRE(act(shop, {{}, QStringLiteral("x"), "1"}, done));
        QCOMPARE(done, 2);
    }
    void aKeyHasAForm_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("blank") << QStringLiteral("a b");
        QTest::newRow("too long") << QString(65, QLatin1Char('a'));
        QTest::newRow("line break") << QStringLiteral("a\nb");
        QTest::newRow("ends in a line break") << QStringLiteral("a\n");
    }
    void aKeyHasAForm()
    {
        QFETCH(QString, key);
        harness::Shop shop;
        int done = 0;
        QCOMPARE(code(act(shop, {key, QStringLiteral("x"), "1"}, done)), QStringLiteral("invalid_key"));
        QCOMPARE(done, 0);
    }
};

ZHANGFANG_TEST(ActsTest)
#include "acts_test.moc"
