#include "errands/room.h"

#include "errands/queries.h"

namespace zhangfang::errands
{

rooms::Room room()
{
    return {.name = QStringLiteral("errands"),
        .offer = [](office::Catalogue& catalogue, const rooms::Place&) { offerQueries(catalogue); }};
}

} // namespace zhangfang::errands
