#pragma once

#include "backend/check.h"
#include "backend/shop_folder.h"

namespace zhangfang::backend
{

/// Whether the notify addresses that WeChat Pay is given lead back to the listener of these books: each is
/// asked for an echo. Only while an engine runs; from here, not from where WeChat Pay is. Waits for some
/// seconds at most. Errors: not_configured, invalid_setting, notify_elsewhere, notify_unreachable.
[[nodiscard]] Result<Finding> checkNotifyAddresses(ShopFolder& folder);

} // namespace zhangfang::backend
