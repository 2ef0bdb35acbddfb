#pragma once

#include "practice/detail/identity.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace zhangfang::practice::detail
{

/// A clock that can be moved forward by the control endpoint.
class MovableClock final : public base::Clock
{
public:
    explicit MovableClock(const base::Clock& wall) : wall_(wall) {}
    [[nodiscard]] qint64 nowUtcMs() const override { return wall_.nowUtcMs() + offsetMs_.load(); }
    void advance(qint64 ms) { offsetMs_ += ms; }

private:
    const base::Clock& wall_;
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
/// With a `hand` it has no thread: whatever is to be sent is given to it at once, and the rest is its
/// business.
class Notifier
{
public:
    enum class Manner { normal, duplicate, reorder, lose };
    using Hand = std::function<void(Delivery)>;
    /// `wall`: what is signed carries its time; `clock` is the schedule's.
    Notifier(const Identity& identity, const base::Clock& clock, const base::Clock& wall,
        base::RandomSource& random, Hand hand = {});
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
    /// The request that carries it, signed now.
    [[nodiscard]] http::Request requestOf(const Delivery& delivery) const;
    [[nodiscard]] static bool isHeard(const Delivery& delivery, const http::Response& answer);
    /// How long after the latest failure it is tried again; nothing: it is not.
    [[nodiscard]] static std::optional<qint64> againAfterMs(const Delivery& delivery);

private:
    void loop();
    const Identity& identity_;
    const base::Clock& clock_; ///< the schedule's; what is signed carries the real time
    const base::Clock& wall_;
    base::RandomSource& random_;
    const Hand hand_;
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
