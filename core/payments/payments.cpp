#include "payments/payments.h"

#include "base/calendar.h"
#include "ledger/ledger.h"
#include "payments/order_doubt.h"
#include "payments/refund.h"
#include "payments/refund_told.h"
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
    // What is optional and missing is not another one.
    const QStringList ours = !order.appid.isEmpty()    ? QStringList{order.appid}
                             : expected.apps.isEmpty() ? QStringList{expected.appid}
                                                       : expected.apps;
    if (!transaction.appid.isEmpty() && !ours.contains(transaction.appid))
        return QStringLiteral("it names app %1, ours is %2")
            .arg(transaction.appid.left(40), ours.join(QLatin1String(", ")));
    if (!transaction.currency.isEmpty() && transaction.currency != QLatin1String("CNY"))
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
    // The setting's rule has checked it: two decimals of a percent are hundredths.
    const auto rate = Money::parseYuan(settings.text("wechatpay.fee_rate"));
    return {settings.text("wechatpay.mchid"), settings.text("wechatpay.appid"),
        static_cast<int>(settings.number("wechatpay.settlement_days")), settings.apps(),
        {rate ? static_cast<int>(rate->inFen()) : 0}};
}

namespace
{

/// A payment that surfaces when its order had been closed: the goods may be gone, or nobody is waiting any
/// more.
Status tellOfLatePayment(storage::Database& database, const shop::Order& order, qint64 nowUtcMs)
{
    return shop::raiseTask(database, QStringLiteral("order:") + order.number.toString(),
        QStringLiteral("paid_after_close"),
        QStringLiteral(
            "Order %1 was over here, and WeChat says that %2 was paid for it after all: hand it over, "
            "or give the money back.")
            .arg(order.number.toString(), order.amount.toDisplay()),
        nowUtcMs);
}

/// Its refunds are told or heard of, and not known: what it credited waits until they are.
Status doubtAll(storage::Database& database, const shop::Order& order, const Refunded& known, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Money left, order.credited.minus(known.before.held));
    ZF_ASSIGN(const Money free, left.minus(order.doubt));
    ZF_TRY(holdInDoubt(database, order, free, nowUtcMs, nowUtcMs));
    ZF_ASSIGN(const shop::Order now, shop::findOrder(database, order.id));
    // All that has not gone back may be on its way, or there already.
    ZF_ASSIGN(const Money rest, now.amount.minus(known.done));
    return shop::applyRefunds(database, now, {known.done, rest},
        QStringLiteral("refunded outside Zhangfang: its refunds are being looked for"), nowUtcMs);
}

/// WeChat calls a booked order refunded. Where a refund that it can know of explains that, it is no news.
Result<Applied> calledRefunded(storage::Database& database, const shop::Order& order, qint64 nowUtcMs)
{
    {
        ZF_ASSIGN(auto rows,
            database.query(
                "SELECT 1 FROM orders o WHERE o.id = :id AND (o.refunds_ask_at IS NOT NULL OR "
                "EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = o.id AND (r.state NOT IN "
                "('requested', 'refused', 'closed') OR (r.state = 'closed' AND r.refund_id <> ''))))",
                {{":id", order.id}}));
        if (rows.next())
            return Applied{Outcome::unchanged, {}};
    }
    ZF_ASSIGN(const Refunded sum, refundedOf(database, order.id));
    ZF_TRY(doubtAll(database, order, sum, nowUtcMs));
    return Applied{Outcome::applied, {}};
}

} // namespace

