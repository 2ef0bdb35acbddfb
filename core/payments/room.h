#pragma once

#include "rooms/room.h"

namespace zhangfang::payments
{

/// What this room offers.
[[nodiscard]] rooms::Room room();

} // namespace zhangfang::payments
