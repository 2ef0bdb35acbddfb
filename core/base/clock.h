#pragma once

#include <atomic>
#include <QByteArray>
#include <QtGlobal>
#include <utility>

namespace zhangfang::base
{

/// Where the program learns the time. Any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual qint64 nowUtcMs() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 nowUtcMs() const override;
};

/// For what waits: milliseconds since some moment, that never jump, whatever is done to the computer's clock.
/// Only differences mean anything.
class SteadyClock final : public Clock
{
public:
    [[nodiscard]] qint64 nowUtcMs() const override;
};

/// How far the computer's clock was moved between two looks at it. One thread.
class ClockWatch
{
public:
    ClockWatch(const Clock& wall, const Clock& steady)
        : wall_(wall), steady_(steady), before_(wall.nowUtcMs() - steady.nowUtcMs())
    {
    }
    /// Since the last call; positive: it was put forward.
    [[nodiscard]] qint64 movedMs()
    {
        const qint64 now = wall_.nowUtcMs() - steady_.nowUtcMs();
        return now - std::exchange(before_, now);
    }

private:
    const Clock& wall_;
    const Clock& steady_;
    qint64 before_;
};

/// A clock that stands still until told otherwise; tests and the practice server use it.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(qint64 nowUtcMs) : nowUtcMs_(nowUtcMs) {}
    [[nodiscard]] qint64 nowUtcMs() const override { return nowUtcMs_.load(); }
    void advance(qint64 ms) { nowUtcMs_ += ms; }
    void set(qint64 nowUtcMs) { nowUtcMs_ = nowUtcMs; }

private:
    std::atomic<qint64> nowUtcMs_;
};

/// Where the program gets what must not be guessed. Any thread.
class RandomSource
{
public:
    virtual ~RandomSource() = default;
    [[nodiscard]] virtual QByteArray bytes(int count) = 0;
    /// Upper-case letters and digits, for nonces and numbers.
    [[nodiscard]] QByteArray token(int length);
};

} // namespace zhangfang::base
