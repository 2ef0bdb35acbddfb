#pragma once

#include "backend/shop_office.h"
#include "recovery/findings.h"

namespace zhangfang::backend
{

/// What is in one account, by WeChat's word and by the books, where the two are not the same.
struct AccountDifference {
    QString account;
    QDate day; ///< at its end; invalid: now
    base::Money wechat;
    base::Money books;
    qint64 toldAtUtcMs = 0;
};

/// Everything a person needs to decide whether books that were put back may go on.
struct RecoveryStatus {
    recovery::Standing standing;
    recovery::Progress progress;
    std::vector<recovery::Finding> findings; ///< what differs, and what is still to be looked at
    std::vector<AccountDifference> differences;
    /// WeChat's money less the books', over all accounts, as told since the books were put back; nothing:
    /// WeChat has not told. Below zero, money has left that these books know nothing of.
    std::optional<base::Money> difference;
    QStringList refusedAccounts; ///< WeChat does not tell this merchant what is in them
    /// How long these books know nothing of: from the backup until they were put back.
    [[nodiscard]] qint64 unknownMs() const
    {
        return standing.backupAtUtcMs > 0 ? standing.sinceUtcMs - standing.backupAtUtcMs : 0;
    }
    /// In plain words.
    [[nodiscard]] QString describe() const;
};
[[nodiscard]] Result<RecoveryStatus> recoveryStatus(ShopFolder& folder);

/// Looks at how they stand, and says how to confirm it; see `ConfirmRecovery`. From then on the books go on
/// as any others. `withoutLooking`: although not everything could be looked at, because WeChat cannot be
/// reached. Errors, also of what is answered: not_recovering, invalid_reason, still_looking,
/// wechat_reachable. Waits.
[[nodiscard]] Result<std::function<Result<office::Outcome>(const office::Context&, const ConfirmRecovery&)>>
recoveryToConfirm(ShopFolder& folder);

} // namespace zhangfang::backend
