#include "recovery/findings.h"

#include "base/calendar.h"

namespace zhangfang::recovery
{
namespace
{

Result<std::vector<Finding>> readAll(Result<storage::Rows> rows)
{
    ZF_TRY(rows);
    std::vector<Finding> findings;
    while (rows->next())
        findings.push_back({rows->number(0), rows->text(1), rows->text(2), rows->text(3), rows->text(4),
            rows->text(5), rows->number(6) != 0, static_cast<int>(rows->number(7)), rows->number(8)});
    return findings;
}

#define ZF_FINDING "SELECT id, kind, number, ours, wechat, done, differs, tries, COALESCE(looked_at, 0) "
#define ZF_THIS_ROUND "FROM recovery_findings WHERE round = (SELECT round FROM recovery WHERE id = 1) "
#define ZF_LIST(kind, number)                                                                                \
    "INSERT INTO recovery_findings (round, kind, number, ours, wechat, done, differs, tries, ask_at) "       \
    "SELECT CAST(:round AS BIGINT), '" kind "', " number ", state, '', '', 0, 0, CAST(:now AS BIGINT) "

} // namespace

Status listWhatToLookAt(storage::Database& database, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Standing now, standing(database));
    if (now.listed)
        return {};
    // From what can cost most to what can cost least; it is looked at in this order.
    ZF_TRY(database.execute(ZF_LIST("payout", "out_bill_no") "FROM payouts WHERE state NOT IN ('paid', "
                                                             "'failed', 'rejected', 'cancelled') ORDER BY id",
        {{":round", now.round}, {":now", nowUtcMs}}));
    ZF_TRY(database.execute(ZF_LIST("refund", "out_refund_no") "FROM refunds WHERE finished_at IS NULL "
                                                               "AND state NOT IN ('succeeded', 'closed', "
                                                               "'refused') ORDER BY id",
        {{":round", now.round}, {":now", nowUtcMs}}));
    ZF_TRY(database.execute(ZF_LIST("order", "out_trade_no") "FROM orders WHERE state = 'pending' OR "
                                                             "(state = 'closed' AND created_at >= :recent) "
                                                             "OR paid_at >= :paid ORDER BY id",
        {{":round", now.round}, {":now", nowUtcMs},
            {":recent", now.backupAtUtcMs - kOrderDaysBack * base::kDayMs},
            {":paid", now.backupAtUtcMs - kOrderDaysBack * base::kDayMs}}));
    return database.execute("UPDATE recovery SET listed = 1 WHERE id = 1").map([](qint64) {});
}

Result<std::vector<Finding>> toLookAt(storage::Database& database, qint64 nowUtcMs, int limit)
{
    return readAll(database.query(ZF_FINDING ZF_THIS_ROUND "AND looked_at IS NULL AND ask_at <= :now "
                                                           "ORDER BY ask_at, id LIMIT :limit",
        {{":now", nowUtcMs}, {":limit", limit}}));
}

Status dueBy(storage::Database& database, qint64 latestUtcMs)
{
    return database
        .execute("UPDATE recovery_findings SET ask_at = :latest WHERE looked_at IS NULL AND ask_at > :latest "
                 "AND round = (SELECT round FROM recovery WHERE id = 1)",
            {{":latest", latestUtcMs}})
        .map([](qint64) {});
}

Status record(storage::Database& database, qint64 id, const Found& found, qint64 nowUtcMs)
{
    return database
        .execute("UPDATE recovery_findings SET wechat = :wechat, done = :done, differs = :differs, "
                 "tries = tries + 1, looked_at = :now WHERE id = :id",
            {{":wechat", found.wechat}, {":done", found.done}, {":differs", found.differs ? 1 : 0},
                {":now", nowUtcMs}, {":id", id}})
        .map([](qint64) {});
}

Status askAgain(storage::Database& database, qint64 id, const QString& said, qint64 atUtcMs)
{
    return database
        .execute(
            "UPDATE recovery_findings SET wechat = :said, tries = tries + 1, ask_at = :at WHERE id = :id",
            {{":said", said}, {":at", atUtcMs}, {":id", id}})
        .map([](qint64) {});
}

Result<Progress> progress(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT COUNT(looked_at), COUNT(*) - COUNT(looked_at), "
                                        "COALESCE(SUM(differs), 0), COALESCE(SUM(CASE WHEN looked_at IS NULL "
                                        "AND tries < :most THEN 1 ELSE 0 END), 0) " ZF_THIS_ROUND,
                             {{":most", kMostTries}}));
    if (!rows.next())
        return Progress{};
    return Progress{rows.number(0), rows.number(1), rows.number(3), rows.number(2)};
}

Result<std::vector<Finding>> findings(storage::Database& database, int limit)
{
    ZF_ASSIGN(auto all, readAll(database.query(ZF_FINDING ZF_THIS_ROUND "AND differs = 1 ORDER BY id LIMIT "
                                                                        ":limit",
                            {{":limit", limit}})));
    ZF_ASSIGN(const auto open, readAll(database.query(ZF_FINDING ZF_THIS_ROUND
                                   "AND looked_at IS NULL ORDER BY ask_at, id LIMIT :most",
                                   {{":most", limit}})));
    all.insert(all.end(), open.begin(), open.end());
    return all;
}

} // namespace zhangfang::recovery
