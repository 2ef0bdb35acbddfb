#pragma once

#include "office/query.h"
#include "payouts/approvals.h"
#include "payouts/payout.h"
#include "shop/orders.h"
#include "shop/users.h"

/// Rows as answers have them, by the names that scripts rely on: sums in fen, times as RFC 3339, null where
/// there is none.
namespace zhangfang::reports
{

[[nodiscard]] QJsonObject view(const shop::User& user);
[[nodiscard]] QJsonObject view(const shop::Order& order);
[[nodiscard]] QJsonObject view(const payouts::Payout& payout);
/// The same with who has approved it, and how many have to.
struct ShownPayout {
    payouts::Payout payout;
    payouts::Approvals approvals;
};
[[nodiscard]] QJsonObject view(const ShownPayout& shown);
[[nodiscard]] base::Result<ShownPayout> withApprovals(
    storage::Database& database, const payouts::Payout& payout);
[[nodiscard]] QJsonObject view(const payouts::PayoutEvent& event);

[[nodiscard]] std::vector<office::Column> userColumns();
[[nodiscard]] std::vector<office::Column> orderColumns();
/// Of a ShownPayout.
[[nodiscard]] std::vector<office::Column> withdrawalColumns();

} // namespace zhangfang::reports
