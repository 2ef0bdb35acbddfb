#include "backend/indexing.h"

#include "search/index.h"

#include <QDebug>

namespace zhangfang::backend
{
namespace
{
constexpr int kAtOnce = 200; ///< some tens of milliseconds
} // namespace

Status Indexing::goOn(ShopFolder& folder, const std::function<bool()>& stops)
{
    const auto makeAnew = [&]() -> Status {
        wasMadeAnew_ = true;
        qWarning().noquote() << "what orders and users are found by is damaged, and made anew";
        return folder.writer()
            .runNow<int>(
                [](storage::Database& database) { return search::makeAnew(database).map([] { return 0; }); })
            .map([](int) {});
    };
    while (!stops()) {
        if (search::isKnownDamaged() && !wasMadeAnew_)
            ZF_TRY(makeAnew());
        ZF_ASSIGN(const bool complete, folder.readers().read<bool>(&search::isComplete));
        if (complete)
            return {};
        const auto done = folder.writer().runNow<int>(
            [](storage::Database& database) { return search::indexMore(database, kAtOnce); });
        if (!done && done.error().kind == base::ErrorKind::damaged && !wasMadeAnew_)
            ZF_TRY(makeAnew());
        else
            ZF_TRY(done);
    }
    return {};
}

} // namespace zhangfang::backend
