#pragma once

#include "backend/interfaces/withdrawals.h"

#include <QStringList>

namespace zhangfang::ui
{

/// What was not done of a decision about several withdrawals, a line each: its number, and why.
[[nodiscard]] QStringList refusalsOf(const std::vector<backend::Withdrawals::Decided>& all);

} // namespace zhangfang::ui
