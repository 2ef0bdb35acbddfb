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
[[nodiscard]] QString toText(Verdict verdict);

struct Resolution {
    Verdict as = Verdict::notPaid;
    QString proof;  ///< where it is written: a row of a bill, a page of the platform; 1 to 200 characters
    QString reason; ///< 1 to 200 characters
};

/// Asks WeChat at once about a single withdrawal. Sends nothing, so it works beside the engine, in any
/// process. Lives on one worker thread, and waits there.
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
    /// Before a person's word counts: WeChat is asked, and what it says is applied. Errors:
    /// no_such_withdrawal, wrong_state, being_sent, wechat_says_otherwise (it is still under way there).
    struct Heard {
        bool isOver = false; ///< WeChat told the end: that is what stands
        QString words;       ///< what it said, or why it was not asked
        int attempts = 0;    ///< how often it had been sent by then
    };
    [[nodiscard]] Result<Heard> hear(PayoutId id);

private:
    /// What asking brought: applied, and said in words.
    struct Asked {
        Payout now;
        QString words;
        bool underWay = false; ///< authentic, fitting, and not at an end
        std::optional<wechatpay::ApiError> error = {};
    };
    [[nodiscard]] Result<Asked> ask(const Payout& payout);
    [[nodiscard]] Result<Payout> find(PayoutId id) const;
    [[nodiscard]] Result<Payout> sendAgain(const Payout& payout);
    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const base::Clock& clock_;
    const access::Settings settings_;
    const PayoutChannels channels_;
};

/// What a person knows: `paid` books the payout, `notPaid` gives the hold back; in the caller's write
/// transaction. What contradicts later is quarantined. `heard`: what WeChat said before. Answers the
/// evidence. Errors: no_such_withdrawal, invalid_proof, invalid_reason, wrong_state, being_sent (also one
/// that was sent again since), may_arrive (what was sent just now may still arrive: not to be called unpaid).
[[nodiscard]] Result<QString> resolve(storage::Database& database, PayoutId id, const Resolution& resolution,
    const ResolveDesk::Heard& heard, const QString& operatorName, qint64 nowUtcMs);

} // namespace zhangfang::payouts
