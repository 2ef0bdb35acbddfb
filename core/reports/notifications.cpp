#include "reports/notifications.h"

#include "reports/part_of.h"

namespace zhangfang::reports
{

#define ZF_NOTIFICATION "SELECT event_id, event_type, received_at, outcome, note FROM inbox WHERE "

Result<std::vector<NotificationRow>> notificationsAbout(
    storage::Database& database, const QString& subject, int limit)
{
    const QString kind = subject.section(QLatin1Char(':'), 0, 0);
    const QString what = subject.section(QLatin1Char(':'), 1);
    ZF_ASSIGN(auto rows,
        kind == QLatin1String("event") ? database.query(ZF_NOTIFICATION "event_id = :id LIMIT :limit",
                                             {{":id", what}, {":limit", limit}})
        : kind == QLatin1String("event-type")
            ? database.query(ZF_NOTIFICATION "event_type = :type ORDER BY received_at DESC LIMIT :limit",
                  {{":type", what}, {":limit", limit}})
            : database.query(ZF_NOTIFICATION "outcome = 'quarantined' AND LOWER(note) LIKE :part ESCAPE '\\' "
                                             "ORDER BY received_at DESC LIMIT :limit",
                  {{":part", partOf(what)}, {":limit", limit}}));
    std::vector<NotificationRow> all;
    while (rows.next())
        all.push_back({rows.text(0), rows.text(1), rows.number(2), rows.text(3), rows.text(4)});
    return all;
}

} // namespace zhangfang::reports
