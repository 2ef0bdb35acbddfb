#pragma once

#include <chrono>
#include <functional>
#include <QLocalServer>
#include <QString>

namespace zhangfang::console
{

/// As long a program that is ending may take: it waits for the answers that are on their way.
inline constexpr std::chrono::milliseconds kEnding{30'000};

/// One window per user and data folder, however its path is written: a second start shows the first one's.
/// Lives on the UI's thread.
class OneInstance
{
public:
    explicit OneInstance(const QString& folder, std::chrono::milliseconds ending = kEnding);
    enum class Other { none, shown, stillEnding };
    /// Whether another program has the folder and has shown itself; one that is just ending is waited for.
    /// Where there is none, this one has it from here on, also against one that starts in the same moment.
    [[nodiscard]] Other begin();
    /// What a second start brings to the front; before that it is only told that a window is on its way.
    void onShow(std::function<void()> show) { show_ = std::move(show); }
    /// From here on a second start waits until this one has ended.
    void leave() { leaving_ = true; }

private:
    [[nodiscard]] Other greet() const;
    void listen();
    const QString name_;
    const std::chrono::milliseconds ending_;
    std::function<void()> show_;
    bool leaving_ = false;
    QLocalServer server_;
};

} // namespace zhangfang::console
