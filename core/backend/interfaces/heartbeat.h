#pragma once

#include "backend/interfaces/later.h"

#include <functional>
#include <QObject>

namespace zhangfang::reports
{
struct Pulse;
struct Underway;
} // namespace zhangfang::reports

namespace zhangfang::backend
{

/// What is new in the books or about the engine.
/// On the UI's thread; every answer comes later.
class Heartbeat
{
public:
    virtual ~Heartbeat() = default;
    [[nodiscard]] virtual Later<reports::Pulse> pulse() = 0;
    /// What the engine is in the middle of; nothing where another process runs it.
    [[nodiscard]] virtual Later<reports::Underway> underwayHere() = 0;
    /// Tells `listener`, on the UI's thread and for as long as it lives, of what is different from last time.
    virtual void whenPulsed(QObject* listener, std::function<void(const reports::Pulse&)> heard) = 0;
};

} // namespace zhangfang::backend
