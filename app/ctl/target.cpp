#include "ctl/target.h"

#include "ctl/command_line.h"

namespace zhangfang::ctl
{

void addTarget(CLI::App* verb, Target& target, const char* fileOption)
{
    addText(verb, fileOption, target.file, "the file, device or pipe it is written to")->required();
    addReplace(verb, target);
}

void addReplace(CLI::App* verb, Target& target)
{
    verb->add_flag("--replace", target.replace, "also where a file of that name is there already");
}

} // namespace zhangfang::ctl
