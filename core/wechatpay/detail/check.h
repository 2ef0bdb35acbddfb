#pragma once

#include "base/result.h"

namespace zhangfang::wechatpay::detail
{

/// Errors: invalid_field, which names the field and the limit.
[[nodiscard]] inline base::Status checkText(const char* field, const QString& text, int most)
{
    if (!text.trimmed().isEmpty() && text.size() <= most)
        return {};
    return base::invalid("invalid_field", QStringLiteral("The field %1 must have 1 to %2 characters.")
                                              .arg(QString::fromLatin1(field))
                                              .arg(most));
}

} // namespace zhangfang::wechatpay::detail
