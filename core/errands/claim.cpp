#include "errands/claim.h"

namespace zhangfang::errands
{

namespace
{

Result<qint64> take(
    storage::Database& database, ErrandId id, const QString& holder, qint64 nowUtcMs, qint64 leaseMs)
{
    ZF_ASSIGN(auto rows,
        database.query("UPDATE errands SET lease_holder = :holder, lease_until = :until, fence = fence + 1 "
                       "WHERE id = :id RETURNING fence",
            {{":holder", holder}, {":until", nowUtcMs + leaseMs}, {":id", id.value()}}));
    if (!rows.next())
        return base::notFound("no_such_errand", QStringLiteral("There is no errand %1.").arg(id.value()));
    return rows.number(0);
}

} // namespace

Result<bool> anyDue(storage::Database& database, const QString& kind, const QString& holder, qint64 nowUtcMs)
{
    return detail::dueOf(database, kind, holder, nowUtcMs, 1).map([](const auto& due) {
        return !due.empty();
    });
}

Result<std::vector<Errand>> claimDue(
    storage::Database& database, const QString& kind, const QString& holder, qint64 nowUtcMs, int limit)
{
    ZF_ASSIGN(auto due, detail::dueOf(database, kind, holder, nowUtcMs, limit));
    for (Errand& errand : due) {
        ZF_ASSIGN(errand.fence, take(database, errand.id, holder, nowUtcMs, kClaimMs));
    }
    return due;
}

Result<std::optional<qint64>> claim(
    storage::Database& database, ErrandId id, const QString& holder, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Errand errand, find(database, id));
    if (errand.leaseUntilUtcMs.value_or(0) > nowUtcMs && errand.leaseHolder != holder)
        return std::nullopt;
    return take(database, id, holder, nowUtcMs, kLeaseMs).map([](qint64 fence) {
        return std::optional(fence);
    });
}

Result<bool> holds(storage::Database& database, ErrandId id, qint64 fence)
{
    ZF_ASSIGN(auto rows, database.query("SELECT 1 FROM errands WHERE id = :id AND fence = :fence",
                             {{":id", id.value()}, {":fence", fence}}));
    return rows.next();
}

Result<bool> renew(storage::Database& database, ErrandId id, qint64 fence, const QString& holder,
    qint64 nowUtcMs, qint64 leaseMs)
{
    return database
        .execute("UPDATE errands SET lease_holder = :holder, lease_until = :until "
                 "WHERE id = :id AND fence = :fence",
            {{":holder", holder}, {":until", nowUtcMs + leaseMs}, {":id", id.value()}, {":fence", fence}})
        .map([](qint64 changed) { return changed == 1; });
}

Status release(storage::Database& database, ErrandId id, qint64 fence)
{
    return database
        .execute("UPDATE errands SET lease_holder = '', lease_until = NULL WHERE id = :id AND fence = :fence "
                 "AND lease_until IS NOT NULL AND state <> 'sent'",
            {{":id", id.value()}, {":fence", fence}})
        .map([](qint64) {});
}

Status releaseEveryones(storage::Database& database, const QString& kind)
{
    std::vector<std::pair<ErrandId, qint64>> held;
    {
        ZF_ASSIGN(auto rows, database.query("SELECT id, fence, kind FROM errands WHERE lease_until > 0"));
        while (rows.next()) {
            if (rows.text(2) == kind)
                held.emplace_back(rows.number(0), rows.number(1));
        }
    }
    for (const auto& [id, fence] : held)
        ZF_TRY(release(database, id, fence));
    return {};
}

Result<std::vector<Errand>> lost(
    storage::Database& database, const QString& kind, const QString& holder, Whose whose, qint64 nowUtcMs)
{
    ZF_ASSIGN(auto sent, detail::sentOf(database, kind));
    if (whose == Whose::endedAndMine)
        std::erase_if(sent, [&](const Errand& errand) {
            return errand.leaseHolder != holder && errand.leaseUntilUtcMs.value_or(0) > nowUtcMs;
        });
    return sent;
}

} // namespace zhangfang::errands
