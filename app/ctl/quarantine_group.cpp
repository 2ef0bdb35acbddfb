#include "ctl/groups.h"
#include "ctl/list_words.h"
#include "payments/commands.h"
#include "payments/queries.h"

namespace zhangfang::ctl
{
namespace
{

Answer listQuarantined(Session& session, const Paging& paging)
{
    return session.ask(payments::QuarantineList{paging.cursor, paging.limit});
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
