#pragma once

#include "rooms/event.h"

namespace zhangfang::backend
{

/// Every event of WeChat Pay that a room handles, by its type.
[[nodiscard]] rooms::EventHandlers eventHandlers();

} // namespace zhangfang::backend
