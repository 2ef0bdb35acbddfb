#pragma once

#include "payments/order_desk.h"
#include "payments/refund.h"
#include "payouts/channel.h"
#include "recovery/findings.h"

namespace zhangfang::backend
{

using base::Result;
using base::Status;

/// Asks WeChat what has become of everything that books put back from a backup have open, and books it as any
/// other answer. Only questions: nothing is sent that changes anything. What it has looked at is written down
/// one by one, so it goes on where it was after a stop. Lives on one worker thread, and waits there.
class Lookback
{
public:
    Lookback(storage::Writer& writer, storage::ReadPool& readers, const wechatpay::Clients& clients,
        const base::Clock& clock, base::RandomSource& random, access::Settings settings)
        : writer_(writer), readers_(readers), clients_(clients), clock_(clock),
          settings_(std::move(settings)), channels_(clients, settings_),
          orders_(writer, readers, clients, clock, random, settings_)
    {
    }
    /// A few questions; nothing where nothing has to be looked at. When all is, the account's money is asked
    /// for, and it is for a person to confirm.
    [[nodiscard]] Status runDue();

private:
    /// How to put down what was found; nothing: it could not be asked, and will be again.
    using Look = std::optional<recovery::Found>;
    [[nodiscard]] Result<Look> look(const recovery::Finding& finding);
    [[nodiscard]] Result<Look> lookAtPayout(const recovery::Finding& finding);
    /// What WeChat knows under that number of the other ways to pay out: which was today's when a withdrawal
    /// was approved, books from before do not tell. Nothing where it is known by none.
    struct OtherWay {
        payouts::PayoutChannel* channel = nullptr;
        wechatpay::ApiResult<wechatpay::TransferBill> bill;
    };
    [[nodiscard]] std::optional<OtherWay> askOtherWays(const payouts::Payout& payout, const QString& asked);
    [[nodiscard]] Result<Look> lookAtRefund(const recovery::Finding& finding);
    [[nodiscard]] Result<Look> lookAtOrder(const recovery::Finding& finding);
    /// After an answer that tells nothing: notes when to ask again, or gives it up for a person to see.
    [[nodiscard]] Result<Look> unanswered(
        const recovery::Finding& finding, const wechatpay::ApiError& error, bool mayBeUnknown);
    [[nodiscard]] Result<payouts::Request> made(
        const payouts::Payout& payout, payouts::PayoutChannel& channel) const;
    [[nodiscard]] Status askAccounts();

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const wechatpay::Clients& clients_;
    const base::Clock& clock_;
    const access::Settings settings_;
    const payouts::PayoutChannels channels_;
    payments::OrderDesk orders_;
    int accountTries_ = 0;
    qint64 accountsDueAtUtcMs_ = 0;
    bool silent_ = false; ///< WeChat gave no answer at all to the latest question
};

} // namespace zhangfang::backend
