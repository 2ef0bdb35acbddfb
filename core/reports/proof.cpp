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
    return proof;
}

} // namespace zhangfang::reports
