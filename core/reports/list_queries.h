#pragma once

#include "office/command.h"
#include "reports/asked_lists.h"

/// The lists that a person works with, and one of each, as they can be looked at from outside.
namespace zhangfang::reports
{

/// Without a filter by number, the latest first. With one, also how many there are, and what they come to.
struct OrderList {
    static constexpr auto kName = "order.list";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "orders, the newest first or as they are sorted";
    static constexpr auto kAnswers = office::Query::Answers::rows;
    ListWords words;
    Page page;
    [[nodiscard]] static office::Shape<OrderList> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
    [[nodiscard]] static std::vector<office::Column> beside();
};

/// One, with all that is known of it.
struct ShowOrder {
    static constexpr auto kName = "order.show";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "one order";
    static constexpr auto kAnswers = office::Query::Answers::one;
    QString number;
    [[nodiscard]] static office::Shape<ShowOrder> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

/// By number; searched or sorted, the newest first.
struct UserList {
    static constexpr auto kName = "user.list";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "the shop's users";
    static constexpr auto kAnswers = office::Query::Answers::rows;
    ListWords words;
    Page page;
    [[nodiscard]] static office::Shape<UserList> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
    [[nodiscard]] static std::vector<office::Column> beside();
};

/// As orders.
struct WithdrawalList {
    static constexpr auto kName = "withdrawal.list";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "withdrawals, the newest first or as they are sorted";
    static constexpr auto kAnswers = office::Query::Answers::rows;
    ListWords words;
    Page page;
    [[nodiscard]] static office::Shape<WithdrawalList> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
    [[nodiscard]] static std::vector<office::Column> beside();
};

/// One, with its story.
struct ShowWithdrawal {
    static constexpr auto kName = "withdrawal.show";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "one withdrawal, with its story";
    static constexpr auto kAnswers = office::Query::Answers::one;
    base::PayoutId id;
    [[nodiscard]] static office::Shape<ShowWithdrawal> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

void offerLists(office::Catalogue& catalogue);

} // namespace zhangfang::reports
