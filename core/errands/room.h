#pragma once

#include "rooms/room.h"

namespace zhangfang::errands
{

/// What this room offers.
[[nodiscard]] rooms::Room room();

} // namespace zhangfang::errands
