#include "simulator/days.h"

#include "errands/errand.h"
#include "ledger/ledger.h"
#include "payments/refund.h"
#include "payouts/approvals.h"
#include "payouts/balances.h"
#include "reports/proof.h"
#include "shop/orders.h"

namespace zhangfang::simulator
{

using payouts::State;
using storage::Database;

Result<std::vector<payments::RefundRow>> refundsIn(Database& database, payments::RefundStage stage, int limit)
{
    std::vector<payments::RefundId> ids;
    {
        ZF_ASSIGN(
            auto rows, database.query("SELECT id FROM refunds WHERE state = :state ORDER BY id LIMIT :limit",
                           {{":state", payments::toText(stage)}, {":limit", limit}}));
        while (rows.next())
            ids.emplace_back(rows.number(0));
    }
    std::vector<payments::RefundRow> found;
    for (const payments::RefundId id : ids) {
        ZF_ASSIGN(payments::RefundRow refund, payments::findRefund(database, id));
        found.push_back(std::move(refund));
    }
    return found;
}

void Days::lookQuickly()
{
    if (!network_.violation().isEmpty())
        violated(network_.violation());
}

void Days::lookAtWechat()
{
    std::map<QString, qint64> received;
    for (const auto& [number, transfer] : wechat_->transfers) {
        if (transfer.timesPaid > 1)
            violated(QStringLiteral("%1 was paid %2 times").arg(number).arg(transfer.timesPaid));
        received[transfer.openid] += transfer.fen * transfer.timesPaid;
    }
    for (const auto& [openid, fen] : received) {
        const auto known = entitled_.find(openid);
        if (known == entitled_.end() || known->second < fen)
            violated(QStringLiteral("%1 has received %2 fen and was credited %3")
                         .arg(openid)
                         .arg(fen)
                         .arg(known == entitled_.end() ? 0 : known->second));
    }
    for (const auto& [what, fen] : {std::pair("BASIC", wechat_->balanceFen),
             std::pair("unsettled", wechat_->unsettledFen), std::pair("OPERATION", wechat_->operationFen)}) {
        if (fen < 0)
            violated(QStringLiteral("%1 at WeChat is %2 fen").arg(QLatin1String(what)).arg(fen));
    }
}

void Days::lookAtBooks(Life& life)
{
    const auto proof = life.read<ledger::Proof>([](Database& database) { return reports::prove(database); });
    if (!took("proof", proof))
        return;
    did("proofs");
    if (!proof->ok())
        violated(QStringLiteral("the books do not verify: ") + proof->firstDifference);
}

void Days::lookAtAcknowledged(Life& life)
{
    for (const QString& event : acknowledged_) {
        const auto there = life.read<bool>([&](Database& database) -> Result<bool> {
            if (event.startsWith(QLatin1String("EV2-")))
                return true; // the shop makes their numbers itself
            ZF_ASSIGN(
                auto rows, database.query("SELECT 1 FROM inbox WHERE event_id = :id", {{":id", event}}));
            return rows.next();
        });
        if (!took("inbox", there))
            return;
        if (!*there)
            violated(QStringLiteral("%1 was acknowledged and is not in the books").arg(event));
    }
    acknowledged_.clear(); // once found, the proof of the books holds them
}

QString Days::notAtEnd(Life& life)
{
    for (const State state : {State::requested, State::approved, State::submitting, State::accepted,
             State::awaitingUser, State::unclear}) {
        const auto payouts = life.read<std::vector<payouts::Payout>>(
            [&](Database& database) { return payouts::listPayouts(database, state, 0, 1); });
        if (!payouts)
            return payouts.error().describe();
        if (!payouts->empty())
            return QStringLiteral("withdrawal %1 is %2 %3 %4")
                .arg(payouts->front().number.toString(), payouts::toText(state), payouts->front().blocked,
                    payouts->front().note);
    }
    using payments::RefundStage;
    for (const RefundStage stage : {RefundStage::requested, RefundStage::submitting, RefundStage::unclear,
             RefundStage::processing, RefundStage::abnormal}) {
        const auto refunds = life.read<std::vector<payments::RefundRow>>(
            [&](Database& database) { return refundsIn(database, stage, 1); });
        if (!refunds)
            return refunds.error().describe();
        if (!refunds->empty())
            return QStringLiteral("refund %1 is %2 %3 %4")
                .arg(refunds->front().number.toString(), payments::toText(stage), refunds->front().blocked,
                    refunds->front().note);
    }
    // Neither does anything else that changes the world outside.
    const auto open = life.read<std::vector<errands::Errand>>(
        [](Database& database) { return errands::list(database, {}, 1); });
    if (!open)
        return open.error().describe();
    if (!open->empty())
        return QStringLiteral("errand %1 is %2 %3")
            .arg(open->front().number, errands::toText(open->front().state), open->front().blocked);
    const auto pending = life.read<QString>([](Database& database) -> Result<QString> {
        qint64 before = 0;
        for (;;) {
            ZF_ASSIGN(const auto orders, shop::listOrders(database, before, 500));
            for (const shop::Order& order : orders) {
                before = order.id;
                if (order.state == shop::OrderState::pending)
                    return QStringLiteral("order %1 is pending").arg(order.number.toString());
            }
            if (orders.size() < 500)
                return QString();
        }
    });
    return pending ? *pending : pending.error().describe();
}

void Days::lookAtSeals(Life& life)
{
    const auto proof = life.read<backend::SealProof>(
        [this](Database& database) { return backend::verifySeals(database, folder_.path(), sealKey()); });
    if (!took("seals", proof))
        return;
    outcome_.figures.deeds["seals"] = std::max(outcome_.figures.deeds["seals"], proof->seals);
    if (proof->state == backend::SealProof::State::differ && sealsMustFit())
        violated(QStringLiteral("the seals do not fit: ") + proof->firstDifference);
}

void Days::lookAtTheEnd(Life& life)
{
    lookAtWechat();
    lookAtBooks(life);
    lookAtSeals(life);
    lookAtPayouts(life);
    lookAtOrders(life);
    lookAtMoney(life);
}

void Days::lookAtPayouts(Life& life)
{
    // Each withdrawal against WeChat's own record of it, both ways.
    const auto payouts = life.read<std::vector<payouts::Payout>>(
        [](Database& database) -> Result<std::vector<payouts::Payout>> {
            std::vector<payouts::Payout> all;
            for (;;) {
                constexpr int kPage = 1000;
                ZF_ASSIGN(const auto page, payouts::listPayouts(database, std::nullopt,
                                               all.empty() ? 0 : all.back().id.value(), kPage));
                all.insert(all.end(), page.begin(), page.end());
                if (page.size() < kPage)
                    return all;
            }
        });
    if (!took("payouts", payouts))
        return violated(QStringLiteral("the withdrawals cannot be read"));
    std::set<QString> ours;
    for (const payouts::Payout& payout : *payouts) {
        const QString number = payout.number.toString();
        ours.insert(number);
        const auto there = wechat_->transfers.find(number);
        const int times = there == wechat_->transfers.end() ? 0 : there->second.timesPaid;
        if (times != (payout.state == State::paid ? 1 : 0))
            violated(QStringLiteral("withdrawal %1 is %2 here, and was paid %3 times")
                         .arg(number, payouts::toText(payout.state))
                         .arg(times));
        if (times > 0 && there->second.fen != payout.amount.inFen())
            violated(QStringLiteral("withdrawal %1 is of another sum at WeChat").arg(number));
        outcome_.figures.deeds["payouts"] += 1;
        outcome_.figures.deeds["payouts: " + payouts::toText(payout.state).toLatin1()] += 1;
    }
    for (const auto& [number, transfer] : wechat_->transfers) {
        if (!ours.contains(number))
            violated(QStringLiteral("WeChat knows a payout %1 that the books do not").arg(number));
    }
    if (static_cast<qint64>(payouts->size()) != answeredWithdrawals_)
        violated(QStringLiteral("%1 withdrawals were answered, and there are %2")
                     .arg(answeredWithdrawals_)
                     .arg(payouts->size()));
    // Who said yes to what was paid.
    const auto settings =
        life.read<access::Settings>([](Database& database) { return access::Settings::load(database); });
    if (!took("settings", settings))
        return violated(QStringLiteral("the settings cannot be read"));
    for (const payouts::Payout& payout : *payouts) {
        if (payout.state != State::paid)
            continue;
        const auto words = life.read<payouts::Approvals>(
            [&](Database& database) { return payouts::approvalsOf(database, payout, *settings); });
        std::set<QString> who;
        for (const payouts::Approval& word : words ? words->given : std::vector<payouts::Approval>())
            who.insert(word.operatorName);
        const size_t needed = payouts::takesTwo(payout, *settings) ? 2 : 1;
        const bool isOwn = needed == 2 && who.contains(payout.requestedBy);
        if (!words || who.size() < needed || isOwn || who.contains(QStringLiteral("lan")) ||
            who.contains(QStringLiteral("wen")))
            violated(QStringLiteral("withdrawal %1 of %2 fen was paid on the word of %3 people%4")
                         .arg(payout.number.toString())
                         .arg(payout.amount.inFen())
                         .arg(who.size())
                         .arg(isOwn ? QStringLiteral(", one of whom asked for it") : QString()));
    }
}

void Days::lookAtOrders(Life& life)
{
    // What a customer paid is in the books, and how far it came to them stays.
    for (const QString& number : paid_) {
        const auto order =
            life.read<shop::Order>([&](Database& database) { return shop::findOrder(database, number); });
        if (!order) {
            violated(QStringLiteral("order %1 was paid: %2").arg(number, order.error().describe()));
            continue;
        }
        if (order->payment != shop::Payment::paid)
            violated(QStringLiteral("order %1 was paid, and is %2 in the books")
                         .arg(number, shop::toText(order->payment)));
        const auto far = handedOver_.find(number);
        if (far != handedOver_.end() && shop::toText(order->fulfilment) != far->second)
            violated(QStringLiteral("order %1 was %2, and is %3 in the books")
                         .arg(number, far->second, shop::toText(order->fulfilment)));
    }
    const auto counted =
        life.read<std::pair<qint64, qint64>>([](Database& database) -> Result<std::pair<qint64, qint64>> {
            ZF_ASSIGN(
                auto rows, database.query("SELECT COALESCE(SUM(action = 'wallet.credited'), 0), "
                                          "COALESCE(SUM(action = 'order.refund_requested'), 0) FROM audit"));
            return rows.next() ? std::pair(rows.number(0), rows.number(1)) : std::pair<qint64, qint64>();
        });
    if (!took("audit", counted))
        return violated(QStringLiteral("the audit log cannot be read"));
    if (counted->first != answeredRewards_ || counted->second != answeredRefunds_)
        violated(QStringLiteral("%1 rewards and %2 refunds were answered, and %3 and %4 are in the audit log")
                     .arg(answeredRewards_)
                     .arg(answeredRefunds_)
                     .arg(counted->first)
                     .arg(counted->second));
    outcome_.figures.deeds["orders paid"] += static_cast<qint64>(paid_.size());
}

void Days::lookAtMoney(Life& life)
{
    for (const base::UserId user : users_) {
        const auto wallet =
            life.read<shop::Wallet>([&](Database& database) { return shop::wallet(database, user); });
        if (!wallet || !wallet->held.isZero())
            violated(QStringLiteral("user %1 still has %2 held")
                         .arg(user.toString(), wallet ? wallet->held.toYuan() : QStringLiteral("?")));
    }
    const auto money =
        life.read<std::pair<qint64, qint64>>([](Database& database) -> Result<std::pair<qint64, qint64>> {
            ZF_ASSIGN(const auto basic, ledger::balance(database, ledger::AccountPath::wechatBasic()));
            ZF_ASSIGN(const auto waits, ledger::balance(database, ledger::AccountPath::wechatUnsettled()));
            ZF_ASSIGN(
                const auto operation, ledger::balance(database, ledger::AccountPath::wechatOperation()));
            return std::pair(basic.inFen() + waits.inFen(), operation.inFen());
        });
    if (!took("money", money))
        return violated(QStringLiteral("the accounts cannot be read"));
    if (money->first != wechat_->balanceFen + wechat_->unsettledFen || money->second != wechat_->operationFen)
        violated(QStringLiteral("the books have %1 and %2 fen, WeChat %3 and %4")
                     .arg(money->first)
                     .arg(money->second)
                     .arg(wechat_->balanceFen + wechat_->unsettledFen)
                     .arg(wechat_->operationFen));
    const auto heads = life.read<QString>([](Database& database) -> Result<QString> {
        ZF_ASSIGN(auto rows,
            database.query("SELECT ledger_head.hash || ' ' || audit_head.hash FROM ledger_head, audit_head"));
        return rows.next() ? rows.text(0) : QString();
    });
    if (took("heads", heads))
        note(QStringLiteral("chains ") + *heads);
}

} // namespace zhangfang::simulator
