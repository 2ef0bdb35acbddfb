#include "payments/order_desk.h"
#include "reports/order_list.h"

#include <algorithm>

namespace zhangfang::reports
{

Result<TransferDetail> transferById(storage::Database& database, base::TransferId id)
{
    TransferDetail transfer;
    {
        ZF_ASSIGN(auto rows,
            database.query("SELECT id, key, kind, description, occurred_at, posted_at, previous_hash, hash, "
                           "cause FROM transfers WHERE id = :id",
                {{":id", id.value()}}));
        if (!rows.next())
            return base::notFound(
                "no_such_transfer", QStringLiteral("There is no transfer %1.").arg(id.value()));
        transfer = {base::TransferId(rows.number(0)), rows.text(1), rows.text(2), rows.text(3),
            rows.number(4), rows.number(5), rows.text(6), rows.text(7), {}, rows.text(8)};
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
