#include "backend/rooms.h"

#include "backend/authentication.h"
#include "backend/events.h"
#include "backend/lookback.h"
#include "backend/queries.h"
#include "backend/shop_office.h"
#include "errands/room.h"
#include "payments/room.h"
#include "payouts/room.h"
#include "people/room.h"
#include "reports/room.h"
#include "shop/room.h"

namespace zhangfang::backend
{

std::vector<rooms::Room> roomsBelow()
{
    return {shop::room(), errands::room(), payments::room(), payouts::room(), reports::room()};
}

std::vector<rooms::Room> allRooms(ShopFolder& folder)
{
    std::vector<rooms::Room> all = roomsBelow();
    all.push_back(people::room({[&folder] { return totpKey(folder, KeyWish::existing); },
        [&folder] { return totpKey(folder, KeyWish::make); }}));
    all.push_back(room(folder));
    return all;
}

rooms::EventHandlers eventHandlers()
{
    return rooms::eventsOf(roomsBelow());
}

rooms::Place placeOf(ShopFolder& folder, const std::vector<rooms::Room>& all)
{
    return {folder.writer(), folder.readers(), folder.clock(), folder.random(),
        [&folder] { return folder.settings(); }, [&folder] { return folder.connectToWechat(); },
        [&folder] { return folder.merchant(); }, rooms::eventsOf(all)};
}

rooms::Room room(ShopFolder& folder)
{
    const auto lookingBack = [](const rooms::Place& place, const rooms::Connection& with) -> rooms::Working {
        const auto lookback = std::make_shared<Lookback>(
            place.writer, place.readers, with.clients, place.clock, place.random, with.settings);
        return {[lookback] { return lookback->runDue(); }};
    };
    const auto hasToLook = [](storage::Database& database) {
        return recovery::standing(database).map(
            [](const recovery::Standing& now) { return now.state == recovery::State::looking; });
    };
    return {.name = QStringLiteral("backend"),
        .offer =
            [&folder](office::Catalogue& catalogue, const rooms::Place& place) {
                offerCommands(catalogue, folder, place);
                offerQueries(catalogue, folder);
            },
        .workers = {{.name = "recovery",
            .speaks = rooms::Worker::Speaks::both,
            .make = lookingBack,
            .hasWork = hasToLook}}};
}

} // namespace zhangfang::backend
