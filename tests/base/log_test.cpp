#include "base/log.h"
#include "harness/run.h"

#include <fcntl.h>
#include <QElapsedTimer>
#include <QTest>
#include <thread>
#include <unistd.h>

using namespace zhangfang::base;

/// A log may be a pipe that nobody reads, or that nobody reads any more: who logs must not notice.
class LogTest : public QObject
{
    Q_OBJECT
    int pipe_[2] = {-1, -1};

    void closeEnd(int end)
    {
        if (pipe_[end] >= 0)
            ::close(pipe_[end]);
        pipe_[end] = -1;
    }
    /// What is in the pipe until its writer has closed it.
    QByteArray readAll() const
    {
        QByteArray all;
        QByteArray piece(65'536, '\0');
        for (;;) {
            const auto size = ::read(pipe_[0], piece.data(), static_cast<std::size_t>(piece.size()));
            if (size <= 0)
                return all;
            all += piece.left(size);
        }
    }

private Q_SLOTS:
    void init() { QCOMPARE(::pipe2(pipe_, O_CLOEXEC), 0); }
    void cleanup()
    {
        closeEnd(0);
        closeEnd(1);
    }

    void linesArriveInOrder()
    {
        {
            LogWriter log(pipe_[1]);
            for (int i = 0; i < 100; ++i)
                log.write(QStringLiteral("line %1").arg(i));
        }
        closeEnd(1);
        const QList<QByteArray> lines = readAll().split('\n');
        QCOMPARE(lines.size(), 101);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(lines[i], QByteArray("line ") + QByteArray::number(i));
    }

    void aPipeThatNobodyReadsStopsNobody()
    {
        QElapsedTimer timer;
        timer.start();
        auto log = std::make_unique<LogWriter>(pipe_[1]);
        const QString line(500, QLatin1Char('x'));
        for (int i = 0; i < 50'000; ++i)
            log->write(line);
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
        // Somebody comes to read after all: every line is whole, and the ones dropped are told.
        std::thread reader([this] {
            const QByteArray all = readAll();
            const QList<QByteArray> lines = all.split('\n');
            qint64 whole = 0;
            qint64 dropped = 0;
            for (const QByteArray& read : lines) {
                if (read == QByteArray(500, 'x'))
                    ++whole;
                else if (read.endsWith(" lines of this log were dropped, because nobody took them"))
                    dropped += read.left(read.indexOf(' ')).toLongLong();
                else if (read != "last" && !read.isEmpty())
                    QFAIL(read.constData());
            }
            QCOMPARE(whole + dropped, 50'000);
            QVERIFY(dropped > 40'000);
        });
        log->flush(5'000);
        log->write(QStringLiteral("last"));
        log.reset();
        closeEnd(1);
        reader.join();
    }

    void endingDoesNotWaitForAReader()
    {
        auto log = std::make_unique<LogWriter>(pipe_[1]);
        for (int i = 0; i < 1'000; ++i)
            log->write(QString(500, QLatin1Char('x')));
        QElapsedTimer timer;
        timer.start();
        log.reset();
        QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
    }

    /// No SIGPIPE ends the program.
    void aReaderThatHasGoneEndsNothing()
    {
        closeEnd(0);
        LogWriter log(pipe_[1]);
        for (int i = 0; i < 100; ++i)
            log.write(QStringLiteral("nobody hears"));
        log.flush(5'000);
    }

    void aLineIsOneLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("plain") << QStringLiteral("茶 tea £") << QStringLiteral("茶 tea £");
        QTest::newRow("line break") << QStringLiteral("a\nb\r") << QStringLiteral("a\\nb\\u000d");
        QTest::newRow("escape") << QStringLiteral("\u001b[2J") << QStringLiteral("\\u001b[2J");
        QTest::newRow("C1") << QString(QChar(0x9b)) << QStringLiteral("\\u009b");
        QTest::newRow("direction") << QString(QChar(0x202e)) << QStringLiteral("\\u202e");
        QTest::newRow("isolate") << QString(QChar(0x2066)) << QStringLiteral("\\u2066");
        QTest::newRow("line separator") << QString(QChar(0x2028)) << QStringLiteral("\\u2028");
        QTest::newRow("nul") << QString(QChar(0)) << QStringLiteral("\\u0000");
        QTest::newRow("long") << QString(2'001, QLatin1Char('x'))
                              << QString(2'000, QLatin1Char('x')) + QStringLiteral(" (cut)");
    }
    void aLineIsOneLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, line);
        QCOMPARE(oneLine(text), line);
    }
};

ZHANGFANG_TEST(LogTest)
#include "log_test.moc"
