#include "ctl/session.h"

#include "backend/decisions.h"
#include "ctl/input_files.h"

namespace zhangfang::ctl
{

Result<QString> Session::decider() const
{
    ZF_ASSIGN(const QByteArray password, readPassword(decision_.passwordFile));
    return backend::authenticated(folder_, decision_.operatorName, password);
}

Result<access::Author> Session::author(bool isGuarded) const
{
    using Right = access::Author::Right;
    // A password that nothing asks for is not looked at: an old one in a script keeps nobody out.
    if (!isGuarded || decision_.operatorName.isEmpty() || decision_.passwordFile.isEmpty())
        return access::Author{kCommandLine, Right::none};
    return decider().map([](const QString& who) { return access::Author{who, Right::operators}; });
}

} // namespace zhangfang::ctl
