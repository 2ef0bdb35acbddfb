#include "payments/payments.h"

#include "base/calendar.h"
#include "ledger/ledger.h"
#include "shop/tasks.h"
#include "shop/users.h"

namespace zhangfang::payments
{

using ledger::AccountPath;

namespace
{

/// Most orders settled in one transaction.
constexpr int kSettlementPage = 500;

QString mismatch(
    const wechatpay::Transaction& transaction, const shop::Order& order, const Expected& expected)
{
    if (transaction.mchid != expected.mchid)
        return QStringLiteral("it names merchant %1, we are %2")
            .arg(transaction.mchid.left(40), expected.mchid);
    if (transaction.appid != expected.appid)
        return QStringLiteral("it names app %1, ours is %2").arg(transaction.appid.left(40), expected.appid);
    if (transaction.currency != QLatin1String("CNY"))
        return QStringLiteral("its currency is '%1', not CNY").arg(transaction.currency.left(8));
    if (transaction.total != order.amount)
        return QStringLiteral("it is about %1, the order about %2")
            .arg(transaction.total.toDisplay(), order.amount.toDisplay());
    if (!order.transactionId.isEmpty() && order.transactionId != transaction.transactionId)
        return QStringLiteral("the order is already paid by %1: it was paid twice").arg(order.transactionId);
    return {};
}

Result<Applied> quarantine(storage::Database& database, const wechatpay::Transaction& transaction,
    const QString& why, qint64 nowUtcMs)
{
    const QString note = QStringLiteral("Payment %1 for order %2 was set aside: %3.")
                             .arg(transaction.transactionId.left(40), transaction.outTradeNo.left(40), why);
    ZF_TRY(shop::raiseTask(database, QStringLiteral("payment:") + transaction.transactionId.left(40),
        QStringLiteral("payment_mismatch"), note, nowUtcMs));
    return Applied{Outcome::quarantined, note};
}

} // namespace

wechatpay::Generation generationOf(const shop::Order& order)
{
    return order.api == QLatin1String("v2") ? wechatpay::Generation::v2 : wechatpay::Generation::v3;
}

Expected expectedFrom(const access::Settings& settings)
{
    return {settings.text("wechatpay.mchid"), settings.text("wechatpay.appid"),
        static_cast<int>(settings.number("wechatpay.settlement_days"))};
}

Result<Applied> applyTransaction(storage::Database& database, const wechatpay::Transaction& transaction,
    const Expected& expected, const QString& source, qint64 nowUtcMs)
{
    // REFUND says that it was paid once; what went back is told by refunds.
    const bool wasPaid = transaction.state.value == wechatpay::TradeState::success ||
                         (transaction.state.value == wechatpay::TradeState::refund &&
                             !transaction.transactionId.isEmpty() && transaction.successAtUtcMs > 0);
    if (!wasPaid)
        return Applied{Outcome::unchanged, {}};
    auto found = shop::findOrder(database, transaction.outTradeNo);
    if (!found && found.error().code == QLatin1String("no_such_order"))
        return quarantine(database, transaction, QStringLiteral("we have no such order"), nowUtcMs);
    ZF_TRY(found);
    const shop::Order& order = *found;
    if (const QString why = mismatch(transaction, order, expected); !why.isEmpty())
        return quarantine(database, transaction, why, nowUtcMs);
    if (!order.transactionId.isEmpty())
        return Applied{Outcome::unchanged, {}};
    if (!shop::next(order.state, shop::OrderEvent::paid))
        return quarantine(database, transaction,
            QStringLiteral("the order is %1").arg(shop::toText(order.state)), nowUtcMs);

    const AccountPath owed =
        order.purpose == shop::Purpose::topup ? AccountPath::userAvailable(order.user) : AccountPath::sales();
    ZF_TRY(ledger::post(database,
        ledger::simpleTransfer(QStringLiteral("payment:") + transaction.transactionId,
            QStringLiteral("payment"),
            QStringLiteral("%1 %2").arg(order.number.toString(), order.description),
            transaction.successAtUtcMs, AccountPath::wechatUnsettled(), owed, order.amount),
        nowUtcMs));
    const qint64 settleAt =
        expected.settlementDays == 0
            ? nowUtcMs
            : base::startOfDayUtcMs(
                  base::addWeekdays(base::businessDay(transaction.successAtUtcMs), expected.settlementDays));
    ZF_TRY(shop::applyPaid(database, order, {transaction.transactionId, transaction.successAtUtcMs, settleAt},
        source, nowUtcMs));
    if (expected.settlementDays == 0)
        ZF_TRY(settleDue(database, nowUtcMs));
    return Applied{Outcome::applied, {}};
}

Result<qint64> settleDue(storage::Database& database, qint64 nowUtcMs)
{
    struct Due {
        qint64 id, fen;
        QString transaction, number;
    };
    std::vector<Due> due;
    {
        ZF_ASSIGN(auto rows, database.query("SELECT id, amount_fen - refunded_unsettled_fen, transaction_id, "
                                            "out_trade_no FROM orders WHERE settle_at <= :now "
                                            "ORDER BY settle_at LIMIT :page",
                                 {{":now", nowUtcMs}, {":page", kSettlementPage}}));
        while (rows.next())
            due.push_back({rows.number(0), rows.number(1), rows.text(2), rows.text(3)});
    }
    for (const Due& order : due) {
        if (order.fen > 0)
            ZF_TRY(ledger::post(database,
                ledger::simpleTransfer(QStringLiteral("settle:") + order.transaction,
                    QStringLiteral("settlement"), order.number, nowUtcMs, AccountPath::wechatBasic(),
                    AccountPath::wechatUnsettled(), Money::fen(order.fen)),
                nowUtcMs));
        ZF_TRY(database.execute("UPDATE orders SET settle_at = NULL WHERE id = :id", {{":id", order.id}}));
    }
    return static_cast<qint64>(due.size());
}

} // namespace zhangfang::payments
