#pragma once

#include "base/result.h"

namespace zhangfang::harness
{

/// Makes books as a program left them that knew only the first `steps` steps of the schema.
[[nodiscard]] base::Status makeOlderBooks(const QString& file, int steps);

} // namespace zhangfang::harness
