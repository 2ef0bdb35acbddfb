#include "office/enquiries.h"

#include "access/operators.h"

namespace zhangfang::office
{

Result<QJsonObject> Enquiries::ask(const Actor& actor, const QString& name, const QJsonObject& input) const
{
    const Query* const query = catalogue_.findQuery(name);
    if (!query)
        return base::invalid("no_such_command", QStringLiteral("There is no query '%1'.").arg(name.left(40)));
    ZF_TRY(access::permitted(actor, query->permission));
    ZF_ASSIGN(const QJsonObject given, checked(query->fields, input));
    if (!query->readElsewhere)
        return readers_.read<QJsonObject>([&](storage::Database& database) -> Result<QJsonObject> {
            ZF_TRY(access::stillStands(database, actor));
            return query->read(database, given);
        });
    ZF_TRY(readers_.read<bool>([&](storage::Database& database) {
        return access::stillStands(database, actor).map([] { return true; });
    }));
    return query->readElsewhere(given);
}

} // namespace zhangfang::office
