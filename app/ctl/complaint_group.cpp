#include "ctl/groups.h"
#include "payments/commands.h"

namespace zhangfang::ctl
{
namespace
{

struct ComplaintWords {
    QString id = {};
    QString text = {};
};

Answer replyToComplaint(Session& session, const ComplaintWords& w)
{
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::answerComplaint));
    ZF_TRY(session.office().door().run(who, payments::ReplyToComplaint{w.id, w.text}, session.key()));
    return QJsonObject{{QStringLiteral("complaint"), w.id}, {QStringLiteral("replied"), true}};
}

Answer completeComplaint(Session& session, const ComplaintWords& w)
{
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::answerComplaint));
    ZF_TRY(session.office().door().run(who, payments::CompleteComplaint{w.id}, session.key()));
    return QJsonObject{{QStringLiteral("complaint"), w.id}, {QStringLiteral("completed"), true}};
}

} // namespace

void addComplaintGroup(CommandLine& line)
{
    const auto w = std::make_shared<ComplaintWords>();
    CLI::App* complaint = line.group("complaint", "what customers complain of at WeChat Pay");
    CLI::App* reply = line.verb(complaint, "reply", "answer it", w, replyToComplaint);
    addText(reply, "--text", w->text, "the customer reads it")->required();
    CLI::App* complete = line.verb(complaint, "complete", "say that it is dealt with", w, completeComplaint);
    for (CLI::App* either : {reply, complete}) {
        addText(either, "id", w->id)->required();
        line.takesDecision(either);
        line.takesKey(either);
    }
}

} // namespace zhangfang::ctl
