#pragma once

#include "office/command.h"
#include "payments/complaint.h"
#include "payments/order_desk.h"
#include "payments/quarantine.h"
#include "payments/refund_desk.h"
#include "payments/refund_resolve.h"

/// What can be done about orders, refunds and notifications that were set aside; by whom.
namespace zhangfang::payments
{

/// Stores the order, then opens it at WeChat Pay. Answers {"number"}.
struct CreateOrder {
    static constexpr auto kName = "order.create";
    static constexpr auto kPermission = access::Permission::sell;
    static constexpr auto kWords = "open an order at WeChat Pay";
    NewOrder order;
    [[nodiscard]] static office::Shape<CreateOrder> shape();
};

/// Closes it unpaid, here and at WeChat Pay. Answers {"number"}.
struct CloseOrder {
    static constexpr auto kName = "order.close";
    static constexpr auto kPermission = access::Permission::sell;
    static constexpr auto kWords = "close an order unpaid";
    QString number;
    [[nodiscard]] static office::Shape<CloseOrder> shape();
};

/// The engine sends it. Answers {"refund"}, its number.
struct RefundOrder {
    static constexpr auto kName = "order.refund";
    static constexpr auto kPermission = access::Permission::refund;
    static constexpr auto kWords = "give money of a paid order back";
    QString order;
    Money amount;
    QString reason;
    QString goods;
    QString fundsAccount;
    [[nodiscard]] static office::Shape<RefundOrder> shape();
};

/// Answers {"refund"}, as the three below.
struct ResolveRefund {
    static constexpr auto kName = "refund.resolve";
    static constexpr auto kPermission = access::Permission::refund;
    static constexpr auto kWords = "say what became of a refund that WeChat Pay tells nothing sure of";
    QString refund;
    QString as; ///< "refunded", "not-refunded"
    QString proof;
    QString reason;
    [[nodiscard]] static office::Shape<ResolveRefund> shape();
};

struct WithdrawRefund {
    static constexpr auto kName = "refund.withdraw";
    static constexpr auto kPermission = access::Permission::refund;
    static constexpr auto kWords = "take back a refund that WeChat Pay certainly has not got";
    QString refund;
    QString reason;
    [[nodiscard]] static office::Shape<WithdrawRefund> shape();
};

struct RedirectRefund {
    static constexpr auto kName = "refund.redirect";
    static constexpr auto kPermission = access::Permission::refund;
    static constexpr auto kWords = "send an abnormal refund to a bank card";
    QString refund;
    QString to; ///< "merchant_card", "user_card"
    QString bankType;
    QString bankAccount;
    QString realName;
    [[nodiscard]] static office::Shape<RedirectRefund> shape();
};

/// Answers {"order"}, as the one below.
struct AdoptRefund {
    static constexpr auto kName = "refund.adopt";
    static constexpr auto kPermission = access::Permission::refund;
    static constexpr auto kWords = "look up a refund that was made elsewhere, and book it";
    QString order;
    QString refund;
    [[nodiscard]] static office::Shape<AdoptRefund> shape();
};

struct RefundsAreKnown {
    static constexpr auto kName = "refund.all_known";
    static constexpr auto kPermission = access::Permission::refund;
    static constexpr auto kWords = "no more was refunded than is booked: free what waits";
    QString order;
    QString reason;
    [[nodiscard]] static office::Shape<RefundsAreKnown> shape();
};

/// Answers {"id", "outcome", "note"}.
struct ReplayQuarantined {
    static constexpr auto kName = "quarantine.replay";
    static constexpr auto kPermission = access::Permission::doneWithTask;
    static constexpr auto kWords = "take a notification up again, once what was wrong is put right";
    QString event;
    [[nodiscard]] static office::Shape<ReplayQuarantined> shape();
};

/// Answers {"complaint"}, as the one below.
struct ReplyToComplaint {
    static constexpr auto kName = "complaint.reply";
    static constexpr auto kPermission = access::Permission::answerComplaint;
    static constexpr auto kWords = "answer a complaint";
    QString complaint;
    QString text;
    [[nodiscard]] static office::Shape<ReplyToComplaint> shape();
};

struct CompleteComplaint {
    static constexpr auto kName = "complaint.complete";
    static constexpr auto kPermission = access::Permission::answerComplaint;
    static constexpr auto kWords = "say that a complaint is dealt with";
    QString complaint;
    [[nodiscard]] static office::Shape<CompleteComplaint> shape();
};

/// What the commands work with besides the books.
struct Outside {
    base::RandomSource& random;
    storage::Writer& writer;
    const base::Clock& clock;
    /// Each with its own connection to WeChat Pay. Errors: not_configured.
    std::function<Result<std::shared_ptr<OrderDesk>>()> orders;
    std::function<Result<std::shared_ptr<RefundDesk>>()> refunds;
    std::function<Result<std::shared_ptr<ComplaintDesk>>()> complaints;
    /// WeChat is asked about a refund, where it can be.
    std::function<Result<RefundResolveDesk::Heard>(const QString& outRefundNo)> hear;
    std::function<Result<ReplayKeys>()> keys;
    std::map<QString, EventHandler> handlers;
};
void offerCommands(office::Catalogue& catalogue, const Outside& outside);

} // namespace zhangfang::payments
