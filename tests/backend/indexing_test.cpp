#include "backend/indexing.h"

#include "harness/desk_shop.h"
#include "harness/run.h"
#include "search/index.h"

using namespace zhangfang;
using harness::DeskShop;
using storage::Database;

/// The index of texts is only a help: a shop goes on while it is damaged, and it heals.
class IndexingTest : public QObject
{
    Q_OBJECT
    static QList<qint64> found(backend::ShopFolder& folder, const QString& typed)
    {
        const auto ids = folder.readers().read<std::vector<qint64>>(
            [&](Database& database) { return search::findUsers(database, search::Query(typed)); });
        return ids ? QList<qint64>(ids->begin(), ids->end()) : QList<qint64>{-1};
    }

private Q_SLOTS:
    void aDamagedIndexHeals()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        backend::ShopFolder& folder = shop.books();
        const auto user = shop.userWith(QStringLiteral("oA"), 0);
        REQUIRE(user);
        REQUIRE(DeskShop::wait<int>(shop.desk().renameUser(*user, QStringLiteral("王晓"))));
        backend::Indexing indexing;
        const auto goesOn = [] { return false; };
        REQUIRE(indexing.goOn(folder, goesOn));
        QCOMPARE(found(folder, QStringLiteral("wx")), QList<qint64>{user->value()});
        QVERIFY(!search::isKnownDamaged());
        REQUIRE(folder.writer().runNow<qint64>(
            [](Database& database) { return database.execute("DELETE FROM users_search_data"); }));

        QVERIFY(indexing.goOn(folder, goesOn)); // nothing is left to do, and nobody has met it
        QCOMPARE(found(folder, QStringLiteral("wx")), QList<qint64>{user->value()});
        QVERIFY(search::isKnownDamaged());
        REQUIRE(indexing.goOn(folder, goesOn));
        QVERIFY(!search::isKnownDamaged());
        QCOMPARE(found(folder, QStringLiteral("wx")), QList<qint64>{user->value()});
        QVERIFY(!search::isKnownDamaged()); // by the index

        // More than once is not the index's fault.
        REQUIRE(folder.writer().runNow<qint64>(
            [](Database& database) { return database.execute("DELETE FROM users_search_data"); }));
        REQUIRE(DeskShop::wait<int>(shop.desk().renameUser(*user, QStringLiteral("李雷"))));
        const auto refused = indexing.goOn(folder, goesOn);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, base::ErrorKind::damaged);
        QCOMPARE(found(folder, QStringLiteral("ll")), QList<qint64>{user->value()});
    }
};

ZHANGFANG_TEST(IndexingTest)
#include "indexing_test.moc"
