#include "people/room.h"

#include "people/commands.h"

namespace zhangfang::people
{

rooms::Room room(TotpKey key)
{
    return {.name = QStringLiteral("people"),
        .offer = [key = std::move(key)](office::Catalogue& catalogue, const rooms::Place& place) {
            offerCommands(catalogue, {place.random, place.writer, place.clock, key.existing, key.orNew});
        }};
}

} // namespace zhangfang::people
