#include "shop/room.h"

#include "shop/commands.h"
#include "shop/queries.h"

namespace zhangfang::shop
{

rooms::Room room()
{
    return {
        .name = QStringLiteral("shop"), .offer = [](office::Catalogue& catalogue, const rooms::Place& place) {
            offerCommands(catalogue, place.random);
            offerQueries(catalogue);
        }};
}

} // namespace zhangfang::shop
