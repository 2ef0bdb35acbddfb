#include "reports/row_views.h"

namespace zhangfang::reports
{

using office::CellType;
using office::Column;

namespace
{

QJsonValue time(qint64 utcMs)
{
    return office::timeOrNull(utcMs);
}
QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}
QJsonValue orNull(base::UserId id)
{
    return id.value() == 0 ? QJsonValue() : QJsonValue(id.value());
}

/// What coupons paid, prefunded or not; nothing before it is paid.
qint64 byCoupons(const shop::Order& order)
{
    return order.transactionId.isEmpty() ? 0 : order.amount.inFen() - order.payer.inFen();
}

} // namespace

QJsonObject view(const shop::User& user)
{
    return {{QStringLiteral("id"), user.id.value()}, {QStringLiteral("openid"), user.openid},
        {QStringLiteral("name"), user.name}, {QStringLiteral("device"), user.device},
        {QStringLiteral("appid"), orNull(user.appid)},
        {QStringLiteral("created_at"), time(user.createdAtUtcMs)}};
}

QJsonObject view(const shop::Order& order)
{
    return {{QStringLiteral("out_trade_no"), order.number.toString()},
        {QStringLiteral("state"), shop::toText(order.state)},
        {QStringLiteral("payment"), shop::toText(order.payment)},
        {QStringLiteral("fulfilment"), shop::toText(order.fulfilment)},
        {QStringLiteral("amount_fen"), order.amount.inFen()},
        {QStringLiteral("description"), order.description},
        {QStringLiteral("purpose"), shop::toText(order.purpose)}, {QStringLiteral("channel"), order.channel},
        {QStringLiteral("user"), orNull(order.user)}, {QStringLiteral("code_url"), orNull(order.codeUrl)},
        {QStringLiteral("prepay_id"), orNull(order.prepayId)},
        {QStringLiteral("transaction_id"), orNull(order.transactionId)},
        {QStringLiteral("created_at"), time(order.createdAtUtcMs)},
        {QStringLiteral("expires_at"), time(order.expiresAtUtcMs)},
        {QStringLiteral("paid_at"), time(order.paidAtUtcMs)}, {QStringLiteral("api"), order.api},
        {QStringLiteral("appid"), orNull(order.appid)},
        {QStringLiteral("link_made_at"), time(order.linkMadeAtUtcMs)},
        {QStringLiteral("refunded_fen"), order.refunded.inFen()},
        {QStringLiteral("refunding_fen"), order.refunding.inFen()},
        {QStringLiteral("payer_fen"), order.payer.inFen()}, {QStringLiteral("coupon_fen"), byCoupons(order)},
        {QStringLiteral("settles_fen"), order.settles.inFen()},
        {QStringLiteral("fee_fen"), order.fee.inFen()},
        {QStringLiteral("arrives_fen"), order.settles.inFen() - order.fee.inFen()},
        {QStringLiteral("credited_fen"), order.credited.inFen()},
        {QStringLiteral("waiting_fen"), order.doubt.inFen()},
        {QStringLiteral("attach"), orNull(order.attributes.attach)}};
}

QJsonObject view(const payouts::Payout& payout)
{
    return {{QStringLiteral("id"), payout.id.value()},
        {QStringLiteral("out_bill_no"), payout.number.toString()},
        {QStringLiteral("user"), payout.user.value()},
        {QStringLiteral("state"), payouts::toText(payout.state)},
        {QStringLiteral("amount_fen"), payout.amount.inFen()},
        {QStringLiteral("package_info"), orNull(payout.packageInfo)},
        {QStringLiteral("transfer_bill_no"), orNull(payout.transferBillNo)},
        {QStringLiteral("channel"), orNull(payout.channel)},
        {QStringLiteral("batch_no"), orNull(payout.batchNo)}, {QStringLiteral("attempts"), payout.attempts},
        {QStringLiteral("rounds"), payout.doubt.rounds},
        {QStringLiteral("unclear_since"), time(payout.doubt.sinceUtcMs.value_or(0))},
        {QStringLiteral("cancel_requested"), payout.cancelRequested},
        {QStringLiteral("blocked"), orNull(payout.blocked)}, {QStringLiteral("note"), orNull(payout.note)},
        {QStringLiteral("requested_at"), time(payout.requestedAtUtcMs)},
        {QStringLiteral("requested_by"), orNull(payout.requestedBy)},
        {QStringLiteral("approved_at"), time(payout.approvedAtUtcMs)},
        {QStringLiteral("finished_at"), time(payout.finishedAtUtcMs)}};
}

