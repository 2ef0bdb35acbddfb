#include "reports/pulse.h"

#include "recovery/standing.h"

namespace zhangfang::reports
{

Status recordEngineStatus(storage::Database& database, const EngineStatus& status)
{
    ZF_TRY(database.execute(
        "UPDATE engine_status SET beat_at = :beat, listening_at = :listening, wechat_ok_at = :ok, "
        "wechat_trouble = :trouble, clock_skew_ms = :skew WHERE id = 1",
        {{":beat", status.beatAtUtcMs}, {":listening", status.listeningAt}, {":ok", status.wechatOkAtUtcMs},
            {":trouble", status.wechatTrouble}, {":skew", status.clockSkewMs}}));
    return {};
}

Result<Pulse> pulse(storage::Database& database)
{
    Pulse pulse;
    {
        ZF_ASSIGN(auto rows, database.query("SELECT COALESCE((SELECT MAX(id) FROM orders), 0), "
                                            "COALESCE((SELECT MAX(id) FROM order_events), 0), "
                                            "COALESCE((SELECT MAX(id) FROM payouts), 0), "
                                            "COALESCE((SELECT MAX(id) FROM payout_events), 0), "
                                            "COALESCE((SELECT MAX(id) FROM transfers), 0), "
                                            "COALESCE((SELECT MAX(id) FROM users), 0), "
                                            "(SELECT COUNT(*) FROM tasks WHERE resolved_at IS NULL), "
                                            "COALESCE((SELECT MAX(received_at) FROM inbox), 0)"));
        if (rows.next()) {
            pulse.lastOrder = rows.number(0);
            pulse.lastOrderEvent = rows.number(1);
            pulse.lastPayout = rows.number(2);
            pulse.lastPayoutEvent = rows.number(3);
            pulse.lastTransfer = rows.number(4);
            pulse.lastUser = rows.number(5);
            pulse.openTasks = rows.number(6);
            pulse.lastNotificationUtcMs = rows.number(7);
        }
    }
    ZF_ASSIGN(pulse.waiting, waitingPayouts(database));
    ZF_ASSIGN(const auto standing, recovery::standing(database));
    pulse.recovering = standing.isRecovering();
    ZF_ASSIGN(auto rows, database.query("SELECT beat_at, listening_at, wechat_ok_at, wechat_trouble, "
                                        "clock_skew_ms FROM engine_status WHERE id = 1"));
    if (rows.next())
        pulse.engine = {rows.number(0), rows.text(1), rows.number(2), rows.text(3), rows.number(4)};
    return pulse;
}

} // namespace zhangfang::reports
