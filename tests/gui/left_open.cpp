#include "gui/guard.h"

#include <QApplication>
#include <QMessageBox>
#include <QTest>

using namespace zhangfang;

/// What guard_test.cpp runs, to see how it ends.
class LeftOpen : public gui::Test
{
    Q_OBJECT
public:
    LeftOpen() : Test(std::chrono::seconds(2)) {}

private Q_SLOTS:
    /// It fails inside the loop of a dialog, which then stands there.
    void failsAtADialog()
    {
        QMessageBox box;
        QTimer::singleShot(0, &box, [] { QVERIFY(false); });
        box.exec();
    }
    void nobodyCloses()
    {
        QMessageBox box;
        box.setWindowTitle(QStringLiteral("the title"));
        box.exec();
    }
    void leavesOneBehind()
    {
        auto* box = new QMessageBox;
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    }
    void isAllRight() { QVERIFY(!QApplication::activeModalWidget()); }
};

QTEST_MAIN(LeftOpen)
#include "left_open.moc"
