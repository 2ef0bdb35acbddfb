#pragma once

#include "access/settings.h"
#include "payouts/channel.h"
#include "storage/writer.h"

namespace zhangfang::payouts
{

/// What a person found out about a payout where WeChat itself could not be brought to say it.
enum class Verdict { paid, notPaid };
/// "paid" and "not-paid". Errors: invalid_verdict.
[[nodiscard]] Result<Verdict> parseVerdict(const QString& text);

struct Resolution {
    Verdict as = Verdict::notPaid;
    QString proof;  ///< where it is written: a row of a bill, a page of the platform; 1 to 200 characters
    QString reason; ///< 1 to 200 characters
};

/// Asks WeChat at once about a single withdrawal, and takes a person's word where it does not know. Sends
/// nothing, so it works beside the engine, in any process. Lives on one worker thread, and waits there.
class ResolveDesk
{
public:
    ResolveDesk(storage::Writer& writer, storage::ReadPool& readers, const wechatpay::Clients& clients,
        const base::Clock& clock, access::Settings settings)
        : writer_(writer), readers_(readers), clock_(clock), settings_(std::move(settings)),
          channels_(clients, settings_)
    {
    }
    /// How it stands, after WeChat has been asked where WeChat may have it; what it says is applied. One that
    /// stopped because WeChat would certainly not take it goes out again: the engine sends it.
    /// Errors: no_such_withdrawal, wechat_unclear (no answer that could be believed).
    [[nodiscard]] Result<Payout> sync(PayoutId id);
    /// What a person knows: `paid` books the payout, `notPaid` gives the hold back. WeChat is asked first,
    /// and where it tells the end, that is what stands, and is answered. What contradicts later is
    /// quarantined. The same `key` again is the same act: WeChat is not asked for it a second time. Errors:
    /// no_such_withdrawal, not_permitted, invalid_proof, invalid_reason, wrong_state, key_reused,
    /// wechat_says_otherwise (it is still under way there).
    [[nodiscard]] Result<Payout> resolve(
        PayoutId id, const Resolution& resolution, const QString& operatorName, const QString& key = {});

private:
    /// What asking brought: applied, and said in words. Nothing: it was not asked.
    struct Heard {
        Payout now;
        QString words;
        bool underWay = false; ///< authentic, fitting, and not at an end
        std::optional<wechatpay::ApiError> error = {};
    };
    [[nodiscard]] Result<Heard> ask(const Payout& payout);
    [[nodiscard]] Result<Payout> find(PayoutId id) const;
    [[nodiscard]] Result<Payout> sendAgain(const Payout& payout);
    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const base::Clock& clock_;
    const access::Settings settings_;
    const PayoutChannels channels_;
};

} // namespace zhangfang::payouts
