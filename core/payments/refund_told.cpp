#include "payments/refund_told.h"

#include "ledger/ledger.h"
#include "payments/order_doubt.h"
#include "payments/refund.h"
#include "payments/refund_doubt.h"
#include "shop/tasks.h"

namespace zhangfang::payments
{

using ledger::AccountPath;

namespace
{

/// A refund made elsewhere that is not done yet is asked about again after this.
constexpr qint64 kLookAgainMs = 60'000;

Result<Applied> quarantine(
    storage::Database& database, const wechatpay::Refund& told, const QString& why, qint64 nowUtcMs)
{
    const QString text =
        QStringLiteral("What WeChat says about refund %1 of order %2 does not fit our books: %3.")
            .arg(told.outRefundNo.left(64), told.outTradeNo.left(40), why);
    ZF_TRY(shop::raiseTask(database, QStringLiteral("refund:") + told.outRefundNo.left(64),
        QStringLiteral("refund_mismatch"), text, nowUtcMs));
    return Applied{Outcome::quarantined, text};
}

/// It fits by now.
Status settleMismatch(storage::Database& database, const wechatpay::Refund& told, qint64 nowUtcMs)
{
    return shop::settleTask(database, QStringLiteral("refund:") + told.outRefundNo.left(64),
        QStringLiteral("refund_mismatch"), nowUtcMs);
}

Status tellOfDoubt(storage::Database& database, const wechatpay::Refund& told, qint64 nowUtcMs)
{
    if (told.doubt.isEmpty())
        return {};
    return shop::raiseTask(database, QStringLiteral("refund:") + told.outRefundNo,
        QStringLiteral("refund_doubtful"),
        QStringLiteral("Refund %1 was booked by the cautious reading of what WeChat says: %2.")
            .arg(told.outRefundNo, told.doubt.left(300)),
        nowUtcMs);
}

std::optional<RefundEvent> eventOf(wechatpay::RefundState state)
{
    switch (state) {
    case wechatpay::RefundState::processing:
        return RefundEvent::accepted;
    case wechatpay::RefundState::success:
        return RefundEvent::succeeded;
    case wechatpay::RefundState::closed:
        return RefundEvent::closed;
    case wechatpay::RefundState::abnormal:
        return RefundEvent::abnormal;
    case wechatpay::RefundState::unknown:
        break;
    }
    return std::nullopt;
}

/// By WeChat's figures: of what settles, or of coupons whose types leave no doubt; else by the refund's
/// share.
Result<Takings> takingsTold(const wechatpay::Refund& told, const shop::Order& order, const Refunded& others)
{
    return told.settledIsTold || told.doubt.isEmpty() ? takingsOf(order, told, others.before)
                                                      : expectedTakings(order, told.refund, others.expected);
}

/// What a refund made elsewhere is about to take back waits from the first word of it on.
Status holdForHint(storage::Database& database, const wechatpay::Refund& told, const shop::Order& order,
    qint64 askAtUtcMs, qint64 nowUtcMs)
{
    bool isNews = true;
    {
        ZF_ASSIGN(auto rows, database.query("SELECT named_by FROM refund_hints WHERE out_refund_no = :number",
                                 {{":number", told.outRefundNo}}));
        isNews = !rows.next() || !rows.text(0).isEmpty();
    }
    Money wanted;
    if (order.purpose == shop::Purpose::topup && isNews) {
        ZF_ASSIGN(const Refunded sum, refundedOf(database, order.id));
        ZF_ASSIGN(const Money left, order.credited.minus(sum.before.held));
        ZF_ASSIGN(const Money free, left.minus(order.doubt));
        ZF_ASSIGN(const Money takes, takenBack(order, told.refund, sum.before));
        wanted = std::min(takes, free);
    }
    ZF_TRY(rememberRefundHint(database, told.outRefundNo, order.number.toString(), nowUtcMs));
    return holdInDoubt(database, order, wanted, askAtUtcMs, nowUtcMs);
}

/// Who bears a refund that the books had not expected, in words and in pieces.
struct Borne {
    std::vector<Bearer> bearers;
    Money given;
    Money doubt; ///< of the order's, what still waits afterwards
    QString words;
};

/// A top-up's user first by what waits for it, then by what is available; what is not there waits in
/// suspense.
Result<Borne> bearersOf(
    storage::Database& database, const shop::Order& order, Money amount, const GoneBefore& before)
{
    if (order.purpose != shop::Purpose::topup)
        return Borne{
            {{AccountPath::sales(), amount}}, amount, order.doubt, QStringLiteral("booked against sales")};
    Borne borne;
    ZF_ASSIGN(borne.given, takenBack(order, amount, before));
    const QString user = order.user.toString();
    const Money waited = std::min(borne.given, order.doubt);
    ZF_ASSIGN(borne.doubt, order.doubt.minus(waited));
    ZF_ASSIGN(const Money rest, borne.given.minus(waited));
    if (waited.isPositive())
        borne.bearers.push_back({AccountPath::userHeld(order.user), waited});
    if (!rest.isPositive()) {
        borne.words = QStringLiteral("taken from what had waited of user %1's balance").arg(user);
        return borne;
    }
    ZF_ASSIGN(const Money available, ledger::balance(database, AccountPath::userAvailable(order.user)));
    const Money theirs = std::min(available, rest);
    ZF_ASSIGN(const Money nobodys, rest.minus(theirs));
    if (theirs.isPositive())
        borne.bearers.push_back({AccountPath::userAvailable(order.user), theirs});
    if (nobodys.isPositive())
        borne.bearers.push_back({AccountPath::suspense(), nobodys});
    borne.words = nobodys.isZero()
                      ? QStringLiteral("taken back from user %1's balance").arg(user)
                      : QStringLiteral("%2 taken back from user %1's balance, who had no more left; %3 wait "
                                       "in suspense:reconciliation until someone decides who bears it")
                            .arg(user, theirs.toDisplay(), nobodys.toDisplay());
    return borne;
}

Status recordDoubtAfter(
    storage::Database& database, const shop::Order& order, const Borne& borne, qint64 nowUtcMs)
{
    if (borne.doubt == order.doubt)
        return {};
    return shop::recordDoubt(database, order.id, borne.doubt, nowUtcMs);
}

/// Why it cannot be one more refund of the order; empty: it can.
Result<QString> tooMuch(const wechatpay::Refund& told, const shop::Order& order, const Refunded& others)
{
    ZF_ASSIGN(const Money all, others.before.amount.plus(told.refund));
    return all > order.amount ? QStringLiteral("together with the others it is %1, the order %2")
                                    .arg(all.toDisplay(), order.amount.toDisplay())
                              : QString();
}

/// A refund that somebody made in WeChat's merchant platform: its money is gone whether we knew of it or not.
Result<Applied> bookForeign(storage::Database& database, const wechatpay::Refund& told,
    const shop::Order& order, const QString& source, qint64 nowUtcMs)
{
    if (told.state.value == wechatpay::RefundState::closed) {
        ZF_TRY(forgetRefundHint(database, told.outRefundNo));
        return Applied{Outcome::kept, QStringLiteral("a refund made elsewhere, and closed")};
    }
    if (told.state.value != wechatpay::RefundState::success) {
        // WeChat is asked by its number, should the word of its end be lost.
        ZF_TRY(holdForHint(database, told, order, nowUtcMs + kLookAgainMs, nowUtcMs));
        return Applied{Outcome::kept, QStringLiteral("a refund made elsewhere, not yet done")};
    }
    const auto number = OutRefundNo::parse(told.outRefundNo);
    if (!number)
        return quarantine(database, told, QStringLiteral("its number cannot be ours"), nowUtcMs);
    ZF_ASSIGN(const Refunded others, refundedOf(database, order.id));
    ZF_ASSIGN(const QString why, tooMuch(told, order, others));
    if (!why.isEmpty())
        return quarantine(database, told, why, nowUtcMs);
    const auto takings = takingsTold(told, order, others);
    if (!takings)
        return quarantine(database, told, takings.error().message, nowUtcMs);
    ZF_ASSIGN(const Borne borne, bearersOf(database, order, told.refund, others.before));
    ZF_TRY(insertMadeElsewhere(
        database, order, {*number, told.refundId, told.refund, *takings, borne.bearers, source}, nowUtcMs));
    ZF_TRY(forgetRefundHint(database, told.outRefundNo));
    ZF_TRY(recordDoubtAfter(database, order, borne, nowUtcMs));
    shop::Order left = order;
    left.doubt = borne.doubt;
    ZF_TRY(updateOrder(
        database, left, QStringLiteral("refund %1 made elsewhere").arg(told.outRefundNo), nowUtcMs));
    ZF_TRY(settleMismatch(database, told, nowUtcMs));
    ZF_TRY(tellOfDoubt(database, told, nowUtcMs));
    ZF_TRY(shop::raiseTask(database, QStringLiteral("refund:") + told.outRefundNo,
        QStringLiteral("refund_elsewhere"),
        QStringLiteral("Order %1 was refunded %2 outside Zhangfang: %3.")
            .arg(order.number.toString(), told.refund.toDisplay(), borne.words),
        nowUtcMs));
    return Applied{Outcome::applied, {}};
}

/// Whether the end that stands in the books came about by that.
Result<bool> endedBy(storage::Database& database, RefundId id, RefundEvent event)
{
    ZF_ASSIGN(const auto story, storyOf(database, id));
    const auto ended = std::find_if(story.rbegin(), story.rend(),
        [](const RefundStory& step) { return isFinal(parseRefundStage(step.stage)); });
    return ended != story.rend() && ended->event == toText(event);
}

/// A person had said that it was done, and what it took was reckoned: WeChat's figures take that place.
Result<Applied> trueUp(storage::Database& database, const wechatpay::Refund& told, const RefundRow& refund,
    const shop::Order& order, qint64 nowUtcMs)
{
    ZF_ASSIGN(const bool byPerson, endedBy(database, refund.id, RefundEvent::decidedRefunded));
    if (!told.settledIsTold || !byPerson)
        return Applied{Outcome::unchanged, {}};
    ZF_ASSIGN(const Refunded others, refundedOf(database, order.id, refund.id));
    const auto takings = takingsOf(order, told, others.before);
    if (!takings)
        return quarantine(database, told, takings.error().message, nowUtcMs);
    ZF_ASSIGN(const bool changed, correctTakings(database, refund, order, *takings, nowUtcMs));
    return Applied{changed ? Outcome::applied : Outcome::unchanged, {}};
}

/// It was called not done by a person, or by a rule of ours, and WeChat says that it was.
Result<Applied> bookSurfaced(storage::Database& database, const wechatpay::Refund& told, RefundRow refund,
    const shop::Order& order, const QString& evidence, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Refunded others, refundedOf(database, order.id, refund.id));
    ZF_ASSIGN(const QString why, tooMuch(told, order, others));
    if (!why.isEmpty())
        return quarantine(database, told, why, nowUtcMs);
    const auto takings = takingsTold(told, order, others);
    if (!takings)
        return quarantine(database, told, takings.error().message, nowUtcMs);
    ZF_ASSIGN(const Borne borne, bearersOf(database, order, refund.amount, others.before));
    const Money held = order.purpose == shop::Purpose::topup ? borne.given : Money::zero();
    ZF_TRY(database.execute("UPDATE refunds SET refund_id = :wechat, held_fen = :held WHERE id = :id",
        {{":wechat", told.refundId}, {":held", held.inFen()}, {":id", refund.id.value()}}));
    ZF_TRY(recordDoubtAfter(database, order, borne, nowUtcMs));
    ZF_TRY(apply(database, refund, RefundEvent::surfaced,
        {QStringLiteral("system"), evidence, {}, told.state.text, *takings, borne.bearers}, nowUtcMs));
    ZF_TRY(forgetRefundHint(database, told.outRefundNo));
    ZF_TRY(settleMismatch(database, told, nowUtcMs));
    ZF_TRY(tellOfDoubt(database, told, nowUtcMs));
    ZF_TRY(shop::raiseTask(database, QStringLiteral("refund:") + told.outRefundNo,
        QStringLiteral("refund_surfaced"),
        QStringLiteral("Refund %1 of order %2 had been called %3, and WeChat says that %4 was given back "
                       "after all: %5.")
            .arg(told.outRefundNo, order.number.toString(), toText(refund.stage), told.refund.toDisplay(),
                borne.words),
        nowUtcMs));
    return Applied{Outcome::applied, {}};
}

/// It is done, and what of it leaves the shop's money is not said: the answer to its number says.
Result<Applied> askWhatSettles(storage::Database& database, const wechatpay::Refund& told,
    const shop::Order& order, const std::optional<RefundRow>& ours, qint64 nowUtcMs)
{
    if (ours) {
        if (ours->stage != RefundStage::requested && ours->stage != RefundStage::submitting &&
            ours->stage != RefundStage::succeeded)
            ZF_TRY(errands::schedule(database, ours->errand, nowUtcMs));
    } else {
        ZF_TRY(holdForHint(database, told, order, nowUtcMs, nowUtcMs));
    }
    return Applied{Outcome::kept, QStringLiteral("coupons are concerned: asked by its number what settles")};
}

QString mismatch(const wechatpay::Refund& told, const shop::Order& order, const Expected& expected)
{
    if (!told.mchid.isEmpty() && told.mchid != expected.mchid)
        return QStringLiteral("it names merchant %1").arg(told.mchid.left(40));
    if (told.transactionId != order.transactionId)
        return QStringLiteral("it names payment %1, ours is %2")
            .arg(told.transactionId.left(40), order.transactionId);
    if (told.total != order.amount)
        return QStringLiteral("its order is %1, ours %2")
            .arg(told.total.toDisplay(), order.amount.toDisplay());
    return {};
}

} // namespace

