#include "access/actor.h"

#include <QStringList>
#include <QSysInfo>

namespace zhangfang::access
{

QString toText(Actor::Kind kind)
{
    switch (kind) {
    case Actor::Kind::seat:
        return QStringLiteral("seat");
    case Actor::Kind::person:
        return QStringLiteral("operator");
    case Actor::Kind::system:
        return QStringLiteral("system");
    case Actor::Kind::none:
        break;
    }
    return QStringLiteral("none");
}

QString thisMachine()
{
    return QSysInfo::machineHostName();
}

Actor Actor::atSeat(const QString& face)
{
    return {Kind::seat, face, Role::unknown, face, thisMachine()};
}

Actor Actor::program(const QString& name)
{
    return {Kind::system, name, Role::unknown, name, thisMachine()};
}

tl::unexpected<base::Error> notPermitted(const QString& who, Role role, Permission permission)
{
    QStringList roles;
    for (const Role one : kRoles) {
        if (may(one, permission))
            roles << toText(one);
    }
    const QString what = QString::fromLatin1(rowOf(permission).name);
    base::Error error{base::ErrorKind::refused, QStringLiteral("not_permitted"),
        role == Role::unknown
            ? QStringLiteral("'%1' takes an operator who is %2.").arg(what, roles.join(QLatin1String(" or ")))
            : QStringLiteral("%1 is %2, and '%3' is for %4.")
                  .arg(who, toText(role), what, roles.join(QLatin1String(", "))),
        {}, {what, roles.join(QLatin1String(", "))}};
    return base::fail(std::move(error));
}

Status permitted(const Actor& actor, Permission permission)
{
    const PermissionRow& row = rowOf(permission);
    switch (actor.kind) {
    case Actor::Kind::system:
        return {};
    case Actor::Kind::none:
        return base::refused("no_actor", QStringLiteral("Nobody has said who wants this done."));
    case Actor::Kind::seat:
        if (row.seat)
            return {};
        break;
    case Actor::Kind::person:
        if (!may(actor.role, permission))
            return notPermitted(actor.name, actor.role, permission);
        if (actor.proven || !row.proof)
            return {};
        break;
    }
    return base::refused("password_needed",
        QStringLiteral("'%1' takes an operator's password.").arg(QString::fromLatin1(row.name)));
}

} // namespace zhangfang::access
