#include "reports/payout_queue.h"

#include "base/calendar.h"
#include "reports/detail/payout_keys.h"
#include "wechatpay/limits.h"

namespace zhangfang::reports
{
namespace
{

#define ZF_WAITING "state = 'requested' "

Result<bool> exists(Result<storage::Rows> rows)
{
    ZF_TRY(rows);
    return rows->next();
}

Status addFlags(
    storage::Database& database, PayoutRow& row, const access::Settings& settings, qint64 nowUtcMs)
{
    const payouts::Payout& payout = row.payout;
    const auto add = [&row](PayoutFlag flag) { row.flags.push_back(flag); };
    if (!payout.blocked.isEmpty())
        add(PayoutFlag::needsAttention);
    if (payouts::isFinal(payout.state))
        return {};
    if (payout.state == payouts::State::requested && row.approvals.needed > 1)
        add(row.approvals.given.empty() ? PayoutFlag::takesTwo : PayoutFlag::oneOfTwo);
    if (row.paidBefore == 0)
        add(PayoutFlag::firstWithdrawal);
    else if (payout.amount.inFen() / kUnusualTimes > row.paidBeforeSum.inFen() / row.paidBefore)
        add(PayoutFlag::unusualSum);
    if (nowUtcMs - row.payee.createdAtUtcMs < kNewAccountDays * base::kDayMs)
        add(PayoutFlag::newAccount);
    if (payout.amount >= wechatpay::kNameRequiredFrom && row.payee.name.isEmpty())
        add(PayoutFlag::nameMissing);
    if (payout.state == payouts::State::requested) {
        const auto allowed = payouts::checkPolicy(database, payout, settings, nowUtcMs);
        if (!allowed && allowed.error().code.startsWith(QLatin1String("over_")))
            add(PayoutFlag::overLimit);
        else if (!allowed && allowed.error().kind != base::ErrorKind::refused)
            return base::fail(allowed.error());
    }
    ZF_ASSIGN(const bool device,
        exists(database.query("SELECT 1 FROM users WHERE device = :device AND device <> '' AND id <> :id",
            {{":device", row.payee.device}, {":id", row.payee.id.value()}})));
    if (device)
        add(PayoutFlag::sharedDevice);
    ZF_ASSIGN(const bool name,
        exists(database.query("SELECT 1 FROM users WHERE name = :name AND name <> '' AND id <> :id",
            {{":name", row.payee.name}, {":id", row.payee.id.value()}})));
    if (name)
        add(PayoutFlag::sharedName);
    return {};
}

Result<PayoutRow> rowOf(
    storage::Database& database, base::PayoutId id, const access::Settings& settings, qint64 nowUtcMs)
{
    PayoutRow row;
    row.key = {0, id.value()};
    ZF_ASSIGN(row.payout, payouts::findPayout(database, id));
    ZF_ASSIGN(row.payee, shop::findUser(database, row.payout.user));
    ZF_ASSIGN(const shop::Wallet wallet, shop::wallet(database, row.payout.user));
    row.available = wallet.available;
    row.held = wallet.held;
    {
        ZF_ASSIGN(auto rows, database.query("SELECT COUNT(*), COALESCE(SUM(amount_fen), 0) FROM payouts "
                                            "WHERE user_id = :user AND state = 'paid' AND id <> :id",
                                 {{":user", row.payout.user.value()}, {":id", id.value()}}));
        if (rows.next()) {
            row.paidBefore = static_cast<int>(rows.number(0));
            row.paidBeforeSum = Money::fen(rows.number(1));
        }
    }
    ZF_ASSIGN(const payouts::Seen seen, payouts::seen(database, row.payout));
    row.lastEvent = seen.lastEvent;
    ZF_ASSIGN(row.approvals, payouts::approvalsOf(database, row.payout, settings));
    ZF_TRY(addFlags(database, row, settings, nowUtcMs));
    return row;
}

} // namespace

Result<std::vector<PayoutRow>> payoutPage(storage::Database& database, const PayoutFilter& filter,
    const PageKey& start, const access::Settings& settings, qint64 nowUtcMs)
{
    ZF_ASSIGN(const auto keys, detail::payoutKeys(database, filter, start));
    std::vector<PayoutRow> page;
    for (const PageKey& key : keys) {
        ZF_ASSIGN(PayoutRow row, rowOf(database, base::PayoutId(key.id), settings, nowUtcMs));
        row.key = key;
        page.push_back(std::move(row));
    }
    return page;
}

Result<std::vector<PayoutRecord>> payoutRecords(
    storage::Database& database, const PayoutFilter& filter, const PageKey& start)
{
    ZF_ASSIGN(const auto keys, detail::payoutKeys(database, filter, start));
    std::vector<PayoutRecord> page;
    for (const PageKey& key : keys) {
        PayoutRecord record;
        record.key = key;
        ZF_ASSIGN(record.payout, payouts::findPayout(database, base::PayoutId(key.id)));
        ZF_ASSIGN(record.payee, shop::findUser(database, record.payout.user));
        page.push_back(std::move(record));
    }
    return page;
}

Result<PayoutStory> payoutStory(
    storage::Database& database, base::PayoutId id, const access::Settings& settings, qint64 nowUtcMs)
{
    PayoutStory story;
    ZF_ASSIGN(story.row, rowOf(database, id, settings, nowUtcMs));
    ZF_ASSIGN(story.events, payouts::eventsOf(database, id));
    ZF_ASSIGN(story.coverage, payouts::coverage(database, story.row.payout.payAccount, nowUtcMs));
    return story;
}

Result<Waiting> waitingPayouts(storage::Database& database)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT COUNT(*), COALESCE(SUM(amount_fen), 0) FROM payouts WHERE " ZF_WAITING));
    return rows.next() ? Waiting{rows.number(0), Money::fen(rows.number(1))} : Waiting{};
}

} // namespace zhangfang::reports