Result<Applied> applyRefund(storage::Database& database, const wechatpay::Refund& told,
    const Expected& expected, const QString& source, qint64 nextQueryAtUtcMs, qint64 nowUtcMs, Heard heard)
{
    auto order = shop::findOrder(database, told.outTradeNo);
    if (!order && order.error().code == QLatin1String("no_such_order"))
        return quarantine(database, told, QStringLiteral("we have no such order"), nowUtcMs);
    ZF_TRY(order);
    if (order->transactionId.isEmpty() && (told.mchid.isEmpty() || told.mchid == expected.mchid)) {
        // Its payment was not heard of: the refund waits for it, and WeChat is asked at once.
        if (told.state.value != wechatpay::RefundState::closed)
            ZF_TRY(rememberRefundHint(database, told.outRefundNo, told.outTradeNo, nowUtcMs));
        ZF_TRY(shop::askAt(database, order->id, nowUtcMs));
        return Applied{Outcome::kept, QStringLiteral("it waits for its payment")};
    }
    if (const QString why = mismatch(told, *order, expected); !why.isEmpty())
        return quarantine(database, told, why, nowUtcMs);
    ZF_ASSIGN(const auto found, findRefund(database, told.outRefundNo));
    const bool withCoupons = order->settles < order->amount || order->prefunded.isPositive();
    if (heard == Heard::notification && withCoupons && !told.settledIsTold &&
        told.state.value == wechatpay::RefundState::success &&
        !(found && found->stage == RefundStage::succeeded))
        return askWhatSettles(database, told, *order, found, nowUtcMs);
    if (!found)
        return bookForeign(database, told, *order, source, nowUtcMs);
    RefundRow refund = *found;
    if (refund.orderId != order->id || refund.amount != told.refund)
        return quarantine(database, told,
            QStringLiteral("it is about %1, ours about %2")
                .arg(told.refund.toDisplay(), refund.amount.toDisplay()),
            nowUtcMs);
    const auto event = eventOf(told.state.value);
    const QString evidence = QStringLiteral("%1: %2 %3 %4")
                                 .arg(source, told.state.text, told.refundId, told.receivedAccount)
                                 .trimmed();
    if (isFinal(refund.stage)) {
        // WeChat's word against its own word is for a person.
        ZF_ASSIGN(const bool byWechat, endedBy(database, refund.id, RefundEvent::closed));
        const RefundStage said =
            event ? next(RefundStage::processing, *event).value_or(RefundStage::processing) : refund.stage;
        const bool isDone = refund.stage == RefundStage::succeeded;
        if (said == RefundStage::succeeded && !isDone && !byWechat)
            return bookSurfaced(database, told, refund, *order, evidence, nowUtcMs);
        // What is under way is an old word beside an end that WeChat told, and none beside a person's.
        if (said == refund.stage) {
            ZF_TRY(settleMismatch(database, told, nowUtcMs));
            return isDone ? trueUp(database, told, refund, *order, nowUtcMs)
                          : Applied{Outcome::unchanged, {}};
        }
        if (isFinal(said) || (!isDone && !byWechat))
            return quarantine(database, told,
                QStringLiteral("it says %1, ours is %2").arg(told.state.text, toText(refund.stage)),
                nowUtcMs);
        return Applied{Outcome::unchanged, {}};
    }
    if (refund.request.isEmpty())
        return quarantine(database, told, QStringLiteral("we never sent it"), nowUtcMs);
    ZF_TRY(database.execute("UPDATE refunds SET refund_id = :wechat WHERE id = :id",
        {{":wechat", told.refundId}, {":id", refund.id.value()}}));
    // `requested` with bytes means an earlier "not taken"; WeChat knowing it now is news.
    if (refund.stage == RefundStage::requested) {
        ZF_ASSIGN(refund,
            apply(database, refund, RefundEvent::dispatchStored,
                {QStringLiteral("system"), QStringLiteral("WeChat knows this number"), {}, {}}, nowUtcMs));
    }
    if (!event)
        return unknownState(database, refund,
            {QStringLiteral("system"), evidence, nextQueryAtUtcMs, told.state.text.left(80)}, nowUtcMs);
    ZF_TRY(endDoubt(database, refund, nowUtcMs));
    if (!next(refund.stage, *event)) {
        ZF_TRY(errands::schedule(database, refund.errand, nextQueryAtUtcMs));
        return Applied{Outcome::unchanged, {}};
    }
    ZF_TRY(tellOfDoubt(database, told, nowUtcMs));
    if (*event == RefundEvent::abnormal)
        ZF_TRY(shop::raiseTask(database, QStringLiteral("refund:") + told.outRefundNo,
            QStringLiteral("refund_abnormal"),
            QStringLiteral(
                "WeChat cannot give %1 of order %2 back to where it came from: send it to a bank card "
                "(order refund-redirect), or settle it with the customer.")
                .arg(refund.amount.toDisplay(), order->number.toString()),
            nowUtcMs));
    RefundChange change{QStringLiteral("system"), evidence, nextQueryAtUtcMs, told.state.text, {}};
    if (*event == RefundEvent::succeeded) {
        ZF_ASSIGN(const Refunded others, refundedOf(database, order->id, refund.id));
        const auto takings = takingsTold(told, *order, others);
        if (!takings)
            return quarantine(database, told, takings.error().message, nowUtcMs);
        change.takings = *takings;
    }
    ZF_TRY(apply(database, refund, *event, change, nowUtcMs));
    ZF_TRY(settleMismatch(database, told, nowUtcMs));
    return Applied{Outcome::applied, {}};
}

} // namespace zhangfang::payments
