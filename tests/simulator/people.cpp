#include "simulator/days.h"

#include "payments/commands.h"
#include "payouts/approvals.h"
#include "payouts/commands.h"
#include "recovery/standing.h"
#include "shop/commands.h"

namespace zhangfang::simulator
{

using payments::RefundStage;
using payouts::State;
using storage::Database;

namespace
{

constexpr int kAtOnce = 20; ///< rows that a person looks at

QString openidOf(qint64 user)
{
    return QStringLiteral("o-simulated-user-%1").arg(user, 4, 10, QLatin1Char('0'));
}

} // namespace

Status Days::set(Life& life, const char* key, const QString& value)
{
    ZF_TRY(life.write<int>([&](Database& database) -> Result<int> {
        ZF_TRY(access::setSetting(database, QString::fromLatin1(key), value,
            {QStringLiteral("simulator"), access::Author::Right::program}, clock_.nowUtcMs()));
        return 0;
    }));
    return life.equip();
}

void Days::people(Life& life)
{
    if (recovering_)
        return confirmRestored(life);
    customerPays();
    if (restoreAtUtcMs_ != 0) { // what is decided now would be lost with these books
        payeesConfirm(10);
        return;
    }
    // A step is a minute or two: a few things happen in it.
    for (int i = static_cast<int>(chance_.between(0, 3)); i > 0 && !isOver(); --i) {
        switch (chance_.below(22)) {
        case 0:
        case 1:
        case 2:
            customerOrders(life);
            break;
        case 3:
        case 4:
        case 5:
        case 6:
        case 7:
            userAsks(life);
            break;
        case 8:
        case 9:
            shopRewards(life);
            break;
        case 10:
        case 11:
        case 12:
        case 13:
        case 14:
            operatorDecides(life);
            break;
        case 15:
            operatorRefunds(life);
            break;
        case 16:
            operatorLooks(life);
            break;
        case 17:
            payeesConfirm(30);
            break;
        case 18:
            refundsGoWrong();
            tryAgain(life);
            break;
        case 19:
            operatorHandsOver(life);
            break;
        case 20:
            if (chance_.below(6) == 0)
                changeStaff(life);
            break;
        default:
            if (chance_.below(15) == 0)
                operatorConfiguresPayouts(life);
            break;
        }
    }
}

void Days::customerOrders(Life& life)
{
    payments::CreateOrder command;
    payments::NewOrder& wanted = command.order;
    wanted.number = QStringLiteral("S%1N%2").arg(options_.seed).arg(++intents_, 8, 10, QLatin1Char('0'));
    wanted.amount = base::Money::fen(chance_.between(1, 30'000));
    wanted.description = QStringLiteral("tea");
    wanted.channel = chance_.below(5) == 0 ? QStringLiteral("h5") : QStringLiteral("native");
    if (wanted.channel == QLatin1String("h5"))
        wanted.clientIp = QStringLiteral("10.0.0.7");
    const qint64 who = chance_.below(static_cast<qint64>(users_.size()));
    if (chance_.below(2) == 0) {
        wanted.purpose = shop::Purpose::topup;
        wanted.user = users_[static_cast<size_t>(who)];
        topups_[wanted.number] = {wanted.amount.inFen(), openidOf(who)};
    }
    note(QStringLiteral("order %1 of %2 fen").arg(wanted.number).arg(wanted.amount.inFen()));
    const QString key = QStringLiteral("o-%1").arg(intents_);
    const bool twice = chance_.below(20) == 0; // a doubled Enter
    for (int i = twice ? 0 : 1; i < 2; ++i)
        took("order", act(life, chance_.below(2) == 0 ? seat() : staff("lan"), command, key));
    payable_.push_back(wanted.number); // whether or not the shop knows that it is open
    did("orders");
}

void Days::customerPays()
{
    if (payable_.empty() || chance_.below(3) != 0)
        return;
    const size_t at = static_cast<size_t>(chance_.below(static_cast<qint64>(payable_.size())));
    const QString number = payable_[at];
    payable_.erase(payable_.begin() + static_cast<std::ptrdiff_t>(at));
    if (chance_.below(6) == 0)
        return; // thinks better of it
    if (!control("pay", {{QStringLiteral("out_trade_no"), number}}))
        return;
    note(QStringLiteral("paid: ") + number);
    did("payments");
    paid_.push_back(number);
    if (const auto topup = topups_.find(number); topup != topups_.end())
        entitled_[topup->second.second] += topup->second.first;
}

void Days::userAsks(Life& life)
{
    static constexpr const char* kBy[] = {"", "", "lan", "hong", "mei"};
    const qint64 who = chance_.below(static_cast<qint64>(users_.size()));
    Intent wish{Intent::Kind::withdrawal, QStringLiteral("w-%1").arg(++intents_), openidOf(who), {},
        users_[static_cast<size_t>(who)], chance_.between(100, 3'000)};
    if (chance_.below(20) == 0)
        wish.fen = chance_.between(1, 25'000); // often more than there is, or than may be
    wish.by = kBy[static_cast<size_t>(chance_.below(5))];
    unanswered_.push_back(wish);
    tryAgain(life);
}

void Days::shopRewards(Life& life)
{
    const qint64 who = chance_.below(static_cast<qint64>(users_.size()));
    const Intent gift{Intent::Kind::reward, QStringLiteral("reward:%1").arg(++intents_), openidOf(who), {},
        users_[static_cast<size_t>(who)], chance_.between(500, 12'000)};
    entitled_[gift.openid] += gift.fen;
    unanswered_.push_back(gift);
    tryAgain(life);
}

Status Days::doNow(Life& life, const Intent& intent)
{
    const base::Money sum = base::Money::fen(intent.fen);
    switch (intent.kind) {
    case Intent::Kind::withdrawal: {
        ZF_ASSIGN(const QJsonObject asked,
            act(life, seat(), payouts::RequestWithdrawal{intent.user, sum, QString::fromLatin1(intent.by)},
                intent.key));
        ++answeredWithdrawals_;
        did("withdrawals asked for");
        note(QStringLiteral("withdrawal %1: %2 fen for %3")
                 .arg(asked.value(QLatin1String("id")).toInteger())
                 .arg(intent.fen)
                 .arg(intent.openid));
        break;
    }
    case Intent::Kind::reward:
        ZF_TRY(act(
            life, staff("mei"), shop::AdjustWallet{intent.user, sum, QStringLiteral("reward")}, intent.key));
        ++answeredRewards_;
        break;
    case Intent::Kind::refund: {
        ZF_ASSIGN(const QJsonObject asked,
            act(life, staff(intent.by),
                payments::RefundOrder{intent.order, sum, QStringLiteral("cold"), {}, {}}, intent.key));
        ++answeredRefunds_;
        did("refunds asked for");
        note(QStringLiteral("refund %1: %2 fen of %3")
                 .arg(asked.value(QLatin1String("refund")).toString())
                 .arg(intent.fen)
                 .arg(intent.order));
        break;
    }
    case Intent::Kind::handOver:
        ZF_TRY(act(life, staff("lan"), shop::MoveOrderOn{intent.order, intent.event, QStringLiteral("-")},
            intent.key));
        handedOver_[intent.order] = intent.event;
        did("orders handed over");
        break;
    }
    return {};
}

void Days::tryAgain(Life& life)
{
    std::vector<Intent> left;
    for (const Intent& intent : std::exchange(unanswered_, {})) {
        const Status done = doNow(life, intent);
        // A lost answer is asked for again, with the same key; a refusal is one.
        if (!took("act", done) && done.error().kind == base::ErrorKind::unavailable)
            left.push_back(intent);
    }
    unanswered_.insert(unanswered_.end(), left.begin(), left.end());
}

void Days::operatorHandsOver(Life& life)
{
    if (paid_.empty())
        return;
    const QString number = oneOf(paid_);
    const auto known = handedOver_.find(number);
    const auto isWaiting = [&](const Intent& one) {
        return one.kind == Intent::Kind::handOver && one.order == number;
    };
    if (std::any_of(unanswered_.begin(), unanswered_.end(), isWaiting))
        return;
    Intent step{Intent::Kind::handOver, QStringLiteral("h-%1").arg(++intents_), {}, number};
    if (known == handedOver_.end())
        step.event = chance_.below(2) == 0 ? QStringLiteral("fulfilled") : QStringLiteral("shipped");
    else
        step.event = QStringLiteral("delivered");
    unanswered_.push_back(step);
    tryAgain(life);
}

void Days::decideOn(Life& life, const payouts::Payout& payout)
{
    const QString key = QStringLiteral("d-%1").arg(++intents_);
    const qint64 lot = chance_.below(40);
    if (lot == 0 || quiet_) {
        took("reject",
            act(life, staff("mei"), payouts::RejectWithdrawal{payout.id, QStringLiteral("not now")}, key));
        return;
    }
    if (lot == 1) {
        took("cancel", act(life, seat(), payouts::CancelWithdrawal{payout.id, {}}, key));
        return;
    }
    std::optional<payouts::Seen> before;
    if (chance_.below(2) == 0) {
        const auto seen =
            life.read<payouts::Seen>([&](Database& database) { return payouts::seen(database, payout); });
        if (seen)
            before = *seen;
    }
    const access::Actor who = someoneDeciding();
    const auto command = payouts::ApproveWithdrawal::of(payout.id, before);
    auto done = act(life, who, command, key);
    if (done && chance_.below(10) == 0) // a doubled Enter
        done = act(life, who, command, key);
    if (!took("approve", done))
        return;
    did("approvals");
    note(QStringLiteral("approved by %1: %2").arg(who.name, payout.number.toString()));
    if (chance_.below(30) == 0)
        took("take back", act(life, chance_.below(2) == 0 ? seat() : staff("lan"),
                              payouts::TakeBackWithdrawal{payout.id}, key + QStringLiteral("-back")));
}

void Days::operatorDecides(Life& life)
{
    const auto waiting = life.read<std::vector<payouts::Payout>>(
        [](Database& database) { return payouts::listPayouts(database, State::requested, 0, kAtOnce); });
    if (!took("look", waiting))
        return;
    int left = quiet_ ? kAtOnce : static_cast<int>(chance_.between(1, 8));
    for (const payouts::Payout& payout : *waiting) {
        if (left-- == 0 || isOver())
            break;
        decideOn(life, payout);
    }
    if (!waiting->empty() && chance_.below(8) == 0)
        operatorCancels(life);
}

void Days::operatorCancels(Life& life)
{
    const State state = chance_.below(2) == 0 ? State::awaitingUser : State::approved;
    const auto sent = life.read<std::vector<payouts::Payout>>(
        [&](Database& database) { return payouts::listPayouts(database, state, 0, kAtOnce); });
    if (sent && !sent->empty())
        took("cancel", act(life, staff("lan"), payouts::CancelWithdrawal{oneOf(*sent).id, {}},
                           QStringLiteral("c-%1").arg(++intents_)));
}

void Days::operatorRefunds(Life& life)
{
    if (paid_.empty())
        return;
    const QString number = oneOf(paid_);
    const auto order =
        life.read<shop::Order>([&](Database& database) { return shop::findOrder(database, number); });
    if (!order || order->paidAtUtcMs == 0)
        return;
    const qint64 left = order->amount.inFen() - order->refunded.inFen();
    if (left < 1)
        return;
    Intent wish{Intent::Kind::refund, QStringLiteral("r-%1").arg(++intents_), {}, number, {},
        chance_.below(3) == 0 ? left : chance_.between(1, left)};
    wish.by = chance_.below(2) == 0 ? "mei" : "jun";
    unanswered_.push_back(wish);
    tryAgain(life);
}

void Days::operatorLooks(Life& life)
{
    // What stopped, or is unclear for so long that a person is asked. This person looks into the merchant
    // platform, and says what is so.
    for (const State state : {State::unclear, State::approved, State::accepted, State::awaitingUser}) {
        const auto payouts = life.read<std::vector<payouts::Payout>>(
            [&](Database& database) { return payouts::listPayouts(database, state, 0, 200); });
        if (!took("look", payouts))
            return;
        for (const payouts::Payout& payout : *payouts) {
            if (payout.blocked.isEmpty() || isOver())
                continue;
            if (state != State::unclear) {
                if (payout.blocked != QLatin1String(payouts::kNotCovered))
                    took("look at a withdrawal", life.payoutAsking().sync(payout.id));
                continue;
            }
            // Whoever looks too early sees nothing of what is still on its way.
            if (!network_.isSettled(payout.batchNo.isEmpty() ? payout.number.toString() : payout.batchNo))
                continue;
            const auto there = wechat_->transfers.find(payout.number.toString());
            const QString is = there == wechat_->transfers.end() ? QString() : there->second.state;
            if (is == QLatin1String("WAIT_USER_CONFIRM") || is == QLatin1String("ACCEPTED"))
                continue;
            const payouts::Verdict word =
                is == QLatin1String("SUCCESS") ? payouts::Verdict::paid : payouts::Verdict::notPaid;
            if (took("resolve", act(life, staff("jun"),
                                    payouts::ResolveWithdrawal{payout.id, payouts::toText(word),
                                        QStringLiteral("the platform"), QStringLiteral("looked it up")},
                                    QStringLiteral("v-%1").arg(++intents_))))
                did("withdrawals resolved by a person");
        }
    }
    for (const RefundStage stage : {RefundStage::unclear, RefundStage::requested, RefundStage::abnormal}) {
        const auto refunds = life.read<std::vector<payments::RefundRow>>(
            [&](Database& database) { return refundsIn(database, stage, 200); });
        if (!took("look", refunds))
            return;
        for (const payments::RefundRow& refund : *refunds) {
            const QString number = refund.number.toString();
            if (isOver())
                return;
            if (stage == RefundStage::abnormal) {
                if (refund.redirectTo.isEmpty() || refund.redirectState == QLatin1String("unclear"))
                    took("redirect",
                        act(life, staff("mei"),
                            payments::RedirectRefund{number, QStringLiteral("merchant_card"), {}, {}, {}},
                            QStringLiteral("x-%1").arg(++intents_)));
                continue;
            }
            if (refund.blocked.isEmpty() || !network_.isSettled(number))
                continue;
            if (stage == RefundStage::requested) {
                if (took("look at a refund", life.refundAsking().sync(number)))
                    continue;
            }
            const auto there = wechat_->refunds.find(number);
            const QString is = there == wechat_->refunds.end() ? QString() : there->second.state;
            if (is == QLatin1String("PROCESSING") || is == QLatin1String("ABNORMAL") ||
                stage == RefundStage::requested)
                continue;
            const payments::RefundVerdict word = is == QLatin1String("SUCCESS")
                                                     ? payments::RefundVerdict::refunded
                                                     : payments::RefundVerdict::notRefunded;
            if (took("resolve", act(life, staff("mei"),
                                    payments::ResolveRefund{number, payments::toText(word),
                                        QStringLiteral("the platform"), QStringLiteral("looked it up")},
                                    QStringLiteral("v-%1").arg(++intents_))))
                did("refunds resolved by a person");
        }
    }
}

void Days::operatorConfiguresPayouts(Life& life)
{
    static const std::vector<const char*> kChannels{payouts::kTransferBills, payouts::kTransferBills,
        payouts::kBatches, payouts::kV2Transfers, payouts::kV2RedPackets};
    const QString channel = QString::fromLatin1(oneOf(kChannels));
    note(QStringLiteral("payouts go by ") + channel);
    if (!took("settings", set(life, "payouts.channel", channel)))
        took("settings", life.equip());
}

void Days::payeesConfirm(int percent)
{
    std::vector<QString> waiting;
    for (const auto& [number, transfer] : wechat_->transfers) {
        if (transfer.state == QLatin1String("WAIT_USER_CONFIRM"))
            waiting.push_back(number);
    }
    for (const QString& number : waiting) {
        if (chance_.below(100) >= percent)
            continue;
        const bool fails = chance_.below(15) == 0;
        QJsonObject order{{QStringLiteral("out_bill_no"), number}};
        if (fails) {
            order.insert(QStringLiteral("outcome"), QStringLiteral("FAIL"));
            order.insert(QStringLiteral("fail_reason"), QStringLiteral("ACCOUNT_FROZEN"));
        }
        if (control("confirm", order))
            note(QStringLiteral("%1: %2").arg(
                fails ? QStringLiteral("not received") : QStringLiteral("received"), number));
    }
}

void Days::refundsGoWrong()
{
    for (const auto& [number, refund] : wechat_->refunds) {
        if (refund.state != QLatin1String("PROCESSING") || chance_.below(4) != 0)
            continue;
        const QString outcome = chance_.below(2) == 0 ? QStringLiteral("ABNORMAL") : QStringLiteral("CLOSED");
        if (control(
                "refund", {{QStringLiteral("out_refund_no"), number}, {QStringLiteral("outcome"), outcome}}))
            note(QStringLiteral("refund %1 is %2").arg(number, outcome));
        return;
    }
}

void Days::confirmRestored(Life& life)
{
    const auto standing = life.read<recovery::Standing>(&recovery::standing);
    if (!took("standing", standing))
        return;
    if (standing->state == recovery::State::confirmed) {
        recovering_ = false;
        network_.setSilent(false);
        did("books put back and confirmed");
        return;
    }
    if (standing->state != recovery::State::waiting)
        return;
    took("confirm", life.write<int>([&](Database& database) -> Result<int> {
        ZF_ASSIGN(const recovery::Confirmed done,
            recovery::confirm(database,
                {QStringLiteral("mei"), QStringLiteral("looked through"), QString(), false},
                clock_.nowUtcMs()));
        ZF_TRY(access::recordAudit(
            database, clock_.nowUtcMs(), QStringLiteral("mei"), done.action, done.subject, done.detail));
        return 0;
    }));
}

} // namespace zhangfang::simulator
