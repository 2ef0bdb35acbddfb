#pragma once

#include "backend/shop_folder.h"
#include "rooms/room.h"

namespace zhangfang::backend
{

/// The rooms below that have something to offer: a room is added to the program by a line here.
[[nodiscard]] std::vector<rooms::Room> roomsBelow();
/// With this one.
[[nodiscard]] std::vector<rooms::Room> allRooms(ShopFolder& folder);
/// What they work with in that folder.
[[nodiscard]] rooms::Place placeOf(ShopFolder& folder, const std::vector<rooms::Room>& all);

/// What this room itself offers.
[[nodiscard]] rooms::Room room(ShopFolder& folder);

} // namespace zhangfang::backend
