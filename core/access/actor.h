#pragma once

#include "access/permissions.h"

namespace zhangfang::access
{

/// Who wants something done, and how sure that is.
struct Actor {
    enum class Kind {
        none, ///< nobody: may nothing
        seat, ///< whoever sits at a program that the folder's rights let in; has not been asked who they are
        person, ///< an operator
        system  ///< this program, by its own rules
    };
    Kind kind = Kind::none;
    QString name = {}; ///< an operator's; else the face or "system", for the audit log
    Role role = Role::unknown;
    QString face = {};    ///< "window", "command line", "daemon"
    QString machine = {}; ///< the host's name
    bool proven = false;  ///< by password just now, or by a session that it unlocked
    bool totp = false;    ///< also by a code of theirs

    [[nodiscard]] static Actor atSeat(const QString& face, const QString& machine = {})
    {
        return {Kind::seat, face, Role::unknown, face, machine};
    }
    [[nodiscard]] static Actor program(const QString& name)
    {
        return {Kind::system, name, Role::unknown, name};
    }
};

} // namespace zhangfang::access
