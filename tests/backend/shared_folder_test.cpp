#include "base/log_file.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "storage/backup.h"
#include "storage/file_lock.h"

#include <QDirIterator>
#include <sys/stat.h>

using namespace zhangfang;

/// A shop that the service runs and a desk opens: whatever is made in its folder is the group's, and nobody
/// else's; in a folder of one's own it is one's own.
class SharedFolderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFileIsTheirs_data()
    {
        QTest::addColumn<int>("above");
        QTest::addColumn<int>("files");
        QTest::addColumn<int>("folders");
        QTest::newRow("a group's") << 02770 << 0660 << 02770;
        QTest::newRow("one's own") << 0700 << 0600 << 0700;
    }
    void everyFileIsTheirs()
    {
        QFETCH(int, above);
        QFETCH(int, files);
        QFETCH(int, folders);
        const QTemporaryDir temp;
        QCOMPARE(::chmod(QFile::encodeName(temp.path()).constData(), static_cast<mode_t>(above)), 0);
        const QString shop = temp.filePath(QStringLiteral("shop"));
        const mode_t before = ::umask(022); // as people have it
        REQUIRE(backend::ShopFolder::initialise(
            shop, QStringLiteral("Tea"), QStringLiteral("mei"), "a good password"));
        {
            crypto::SystemRandom random;
            auto vault = access::openVault(shop + QStringLiteral("/vault"), "a vault passphrase", random);
            REQUIRE(vault);
            REQUIRE((*vault)->write(QStringLiteral("a"), "b"));
        }
        {
            auto folder = backend::ShopFolder::open(shop, access::openMemory());
            REQUIRE(folder);
            base::LogFile log(backend::ShopFolder::logsIn(shop), QStringLiteral("zhangfang"));
            log.append("a line\n", 0);
            REQUIRE(storage::backupTo((*folder)->databaseFile(), shop + QStringLiteral("/copy.db"), {}));
            REQUIRE(
                storage::backupTo((*folder)->databaseFile(), temp.filePath(QStringLiteral("kept.db")), {}));
            const auto lock = storage::FileLock::take(shop + QStringLiteral("/engine.lock"));
            REQUIRE(lock);
            int seen = 0;
            for (QDirIterator all(shop, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                     QDirIterator::Subdirectories);
                 all.hasNext(); ++seen) {
                const QString path = all.next();
                struct stat found {
                };
                QCOMPARE(::stat(QFile::encodeName(path).constData(), &found), 0);
                const int wanted = all.fileInfo().isDir() ? folders : files;
                QVERIFY2(static_cast<int>(found.st_mode & 07777U) == wanted,
                    qPrintable(QStringLiteral("%1: %2").arg(path).arg(found.st_mode & 07777U, 0, 8)));
            }
            QVERIFY2(seen >= 6, qPrintable(QString::number(seen)));
        }
        // Put back where there are none, and where they are damaged: the copy becomes the books.
        const QString books = shop + QStringLiteral("/zhangfang.db");
        for (const bool isDamaged : {true, false}) {
            QFile file(books);
            if (isDamaged)
                QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no books at all") > 0);
            else
                QVERIFY(file.remove());
            file.close();
            REQUIRE(storage::replaceWith(books, temp.filePath(QStringLiteral("kept.db")), isDamaged));
            struct stat found {
            };
            QCOMPARE(::stat(QFile::encodeName(books).constData(), &found), 0);
            QCOMPARE(static_cast<int>(found.st_mode & 07777U), files);
        }
        ::umask(before);
    }
};

ZHANGFANG_TEST(SharedFolderTest)
#include "shared_folder_test.moc"
