#include "backend/desk_later.h"

/// The lists of the window: their pages, and what they come to.
namespace zhangfang::backend
{

using storage::Database;

Later<reports::PageIndex> Desk::orderIndex(reports::OrderFilter filter, reports::PageIndex known)
{
    return read<reports::PageIndex>([filter = std::move(filter), known = std::move(known)](
                                        Database& database) { return indexOrders(database, filter, known); });
}

Later<reports::PageIndex> Desk::newestOrders(reports::OrderFilter filter)
{
    return read<reports::PageIndex>(
        [filter = std::move(filter)](Database& database) { return reports::newestOrders(database, filter); });
}

Later<std::vector<reports::OrderRow>> Desk::orderPage(reports::OrderFilter filter, reports::PageKey start)
{
    return read<std::vector<reports::OrderRow>>(
        [filter = std::move(filter), start = std::move(start)](
            Database& database) { return reports::orderPage(database, filter, start); });
}

Later<reports::ListSum> Desk::orderSum(reports::OrderFilter filter)
{
    return read<reports::ListSum>(
        [filter = std::move(filter)](Database& database) { return sumOrders(database, filter); });
}

Later<reports::ListSum> Desk::orderSumOf(std::vector<reports::PageKey> keys)
{
    return read<reports::ListSum>(
        [keys = std::move(keys)](Database& database) { return sumOrders(database, keys); });
}

Later<reports::PageIndex> Desk::payoutIndex(reports::PayoutFilter filter)
{
    return read<reports::PageIndex>(
        [filter = std::move(filter)](Database& database) { return indexPayouts(database, filter); });
}

Later<reports::PageIndex> Desk::newestPayouts(reports::PayoutFilter filter)
{
    return read<reports::PageIndex>([filter = std::move(filter)](Database& database) {
        return reports::newestPayouts(database, filter);
    });
}

Later<std::vector<reports::PayoutRow>> Desk::payoutPage(reports::PayoutFilter filter, reports::PageKey start)
{
    return read<std::vector<reports::PayoutRow>>(
        [this, filter = std::move(filter), start = std::move(start)](
            Database& database) -> Result<std::vector<reports::PayoutRow>> {
            ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
            return reports::payoutPage(database, filter, start, settings, folder_->clock().nowUtcMs());
        });
}

Later<reports::ListSum> Desk::payoutSum(reports::PayoutFilter filter)
{
    return read<reports::ListSum>(
        [filter = std::move(filter)](Database& database) { return sumPayouts(database, filter); });
}

Later<reports::ListSum> Desk::payoutSumOf(std::vector<reports::PageKey> keys)
{
    return read<reports::ListSum>(
        [keys = std::move(keys)](Database& database) { return sumPayouts(database, keys); });
}

Later<reports::PageIndex> Desk::userIndex(reports::UserFilter filter, reports::PageIndex known)
{
    return read<reports::PageIndex>([filter = std::move(filter), known = std::move(known)](
                                        Database& database) { return indexUsers(database, filter, known); });
}

Later<reports::PageIndex> Desk::newestUsers(reports::UserFilter filter)
{
    return read<reports::PageIndex>(
        [filter = std::move(filter)](Database& database) { return reports::newestUsers(database, filter); });
}

Later<std::vector<reports::UserRow>> Desk::userPage(reports::UserFilter filter, reports::PageKey start)
{
    return read<std::vector<reports::UserRow>>(
        [filter = std::move(filter), start = std::move(start)](
            Database& database) { return reports::userPage(database, filter, start); });
}

Later<reports::UserSum> Desk::userSum(reports::UserFilter filter)
{
    return read<reports::UserSum>(
        [filter = std::move(filter)](Database& database) { return sumUsers(database, filter); });
}

Later<reports::UserSum> Desk::userSumOf(std::vector<reports::PageKey> keys)
{
    return read<reports::UserSum>(
        [keys = std::move(keys)](Database& database) { return sumUsers(database, keys); });
}

Later<reports::QuickFinds> Desk::quickFind(QString search, int most)
{
    return read<reports::QuickFinds>([search = std::move(search), most](Database& database) {
        return reports::quickFind(database, search, most);
    });
}

Later<reports::PageIndex> Desk::transferIndex(
    std::optional<ledger::AccountPath> account, reports::PageIndex known)
{
    return read<reports::PageIndex>(
        [account = std::move(account), known = std::move(known)](
            Database& database) { return indexTransfers(database, account, known); });
}

Later<reports::PageIndex> Desk::newestTransfers(std::optional<ledger::AccountPath> account)
{
    return read<reports::PageIndex>([account = std::move(account)](Database& database) {
        return reports::newestTransfers(database, account);
    });
}

Later<std::vector<reports::TransferRow>> Desk::transferPage(
    std::optional<ledger::AccountPath> account, reports::PageKey start)
{
    return read<std::vector<reports::TransferRow>>([account = std::move(account), start](Database& database) {
        return reports::transferPage(database, account, start);
    });
}

Later<reports::PageIndex> Desk::auditIndex(QString search, reports::PageIndex known)
{
    return read<reports::PageIndex>([search = std::move(search), known = std::move(known)](
                                        Database& database) { return indexAudit(database, search, known); });
}

Later<reports::PageIndex> Desk::newestAudit(QString search)
{
    return read<reports::PageIndex>(
        [search = std::move(search)](Database& database) { return reports::newestAudit(database, search); });
}

Later<std::vector<reports::AuditRow>> Desk::auditPage(QString search, reports::PageKey start)
{
    return read<std::vector<reports::AuditRow>>([search = std::move(search), start](Database& database) {
        return reports::auditPage(database, search, start);
    });
}

} // namespace zhangfang::backend
