#pragma once

#include "ctl/command_line.h"

namespace zhangfang::ctl
{

/// All of them, in the order that help shows them in.
void addGroups(CommandLine& line);

// Each in a file of its own name.
void addFolderVerbs(CommandLine& line);
void addSettingsGroup(CommandLine& line);
void addSecretsGroup(CommandLine& line);
void addUpkeepVerbs(CommandLine& line);
void addRecoveryGroup(CommandLine& line);
void addUserGroup(CommandLine& line);
void addOrderGroup(CommandLine& line);
void addWalletGroup(CommandLine& line);
void addWithdrawalGroup(CommandLine& line);
void addQuarantineGroup(CommandLine& line);
void addErrandGroup(CommandLine& line);
void addComplaintGroup(CommandLine& line);
void addAccountGroup(CommandLine& line);
void addBillGroup(CommandLine& line);
void addLedgerGroup(CommandLine& line);
void addAuditGroup(CommandLine& line);
void addReportGroup(CommandLine& line);
void addExportGroup(CommandLine& line);
void addOperatorGroup(CommandLine& line);

} // namespace zhangfang::ctl
