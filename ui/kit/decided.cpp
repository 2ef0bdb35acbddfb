#include "kit/decided.h"

#include "kit/words.h"

namespace zhangfang::ui
{

QStringList refusalsOf(const std::vector<backend::Withdrawals::Decided>& all)
{
    QStringList refused;
    for (const auto& one : all) {
        if (!one.outcome)
            refused << QStringLiteral("%1: %2").arg(one.id.toString(), errorText(one.outcome.error()));
    }
    return refused;
}

} // namespace zhangfang::ui
