#include "payouts/consent.h"

#include "base/calendar.h"
#include "shop/users.h"

namespace zhangfang::payouts
{
namespace
{

constexpr qint64 kWhileWaitingMs = 5 * 60'000;
constexpr qint64 kWhileItStandsMs = base::kDayMs;
constexpr int kAtOnce = 20;

/// When to ask again; nothing: never.
std::optional<qint64> nextAskMs(const Consent& consent)
{
    if (consent.isOver())
        return std::nullopt;
    return consent.stands() ? kWhileItStandsMs : kWhileWaitingMs;
}

Status store(storage::Database& database, const Consent& consent, qint64 nowUtcMs)
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

} // namespace

Result<std::optional<Consent>> findConsent(storage::Database& database, UserId user)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT number, state, package_info, close_reason, told_at FROM consents "
                                  "WHERE user_id = :user",
                       {{":user", user.value()}}));
    if (!rows.next())
        return std::nullopt;
    return Consent{user, rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.number(4)};
}

Result<Consent> ConsentDesk::ask(UserId user)
{
    ZF_ASSIGN(const shop::User payee, readers_.read<shop::User>([&](storage::Database& database) {
        return shop::findUser(database, user);
    }));
    // The number is durable before it is sent: whatever the answer, it can be asked about.
    ZF_ASSIGN(
        const Consent asked, writer_.runNow<Consent>([&](storage::Database& database) -> Result<Consent> {
            ZF_ASSIGN(auto before, findConsent(database, user));
            if (before && before->stands())
                return base::refused(
                    "consent_stands", QStringLiteral("User %1 has already agreed.").arg(user.toString()));
            Consent consent;
            consent.user = user;
            consent.number = before && !before->isOver()
                                 ? before->number
                                 : QLatin1Char('A') + QString::fromLatin1(random_.token(23));
            consent.state = QString::fromLatin1(Consent::kAsked);
            ZF_TRY(store(database, consent, clock_.nowUtcMs()));
            return consent;
        }));
    return record(
        asked, client_.createAuthorization({asked.number, payee.openid,
                   payee.name.isEmpty() ? QStringLiteral("user %1").arg(user.toString()) : payee.name,
                   settings_.text("wechatpay.transfer_scene_id"), settings_.text("wechatpay.notify_url")}));
}

Result<Consent> ConsentDesk::known(UserId user)
{
    ZF_ASSIGN(auto consent, readers_.read<std::optional<Consent>>(
                                [&](storage::Database& database) { return findConsent(database, user); }));
    if (!consent)
        return base::notFound("no_consent", QStringLiteral("User %1 was never asked.").arg(user.toString()));
    return *std::move(consent);
}

Result<Consent> ConsentDesk::query(UserId user)
{
    ZF_ASSIGN(const Consent consent, known(user));
    return record(consent, client_.queryAuthorization(consent.number));
}

Result<Consent> ConsentDesk::end(UserId user)
{
    ZF_ASSIGN(const Consent consent, known(user));
    return record(consent, client_.closeAuthorization(consent.number));
}

Result<Consent> ConsentDesk::record(
    const Consent& before, const wechatpay::ApiResult<wechatpay::v3::Authorization>& told)
{
    if (!told)
        return base::fail(told.error().asError());
    return writer_.runNow<Consent>([&](storage::Database& database) -> Result<Consent> {
        Consent now = before;
        now.state = told->state.text;
        now.closeReason = told->closeReason;
        if (!told->packageInfo.isEmpty())
            now.packageInfo = told->packageInfo;
        if (told->state.value != wechatpay::v3::AuthorizationState::waitUserConfirm)
            now.packageInfo.clear();
        now.toldAtUtcMs = clock_.nowUtcMs();
        // An answer about a number that has been replaced since is of no interest any more.
        ZF_ASSIGN(const auto current, findConsent(database, before.user));
        if (current && current->number == now.number)
            ZF_TRY(store(database, now, now.toldAtUtcMs));
        return now;
    });
}

Status ConsentDesk::runDue()
{
    ZF_ASSIGN(const auto due,
        readers_.read<std::vector<qint64>>([&](storage::Database& database) -> Result<std::vector<qint64>> {
            ZF_ASSIGN(auto rows,
                database.query(
                    "SELECT user_id FROM consents WHERE ask_at <= :now ORDER BY ask_at LIMIT :most",
                    {{":now", clock_.nowUtcMs()}, {":most", kAtOnce}}));
            std::vector<qint64> users;
            while (rows.next())
                users.push_back(rows.number(0));
            return users;
        }));
    for (const qint64 user : due) {
        const auto told = query(UserId(user));
        if (told)
            continue;
        // No answer, or WeChat knows nothing of it: the next time is soon enough.
        ZF_TRY(writer_.runNow<qint64>([&](storage::Database& database) {
            return database.execute("UPDATE consents SET ask_at = :at WHERE user_id = :user",
                {{":at", clock_.nowUtcMs() + kWhileWaitingMs}, {":user", user}});
        }));
        if (told.error().kind == base::ErrorKind::unavailable)
            break; // a silent WeChat would hold up orders and refunds once for each of the rest
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
