#include "harness/run.h"

#include <QProcess>
#include <QTest>

/// A dialog that a test leaves open ends that test, not the suite.
class GuardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDialogEndsItsTestAndNotTheSuite()
    {
        QProcess suite;
        suite.setProcessChannelMode(QProcess::MergedChannels);
        suite.start(QStringLiteral(ZHANGFANG_LEFT_OPEN));
        QVERIFY(suite.waitForFinished(60'000));
        const QByteArray said = suite.readAll();
        QCOMPARE(suite.exitStatus(), QProcess::NormalExit);
        QVERIFY2(suite.exitCode() == 3, said.constData()); // so many have failed
        for (const char* line : {"FAIL!  : LeftOpen::failsAtADialog()",
                 "FAIL!  : LeftOpen::nobodyCloses() nobody has closed QMessageBox 'the title'",
                 "FAIL!  : LeftOpen::leavesOneBehind() the test has left QMessageBox",
                 "PASS   : LeftOpen::isAllRight()"})
            QVERIFY2(said.contains(line), said.constData());
    }
};

ZHANGFANG_TEST(GuardTest)
#include "guard_test.moc"
