#include "base/log_file.h"
#include "harness/run.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace zhangfang::base;

/// Logs that stay: each line with its moment, no more than wanted, for their owner's eyes alone.
class LogFileTest : public QObject
{
    Q_OBJECT
    QTemporaryDir temp_;

    [[nodiscard]] QByteArray content(const QString& name) const
    {
        QFile file(temp_.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void aLineHasItsMoment()
    {
        LogFile log(temp_.path(), QStringLiteral("desk"));
        log.append("payouts will try again\n", 1'767'225'600'000);
        QCOMPARE(content(QStringLiteral("desk.log")),
            QByteArray("2026-01-01T08:00:00+08:00 payouts will try again\n"));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(temp_.filePath(QStringLiteral("desk.log"))) & others));
    }

    void goesOnWhereItStopped()
    {
        for (int i = 0; i < 2; ++i)
            LogFile(temp_.path(), QStringLiteral("again")).append("x\n", 0);
        QCOMPARE(content(QStringLiteral("again.log")).count('\n'), 2);
    }

    void keepsSoManyOfSuchASize()
    {
        constexpr qint64 kMost = 200;
        LogFile log(temp_.path(), QStringLiteral("small"), kMost, 2);
        for (int i = 0; i < 100; ++i)
            log.append(QByteArray("line ") + QByteArray::number(i) + '\n', i);
        const QStringList files =
            QDir(temp_.path()).entryList({QStringLiteral("small.log*")}, QDir::Files, QDir::Name);
        QCOMPARE(files, (QStringList{QStringLiteral("small.log"), QStringLiteral("small.log.1"),
                            QStringLiteral("small.log.2")}));
        QByteArray kept;
        for (const char* name : {"small.log.2", "small.log.1", "small.log"}) {
            const QByteArray part = content(QString::fromLatin1(name));
            QVERIFY2(part.size() <= kMost, name);
            kept += part;
        }
        QVERIFY(kept.endsWith(" line 99\n"));
        // Nothing between the oldest that is kept and the newest is missing.
        const auto lines = kept.trimmed().split('\n');
        QCOMPARE(lines.front().mid(lines.front().lastIndexOf(' ') + 1).toInt(), 100 - lines.size());
    }

    void withoutItsFolderNothingIsMade()
    {
        LogFile log(temp_.filePath(QStringLiteral("shop/log")), QStringLiteral("desk"));
        log.append("lost\n", 0);
        QVERIFY(!QDir(temp_.filePath(QStringLiteral("shop"))).exists());
    }
};

ZHANGFANG_TEST(LogFileTest)
#include "log_file_test.moc"
