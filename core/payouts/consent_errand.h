#pragma once

#include "access/settings.h"
#include "base/ids.h"
#include "errands/answer.h"
#include "errands/worker.h"
#include "storage/writer.h"
#include "wechatpay/v3/client.h"

namespace zhangfang::payouts
{

using base::Result;
using base::Status;
using base::UserId;

/// The kinds of errand: asking for a consent, and ending one.
inline constexpr auto kConsentAskErrand = "consent.ask";
inline constexpr auto kConsentEndErrand = "consent.end";

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
    QString
        closeReason; ///< in WeChat's words; of one that was asked for, why WeChat did not take the question
    qint64 toldAtUtcMs = 0;
    errands::ErrandId asking = {}; ///< the latest that asks for it; 0: none
    errands::ErrandId ending = {}; ///< the latest that ends it; 0: none
    [[nodiscard]] bool stands() const { return state == QLatin1String("TAKING_EFFECT"); }
    [[nodiscard]] bool isOver() const { return state == QLatin1String("CLOSED"); }
};
/// The latest of this user; nothing: never asked for.
[[nodiscard]] Result<std::optional<Consent>> findConsent(storage::Database& database, UserId user);
/// Writes it down, and when WeChat is asked about it next; its errands stay what they were.
[[nodiscard]] Status storeConsent(storage::Database& database, const Consent& consent, qint64 nowUtcMs);
/// What WeChat says of the consent `before`: stored, and what was to be asked or ended of one that is over is
/// over, too. Changes nothing where another number has taken its place.
[[nodiscard]] Result<Consent> applyAuthorization(storage::Database& database, const Consent& before,
    const wechatpay::v3::Authorization& told, const QString& source, qint64 nowUtcMs);

/// What a consent's errands are called where a person is asked about them.
[[nodiscard]] QString consentSubject(UserId user);

/// One kind of them. No money hangs on a consent, so a question that WeChat does not take is over, whatever
/// would put it right: it is asked for anew. Each wish is an errand, with the consent's own number in it.
class ConsentErrand final : private errands::Handler
{
public:
    enum class Act { ask, end };
    struct Tools {
        storage::Writer& writer;
        storage::ReadPool& readers;
        wechatpay::v3::Client& client;
        const base::Clock& clock;
        base::RandomSource& random;
        const access::Settings& settings;
    };
    ConsentErrand(Act act, const Tools& with)
        : act_(act), with_(with), worker_(with.writer, with.readers, with.clock)
    {
    }
    [[nodiscard]] Result<int> runDue();
    /// For whoever waits for it. `false`: somebody else works on it at this moment.
    [[nodiscard]] Result<bool> runNow(errands::ErrandId id);
    /// What kept the latest from being done; nothing: it is done.
    [[nodiscard]] const std::optional<base::Error>& trouble() const { return trouble_; }

private:
    using Before = errands::Before;
    struct Wish {
        errands::Errand errand;
        std::optional<Consent> consent; ///< nothing: another has taken its place
    };
    using Step = std::function<Status(
        storage::Database&, const errands::Errand& now, const Consent& consent, qint64 nowUtcMs)>;
    [[nodiscard]] QString kind() const override;
    [[nodiscard]] Status lost(
        storage::Database& database, const errands::Errand& errand, qint64 nowUtcMs) override;
    [[nodiscard]] Status work(const std::vector<errands::Errand>& together) override;
    [[nodiscard]] Status setAside(storage::Database& database, const errands::Errand& errand,
        const base::Error& error, qint64 nowUtcMs) override;
    [[nodiscard]] QString subjectOf(const errands::Errand& errand) const override;

    [[nodiscard]] Result<Wish> find(storage::Database& database, errands::ErrandId id) const;
    [[nodiscard]] Status goOn(errands::ErrandId id);
    /// The exact bytes, as they were or as they would be sent now.
    [[nodiscard]] Result<QByteArray> bytesOf(
        storage::Database& database, const errands::Errand& errand, const Consent& consent) const;
    /// `repeat`: it was sent before, and this is what was known since.
    [[nodiscard]] Status send(
        const errands::Errand& errand, const Consent& consent, std::optional<Before> repeat);
    [[nodiscard]] Status notTaken(
        const errands::Errand& errand, const wechatpay::ApiError& error, Before before);
    [[nodiscard]] Status ask(const errands::Errand& errand, const Consent& consent);
    /// WeChat does not know the number.
    [[nodiscard]] Status notKnown(
        const errands::Errand& errand, const Consent& consent, const wechatpay::ApiError& error);
    [[nodiscard]] Status nothingSure(const errands::Errand& errand, const wechatpay::ApiError& error);
    /// WeChat has told of the consent. Answers whether that is not what was wished, and may be sent again.
    [[nodiscard]] Result<bool> hear(const errands::Errand& errand, errands::State expected,
        const wechatpay::v3::Authorization& told, const char* how);
    /// A person is asked, once, where it has been too long.
    [[nodiscard]] Status askPerson(storage::Database& database, const errands::Errand& errand,
        const errands::Ruling& ruling, const QString& said, qint64 nowUtcMs) const;
    /// Runs `step` on it as it stands now; does nothing when it has meanwhile left `expected`, or is somebody
    /// else's.
    [[nodiscard]] Status settle(const errands::Errand& errand, errands::State expected, const Step& step);
    [[nodiscard]] errands::Pace pace() const;
    [[nodiscard]] qint64 retryAt(int attempts, qint64 notBeforeMs = 0) const;

    const Act act_;
    const Tools with_;
    errands::Worker worker_;
    bool isAwaited_ = false; ///< somebody waits, and hears of it
    std::optional<base::Error> trouble_ = {};
};

} // namespace zhangfang::payouts
