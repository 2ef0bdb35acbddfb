#pragma once

#include "errands/answer.h"
#include "errands/worker.h"
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

/// The one place that sends refunds, asks about them and recovers them: errands, by the rules of
/// errands/answer.h. Lives on one worker thread (`redirect` alone may be called elsewhere).
class RefundDesk final : private errands::Handler
{
public:
    RefundDesk(storage::Writer& writer, storage::ReadPool& readers, const wechatpay::Clients& clients,
        const base::Clock& clock, base::RandomSource& random, access::Settings settings)
        : writer_(writer), readers_(readers), clients_(clients), clock_(clock), random_(random),
          settings_(std::move(settings)), worker_(writer, readers, clock)
    {
    }
    /// After a start, under the folder's lock: whatever was being sent when the last process ended is unclear
    /// now. Answers how many.
    [[nodiscard]] Result<int> recover();
    [[nodiscard]] Result<int> runDue();
    /// Sends an abnormal refund's money to a bank card. The wish is durable before it leaves; where an
    /// earlier one got no answer, WeChat is asked first, and nothing is sent when it has taken it. Errors:
    /// recovering, wrong_state, no_such_refund, invalid_field,
    /// wechat_refused, wechat_unclear.
    [[nodiscard]] Result<RefundRow> redirect(
        const QString& outRefundNo, const Redirection& redirection, const QString& operatorName);

private:
    using Before = errands::Before;
    [[nodiscard]] QString kind() const override { return QString::fromLatin1(kRefundErrand); }
    [[nodiscard]] Status lost(
        storage::Database& database, const errands::Errand& errand, qint64 nowUtcMs) override;
    [[nodiscard]] Status work(const std::vector<errands::Errand>& together) override;
    [[nodiscard]] Status setAside(storage::Database& database, const errands::Errand& errand,
        const base::Error& error, qint64 nowUtcMs) override;
    [[nodiscard]] Status start(
        const RefundRow& refund, const shop::Order& order, wechatpay::Cashier& cashier);
    /// Leaves the refund in no stage of `submitting`.
    [[nodiscard]] Status send(const RefundRow& refund, wechatpay::Cashier& cashier, Before before);
    [[nodiscard]] Status ask(const RefundRow& refund, wechatpay::Cashier& cashier, const QString& appid);
    /// A person has said what became of it; WeChat may know better by now.
    [[nodiscard]] Status lookAfterVerdict(
        const RefundRow& refund, wechatpay::Cashier& cashier, const QString& appid);
    [[nodiscard]] Status moveOn(const RefundRow& refund, std::optional<qint64> (*when)(qint64, qint64));
    [[nodiscard]] Status repeat(const RefundRow& refund, wechatpay::Cashier& cashier);
    /// Nothing: it is somebody else's by now, who asks for themselves.
    [[nodiscard]] Result<std::optional<Applied>> tellMine(
        const RefundRow& refund, const wechatpay::Refund& told, const QString& source);
    [[nodiscard]] Result<Applied> tell(
        storage::Database& database, const wechatpay::Refund& told, const QString& source);
    /// The answer to a sending was none that takes it.
    [[nodiscard]] Status notAccepted(
        const RefundRow& refund, const wechatpay::ApiError& error, Before before);
    /// A round that told nothing sure.
    [[nodiscard]] Status nothingSure(const RefundRow& refund, const wechatpay::ApiError& error);
    /// Runs `change` on the refund as it stands now; does nothing when it has meanwhile left its stage, or is
    /// somebody else's.
    using Step = std::function<Status(storage::Database&, const RefundRow&, qint64 nowUtcMs)>;
    [[nodiscard]] Status settle(const RefundRow& refund, RefundStage expected, const Step& change);
    [[nodiscard]] errands::Pace pace() const;
    [[nodiscard]] qint64 retryAt(int attempts, qint64 notBeforeMs = 0) const;
    [[nodiscard]] Result<RefundRow> find(const QString& outRefundNo) const;
    [[nodiscard]] Result<wechatpay::v3::AbnormalRefund> sealed(
        const RefundRow& refund, const Redirection& redirection) const;
    /// One wish to send it elsewhere, claimed by whoever sends it.
    struct Wish {
        errands::ErrandId errand;
        qint64 fence = 0;
    };
    /// Whoever was sending one has been gone for long.
    [[nodiscard]] Status loseWishes();
    [[nodiscard]] Result<Wish> storeWish(const RefundRow& refund,
        const wechatpay::v3::AbnormalRefund& request, bool toUser, const QString& where,
        const QString& operatorName);
    [[nodiscard]] Status recordRedirect(const RefundRow& refund, const Wish& wish, errands::Event event,
        const char* word, const QString& evidence);

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const wechatpay::Clients& clients_;
    const base::Clock& clock_;
    base::RandomSource& random_;
    const access::Settings settings_;
    errands::Worker worker_;
};

/// The handler of REFUND.SUCCESS, REFUND.ABNORMAL and REFUND.CLOSED.
[[nodiscard]] EventHandler refundHandler();
/// The handler of v2's refund notification.
[[nodiscard]] EventHandler v2RefundHandler();

} // namespace zhangfang::payments
