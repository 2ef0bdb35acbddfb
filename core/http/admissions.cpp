#include "http/admissions.h"

#include <algorithm>

namespace zhangfang::http
{

int Admissions::countOf(const std::string& client) const
{
    return static_cast<int>(std::count_if(
        bySilence_.begin(), bySilence_.end(), [&](const Seat* seat) { return seat->client_ == client; }));
}

Admissions::Room Admissions::makeRoom(const std::string& client, const Seat* but)
{
    Room room;
    const bool clientFull = !client.empty() && countOf(client) >= mostPerClient_;
    const bool full = !but && static_cast<int>(bySilence_.size()) >= most_;
    if (!clientFull && !full)
        return {true, {}};
    // One of a client that has too many makes room among all too.
    const auto victim = std::find_if(bySilence_.begin(), bySilence_.end(), [&](const Seat* seat) {
        return seat != but && !seat->atWork_ && (!clientFull || seat->client_ == client);
    });
    if (victim == bySilence_.end())
        return {};
    Seat& seat = **victim;
    seat.sentAway_ = true;
    bySilence_.erase(victim);
    return {true, std::move(seat.sendAway_)};
}

std::shared_ptr<Admissions::Seat> Admissions::enter(const std::string& client)
{
    std::shared_ptr<Seat> seat(new Seat(shared_from_this(), client));
    Room room;
    {
        const std::lock_guard lock(mutex_);
        room = makeRoom(client, nullptr);
        seat->sentAway_ = !room.made;
        if (room.made)
            seat->place_ = bySilence_.insert(bySilence_.end(), seat.get());
    }
    if (room.sendAway)
        room.sendAway();
    return room.made ? seat : nullptr;
}

void Admissions::onSentAway(Seat& seat, std::function<void()> sendAway)
{
    {
        const std::lock_guard lock(mutex_);
        if (!seat.sentAway_) {
            seat.sendAway_ = std::move(sendAway);
            return;
        }
    }
    sendAway();
}

void Admissions::leave(Seat& seat)
{
    const std::lock_guard lock(mutex_);
    if (!seat.sentAway_)
        bySilence_.erase(seat.place_);
}

void Admissions::toEnd(Seat& seat)
{
    const std::lock_guard lock(mutex_);
    if (!seat.sentAway_)
        bySilence_.splice(bySilence_.end(), bySilence_, seat.place_);
}

bool Admissions::work(Seat& seat)
{
    const std::lock_guard lock(mutex_);
    seat.atWork_ = true;
    return !seat.sentAway_;
}

void Admissions::rest(Seat& seat)
{
    const std::lock_guard lock(mutex_);
    seat.atWork_ = false;
    if (!seat.sentAway_)
        bySilence_.splice(bySilence_.end(), bySilence_, seat.place_);
}

bool Admissions::countUnder(Seat& seat, const std::string& client)
{
    Room room{true, {}};
    {
        const std::lock_guard lock(mutex_);
        if (seat.sentAway_)
            return false;
        if (seat.client_ == client)
            return true;
        room = makeRoom(client, &seat);
        if (room.made)
            seat.client_ = client;
    }
    if (room.sendAway)
        room.sendAway();
    return room.made;
}

} // namespace zhangfang::http
