#include "reports/room.h"

#include "reports/list_queries.h"
#include "reports/queries.h"

namespace zhangfang::reports
{

rooms::Room room()
{
    return {
        .name = QStringLiteral("reports"), .offer = [](office::Catalogue& catalogue, const rooms::Place&) {
            offerQueries(catalogue);
            offerLists(catalogue);
        }};
}

} // namespace zhangfang::reports
