#include "backend/certificate_pace.h"

#include <algorithm>

namespace zhangfang::backend
{
namespace
{

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kEveryMs = 12 * 60 * kMinuteMs;
constexpr qint64 kAtMostMs = 30'000;
constexpr qint64 kLongestWaitMs = 5 * kMinuteMs;
/// A serial nobody can explain is not looked for without end.
constexpr int kMostFailuresForSerial = 5;

} // namespace

bool CertificatePace::isDue(const Need& need, qint64 nowMs)
{
    wanted_ = wanted_ || need.unknownSerial;
    if (!triedAtMs_)
        return need.noKeys || wanted_ || need.hasCertificate;
    const qint64 since = nowMs - *triedAtMs_;
    if (need.noKeys)
        return since >= kAtMostMs;
    if (failures_ > 0)
        return (wanted_ || need.hasCertificate) &&
               since >= std::min(kMinuteMs << std::min(failures_ - 1, 3), kLongestWaitMs);
    return (wanted_ && since >= kAtMostMs) ||
           (need.hasCertificate && (!fetchedAtMs_ || nowMs - *fetchedAtMs_ >= kEveryMs));
}

void CertificatePace::fetched(qint64 nowMs)
{
    triedAtMs_ = fetchedAtMs_ = nowMs;
    failures_ = 0;
    wanted_ = false;
}

void CertificatePace::failed(qint64 nowMs)
{
    triedAtMs_ = nowMs;
    if (++failures_ >= kMostFailuresForSerial)
        wanted_ = false;
}

} // namespace zhangfang::backend
