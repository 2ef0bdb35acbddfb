#pragma once

#include "crypto/secret.h"

#include <optional>

namespace zhangfang::ctl
{

/// Asks whoever sits at the terminal; what they type is not shown. Nothing where nobody sits there: standard
/// input is no terminal, or it ends.
[[nodiscard]] std::optional<crypto::Secret> askUnseen(const char* question);

} // namespace zhangfang::ctl
