#include "errands/queries.h"

#include "base/calendar.h"

namespace zhangfang::errands
{

using office::CellType;
using office::Column;
using office::FieldType;
using office::Shape;
using office::timeOrNull;

namespace
{

constexpr auto kBlocked = "blocked";

std::vector<Column> errandColumns()
{
    return {{"id", CellType::number, "its number here"},
        {"kind", CellType::text, "whose rules it goes by: payout, refund"},
        {"subject", CellType::text, "what it is about, in the kind's own numbers"},
        {"number", CellType::text, "ours, and the partner's name for it"},
        {"partner", CellType::text, "who is asked to do it"},
        {"lane", CellType::text, "those that leave in one request share one; may be empty"},
        {"state", CellType::text, "stored, sent, unclear, taken, done, refused, withdrawn"},
        {"blocked", CellType::text, "why a person is asked; empty: it goes on by itself"},
        {"attempts", CellType::number, "how often it was sent"},
        {"rounds", CellType::number, "how often it was asked about while it is unclear"},
        {"unclear_since", CellType::time, "since when nobody knows", true},
        {"sent_at", CellType::time, "when the latest sending ended", true},
        {"next_at", CellType::time, "when it is looked at next", true},
        {"lease_holder", CellType::text, "who works on it; empty: nobody"},
        {"lease_until", CellType::time, "until when it is theirs", true},
        {"fence", CellType::number, "goes up with each claim"},
        {"last_answer", CellType::text, "what was heard last, and of whom"},
        {"created_at", CellType::time, "when it was decided", true},
        {"finished_at", CellType::time, "when it ended", true}};
}

QJsonObject rowOf(const Errand& errand)
{
    return {{QStringLiteral("id"), errand.id.value()}, {QStringLiteral("kind"), errand.kind},
        {QStringLiteral("subject"), errand.subject}, {QStringLiteral("number"), errand.number},
        {QStringLiteral("partner"), errand.partner}, {QStringLiteral("lane"), errand.lane},
        {QStringLiteral("state"), toText(errand.state)}, {QStringLiteral("blocked"), errand.blocked},
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

Result<QJsonObject> listed(storage::Database& database, const ErrandList& asked)
{
    Filter filter;
    filter.after = asked.after;
    if (asked.state == QLatin1String(kBlocked)) {
        filter.which = Filter::Which::blocked;
    } else if (!asked.state.isEmpty()) {
        filter.which = Filter::Which::inState;
        filter.state = parseState(asked.state);
    }
    ZF_ASSIGN(const auto found, list(database, filter, static_cast<int>(asked.limit)));
    QJsonArray rows;
    for (const Errand& errand : found)
        rows.append(rowOf(errand));
    return office::page(rows, asked.limit, found.empty() ? QString() : found.back().id.toString());
}

Result<QJsonObject> shown(storage::Database& database, const ShowErrand& asked)
{
    ZF_ASSIGN(const Errand errand, find(database, asked.id));
    ZF_ASSIGN(const auto story, storyOf(database, errand.id));
    QJsonArray events;
    for (const Story& step : story)
        events.append(QJsonObject{{QStringLiteral("at"), base::toRfc3339(step.atUtcMs)},
            {QStringLiteral("event"), step.event}, {QStringLiteral("state"), step.state},
            {QStringLiteral("actor"), step.actor}, {QStringLiteral("evidence"), step.evidence}});
    QJsonObject whole = rowOf(errand);
    whole.insert(QStringLiteral("events"), events);
    return whole;
}

} // namespace

Shape<ErrandList> ErrandList::shape()
{
    return Shape<ErrandList>()
        .with(&ErrandList::state, {.name = "state",
                                      .type = FieldType::choice,
                                      .words = "those of one state, or those that ask a person",
                                      .required = false,
                                      .choices = {"stored", "sent", "unclear", "taken", kBlocked}})
        .with(&ErrandList::after, office::afterField())
        .with(&ErrandList::limit, office::limitField(kLongestPage));
}

std::vector<Column> ErrandList::columns()
{
    return errandColumns();
}

Shape<ShowErrand> ShowErrand::shape()
{
    return Shape<ShowErrand>().with(&ShowErrand::id,
        {.name = "id", .type = FieldType::id, .words = "the errand's number", .code = "no_such_errand"});
}

std::vector<Column> ShowErrand::columns()
{
    std::vector<Column> all = errandColumns();
    all.push_back({"events", CellType::rows, "what happened to it, the oldest first"});
    return all;
}

void offerQueries(office::Catalogue& catalogue)
{
    catalogue.offerQuery<ErrandList>(listed);
    catalogue.offerQuery<ShowErrand>(shown);
}

} // namespace zhangfang::errands
