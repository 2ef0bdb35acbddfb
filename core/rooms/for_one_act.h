#pragma once

#include "rooms/room.h"

#include <memory>
#include <optional>
#include <thread>

/// What a command needs that asks somebody outside: made for one act, on the thread that waits for it.
namespace zhangfang::rooms
{

/// A desk with the connection and the settings it works with.
template <class Desk> struct Equipped {
    wechatpay::Clients clients;
    std::optional<Desk> desk;
};

/// `make` puts the desk in; where it does not, that cannot be done here. Errors: not_configured.
template <class Desk, class Make>
[[nodiscard]] Result<std::shared_ptr<Desk>> equipped(const Place& place, const Make& make)
{
    auto both = std::make_shared<Equipped<Desk>>();
    ZF_ASSIGN(both->clients, place.connect());
    ZF_ASSIGN(const access::Settings settings, place.settings());
    make(*both, settings);
    if (!both->desk)
        return base::refused(
            "not_configured", QStringLiteral("This is done through APIv3 alone, which is not set up."));
    return std::shared_ptr<Desk>(both, &*both->desk);
}

/// Without a connection a person's word still counts.
[[nodiscard]] inline wechatpay::Clients clientsOrNone(const Place& place)
{
    auto clients = place.connect();
    return clients ? std::move(*clients) : wechatpay::Clients{};
}

/// What needs no connection is done without one; where there has to be one, why there is none is told.
template <class T, class Desk, class Id> [[nodiscard]] Result<T> askedAt(const Place& place, const Id& id)
{
    ZF_ASSIGN(const access::Settings settings, place.settings());
    const auto clients = place.connect();
    const wechatpay::Clients none;
    Desk desk(place.writer, place.readers, clients ? *clients : none, place.clock, settings);
    Result<T> outcome = desk.sync(id);
    if (!outcome && !clients && outcome.error().code == QLatin1String("not_configured"))
        return base::fail(clients.error());
    return outcome;
}

/// A person's word about what is being sent at that very moment (`being_sent`) waits for the answer, some
/// seconds at most.
template <class T> [[nodiscard]] Result<T> onceAnswered(const std::function<Result<T>()>& decide)
{
    constexpr int kRounds = 60;
    constexpr std::chrono::milliseconds kPace(200);
    for (int round = 1;; ++round) {
        auto decided = decide();
        if (decided || decided.error().code != QLatin1String("being_sent") || round == kRounds)
            return decided;
        std::this_thread::sleep_for(kPace);
    }
}

} // namespace zhangfang::rooms
