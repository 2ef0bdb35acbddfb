#pragma once

#include "http/transport.h"
#include "practice/detail/world.h"
#include "simulator/chance.h"

#include <functional>
#include <map>
#include <set>

namespace zhangfang::simulator
{

/// What was counted while a shop lived.
struct Figures {
    std::map<QByteArray, qint64> faults; ///< by what went wrong
    std::map<QByteArray, qint64> deeds;  ///< by what was done
    [[nodiscard]] qint64 faultCount() const;
    void add(const Figures& other);
};

/// The net between a shop and the practice WeChat Pay, both ways, without a socket: requests and answers are
/// lost before or after they took effect, come twice, late, garbled, forged, or as an error; notifications
/// are lost, doubled, reordered, late and forged.
class Network
{
public:
    /// `time`: the true one, which passes while somebody waits for an answer.
    Network(
        quint64 seed, base::ManualClock& time, Figures& figures, std::function<void(const QString&)> note);

    /// Whom requests reach.
    void connect(practice::detail::World& world) { world_ = &world; }
    [[nodiscard]] std::unique_ptr<http::Transport> transport();
    /// Of a thousand calls, so many go wrong.
    void setFaults(int perThousand) { perThousand_ = perThousand; }
    static constexpr int kFaults = 18;
    /// The so-manieth call from now goes wrong so, from 0 to `kFaults` - 1.
    void failCall(qint64 call, int fault)
    {
        callsLeft_ = call;
        ordered_ = fault;
    }
    /// How the shop's program dies in the middle of a call, and whether it has: the dead call nobody.
    void setDeath(std::function<void()> death, std::function<bool()> isDead)
    {
        death_ = std::move(death);
        isDead_ = std::move(isDead);
    }
    /// Called while the shop waits for an answer, by chance: whatever else may happen at such a moment.
    /// It may call again.
    void setMeanwhile(std::function<void()> meanwhile) { meanwhile_ = std::move(meanwhile); }
    /// No connection is possible until then.
    void goDown(qint64 untilUtcMs) { downUntilUtcMs_ = untilUtcMs; }
    /// What was sent and is still on its way arrives by now.
    void arrive();

    // ---- Notifications

    void take(practice::detail::Delivery delivery) { queue_.push_back(std::move(delivery)); }
    /// How the shop answers a notification; nothing: it cannot be reached.
    using Door = std::function<std::optional<http::Response>(const http::Request&)>;
    /// Delivers up to `most` of those that are due, in an order by chance. Answers how many were taken up.
    int deliver(const Door& door, int most);
    [[nodiscard]] size_t waiting() const { return queue_.size(); }
    /// Acknowledged since the last call.
    [[nodiscard]] std::vector<QString> takeAcknowledged() { return std::exchange(acknowledged_, {}); }

    /// The books were put back: what they will send is made by them anew.
    void forget() { sent_.clear(); }
    /// Whether nothing that was sent under this number can still be on its way.
    [[nodiscard]] bool isSettled(const QString& number) const;
    /// While this is set, a request that moves money is a violation.
    void setSilent(bool silent) { silent_ = silent; }
    /// What must never be, and was; empty: nothing.
    [[nodiscard]] const QString& violation() const { return violation_; }

private:
    class Line;
    using Answer = tl::expected<http::Response, http::TransportError>;
    Answer exchange(const http::Request& request, int timeoutMs);
    Answer answerTo(const http::Request& request, int timeoutMs);
    http::Response serve(const http::Request& request);
    Answer lost(http::TransportError::Kind kind, int timeoutMs);
    Answer refusal(const http::Request& request, int status, const char* code, const char* v2Code);
    [[nodiscard]] std::optional<int> nextFault();
    void watch(const http::Request& request, const QString& number);
    void count(const char* fault, const http::Request& request);

    Chance chance_;
    base::ManualClock& time_;
    Figures& figures_;
    std::function<void(const QString&)> note_;
    practice::detail::World* world_ = nullptr;
    int perThousand_ = 0;
    qint64 callsLeft_ = 0; ///< until the fault that was ordered; 0: none was
    int ordered_ = 0;
    qint64 downUntilUtcMs_ = 0;
    struct Late {
        http::Request request;
        qint64 atUtcMs = 0;
    };
    std::vector<Late> late_;
    std::vector<practice::detail::Delivery> queue_;
    std::vector<QString> acknowledged_;
    struct Sent {
        QByteArray digest;  ///< of the bytes
        qint64 atUtcMs = 0; ///< the latest time
    };
    std::map<QString, Sent> sent_;      ///< by number of a payout, batch or refund
    std::map<QString, qint64> leaving_; ///< numbers that somebody sends at this moment, and since when
    std::function<void()> death_, meanwhile_;
    std::function<bool()> isDead_;
    bool silent_ = false;
    QString violation_;
};

} // namespace zhangfang::simulator
