#pragma once

#include "access/permissions.h"
#include "kit/words.h"

namespace zhangfang::ui
{

[[nodiscard]] Word word(access::Role role);
/// What a role is for, in a sentence.
[[nodiscard]] QString explain(access::Role role);
/// What may be done, as a row of the matrix.
[[nodiscard]] QString permissionText(access::Permission permission);

} // namespace zhangfang::ui
