#pragma once

#include "access/settings.h"
#include "base/clock.h"
#include "base/ids.h"
#include "payments/inbox.h"
#include "storage/writer.h"
#include "wechatpay/v3/client.h"

namespace zhangfang::payouts
{

using base::Result;
using base::Status;
using base::UserId;

/// A payee's consent to receive transfers without confirming each one. The payee gives it in the merchant's
/// app, with `packageInfo`, and may take it back in WeChat at any time. Source: resources/wechatpay/openapi,
/// user-confirm-authorization.
struct Consent {
    UserId user;
    QString number; ///< ours
    /// Asked for, and no answer told more: the same number may be sent again.
    static constexpr auto kAsked = "ASKED";
    QString state;       ///< in WeChat's words, or `kAsked`
    QString packageInfo; ///< hands the question to the payee's app; empty: there is none to hand over
    QString closeReason;
    qint64 toldAtUtcMs = 0;
    [[nodiscard]] bool stands() const { return state == QLatin1String("TAKING_EFFECT"); }
    [[nodiscard]] bool isOver() const { return state == QLatin1String("CLOSED"); }
};
/// The latest of this user; nothing: never asked for.
[[nodiscard]] Result<std::optional<Consent>> findConsent(storage::Database& database, UserId user);

/// Asks payees for their consent and keeps up with what becomes of it. Lives on one worker thread, and waits
/// there.
class ConsentDesk
{
public:
    ConsentDesk(storage::Writer& writer, storage::ReadPool& readers, wechatpay::v3::Client& client,
        const base::Clock& clock, base::RandomSource& random, access::Settings settings)
        : writer_(writer), readers_(readers), client_(client), clock_(clock), random_(random),
          settings_(std::move(settings))
    {
    }
    /// Under a new number only when the former consent is over. Errors: no_such_user, consent_stands, and
    /// WeChat's.
    [[nodiscard]] Result<Consent> ask(UserId user);
    /// How it stands at WeChat. Errors: no_consent, and WeChat's.
    [[nodiscard]] Result<Consent> query(UserId user);
    /// Takes it back on the merchant's side. Errors: as `query`.
    [[nodiscard]] Result<Consent> end(UserId user);
    /// Asks after those whose time has come: often while a payee has not decided, daily while a consent
    /// stands.
    [[nodiscard]] Status runDue();

private:
    [[nodiscard]] Result<Consent> known(UserId user);
    [[nodiscard]] Result<Consent> record(
        const Consent& before, const wechatpay::ApiResult<wechatpay::v3::Authorization>& told);
    storage::Writer& writer_;
    storage::ReadPool& readers_;
    wechatpay::v3::Client& client_;
    const base::Clock& clock_;
    base::RandomSource& random_;
    const access::Settings settings_;
};

/// The handler of MCHTRANSFER.AUTHORIZATION.CONFIRMED: WeChat is asked at once how the consent stands.
[[nodiscard]] payments::EventHandler consentHandler();

} // namespace zhangfang::payouts
