#pragma once

#include "access/settings.h"
#include "payouts/channel.h"
#include "storage/writer.h"
#include "wechatpay/pacing.h"

namespace zhangfang::payouts
{

/// The one place that sends payouts, asks about them and recovers them. Lives on one worker thread, in the
/// one process that holds the engine lock of the data folder.
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
        QByteArray bytes;
        std::vector<Payout> payouts;
    };
    using Step = std::function<Status(storage::Database&, const Payout&)>;
    [[nodiscard]] Status work(const std::vector<Payout>& together);
    /// One payout that cannot go on must not keep the others waiting: a task for a person, and later again.
    [[nodiscard]] Status setAside(const Payout& payout, const base::Error& error);
    [[nodiscard]] Status dispatch(const std::vector<Payout>& together);
    /// Those of the candidates that may be sent now, as they stand in this transaction.
    [[nodiscard]] Result<std::vector<Payout>> ready(
        storage::Database& database, const std::vector<Payout>& candidates, qint64 nowUtcMs);
    [[nodiscard]] Result<Shipment> store(
        storage::Database& database, const std::vector<Payout>& ready, qint64 nowUtcMs);
    [[nodiscard]] Status send(const Shipment& shipment);
    [[nodiscard]] Status notAccepted(
        storage::Database& database, const Payout& current, const wechatpay::ApiError& error);
    [[nodiscard]] Status ask(const Payout& payout);
    [[nodiscard]] Status repeat(const Payout& payout, PayoutChannel& channel);
    [[nodiscard]] Status requestCancel(const Payout& payout);
    [[nodiscard]] Status tell(
        const wechatpay::TransferBill& bill, const QString& source, const PayoutChannel& channel);
    [[nodiscard]] Result<PayoutChannel*> channelOf(const Payout& payout) const;
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
