#pragma once

#include "ctl/answer.h"
#include "ctl/list_words.h"
#include "reports/order_list.h"
#include "reports/payout_queue.h"
#include "reports/user_list.h"

namespace zhangfang::ctl
{

/// A day that may be left out. Errors: invalid_date.
[[nodiscard]] Result<QDate> dayIn(const QString& text);
/// Errors: unknown_state, unknown_sort, invalid_date.
[[nodiscard]] Result<reports::OrderFilter> orderFilter(const ListWords& words);
[[nodiscard]] Result<reports::PayoutFilter> payoutFilter(const ListWords& words);
[[nodiscard]] Result<reports::UserFilter> userFilter(const ListWords& words);

} // namespace zhangfang::ctl
