#include "kit/role_words.h"

#include "kit/words_table.h"

namespace zhangfang::ui
{

Word word(access::Role role)
{
    switch (role) {
    case access::Role::owner:
        return {Words::tr("Owner"), Tone::info};
    case access::Role::approver:
        return {Words::tr("Approver"), Tone::info};
    case access::Role::clerk:
        return {Words::tr("Clerk"), Tone::neutral};
    case access::Role::auditor:
        return {Words::tr("Auditor"), Tone::neutral};
    case access::Role::unknown:
        break;
    }
    return {Words::tr("Unknown role"), Tone::warn};
}

QString explain(access::Role role)
{
    switch (role) {
    case access::Role::owner:
        return Words::tr("May do everything, and lets others in.");
    case access::Role::approver:
        return Words::tr("Decides withdrawals and refunds.");
    case access::Role::clerk:
        return Words::tr("Orders, users and requests; decides nothing about money and sees no keys.");
    case access::Role::auditor:
        return Words::tr("Sees everything and changes nothing.");
    case access::Role::unknown:
        break;
    }
    return {};
}

QString permissionText(access::Permission permission)
{
    using enum access::Permission;
    switch (permission) {
    case look:
        return Words::tr("Look at lists, stories, reports, the ledger and the audit log");
    case prove:
        return Words::tr("Verify the books, test everything, fetch bills, export");
    case sell:
        return Words::tr("Open, ask about and close orders, take payments");
    case serveUsers:
        return Words::tr("Add users, change names, ask for consent");
    case requestWithdrawal:
        return Words::tr("Ask for a withdrawal on a user's behalf");
    case stopWithdrawal:
        return Words::tr("Take an approval back, cancel a withdrawal");
    case decideWithdrawal:
        return Words::tr("Approve and reject withdrawals, say what became of one");
    case refund:
        return Words::tr("Give a customer's money back, say what became of a refund");
    case answerComplaint:
        return Words::tr("Answer complaints");
    case doneWithTask:
        return Words::tr("Tick tasks off, take notifications up again");
    case adjustWallet:
        return Words::tr("Credit and debit a user by hand");
    case moveMoney:
        return Words::tr("Book money moved between the shop's own accounts");
    case changeSettings:
        return Words::tr("Change settings that are locked");
    case changeSecrets:
        return Words::tr("Change keys");
    case seeSecretNames:
        return Words::tr("See which keys are set (what they are is shown to nobody)");
    case backUp:
        return Words::tr("Back up the books");
    case recover:
        return Words::tr("Put a backup in place, let restored books pay");
    case manageOperators:
        return Words::tr("Let people in, change roles, reset passwords");
    case arrange:
        return Words::tr("Change settings that are not locked");
    case ownAccount:
        return Words::tr("Change one's own password and one-time codes");
    }
    return {};
}

} // namespace zhangfang::ui
