#pragma once

#include "rooms/room.h"

namespace zhangfang::payouts
{

/// What this room offers.
[[nodiscard]] rooms::Room room();

} // namespace zhangfang::payouts
