#pragma once

#include "backend/authentication.h"
#include "backend/shop_folder.h"

#include <chrono>
#include <functional>
#include <thread>

namespace zhangfang::backend
{

/// Remembers what WeChat says is in the paying account; answers whether it said anything. Waits.
[[nodiscard]] Result<bool> askBalance(ShopFolder& folder);

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

} // namespace zhangfang::backend
