#include "ctl/session.h"

#include "backend/authentication.h"
#include "ctl/input_files.h"

namespace zhangfang::ctl
{

Result<access::Actor> Session::actor(access::Permission wanted) const
{
    return proven(decision_.totp, wanted);
}

Result<access::Actor> Session::actorWithoutCode(access::Permission wanted) const
{
    return proven({}, wanted);
}

access::Actor Session::seat()
{
    return access::Actor::atSeat(kCommandLine);
}

Result<access::Actor> Session::author(bool isGuarded, access::Permission wanted) const
{
    // A password that nothing asks for is not looked at: an old one in a script keeps nobody out.
    if (!isGuarded || decision_.operatorName.isEmpty() || decision_.passwordFile.isEmpty())
        return seat();
    return actor(wanted);
}

Result<access::Actor> Session::proven(const QString& totp, access::Permission wanted) const
{
    ZF_ASSIGN(const QByteArray password, readPassword(decision_.passwordFile));
    return backend::authenticated(
        folder_, {decision_.operatorName, password, totp}, wanted, backend::kCommandLine);
}

} // namespace zhangfang::ctl
