#pragma once

#include "practice/detail/identity.h"

namespace zhangfang::harness
{

/// The bytes of an HTTP answer as WeChat Pay signs it, with the key that `serial` names.
[[nodiscard]] QByteArray signedAnswer(const practice::detail::Identity& identity, const QByteArray& body,
    const QByteArray& serial, qint64 signedAtUtcMs, int status = 200);

} // namespace zhangfang::harness
