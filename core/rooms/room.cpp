#include "rooms/room.h"

#include <cstdio>
#include <cstdlib>

namespace zhangfang::rooms
{

EventHandlers eventsOf(const std::vector<Room>& all)
{
    EventHandlers events;
    for (const Room& room : all) {
        for (const auto& [type, handler] : room.events) {
            if (events.emplace(type, handler).second)
                continue;
            std::fprintf(stderr, "Two rooms handle %s.\n", qPrintable(type));
            std::abort();
        }
    }
    return events;
}

const ErrandKind* errandKind(const std::vector<Room>& all, const QString& kind)
{
    for (const Room& room : all) {
        for (const ErrandKind& one : room.errands) {
            if (one.kind == kind)
                return &one;
        }
    }
    return nullptr;
}

} // namespace zhangfang::rooms
