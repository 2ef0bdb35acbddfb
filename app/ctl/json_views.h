#pragma once

#include "access/operators.h"
#include "backend/recovery.h"
#include "payments/refund.h"
#include "payouts/approvals.h"
#include "payouts/payout.h"
#include "shop/orders.h"
#include "shop/users.h"

#include <QJsonArray>
#include <QJsonObject>

namespace zhangfang::ctl
{

/// The names scripts rely on: amounts in fen, times as RFC 3339, null where there is none.
[[nodiscard]] QJsonObject view(const shop::User& user);
[[nodiscard]] QJsonObject view(const shop::Wallet& wallet);
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
[[nodiscard]] QJsonObject view(const access::Operator& one);
[[nodiscard]] QJsonObject view(const payments::RefundRow& refund);
[[nodiscard]] QJsonObject view(const payouts::PayoutEvent& event);
[[nodiscard]] QJsonObject view(const backend::RecoveryStatus& status);
/// {"code", "message"}.
[[nodiscard]] QJsonObject errorView(const base::Error& error);
/// {"items": […], "next": cursor or null}: `next` is the last item's key when the page is full.
[[nodiscard]] QJsonObject page(const QJsonArray& items, int limit, qint64 lastKey);
/// What a person reads: one "name: value" line for each field, lists one line an item.
[[nodiscard]] QString asText(const QJsonObject& object);

} // namespace zhangfang::ctl
