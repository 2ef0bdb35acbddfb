#include "ctl/groups.h"
#include "payments/complaint.h"

namespace zhangfang::ctl
{
namespace
{

struct ComplaintWords {
    QString id = {};
    QString text = {};
};

Answer withComplaints(Session& session, const QString& id, const QString& done,
    const std::function<base::Status(payments::ComplaintDesk&, const QString& who)>& act)
{
    ZF_ASSIGN(const QString who, session.decider());
    backend::ShopFolder& folder = session.folder();
    ZF_ASSIGN(const auto clients, folder.connectToWechat());
    payments::ComplaintDesk desk(folder.writer(), folder.readers(), *clients.v3, folder.clock());
    ZF_TRY(act(desk, who));
    return QJsonObject{{QStringLiteral("complaint"), id}, {done, true}};
}

Answer replyToComplaint(Session& session, const ComplaintWords& w)
{
    return withComplaints(session, w.id, QStringLiteral("replied"),
        [&](payments::ComplaintDesk& desk, const QString& who) { return desk.reply(w.id, w.text, who); });
}

Answer completeComplaint(Session& session, const ComplaintWords& w)
{
    return withComplaints(session, w.id, QStringLiteral("completed"),
        [&](payments::ComplaintDesk& desk, const QString& who) { return desk.complete(w.id, who); });
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
