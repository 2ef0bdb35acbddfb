#pragma once

#include "kit/page.h"
#include "reports/overview.h"

namespace zhangfang::ui
{

/// Where a task leads, by what it is about; nothing where nobody knows. Refunds and withdrawals come by the
/// number they have at WeChat Pay.
[[nodiscard]] std::optional<Place> placeOf(const reports::Task& task);
/// What it is about, in a word and a number.
[[nodiscard]] QString aboutText(const reports::Task& task);

} // namespace zhangfang::ui
