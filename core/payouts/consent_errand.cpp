#include "payouts/consent_errand.h"

#include "payments/refund_doubt.h"
#include "payouts/limits.h"
#include "recovery/standing.h"
#include "shop/tasks.h"
#include "shop/users.h"
#include "wechatpay/pacing.h"

namespace zhangfang::payouts
{

using errands::Errand;
using errands::ErrandId;
using errands::Event;
using errands::State;
using wechatpay::ApiError;
using wechatpay::Disposition;

namespace
{

constexpr int kPage = 5;
constexpr qint64 kLongestRetryMs = 10 * 60'000;
/// Waiting that a person has to end is looked at this slowly: as after so many attempts.
constexpr int kSlowAttempts = 12;
const QString kSystem = QStringLiteral("system");

UserId userOf(const Errand& errand)
{
    return UserId(errand.subject.toLongLong());
}

QString consentNumber(const Errand& errand)
{
    return errand.number.left(errand.number.lastIndexOf(QLatin1Char('-')));
}

/// It comes to an end, and so does what a person was asked.
Status finish(
    storage::Database& database, const Errand& errand, Event event, const QString& evidence, qint64 nowUtcMs)
{
    if (errand.blocked == QLatin1String(errands::kTooLong))
        ZF_TRY(shop::settleTask(database, consentSubject(userOf(errand)), errand.blocked, nowUtcMs));
    return errands::apply(database, errand.id, event, {kSystem, evidence, std::nullopt}, nowUtcMs);
}

/// Until when the question, or the end, may still be on its way; nothing: neither is.
Result<std::optional<qint64>> onItsWayUntil(
    storage::Database& database, const Errand& ending, const Consent& consent, qint64 nowUtcMs)
{
    qint64 until = ending.sentAtUtcMs ? *ending.sentAtUtcMs + errands::kInFlightMs : 0;
    if (consent.asking != ErrandId()) {
        ZF_ASSIGN(const Errand asking, errands::find(database, consent.asking));
        if (asking.state == State::sent)
            until = std::max(until, nowUtcMs + errands::kInFlightMs);
        else if (asking.sentAtUtcMs)
            until = std::max(until, *asking.sentAtUtcMs + errands::kInFlightMs);
    }
    return until > nowUtcMs ? std::optional(until) : std::nullopt;
}

} // namespace

QString ConsentErrand::kind() const
{
    return QString::fromLatin1(act_ == Act::ask ? kConsentAskErrand : kConsentEndErrand);
}

QString ConsentErrand::subjectOf(const Errand& errand) const
{
    return consentSubject(userOf(errand));
}

qint64 ConsentErrand::retryAt(int attempts, qint64 notBeforeMs) const
{
    const wechatpay::Backoff backoff(with_.settings.number("payouts.first_retry_ms"), kLongestRetryMs);
    return with_.clock.nowUtcMs() + (notBeforeMs > 0 ? notBeforeMs + backoff.delayMs(0, with_.random)
                                                     : backoff.delayMs(attempts, with_.random));
}

errands::Pace ConsentErrand::pace() const
{
    return {[this](int attempts, qint64 notBeforeMs) { return retryAt(attempts, notBeforeMs); }, 0};
}

Result<int> ConsentErrand::runDue()
{
    isAwaited_ = false;
    // Those who wait have no lock of the folder, so no start can tell who is gone: one call at a time.
    return worker_.runDue(*this, kPage, errands::kCallMs);
}

Result<bool> ConsentErrand::runNow(ErrandId id)
{
    isAwaited_ = true;
    trouble_.reset();
    return worker_.runNow(*this, id);
}

Result<ConsentErrand::Wish> ConsentErrand::find(storage::Database& database, ErrandId id) const
{
    ZF_ASSIGN(Errand errand, errands::find(database, id));
    ZF_ASSIGN(auto consent, findConsent(database, userOf(errand)));
    if (consent && consent->number != consentNumber(errand))
        consent.reset();
    return Wish{std::move(errand), std::move(consent)};
}

Status ConsentErrand::settle(const Errand& errand, State expected, const Step& step)
{
    return with_.writer
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const bool mine, worker_.holds(database, errand.id));
            ZF_ASSIGN(const Wish now, find(database, errand.id));
            if (mine && now.errand.state == expected && now.consent)
                ZF_TRY(step(database, now.errand, *now.consent, with_.clock.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status ConsentErrand::lost(storage::Database& database, const Errand& errand, qint64 nowUtcMs)
{
    ZF_TRY(errands::recordLost(database, errand.id, nowUtcMs));
    return errands::apply(database, errand.id, Event::answerLost,
        {kSystem, QStringLiteral("the program stopped while this was being sent"), nowUtcMs}, nowUtcMs);
}

Status ConsentErrand::setAside(
    storage::Database& database, const Errand& errand, const base::Error& error, qint64 nowUtcMs)
{
    if (errands::isFinal(errand.state))
        return {};
    ZF_TRY(shop::raiseTask(database, subjectOf(errand), error.code,
        QStringLiteral("The consent of user %1 cannot be asked for or ended: %2")
            .arg(errand.subject, error.message),
        nowUtcMs));
    if (errand.state != State::sent)
        return errands::schedule(database, errand.id, retryAt(kSlowAttempts), error.code);
    // Sent, and what was said of it could not be written down.
    ZF_TRY(errands::beginDoubt(database, errand.id, nowUtcMs));
    return errands::apply(database, errand.id, Event::answerLost,
        {kSystem, error.describe(), retryAt(kSlowAttempts), error.code}, nowUtcMs);
}

Status ConsentErrand::work(const std::vector<Errand>& together)
{
    Status worked = goOn(together.front().id);
    if (!worked)
        trouble_ = worked.error();
    return worked;
}

Status ConsentErrand::goOn(ErrandId id)
{
    ZF_ASSIGN(const Wish wish,
        with_.readers.read<Wish>([&](storage::Database& database) { return find(database, id); }));
    if (wish.consent && wish.errand.state == State::stored)
        return send(wish.errand, *wish.consent, std::nullopt);
    if (wish.consent && wish.errand.state == State::unclear)
        return ask(wish.errand, *wish.consent);
    if (wish.consent)
        return {}; // changed since it was claimed
    return with_.writer
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const bool mine, worker_.holds(database, id));
            ZF_ASSIGN(const Errand now, errands::find(database, id));
            if (mine && (now.state == State::stored || now.state == State::unclear))
                ZF_TRY(finish(database, now, now.state == State::stored ? Event::withdrawn : Event::refused,
                    QStringLiteral("another consent has taken its place"), with_.clock.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Result<QByteArray> ConsentErrand::bytesOf(
    storage::Database& database, const Errand& errand, const Consent& consent) const
{
    if (!errand.bytes.isEmpty())
        return errand.bytes;
    if (act_ == Act::end)
        return consent.number.toLatin1(); // all that it says
    // Under the number of a question that WeChat has, or may have, the same bytes go again.
    {
        ZF_ASSIGN(auto rows,
            database.query("SELECT bytes FROM errands WHERE kind = :kind AND number > :from AND number < :to "
                           "AND state <> 'refused' AND length(bytes) > 0 ORDER BY id DESC LIMIT 1",
                {{":kind", errand.kind}, {":from", consent.number + QLatin1Char('-')},
                    {":to", consent.number + QLatin1Char('.')}}));
        if (rows.next())
            return rows.bytes(0);
    }
    ZF_ASSIGN(const shop::User payee, shop::findUser(database, consent.user));
    return wechatpay::v3::authorizationBody(with_.client.merchant(),
        {consent.number, payee.openid,
            payee.name.isEmpty() ? QStringLiteral("user %1").arg(consent.user.toString()) : payee.name,
            with_.settings.text("wechatpay.transfer_scene_id"), with_.settings.text("wechatpay.notify_url")});
}

Status ConsentErrand::send(const Errand& errand, const Consent& consent, std::optional<Before> repeat)
{
    using Bytes = std::optional<QByteArray>;
    ZF_ASSIGN(
        const Bytes bytes, with_.writer.runNow<Bytes>([&](storage::Database& database) -> Result<Bytes> {
            const qint64 now = with_.clock.nowUtcMs();
            ZF_TRY(recovery::mayAct(database)); // before a round is counted: what waits for a person is none
            ZF_ASSIGN(const bool mine, worker_.holds(database, errand.id));
            ZF_ASSIGN(const Errand current, errands::find(database, errand.id));
            if (!mine || current.state != errand.state)
                return std::nullopt;
            if (repeat) {
                ZF_ASSIGN(const bool may, errands::mayRepeat(database, errand.id, now));
                if (!may) {
                    ZF_ASSIGN(const errands::Ruling ruling,
                        errands::afterNoRepeat(database, errand.id, pace(), now));
                    ZF_TRY(askPerson(
                        database, current, ruling, QStringLiteral("it has not come about at WeChat"), now));
                    ZF_TRY(errands::schedule(database, errand.id, ruling.nextAtUtcMs, ruling.blocked));
                    return std::nullopt;
                }
            }
            ZF_ASSIGN(QByteArray sent, bytesOf(database, current, consent));
            ZF_TRY(worker_.beginSending(database, errand.id, sent, {}));
            ZF_TRY(errands::apply(database, errand.id, Event::sending, {kSystem, {}, std::nullopt}, now));
            return Bytes(std::move(sent));
        }));
    if (!bytes)
        return {};
    const Before before = repeat.value_or(Before::nothing);
    const auto told = act_ == Act::ask ? with_.client.sendAuthorization(*bytes)
                                       : with_.client.closeAuthorization(consent.number);
    if (!told)
        return notTaken(errand, told.error(), before);
    if (told->outAuthorizationNo != consent.number)
        return notTaken(errand, {Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}}, before);
    ZF_ASSIGN(const bool stands, hear(errand, State::sent, *told, "answer"));
    return stands ? notTaken(errand,
                        {Disposition::unclear, 200, QStringLiteral("STILL_") + told->state.text.left(40), {},
                            {}},
                        before)
                  : Status{};
}

Status ConsentErrand::notTaken(const Errand& errand, const ApiError& said, Before before)
{
    using Means = errands::Answer::Means;
    trouble_ = said.asError();
    errands::Answer answer = payments::answerOf(said);
    if (answer.means == Means::needsPerson && !answer.isBarred)
        answer.means = Means::refused;
    const auto conclude = [&](storage::Database& database, const Errand& now, const Consent& consent,
                              qint64 time) -> Status {
        ZF_ASSIGN(const errands::Ruling ruling,
            errands::afterSending(database, now.id, answer, before, pace(), time));
        ZF_TRY(askPerson(database, now, ruling, answer.said, time));
        if (ruling.event != Event::refused)
            return errands::apply(database, now.id, ruling.event.value_or(Event::answerLost),
                {kSystem, answer.said, ruling.nextAtUtcMs, ruling.blocked}, time);
        ZF_TRY(finish(database, now, Event::refused, answer.said, time));
        if (act_ == Act::ask && consent.state == QLatin1String(Consent::kAsked)) {
            Consent asked = consent;
            asked.closeReason = said.code;
            ZF_TRY(storeConsent(database, asked, time));
        }
        if (isAwaited_)
            return {};
        const base::Error error = said.asError();
        return shop::raiseTask(database, subjectOf(now), error.code,
            (act_ == Act::ask
                    ? QStringLiteral("WeChat did not take the question for user %1's consent: %2")
                    : QStringLiteral("WeChat did not end the consent of user %1, which still stands: %2"))
                .arg(now.subject, answer.said),
            time);
    };
    return settle(errand, State::sent, conclude);
}

Status ConsentErrand::ask(const Errand& errand, const Consent& consent)
{
    const auto told = with_.client.queryAuthorization(consent.number);
    if (!told)
        return told.error().isNotFound() ? notKnown(errand, consent, told.error())
                                         : nothingSure(errand, told.error());
    if (told->outAuthorizationNo != consent.number)
        return nothingSure(errand, {Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}});
    ZF_ASSIGN(const bool again, hear(errand, State::unclear, *told, "query"));
    return again ? send(errand, consent, Before::nothing) : Status{};
}

Status ConsentErrand::notKnown(const Errand& errand, const Consent& consent, const ApiError& error)
{
    trouble_ = error.asError();
    const QString said = error.describe();
    bool again = false;
    const auto decide = [&](storage::Database& database, const Errand& now, const Consent& current,
                            qint64 time) -> Status {
        again = false;
        if (act_ == Act::ask) {
            bool isEnding = false;
            if (current.ending != ErrandId()) {
                ZF_ASSIGN(const Errand ending, errands::find(database, current.ending));
                isEnding = !errands::isFinal(ending.state);
            }
            const bool isOver = isEnding || current.isOver(); // nobody wants it any more
            again = !isOver;
            return isOver ? finish(database, now, Event::refused, said, time) : Status{};
        }
        ZF_ASSIGN(const auto until, onItsWayUntil(database, now, current, time));
        if (until)
            return errands::schedule(database, now.id, *until);
        // There is none to end.
        ZF_TRY(finish(database, now, Event::refused, said, time));
        Consent ended = current;
        ended.state = QStringLiteral("CLOSED");
        ended.closeReason = error.code;
        ended.packageInfo.clear();
        return storeConsent(database, ended, time);
    };
    ZF_TRY(settle(errand, State::unclear, decide));
    return again ? send(errand, consent, Before::notFound) : Status{};
}

Status ConsentErrand::nothingSure(const Errand& errand, const ApiError& error)
{
    trouble_ = error.asError();
    const errands::Answer answer = payments::answerOf(error);
    return settle(errand, State::unclear,
        [&](storage::Database& database, const Errand& now, const Consent&, qint64 time) -> Status {
            ZF_ASSIGN(
                const errands::Ruling ruling, errands::afterAsking(database, now.id, answer, pace(), time));
            ZF_TRY(askPerson(database, now, ruling, answer.said, time));
            return errands::schedule(database, now.id, ruling.nextAtUtcMs, ruling.blocked);
        });
}

Result<bool> ConsentErrand::hear(
    const Errand& errand, State expected, const wechatpay::v3::Authorization& told, const char* how)
{
    bool again = false;
    const QString source = wechatpay::toldBy(how, with_.client.lastRequestId());
    const auto decide = [&](storage::Database& database, const Errand& now, const Consent& before,
                            qint64 time) -> Status {
        again = false;
        if (expected == State::sent)
            ZF_TRY(errands::recordSent(database, now.id, time));
        ZF_ASSIGN(const Consent consent, applyAuthorization(database, before, told, source, time));
        if (consent.isOver())
            return {}; // and so is this
        if (act_ == Act::end) {
            again = true;
            return {};
        }
        // WeChat has the question. What hands it to the payee was lost with an answer, and the same bytes
        // bring it back.
        const bool lacksPackage = expected == State::unclear && consent.packageInfo.isEmpty() &&
                                  told.state.value == wechatpay::v3::AuthorizationState::waitUserConfirm;
        ZF_ASSIGN(const int tries, errands::timesLeft(database, now.id));
        again = lacksPackage && tries < kMostPackageAsks;
        return again ? Status{}
                     : finish(
                           database, now, Event::done, source + QStringLiteral(": ") + told.state.text, time);
    };
    ZF_TRY(settle(errand, expected, decide));
    if (!again)
        trouble_.reset();
    return again;
}

Status ConsentErrand::askPerson(storage::Database& database, const Errand& errand,
    const errands::Ruling& ruling, const QString& said, qint64 nowUtcMs) const
{
    if (!ruling.isNewlyTooLong)
        return {};
    return shop::raiseTask(database, subjectOf(errand), QString::fromLatin1(errands::kTooLong),
        (act_ == Act::ask
                ? QStringLiteral(
                      "Whether WeChat has asked user %1 for consent is not known after %2 rounds; it is "
                      "not asked for again by itself. Last heard: %3. See how it stands (user "
                      "authorization), or ask anew.")
                : QStringLiteral(
                      "Whether the consent of user %1 is ended is not known after %2 rounds; it is not "
                      "ended again by itself. Last heard: %3. See how it stands (user "
                      "authorization), or end it anew."))
            .arg(errand.subject)
            .arg(ruling.errand.doubt.rounds)
            .arg(said.left(400)),
        nowUtcMs);
}

} // namespace zhangfang::payouts
