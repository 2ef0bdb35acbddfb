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

Later<reports::PageIndex> Desk::transferIndex(Transfers list, reports::PageIndex known)
{
    return read<reports::PageIndex>([list = std::move(list), known = std::move(known)](
                                        Database& database) { return list->index(database, known); });
}

Later<reports::PageIndex> Desk::newestTransfers(Transfers list)
{
    return read<reports::PageIndex>(
        [list = std::move(list)](Database& database) { return list->newest(database); });
}

Later<std::vector<reports::TransferRow>> Desk::transferPage(Transfers list, reports::PageKey start)
{
    return read<std::vector<reports::TransferRow>>(
        [list = std::move(list), start = std::move(start)](
            Database& database) { return list->page(database, start); });
}

Later<reports::PageIndex> Desk::auditIndex(reports::AuditFilter filter, reports::PageIndex known)
{
    return read<reports::PageIndex>([filter = std::move(filter), known = std::move(known)](
                                        Database& database) { return indexAudit(database, filter, known); });
}

Later<reports::PageIndex> Desk::newestAudit(reports::AuditFilter filter)
{
    return read<reports::PageIndex>(
        [filter = std::move(filter)](Database& database) { return reports::newestAudit(database, filter); });
}

Later<std::vector<reports::AuditRow>> Desk::auditPage(reports::AuditFilter filter, reports::PageKey start)
{
    return read<std::vector<reports::AuditRow>>(
        [filter = std::move(filter), start = std::move(start)](
            Database& database) { return reports::auditPage(database, filter, start); });
}

Later<reports::PageIndex> Desk::taskIndex()
{
    return read<reports::PageIndex>([](Database& database) { return reports::indexTasks(database); });
}

Later<std::vector<reports::TaskRow>> Desk::taskPage(reports::PageKey start)
{
    return read<std::vector<reports::TaskRow>>(
        [start = std::move(start)](Database& database) { return reports::taskPage(database, start); });
}

Later<std::vector<reports::NotificationRow>> Desk::notificationsAbout(QString subject)
{
    constexpr int kShown = 20;
    return read<std::vector<reports::NotificationRow>>([subject = std::move(subject)](Database& database) {
        return reports::notificationsAbout(database, subject, kShown);
    });
}

} // namespace zhangfang::backend
