#pragma once

#include "payments/inbox.h"

namespace zhangfang::backend
{

/// Every event of WeChat Pay that a room handles, by its type.
[[nodiscard]] std::map<QString, payments::EventHandler> eventHandlers();

} // namespace zhangfang::backend
