#pragma once

#include "base/clock.h"

#include <cstdint>

namespace zhangfang::simulator
{

/// What looks like chance and follows from a seed alone: the same on every machine. Not for several threads
/// at once.
class Chance final : public base::RandomSource
{
public:
    explicit Chance(quint64 seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 0x632BE59BD9B4E019ULL) {}
    /// SplitMix64, by Sebastiano Vigna.
    [[nodiscard]] quint64 next()
    {
        quint64 z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// From 0 to `count` - 1.
    [[nodiscard]] qint64 below(qint64 count)
    {
        return static_cast<qint64>(next() % static_cast<quint64>(count));
    }
    [[nodiscard]] qint64 between(qint64 least, qint64 most) { return least + below(most - least + 1); }
    [[nodiscard]] bool inThousand(int times) { return below(1000) < times; }
    [[nodiscard]] QByteArray bytes(int count) override
    {
        QByteArray made(count, '\0');
        for (char& one : made)
            one = static_cast<char>(next() >> 56);
        return made;
    }

private:
    quint64 state_;
};

} // namespace zhangfang::simulator
