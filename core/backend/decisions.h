#pragma once

#include "access/actor.h"
#include "backend/shop_folder.h"

#include <chrono>
#include <functional>
#include <thread>

namespace zhangfang::backend
{

/// Who decides about money, proven by a password just now. Wrong ones are counted (access/tries.h); a wait
/// that begins is also a task. Errors: wrong_password, operator_waits, busy, and those of the books, which
/// have to be writable. Takes some 50 ms: never on the UI's thread, nor the writer's.
[[nodiscard]] Result<QString> authenticated(
    ShopFolder& folder, const QString& operatorName, const QByteArray& password);
[[nodiscard]] Result<QString> authenticated(storage::Writer& writer, const storage::ReadPool& readers,
    const base::Clock& clock, const QString& operatorName, const QByteArray& password);

/// By the operators of a database file that is not written to: nothing is counted.
[[nodiscard]] Result<QString> authenticatedBy(
    const QString& databaseFile, const QString& operatorName, const QByteArray& password);
/// Whether the books themselves cannot be read, so that those who put a backup in their place can only be
/// proven by its operators. Books that are held, or have no room, are not such.
[[nodiscard]] bool isUnreadable(const base::Error& error);

/// An operator who has just been authenticated, or whose session is unlocked, with the role of this moment.
/// Errors: wrong_password (there is none of that name any more).
[[nodiscard]] Result<access::Actor> provenOperator(
    const storage::ReadPool& readers, const QString& operatorName, const QString& face);

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
