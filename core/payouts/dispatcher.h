#pragma once

#include "access/settings.h"
#include "payments/payments.h"
#include "payouts/channel.h"
#include "storage/writer.h"
#include "wechatpay/pacing.h"

namespace zhangfang::payouts
{

/// The one place that sends payouts, asks about them and recovers them. Lives on one worker thread, in the
/// one process that holds the engine lock of the data folder.
///
/// What is unclear is asked about, and sent again unchanged only where WeChat does not know the number; after
/// a bound (payments/doubt.h) a person is asked and nothing is sent again. A hold comes back by WeChat's
/// final word, by a person's with proof, or by a definite refusal: of the first sending, or of a later one
/// whose number WeChat did not know just before, when every earlier sending is too old to arrive any more. A
/// refusal that someone can put right (`needsPerson`) never releases anything.
class Dispatcher
{
public:
    Dispatcher(storage::Writer& writer, storage::ReadPool& readers, const wechatpay::Clients& clients,
        const base::Clock& clock, base::RandomSource& random, access::Settings settings)
        : writer_(writer), readers_(readers), clients_(clients), clock_(clock), random_(random),
          settings_(std::move(settings)), channels_(clients, settings_)
    {
    }
    /// After a start: whatever was being sent when the last process ended is unclear now. Answers how many.
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
    /// What was known when the bytes were sent.
    enum class Before {
        nothing,
        notFound, ///< WeChat was asked just now, and did not know the number
    };
    using Step = std::function<Status(storage::Database&, const Payout&)>;
    [[nodiscard]] Status work(const std::vector<Payout>& together);
    /// Those that waited for money to cover them are due as soon as it is there.
    [[nodiscard]] Status wakeCovered();
    /// One payout that cannot go on must not keep the others waiting: a task for a person, and later again.
    [[nodiscard]] Status setAside(const Payout& payout, const base::Error& error);
    /// They may not be sent yet: the books were put back, and wait for a person.
    [[nodiscard]] Status postpone(const std::vector<Payout>& together);

    // Sending: dispatch.cpp.
    [[nodiscard]] Status dispatch(const std::vector<Payout>& together);
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

    [[nodiscard]] Result<payments::Applied> tell(
        const wechatpay::TransferBill& bill, const QString& source, const PayoutChannel& channel);
    [[nodiscard]] Result<PayoutChannel*> channelOf(const Payout& payout) const;
    [[nodiscard]] Result<Payout> current(const Payout& payout) const;
    /// Runs `change` on the payout as it stands now; does nothing when it has meanwhile left `expected`.
    [[nodiscard]] Status settle(const Payout& payout, State expected, const Step& change);
    [[nodiscard]] qint64 retryAt(int attempts, qint64 notBeforeMs = 0) const;

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const wechatpay::Clients& clients_;
    const base::Clock& clock_;
    base::RandomSource& random_;
    const access::Settings settings_;
    const PayoutChannels channels_;
};

} // namespace zhangfang::payouts
