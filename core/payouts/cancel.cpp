#include "payouts/cancel.h"

#include "payments/refund_doubt.h"
#include "payouts/limits.h"
#include "payouts/told.h"
#include "payouts/unclear.h"
#include "shop/tasks.h"
#include "wechatpay/pacing.h"

namespace zhangfang::payouts
{

using wechatpay::ApiError;
using wechatpay::Disposition;

namespace
{

/// Few at once, so that payouts go on between those that get no answer.
constexpr int kPage = 3;
constexpr qint64 kLongestRetryMs = 10 * 60'000;
/// Waiting that a person has to end is looked at this slowly: as after so many attempts.
constexpr int kSlowAttempts = 12;
const QString kSystem = QStringLiteral("system");

/// WeChat has not taken the wish: `wanted`, whether somebody still wants it.
Status setWanted(storage::Database& database, const Payout& payout, bool wanted)
{
    return database
        .execute("UPDATE payouts SET cancel_requested = :wanted WHERE id = :id",
            {{":wanted", wanted ? 1 : 0}, {":id", payout.id.value()}})
        .map([](qint64) {});
}

/// What a wish is called: the payout's number, and which wish it is.
QString nthNumber(const Payout& payout, const std::optional<errands::Errand>& before)
{
    const qint64 nth =
        before ? before->number.mid(before->number.lastIndexOf(QLatin1Char('-')) + 1).toLongLong() + 1 : 1;
    return QStringLiteral("%1-%2").arg(payout.number.toString()).arg(nth);
}

/// WeChat is cancelling it: only its word about the payout tells the end.
Status taken(storage::Database& database, const errands::Errand& errand, const Payout& payout,
    const QString& evidence, qint64 nowUtcMs)
{
    const QString said = QStringLiteral("WeChat is cancelling it");
    ZF_TRY(errands::apply(database, errand.id, errands::Event::taken,
        {kSystem, evidence.isEmpty() ? said : evidence, std::nullopt, QStringLiteral("")}, nowUtcMs));
    ZF_TRY(setWanted(database, payout, false));
    return addToStory(database, payout, {QStringLiteral("cancel_accepted"), kSystem, said, said}, nowUtcMs);
}

} // namespace

Status wishCancel(storage::Database& database, const Payout& payout, const QString& actor, qint64 nowUtcMs)
{
    std::optional<errands::Errand> before;
    if (payout.cancelErrand != errands::ErrandId()) {
        ZF_ASSIGN(before, errands::find(database, payout.cancelErrand));
    }
    ZF_TRY(setWanted(database, payout, true));
    if (before && before->state == errands::State::sent)
        return {}; // it is leaving at this moment
    if (before && before->state == errands::State::stored) {
        ZF_TRY(errands::forgetRefusals(database, before->id));
        return errands::schedule(database, before->id, nowUtcMs, QStringLiteral(""));
    }
    if (before && !errands::isFinal(before->state))
        ZF_TRY(errands::apply(database, before->id, errands::Event::refused,
            {actor, QStringLiteral("it is asked for anew"), std::nullopt}, nowUtcMs));
    ZF_ASSIGN(const errands::ErrandId id, errands::open(database,
                                              {QString::fromLatin1(kCancelErrand), payout.id.toString(),
                                                  nthNumber(payout, before), nowUtcMs, actor},
                                              nowUtcMs));
    return database
        .execute("UPDATE payouts SET cancel_errand = :errand WHERE id = :id",
            {{":errand", id.value()}, {":id", payout.id.value()}})
        .map([](qint64) {});
}

qint64 Canceller::retryAt(int attempts, qint64 notBeforeMs) const
{
    const wechatpay::Backoff backoff(settings_.number("payouts.first_retry_ms"), kLongestRetryMs);
    return clock_.nowUtcMs() +
           (notBeforeMs > 0 ? notBeforeMs + backoff.delayMs(0, random_) : backoff.delayMs(attempts, random_));
}

errands::Pace Canceller::pace() const
{
    return {[this](int attempts, qint64 notBeforeMs) { return retryAt(attempts, notBeforeMs); }, 0};
}

Result<int> Canceller::runDue()
{
    return worker_.runDue(*this, kPage);
}

QString Canceller::subjectOf(const errands::Errand& errand) const
{
    return QStringLiteral("payout:") + errand.number.left(errand.number.lastIndexOf(QLatin1Char('-')));
}

Result<Canceller::Wish> Canceller::find(storage::Database& database, errands::ErrandId id) const
{
    ZF_ASSIGN(errands::Errand errand, errands::find(database, id));
    ZF_ASSIGN(Payout payout, findPayout(database, PayoutId(errand.subject.toLongLong())));
    return Wish{std::move(errand), std::move(payout)};
}

Status Canceller::settle(const Wish& wish, errands::State expected, const Act& act)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const bool mine, worker_.holds(database, wish.errand.id));
            ZF_ASSIGN(const Wish now, find(database, wish.errand.id));
            if (mine && now.errand.state == expected) // or it has ended with the payout
                ZF_TRY(act(database, now, clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status Canceller::lost(storage::Database& database, const errands::Errand& errand, qint64 nowUtcMs)
{
    ZF_TRY(errands::recordLost(database, errand.id, nowUtcMs));
    return errands::apply(database, errand.id, errands::Event::answerLost,
        {kSystem, QStringLiteral("the program stopped while this was being sent"), nowUtcMs}, nowUtcMs);
}

Status Canceller::setAside(
    storage::Database& database, const errands::Errand& errand, const base::Error& error, qint64 nowUtcMs)
{
    if (errands::isFinal(errand.state))
        return {};
    ZF_TRY(shop::raiseTask(database, subjectOf(errand), error.code,
        QStringLiteral("Withdrawal %1 cannot be cancelled: %2").arg(errand.subject, error.message),
        nowUtcMs));
    if (errand.state != errands::State::sent)
        return errands::schedule(database, errand.id, retryAt(kSlowAttempts), error.code);
    // Sent, and what was said of it could not be written down.
    ZF_TRY(errands::beginDoubt(database, errand.id, nowUtcMs));
    return errands::apply(database, errand.id, errands::Event::answerLost,
        {kSystem, error.describe(), retryAt(kSlowAttempts), error.code}, nowUtcMs);
}

Status Canceller::work(const std::vector<errands::Errand>& together)
{
    ZF_ASSIGN(const Wish wish, readers_.read<Wish>([&](storage::Database& database) {
        return find(database, together.front().id);
    }));
    ZF_ASSIGN(PayoutChannel* const channel, channels_.find(wish.payout.channel));
    switch (wish.errand.state) {
    case errands::State::stored:
        return send(wish, *channel);
    case errands::State::unclear:
        return ask(wish, *channel);
    default:
        return {}; // changed since it was claimed
    }
}

Status Canceller::send(const Wish& wish, PayoutChannel& channel)
{
    ZF_ASSIGN(const bool leaves, writer_.runNow<bool>([&](storage::Database& database) -> Result<bool> {
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const Wish current, find(database, wish.errand.id));
        if (current.errand.state != wish.errand.state)
            return false;
        // The number of what is cancelled is all that it says.
        ZF_TRY(
            worker_.beginSending(database, wish.errand.id, current.payout.number.toString().toLatin1(), {}));
        ZF_TRY(errands::apply(
            database, wish.errand.id, errands::Event::sending, {kSystem, {}, std::nullopt}, now));
        ZF_TRY(addToStory(database, current.payout,
            {QStringLiteral("cancel_sent"), kSystem, {}, current.payout.note}, now));
        return true;
    }));
    if (!leaves)
        return {};
    const auto cancelled = channel.cancel(wish.payout);
    return settle(
        wish, errands::State::sent, [&](storage::Database& database, const Wish& now, qint64 time) -> Status {
            if (!cancelled)
                return notAccepted(database, now, cancelled.error(), time);
            ZF_TRY(errands::recordSent(database, now.errand.id, time));
            ZF_TRY(taken(database, now.errand, now.payout, {}, time));
            // Accepted is not cancelled: the payout itself is asked about, at once.
            return lookAgainAt(database, now.payout, time + channel.leastPollMs());
        });
}

Status Canceller::notAccepted(
    storage::Database& database, const Wish& now, const ApiError& error, qint64 nowUtcMs)
{
    // A refusal says no more than any other answer: whether the payout is paid, or still waits, the question
    // tells.
    errands::Answer answer = payments::answerOf(error);
    answer.means = answer.neverLeft ? errands::Answer::Means::notTaken : errands::Answer::Means::unclear;
    answer.isBarred = false;
    ZF_ASSIGN(const errands::Ruling ruling,
        errands::afterSending(database, now.errand.id, answer, errands::Before::nothing, pace(), nowUtcMs));
    const bool isAsked = ruling.event != errands::Event::notTaken;
    ZF_TRY(errands::apply(database, now.errand.id, ruling.event.value_or(errands::Event::answerLost),
        {kSystem, answer.said, isAsked ? nowUtcMs + answer.waitMs : ruling.nextAtUtcMs, ruling.blocked},
        nowUtcMs));
    return addToStory(database, now.payout,
        {isAsked ? QStringLiteral("cancel_not_accepted") : QStringLiteral("cancel_later"), kSystem,
            answer.said, answer.said},
        nowUtcMs);
}

Status Canceller::ask(const Wish& wish, PayoutChannel& channel)
{
    const auto bill = channel.ask(wish.payout);
    if (!bill)
        return nothingSure(wish, bill.error());
    if (bill->outBillNo != wish.payout.number.toString())
        return nothingSure(
            wish, {Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"),
                      QStringLiteral("the answer is about %1").arg(bill->outBillNo.left(40)), {}});
    using Told = std::optional<payments::Applied>;
    ZF_ASSIGN(const Told told, writer_.runNow<Told>([&](storage::Database& database) -> Result<Told> {
        ZF_ASSIGN(const bool mine, worker_.holds(database, wish.errand.id));
        if (!mine)
            return std::nullopt;
        return applyTransferBill(database, *bill, settings_,
            wechatpay::toldBy("query", channel.lastRequestId()), clock_.nowUtcMs(), channel.leastPollMs())
            .map([](payments::Applied applied) { return Told(std::move(applied)); });
    }));
    if (!told)
        return {};
    if (told->outcome == payments::Outcome::quarantined)
        return nothingSure(wish, {Disposition::unclear, 200, QStringLiteral("DOES_NOT_FIT"), told->note, {}});
    if (bill->state.value == wechatpay::TransferState::unknown)
        return nothingSure(wish,
            {Disposition::unclear, 200, QStringLiteral("UNKNOWN_STATE"), bill->state.text.left(40), {}});
    ZF_ASSIGN(const bool again, goesOn(wish, *bill));
    return again ? send(wish, channel) : Status{};
}

Status Canceller::nothingSure(const Wish& wish, const ApiError& error)
{
    const errands::Answer answer = payments::answerOf(error);
    return settle(wish, errands::State::unclear,
        [&](storage::Database& database, const Wish& now, qint64 time) -> Status {
            ZF_ASSIGN(const errands::Ruling ruling,
                errands::afterAsking(database, now.errand.id, answer, pace(), time));
            if (ruling.isNewlyTooLong)
                ZF_TRY(
                    shop::raiseTask(database, subjectOf(now.errand), QString::fromLatin1(errands::kTooLong),
                        QStringLiteral(
                            "Whether WeChat has cancelled withdrawal %1 is not known after %2 rounds; its "
                            "money stays held. Last heard: %3. Look it up in WeChat Pay's merchant "
                            "platform by its number %4.")
                            .arg(now.payout.id.toString())
                            .arg(ruling.errand.doubt.rounds)
                            .arg(answer.said.left(400), now.payout.number.toString()),
                        time));
            return errands::schedule(database, now.errand.id, ruling.nextAtUtcMs, ruling.blocked);
        });
}

Result<bool> Canceller::goesOn(const Wish& wish, const wechatpay::TransferBill& bill)
{
    bool again = false;
    const auto decide = [&](storage::Database& database, const Wish& now, qint64 time) -> Status {
        again = false;
        // In doubt: nobody has been told since the latest sending how the payout stands.
        const bool isFirst = now.errand.doubt.sinceUtcMs.has_value();
        ZF_TRY(errands::endDoubt(database, now.errand.id));
        if (now.errand.blocked == QLatin1String(errands::kTooLong))
            ZF_TRY(shop::settleTask(database, subjectOf(now.errand), now.errand.blocked, time));
        const QString said = QStringLiteral("WeChat still has it as ") + bill.state.text.left(40);
        if (bill.state.value == wechatpay::TransferState::canceling)
            return taken(database, now.errand, now.payout, said, time);
        ZF_ASSIGN(const int tries, errands::timesLeft(database, now.errand.id));
        const bool mayAgain = tries < kMostCancels;
        if (mayAgain &&
            !isFirst) { // it was given its time, and is still there: once more, with the same bytes
            again = true;
            return {};
        }
        if (mayAgain) {
            ZF_TRY(errands::schedule(
                database, now.errand.id, retryAt(now.errand.attempts + 3), QStringLiteral("")));
            return addToStory(
                database, now.payout, {QStringLiteral("cancel_later"), kSystem, said, now.payout.note}, time);
        }
        ZF_TRY(shop::raiseTask(database, subjectOf(now.errand), QStringLiteral("not_cancelled"),
            QStringLiteral("WeChat did not cancel withdrawal %1 in %2 tries, and still has it as %3: %4. It "
                           "is not tried again by itself.")
                .arg(now.payout.id.toString())
                .arg(tries)
                .arg(toText(now.payout.state), now.payout.note),
            time));
        ZF_TRY(errands::apply(
            database, now.errand.id, errands::Event::refused, {kSystem, said, std::nullopt}, time));
        ZF_TRY(setWanted(database, now.payout, false));
        return addToStory(
            database, now.payout, {QStringLiteral("cancel_ended"), kSystem, said, now.payout.note}, time);
    };
    ZF_TRY(settle(wish, errands::State::unclear, decide));
    return again;
}

} // namespace zhangfang::payouts
