#pragma once

#include "backend/interfaces/export_target.h"
#include "backend/interfaces/later.h"
#include "ledger/ledger.h"
#include "reports/order_list.h"
#include "reports/transfer_list.h"

namespace zhangfang::backend
{

/// The books, entry by entry.
/// On the UI's thread; every answer comes later.
class Ledger
{
public:
    virtual ~Ledger() = default;
    [[nodiscard]] virtual Later<std::vector<ledger::AccountBalance>> balances() = 0;
    /// Of the ledger or of a user's statement; whoever looks keeps the list, and with it what is known of the
    /// balances on it.
    using Transfers = std::shared_ptr<reports::TransferList>;
    [[nodiscard]] virtual Later<reports::PageIndex> transferIndex(
        Transfers list, reports::PageIndex known) = 0;
    [[nodiscard]] virtual Later<reports::PageIndex> newestTransfers(Transfers list) = 0;
    [[nodiscard]] virtual Later<std::vector<reports::TransferRow>> transferPage(
        Transfers list, reports::PageKey start) = 0;
    [[nodiscard]] virtual Later<reports::TransferDetail> transfer(base::TransferId id) = 0;
    [[nodiscard]] virtual Later<ledger::Proof> verify(std::shared_ptr<Job> job) = 0;
    [[nodiscard]] virtual Later<int> exportBooks(
        QString file, ledger::ExportFormat format, std::shared_ptr<Job> job) = 0;
    [[nodiscard]] virtual Later<qint64> exportTransfers(
        const reports::TransferFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job) = 0;
    /// `filter`: besides the user's own accounts.
    [[nodiscard]] virtual Later<qint64> exportStatement(base::UserId user,
        const reports::TransferFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job) = 0;
};

} // namespace zhangfang::backend
