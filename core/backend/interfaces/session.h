#pragma once

#include "access/operators.h"
#include "backend/interfaces/authority.h"
#include "backend/interfaces/later.h"

#include <functional>
#include <QObject>

namespace zhangfang::backend
{

/// Who sits at the desk, and whether decisions take a password.
/// On the UI's thread; every answer comes later.
class Session
{
public:
    virtual ~Session() = default;
    [[nodiscard]] virtual Later<std::vector<access::Operator>> operators() = 0;
    /// Until when decisions need no password; 0: they do.
    [[nodiscard]] virtual qint64 unlockedUntilUtcMs() const = 0;
    /// Whose session is, or was last, unlocked here; empty: nobody's yet.
    [[nodiscard]] virtual QString lastOperator() const = 0;
    virtual void lock() = 0;
    /// Tells `listener`, on the UI's thread and for as long as it lives, that the session began or ended.
    virtual void whenLockChanges(QObject* listener, std::function<void()> heard) = 0;
};

} // namespace zhangfang::backend
