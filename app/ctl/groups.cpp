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
    addComplaintGroup,
    addAccountGroup,
    addBillGroup,
    addLedgerGroup,
    addAuditGroup,
    addReportGroup,
    addExportGroup,
};

} // namespace

void addGroups(CommandLine& line)
{
    for (const auto add : kGroups)
        add(line);
}

} // namespace zhangfang::ctl
