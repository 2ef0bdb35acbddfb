#pragma once

#include "access/settings.h"
#include "office/command.h"
#include "rooms/event.h"
#include "storage/writer.h"
#include "wechatpay/clients.h"
#include "wechatpay/merchant.h"

#include <chrono>

/// What a room offers to the program, as a plain value. Each room that has something says so in its own
/// room.h; the composition root lists the rooms (backend/rooms.h), and knows no more of them.
namespace zhangfang::rooms
{

/// What rooms work with. It ends after all that is made of it.
struct Place {
    storage::Writer& writer;
    storage::ReadPool& readers;
    const base::Clock& clock;
    base::RandomSource& random;
    /// As they are now.
    std::function<Result<access::Settings>()> settings;
    /// A connection for the thread that asks. Errors: not_configured, no_platform_key.
    std::function<Result<wechatpay::Clients>()> connect;
    /// Errors: not_configured.
    std::function<Result<wechatpay::Merchant>()> merchant;
    EventHandlers events; ///< of all rooms
};

/// What a worker speaks to WeChat Pay with, and the settings it was made by: others make another.
struct Connection {
    wechatpay::Clients clients;
    access::Settings settings;
};

/// A worker at work, on its thread.
struct Working {
    /// Works on what is due. An error is told once, and it is tried again at the worker's pace.
    std::function<Status()> step;
    /// What was being sent when the last process ended is unclear now; answers how much. Once in an engine,
    /// by the first of them and before any step.
    std::function<Result<int>()> recover = {};
};

/// How often workers look for what other processes have written.
inline constexpr std::chrono::milliseconds kTick(200);
/// The same for what is less urgent.
inline constexpr std::chrono::milliseconds kSlowTick(1000);

/// One kind of a room's own work. The engine gives each a thread, and the clients it needs: nothing that
/// waits for WeChat keeps anything else waiting, and local work waits for nobody.
struct Worker {
    enum class Speaks { withNobody, v3, both };
    const char* name; ///< in the log, and of its sign of life
    Speaks speaks = Speaks::withNobody;
    std::chrono::milliseconds pace = kTick;
    /// On its thread; anew with every new connection, which lives as long as what was made with it. With
    /// nobody: once, and nothing is in the connection.
    std::function<Working(const Place&, const Connection&)> make;
    int atOnce = 1; ///< so many threads do it, each with a connection of its own
    /// Whether there is anything to do, before it connects; empty: always.
    std::function<Result<bool>(storage::Database&)> hasWork = {};
};

/// One kind of errand that the room opens (errands/errand.h).
struct ErrandKind {
    QString kind;
    /// The command that takes a person's word on what became of one; empty: it ends with what it is about.
    QString resolvedBy = {};
    struct Word {
        QString subject; ///< the errand's
        QString number;  ///< the errand's
        bool isDone = false;
        QString proof;
        QString reason;
    };
    /// The word as that command's input.
    std::function<QJsonObject(const Word&)> input = {};
};

struct Room {
    QString name;
    /// Its commands and queries.
    std::function<void(office::Catalogue&, const Place&)> offer = {};
    EventHandlers events = {};
    std::vector<ErrandKind> errands = {};
    std::vector<Worker> workers = {};
};

/// Of all of them. One that two rooms handle is a mistake of the program's: it aborts.
[[nodiscard]] EventHandlers eventsOf(const std::vector<Room>& all);
/// Nothing where no room opens such errands.
[[nodiscard]] const ErrandKind* errandKind(const std::vector<Room>& all, const QString& kind);

} // namespace zhangfang::rooms
