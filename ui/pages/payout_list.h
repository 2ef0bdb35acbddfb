#pragma once

#include "kit/columns.h"
#include "kit/filter_bar.h"
#include "kit/lazy_model.h"
#include "reports/payout_queue.h"

/// How withdrawals are listed: their columns, and what they are filtered and ordered by.
namespace zhangfang::ui
{

struct PayoutColumn {
    enum { kNumber, kPayee, kAmount, kLookAt, kBalance, kAge, kState, kOurNumber, kBatch, kWechatNumber };
};
[[nodiscard]] std::vector<LazyModel<reports::PayoutRow>::Column> payoutColumns();
[[nodiscard]] FilterBar::Offers payoutFilters();
/// How a view is called where it is kept.
[[nodiscard]] QString keptAs(reports::PayoutView view);
[[nodiscard]] reports::PayoutFilter payoutFilter(const ListFilter& chosen, const Columns::Order& order);

} // namespace zhangfang::ui
