#include "reports/proof.h"

#include "payments/refund.h"
#include "payouts/payout.h"

namespace zhangfang::reports
{

base::Result<ledger::Proof> prove(
    storage::Database& database, const std::function<ledger::Continue(qint64 transfers)>& progress)
{
    ZF_ASSIGN(ledger::Proof proof, ledger::verify(database, progress));
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
