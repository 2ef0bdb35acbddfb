#pragma once

#include "backend/output.h"

#include <CLI/CLI.hpp>

namespace zhangfang::ctl
{

/// Where a verb writes what it was asked for.
struct Target {
    QString file = {};
    bool replace = false; ///< also where something is there already
    [[nodiscard]] backend::Output::Existing existing() const
    {
        return replace ? backend::Output::Existing::replace : backend::Output::Existing::keep;
    }
};

/// `fileOption` like --out, which cannot be left out.
void addTarget(CLI::App* verb, Target& target, const char* fileOption = "--out");
void addReplace(CLI::App* verb, Target& target);

} // namespace zhangfang::ctl
