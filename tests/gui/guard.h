#pragma once

#include <chrono>
#include <QElapsedTimer>
#include <QTimer>

namespace zhangfang::gui
{

/// The base of every test of the window. A dialog that a test leaves open, or that nobody closes, ends that
/// test, named, and not the suite: it is closed, and the next test begins with an empty screen.
class Test : public QObject
{
    Q_OBJECT
public:
    /// `longest`: so long may a test stand at one dialog. Below Qt Test's own limit, which ends the suite.
    explicit Test(std::chrono::milliseconds longest = std::chrono::minutes(4));

private Q_SLOTS:
    void cleanup();

private:
    void look();
    QTimer looking_;
    const std::chrono::milliseconds longest_;
    QElapsedTimer sinceBegun_;
    const char* function_ = nullptr; ///< the test that is under way
    const char* row_ = nullptr;
};

} // namespace zhangfang::gui
