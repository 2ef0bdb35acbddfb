#pragma once

#include "ledger/ledger.h"
#include "payments/refund.h"
#include "reports/paging.h"
#include "shop/orders.h"
#include "shop/users.h"

#include <optional>
#include <QDate>

namespace zhangfang::reports
{

using base::Money;

enum class OrderSort { newest, oldest, largest, smallest }; ///< which come first
[[nodiscard]] Top topOf(OrderSort sort);

/// Which orders to show, and how; everything given must hold.
struct OrderFilter {
    /// Parts of the description, or of the user's name: in any order, as they are or in pinyin, whole or by
    /// its initials. Or the beginning of the order's or WeChat's number, or of the user's openid; or the
    /// user's number. Case and width do not matter. See search/query.h.
    QString search;
    std::optional<shop::OrderState> state;
    QDate from; ///< business days, both included; null: open
    QDate to;
    OrderSort sort = OrderSort::newest;
    friend bool operator==(const OrderFilter&, const OrderFilter&) = default;
};

struct OrderRow {
    PageKey key;
    QString number;
    QString description;
    Money amount;
    shop::OrderState state = shop::OrderState::pending;
    shop::Purpose purpose = shop::Purpose::sale;
    QString channel;
    base::UserId user;
    QString userName;
    QString transactionId;
    qint64 createdAtUtcMs = 0;
    qint64 paidAtUtcMs = 0;
    Money settles; ///< as in shop::Order; zero until paid, and so is the fee
    Money fee;
    Money refunded;
};

/// The pages of the orders that pass. `known`, made with the same filter, is extended where the list only
/// grows at its end, which lists of all orders by time do: see `growsAtItsEnd`.
[[nodiscard]] Result<PageIndex> indexOrders(
    storage::Database& database, const OrderFilter& filter, PageIndex known = {});
/// The last page alone, of what is on top where `topOf` says highest.
[[nodiscard]] Result<PageIndex> newestOrders(storage::Database& database, const OrderFilter& filter);
/// One page, in rising order, starting at `start`.
[[nodiscard]] Result<std::vector<OrderRow>> orderPage(
    storage::Database& database, const OrderFilter& filter, PageKey start);
/// Whether rows only ever come at the end of its pages: else old ones come, go and move.
[[nodiscard]] bool growsAtItsEnd(const OrderFilter& filter);
/// Of all that pass.
[[nodiscard]] Result<ListSum> sumOrders(storage::Database& database, const OrderFilter& filter);
/// Of these, by their keys; what is no longer there is not counted.
[[nodiscard]] Result<ListSum> sumOrders(storage::Database& database, const std::vector<PageKey>& keys);

struct OrderEventLine {
    qint64 atUtcMs = 0;
    QString event;
    QString evidence;
};

/// A transfer as the ledger has it.
struct TransferDetail {
    base::TransferId id;
    QString key;
    QString kind;
    QString description;
    qint64 occurredAtUtcMs = 0;
    qint64 postedAtUtcMs = 0;
    QString previousHash;
    QString hash;
    std::vector<ledger::Entry> entries;
    QString cause; ///< what it was posted for, "audit:17"; empty: by a program that did not say
};
/// Errors: no_such_transfer.
[[nodiscard]] Result<TransferDetail> transferById(storage::Database& database, base::TransferId id);

/// The whole of one order: the notification that told of it, the transfers that booked it, what happened.
struct OrderStory {
    shop::Order order;
    std::optional<shop::User> user;
    std::vector<OrderEventLine> events;
    std::vector<TransferDetail> transfers;
    std::vector<payments::RefundRow> refunds; ///< the oldest first
};
/// Whether a reversal was sent for it, which WeChat Pay may have taken: then the money of one that is paid
/// goes back to the customer. See payments::OrderDesk.
[[nodiscard]] bool isReversalSent(const OrderStory& story);
/// Errors: no_such_order.
[[nodiscard]] Result<OrderStory> orderStory(storage::Database& database, const QString& number);

} // namespace zhangfang::reports
