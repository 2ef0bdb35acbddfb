#pragma once

#include "backend/interfaces/export_target.h"
#include "backend/interfaces/later.h"
#include "payments/order_desk.h"
#include "reports/order_list.h"

namespace zhangfang::backend
{

/// What customers pay: lists, stories, and the orders at WeChat Pay. Nothing here takes a password: no money
/// leaves. On the UI's thread; every answer comes later.
class Orders
{
public:
    virtual ~Orders() = default;
    [[nodiscard]] virtual Later<reports::PageIndex> orderIndex(
        reports::OrderFilter filter, reports::PageIndex known) = 0;
    [[nodiscard]] virtual Later<reports::PageIndex> newestOrders(reports::OrderFilter filter) = 0;
    [[nodiscard]] virtual Later<std::vector<reports::OrderRow>> orderPage(
        reports::OrderFilter filter, reports::PageKey start) = 0;
    /// How many pass, and their sum; and the same of chosen rows, by their keys.
    [[nodiscard]] virtual Later<reports::ListSum> orderSum(reports::OrderFilter filter) = 0;
    [[nodiscard]] virtual Later<reports::ListSum> orderSumOf(std::vector<reports::PageKey> keys) = 0;
    [[nodiscard]] virtual Later<reports::OrderStory> orderStory(QString number) = 0;
    [[nodiscard]] virtual Later<shop::Order> createOrder(payments::NewOrder order) = 0;
    [[nodiscard]] virtual Later<shop::Order> syncOrder(QString number) = 0;
    [[nodiscard]] virtual Later<shop::Order> closeOrder(QString number) = 0;
    /// The order with a link that can be handed out now; see `payments::OrderDesk::link`.
    [[nodiscard]] virtual Later<shop::Order> orderLink(QString number) = 0;
    /// Lists as files: all that the filter matches, in the order of the screen. Each answers how many rows it
    /// wrote, which its job counts. Errors: as `backend::exportTable`, and those of the list.
    [[nodiscard]] virtual Later<qint64> exportOrders(
        const reports::OrderFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job) = 0;
};

} // namespace zhangfang::backend
