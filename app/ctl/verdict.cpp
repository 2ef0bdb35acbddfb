#include "ctl/verdict.h"

#include "ctl/command_line.h"

namespace zhangfang::ctl
{

void addVerdict(CLI::App* verb, Verdict& verdict, const std::vector<std::string>& outcomes)
{
    addText(verb, "--as", verdict.as, "what became of it")->required()->check(CLI::IsMember(outcomes));
    addText(verb, "--proof", verdict.proof, "where that is written: a bill's row, a page of the platform")
        ->required();
    addText(verb, "--reason", verdict.reason)->required();
}

} // namespace zhangfang::ctl
