#include "shop/order_state.h"

#include "base/states.h"

namespace zhangfang::shop
{
namespace
{

constexpr std::pair<Payment, const char*> kPaymentNames[] = {
    {Payment::pending, "pending"}, {Payment::paid, "paid"}, {Payment::closed, "closed"}};

constexpr std::pair<Fulfilment, const char*> kFulfilmentNames[] = {{Fulfilment::open, "open"},
    {Fulfilment::fulfilled, "fulfilled"}, {Fulfilment::shipped, "shipped"},
    {Fulfilment::delivered, "delivered"}, {Fulfilment::cancelled, "cancelled"}};

constexpr std::pair<OrderState, const char*> kStateNames[] = {{OrderState::pending, "pending"},
    {OrderState::paid, "paid"}, {OrderState::closed, "closed"}, {OrderState::fulfilled, "fulfilled"},
    {OrderState::shipped, "shipped"}, {OrderState::delivered, "delivered"},
    {OrderState::refunding, "refunding"}, {OrderState::refunded, "refunded"},
    {OrderState::partiallyRefunded, "partially_refunded"}, {OrderState::cancelled, "cancelled"}};

constexpr base::Transition<Payment, PaymentEvent> kPaymentSteps[] = {
    {Payment::pending, PaymentEvent::paid, Payment::paid},
    {Payment::pending, PaymentEvent::closed, Payment::closed},
    // The customer paid in the moment the order was closed: the money is here, so the order is paid.
    {Payment::closed, PaymentEvent::paid, Payment::paid},
};

constexpr base::Transition<Fulfilment, FulfilmentEvent> kFulfilmentSteps[] = {
    {Fulfilment::open, FulfilmentEvent::fulfilled, Fulfilment::fulfilled},
    {Fulfilment::fulfilled, FulfilmentEvent::shipped, Fulfilment::shipped},
    {Fulfilment::shipped, FulfilmentEvent::delivered, Fulfilment::delivered},
    // What has left cannot be called back by a word.
    {Fulfilment::open, FulfilmentEvent::cancelled, Fulfilment::cancelled},
    {Fulfilment::fulfilled, FulfilmentEvent::cancelled, Fulfilment::cancelled},
};

/// The first line that fits; nothing: whatever it is.
struct Shown {
    Payment payment;
    std::optional<GivenBack> givenBack;
    std::optional<UnderRefund> underRefund;
    std::optional<Fulfilment> fulfilment;
    OrderState state;
};
constexpr auto kAny = std::nullopt;
constexpr Shown kShown[] = {
    {Payment::pending, kAny, kAny, kAny, OrderState::pending},
    {Payment::closed, kAny, kAny, kAny, OrderState::closed},
    {Payment::paid, GivenBack::whole, kAny, kAny, OrderState::refunded},
    {Payment::paid, kAny, UnderRefund::yes, kAny, OrderState::refunding},
    {Payment::paid, GivenBack::part, kAny, kAny, OrderState::partiallyRefunded},
    {Payment::paid, kAny, kAny, Fulfilment::open, OrderState::paid},
    {Payment::paid, kAny, kAny, Fulfilment::fulfilled, OrderState::fulfilled},
    {Payment::paid, kAny, kAny, Fulfilment::shipped, OrderState::shipped},
    {Payment::paid, kAny, kAny, Fulfilment::delivered, OrderState::delivered},
    {Payment::paid, kAny, kAny, Fulfilment::cancelled, OrderState::cancelled},
};

} // namespace

QString toText(Payment payment)
{
    return base::nameOf(kPaymentNames, payment);
}

Payment parsePayment(const QString& text)
{
    return base::named(kPaymentNames, text);
}

QString toText(Fulfilment fulfilment)
{
    return base::nameOf(kFulfilmentNames, fulfilment);
}

Fulfilment parseFulfilment(const QString& text)
{
    return base::named(kFulfilmentNames, text);
}

QString toText(OrderState state)
{
    return base::nameOf(kStateNames, state);
}

OrderState parseOrderState(const QString& text)
{
    return base::named(kStateNames, text);
}

std::optional<Payment> next(Payment from, PaymentEvent event)
{
    return base::next(kPaymentSteps, from, event);
}

QString toText(FulfilmentEvent event)
{
    static constexpr const char* kNames[]{"fulfilled", "shipped", "delivered", "cancelled"};
    return QString::fromLatin1(kNames[static_cast<size_t>(event)]);
}

base::Result<FulfilmentEvent> parseFulfilmentEvent(const QString& text)
{
    using enum FulfilmentEvent;
    for (const FulfilmentEvent event : {fulfilled, shipped, delivered, cancelled}) {
        if (text == toText(event))
            return event;
    }
    return base::invalid("invalid_event", QStringLiteral("'%1' is no step of an order.").arg(text.left(20)));
}

std::optional<Fulfilment> next(Fulfilment from, FulfilmentEvent event)
{
    return base::next(kFulfilmentSteps, from, event);
}

OrderState stateOf(Payment payment, GivenBack givenBack, UnderRefund underRefund, Fulfilment fulfilment)
{
    for (const Shown& line : kShown) {
        if (line.payment == payment && line.givenBack.value_or(givenBack) == givenBack &&
            line.underRefund.value_or(underRefund) == underRefund &&
            line.fulfilment.value_or(fulfilment) == fulfilment)
            return line.state;
    }
    return OrderState::unknown;
}

GivenBack givenBack(base::Money amount, base::Money refunded)
{
    return refunded >= amount ? GivenBack::whole : refunded.isPositive() ? GivenBack::part : GivenBack::none;
}

} // namespace zhangfang::shop
