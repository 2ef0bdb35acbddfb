#pragma once

#include "wechatpay/types.h"

namespace zhangfang::wechatpay::detail
{

/// The value of the wire's word, or `unknown` with the word kept.
template <class Enum, size_t N>
Wire<Enum> lookUp(const std::pair<const char*, Enum> (&table)[N], const QString& text)
{
    for (const auto& [name, value] : table) {
        if (text == QLatin1String(name))
            return {value, text};
    }
    return {Enum::unknown, text};
}

} // namespace zhangfang::wechatpay::detail
