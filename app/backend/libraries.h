#pragma once

#include <QString>
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

} // namespace zhangfang::backend
