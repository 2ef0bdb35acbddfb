#include "backend/folder_use.h"

#include "harness/run.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace zhangfang;

/// Every file of a data folder is counted once, as what it is.
class FolderUseTest : public QObject
{
    Q_OBJECT
    static void put(const QDir& folder, const char* name, int bytes)
    {
        const QString path = folder.filePath(QString::fromLatin1(name));
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(bytes, 'x')) == bytes);
    }

private Q_SLOTS:
    void eachOnce_data()
    {
        QTest::addColumn<QString>("backups");
        QTest::newRow("copies in the folder") << QStringLiteral("shop/backups");
        QTest::newRow("copies elsewhere") << QStringLiteral("another disk");
    }
    void eachOnce()
    {
        QFETCH(QString, backups);
        const QTemporaryDir temp;
        const QDir shop(temp.filePath(QStringLiteral("shop")));
        put(shop, "zhangfang.db", 1000);
        put(shop, "zhangfang.db-wal", 100);
        put(shop, "zhangfang.db-shm", 10);
        put(shop, "zhangfang.db.before-20261130", 7000);
        put(shop, "log/zhangfang.log", 300);
        put(shop, "log/zhangfangd.log.1", 30);
        put(shop, "vault.json", 5);
        put(shop, "backups-of-mine/zhangfang.db", 9);
        put(QDir(temp.filePath(backups)), "daily-1.db", 2000);
        put(QDir(temp.filePath(backups)), "daily-2.db", 2000);
        put(QDir(temp.filePath(backups)), "somebody else's", 90'000);
        const QStringList copies{temp.filePath(backups + QStringLiteral("/daily-1.db")),
            temp.filePath(backups + QStringLiteral("/daily-2.db"))};
        const auto use = backend::folderUse(shop.path(), copies);
        QCOMPARE(use.books, 1110);
        QCOMPARE(use.logs, 330);
        QCOMPARE(use.backups, 4000);
        QCOMPARE(use.rest, backups.startsWith(QLatin1String("shop")) ? 97'014 : 7014);
        QCOMPARE(use.total(), use.rest + 5440);
    }
    void nothingThere()
    {
        QCOMPARE(
            backend::folderUse(QStringLiteral("/nonexistent/shop"), {QStringLiteral("/nonexistent/copy")}),
            backend::FolderUse());
    }
};

ZHANGFANG_TEST(FolderUseTest)
#include "folder_use_test.moc"
