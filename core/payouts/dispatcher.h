#pragma once

#include "access/settings.h"
#include "errands/answer.h"
#include "errands/worker.h"
#include "payments/payments.h"
#include "payouts/channel.h"
#include "storage/writer.h"
#include "wechatpay/pacing.h"

namespace zhangfang::payouts
{

/// The one place that sends payouts, asks about them and recovers them: errands, by the rules of
/// errands/answer.h. A hold comes back by WeChat's final word, by a person's with proof, or by a definite
/// refusal. Lives on one worker thread; several may work at once, and a claim keeps each payout, and each
/// batch, with one of them.
class Dispatcher final : private errands::Handler
{
public:
    Dispatcher(storage::Writer& writer, storage::ReadPool& readers, const wechatpay::Clients& clients,
        const base::Clock& clock, base::RandomSource& random, access::Settings settings)
        : writer_(writer), readers_(readers), clients_(clients), clock_(clock), random_(random),
          settings_(std::move(settings)), channels_(clients, settings_), worker_(writer, readers, clock)
    {
    }
    /// After a start, under the folder's lock: whatever was being sent when the last process ended is unclear
    /// now. Answers how many.
    [[nodiscard]] Result<int> recover();
    /// Works on every payout that is due, one request after the other. Answers how many it touched.
    [[nodiscard]] Result<int> runDue();

private:
    /// Payouts that one request carries.
    struct Shipment {
        PayoutChannel* channel = nullptr;
        Request request;
        std::vector<Payout> payouts;
    };
    using Before = errands::Before;
    using Step = std::function<Status(storage::Database&, const Payout&)>;
    [[nodiscard]] QString kind() const override { return QString::fromLatin1(kPayoutErrand); }
    [[nodiscard]] Status lost(
        storage::Database& database, const errands::Errand& errand, qint64 nowUtcMs) override;
    [[nodiscard]] Status work(const std::vector<errands::Errand>& together) override;
    [[nodiscard]] Status setAside(storage::Database& database, const errands::Errand& errand,
        const base::Error& error, qint64 nowUtcMs) override;
    /// Those that waited for money to cover them are due as soon as it is there.
    [[nodiscard]] Status wakeCovered();

    // Sending: dispatch.cpp.
    [[nodiscard]] Status dispatch(const Payout& first);
    /// Whether WeChat does not know a payout that it refused for something a person has to put right. One
    /// that it knows after all (from before a backup was put back) is unclear, with all of its batch.
    [[nodiscard]] Result<bool> isStillNew(const Payout& payout);
    /// Those of the candidates that may be sent now, as they stand in this transaction; of a batch, all or
    /// none.
    [[nodiscard]] Result<std::vector<Payout>> ready(
        storage::Database& database, const std::vector<Payout>& candidates, qint64 nowUtcMs);
    [[nodiscard]] Result<Shipment> store(
        storage::Database& database, const std::vector<Payout>& ready, qint64 nowUtcMs);
    /// Leaves none of the payouts in `submitting`.
    [[nodiscard]] Status send(const Shipment& shipment, Before before);
    [[nodiscard]] Status notAccepted(storage::Database& database, const Payout& current,
        const PayoutChannel& channel, const wechatpay::ApiError& error, Before before);

    // Asking, and what follows from the answer: ask.cpp.
    [[nodiscard]] Status ask(const Payout& payout);
    /// A person has said what became of it; WeChat may know better by now.
    [[nodiscard]] Status lookAfterVerdict(const Payout& payout);
    /// A round that told nothing sure.
    [[nodiscard]] Status nothingSure(
        const Payout& payout, const PayoutChannel& channel, const wechatpay::ApiError& error);
    [[nodiscard]] Status repeat(const Payout& payout, PayoutChannel& channel);
    /// The same bytes again, for the package_info that an answer lost: the query does not carry it. Changes
    /// nothing else, whatever comes of it: WeChat has the payout, and the query tells how it stands.
    [[nodiscard]] Status fetchPackage(const Payout& payout, PayoutChannel& channel);

    // Cancelling: cancel.cpp.
    [[nodiscard]] Status requestCancel(const Payout& payout);
    /// A query has told how a payout stands that is to be cancelled.
    [[nodiscard]] Status afterCancel(const Payout& payout);

    /// Nothing: it is somebody else's by now, who asks for themselves.
    [[nodiscard]] Result<std::optional<payments::Applied>> tell(const Payout& payout,
        const wechatpay::TransferBill& bill, const QString& source, const PayoutChannel& channel);
    [[nodiscard]] Result<PayoutChannel*> channelOf(const Payout& payout) const;
    [[nodiscard]] Result<Payout> current(const Payout& payout) const;
    /// Runs `change` on the payout as it stands now; does nothing when it has meanwhile left `expected`, or
    /// is somebody else's.
    [[nodiscard]] Status settle(const Payout& payout, State expected, const Step& change);
    [[nodiscard]] errands::Pace pace(const PayoutChannel& channel) const;
    [[nodiscard]] qint64 retryAt(int attempts, qint64 notBeforeMs = 0) const;

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const wechatpay::Clients& clients_;
    const base::Clock& clock_;
    base::RandomSource& random_;
    const access::Settings settings_;
    const PayoutChannels channels_;
    errands::Worker worker_;
};

} // namespace zhangfang::payouts
