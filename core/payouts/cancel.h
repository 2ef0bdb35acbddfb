#pragma once

#include "access/settings.h"
#include "errands/answer.h"
#include "errands/worker.h"
#include "payouts/channel.h"
#include "storage/writer.h"

namespace zhangfang::payouts
{

/// Somebody wants a payout cancelled that WeChat has: an errand, in the caller's write transaction. A wish
/// before that is still under way is taken up again. The hold stays until WeChat's word is final.
[[nodiscard]] Status wishCancel(
    storage::Database& database, const Payout& payout, const QString& actor, qint64 nowUtcMs);

/// Cancels payouts at WeChat: errands of the kind `kCancelErrand`, each about one payout, which it ends with.
///
/// Accepted means no more than that WeChat is cancelling it. Whatever else is answered, the question that
/// follows tells: the payout has come to an end; or WeChat still has it, and after a while it is asked about
/// and cancelled again, `kMostCancels` times, after which a person is told. Lives on one worker thread;
/// several may work at once.
class Canceller final : private errands::Handler
{
public:
    Canceller(storage::Writer& writer, storage::ReadPool& readers, const PayoutChannels& channels,
        const base::Clock& clock, base::RandomSource& random, const access::Settings& settings)
        : writer_(writer), readers_(readers), channels_(channels), clock_(clock), random_(random),
          settings_(settings), worker_(writer, readers, clock)
    {
    }
    /// As `Dispatcher::recover`.
    [[nodiscard]] Result<int> recover() { return worker_.recover(*this); }
    [[nodiscard]] Result<int> runDue();

private:
    struct Wish {
        errands::Errand errand;
        Payout payout;
    };
    using Act = std::function<Status(storage::Database&, const Wish& now, qint64 nowUtcMs)>;
    [[nodiscard]] QString kind() const override { return QString::fromLatin1(kCancelErrand); }
    [[nodiscard]] Status lost(
        storage::Database& database, const errands::Errand& errand, qint64 nowUtcMs) override;
    [[nodiscard]] Status work(const std::vector<errands::Errand>& together) override;
    [[nodiscard]] Status setAside(storage::Database& database, const errands::Errand& errand,
        const base::Error& error, qint64 nowUtcMs) override;
    [[nodiscard]] QString subjectOf(const errands::Errand& errand) const override;

    [[nodiscard]] Result<Wish> find(storage::Database& database, errands::ErrandId id) const;
    /// Leaves it in no state of `sent`.
    [[nodiscard]] Status send(const Wish& wish, PayoutChannel& channel);
    [[nodiscard]] Status notAccepted(
        storage::Database& database, const Wish& now, const wechatpay::ApiError& error, qint64 nowUtcMs);
    [[nodiscard]] Status ask(const Wish& wish, PayoutChannel& channel);
    /// A round that told nothing sure.
    [[nodiscard]] Status nothingSure(const Wish& wish, const wechatpay::ApiError& error);
    /// WeChat still has the payout. Answers whether it is to be cancelled again, now.
    [[nodiscard]] Result<bool> goesOn(const Wish& wish, const wechatpay::TransferBill& bill);
    /// Runs `act` on it as it stands now; does nothing when it has meanwhile left `expected`, or is somebody
    /// else's.
    [[nodiscard]] Status settle(const Wish& wish, errands::State expected, const Act& act);
    [[nodiscard]] errands::Pace pace() const;
    [[nodiscard]] qint64 retryAt(int attempts, qint64 notBeforeMs = 0) const;

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const PayoutChannels& channels_;
    const base::Clock& clock_;
    base::RandomSource& random_;
    const access::Settings& settings_;
    errands::Worker worker_;
};

} // namespace zhangfang::payouts
