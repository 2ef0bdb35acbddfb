#include "payments/order_doubt.h"

#include "ledger/ledger.h"
#include "payments/refund.h"
#include "shop/tasks.h"

namespace zhangfang::payments
{

using base::Result;
using ledger::AccountPath;

namespace
{

/// An order can be in doubt more than once; each movement has a key of its own.
Result<QString> doubtKey(storage::Database& database, const char* what, const shop::Order& order)
{
    ZF_ASSIGN(auto rows, database.query("SELECT transfer_id FROM ledger_head WHERE id = 1"));
    return QStringLiteral("%1:%2:%3")
        .arg(QString::fromLatin1(what), order.number.toString())
        .arg(rows.next() ? rows.number(0) : 0);
}

} // namespace

Status holdInDoubt(
    storage::Database& database, const shop::Order& order, Money wanted, qint64 askAtUtcMs, qint64 nowUtcMs)
{
    Money doubt = order.doubt;
    if (order.purpose == shop::Purpose::topup && wanted.isPositive()) {
        const auto from = AccountPath::userAvailable(order.user);
        ZF_ASSIGN(const Money available, ledger::balance(database, from));
        if (const Money held = std::min(available, wanted); held.isPositive()) {
            ZF_ASSIGN(const QString key, doubtKey(database, "refund-doubt", order));
            ZF_TRY(ledger::post(database,
                ledger::simpleTransfer(key, QStringLiteral("hold"), order.number.toString(), nowUtcMs, from,
                    AccountPath::userHeld(order.user), held),
                nowUtcMs));
            ZF_ASSIGN(doubt, doubt.plus(held));
        }
    }
    return shop::recordDoubt(database, order.id, doubt, askAtUtcMs);
}

Status endDoubt(storage::Database& database, const shop::Order& order, const QString& how, qint64 nowUtcMs)
{
    if (order.doubt.isPositive()) {
        ZF_ASSIGN(const QString key, doubtKey(database, "refund-doubt-release", order));
        ZF_TRY(ledger::post(database,
            ledger::simpleTransfer(key, QStringLiteral("release"), order.number.toString(), nowUtcMs,
                AccountPath::userHeld(order.user), AccountPath::userAvailable(order.user), order.doubt),
            nowUtcMs));
    }
    ZF_TRY(shop::recordDoubt(database, order.id, {}, std::nullopt));
    shop::Order known = order;
    known.doubt = Money::zero();
    ZF_TRY(shop::settleTask(database, QStringLiteral("order:") + order.number.toString(),
        QStringLiteral("refund_unknown"), nowUtcMs));
    return updateOrder(database, known, how, nowUtcMs);
}

} // namespace zhangfang::payments
