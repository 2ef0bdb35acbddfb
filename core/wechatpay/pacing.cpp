#include "wechatpay/pacing.h"

#include <cmath>

namespace zhangfang::wechatpay
{

Pacing::Pacing(const base::Clock& clock, std::array<Pace, kEndpointClasses> paces)
    : clock_(clock), paces_(paces)
{
    const qint64 now = clock.nowUtcMs();
    for (size_t i = 0; i < buckets_.size(); ++i)
        buckets_[i] = {static_cast<double>(paces_[i].burst), now, 0};
}

qint64 Pacing::ask(EndpointClass endpoint)
{
    const auto i = static_cast<size_t>(endpoint);
    const std::lock_guard lock(mutex_);
    Bucket& bucket = buckets_[i];
    const Pace& pace = paces_[i];
    const qint64 now = clock_.nowUtcMs();
    if (bucket.closedUntilUtcMs > now)
        return bucket.closedUntilUtcMs - now;
    // A clock that was set back gives nothing, and takes nothing either.
    const double elapsedMs = static_cast<double>(std::max<qint64>(now - bucket.filledAtUtcMs, 0));
    bucket.tokens =
        std::min(bucket.tokens + elapsedMs * pace.perSecond / 1000, static_cast<double>(pace.burst));
    bucket.filledAtUtcMs = now;
    if (bucket.tokens < 1)
        return static_cast<qint64>(std::ceil((1 - bucket.tokens) * 1000 / pace.perSecond));
    bucket.tokens -= 1;
    return 0;
}

void Pacing::closeFor(EndpointClass endpoint, qint64 ms)
{
    const std::lock_guard lock(mutex_);
    Bucket& bucket = buckets_[static_cast<size_t>(endpoint)];
    bucket.closedUntilUtcMs = std::max(bucket.closedUntilUtcMs, clock_.nowUtcMs() + ms);
}

qint64 Backoff::delayMs(int attempt, base::RandomSource& random) const
{
    const int doublings = std::clamp(attempt, 0, 30);
    const qint64 whole = firstMs_ > (ceilingMs_ >> doublings) ? ceilingMs_ : firstMs_ << doublings;
    const auto chance = static_cast<unsigned char>(random.bytes(1).at(0));
    return whole / 2 + (whole - whole / 2) * chance / 255;
}

} // namespace zhangfang::wechatpay
