#pragma once

#include "payments/inbox.h"
#include "payments/refund.h"
#include "storage/writer.h"
#include "wechatpay/clients.h"

namespace zhangfang::payments
{

/// Errors: invalid_goods_detail, invalid_funds_account.
[[nodiscard]] Status checkWish(const RefundWish& wish);

/// Writes down that a person wants money given back, in the caller's write transaction. Sending is the
/// engine's. Errors: no_such_order, invalid_reason, those of `checkWish` and of `insertRefund`; recovering
/// (of an older order, in books that were put back).
[[nodiscard]] Result<RefundRow> requestRefund(storage::Database& database, base::RandomSource& random,
    const QString& orderNumber, Money amount, const QString& reason, const QString& operatorName,
    const RefundWish& wish, qint64 nowUtcMs);
/// Where it was refused because the user's balance is already gone: a person is asked.
[[nodiscard]] Status tellOfGoneBalance(
    storage::Database& database, const QString& orderNumber, const QString& why, qint64 nowUtcMs);

/// Where the money of an abnormal refund goes instead.
struct Redirection {
    enum class To { merchantCard, userCard } to = To::merchantCard;
    QString bankType = {};    ///< to a user: ICBC_DEBIT, …
    QString bankAccount = {}; ///< to a user: the card's number; never stored nor logged in the clear
    QString realName = {};    ///< to a user
};

/// The exact bytes that ask WeChat for this refund now. Errors: invalid_field.
[[nodiscard]] Result<QByteArray> refundBytes(wechatpay::Cashier& cashier, const shop::Order& order,
    const RefundRow& refund, const access::Settings& settings);

/// The one place that sends refunds, asks about them and recovers them. Lives on one worker thread, in the
/// one process that holds the engine lock (`redirect` alone may be called beside it).
///
/// What is unclear is asked about, and sent again unchanged only where WeChat does not know the number; after
/// a bound (payments/doubt.h) a person is asked and nothing is sent again. It ends by WeChat's final word, by
/// a person's with proof, or by a definite refusal: of the first sending, or of a later one whose number
/// WeChat did not know just before, when every earlier sending is too old to arrive any more.
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
    /// Sends an abnormal refund's money to a bank card. The wish is durable before it leaves; where an
    /// earlier one got no answer, WeChat is asked first, and nothing is sent when it has taken it. Errors:
    /// recovering, wrong_state, no_such_refund, invalid_field,
    /// wechat_refused, wechat_unclear.
    [[nodiscard]] Result<RefundRow> redirect(
        const QString& outRefundNo, const Redirection& redirection, const QString& operatorName);

private:
    /// What was known when the bytes were sent.
    enum class Before {
        nothing,
        notFound, ///< WeChat was asked just now, and did not know the number
    };
    [[nodiscard]] Status work(const RefundRow& refund);
    /// It may not be sent yet: the books were put back, and wait for a person.
    [[nodiscard]] Status postpone(const RefundRow& refund);
    /// One refund that cannot go on must not keep the others waiting.
    [[nodiscard]] Status setAside(const RefundRow& refund, const base::Error& error);
    /// Leaves the refund in no stage of `submitting`.
    [[nodiscard]] Status send(const RefundRow& refund, wechatpay::Cashier& cashier, Before before);
    [[nodiscard]] Status ask(const RefundRow& refund, wechatpay::Cashier& cashier, const QString& appid);
    /// A person has said what became of it; WeChat may know better by now.
    [[nodiscard]] Status lookAfterVerdict(
        const RefundRow& refund, wechatpay::Cashier& cashier, const QString& appid);
    [[nodiscard]] Status moveOn(const RefundRow& refund, std::optional<qint64> (*when)(qint64, qint64));
    [[nodiscard]] Status repeat(const RefundRow& refund, wechatpay::Cashier& cashier);
    [[nodiscard]] Result<Applied> tell(const wechatpay::Refund& told, const QString& source);
    /// The answer to a sending was none that takes it.
    [[nodiscard]] Status notAccepted(
        const RefundRow& refund, const wechatpay::ApiError& error, Before before);
    /// A round that told nothing sure.
    [[nodiscard]] Status nothingSure(const RefundRow& refund, const wechatpay::ApiError& error);
    [[nodiscard]] qint64 retryAt(int attempts, qint64 notBeforeMs = 0) const;
    [[nodiscard]] Result<RefundRow> find(const QString& outRefundNo) const;
    [[nodiscard]] Result<wechatpay::v3::AbnormalRefund> sealed(
        const RefundRow& refund, const Redirection& redirection) const;
    [[nodiscard]] Status recordRedirect(const RefundRow& refund, const char* state, const QString& evidence);

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
