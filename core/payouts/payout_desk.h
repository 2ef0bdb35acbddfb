#pragma once

#include "access/settings.h"
#include "base/clock.h"
#include "payments/inbox.h"
#include "payouts/payout.h"
#include "storage/writer.h"
#include "wechatpay/v3/answers.h"

namespace zhangfang::payouts
{

/// What a person had before their eyes when they decided.
struct Seen {
    Money amount;
    QString openid;
    QString name;
    Money available;      ///< the payee's balance besides what is held
    qint64 lastEvent = 0; ///< the number of the withdrawal's latest event
};
[[nodiscard]] Result<Seen> seen(storage::Database& database, const Payout& payout);

/// Requests and decisions: everything about a withdrawal but sending it. Any thread; each call waits for the
/// commit, so never the UI's.
class PayoutDesk
{
public:
    PayoutDesk(storage::Writer& writer, const base::Clock& clock, base::RandomSource& random)
        : writer_(writer), clock_(clock), random_(random)
    {
    }
    /// Moves the sum from available to held. Errors: no_such_user, invalid_amount, insufficient_funds.
    [[nodiscard]] Result<Payout> request(UserId user, Money amount);
    /// With `before`, what the operator saw: when the payee, the sum or the story has changed since, or the
    /// payee's balance has fallen, the approval is refused (changed_meanwhile: says what). A balance that has
    /// grown is no reason to ask again.
    /// Errors: wrong_state, changed_meanwhile, and those of `checkPolicy`.
    [[nodiscard]] Result<Payout> approve(
        PayoutId id, const QString& operatorName, const std::optional<Seen>& before = std::nullopt);
    /// Within the grace period only. Errors: wrong_state, too_late.
    [[nodiscard]] Result<Payout> takeBack(PayoutId id, const QString& operatorName);
    [[nodiscard]] Result<Payout> reject(PayoutId id, const QString& operatorName, const QString& reason);
    /// Before WeChat took it: at once. While the user has not confirmed: asks WeChat, through the dispatcher.
    /// Errors: wrong_state.
    [[nodiscard]] Result<Payout> cancel(PayoutId id, const QString& actor);

private:
    storage::Writer& writer_;
    const base::Clock& clock_;
    base::RandomSource& random_;
};

/// Applies what WeChat says about a transfer, from an answer, a query or a notification: whichever comes
/// first decides, later ones change nothing. What does not fit our payout is quarantined with a task.
[[nodiscard]] Result<payments::Applied> applyTransferBill(storage::Database& database,
    const wechatpay::TransferBill& bill, const access::Settings& settings, const QString& source,
    qint64 nowUtcMs, qint64 leastPollMs = 0);

/// The handler of MCHTRANSFER.BILL.FINISHED.
[[nodiscard]] payments::EventHandler transferHandler();
/// The handler of MCHTRANSFER.BATCH.*: a batch has come to an end, so each of its payouts is asked about now.
/// What became of each, only its own detail says.
[[nodiscard]] payments::EventHandler batchHandler();

} // namespace zhangfang::payouts
