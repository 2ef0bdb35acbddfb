#include "backend/indexing.h"

#include "search/index.h"

#include <QDebug>

namespace zhangfang::backend
{
namespace
{
constexpr int kAtOnce = 200; ///< some tens of milliseconds
} // namespace

Status indexWhatIsLeft(ShopFolder& folder, const std::function<bool()>& stops)
{
    bool isAnew = false;
    while (!stops()) {
        ZF_ASSIGN(const bool complete, folder.readers().read<bool>(&search::isComplete));
        if (complete)
            return {};
        const auto done = folder.writer().runNow<int>(
            [](storage::Database& database) { return search::indexMore(database, kAtOnce); });
        // What is damaged may be the index alone, and that holds nothing that is not in the books.
        if (!done && done.error().kind == base::ErrorKind::damaged && !std::exchange(isAnew, true)) {
            qWarning().noquote() << "the index is damaged and made anew:" << done.error().describe();
            ZF_TRY(folder.writer().runNow<int>([](storage::Database& database) {
                return search::makeAnew(database).map([] { return 0; });
            }));
        } else {
            ZF_TRY(done);
        }
    }
    return {};
}

} // namespace zhangfang::backend
