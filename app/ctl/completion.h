#pragma once

#include <string>

namespace CLI
{
class App;
}

namespace zhangfang::ctl
{

enum class Shell { bash, zsh, fish };

/// A script that completes `cli`'s subcommands and options in that shell, made from `cli` itself: nothing can
/// be completed that is not there.
[[nodiscard]] std::string completion(const CLI::App& cli, Shell shell);

} // namespace zhangfang::ctl
