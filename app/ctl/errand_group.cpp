#include "ctl/groups.h"
#include "ctl/list_words.h"
#include "ctl/verdict.h"
#include "errands/queries.h"
#include "payments/refund_resolve.h"

/// What is under way with the outside world, whatever it is about.
namespace zhangfang::ctl
{
namespace
{

using errands::Errand;
using errands::ErrandId;
using storage::Database;

struct ErrandListWords {
    QString state = {}; ///< or "blocked"; empty: all that has not ended
    Paging paging = {};
};

struct ErrandWords {
    qint64 id = 0;
    Verdict verdict = {};
};

Answer listErrands(Session& session, const ErrandListWords& w)
{
    ZF_ASSIGN(const qint64 after, reports::parseNumber(w.paging.cursor));
    return session.ask(errands::ErrandList{w.state, after, w.paging.limit});
}

Answer showErrand(Session& session, const ErrandWords& w)
{
    return session.ask(errands::ShowErrand{ErrandId(w.id)});
}

/// By the rules of what it is about: WeChat is asked first, and who may say so is asked there.
Answer resolveErrand(Session& session, const ErrandWords& w)
{
    const Verdict& said = w.verdict;
    ZF_ASSIGN(const Errand errand, session.folder().readers().read<Errand>([&](Database& database) {
        return errands::find(database, ErrandId(w.id));
    }));
    const rooms::ErrandKind* const kind = session.office().errandKind(errand.kind);
    if (!kind || kind->resolvedBy.isEmpty())
        return base::refused("wrong_state",
            QStringLiteral("Errand %1 ends with what it is about (%2 %3): say what became of that.")
                .arg(QString::number(w.id), errand.kind, errand.subject));
    ZF_TRY(payments::checkWords(said.proof, said.reason));
    const office::Office& door = session.office().door();
    const office::Command* const command = door.catalogue().find(kind->resolvedBy);
    if (!command)
        return base::damaged(
            "damaged", QStringLiteral("The program is incomplete: %1 is missing.").arg(kind->resolvedBy));
    ZF_ASSIGN(const access::Actor who, session.actor(command->permission));
    ZF_TRY(door.run(who, kind->resolvedBy,
        kind->input(
            {errand.subject, errand.number, said.as == QLatin1String("done"), said.proof, said.reason}),
        session.key()));
    return showErrand(session, w);
}

} // namespace

void addErrandGroup(CommandLine& line)
{
    CLI::App* errand = line.group("errand", "what is under way with WeChat Pay, whatever it is about");
    const auto list = std::make_shared<ErrandListWords>();
    CLI::App* all =
        line.verb(errand, "list", "those that have not ended, the oldest first", list, listErrands);
    addText(all, "--state", list->state)
        ->check(CLI::IsMember({"stored", "sent", "unclear", "taken", "blocked"}));
    addText(all, "--after", list->paging.cursor, "what the page before calls next");
    all->add_option("--limit", list->paging.limit)->check(CLI::Range(1, errands::kLongestPage));
    const auto w = std::make_shared<ErrandWords>();
    CLI::App* show = line.verb(errand, "show", "one, with its story", w, showErrand);
    CLI::App* resolve = line.verb(
        errand, "resolve", "say what became of one that WeChat Pay tells nothing sure of", w, resolveErrand);
    for (CLI::App* either : {show, resolve})
        either->add_option("id", w->id)->required();
    addVerdict(resolve, w->verdict, {"done", "not-done"});
    line.takesDecision(resolve);
    line.takesKey(resolve);
}

} // namespace zhangfang::ctl
