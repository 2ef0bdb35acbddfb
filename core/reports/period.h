#pragma once

#include "base/calendar.h"

#include <limits>

namespace zhangfang::reports
{

/// Business days as moments: from `sinceUtcMs` on, before `untilUtcMs`.
struct Period {
    qint64 sinceUtcMs = 0;
    qint64 untilUtcMs = std::numeric_limits<qint64>::max();
    /// `from` to `to`, both included; a null day leaves its end open.
    [[nodiscard]] static Period ofDays(QDate from, QDate to)
    {
        Period period;
        if (from.isValid())
            period.sinceUtcMs = base::startOfDayUtcMs(from);
        if (to.isValid())
            period.untilUtcMs = base::startOfDayUtcMs(to.addDays(1));
        return period;
    }
};

} // namespace zhangfang::reports
