#pragma once

#include <QString>
#include <string>
#include <vector>

namespace zhangfang::backend
{

/// What the program stands on, as it runs here.
struct Library {
    QString name;
    QString version; ///< of what is loaded; empty where it does not tell
    QString licence; ///< SPDX
};
[[nodiscard]] std::vector<Library> libraries();

/// For `--version`: the program, its version and commit, and what it stands on, a line each.
[[nodiscard]] std::string versionText(const char* program);

} // namespace zhangfang::backend
