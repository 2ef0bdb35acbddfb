#include "backend/daily_backup.h"
#include "base/calendar.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <QDir>
#include <QFile>

using namespace zhangfang;
using backend::DailyBackup;
using harness::DeskShop;

/// The copies that are made by themselves: one a day, checked, and no more than wanted.
class DailyBackupTest : public QObject
{
    Q_OBJECT

    struct Books {
        Books() : daily(shop.books()), folder(QDir(shop.books().path()).filePath(QStringLiteral("backups")))
        {
        }
        [[nodiscard]] base::Result<QString> make()
        {
            return daily.make([] { return false; });
        }
        [[nodiscard]] QStringList files() const { return QDir(folder).entryList(QDir::Files, QDir::Name); }
        [[nodiscard]] bool put(const QString& name) const
        {
            QFile file(QDir(folder).filePath(name));
            return QDir().mkpath(folder) && file.open(QIODevice::WriteOnly) && file.write("x") == 1;
        }
        DeskShop shop{DeskShop::WithEngine::no};
        DailyBackup daily;
        QString folder;
    };
    /// Of the practice merchant.
    static QString nameOf(const QString& day)
    {
        return QStringLiteral("zhangfang-1900000001-%1.db").arg(day);
    }
    static QString today()
    {
        return nameOf(
            base::businessDay(QDateTime::currentMSecsSinceEpoch()).toString(QStringLiteral("yyyyMMdd")));
    }

private Q_SLOTS:
    void makesOneADay()
    {
        Books books;
        QCOMPARE(books.shop.problem(), QString());
        REQUIRE(books.shop.userWith(QStringLiteral("oA"), 100));
        const auto made = books.make();
        REQUIRE(made);
        QCOMPARE(*made, QDir(books.folder).filePath(today()));
        const auto checked = backend::ShopFolder::checkBackup(*made);
        REQUIRE(checked);
        QVERIFY(checked->proof.ok() && checked->proof.transfers > 0);
        const auto again = books.make();
        REQUIRE(again);
        QCOMPARE(*again, QString());
        QCOMPARE(books.files(), QStringList{today()});
        const auto known = DeskShop::wait<backend::Desk::Backups>(books.shop.desk().backups());
        REQUIRE(known);
        QCOMPARE(known->daily, 1);
        QVERIFY(known->latestAtUtcMs > 0);
        QCOMPARE(known->folder, books.folder);
    }
    /// What was cut off half-way is not taken for a backup, and is made anew.
    void aCopyThatWasCutOffIsMadeAnew()
    {
        Books books;
        QVERIFY(books.put(today() + QStringLiteral(".part")));
        REQUIRE(books.make());
        QCOMPARE(books.files(), QStringList{today()});
        REQUIRE(backend::ShopFolder::checkBackup(QDir(books.folder).filePath(today())));
    }
    void theOldestAreLetGoAndNothingElse()
    {
        Books books;
        REQUIRE(books.shop.set("backup.keep", QStringLiteral("3")));
        const QStringList others{QStringLiteral("books.db"), QStringLiteral("zhangfang-20250101.db"),
            QStringLiteral("zhangfang-1900000002-20250101.db"), nameOf(QStringLiteral("20259999")),
            nameOf(QStringLiteral("20250101")) + QStringLiteral(".old"),
            QStringLiteral("my ") + nameOf(QStringLiteral("20250101"))};
        for (const QString& name : others)
            QVERIFY(books.put(name));
        for (const char* day : {"20250101", "20250102", "20250103"})
            QVERIFY(books.put(nameOf(QString::fromLatin1(day))));
        REQUIRE(books.make());
        QStringList wanted = others + QStringList{nameOf(QStringLiteral("20250102")),
                                          nameOf(QStringLiteral("20250103")), today()};
        wanted.sort();
        QStringList there = books.files();
        there.sort();
        QCOMPARE(there, wanted);
    }
    /// A clock that was once ahead: what was made today stays, and is not made again and again.
    void todaysStaysWhateverIsNewer()
    {
        Books books;
        REQUIRE(books.shop.set("backup.keep", QStringLiteral("1")));
        QVERIFY(books.put(nameOf(QStringLiteral("20991231"))));
        REQUIRE(books.make());
        QVERIFY(books.files().contains(today()));
        const auto again = books.make();
        REQUIRE(again);
        QCOMPARE(*again, QString());
    }
    /// Books that do not verify are no backup, and no sound one goes for them.
    void damagedBooksReplaceNoBackup()
    {
        Books books;
        REQUIRE(books.shop.set("backup.keep", QStringLiteral("1")));
        REQUIRE(books.shop.userWith(QStringLiteral("oA"), 100));
        QVERIFY(books.put(nameOf(QStringLiteral("20250101"))));
        REQUIRE(books.shop.books().writer().runNow<int>([](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.execute("UPDATE accounts SET balance_fen = balance_fen - 1"));
            return 0;
        }));
        const auto made = books.make();
        QVERIFY(!made);
        QCOMPARE(made.error().code, QStringLiteral("damaged"));
        QCOMPARE(books.files(), QStringList{nameOf(QStringLiteral("20250101"))});
    }
    void whatCannotBeWrittenIsAnError()
    {
        Books books;
        QVERIFY(books.put(QStringLiteral("a file")));
        REQUIRE(books.shop.set("backup.folder", QDir(books.folder).filePath(QStringLiteral("a file/below"))));
        const auto made = books.make();
        QVERIFY(!made);
        QCOMPARE(made.error().code, QStringLiteral("disk_error"));
        QCOMPARE(books.files(), QStringList{QStringLiteral("a file")});
    }
    void isStoppedAndLeavesNothing()
    {
        Books books;
        REQUIRE(books.shop.userWith(QStringLiteral("oA"), 100));
        const auto made = books.daily.make([] { return true; });
        QVERIFY(!made);
        QCOMPARE(made.error().code, QStringLiteral("cancelled"));
        QCOMPARE(books.files(), QStringList());
    }
    /// Wherever it is when the program ends: it stops there, and no part of a file stays.
    void isStoppedInTheMiddle()
    {
        Books books;
        for (int i = 0; i < 40; ++i)
            REQUIRE(books.shop.userWith(QStringLiteral("o%1").arg(i), 100));
        int goesOnFor = 0;
        for (;; ++goesOnFor) {
            int asked = 0;
            const auto made = books.daily.make([&] { return asked++ >= goesOnFor; });
            if (made)
                break;
            QCOMPARE(made.error().code, QStringLiteral("cancelled"));
            QCOMPARE(asked, goesOnFor + 1); // at once
            QCOMPARE(books.files(), QStringList());
        }
        QVERIFY2(goesOnFor >= 3, qPrintable(QString::number(goesOnFor)));
        QCOMPARE(books.files(), QStringList{today()});
    }
    /// The shop goes on while it is made: the copy is of one moment, and is not begun again each time.
    void isOfOneMoment()
    {
        Books books;
        REQUIRE(books.shop.userWith(QStringLiteral("oA"), 100));
        int asked = 0;
        const auto made = books.daily.make([&] {
            if (++asked < 200)
                static_cast<void>(books.shop.userWith(QStringLiteral("o%1").arg(asked), 100));
            return asked > 1'000;
        });
        REQUIRE(made);
        const auto checked = backend::ShopFolder::checkBackup(*made);
        REQUIRE(checked);
        QVERIFY(checked->proof.ok());
        QVERIFY(asked < 200);
    }
    void canBeSwitchedOff()
    {
        Books books;
        REQUIRE(books.shop.set("backup.daily", QStringLiteral("off")));
        const auto made = books.make();
        REQUIRE(made);
        QCOMPARE(*made, QString());
        QCOMPARE(books.files(), QStringList());
    }
    void theEngineMakesIt()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        const QString file = QDir(shop.books().path()).filePath(QStringLiteral("backups/") + today());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), 10'000);
    }
};

ZHANGFANG_TEST(DailyBackupTest)
#include "daily_backup_test.moc"
