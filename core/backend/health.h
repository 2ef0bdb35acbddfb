#pragma once

#include "base/result.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <QStringList>
#include <vector>

namespace zhangfang::backend
{

/// Whether the engine does its work: what GET /healthz tells. Asking never waits for anything. Any thread.
/// Counts in time that does not jump with the machine's clock.
class Health
{
public:
    /// Milliseconds since any moment, never backwards.
    using Now = std::function<qint64()>;
    /// `stuckMs`: a worker that has given no sign of life for so long counts as stuck.
    Health(Now now, qint64 stuckMs) : now_(std::move(now)), stuckMs_(stuckMs) {}
    [[nodiscard]] static Now steady();

    static constexpr qint64 kStuckMs = 60'000;
    /// Longer than a write that waits for another program's, and fails then.
    static constexpr qint64 kSlowWriteMs = 15'000;

    /// One worker's sign of life.
    class Worker
    {
    public:
        Worker(const Health& health, const char* name) : health_(health), name_(name) { beat(); }
        void beat() { at_ = health_.now_(); }

    private:
        friend class Health;
        const Health& health_;
        const char* const name_;
        std::atomic<qint64> at_{0};
    };
    /// Watched from now on; the name is a literal. Lives as long as this.
    [[nodiscard]] Worker& watch(const char* name);
    /// A small write to the books begins, and has ended like this.
    void writes();
    void wrote(const base::Status& done);
    /// Why it is not well, a short sentence each; no paths, no secrets: strangers read them. Empty: it is.
    [[nodiscard]] QStringList reasons() const;

private:
    const Now now_;
    const qint64 stuckMs_;
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<Worker>> workers_; ///< under mutex_
    qint64 writingSinceMs_ = -1;                   ///< under mutex_; -1: nothing is being written
    QString trouble_;                              ///< the code of the latest write; under mutex_
};

} // namespace zhangfang::backend
