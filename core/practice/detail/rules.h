#pragma once

#include <QJsonObject>

namespace zhangfang::practice::detail
{

/// What WeChat would not accept about a body, in its own words; empty when it is acceptable. Unknown fields,
/// types, lengths and enums, from the OpenAPI description of each endpoint.
[[nodiscard]] QString orderProblem(const QJsonObject& body, const QString& channel);
[[nodiscard]] QString transferProblem(const QJsonObject& body);

} // namespace zhangfang::practice::detail
