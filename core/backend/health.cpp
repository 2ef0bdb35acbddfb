#include "backend/health.h"

#include "base/clock.h"

namespace zhangfang::backend
{

Health::Now Health::steady()
{
    return [clock = base::SteadyClock()] { return clock.nowUtcMs(); };
}

Health::Worker& Health::watch(const char* name)
{
    const std::lock_guard lock(mutex_);
    return *workers_.emplace_back(std::make_unique<Worker>(*this, name));
}

void Health::writes()
{
    const std::lock_guard lock(mutex_);
    writingSinceMs_ = now_();
}

void Health::wrote(const base::Status& done)
{
    const std::lock_guard lock(mutex_);
    writingSinceMs_ = -1;
    trouble_ = done ? QString() : done.error().code;
}

QStringList Health::reasons() const
{
    const std::lock_guard lock(mutex_);
    const qint64 now = now_();
    QStringList reasons;
    if (!trouble_.isEmpty())
        reasons << QStringLiteral("the books cannot be written: %1").arg(trouble_);
    else if (writingSinceMs_ >= 0 && now - writingSinceMs_ > kSlowWriteMs)
        reasons << QStringLiteral("the books cannot be written: no answer for %1 s")
                       .arg((now - writingSinceMs_) / 1000);
    for (const auto& worker : workers_) {
        if (const qint64 silent = now - worker->at_; silent > stuckMs_)
            reasons << QStringLiteral("%1: no sign of life for %2 s")
                           .arg(QString::fromLatin1(worker->name_))
                           .arg(silent / 1000);
    }
    return reasons;
}

} // namespace zhangfang::backend
