#pragma once

#include "payouts/policy.h"
#include "reports/payout_queue.h"

namespace zhangfang::reports
{

/// What the one engine says of itself; another process may run it.
struct EngineStatus {
    qint64 beatAtUtcMs = 0;     ///< the latest sign of life
    QString listeningAt;        ///< "http://127.0.0.1:8443"; empty: it does not listen
    qint64 wechatOkAtUtcMs = 0; ///< the latest answer of WeChat Pay that could be believed
    QString wechatTrouble;      ///< why the latest call got none; empty: it did
    qint64 clockSkewMs = 0;     ///< WeChat's clock less ours
    friend bool operator==(const EngineStatus&, const EngineStatus&) = default;
};
/// Without a beat for so long the engine counts as gone.
inline constexpr qint64 kEngineSilentMs = 15'000;
[[nodiscard]] Status recordEngineStatus(storage::Database& database, const EngineStatus& status);

/// The few figures that are always on the screen, and what tells whether anything has changed.
struct Pulse {
    qint64 lastOrder = 0;
    qint64 lastOrderEvent = 0;
    qint64 lastPayout = 0;
    qint64 lastPayoutEvent = 0;
    qint64 lastTransfer = 0;
    qint64 lastUser = 0;
    qint64 openTasks = 0;
    qint64 lastNotificationUtcMs = 0; ///< 0: none yet
    Waiting waiting;
    EngineStatus engine;
    bool recovering = false; ///< put back from a backup: nothing is sent until the owner has confirmed
    friend bool operator==(const Pulse&, const Pulse&) = default;
};
/// Cheap enough to be asked several times a second: every figure is at the end of an index.
[[nodiscard]] Result<Pulse> pulse(storage::Database& database);

} // namespace zhangfang::reports
