#pragma once

#include "office/command.h"
#include "storage/writer.h"

namespace zhangfang::office
{

/// The one window for what can be looked at: who may, and what may be asked, before anything is read. Any
/// thread but the UI's: it waits.
class Enquiries
{
public:
    Enquiries(const storage::ReadPool& readers, const Catalogue& catalogue)
        : readers_(readers), catalogue_(catalogue)
    {
    }
    /// Errors: no_such_command, no_actor, not_permitted, password_needed, locked_session (their authority is
    /// another by now), those of `checked`, and the query's own.
    [[nodiscard]] Result<QJsonObject> ask(
        const Actor& actor, const QString& name, const QJsonObject& input) const;
    template <class Q> [[nodiscard]] Result<QJsonObject> ask(const Actor& actor, const Q& query) const
    {
        return ask(actor, QString::fromLatin1(Q::kName), Q::shape().write(query));
    }

private:
    const storage::ReadPool& readers_;
    const Catalogue& catalogue_;
};

} // namespace zhangfang::office
