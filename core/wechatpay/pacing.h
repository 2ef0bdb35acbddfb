#pragma once

#include "base/clock.h"

#include <array>
#include <mutex>

namespace zhangfang::wechatpay
{

/// Kinds of endpoints that WeChat Pay counts apart.
enum class EndpointClass { pay, query, refund, transfer, transferQuery, bill, other, file };
inline constexpr int kEndpointClasses = 8;

/// How often each class may be asked: tokens that come back with time. A burst up to `burst`, then
/// `perSecond`.
struct Pace {
    double perSecond;
    int burst;
};
/// Well below what WeChat Pay allows a merchant (its documents say 50 to 6,000 a minute and more, by
/// endpoint), so that a bug here never becomes a ban there.
inline constexpr std::array<Pace, kEndpointClasses> kPaces{{
    {50, 100}, // pay
    {50, 100}, // query
    {20, 50},  // refund
    {10, 50},  // transfer
    {10, 50},  // transferQuery
    {0.2, 10}, // bill
    {5, 20},   // other
    {2, 20},   // file: a bill or a receipt that was asked for, and waits
}};

/// What all clients of one merchant share: how fast they may ask. Any thread; nobody waits here.
class Pacing
{
public:
    explicit Pacing(const base::Clock& clock, std::array<Pace, kEndpointClasses> paces = kPaces);
    /// 0: asked and counted; otherwise how many milliseconds to stay away, and nothing was counted.
    [[nodiscard]] qint64 ask(EndpointClass endpoint);
    /// WeChat said "too often": nobody asks this class again for so long.
    void closeFor(EndpointClass endpoint, qint64 ms);

private:
    struct Bucket {
        double tokens = 0;
        qint64 filledAtUtcMs = 0;
        qint64 closedUntilUtcMs = 0;
    };
    const base::Clock& clock_;
    const std::array<Pace, kEndpointClasses> paces_;
    std::mutex mutex_;
    std::array<Bucket, kEndpointClasses> buckets_; ///< under mutex_
};

/// Doubling delays with a ceiling; half of each is left to chance, so that many who failed together do not
/// come back together.
class Backoff
{
public:
    Backoff(qint64 firstMs, qint64 ceilingMs) : firstMs_(firstMs), ceilingMs_(std::max(firstMs, ceilingMs)) {}
    /// After the `attempt`-th failure, counted from 0: between half of and the whole of first · 2^attempt.
    [[nodiscard]] qint64 delayMs(int attempt, base::RandomSource& random) const;

private:
    qint64 firstMs_;
    qint64 ceilingMs_;
};

} // namespace zhangfang::wechatpay