QJsonObject view(const ShownPayout& shown)
{
    QJsonObject json = view(shown.payout);
    QJsonArray given;
    for (const payouts::Approval& one : shown.approvals.given)
        given.append(QJsonObject{
            {QStringLiteral("operator"), one.operatorName}, {QStringLiteral("at"), time(one.atUtcMs)}});
    json.insert(QStringLiteral("approvals"), given);
    json.insert(QStringLiteral("approvals_needed"), shown.approvals.needed);
    return json;
}

base::Result<ShownPayout> withApprovals(storage::Database& database, const payouts::Payout& payout)
{
    ZF_ASSIGN(const access::Settings* const settings, access::Settings::current(database));
    return payouts::approvalsOf(database, payout, *settings).map([&](const payouts::Approvals& approvals) {
        return ShownPayout{payout, approvals};
    });
}

QJsonObject view(const payouts::PayoutEvent& event)
{
    return {{QStringLiteral("at"), time(event.atUtcMs)}, {QStringLiteral("event"), event.event},
        {QStringLiteral("state"), event.state}, {QStringLiteral("actor"), event.actor},
        {QStringLiteral("evidence"), event.evidence}};
}

std::vector<Column> userColumns()
{
    return {{"id", CellType::number, "the user's number"},
        {"openid", CellType::text, "in the app that they came with"},
        {"name", CellType::text, "the real name; may be empty"},
        {"device", CellType::text, "what tells their device apart; may be empty"},
        {"appid", CellType::text, "the app that the openid is of", true},
        {"created_at", CellType::time, "since when they are known"}};
}

std::vector<Column> orderColumns()
{
    return {{"out_trade_no", CellType::text, "its number"},
        {"state", CellType::text, "what a person calls it, of payment and fulfilment together"},
        {"payment", CellType::text, "whether it was paid"},
        {"fulfilment", CellType::text, "how far it has come to its customer"},
        {"amount_fen", CellType::sum, "what it costs"},
        {"description", CellType::text, "what the customer reads"},
        {"purpose", CellType::text, "a sale, or a top-up"}, {"channel", CellType::text, "how it is paid"},
        {"user", CellType::number, "whose it is", true},
        {"code_url", CellType::text, "what its QR code says, or its link", true},
        {"prepay_id", CellType::text, "WeChat Pay's, to pay it with", true},
        {"transaction_id", CellType::text, "WeChat Pay's number of the payment", true},
        {"created_at", CellType::time, "when it was made"},
        {"expires_at", CellType::time, "until when it can be paid", true},
        {"paid_at", CellType::time, "when it was paid", true},
        {"api", CellType::text, "the generation of WeChat Pay that opened it"},
        {"appid", CellType::text, "the app it is paid in", true},
        {"link_made_at", CellType::time, "how old its link is", true},
        {"refunded_fen", CellType::sum, "what was given back"},
        {"refunding_fen", CellType::sum, "what is being given back"},
        {"payer_fen", CellType::sum, "what the customer paid"},
        {"coupon_fen", CellType::sum, "what coupons paid"},
        {"settles_fen", CellType::sum, "what WeChat Pay settles of it"},
        {"fee_fen", CellType::sum, "what WeChat Pay takes, as expected"},
        {"arrives_fen", CellType::sum, "what is left of that"},
        {"credited_fen", CellType::sum, "what the user was credited"},
        {"waiting_fen", CellType::sum, "what of that waits until its refunds are known"},
        {"attach", CellType::text, "what the shop's own program keeps with it", true}};
}

std::vector<Column> withdrawalColumns()
{
    return {{"id", CellType::number, "the withdrawal's number"},
        {"out_bill_no", CellType::text, "ours at WeChat Pay"}, {"user", CellType::number, "who is paid"},
        {"state", CellType::text, "how far it has come"}, {"amount_fen", CellType::sum, "how much"},
        {"package_info", CellType::text, "with which the payee's app confirms it", true},
        {"transfer_bill_no", CellType::text, "WeChat Pay's", true},
        {"channel", CellType::text, "which way it is paid, once it is approved", true},
        {"batch_no", CellType::text, "those that are sent together share one", true},
        {"attempts", CellType::number, "how often it was sent"},
        {"rounds", CellType::number, "how often it was asked about while it is unclear"},
        {"unclear_since", CellType::time, "since when nobody knows", true},
        {"cancel_requested", CellType::flag, "whether it is being cancelled"},
        {"blocked", CellType::text, "why a person is asked", true},
        {"note", CellType::text, "what was said of it last", true},
        {"requested_at", CellType::time, "when it was asked for", true},
        {"requested_by", CellType::text, "who asked for it", true},
        {"approved_at", CellType::time, "when it was approved", true},
        {"finished_at", CellType::time, "when it came to its end", true},
        {"approvals", CellType::rows, "who has approved it, and when"},
        {"approvals_needed", CellType::number, "how many have to"}};
}

} // namespace zhangfang::reports
