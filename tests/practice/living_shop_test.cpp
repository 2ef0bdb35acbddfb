#include "base/json.h"
#include "console/practice_folder.h"
#include "console/practice_shop.h"
#include "harness/shop.h"
#include "http/transport.h"

#include <QDir>

using namespace zhangfang;
using base::Money;

/// The shop that a newcomer plays with: its made-up past is WeChat's past too, whatever WeChat takes.
class LivingShopTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itsBooksAreWechats()
    {
        QTemporaryDir temp;
        auto shop = console::PracticeShop::open(temp.filePath(QStringLiteral("shop")));
        REQUIRE(shop);
        const auto folder = (*shop)->takeFolder();
        const auto settings = folder->settings();
        REQUIRE(settings);
        QCOMPARE(settings->text("wechatpay.fee_rate"), QStringLiteral("0.60"));
        const auto answer = http::makeTransport()->exchange(
            QUrl(settings->text("wechatpay.api_base_url")), {"GET", "/control/books", {}, {}, {}}, 10'000);
        QVERIFY(answer);
        const auto theirs = base::parseJsonObject(answer->body);
        REQUIRE(theirs);
        const auto ours =
            folder->readers().read<Money>([](storage::Database& database) -> base::Result<Money> {
                ZF_ASSIGN(const Money basic, ledger::balance(database, ledger::AccountPath::wechatBasic()));
                ZF_ASSIGN(
                    const auto path, ledger::AccountPath::parse(QStringLiteral("assets:wechat:unsettled")));
                ZF_ASSIGN(const Money unsettled, ledger::balance(database, path));
                return basic.plus(unsettled);
            });
        REQUIRE(ours);
        QVERIFY(ours->isPositive());
        QCOMPARE(theirs->value(QLatin1String("balance_fen")).toInteger(), ours->inFen());
    }

    /// Practice neither opens, writes into nor empties what it has not made.
    void whatIsSomebodysIsLeftAlone_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what : {"a document", "a hidden file", "a shop", "a shop with practice's marker",
                 "a shop of an earlier version", "a damaged shop with practice's marker"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whatIsSomebodysIsLeftAlone()
    {
        QFETCH(QString, what);
        QTemporaryDir temp;
        const QString folder = temp.filePath(QStringLiteral("shop"));
        const auto put = [&](const char* name, const QByteArray& bytes) {
            QFile file(folder + QLatin1Char('/') + QString::fromLatin1(name));
            return QDir().mkpath(folder) && file.open(QIODevice::WriteOnly) && file.write(bytes) >= 0;
        };
        if (what.contains(QLatin1String("shop")))
            REQUIRE(backend::ShopFolder::initialise(
                folder, QStringLiteral("Tea"), QStringLiteral("mei"), QByteArray("correct horse 9")));
        if (what.contains(QLatin1String("earlier"))) {
            const auto database = storage::Database::open(
                folder + QStringLiteral("/zhangfang.db"), storage::Database::Access::existing);
            REQUIRE(database);
            REQUIRE((*database)->executeScript(QStringLiteral("DROP TABLE practice_books")));
        }
        if (what.contains(QLatin1String("marker")))
            QVERIFY(put("practice-shop", "copied"));
        if (what.contains(QLatin1String("damaged")))
            QVERIFY(put("zhangfang.db", QByteArray(8192, 'x')));
        if (what == QLatin1String("a document"))
            QVERIFY(put("thesis.odt", "years of work"));
        if (what == QLatin1String("a hidden file"))
            QVERIFY(put(".diary", "years of work"));
        const auto seen = [&folder] {
            QMap<QString, QByteArray> files;
            for (const QFileInfo& info : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden)) {
                QFile file(info.filePath());
                if (file.open(QIODevice::ReadOnly) &&
                    !info.fileName().startsWith(QLatin1String("zhangfang.db-")))
                    files.insert(info.fileName(), file.readAll());
            }
            return files;
        };
        const auto before = seen();
        const auto opened = console::PracticeShop::open(folder);
        QVERIFY(!opened);
        const auto emptied = console::emptyPractice(folder);
        QVERIFY(!emptied);
        QCOMPARE(opened.error().code, QStringLiteral("not_practice"));
        QCOMPARE(emptied.error().code, QStringLiteral("not_practice"));
        QCOMPARE(seen(), before);
    }

    /// What practice made is opened again, and made anew; what somebody has put beside it stays.
    void whatPracticeMadeIsItsOwn()
    {
        QTemporaryDir temp;
        const QString folder = temp.filePath(QStringLiteral("shop"));
        const auto orders = [&]() -> qint64 {
            const auto shop = console::PracticeShop::open(folder);
            if (!shop)
                return -1;
            const auto books = (*shop)->takeFolder();
            return books->readers()
                .read<qint64>([](storage::Database& database) -> base::Result<qint64> {
                    ZF_ASSIGN(auto rows, database.query("SELECT COUNT(*) FROM orders"));
                    return rows.next() ? rows.number(0) : -1;
                })
                .value_or(-1);
        };
        const qint64 first = orders();
        QVERIFY(first > 0);
        QCOMPARE(orders(), first);
        QFile beside(folder + QStringLiteral("/notes.txt"));
        QVERIFY(beside.open(QIODevice::WriteOnly));
        beside.close();
        REQUIRE(console::emptyPractice(folder));
        QVERIFY(beside.exists());
        QVERIFY(!QFile::exists(folder + QStringLiteral("/zhangfang.db")));
        QVERIFY(orders() > 0);
    }
};

QTEST_GUILESS_MAIN(LivingShopTest)
#include "living_shop_test.moc"
