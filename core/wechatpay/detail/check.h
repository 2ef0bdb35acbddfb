#pragma once

#include "base/result.h"
#include "wechatpay/types.h"

#include <QJsonArray>
#include <QJsonObject>

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

/// A field that may be empty, and is counted in bytes of UTF-8. Errors: as `checkText`.
[[nodiscard]] inline base::Status checkBytes(const char* field, const QString& text, int most)
{
    if (text.toUtf8().size() <= most)
        return {};
    return base::invalid("invalid_field",
        QStringLiteral("The field %1 must have at most %2 bytes.").arg(QString::fromLatin1(field)).arg(most));
}

/// A text that people read, cut between two characters to what WeChat takes, with "…" at its end.
[[nodiscard]] QString shortened(const QString& text, int mostBytes);

/// What shops may say about an order beyond its sum. `attachBytes`: the generations differ by one. Errors:
/// invalid_field.
[[nodiscard]] base::Status checkAttributes(const OrderRequest& request, int attachBytes);
/// The object of `detail`; empty where there is none. `id`, `price`: what a good must have, in the
/// generation's words. Errors: invalid_field.
[[nodiscard]] base::Result<QJsonObject> parseDetail(const QString& detail, const char* id, const char* price);
/// What is given back, as v3 wants it. Errors: invalid_field (no such list, or more than `refund` together).
[[nodiscard]] base::Result<QJsonArray> parseRefundGoods(const QString& goods, base::Money refund);
/// Errors: under_least.
[[nodiscard]] base::Status checkTransferSum(base::Money amount);

} // namespace zhangfang::wechatpay::detail
