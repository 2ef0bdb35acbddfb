#include "base/calendar.h"
#include "ctl/groups.h"
#include "ctl/list_words.h"
#include "payments/commands.h"

#include <QJsonArray>

namespace zhangfang::ctl
{
namespace
{

using storage::Database;

Answer listQuarantined(Session& session, const Paging& paging)
{
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto all, payments::listQuarantined(database, paging.cursor, paging.limit));
        QJsonArray items;
        for (const payments::Quarantined& event : all)
            items.append(
                QJsonObject{{QStringLiteral("id"), event.eventId}, {QStringLiteral("type"), event.eventType},
                    {QStringLiteral("received_at"), base::toRfc3339(event.receivedAtUtcMs)},
                    {QStringLiteral("reason"), event.note}});
        const bool more = static_cast<int>(all.size()) == paging.limit;
        return QJsonObject{{QStringLiteral("items"), items},
            {QStringLiteral("next"), more ? QJsonValue(all.back().eventId) : QJsonValue()}};
    });
}

Answer replayQuarantined(Session& session, const QString& eventId)
{
    return session.office().door().run(Session::seat(), payments::ReplayQuarantined{eventId}, session.key());
}

} // namespace

void addQuarantineGroup(CommandLine& line)
{
    CLI::App* quarantine = line.group("quarantine", "notifications that were believed and did not fit");
    const auto paging = std::make_shared<Paging>();
    CLI::App* list = line.verb(quarantine, "list", "the oldest first", paging, listQuarantined);
    addPaging(list, *paging, "cursor of the page before");
    const auto id = std::make_shared<QString>();
    CLI::App* replay = line.verb(
        quarantine, "replay", "take one up again, once what was wrong is put right", id, replayQuarantined);
    addText(replay, "id", *id)->required();
    line.takesKey(replay);
}

} // namespace zhangfang::ctl
