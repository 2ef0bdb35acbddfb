#include "payouts/resolve.h"

#include "payments/refund_resolve.h"
#include "payouts/told.h"
#include "payouts/unclear.h"

namespace zhangfang::payouts
{

using wechatpay::ApiError;
using wechatpay::Disposition;

namespace
{

bool atWechat(State state)
{
    return state == State::unclear || state == State::accepted || state == State::awaitingUser;
}

tl::unexpected<base::Error> undecidable(const Payout& current)
{
    if (current.state == State::submitting)
        return base::unavailable(
            "being_sent", QStringLiteral("Withdrawal %1 is being sent to WeChat Pay, or was when the "
                                         "engine stopped; it goes on there.")
                              .arg(current.id.toString()));
    return base::refused("wrong_state",
        QStringLiteral("Withdrawal %1 is %2; only one that WeChat may have, and that is not at its end, can "
                       "be decided by a person's word.")
            .arg(current.id.toString(), toText(current.state)));
}

} // namespace

Result<Verdict> parseVerdict(const QString& text)
{
    if (text == QLatin1String("paid"))
        return Verdict::paid;
    if (text == QLatin1String("not-paid"))
        return Verdict::notPaid;
    return base::invalid(
        "invalid_verdict", QStringLiteral("It was 'paid' or 'not-paid', not '%1'.").arg(text.left(20)));
}

QString toText(Verdict verdict)
{
    return verdict == Verdict::paid ? QStringLiteral("paid") : QStringLiteral("not-paid");
}

Result<Payout> ResolveDesk::find(PayoutId id) const
{
    return readers_.read<Payout>([id](storage::Database& database) { return findPayout(database, id); });
}

Result<ResolveDesk::Asked> ResolveDesk::ask(const Payout& payout)
{
    ZF_ASSIGN(PayoutChannel* const channel, channels_.find(payout.channel));
    auto bill = channel->ask(payout);
    if (bill && bill->outBillNo != payout.number.toString())
        bill = tl::unexpected(ApiError{Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}});
    const qint64 now = clock_.nowUtcMs();
    if (!bill) {
        const QString words = bill.error().describe();
        ZF_ASSIGN(Payout noted, writer_.runNow<Payout>([&](storage::Database& database) -> Result<Payout> {
            ZF_ASSIGN(const Payout current, findPayout(database, payout.id));
            if (!isFinal(current.state))
                ZF_TRY(note(database, current, QStringLiteral("asked"),
                    {QStringLiteral("operator"), words, current.nextAttemptAtUtcMs, current.blocked, words},
                    now));
            return findPayout(database, payout.id);
        }));
        return Asked{std::move(noted), words, false, bill.error()};
    }
    const QString source = wechatpay::toldBy("query", channel->lastRequestId());
    ZF_ASSIGN(
        const payments::Applied applied, writer_.runNow<payments::Applied>([&](storage::Database& database) {
            return applyTransferBill(database, *bill, settings_, source, now, channel->leastPollMs());
        }));
    ZF_ASSIGN(Payout told, find(payout.id));
    const bool fits = applied.outcome != payments::Outcome::quarantined;
    const bool known = bill->state.value != wechatpay::TransferState::unknown;
    return Asked{std::move(told),
        fits ? QStringLiteral("%1: %2").arg(source, bill->state.text.left(40)) : applied.note,
        fits && known && !wechatpay::isFinal(bill->state.value)};
}

Result<Payout> ResolveDesk::sendAgain(const Payout& payout)
{
    return writer_.runNow<Payout>([&](storage::Database& database) -> Result<Payout> {
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const Payout current, findPayout(database, payout.id));
        // What waits for its time goes now; the grace of an approval, in which it can be taken back, stays.
        ZF_ASSIGN(const access::Settings* settings, access::Settings::current(database));
        const qint64 graceEnds = current.approvedAtUtcMs + settings->number("payouts.grace_seconds") * 1000;
        const bool waits = current.nextAttemptAtUtcMs && *current.nextAttemptAtUtcMs > now;
        if (current.state != State::approved || now < graceEnds || (current.blocked.isEmpty() && !waits))
            return current;
        ZF_TRY(errands::forgetRefusals(database, current.errand));
        ZF_TRY(note(database, current, QStringLiteral("send_again"),
            {QStringLiteral("operator"), current.note, now, {}, current.note}, now));
        return findPayout(database, current.id);
    });
}

Result<Payout> ResolveDesk::sync(PayoutId id)
{
    ZF_ASSIGN(const Payout payout, find(id));
    if (payout.state == State::approved)
        return sendAgain(payout);
    if (!atWechat(payout.state))
        return payout;
    ZF_ASSIGN(const Asked heard, ask(payout));
    if (heard.error && !heard.error->isNotFound())
        return base::fail(heard.error->asError());
    return heard.now;
}

Result<ResolveDesk::Heard> ResolveDesk::hear(PayoutId id)
{
    ZF_ASSIGN(const Payout payout, find(id));
    if (!atWechat(payout.state))
        return undecidable(payout);
    if (!channels_.find(payout.channel))
        return Heard{false, QStringLiteral("WeChat was not asked: this way of paying out is not set up"),
            payout.attempts};
    ZF_ASSIGN(const Asked asked, ask(payout));
    if (isFinal(asked.now.state))
        return Heard{true, asked.words, payout.attempts};
    if (asked.underWay)
        return base::refused("wechat_says_otherwise",
            QStringLiteral("WeChat still has withdrawal %1 under way (%2); it will come to an end there.")
                .arg(id.toString(), asked.words));
    return Heard{false, asked.words, payout.attempts};
}

Result<QString> resolve(storage::Database& database, PayoutId id, const Resolution& resolution,
    const ResolveDesk::Heard& heard, const QString& operatorName, qint64 now)
{
    ZF_TRY(payments::checkWords(resolution.proof, resolution.reason));
    ZF_ASSIGN(const Payout current, findPayout(database, id));
    if (!atWechat(current.state))
        return undecidable(current);
    if (current.attempts != heard.attempts)
        return base::unavailable(
            "being_sent", QStringLiteral("Withdrawal %1 was sent again while WeChat was asked about it.")
                              .arg(id.toString()));
    const bool paid = resolution.as == Verdict::paid;
    // Its hold would be free while the request that pays it is still on its way.
    if (!paid && current.sentAtUtcMs && now - *current.sentAtUtcMs < errands::kInFlightMs)
        return base::refused("may_arrive",
            QStringLiteral("Withdrawal %1 was sent less than two minutes ago, and may still arrive at WeChat "
                           "Pay: say so once that time is over.")
                .arg(id.toString()));
    const QString evidence = QStringLiteral("%1 by %2; %3; %4")
                                 .arg(paid ? QStringLiteral("paid") : QStringLiteral("not paid"),
                                     resolution.proof, resolution.reason, heard.words);
    ZF_TRY(endDoubt(database, current, now));
    ZF_ASSIGN(
        const Payout decided, apply(database, current, paid ? Event::decidedPaid : Event::decidedNotPaid,
                                  {operatorName, evidence, {}, {}, resolution.reason}, now));
    ZF_TRY(lookAgainAt(database, decided, errands::nextLookAfterVerdict(now, now)));
    return evidence;
}

} // namespace zhangfang::payouts
