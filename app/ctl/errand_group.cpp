#include "base/calendar.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "ctl/list_pages.h"
#include "ctl/verdict.h"
#include "errands/errand.h"
#include "payments/commands.h"
#include "payouts/commands.h"

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

QJsonValue timeOrNull(std::optional<qint64> utcMs)
{
    return utcMs && *utcMs != 0 ? QJsonValue(base::toRfc3339(*utcMs)) : QJsonValue();
}

QJsonObject errandView(const Errand& errand)
{
    return {{QStringLiteral("id"), errand.id.value()}, {QStringLiteral("kind"), errand.kind},
        {QStringLiteral("subject"), errand.subject}, {QStringLiteral("number"), errand.number},
        {QStringLiteral("partner"), errand.partner}, {QStringLiteral("lane"), errand.lane},
        {QStringLiteral("state"), errands::toText(errand.state)}, {QStringLiteral("blocked"), errand.blocked},
        {QStringLiteral("attempts"), errand.attempts}, {QStringLiteral("rounds"), errand.doubt.rounds},
        {QStringLiteral("unclear_since"), timeOrNull(errand.doubt.sinceUtcMs)},
        {QStringLiteral("sent_at"), timeOrNull(errand.sentAtUtcMs)},
        {QStringLiteral("next_at"), timeOrNull(errand.nextAtUtcMs)},
        {QStringLiteral("lease_holder"), errand.leaseHolder},
        {QStringLiteral("lease_until"), timeOrNull(errand.leaseUntilUtcMs)},
        {QStringLiteral("fence"), errand.fence}, {QStringLiteral("last_answer"), errand.lastAnswer},
        {QStringLiteral("created_at"), timeOrNull(errand.createdAtUtcMs)},
        {QStringLiteral("finished_at"), timeOrNull(errand.finishedAtUtcMs)}};
}

Answer listErrands(Session& session, const ErrandListWords& w)
{
    errands::Filter filter;
    ZF_ASSIGN(filter.after, parseNumber(w.paging.cursor));
    if (w.state == QLatin1String("blocked")) {
        filter.which = errands::Filter::Which::blocked;
    } else if (!w.state.isEmpty()) {
        filter.which = errands::Filter::Which::inState;
        filter.state = errands::parseState(w.state);
    }
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto found, errands::list(database, filter, w.paging.limit));
        QJsonArray items;
        for (const Errand& errand : found)
            items.append(errandView(errand));
        return page(items, w.paging.limit, found.empty() ? 0 : found.back().id.value());
    });
}

Answer showErrand(Session& session, const ErrandWords& w)
{
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const Errand errand, errands::find(database, ErrandId(w.id)));
        ZF_ASSIGN(const auto story, errands::storyOf(database, errand.id));
        QJsonArray events;
        for (const errands::Story& step : story)
            events.append(QJsonObject{{QStringLiteral("at"), base::toRfc3339(step.atUtcMs)},
                {QStringLiteral("event"), step.event}, {QStringLiteral("state"), step.state},
                {QStringLiteral("actor"), step.actor}, {QStringLiteral("evidence"), step.evidence}});
        QJsonObject whole = errandView(errand);
        whole.insert(QStringLiteral("events"), events);
        return whole;
    });
}

/// By the rules of what it is about: WeChat is asked first, and who may say so is asked there.
Answer resolveErrand(Session& session, const ErrandWords& w)
{
    const Verdict& said = w.verdict;
    ZF_ASSIGN(const Errand errand, session.folder().readers().read<Errand>([&](Database& database) {
        return errands::find(database, ErrandId(w.id));
    }));
    const bool isPayout = errand.kind == QLatin1String(payouts::kPayoutErrand);
    if (!isPayout && errand.kind != QLatin1String(payments::kRefundErrand))
        return base::refused("wrong_state",
            QStringLiteral("Errand %1 ends with what it is about (%2 %3): say what became of that.")
                .arg(QString::number(w.id), errand.kind, errand.subject));
    ZF_TRY(payments::checkWords(said.proof, said.reason));
    const bool done = said.as == QLatin1String("done");
    if (isPayout) {
        ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::decideWithdrawal));
        const auto verdict = done ? payouts::Verdict::paid : payouts::Verdict::notPaid;
        ZF_TRY(session.office().withdrawal(who,
            payouts::ResolveWithdrawal{base::PayoutId(errand.subject.toLongLong()), payouts::toText(verdict),
                said.proof, said.reason},
            session.key()));
    } else {
        ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::refund));
        const auto verdict = done ? payments::RefundVerdict::refunded : payments::RefundVerdict::notRefunded;
        ZF_TRY(session.office().refund(who,
            payments::ResolveRefund{errand.number, payments::toText(verdict), said.proof, said.reason},
            session.key()));
    }
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
