#pragma once

#include "base/money.h"

#include <array>
#include <optional>
#include <QString>

namespace zhangfang::shop
{

/// Whether an order was paid. What went back since is a sum, and nothing that it is instead of paid.
enum class Payment { unknown, pending, paid, closed };
enum class PaymentEvent { paid, closed };
/// How far it has come to its customer. What needs no carrier ends as fulfilled.
enum class Fulfilment { unknown, open, fulfilled, shipped, delivered, cancelled };
enum class FulfilmentEvent { fulfilled, shipped, delivered, cancelled };
[[nodiscard]] QString toText(FulfilmentEvent event);
/// Errors: invalid_event.
[[nodiscard]] base::Result<FulfilmentEvent> parseFulfilmentEvent(const QString& text);
/// How much of what was paid has gone back.
enum class GivenBack { none, part, whole };
enum class UnderRefund { no, yes };

/// What a person sees, and lists are filtered by: derived from the machines above by `stateOf`, and nothing
/// that anybody sets.
enum class OrderState {
    unknown,
    pending,
    paid,
    closed,
    fulfilled,
    shipped,
    delivered,
    refunding,
    refunded,
    partiallyRefunded,
    cancelled ///< paid, nothing of it given back, and not to be handed over: no rule here leads there
};

inline constexpr std::array kPayments{Payment::pending, Payment::paid, Payment::closed};
inline constexpr std::array kFulfilments{Fulfilment::open, Fulfilment::fulfilled, Fulfilment::shipped,
    Fulfilment::delivered, Fulfilment::cancelled};

[[nodiscard]] QString toText(Payment payment);
[[nodiscard]] Payment parsePayment(const QString& text);
[[nodiscard]] QString toText(Fulfilment fulfilment);
[[nodiscard]] Fulfilment parseFulfilment(const QString& text);
[[nodiscard]] QString toText(OrderState state);
[[nodiscard]] OrderState parseOrderState(const QString& text);

/// What comes after `event`, or nothing where it does not apply.
[[nodiscard]] std::optional<Payment> next(Payment from, PaymentEvent event);
[[nodiscard]] std::optional<Fulfilment> next(Fulfilment from, FulfilmentEvent event);

/// Money before hand-over: a shipped order that is being refunded is `refunding`, and is shipped
/// nevertheless. The books hold the column `state` to the same table.
[[nodiscard]] OrderState stateOf(
    Payment payment, GivenBack givenBack, UnderRefund underRefund, Fulfilment fulfilment);

[[nodiscard]] GivenBack givenBack(base::Money amount, base::Money refunded);

} // namespace zhangfang::shop
