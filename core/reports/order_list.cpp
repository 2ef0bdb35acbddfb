#include "reports/order_list.h"

#include "base/calendar.h"
#include "payments/order_desk.h"

#include <algorithm>
#include <limits>

namespace zhangfang::reports
{
namespace
{

constexpr qint64 kForEver = std::numeric_limits<qint64>::max();

#define ZF_ORDER_RANGE "(o.created_at, o.id) >= (:at, :id) AND o.created_at < :to "
#define ZF_ORDER_SEARCH                                                                                      \
    "o.id IN (SELECT id FROM orders WHERE out_trade_no >= :number AND out_trade_no < :numberEnd "            \
    "UNION SELECT id FROM orders WHERE transaction_id >= :wechat AND transaction_id < :wechatEnd "           \
    "UNION SELECT orders.id FROM orders WHERE user_id IN (SELECT id FROM users WHERE id = :user "            \
    "UNION SELECT id FROM users WHERE openid = :openid UNION SELECT id FROM users WHERE name = :name AND "   \
    "name <> '')) "                                                                                          \
    "AND (:anyState = '' OR o.state = :state) "
#define ZF_ORDER_ROW                                                                                         \
    "SELECT o.created_at, o.id, o.out_trade_no, o.description, o.amount_fen, o.state, o.purpose, "           \
    "o.channel, "                                                                                            \
    "COALESCE(o.user_id, 0), COALESCE(u.name, ''), COALESCE(o.transaction_id, ''), COALESCE(o.paid_at, 0), " \
    "o.settle_fen, o.fee_fen, o.refunded_fen "                                                               \
    "FROM orders o LEFT JOIN users u ON u.id = o.user_id WHERE "
#define ZF_ORDER_ORDER "ORDER BY o.created_at, o.id "
#define ZF_NEWEST_ORDERS "ORDER BY o.created_at DESC, o.id DESC LIMIT :limit"
#define ZF_ORDER_KEYS "SELECT o.created_at, o.id FROM orders o WHERE "

qint64 endOf(const OrderFilter& filter)
{
    return filter.to.isValid() ? base::startOfDayUtcMs(filter.to.addDays(1)) : kForEver;
}

PageKey startOf(const OrderFilter& filter)
{
    return {filter.from.isValid() ? base::startOfDayUtcMs(filter.from) : 0, 0};
}

enum class Wanted { keys, newestKeys, rows };

Result<storage::Rows> select(
    storage::Database& database, const OrderFilter& filter, PageKey start, Wanted wanted)
{
    const QString state = filter.state ? shop::toText(*filter.state) : QString();
    const qint64 to = endOf(filter);
    const int limit = kPageRows;
    if (const QString text = filter.search.trimmed(); !text.isEmpty()) {
        if (wanted == Wanted::keys)
            return database.query(ZF_ORDER_KEYS ZF_ORDER_SEARCH "AND " ZF_ORDER_RANGE ZF_ORDER_ORDER,
                {{":number", text}, {":numberEnd", behind(text)}, {":wechat", text},
                    {":wechatEnd", behind(text)}, {":user", text.toLongLong()}, {":openid", text},
                    {":name", text}, {":anyState", state}, {":state", state}, {":at", start.at},
                    {":id", start.id}, {":to", to}});
        if (wanted == Wanted::newestKeys)
            return database.query(ZF_ORDER_KEYS ZF_ORDER_SEARCH "AND " ZF_ORDER_RANGE ZF_NEWEST_ORDERS,
                {{":number", text}, {":numberEnd", behind(text)}, {":wechat", text},
                    {":wechatEnd", behind(text)}, {":user", text.toLongLong()}, {":openid", text},
                    {":name", text}, {":anyState", state}, {":state", state}, {":at", start.at},
                    {":id", start.id}, {":to", to}, {":limit", limit}});
        return database.query(ZF_ORDER_ROW ZF_ORDER_SEARCH "AND " ZF_ORDER_RANGE ZF_ORDER_ORDER
                                                           "LIMIT :limit",
            {{":number", text}, {":numberEnd", behind(text)}, {":wechat", text}, {":wechatEnd", behind(text)},
                {":user", text.toLongLong()}, {":openid", text}, {":name", text}, {":anyState", state},
                {":state", state}, {":at", start.at}, {":id", start.id}, {":to", to}, {":limit", limit}});
    }
    if (filter.state) {
        if (wanted == Wanted::keys)
            return database.query(ZF_ORDER_KEYS "o.state = :state AND " ZF_ORDER_RANGE ZF_ORDER_ORDER,
                {{":state", state}, {":at", start.at}, {":id", start.id}, {":to", to}});
        if (wanted == Wanted::newestKeys)
            return database.query(ZF_ORDER_KEYS "o.state = :state AND " ZF_ORDER_RANGE ZF_NEWEST_ORDERS,
                {{":state", state}, {":at", start.at}, {":id", start.id}, {":to", to}, {":limit", limit}});
        return database.query(ZF_ORDER_ROW "o.state = :state AND " ZF_ORDER_RANGE ZF_ORDER_ORDER
                                           "LIMIT :limit",
            {{":state", state}, {":at", start.at}, {":id", start.id}, {":to", to}, {":limit", limit}});
    }
    if (wanted == Wanted::keys)
        return database.query(
            ZF_ORDER_KEYS ZF_ORDER_RANGE ZF_ORDER_ORDER, {{":at", start.at}, {":id", start.id}, {":to", to}});
    if (wanted == Wanted::newestKeys)
        return database.query(ZF_ORDER_KEYS ZF_ORDER_RANGE ZF_NEWEST_ORDERS,
            {{":at", start.at}, {":id", start.id}, {":to", to}, {":limit", limit}});
    return database.query(ZF_ORDER_ROW ZF_ORDER_RANGE ZF_ORDER_ORDER "LIMIT :limit",
        {{":at", start.at}, {":id", start.id}, {":to", to}, {":limit", limit}});
}

} // namespace

Result<PageIndex> indexOrders(storage::Database& database, const OrderFilter& filter, PageIndex known)
{
    ZF_ASSIGN(auto rows, select(database, filter, resumeAt(known, startOf(filter)), Wanted::keys));
    return indexPages(std::move(rows), std::move(known));
}

Result<PageIndex> newestOrders(storage::Database& database, const OrderFilter& filter)
{
    return select(database, filter, startOf(filter), Wanted::newestKeys).map(&newestPage);
}

Result<std::vector<OrderRow>> orderPage(storage::Database& database, const OrderFilter& filter, PageKey start)
{
    ZF_ASSIGN(auto rows, select(database, filter, start, Wanted::rows));
    std::vector<OrderRow> page;
    while (rows.next()) {
        ZF_ASSIGN(const shop::Purpose purpose, shop::parsePurpose(rows.text(6)));
        page.push_back({{rows.number(0), rows.number(1)}, rows.text(2), rows.text(3),
            Money::fen(rows.number(4)), shop::parseOrderState(rows.text(5)), purpose, rows.text(7),
            base::UserId(rows.number(8)), rows.text(9), rows.text(10), rows.number(0), rows.number(11),
            Money::fen(rows.number(12)), Money::fen(rows.number(13)), Money::fen(rows.number(14))});
    }
    return page;
}

Result<TransferDetail> transferById(storage::Database& database, base::TransferId id)
{
    TransferDetail transfer;
    {
        ZF_ASSIGN(auto rows,
            database.query("SELECT id, key, kind, description, occurred_at, posted_at, previous_hash, hash "
                           "FROM transfers WHERE id = :id",
                {{":id", id.value()}}));
        if (!rows.next())
            return base::notFound(
                "no_such_transfer", QStringLiteral("There is no transfer %1.").arg(id.value()));
        transfer = {base::TransferId(rows.number(0)), rows.text(1), rows.text(2), rows.text(3),
            rows.number(4), rows.number(5), rows.text(6), rows.text(7), {}};
    }
    ZF_ASSIGN(auto rows,
        database.query("SELECT a.path, e.amount_fen FROM entries e JOIN accounts a ON a.id = e.account_id "
                       "WHERE e.transfer_id = :id ORDER BY e.line",
            {{":id", id.value()}}));
    while (rows.next()) {
        ZF_ASSIGN(const auto path, ledger::AccountPath::parse(rows.text(0)));
        transfer.entries.push_back({path, Money::fen(rows.number(1))});
    }
    return transfer;
}

bool isReversalSent(const OrderStory& story)
{
    return std::any_of(story.events.begin(), story.events.end(), [](const OrderEventLine& event) {
        return event.evidence.startsWith(payments::kReversed) ||
               event.evidence.startsWith(payments::kReversalSent);
    });
}

Result<OrderStory> orderStory(storage::Database& database, const QString& number)
{
    OrderStory story;
    ZF_ASSIGN(story.order, shop::findOrder(database, number));
    if (story.order.user != base::UserId()) {
        ZF_ASSIGN(story.user, shop::findUser(database, story.order.user));
    }
    {
        ZF_ASSIGN(auto rows,
            database.query("SELECT at, event, evidence FROM order_events WHERE order_id = :id ORDER BY id",
                {{":id", story.order.id}}));
        while (rows.next())
            story.events.push_back({rows.number(0), rows.text(1), rows.text(2)});
    }
    ZF_ASSIGN(story.refunds, payments::refundsOf(database, story.order.id));
    std::vector<base::TransferId> ids;
    if (!story.order.transactionId.isEmpty()) {
        ZF_ASSIGN(auto rows,
            database.query("SELECT id FROM transfers WHERE key = :payment OR key = :settle ORDER BY id",
                {{":payment", QStringLiteral("payment:") + story.order.transactionId},
                    {":settle", QStringLiteral("settle:") + story.order.transactionId}}));
        while (rows.next())
            ids.emplace_back(rows.number(0));
    }
    for (const payments::RefundRow& refund : story.refunds) {
        ZF_ASSIGN(auto rows, database.query("SELECT id FROM transfers WHERE key = :refund",
                                 {{":refund", QStringLiteral("refund:") + refund.number.toString()}}));
        if (rows.next())
            ids.emplace_back(rows.number(0));
    }
    for (const base::TransferId id : ids) {
        ZF_ASSIGN(auto transfer, transferById(database, id));
        story.transfers.push_back(std::move(transfer));
    }
    return story;
}

} // namespace zhangfang::reports
