#pragma once

#include "reports/payout_queue.h"

namespace zhangfang::reports::detail
{

/// The keys of one page, in rising order, starting at `start`.
[[nodiscard]] Result<std::vector<PageKey>> payoutKeys(
    storage::Database& database, const PayoutFilter& filter, const PageKey& start);

} // namespace zhangfang::reports::detail
