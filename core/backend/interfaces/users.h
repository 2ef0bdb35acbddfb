#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/export_target.h"
#include "backend/interfaces/later.h"
#include "payouts/consent.h"
#include "payouts/payout.h"
#include "reports/user_list.h"
#include "shop/users.h"

namespace zhangfang::backend
{

/// Who is owed money: their balances, their wishes to be paid, their consents.
/// On the UI's thread; every answer comes later.
class Users
{
public:
    virtual ~Users() = default;
    [[nodiscard]] virtual Later<reports::PageIndex> userIndex(
        reports::UserFilter filter, reports::PageIndex known) = 0;
    [[nodiscard]] virtual Later<reports::PageIndex> newestUsers(reports::UserFilter filter) = 0;
    [[nodiscard]] virtual Later<std::vector<reports::UserRow>> userPage(
        reports::UserFilter filter, reports::PageKey start) = 0;
    [[nodiscard]] virtual Later<reports::UserSum> userSum(reports::UserFilter filter) = 0;
    [[nodiscard]] virtual Later<reports::UserSum> userSumOf(std::vector<reports::PageKey> keys) = 0;
    struct UserStory {
        shop::User user;
        shop::Wallet wallet;
        std::optional<payouts::Consent> consent;
    };
    [[nodiscard]] virtual Later<UserStory> userStory(base::UserId user) = 0;
    [[nodiscard]] virtual Later<std::optional<payouts::Consent>> consentOf(base::UserId user) = 0;
    [[nodiscard]] virtual Later<shop::User> addUser(shop::NewUser user) = 0;
    [[nodiscard]] virtual Later<int> renameUser(base::UserId user, QString name) = 0;
    [[nodiscard]] virtual Later<payouts::Payout> requestWithdrawal(
        base::UserId user, base::Money amount, QString key = {}) = 0;
    [[nodiscard]] virtual Later<int> adjustWallet(
        base::UserId user, base::Money amount, QString reason, Authority authority, QString key = {}) = 0;
    /// A user's consent to receive without confirming; see `payouts::ConsentDesk`.
    [[nodiscard]] virtual Later<payouts::Consent> askConsent(base::UserId user) = 0;
    [[nodiscard]] virtual Later<payouts::Consent> queryConsent(base::UserId user) = 0;
    [[nodiscard]] virtual Later<payouts::Consent> endConsent(base::UserId user) = 0;
    [[nodiscard]] virtual Later<qint64> exportUsers(
        const reports::UserFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job) = 0;
};

} // namespace zhangfang::backend
