#pragma once

#include <QString>

namespace zhangfang::base
{

/// The commit this was built from, abbreviated; `unknown` where it was built from files that no longer say
/// so.
[[nodiscard]] QString commit();

} // namespace zhangfang::base
