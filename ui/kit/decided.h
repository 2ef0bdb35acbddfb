#pragma once

#include "backend/desk.h"

#include <QStringList>

namespace zhangfang::ui
{

/// What was not done of a decision about several withdrawals, a line each: its number, and why.
[[nodiscard]] QStringList refusalsOf(const std::vector<backend::Desk::Decided>& all);

} // namespace zhangfang::ui
