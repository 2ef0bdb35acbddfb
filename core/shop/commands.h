#pragma once

#include "base/clock.h"
#include "office/command.h"
#include "shop/users.h"

/// What can be done about users, what they are owed, the shop's own accounts, and tasks; by whom.
namespace zhangfang::shop
{

/// Answers {"user"}, as the two below.
struct AddUser {
    static constexpr auto kName = "user.add";
    static constexpr auto kPermission = access::Permission::serveUsers;
    static constexpr auto kWords = "add a user";
    QString openid;
    QString name;
    QString device;
    QString appid;
    [[nodiscard]] static office::Shape<AddUser> shape();
};

struct LinkUser {
    static constexpr auto kName = "user.link";
    static constexpr auto kPermission = access::Permission::serveUsers;
    static constexpr auto kWords = "the same user in another of the shop's apps";
    UserId user;
    QString appid;
    QString openid;
    [[nodiscard]] static office::Shape<LinkUser> shape();
};

struct RenameUser {
    static constexpr auto kName = "user.rename";
    static constexpr auto kPermission = access::Permission::serveUsers;
    static constexpr auto kWords = "the real name WeChat Pay compares with the payee's";
    UserId user;
    QString name;
    [[nodiscard]] static office::Shape<RenameUser> shape();
};

/// Owes a user more, or less where the sum is negative, by hand: on the shop's cost. Answers the wallet
/// afterwards, {"available_fen", "held_fen"}.
struct AdjustWallet {
    static constexpr auto kName = "wallet.adjust";
    static constexpr auto kPermission = access::Permission::adjustWallet;
    static constexpr auto kWords = "owe a user more or less, by hand";
    UserId user;
    Money amount;
    QString reason;
    [[nodiscard]] static office::Shape<AdjustWallet> shape();
};

/// Between the shop's own accounts. Answers {"transfer", "amount_fen"}.
struct MoveMoney {
    static constexpr auto kName = "ledger.move";
    static constexpr auto kPermission = access::Permission::moveMoney;
    static constexpr auto kWords = "book money moved between WeChat accounts or from the bank";
    QString from;
    QString to;
    Money amount;
    QString reason;
    [[nodiscard]] static office::Shape<MoveMoney> shape();
};

/// A paid order towards its customer; the money is not touched. Answers {"number"}.
struct MoveOrderOn {
    static constexpr auto kName = "order.move_on";
    static constexpr auto kPermission = access::Permission::sell;
    static constexpr auto kWords = "say how far a paid order is on its way to the customer";
    QString number;
    QString event; ///< "fulfilled", "shipped", "delivered", "cancelled"
    QString note;
    [[nodiscard]] static office::Shape<MoveOrderOn> shape();
};

struct TaskDone {
    static constexpr auto kName = "task.done";
    static constexpr auto kPermission = access::Permission::doneWithTask;
    static constexpr auto kWords = "a person has dealt with it";
    qint64 id = 0;
    [[nodiscard]] static office::Shape<TaskDone> shape();
};

void offerCommands(office::Catalogue& catalogue, base::RandomSource& random);

} // namespace zhangfang::shop
