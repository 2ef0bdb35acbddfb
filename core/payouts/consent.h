#pragma once

#include "access/settings.h"
#include "base/clock.h"
#include "base/ids.h"
#include "payments/inbox.h"
#include "payouts/consent_errand.h"
#include "storage/writer.h"
#include "wechatpay/v3/client.h"

namespace zhangfang::payouts
{

/// Somebody wants to ask a payee for consent: an errand, in the caller's write transaction, under a new
/// number only when the former consent is over. Whoever wishes it carries it out (`ConsentDesk::carryOut`);
/// where nobody does, the engine does. One that is under way already is taken up again. Errors: no_such_user,
/// consent_stands, recovering, being_sent (it is being ended).
[[nodiscard]] Result<errands::ErrandId> wishConsent(storage::Database& database, base::RandomSource& random,
    UserId user, const QString& actor, qint64 nowUtcMs);
/// The same for taking it back on the merchant's side; a question that has certainly not been taken is
/// withdrawn. Errors: no_consent, recovering.
[[nodiscard]] Result<errands::ErrandId> wishConsentEnd(storage::Database& database,
    base::RandomSource& random, UserId user, const QString& actor, qint64 nowUtcMs);

/// Asks payees for their consent, ends it, and keeps up with what becomes of it. Lives on one worker thread,
/// and waits there; several may work at once.
class ConsentDesk
{
public:
    ConsentDesk(storage::Writer& writer, storage::ReadPool& readers, wechatpay::v3::Client& client,
        const base::Clock& clock, base::RandomSource& random, access::Settings settings)
        : writer_(writer), readers_(readers), client_(client), clock_(clock), settings_(std::move(settings)),
          asking_(ConsentErrand::Act::ask, {writer, readers, client, clock, random, settings_}),
          ending_(ConsentErrand::Act::end, {writer, readers, client, clock, random, settings_})
    {
    }
    ConsentDesk(const ConsentDesk&) = delete;
    ConsentDesk& operator=(const ConsentDesk&) = delete;
    /// Does at once what was wished, for whoever waits for it; where it is done already, nothing. What comes
    /// to no clear end goes on in the engine. Errors: no_such_errand, being_sent, wechat_refused,
    /// wechat_unclear.
    [[nodiscard]] Result<Consent> carryOut(errands::ErrandId id);
    /// How it stands at WeChat. Errors: no_consent, and WeChat's.
    [[nodiscard]] Result<Consent> query(UserId user);
    /// Works on the errands that are due, then asks after those whose time has come: often while a payee has
    /// not decided, daily while a consent stands.
    [[nodiscard]] Status runDue();

private:
    [[nodiscard]] Result<Consent> known(UserId user);
    [[nodiscard]] Status askAfterDue();
    storage::Writer& writer_;
    storage::ReadPool& readers_;
    wechatpay::v3::Client& client_;
    const base::Clock& clock_;
    const access::Settings settings_;
    ConsentErrand asking_;
    ConsentErrand ending_;
};

/// The handler of MCHTRANSFER.AUTHORIZATION.CONFIRMED: WeChat is asked at once how the consent stands.
[[nodiscard]] payments::EventHandler consentHandler();

} // namespace zhangfang::payouts
