#pragma once

#include "rooms/room.h"

namespace zhangfang::reports
{

/// What this room offers.
[[nodiscard]] rooms::Room room();

} // namespace zhangfang::reports
