#include "reports/countdowns.h"

#include <set>

namespace zhangfang::reports
{

Result<std::vector<Countdown>> countdowns(storage::Database& database, qint64 nowUtcMs)
{
    std::vector<Countdown> all;
    std::set<qint64> people;
    ZF_ASSIGN(auto rows,
        database.query(
            "SELECT p.id, p.amount_fen, p.user_id, s.next_at, COALESCE(p.approved_at, 0), "
            "CASE WHEN u.name = '' THEN u.openid ELSE u.name END, "
            "COALESCE((SELECT e.actor FROM payout_events e WHERE e.payout_id = p.id AND "
            "e.event = 'approved' ORDER BY e.id DESC LIMIT 1), '') "
            "FROM errands s JOIN payouts p ON p.out_bill_no = s.number "
            "JOIN users u ON u.id = p.user_id WHERE s.kind = 'payout' AND s.next_at > :now "
            "AND s.state = 'stored' AND s.attempts = 0 AND s.blocked = '' ORDER BY 5 DESC, p.id DESC",
            {{":now", nowUtcMs}}));
    while (rows.next()) {
        const qint64 approved = rows.number(4);
        const QString operatorName = rows.text(6);
        if (all.empty() || all.back().approvedAtUtcMs - approved > kOneGoMs ||
            all.back().operatorName != operatorName) {
            people.clear();
            all.push_back({});
            all.back().sentFromUtcMs = rows.number(3);
            all.back().operatorName = operatorName;
        }
        Countdown& one = all.back();
        one.ids.emplace_back(rows.number(0));
        ZF_ASSIGN(one.sum, one.sum.plus(Money::fen(rows.number(1))));
        people.insert(rows.number(2));
        one.people = static_cast<int>(people.size());
        one.payee = rows.text(5);
        one.approvedAtUtcMs = approved; // the next one is held against the nearest
        one.sentFromUtcMs = std::min(one.sentFromUtcMs, rows.number(3));
    }
    return all;
}

Result<Underway> underway(storage::Database& database)
{
    const auto count = [](Result<storage::Rows> rows) -> Result<qint64> {
        ZF_TRY(rows);
        return rows->next() ? rows->number(0) : 0;
    };
    Underway now;
    ZF_ASSIGN(now.toSend,
        count(database.query("SELECT COUNT(*) FROM errands WHERE finished_at IS NULL AND state = 'stored' "
                             "AND kind = 'payout' AND blocked = ''")));
    ZF_ASSIGN(now.atWechat,
        count(database.query("SELECT COUNT(*) FROM payouts WHERE state IN ('submitting', 'unclear')")));
    ZF_ASSIGN(
        now.refunds, count(database.query(
                         "SELECT COUNT(*) FROM refunds WHERE finished_at IS NULL AND state IN ('requested', "
                         "'submitting', 'unclear')")));
    return now;
}

} // namespace zhangfang::reports
