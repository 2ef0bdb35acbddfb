#pragma once

#include <algorithm>
#include <optional>
#include <QtGlobal>

namespace zhangfang::errands
{

/// After so many rounds that told nothing sure, or so long after the first, a person is asked. From then on
/// nothing is sent again by itself; WeChat is only asked, at a slow pace.
inline constexpr int kUnclearRounds = 8;
inline constexpr qint64 kUnclearMs = 30 * 60'000;
inline constexpr qint64 kSlowAskMs = 10 * 60'000;
/// A request that left us this long ago can no longer arrive: the longest time-out a shop can set is a
/// minute.
inline constexpr qint64 kInFlightMs = 2 * 60'000;

/// After a person's word WeChat is asked again, so long after it: what was under way when it was given has
/// come to an end then, and a word that was wrong is found.
inline constexpr qint64 kAfterVerdictMs[] = {
    kInFlightMs, 10 * 60'000, 60 * 60'000, 6 * 3'600'000, 24 * 3'600'000, 72 * 3'600'000};
/// Nothing: it was asked often enough.
[[nodiscard]] inline std::optional<qint64> nextLookAfterVerdict(qint64 decidedAtUtcMs, qint64 nowUtcMs)
{
    for (const qint64 after : kAfterVerdictMs) {
        if (decidedAtUtcMs + after > nowUtcMs)
            return decidedAtUtcMs + after;
    }
    return std::nullopt;
}

/// Where nothing final came of such a question: again after a while that grows, for two months.
[[nodiscard]] inline std::optional<qint64> againAfterVerdict(qint64 decidedAtUtcMs, qint64 nowUtcMs)
{
    const qint64 since = nowUtcMs - decidedAtUtcMs;
    if (since > 60LL * 24 * 3'600'000)
        return std::nullopt;
    return nowUtcMs + std::clamp<qint64>(since / 4, kSlowAskMs, 6 * 3'600'000);
}

/// How long, and how often, nothing sure has come of something that the partner may have.
struct Doubt {
    std::optional<qint64> sinceUtcMs; ///< nothing: its outcome is not in doubt
    int rounds = 0;                   ///< in a row

    [[nodiscard]] bool isTooLong(qint64 nowUtcMs) const
    {
        return sinceUtcMs && (rounds >= kUnclearRounds || nowUtcMs - *sinceUtcMs >= kUnclearMs);
    }
    /// When to ask next: slowly once it is too long, and not so late before that the bound is passed over.
    [[nodiscard]] qint64 nextAt(qint64 wantedUtcMs, qint64 nowUtcMs) const
    {
        if (!sinceUtcMs)
            return wantedUtcMs;
        return isTooLong(nowUtcMs) ? std::max(wantedUtcMs, nowUtcMs + kSlowAskMs)
                                   : std::min(wantedUtcMs, *sinceUtcMs + kUnclearMs);
    }
};

} // namespace zhangfang::errands
