#include "reports/proof.h"

#include "access/audit.h"
#include "payments/refund.h"
#include "payouts/payout.h"

namespace zhangfang::reports
{
namespace
{

/// The first transfer whose cause is not there; nothing: all are. What was posted by a program of before
/// names none.
base::Result<QString> causeThatIsNotThere(storage::Database& database)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT t.id, t.key, t.cause FROM transfers t WHERE "
                       "(SUBSTR(t.cause, 1, 6) = 'audit:' AND NOT EXISTS (SELECT 1 FROM audit a WHERE "
                       "a.id = CAST(SUBSTR(t.cause, 7) AS BIGINT) AND t.cause = 'audit:' || a.id)) OR "
                       "(SUBSTR(t.cause, 1, 6) = 'event:' AND NOT EXISTS (SELECT 1 FROM inbox i WHERE "
                       "i.event_id = SUBSTR(t.cause, 7))) ORDER BY t.id LIMIT 1"));
    if (!rows.next())
        return QString();
    return QStringLiteral("transfer %1 (%2) was posted for '%3', which is not there")
        .arg(rows.number(0))
        .arg(rows.text(1), rows.text(2));
}

} // namespace

namespace
{

/// The first order whose sums are not what its refunds make; empty: there is none. Those in doubt, whose
/// refunds are not all known, hold all that is left as on its way.
base::Result<QString> refundsDifference(storage::Database& database)
{
    ZF_ASSIGN(auto kept,
        database.query(
            "SELECT out_trade_no, refunded_fen, refunding_fen, done, under_way FROM (SELECT o.out_trade_no, "
            "o.amount_fen, o.refunded_fen, o.refunding_fen, "
            "COALESCE(SUM(CASE WHEN r.state = 'succeeded' THEN r.amount_fen ELSE 0 END), 0) AS done, "
            "COALESCE(SUM(CASE WHEN r.state NOT IN ('succeeded', 'closed', 'refused') THEN r.amount_fen "
            "ELSE 0 END), 0) AS under_way FROM orders o LEFT JOIN refunds r ON r.order_id = o.id "
            "WHERE o.state IN ('refunding', 'refunded', 'partially_refunded') GROUP BY o.id) AS sums "
            "WHERE refunded_fen <> done OR (refunding_fen <> under_way AND refunding_fen <> amount_fen - "
            "done) "
            "LIMIT 1"));
    if (kept.next())
        return QStringLiteral(
            "order %1 is kept with %2 fen refunded and %3 under way, its refunds make %4 and %5")
            .arg(kept.text(0))
            .arg(kept.number(1))
            .arg(kept.number(2))
            .arg(kept.number(3))
            .arg(kept.number(4));
    ZF_ASSIGN(auto missing,
        database.query(
            "SELECT o.out_trade_no, r.out_refund_no FROM refunds r JOIN orders o ON o.id = r.order_id "
            "WHERE r.state NOT IN ('closed', 'refused') "
            "AND o.state NOT IN ('refunding', 'refunded', 'partially_refunded') LIMIT 1"));
    if (missing.next())
        return QStringLiteral("order %1 is kept as if there were no refund %2")
            .arg(missing.text(0), missing.text(1));
    return QString();
}

} // namespace

base::Result<ledger::Proof> prove(
    storage::Database& database, const std::function<ledger::Continue(qint64 transfers)>& progress)
{
    ZF_ASSIGN(ledger::Proof proof, ledger::verify(database, progress));
    ZF_ASSIGN(const access::AuditProof audit, access::verifyAudit(database, [&](qint64) {
        return progress ? progress(proof.transfers) : ledger::Continue::yes; // to be stopped here, too
    }));
    if (proof.ok() && !audit.ok())
        proof.firstDifference = QStringLiteral("in the audit log, %1").arg(audit.firstDifference);
    ZF_ASSIGN(const QString missing, causeThatIsNotThere(database));
    if (proof.ok())
        proof.firstDifference = missing;
    for (const auto& reckon : {&payouts::reckonSums, &payments::reckonSums}) {
        ZF_ASSIGN(const auto sums, reckon(database));
        for (const ledger::Reckoned& reckoned : sums) {
            ZF_ASSIGN(const base::Money kept, ledger::sumOf(database, reckoned.sum));
            if (proof.ok() && kept != reckoned.fen)
                proof.firstDifference = QStringLiteral("the sum '%1' is kept as %2 fen, its rows make %3 fen")
                                            .arg(ledger::toText(reckoned.sum))
                                            .arg(kept.inFen())
                                            .arg(reckoned.fen.inFen());
        }
    }
    if (proof.ok()) {
        ZF_ASSIGN(proof.firstDifference, refundsDifference(database));
    }
    return proof;
}

} // namespace zhangfang::reports
