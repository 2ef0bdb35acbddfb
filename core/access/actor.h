#pragma once

#include "access/permissions.h"
#include "base/result.h"

namespace zhangfang::access
{

using base::Result;
using base::Status;

/// Who does something, through which face, and how far they have proven it.
struct Actor {
    enum class Kind {
        none,   ///< nobody says so: may nothing
        seat,   ///< whoever sits at the program: the rights of the folder let them in
        person, ///< an operator
        system  ///< this program, by its own rules
    };
    Kind kind = Kind::none;
    QString name; ///< as it stands in the audit log
    Role role = Role::unknown;
    QString face;        ///< "window", "command line", "daemon"
    QString machine;     ///< the host's name
    bool proven = false; ///< by the password just now, or by a session that it unlocked
    bool totp = false;   ///< and by a one-time code
    qint64 version = 0;  ///< access::Operator's when it was proven: with another one, it is proven no more

    [[nodiscard]] static Actor atSeat(const QString& face);
    [[nodiscard]] static Actor program(const QString& name);
};
[[nodiscard]] QString toText(Actor::Kind kind);
/// "zhangfang-till": which computer this is.
[[nodiscard]] QString thisMachine();

/// Whether they may. Errors: no_actor, not_permitted, and password_needed where a proof would change that.
[[nodiscard]] Status permitted(const Actor& actor, Permission permission);
/// The refusal: not_permitted, with the permission and the roles that have it as figures.
[[nodiscard]] tl::unexpected<base::Error> notPermitted(const QString& who, Role role, Permission permission);

} // namespace zhangfang::access
