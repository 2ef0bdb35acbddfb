#include "base/clock.h"

#include <QDateTime>

namespace zhangfang::base
{

qint64 SystemClock::nowUtcMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
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
