#include "backend/recovery.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"

namespace zhangfang::ctl
{
namespace
{

struct RecoveryWords {
    QString reason = {};
    bool withoutLooking = false;
};

/// Whether the books were put back from a backup, and what was found to have happened since.
Answer recoveryStatus(Session& session)
{
    return backend::recoveryStatus(session.folder()).map([](const backend::RecoveryStatus& status) {
        return view(status);
    });
}

Answer confirmRecovery(Session& session, const RecoveryWords& w)
{
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::recover));
    ZF_TRY(session.office().door().run(
        who, backend::ConfirmRecovery{w.reason, w.withoutLooking}, session.key()));
    return recoveryStatus(session);
}

} // namespace

void addRecoveryGroup(CommandLine& line)
{
    const auto w = std::make_shared<RecoveryWords>();
    CLI::App* recovery = line.group("recovery", "books that were put back from a backup");
    line.verb(recovery, "status", "what has been looked at since, and what differs", recoveryStatus);
    CLI::App* confirm =
        line.verb(recovery, "confirm", "the owner has seen it: go on paying", w, confirmRecovery);
    addText(confirm, "--reason", w->reason, "why they may go on, whatever differs")->required();
    confirm->add_flag("--without-looking", w->withoutLooking, "WeChat cannot be reached");
    line.takesDecision(confirm);
    line.takesKey(confirm);
}

} // namespace zhangfang::ctl
