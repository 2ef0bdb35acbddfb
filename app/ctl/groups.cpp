#include "ctl/groups.h"

namespace zhangfang::ctl
{
namespace
{

constexpr void (*kGroups[])(CommandLine&) = {
    addFolderVerbs,
    addSettingsGroup,
    addSecretsGroup,
    addUpkeepVerbs,
    addRecoveryGroup,
    addUserGroup,
    addOrderGroup,
    addWalletGroup,
    addWithdrawalGroup,
    addQuarantineGroup,
    addErrandGroup,
    addComplaintGroup,
    addAccountGroup,
    addBillGroup,
    addLedgerGroup,
    addAuditGroup,
    addReportGroup,
    addExportGroup,
    addOperatorGroup,
};

} // namespace

void addGroups(CommandLine& line)
{
    for (const auto add : kGroups)
        add(line);
}

} // namespace zhangfang::ctl
