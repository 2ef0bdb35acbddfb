#include "backend/indexing.h"

#include "search/index.h"

namespace zhangfang::backend
{
namespace
{
constexpr int kAtOnce = 200; ///< some tens of milliseconds
} // namespace

Status indexWhatIsLeft(ShopFolder& folder, const std::function<bool()>& stops)
{
    while (!stops()) {
        ZF_ASSIGN(const bool complete, folder.readers().read<bool>(&search::isComplete));
        if (complete)
            return {};
        ZF_TRY(folder.writer().runNow<int>(
            [](storage::Database& database) { return search::indexMore(database, kAtOnce); }));
    }
    return {};
}

} // namespace zhangfang::backend
