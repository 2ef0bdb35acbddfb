#pragma once

#include "office/command.h"
#include "shop/users.h"

/// What can be looked at about what users are owed.
namespace zhangfang::shop
{

/// What a user has available, and what is held.
struct ShowWallet {
    static constexpr auto kName = "wallet.show";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "what a user is owed: available and held";
    static constexpr auto kAnswers = office::Query::Answers::one;
    UserId user;
    [[nodiscard]] static office::Shape<ShowWallet> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

void offerQueries(office::Catalogue& catalogue);

} // namespace zhangfang::shop
