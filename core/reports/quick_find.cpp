#include "reports/quick_find.h"

namespace zhangfang::reports
{
namespace
{

/// The newest of a page that is in rising order.
template <class Row> std::vector<Row> newest(std::vector<Row> page, int most)
{
    std::reverse(page.begin(), page.end());
    if (page.size() > static_cast<size_t>(most))
        page.resize(static_cast<size_t>(most));
    return page;
}

template <class Row>
Result<std::vector<Row>> some(
    const PageIndex& last, int most, const std::function<Result<std::vector<Row>>(PageKey)>& page)
{
    if (last.starts.empty())
        return std::vector<Row>();
    ZF_ASSIGN(auto rows, page(last.starts.front()));
    return newest(std::move(rows), most);
}

} // namespace

Result<QuickFinds> quickFind(storage::Database& database, const QString& search, int most)
{
    QuickFinds finds;
    if (search.trimmed().isEmpty())
        return finds;
    const UserFilter users(search);
    ZF_ASSIGN(const PageIndex lastUsers, newestUsers(database, users));
    ZF_ASSIGN(finds.users, some<UserRow>(lastUsers, most,
                               [&](const PageKey& start) { return userPage(database, users, start); }));
    OrderFilter orders;
    orders.search = search;
    ZF_ASSIGN(const PageIndex lastOrders, newestOrders(database, orders));
    ZF_ASSIGN(finds.orders, some<OrderRow>(lastOrders, most,
                                [&](const PageKey& start) { return orderPage(database, orders, start); }));
    PayoutFilter payouts;
    payouts.search = search;
    ZF_ASSIGN(const PageIndex lastPayouts, newestPayouts(database, payouts));
    ZF_ASSIGN(finds.payouts, some<PayoutRecord>(lastPayouts, most, [&](const PageKey& start) {
        return payoutRecords(database, payouts, start);
    }));
    return finds;
}

} // namespace zhangfang::reports
