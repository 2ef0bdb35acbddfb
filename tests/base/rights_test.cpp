#include "base/rights.h"

#include "harness/run.h"

#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace zhangfang::base;

/// What is made in a folder is its owner's; where a group shares it, that group's too; never everybody's.
class RightsTest : public QObject
{
    Q_OBJECT
    static mode_t modeOf(const QString& path)
    {
        struct stat found {
        };
        return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? found.st_mode & mode_t(07777)
                                                                        : mode_t(0);
    }

private Q_SLOTS:
    void whoIsLetIn_data()
    {
        QTest::addColumn<int>("above");
        QTest::addColumn<int>("folder");
        QTest::addColumn<bool>("shared");
        QTest::newRow("one's own") << 0700 << 0700 << false;
        QTest::newRow("that others may list") << 0755 << 0700 << false;
        QTest::newRow("writable by a group, which is not passed on") << 0770 << 0700 << false;
        QTest::newRow("setgid, which its group cannot write") << 02750 << 0700 << false;
        QTest::newRow("a group's") << 02770 << 02770 << true;
        QTest::newRow("a group's that others may list, as /var/local") << 02775 << 0700 << false;
    }
    void whoIsLetIn()
    {
        QFETCH(int, above);
        QFETCH(int, folder);
        QFETCH(bool, shared);
        const QTemporaryDir temp;
        const QByteArray place = QFile::encodeName(temp.path());
        QCOMPARE(::chmod(place.constData(), static_cast<mode_t>(above)), 0);
        const QString made = temp.filePath(QStringLiteral("shop"));
        for (int time = 0; time < 2; ++time) { // the second finds it there
            QVERIFY(makePrivateFolder(made));
            QCOMPARE(static_cast<int>(modeOf(made)), folder);
        }
        const QString deep = temp.filePath(QStringLiteral("shop/log"));
        QVERIFY(makePrivateFolder(deep));
        QCOMPARE(static_cast<int>(modeOf(deep)), folder);
        const auto owner = QFile::ReadOwner | QFile::WriteOwner;
        QCOMPARE(rightsOfFilesIn(made), shared ? owner | QFile::ReadGroup | QFile::WriteGroup : owner);
        QCOMPARE(::chmod(place.constData(), 0700), 0);
    }

    /// A folder that was there may be open to others: no longer.
    void oneThatIsThereIsClosed_data()
    {
        QTest::addColumn<int>("before");
        for (const int mode : {0755, 0770, 0777, 02750, 02775, 02777})
            QTest::addRow("%o", static_cast<unsigned>(mode)) << mode;
    }
    void oneThatIsThereIsClosed()
    {
        QFETCH(int, before);
        const QTemporaryDir temp;
        QCOMPARE(::chmod(QFile::encodeName(temp.path()).constData(), static_cast<mode_t>(before)), 0);
        QVERIFY(makePrivateFolder(temp.path()));
        QCOMPARE(static_cast<int>(modeOf(temp.path())), 0700);
    }
};

ZHANGFANG_TEST(RightsTest)
#include "rights_test.moc"
