#pragma once

#include "payments/inbox.h"
#include "payments/refund.h"
#include "storage/writer.h"
#include "wechatpay/clients.h"

namespace zhangfang::payments
{

/// Writes down that a person wants money given back. Sending is the engine's. Waits for the commit; never on
/// the UI's thread. `operatorName` must have been authenticated.
/// Errors: no_such_order, invalid_reason, and those of `insertRefund`; where the user's balance is already
/// gone a task is raised too.
[[nodiscard]] Result<RefundRow> requestRefund(storage::Writer& writer, const base::Clock& clock,
    base::RandomSource& random, const QString& orderNumber, Money amount, const QString& reason,
    const QString& operatorName);

/// The one place that sends refunds, asks about them and recovers them. Lives on one worker thread, in the
/// one process that holds the engine lock.
class RefundDesk
{
public:
    RefundDesk(storage::Writer& writer, storage::ReadPool& readers, const wechatpay::Clients& clients,
        const base::Clock& clock, base::RandomSource& random, access::Settings settings)
        : writer_(writer), readers_(readers), clients_(clients), clock_(clock), random_(random),
          settings_(std::move(settings))
    {
    }
    /// After a start: whatever was being sent when the last process ended is unclear now. Answers how many.
    [[nodiscard]] Result<int> recover();
    [[nodiscard]] Result<int> runDue();
    /// Sends an abnormal refund's money to the merchant's own bank card. Errors: wrong_state, no_such_refund,
    /// wechat_refused, wechat_unclear.
    [[nodiscard]] Result<RefundRow> redirect(const QString& outRefundNo, const QString& operatorName);

private:
    [[nodiscard]] Status work(const RefundRow& refund);
    [[nodiscard]] Status send(const RefundRow& refund, wechatpay::Cashier& cashier);
    [[nodiscard]] Status ask(const RefundRow& refund, wechatpay::Cashier& cashier);
    [[nodiscard]] Status tell(const wechatpay::Refund& told, const QString& source);
    [[nodiscard]] Status later(const RefundRow& refund, const wechatpay::ApiError& error);
    [[nodiscard]] qint64 retryAt(int attempts) const;

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const wechatpay::Clients& clients_;
    const base::Clock& clock_;
    base::RandomSource& random_;
    const access::Settings settings_;
};

/// The handler of REFUND.SUCCESS, REFUND.ABNORMAL and REFUND.CLOSED.
[[nodiscard]] EventHandler refundHandler();
/// The handler of v2's refund notification.
[[nodiscard]] EventHandler v2RefundHandler();

} // namespace zhangfang::payments
