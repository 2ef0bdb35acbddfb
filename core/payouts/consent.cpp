#include "payouts/consent.h"

#include "base/calendar.h"
#include "recovery/standing.h"
#include "shop/tasks.h"
#include "shop/users.h"

namespace zhangfang::payouts
{
namespace
{

constexpr qint64 kWhileWaitingMs = 5 * 60'000;
constexpr qint64 kWhileItStandsMs = base::kDayMs;
constexpr int kAtOnce = 20;
/// Whoever wishes it does it at once; where nothing was heard of that for so long, the engine does.
constexpr qint64 kHandMs = errands::kClaimMs;

/// When to ask again; nothing: never.
std::optional<qint64> nextAskMs(const Consent& consent)
{
    if (consent.isOver())
        return std::nullopt;
    return consent.stands() ? kWhileItStandsMs : kWhileWaitingMs;
}

Result<std::optional<errands::Errand>> errandOf(storage::Database& database, errands::ErrandId id)
{
    if (id == errands::ErrandId())
        return std::optional<errands::Errand>();
    return errands::find(database, id).map([](errands::Errand errand) {
        return std::optional(std::move(errand));
    });
}

bool isOpen(const std::optional<errands::Errand>& errand)
{
    return errand && !errands::isFinal(errand->state);
}

/// It is wished again while it is under way: as if it were the first time.
Status takeUp(storage::Database& database, const errands::Errand& errand, UserId user, qint64 nowUtcMs)
{
    if (errand.state != errands::State::stored && errand.state != errands::State::unclear)
        return {};
    ZF_TRY(errands::forgetRefusals(database, errand.id));
    if (errand.state == errands::State::unclear) {
        ZF_TRY(errands::endDoubt(database, errand.id));
        ZF_TRY(errands::beginDoubt(database, errand.id, nowUtcMs));
    }
    if (errand.blocked == QLatin1String(errands::kTooLong))
        ZF_TRY(shop::settleTask(database, consentSubject(user), errand.blocked, nowUtcMs));
    return errands::schedule(database, errand.id, nowUtcMs + kHandMs, QStringLiteral(""));
}

/// Each wish about a consent is an errand of its own: its number, and which wish it is.
QString nthNumber(const QString& number, const std::optional<errands::Errand>& before)
{
    const QString own = number + QLatin1Char('-');
    const qint64 nth =
        before && before->number.startsWith(own) ? before->number.mid(own.size()).toLongLong() + 1 : 1;
    return own + QString::number(nth);
}

Status endWish(
    storage::Database& database, errands::ErrandId id, UserId user, const QString& source, qint64 nowUtcMs)
{
    ZF_ASSIGN(const auto errand, errandOf(database, id));
    if (!isOpen(errand))
        return {};
    if (errand->blocked == QLatin1String(errands::kTooLong))
        ZF_TRY(shop::settleTask(database, consentSubject(user), errand->blocked, nowUtcMs));
    return errands::apply(database, id,
        errand->state == errands::State::stored ? errands::Event::withdrawn : errands::Event::done,
        {QStringLiteral("system"), source, std::nullopt}, nowUtcMs);
}

} // namespace

QString consentSubject(UserId user)
{
    return QStringLiteral("user:") + user.toString();
}

Result<std::optional<Consent>> findConsent(storage::Database& database, UserId user)
{
    ZF_ASSIGN(auto rows, database.query("SELECT number, state, package_info, close_reason, told_at, "
                                        "COALESCE(ask_errand, 0), COALESCE(end_errand, 0) FROM consents "
                                        "WHERE user_id = :user",
                             {{":user", user.value()}}));
    if (!rows.next())
        return std::nullopt;
    return Consent{user, rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.number(4),
        errands::ErrandId(rows.number(5)), errands::ErrandId(rows.number(6))};
}

Status storeConsent(storage::Database& database, const Consent& consent, qint64 nowUtcMs)
{
    const auto wait = nextAskMs(consent);
    return database
        .execute("INSERT INTO consents (user_id, number, state, package_info, close_reason, told_at, ask_at) "
                 "VALUES (:user, :number, :state, :package, :reason, :now, :ask) "
                 "ON CONFLICT (user_id) DO UPDATE SET number = excluded.number, state = excluded.state, "
                 "package_info = excluded.package_info, close_reason = excluded.close_reason, "
                 "told_at = excluded.told_at, ask_at = excluded.ask_at",
            {{":user", consent.user.value()}, {":number", consent.number}, {":state", consent.state},
                {":package", consent.packageInfo}, {":reason", consent.closeReason}, {":now", nowUtcMs},
                {":ask", wait ? QVariant(nowUtcMs + *wait) : QVariant()}})
        .map([](qint64) {});
}

Result<Consent> applyAuthorization(storage::Database& database, const Consent& before,
    const wechatpay::v3::Authorization& told, const QString& source, qint64 nowUtcMs)
{
    Consent now = before;
    now.state = told.state.text;
    now.closeReason = told.closeReason;
    if (!told.packageInfo.isEmpty())
        now.packageInfo = told.packageInfo;
    if (told.state.value != wechatpay::v3::AuthorizationState::waitUserConfirm)
        now.packageInfo.clear();
    now.toldAtUtcMs = nowUtcMs;
    // An answer about a number that has been replaced since is of no interest any more.
    ZF_ASSIGN(const auto current, findConsent(database, before.user));
    if (!current || current->number != now.number)
        return now;
    // Nor is one of before its end.
    if (current->isOver() && !now.isOver())
        now = *current;
    else
        ZF_TRY(storeConsent(database, now, nowUtcMs));
    if (!now.isOver())
        return now;
    ZF_TRY(endWish(database, current->asking, before.user, source, nowUtcMs));
    ZF_TRY(endWish(database, current->ending, before.user, source, nowUtcMs));
    return now;
}

Result<errands::ErrandId> wishConsent(storage::Database& database, base::RandomSource& random, UserId user,
    const QString& actor, qint64 nowUtcMs)
{
    ZF_TRY(recovery::mayAct(database));
    ZF_TRY(shop::findUser(database, user));
    ZF_ASSIGN(const auto before, findConsent(database, user));
    if (before && before->stands())
        return base::refused(
            "consent_stands", QStringLiteral("User %1 has already agreed.").arg(user.toString()));
    const bool goesOn = before && !before->isOver();
    Consent consent;
    consent.user = user;
    consent.number = goesOn ? before->number : QLatin1Char('A') + QString::fromLatin1(random.token(23));
    consent.state = QString::fromLatin1(Consent::kAsked);
    std::optional<errands::Errand> latest;
    if (goesOn) {
        ZF_ASSIGN(const auto ending, errandOf(database, before->ending));
        if (isOpen(ending) && ending->state != errands::State::stored)
            return base::unavailable(
                "being_sent", QStringLiteral("The consent of user %1 is being ended; ask once that is known.")
                                  .arg(user.toString()));
        if (isOpen(ending))
            ZF_TRY(errands::apply(database, ending->id, errands::Event::withdrawn,
                {actor, QStringLiteral("it is asked for again"), std::nullopt}, nowUtcMs));
        ZF_ASSIGN(latest, errandOf(database, before->asking));
    }
    ZF_TRY(storeConsent(database, consent, nowUtcMs));
    if (isOpen(latest)) {
        ZF_TRY(takeUp(database, *latest, user, nowUtcMs));
        return latest->id;
    }
    ZF_ASSIGN(
        const errands::ErrandId id, errands::open(database,
                                        {QString::fromLatin1(kConsentAskErrand), user.toString(),
                                            nthNumber(consent.number, latest), nowUtcMs + kHandMs, actor},
                                        nowUtcMs));
    ZF_TRY(database.execute("UPDATE consents SET ask_errand = :errand WHERE user_id = :user",
        {{":errand", id.value()}, {":user", user.value()}}));
    if (!goesOn)
        ZF_TRY(database.execute(
            "UPDATE consents SET end_errand = NULL WHERE user_id = :user", {{":user", user.value()}}));
    return id;
}

Result<errands::ErrandId> wishConsentEnd(
    storage::Database& database, base::RandomSource&, UserId user, const QString& actor, qint64 nowUtcMs)
{
    ZF_TRY(recovery::mayAct(database));
    ZF_ASSIGN(const auto consent, findConsent(database, user));
    if (!consent)
        return base::notFound("no_consent", QStringLiteral("User %1 was never asked.").arg(user.toString()));
    ZF_ASSIGN(const auto asking, errandOf(database, consent->asking));
    if (asking && asking->state == errands::State::stored)
        ZF_TRY(errands::apply(database, asking->id, errands::Event::withdrawn,
            {actor, QStringLiteral("it is to be ended"), std::nullopt}, nowUtcMs));
    ZF_ASSIGN(const auto latest, errandOf(database, consent->ending));
    if (isOpen(latest)) {
        ZF_TRY(takeUp(database, *latest, user, nowUtcMs));
        return latest->id;
    }
    ZF_ASSIGN(
        const errands::ErrandId id, errands::open(database,
                                        {QString::fromLatin1(kConsentEndErrand), user.toString(),
                                            nthNumber(consent->number, latest), nowUtcMs + kHandMs, actor},
                                        nowUtcMs));
    ZF_TRY(database.execute("UPDATE consents SET end_errand = :errand WHERE user_id = :user",
        {{":errand", id.value()}, {":user", user.value()}}));
    return id;
}

Result<Consent> ConsentDesk::known(UserId user)
{
    ZF_ASSIGN(auto consent, readers_.read<std::optional<Consent>>(
                                [&](storage::Database& database) { return findConsent(database, user); }));
    if (!consent)
        return base::notFound("no_consent", QStringLiteral("User %1 was never asked.").arg(user.toString()));
    return *std::move(consent);
}

Result<Consent> ConsentDesk::carryOut(errands::ErrandId id)
{
    const auto read = [&] {
        return readers_.read<errands::Errand>(
            [&](storage::Database& database) { return errands::find(database, id); });
    };
    ZF_ASSIGN(errands::Errand wish, read());
    std::optional<base::Error> trouble;
    if (!errands::isFinal(wish.state)) {
        ConsentErrand& errand = wish.kind == QLatin1String(kConsentAskErrand) ? asking_ : ending_;
        ZF_ASSIGN(const bool mine, errand.runNow(id));
        if (mine)
            trouble = errand.trouble();
        ZF_ASSIGN(wish, read());
        if (!mine && !errands::isFinal(wish.state))
            return base::unavailable(
                "being_sent", QStringLiteral("The consent of user %1 is being asked about at this moment.")
                                  .arg(wish.subject));
    }
    if (wish.state == errands::State::done)
        return known(UserId(wish.subject.toLongLong()));
    if (trouble)
        return base::fail(*std::move(trouble));
    if (wish.state == errands::State::withdrawn)
        return base::refused("wrong_state",
            QStringLiteral("The wish was withdrawn before it was sent. Under another key it is a new one."));
    const QString said = QStringLiteral("WeChat Pay: ") + wish.lastAnswer;
    if (errands::isFinal(wish.state))
        return base::refused("wechat_refused", said);
    return base::unavailable("wechat_unclear", said);
}

Result<Consent> ConsentDesk::query(UserId user)
{
    ZF_ASSIGN(const Consent consent, known(user));
    const auto told = client_.queryAuthorization(consent.number);
    if (!told)
        return base::fail(told.error().asError());
    return writer_.runNow<Consent>([&](storage::Database& database) {
        return applyAuthorization(
            database, consent, *told, wechatpay::toldBy("query", client_.lastRequestId()), clock_.nowUtcMs());
    });
}

Status ConsentDesk::runDue()
{
    const auto asked = asking_.runDue();
    const auto ended = ending_.runDue();
    ZF_TRY(askAfterDue());
    ZF_TRY(asked);
    ZF_TRY(ended);
    return {};
}

Status ConsentDesk::askAfterDue()
{
    struct Due {
        qint64 user = 0;
        qint64 askAtUtcMs = 0;
    };
    ZF_ASSIGN(const auto due,
        readers_.read<std::vector<Due>>([&](storage::Database& database) -> Result<std::vector<Due>> {
            ZF_ASSIGN(auto rows,
                database.query(
                    "SELECT user_id, ask_at FROM consents WHERE ask_at <= :now ORDER BY ask_at LIMIT :most",
                    {{":now", clock_.nowUtcMs()}, {":most", kAtOnce}}));
            std::vector<Due> found;
            while (rows.next())
                found.push_back({rows.number(0), rows.number(1)});
            return found;
        }));
    for (const Due& one : due) {
        // Moved on first: it is this worker's, and where nothing is heard the next time is soon enough.
        ZF_ASSIGN(const qint64 mine, writer_.runNow<qint64>([&](storage::Database& database) {
            return database.execute(
                "UPDATE consents SET ask_at = :next WHERE user_id = :user AND ask_at = :seen",
                {{":next", clock_.nowUtcMs() + kWhileWaitingMs}, {":user", one.user},
                    {":seen", one.askAtUtcMs}});
        }));
        if (mine != 1)
            continue;
        const auto told = query(UserId(one.user));
        if (!told && told.error().kind == base::ErrorKind::unavailable)
            break; // a silent WeChat would be waited for once for each of the rest
    }
    return {};
}

payments::EventHandler consentHandler()
{
    return payments::lookNowHandler(
        "out_authorization_no", [](storage::Database& database, const QString& number, qint64 nowUtcMs) {
            return database.execute("UPDATE consents SET ask_at = :now WHERE number = :number",
                {{":now", nowUtcMs}, {":number", number}});
        });
}

} // namespace zhangfang::payouts
