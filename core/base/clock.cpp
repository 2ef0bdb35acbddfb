#include "base/clock.h"

#include <chrono>
#include <QDateTime>

namespace zhangfang::base
{

qint64 SystemClock::nowUtcMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

qint64 SteadyClock::nowUtcMs() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

QByteArray RandomSource::token(int length)
{
    // 32 symbols, so that each byte maps without bias.
    static constexpr char kSymbols[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    QByteArray token = bytes(length);
    for (char& c : token)
        c = kSymbols[static_cast<unsigned char>(c) & 31U];
    return token;
}

} // namespace zhangfang::base
