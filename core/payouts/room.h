#pragma once

#include "rooms/room.h"

namespace zhangfang::payouts
{

/// What this room offers.
[[nodiscard]] rooms::Room room();

/// Asks WeChat what there is to pay from, for coverage (payouts/balances.h); whether it told. No: there is no
/// connection here. Errors: WeChat's.
[[nodiscard]] base::Result<bool> askForBalance(const rooms::Place& place);

} // namespace zhangfang::payouts
