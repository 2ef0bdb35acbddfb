#pragma once

#include "practice/detail/identity.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace zhangfang::practice::detail
{

/// A clock that can be moved forward by the control endpoint.
class MovableClock final : public base::Clock
{
public:
    [[nodiscard]] qint64 nowUtcMs() const override { return system_.nowUtcMs() + offsetMs_.load(); }
    void advance(qint64 ms) { offsetMs_ += ms; }

private:
    base::SystemClock system_;
    std::atomic<qint64> offsetMs_{0};
};

struct Delivery {
    QString eventId;
    QString url;
    QByteArray body;
    int attempts = 0;
    qint64 dueAtUtcMs = 0;
    enum class Signature { good, wrong, probe, stale } signature = Signature::good;
    bool v2 = false; ///< XML that carries its own signature, and wants XML for an answer
};

/// Sends notifications on its own thread, again and again after WeChat's schedule until it hears 200 or 204.
class Notifier
{
public:
    enum class Manner { normal, duplicate, reorder, lose };
    Notifier(const Identity& identity, const base::Clock& clock, base::RandomSource& random);
    ~Notifier();
    Notifier(const Notifier&) = delete;
    Notifier& operator=(const Notifier&) = delete;
    void send(Delivery delivery);
    void setManner(Manner manner);
    /// Whose key signs from now on: the public key's id or the certificate's serial.
    void setSerial(const QByteArray& serial);
    /// Looks at the clock again.
    void wake();
    /// Event ids that were acknowledged, and how many deliveries are still to come.
    [[nodiscard]] QStringList acknowledged() const;
    [[nodiscard]] int waiting() const;

private:
    void loop();
    const Identity& identity_;
    const base::Clock& clock_; ///< the schedule's; what is signed carries the real time
    const base::SystemClock wall_;
    base::RandomSource& random_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Delivery> queue_;
    QStringList acknowledged_;
    int inFlight_ = 0;
    Manner manner_ = Manner::normal;
    QByteArray serial_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace zhangfang::practice::detail
