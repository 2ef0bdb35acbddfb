#include "base/calendar.h"
#include "ctl/commands.h"
#include "ctl/json_views.h"
#include "errands/errand.h"
#include "payouts/payout.h"

/// What is under way with the outside world, whatever it is about.
namespace zhangfang::ctl
{

using errands::Errand;
using errands::ErrandId;
using storage::Database;

namespace
{

QJsonValue timeOrNull(std::optional<qint64> utcMs)
{
    return utcMs && *utcMs != 0 ? QJsonValue(base::toRfc3339(*utcMs)) : QJsonValue();
}

QJsonObject shown(const Errand& errand)
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

} // namespace

Answer Commands::errandList(const QString& state, const QString& after, int limit)
{
    errands::Filter filter;
    bool isNumber = after.isEmpty();
    if (!isNumber)
        filter.after = after.toLongLong(&isNumber);
    if (!isNumber)
        return base::invalid(
            "invalid_cursor", QStringLiteral("'%1' is no cursor of this list.").arg(after.left(80)));
    if (state == QLatin1String("blocked")) {
        filter.which = errands::Filter::Which::blocked;
    } else if (!state.isEmpty()) {
        filter.which = errands::Filter::Which::inState;
        filter.state = errands::parseState(state);
    }
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto found, errands::list(database, filter, limit));
        QJsonArray items;
        for (const Errand& errand : found)
            items.append(shown(errand));
        return page(items, limit, found.empty() ? 0 : found.back().id.value());
    });
}

Answer Commands::errandShow(qint64 id)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const Errand errand, errands::find(database, ErrandId(id)));
        ZF_ASSIGN(const auto story, errands::storyOf(database, errand.id));
        QJsonArray events;
        for (const errands::Story& step : story)
            events.append(QJsonObject{{QStringLiteral("at"), base::toRfc3339(step.atUtcMs)},
                {QStringLiteral("event"), step.event}, {QStringLiteral("state"), step.state},
                {QStringLiteral("actor"), step.actor}, {QStringLiteral("evidence"), step.evidence}});
        QJsonObject whole = shown(errand);
        whole.insert(QStringLiteral("events"), events);
        return whole;
    });
}

Answer Commands::errandResolve(qint64 id, const Word& word, const Decision& decision)
{
    ZF_ASSIGN(const Errand errand, folder_.readers().read<Errand>([&](Database& database) {
        return errands::find(database, ErrandId(id));
    }));
    const bool done = word.as == QLatin1String("done");
    // By the rules of what it is about: WeChat is asked first, and who may say so is asked there.
    Answer resolved;
    if (errand.kind == QLatin1String(payouts::kPayoutErrand))
        resolved = withdrawalResolve(errand.subject.toLongLong(),
            {done ? QStringLiteral("paid") : QStringLiteral("not-paid"), word.proof, word.reason}, decision);
    else if (errand.kind == QLatin1String(payments::kRefundErrand))
        resolved = refundResolve(errand.number,
            {done ? QStringLiteral("refunded") : QStringLiteral("not-refunded"), word.proof, word.reason},
            decision);
    else
        return base::refused("wrong_state",
            QStringLiteral("Errand %1 ends with what it is about (%2 %3): say what became of that.")
                .arg(QString::number(id), errand.kind, errand.subject));
    ZF_TRY(resolved);
    return errandShow(id);
}

} // namespace zhangfang::ctl
