#pragma once

#include "rooms/room.h"

namespace zhangfang::shop
{

/// What this room offers.
[[nodiscard]] rooms::Room room();

} // namespace zhangfang::shop
