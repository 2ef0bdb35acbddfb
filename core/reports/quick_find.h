#pragma once

#include "reports/order_list.h"
#include "reports/payout_queue.h"
#include "reports/user_list.h"

namespace zhangfang::reports
{

/// Some of everything that what was typed can mean, the newest first.
struct QuickFinds {
    std::vector<UserRow> users;
    std::vector<OrderRow> orders;
    std::vector<PayoutRecord> payouts;
};
/// At most `most` of each; nothing for nothing. What is searched is as in each list's own filter.
[[nodiscard]] Result<QuickFinds> quickFind(storage::Database& database, const QString& search, int most);

} // namespace zhangfang::reports
