#pragma once

#include "ctl/command_line.h"

/// What the two files of the group `order` have of each other.
namespace zhangfang::ctl
{

/// As it stands now.
[[nodiscard]] Answer showOrder(Session& session, const QString& number);
/// Those verbs that are about refunds.
void addRefundVerbs(CommandLine& line, CLI::App* order);

} // namespace zhangfang::ctl
