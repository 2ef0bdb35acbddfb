#pragma once

#include <QString>

/// What both generations hold to.
namespace zhangfang::practice::detail
{

/// How long the money of a refund takes to arrive, where nobody orders otherwise.
inline constexpr qint64 kRefundTakesMs = 100;
/// Refunds are taken for a year, and fifty of an order. Source: facts page, "Refunds".
inline constexpr qint64 kRefundWithinMs = 365LL * 24 * 3600 * 1000;
inline constexpr int kMostRefunds = 50;
/// What a transfer is at least. Source: facts page, "Paying out, now".
inline constexpr qint64 kLeastTransferFen = 10;
/// An order that names no end lives so long. Source: facts page, "Paying in".
inline constexpr qint64 kOrderLivesMs = 7LL * 24 * 3600 * 1000;

/// Whether it is one that notifications can be sent to: http(s), with a path, without user, query and
/// fragment, and of a named host; a literal address only of this machine.
[[nodiscard]] bool isNotifyAddress(const QString& address);

} // namespace zhangfang::practice::detail
