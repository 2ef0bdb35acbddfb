#include "ctl/json_views.h"

#include "base/calendar.h"
#include "base/json.h"
#include "base/plain_text.h"

namespace zhangfang::ctl
{
namespace
{

QJsonValue time(qint64 utcMs)
{
    return utcMs == 0 ? QJsonValue() : QJsonValue(base::toRfc3339(utcMs));
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

QString shown(const QString& key, const QJsonValue& value)
{
    if (key.endsWith(QLatin1String("_fen")) && value.isDouble())
        return base::Money::fen(value.toInteger()).toDisplay();
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isBool())
        return value.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
    if (value.isObject())
        return QString::fromUtf8(base::toVisibleJson(value.toObject()));
    if (value.isArray()) { // in a line of a list
        QStringList all;
        for (const auto& one : value.toArray())
            all << shown({}, one);
        return all.join(QLatin1Char(','));
    }
    return base::shownOnOneLine(value.toString(QStringLiteral("-")));
}

} // namespace

QJsonObject view(const shop::User& user)
{
    return {{QStringLiteral("id"), user.id.value()}, {QStringLiteral("openid"), user.openid},
        {QStringLiteral("name"), user.name}, {QStringLiteral("device"), user.device},
        {QStringLiteral("appid"), orNull(user.appid)},
        {QStringLiteral("created_at"), time(user.createdAtUtcMs)}};
}

QJsonObject view(const shop::Wallet& wallet)
{
    return {{QStringLiteral("user"), wallet.user.value()},
        {QStringLiteral("available_fen"), wallet.available.inFen()},
        {QStringLiteral("held_fen"), wallet.held.inFen()}};
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

QJsonObject view(const access::Operator& one)
{
    const char* const totp = one.totp == access::Enrolment::complete ? "enrolled"
                             : one.totp == access::Enrolment::begun  ? "begun"
                                                                     : "none";
    return {{QStringLiteral("name"), one.name}, {QStringLiteral("role"), access::toText(one.role)},
        {QStringLiteral("enabled"), one.isEnabled}, {QStringLiteral("totp"), QString::fromLatin1(totp)},
        {QStringLiteral("recovery_sheet"), one.hasSheet},
        {QStringLiteral("created_at"), time(one.createdAtUtcMs)}};
}

QJsonObject view(const payments::RefundRow& refund)
{
    return {{QStringLiteral("refund"), refund.number.toString()},
        {QStringLiteral("amount_fen"), refund.amount.inFen()}, {QStringLiteral("reason"), refund.reason},
        {QStringLiteral("state"), payments::toText(refund.stage)},
        {QStringLiteral("refund_id"), refund.refundId}, {QStringLiteral("attempts"), refund.attempts},
        {QStringLiteral("payer_fen"), refund.takings.payer.inFen()},
        {QStringLiteral("settled_fen"), refund.takings.settled.inFen()},
        {QStringLiteral("fee_fen"), refund.takings.fee.inFen()},
        {QStringLiteral("rounds"), refund.doubt.rounds},
        {QStringLiteral("unclear_since"), time(refund.doubt.sinceUtcMs.value_or(0))},
        {QStringLiteral("blocked"), orNull(refund.blocked)},
        {QStringLiteral("funds_account"), orNull(refund.fundsAccount)},
        {QStringLiteral("redirect_to"), orNull(refund.redirectTo)},
        {QStringLiteral("redirect_state"), orNull(refund.redirectState)},
        {QStringLiteral("note"), refund.note}, {QStringLiteral("created_at"), time(refund.createdAtUtcMs)},
        {QStringLiteral("finished_at"), time(refund.finishedAtUtcMs)}};
}

QJsonObject view(const payouts::PayoutEvent& event)
{
    return {{QStringLiteral("at"), time(event.atUtcMs)}, {QStringLiteral("event"), event.event},
        {QStringLiteral("state"), event.state}, {QStringLiteral("actor"), event.actor},
        {QStringLiteral("evidence"), event.evidence}};
}

QJsonObject view(const backend::RecoveryStatus& status)
{
    QJsonArray differences;
    for (const backend::AccountDifference& one : status.differences)
        differences.append(QJsonObject{{QStringLiteral("account"), one.account},
            {QStringLiteral("when"),
                one.day.isValid() ? one.day.toString(Qt::ISODate) : QStringLiteral("now")},
            {QStringLiteral("wechat_fen"), one.wechat.inFen()},
            {QStringLiteral("books_fen"), one.books.inFen()},
            {QStringLiteral("difference_fen"), one.wechat.inFen() - one.books.inFen()},
            {QStringLiteral("told_at"), time(one.toldAtUtcMs)}});
    QJsonArray findings;
    for (const recovery::Finding& one : status.findings)
        findings.append(
            QJsonObject{{QStringLiteral("kind"), one.kind}, {QStringLiteral("number"), one.number},
                {QStringLiteral("ours"), one.ours}, {QStringLiteral("wechat"), orNull(one.wechat)},
                {QStringLiteral("done"), orNull(one.done)}, {QStringLiteral("differs"), one.differs},
                {QStringLiteral("looked_at"), time(one.lookedAtUtcMs)}});
    const recovery::Standing& now = status.standing;
    return {{QStringLiteral("state"), recovery::toText(now.state)},
        {QStringLiteral("message"), status.describe()}, {QStringLiteral("since"), time(now.sinceUtcMs)},
        {QStringLiteral("backup_at"), time(now.backupAtUtcMs)},
        {QStringLiteral("unknown_minutes"), (status.unknownMs() + 59'999) / 60'000},
        {QStringLiteral("cause"), orNull(now.cause)}, {QStringLiteral("source"), orNull(now.source)},
        {QStringLiteral("actor"), orNull(now.actor)}, {QStringLiteral("looked"), status.progress.looked},
        {QStringLiteral("to_look"), status.progress.toLook},
        {QStringLiteral("differing"), status.progress.differing},
        {QStringLiteral("difference_fen"),
            status.difference ? QJsonValue(status.difference->inFen()) : QJsonValue()},
        {QStringLiteral("differences"), differences}, {QStringLiteral("findings"), findings},
        {QStringLiteral("balances_refused"), QJsonArray::fromStringList(status.refusedAccounts)},
        {QStringLiteral("confirmed_at"), time(now.confirmedAtUtcMs)},
        {QStringLiteral("confirmed_by"), orNull(now.confirmedBy)},
        {QStringLiteral("reason"), orNull(now.reason)}};
}

QJsonObject errorView(const base::Error& error)
{
    return {{QStringLiteral("code"), error.code}, {QStringLiteral("message"), error.message}};
}

QJsonObject page(const QJsonArray& items, int limit, qint64 lastKey)
{
    return {{QStringLiteral("items"), items},
        {QStringLiteral("next"),
            items.size() == limit ? QJsonValue(QString::number(lastKey)) : QJsonValue()}};
}

QString asText(const QJsonObject& object)
{
    QString text;
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (!field.value().isArray()) {
            text +=
                field.key() + QStringLiteral(": ") + shown(field.key(), field.value()) + QLatin1Char('\n');
            continue;
        }
        for (const auto& item : field.value().toArray()) {
            QStringList cells;
            const QJsonObject row = item.toObject();
            for (auto cell = row.begin(); cell != row.end(); ++cell)
                cells << cell.key() + QLatin1Char('=') + shown(cell.key(), cell.value());
            text += row.isEmpty() ? shown({}, item) : cells.join(QLatin1String("  "));
            text += QLatin1Char('\n');
        }
    }
    return text;
}

} // namespace zhangfang::ctl
