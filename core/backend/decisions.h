#pragma once

#include "backend/authentication.h"
#include "backend/shop_folder.h"
#include "payouts/payout_desk.h"
#include "shop/users.h"

#include <chrono>
#include <functional>
#include <thread>

namespace zhangfang::backend
{

/// Approves one withdrawal. Where what WeChat told last about its account does not cover it, WeChat is asked
/// before a refusal. Errors: those of PayoutDesk::approve. Waits.
[[nodiscard]] Result<payouts::Payout> approve(ShopFolder& folder, base::PayoutId id,
    const QString& operatorName, const std::optional<payouts::Seen>& before = std::nullopt,
    const QString& key = {});

/// A person's word about what is being sent at that very moment (`being_sent`) waits for the answer, some
/// seconds at most.
template <class T> [[nodiscard]] Result<T> onceAnswered(const std::function<Result<T>()>& decide)
{
    constexpr int kRounds = 60;
    constexpr std::chrono::milliseconds kPace(200);
    for (int round = 1;; ++round) {
        auto decided = decide();
        if (decided || decided.error().code != QLatin1String("being_sent") || round == kRounds)
            return decided;
        std::this_thread::sleep_for(kPace);
    }
}

/// Owes a user more, or less where `amount` is negative, by hand: on the shop's cost, with the operator's
/// name in the audit. Answers the wallet afterwards; the same `key` again is the same act with the same
/// answer. Errors: no_such_user, invalid_amount, invalid_reason, insufficient_funds, key_reused. Waits.
[[nodiscard]] Result<shop::Wallet> adjustWallet(ShopFolder& folder, base::UserId user, base::Money amount,
    const QString& reason, const QString& operatorName, const QString& key = {});

} // namespace zhangfang::backend
