#pragma once

#include "office/command.h"
#include "payouts/decide.h"
#include "payouts/resolve.h"

/// What can be done about withdrawals, by whom. Each answers {"id"}.
namespace zhangfang::payouts
{

inline constexpr int kReasonLength = 200;

struct RequestWithdrawal {
    static constexpr auto kName = "withdrawal.request";
    static constexpr auto kPermission = access::Permission::requestWithdrawal;
    static constexpr auto kWords = "hold the sum and queue it";
    UserId user;
    Money amount;
    QString requestedBy; ///< the operator who was named, and has proven nothing
    [[nodiscard]] static office::Shape<RequestWithdrawal> shape();
};

/// With what the operator saw, or with nothing of it.
struct ApproveWithdrawal {
    static constexpr auto kName = "withdrawal.approve";
    static constexpr auto kPermission = access::Permission::decideWithdrawal;
    static constexpr auto kWords = "pay it after the grace period";
    PayoutId id;
    std::optional<Money> amount;
    std::optional<QString> openid;
    std::optional<QString> name;
    std::optional<Money> available;
    std::optional<qint64> lastEvent;
    [[nodiscard]] static office::Shape<ApproveWithdrawal> shape();
    [[nodiscard]] static ApproveWithdrawal of(PayoutId id, const std::optional<Seen>& seen = std::nullopt);
};

struct TakeBackWithdrawal {
    static constexpr auto kName = "withdrawal.take_back";
    static constexpr auto kPermission = access::Permission::stopWithdrawal;
    static constexpr auto kWords = "undo an approval that was not sent yet";
    PayoutId id;
    [[nodiscard]] static office::Shape<TakeBackWithdrawal> shape();
};

struct RejectWithdrawal {
    static constexpr auto kName = "withdrawal.reject";
    static constexpr auto kPermission = access::Permission::decideWithdrawal;
    static constexpr auto kWords = "give the money back to the balance";
    PayoutId id;
    QString reason;
    [[nodiscard]] static office::Shape<RejectWithdrawal> shape();
};

struct CancelWithdrawal {
    static constexpr auto kName = "withdrawal.cancel";
    static constexpr auto kPermission = access::Permission::stopWithdrawal;
    static constexpr auto kWords = "the user wants it no more";
    PayoutId id;
    std::optional<QString> reason;
    [[nodiscard]] static office::Shape<CancelWithdrawal> shape();
};

struct ResolveWithdrawal {
    static constexpr auto kName = "withdrawal.resolve";
    static constexpr auto kPermission = access::Permission::decideWithdrawal;
    static constexpr auto kWords = "say what became of one that WeChat Pay tells nothing sure of";
    PayoutId id;
    QString as; ///< "paid", "not-paid"
    QString proof;
    QString reason;
    [[nodiscard]] static office::Shape<ResolveWithdrawal> shape();
};

/// What the commands work with besides the books.
struct Outside {
    base::RandomSource& random;
    /// WeChat's word on what is in the account that pays; answers whether it said anything. May be empty.
    std::function<Result<bool>()> askBalance = {};
    /// Asks WeChat about one. May be empty: nobody is asked.
    std::function<Result<ResolveDesk::Heard>(PayoutId)> hear = {};
};
void offerCommands(office::Catalogue& catalogue, const Outside& outside);

} // namespace zhangfang::payouts
