#pragma once

#include <QString>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace zhangfang::ctl
{

/// What a person says became of something that stays unclear, and where that is written.
struct Verdict {
    QString as = {};
    QString proof = {};
    QString reason = {};
};

void addVerdict(CLI::App* verb, Verdict& verdict, const std::vector<std::string>& outcomes);

} // namespace zhangfang::ctl