Result<Applied> applyTransaction(storage::Database& database, const wechatpay::Transaction& transaction,
    const Expected& expected, const QString& source, qint64 nowUtcMs)
{
    // REFUND says that it was paid once; what went back is told by refunds.
    const bool wasRefunded = transaction.state.value == wechatpay::TradeState::refund;
    if (transaction.state.value != wechatpay::TradeState::success && !wasRefunded)
        return Applied{Outcome::unchanged, {}};
    auto found = shop::findOrder(database, transaction.outTradeNo);
    if (!found && found.error().code == QLatin1String("no_such_order"))
        return quarantine(database, transaction, QStringLiteral("we have no such order"), nowUtcMs);
    ZF_TRY(found);
    const shop::Order& order = *found;
    if (transaction.transactionId.isEmpty())
        return order.transactionId.isEmpty()
                   ? quarantine(database, transaction,
                         QStringLiteral("it says %1 and names no payment").arg(transaction.state.text),
                         nowUtcMs)
                   : Result<Applied>(Applied{Outcome::unchanged, {}});
    if (const QString why = mismatch(transaction, order, expected); !why.isEmpty())
        return quarantine(database, transaction, why, nowUtcMs);
    if (!order.transactionId.isEmpty())
        return wasRefunded ? calledRefunded(database, order, nowUtcMs) : Applied{Outcome::unchanged, {}};
    if (!shop::next(order.payment, shop::PaymentEvent::paid))
        return quarantine(database, transaction,
            QStringLiteral("the order is %1").arg(shop::toText(order.state)), nowUtcMs);
    const auto proceeds = proceedsOf(transaction, expected.feeRate);
    if (!proceeds)
        return quarantine(database, transaction, proceeds.error().message, nowUtcMs);

    const qint64 paidAt = transaction.successAtUtcMs > 0 ? transaction.successAtUtcMs : nowUtcMs;
    ZF_ASSIGN(auto entries, paymentEntries(order, *proceeds));
    if (entries.size() >= 2)
        ZF_TRY(ledger::post(database,
            {QStringLiteral("payment:") + transaction.transactionId, QStringLiteral("payment"),
                QStringLiteral("%1 %2").arg(order.number.toString(), order.description), paidAt,
                std::move(entries)},
            nowUtcMs));
    const qint64 settleAt =
        expected.settlementDays == 0
            ? nowUtcMs
            : base::startOfDayUtcMs(base::addWeekdays(base::businessDay(paidAt), expected.settlementDays));
    Money credited;
    if (order.purpose == shop::Purpose::topup) {
        ZF_ASSIGN(credited, shop::broughtBy(proceeds->settles, proceeds->prefunded));
    }
    ZF_TRY(shop::applyPaid(database, order,
        {transaction.transactionId, paidAt, settleAt, proceeds->payer, proceeds->settles, proceeds->prefunded,
            proceeds->fee, expected.feeRate.hundredthsOfPercent, credited},
        source, nowUtcMs));
    if (!transaction.doubt.isEmpty())
        ZF_TRY(shop::raiseTask(database, QStringLiteral("order:") + order.number.toString(),
            QStringLiteral("payment_doubtful"),
            QStringLiteral(
                "Payment %1 of order %2 was booked by the cautious reading of what WeChat says: %3.")
                .arg(
                    transaction.transactionId.left(40), order.number.toString(), transaction.doubt.left(300)),
            nowUtcMs));
    ZF_TRY(shop::settleTask(database, QStringLiteral("payment:") + transaction.transactionId,
        QStringLiteral("payment_mismatch"), nowUtcMs));
    ZF_TRY(shop::settleTask(database, QStringLiteral("order:") + order.number.toString(),
        QStringLiteral("order_unclear"), nowUtcMs));
    if (order.isPastReversal ||
        (order.payment == shop::Payment::closed && order.channel == QLatin1String("code")))
        ZF_TRY(tellOfLatePayment(database, order, nowUtcMs));
    ZF_ASSIGN(const QStringList hints, refundHints(database, order.number));
    if (wasRefunded || !hints.isEmpty()) {
        ZF_ASSIGN(const shop::Order paid, shop::findOrder(database, order.id));
        ZF_TRY(doubtAll(database, paid, {}, nowUtcMs));
    }
    if (expected.settlementDays == 0)
        ZF_TRY(settleDue(database, nowUtcMs));
    return Applied{Outcome::applied, {}};
}

Result<QStringList> refundHints(storage::Database& database, const base::OrderNo& order)
{
    ZF_ASSIGN(auto rows, database.query("SELECT out_refund_no FROM refund_hints WHERE out_trade_no = :order "
                                        "ORDER BY out_refund_no LIMIT 1000",
                             {{":order", order.toString()}}));
    QStringList numbers;
    while (rows.next())
        numbers << rows.text(0);
    return numbers;
}

Status rememberRefundHint(storage::Database& database, const QString& outRefundNo, const QString& outTradeNo,
    qint64 nowUtcMs, const QString& namedBy)
{
    return database
        .execute("INSERT INTO refund_hints (out_refund_no, out_trade_no, heard_at, named_by) "
                 "VALUES (:refund, :order, :now, :by) ON CONFLICT (out_refund_no) DO UPDATE "
                 "SET out_trade_no = excluded.out_trade_no, named_by = excluded.named_by "
                 "WHERE excluded.named_by = '' OR refund_hints.named_by <> ''",
            {{":refund", outRefundNo}, {":order", outTradeNo}, {":now", nowUtcMs}, {":by", namedBy}})
        .map([](qint64) {});
}

Status forgetRefundHint(storage::Database& database, const QString& outRefundNo)
{
    return database
        .execute("DELETE FROM refund_hints WHERE out_refund_no = :refund", {{":refund", outRefundNo}})
        .map([](qint64) {});
}

Result<qint64> settleDue(storage::Database& database, qint64 nowUtcMs)
{
    struct Due {
        qint64 id, fen;
        QString transaction, number;
        qint64 refundingFen;
    };
    std::vector<Due> due;
    {
        ZF_ASSIGN(auto rows,
            database.query("SELECT id, settle_fen - fee_fen - refunded_unsettled_fen, transaction_id, "
                           "out_trade_no, refunding_fen FROM orders WHERE settle_at <= :now "
                           "ORDER BY settle_at LIMIT :page",
                {{":now", nowUtcMs}, {":page", kSettlementPage}}));
        while (rows.next())
            due.push_back({rows.number(0), rows.number(1), rows.text(2), rows.text(3), rows.number(4)});
    }
    for (const Due& order : due) {
        if (order.fen > 0)
            ZF_TRY(ledger::post(database,
                ledger::simpleTransfer(QStringLiteral("settle:") + order.transaction,
                    QStringLiteral("settlement"), order.number, nowUtcMs, AccountPath::wechatBasic(),
                    AccountPath::wechatUnsettled(), Money::fen(order.fen)),
                nowUtcMs));
        ZF_TRY(database.execute("UPDATE orders SET settle_at = NULL WHERE id = :id", {{":id", order.id}}));
        if (order.refundingFen > 0)
            ZF_TRY(countRefundsOf(database, order.id));
    }
    return static_cast<qint64>(due.size());
}

} // namespace zhangfang::payments
