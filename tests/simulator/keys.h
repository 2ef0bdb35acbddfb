#pragma once

#include "crypto/crypto.h"

namespace zhangfang::simulator
{

/// Keys that follow from a seed, so that a replay signs and seals what the first time signed and sealed.
[[nodiscard]] crypto::KeySource seededKeys(quint64 seed);

} // namespace zhangfang::simulator
