#include "access/permissions.h"

namespace zhangfang::access
{

QString toText(Role role)
{
    switch (role) {
    case Role::owner:
        return QStringLiteral("owner");
    case Role::approver:
        return QStringLiteral("approver");
    case Role::clerk:
        return QStringLiteral("clerk");
    case Role::auditor:
        return QStringLiteral("auditor");
    case Role::unknown:
        break;
    }
    return QStringLiteral("unknown");
}

Role parseRole(const QString& text)
{
    for (const Role role : kRoles)
        if (text == toText(role))
            return role;
    return Role::unknown;
}

const std::array<PermissionRow, 20>& permissions()
{
    using enum Permission;
    static constexpr std::array<PermissionRow, 20> kTable{{
        // permission, name, owner, approver, clerk, auditor, seat, proof
        {look, "look", true, true, true, true, true, false},
        {prove, "prove", true, true, true, true, true, false},
        {sell, "order.sell", true, true, true, false, true, false},
        {serveUsers, "user.serve", true, true, true, false, true, false},
        {requestWithdrawal, "withdrawal.request", true, true, true, false, true, false},
        {stopWithdrawal, "withdrawal.stop", true, true, true, false, true, false},
        {decideWithdrawal, "withdrawal.decide", true, true, false, false, false, true},
        {refund, "order.refund", true, true, false, false, false, true},
        {answerComplaint, "complaint.answer", true, true, true, false, false, true},
        {doneWithTask, "task.done", true, true, true, false, true, false},
        {adjustWallet, "wallet.adjust", true, false, false, false, false, true},
        {moveMoney, "ledger.move", true, false, false, false, false, true},
        {changeSettings, "settings.change", true, false, false, false, false, true},
        {changeSecrets, "secrets.change", true, false, false, false, false, true},
        {seeSecretNames, "secrets.names", true, true, false, true, true, false},
        {backUp, "books.back_up", true, true, true, true, true, false},
        {recover, "books.recover", true, false, false, false, false, true},
        {manageOperators, "operator.manage", true, false, false, false, false, true},
        {ownAccount, "operator.self", true, true, true, true, false, true},
        {arrange, "settings.arrange", true, true, true, false, true, false},
    }};
    return kTable;
}

const PermissionRow& rowOf(Permission permission)
{
    return permissions()[static_cast<size_t>(permission)];
}

bool may(Role role, Permission permission)
{
    const PermissionRow& row = rowOf(permission);
    switch (role) {
    case Role::owner:
        return row.owner;
    case Role::approver:
        return row.approver;
    case Role::clerk:
        return row.clerk;
    case Role::auditor:
        return row.auditor;
    case Role::unknown:
        break;
    }
    return false;
}

} // namespace zhangfang::access
