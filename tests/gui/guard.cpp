#include "gui/guard.h"

#include <QApplication>
#include <QDialog>
#include <QTest>

namespace zhangfang::gui
{
namespace
{

constexpr int kLookMs = 200;

QString nameOf(const QWidget& widget)
{
    return QStringLiteral("%1 '%2'").arg(
        QString::fromLatin1(widget.metaObject()->className()), widget.windowTitle());
}

void fail(const QString& why)
{
    QTest::qFail(why.toUtf8().constData(), __FILE__, __LINE__);
}

/// A sheet that is sending says no to close() and to reject(); done() ends every dialog.
void end(QWidget& widget)
{
    if (auto* dialog = qobject_cast<QDialog*>(&widget))
        dialog->done(QDialog::Rejected);
    else
        widget.close();
}

} // namespace

Test::Test(std::chrono::milliseconds longest) : longest_(longest)
{
    connect(&looking_, &QTimer::timeout, this, &Test::look);
    looking_.start(kLookMs);
}

/// From inside the event loop of whatever dialog the test stands at.
void Test::look()
{
    const char* function = QTest::currentTestFunction();
    const char* row = QTest::currentDataTag();
    if (function != function_ || row != row_) {
        function_ = function;
        row_ = row;
        sinceBegun_.start();
    }
    QWidget* open = QApplication::activeModalWidget() ? QApplication::activeModalWidget()
                                                      : QApplication::activePopupWidget();
    if (!function || !open)
        return;
    if (!QTest::currentTestFailed()) {
        if (!sinceBegun_.hasExpired(longest_.count()))
            return;
        fail(QStringLiteral("nobody has closed %1").arg(nameOf(*open)));
    }
    end(*open);
}

void Test::cleanup()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (!widget->isVisible() || (!qobject_cast<QDialog*>(widget) && widget->windowType() != Qt::Popup))
            continue;
        if (!QTest::currentTestFailed())
            fail(QStringLiteral("the test has left %1 open").arg(nameOf(*widget)));
        end(*widget);
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    function_ = nullptr; // the next one has its own time, whatever its name
}

} // namespace zhangfang::gui
