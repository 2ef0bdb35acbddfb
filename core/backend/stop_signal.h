#pragma once

#include "base/result.h"

#include <memory>
#include <QSocketNotifier>

namespace zhangfang::backend
{

/// From now on SIGTERM and SIGINT end the application's event loop. Once per process, from main().
[[nodiscard]] base::Result<std::unique_ptr<QSocketNotifier>> quitOnSignal();

} // namespace zhangfang::backend
