#pragma once

#include <functional>
#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QPointer>
#include <QTest>
#include <QTimer>

/// What a person's hands and eyes do at the window, for every test of it.
namespace zhangfang::gui
{

template <class Widget> Widget* named(const QWidget& in, const QString& name)
{
    for (Widget* widget : in.findChildren<Widget*>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

/// The button in view whose text begins so, whatever its mnemonic.
inline QAbstractButton* button(const QWidget& in, const QString& text)
{
    for (QAbstractButton* one : in.findChildren<QAbstractButton*>()) {
        if (QString(one->text()).remove(QLatin1Char('&')).startsWith(text) && one->isVisibleTo(&in))
            return one;
    }
    return nullptr;
}

inline bool type(const QWidget& in, const QString& field, const QString& text)
{
    auto* line = named<QLineEdit>(in, field);
    if (line)
        QTest::keyClicks(line, text);
    return line != nullptr;
}

/// A key pressed in the window that is in front, as after a dialog has closed.
inline void press(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
{
    widget->window()->activateWindow();
    widget->setFocus();
    static_cast<void>(QTest::qWaitForWindowActive(widget->window()));
    QTest::keyClick(widget, key, with);
}

/// Does `act` with the dialog of this kind that comes up next. What is left open of it is closed.
template <class Dialog> class Next
{
public:
    explicit Next(std::function<void(Dialog&)> act)
    {
        QObject::connect(&poll_, &QTimer::timeout, &poll_, [this, act = std::move(act)] {
            auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            poll_.stop();
            dialog_ = dialog;
            act(*dialog);
            acted_ = true;
        });
        poll_.start(10);
    }
    /// Whether it came, was dealt with, and has closed by itself or been closed.
    [[nodiscard]] bool came()
    {
        const auto closed = [this] { return acted_ && (!dialog_ || !dialog_->isVisible()); };
        if (!QTest::qWaitFor([this] { return acted_; }, 60'000))
            return false;
        // What it has sent is waited for; what only stands there is closed.
        if (!QTest::qWaitFor(closed, kClosesByItselfMs))
            dialog_->reject();
        return QTest::qWaitFor(closed, 30'000);
    }

private:
    static constexpr int kClosesByItselfMs = 1'500;
    QTimer poll_;
    QPointer<Dialog> dialog_;
    bool acted_ = false;
};

} // namespace zhangfang::gui
