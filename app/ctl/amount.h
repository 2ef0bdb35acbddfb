#pragma once

#include "base/money.h"

namespace zhangfang::ctl
{

/// A sum that was typed, in yuan. Errors: those of `Money::parseYuan`, invalid_amount (nothing, or less).
[[nodiscard]] inline base::Result<base::Money> positive(const QString& yuan)
{
    ZF_ASSIGN(const base::Money amount, base::Money::parseYuan(yuan));
    if (!amount.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be at least 0.01."));
    return amount;
}

} // namespace zhangfang::ctl
