#pragma once

#include "access/settings.h"
#include "payouts/payout.h"
#include "storage/writer.h"
#include "wechatpay/v3/client.h"

namespace zhangfang::payouts
{

/// The one place that sends payouts, asks about them and recovers them. Lives on one worker thread, in the
/// one process that holds the engine lock of the data folder.
class Dispatcher
{
public:
    Dispatcher(storage::Writer& writer, storage::ReadPool& readers, wechatpay::v3::Client& client,
        const base::Clock& clock, access::Settings settings)
        : writer_(writer), readers_(readers), client_(client), clock_(clock), settings_(std::move(settings))
    {
    }
    /// After a start: whatever was being sent when the last process ended is unclear now. Answers how many.
    [[nodiscard]] Result<int> recover();
    /// Works on every payout that is due, one after the other. Answers how many it touched.
    [[nodiscard]] Result<int> runDue();

private:
    [[nodiscard]] Status work(const Payout& payout);
    /// One payout that cannot go on must not keep the others waiting: a task for a person, and later again.
    [[nodiscard]] Status setAside(const Payout& payout, const base::Error& error);
    [[nodiscard]] Status dispatch(const Payout& payout);
    [[nodiscard]] Status send(const Payout& payout);
    [[nodiscard]] Status ask(const Payout& payout);
    [[nodiscard]] Status requestCancel(const Payout& payout);
    [[nodiscard]] Status tell(const wechatpay::v3::TransferBill& bill, const QString& source);
    [[nodiscard]] Result<QByteArray> bytesFor(storage::Database& database, const Payout& payout) const;
    /// Runs `change` on the payout as it stands now; does nothing when it has meanwhile left `expected`.
    [[nodiscard]] Status settle(const Payout& payout, State expected,
        const std::function<Status(storage::Database&, const Payout&)>& change);
    [[nodiscard]] qint64 retryAt(int attempts) const;

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    wechatpay::v3::Client& client_;
    const base::Clock& clock_;
    const access::Settings settings_;
};

} // namespace zhangfang::payouts
