#pragma once

#include <array>
#include <QString>

namespace zhangfang::access
{

/// What an operator is in the shop. `unknown` keeps a role that a later program gave: it may nothing.
enum class Role { unknown, owner, approver, clerk, auditor };
inline constexpr std::array kRoles{Role::owner, Role::approver, Role::clerk, Role::auditor};
[[nodiscard]] QString toText(Role role);
[[nodiscard]] Role parseRole(const QString& text);

/// What may be done here, by groups: every command and query names one of them.
enum class Permission {
    look,              ///< lists, stories, reports, the ledger, the audit log
    prove,             ///< walk the chains, the system check, bills, exports
    sell,              ///< open, ask about, close orders; take payments at the counter
    serveUsers,        ///< add and change users, their consents
    requestWithdrawal, ///< on a user's behalf
    stopWithdrawal,    ///< take back, cancel: only keeps money here
    decideWithdrawal,  ///< approve, reject, say what became of it
    refund,            ///< give a customer's money back, redirect, say what became of it
    answerComplaint,
    doneWithTask,   ///< tick a task off, take a quarantined notification up again
    adjustWallet,   ///< owe a user more or less, by hand
    moveMoney,      ///< between the shop's own accounts
    changeSettings, ///< guarded ones
    changeSecrets,
    seeSecretNames, ///< which are set; what they are is shown to nobody
    backUp,
    recover,         ///< put books back, let restored books pay
    manageOperators, ///< add, disable, roles, passwords of others
    ownAccount,      ///< one's own password and TOTP
    arrange,         ///< settings that are not guarded
};
/// One row of the matrix, in the order of the enumeration.
struct PermissionRow {
    Permission permission;
    const char* name; ///< like "withdrawal.decide"
    bool owner, approver, clerk, auditor;
    /// Also whoever sits at the program and has proven nothing: the rights of the folder let them in.
    bool seat;
    /// Whether an operator has to have proven who they are just now, or by an unlocked session.
    bool proof;
};
/// The one table of who may do what.
[[nodiscard]] const std::array<PermissionRow, 20>& permissions();
[[nodiscard]] const PermissionRow& rowOf(Permission permission);
[[nodiscard]] bool may(Role role, Permission permission);

} // namespace zhangfang::access
