#include "pages/payout_story.h"

#include <QCoreApplication>
#include <QDateTime>

namespace zhangfang::ui
{
namespace
{

/// The texts are the page's.
class Text
{
    Q_DECLARE_TR_FUNCTIONS(zhangfang::ui::PayoutsPage)
};

qint64 nowUtcMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

QString less(base::Money from, base::Money what)
{
    const auto left = from.minus(what);
    return QStringLiteral("%1 → %2").arg(from.toDisplay(), left ? left->toDisplay() : QStringLiteral("–"));
}

QString more(base::Money from, base::Money what)
{
    const auto sum = from.plus(what);
    return QStringLiteral("%1 → %2").arg(from.toDisplay(), sum ? sum->toDisplay() : QStringLiteral("–"));
}
} // namespace

bool isAtWechat(const payouts::Payout& payout)
{
    return payout.state == payouts::State::unclear || payout.state == payouts::State::accepted ||
           payout.state == payouts::State::awaitingUser ||
           (payout.state == payouts::State::submitting && payout.doubt.sinceUtcMs);
}

bool isStopped(const payouts::Payout& payout)
{
    return payout.state == payouts::State::approved && !payout.blocked.isEmpty();
}

Story storyOf(const reports::PayoutStory& told, const QPalette& palette)
{
    const payouts::Payout& payout = told.row.payout;
    Story story(palette);
    const QString who = told.row.payee.name.isEmpty() ? told.row.payee.openid : told.row.payee.name;
    story.heading(QStringLiteral("%1  %2").arg(payout.amount.toDisplay(), who));
    std::vector<Word> words{word(payout.state)};
    for (const reports::PayoutFlag flag : told.row.flags)
        words.push_back(word(flag));
    story.badges(words);
    story.paragraph(explain(payout));
    if (!payout.note.isEmpty())
        story.fact(Text::tr("In WeChat's words"), evidenceText(payout.note));
    if (payout.doubt.sinceUtcMs) {
        story.fact(
            Text::tr("Unclear since"), QStringLiteral("%1 · %2").arg(timeText(*payout.doubt.sinceUtcMs),
                                           ageText(nowUtcMs() - *payout.doubt.sinceUtcMs)));
        story.fact(Text::tr("Asked in vain"), Text::tr("%n time(s)", nullptr, payout.doubt.rounds));
    }
    if (payout.state != payouts::State::unclear && payout.state != payouts::State::approved)
        story.fact(Text::tr("Stopped"), taskText(payout.blocked)); // of the others the first sentence tells
    story.fact(Text::tr("Payee"),
        QStringLiteral("%1 · %2").arg(told.row.payee.id.toString(), told.row.payee.openid));
    story.fact(Text::tr("Known since"), timeText(told.row.payee.createdAtUtcMs));
    story.money(Text::tr("Balance left"), told.row.available);
    story.money(Text::tr("Held"), told.row.held);
    story.fact(Text::tr("Paid before"), told.row.paidBefore == 0
                                            ? Text::tr("never")
                                            : Text::tr("%n time(s), %1", nullptr, told.row.paidBefore)
                                                  .arg(told.row.paidBeforeSum.toDisplay()));
    if (!payouts::isFinal(payout.state)) {
        const auto owedAfter = told.coverage.owed.minus(payout.amount);
        const auto leftAfter = told.coverage.available().minus(payout.amount);
        story.fact(
            Text::tr("Owed, now and after"), QStringLiteral("%1 → %2").arg(told.coverage.owed.toDisplay(),
                                                 owedAfter ? owedAfter->toDisplay() : QStringLiteral("–")));
        story.fact(Text::tr("Settled, now and after"),
            QStringLiteral("%1 → %2").arg(told.coverage.available().toDisplay(),
                leftAfter ? leftAfter->toDisplay() : QStringLiteral("–")));
    }
    QStringList approvals;
    for (const payouts::Approval& one : told.row.approvals.given)
        approvals << QStringLiteral("%1 · %2").arg(actorText(one.operatorName), timeText(one.atUtcMs));
    if (told.row.approvals.needed > 1 && payout.state == payouts::State::requested)
        approvals << (approvals.isEmpty() ? Text::tr("takes two people") : Text::tr("takes another person"));
    story.fact(Text::tr("Approved by"), approvals.join(QLatin1String(", ")));
    story.fact(Text::tr("Asked for by"), payout.requestedBy);
    story.fact(Text::tr("Our number"), payout.number.toString());
    story.fact(Text::tr("Batch"), payout.batchNo);
    story.fact(Text::tr("Paid through"), channelText(payout.channel));
    story.fact(Text::tr("WeChat's number"), payout.transferBillNo);
    story.heading(Text::tr("What happened"));
    for (const payouts::PayoutEvent& event : told.events)
        story.event(event.atUtcMs, payoutEventText(event.event), actorText(event.actor),
            evidenceText(event.evidence));
    return story;
}

VerdictDialog::Case verdictAbout(const reports::PayoutStory& told, const QPalette& palette)
{
    const payouts::Payout& payout = told.row.payout;
    const QString sum = payout.amount.toDisplay();
    const QString who = told.row.payee.name.isEmpty() ? told.row.payee.openid : told.row.payee.name;
    Story story(palette);
    story.heading(QStringLiteral("%1  %2").arg(sum, who));
    story.badges({word(payout.state)});
    story.paragraph(explain(payout));
    if (payout.doubt.sinceUtcMs)
        story.fact(
            Text::tr("Unclear since"), QStringLiteral("%1 · %2").arg(timeText(*payout.doubt.sinceUtcMs),
                                           ageText(nowUtcMs() - *payout.doubt.sinceUtcMs)));
    story.fact(Text::tr("Asked in vain"), Text::tr("%n time(s)", nullptr, payout.doubt.rounds));
    story.fact(Text::tr("Last heard"), evidenceText(payout.note));
    story.fact(Text::tr("Paid through"), channelText(payout.channel));
    story.fact(Text::tr("Batch"), payout.batchNo);
    story.fact(Text::tr("WeChat's number"), payout.transferBillNo);
    story.heading(Text::tr("What happened"));
    for (auto event = told.events.rbegin(); event != told.events.rend(); ++event)
        story.event(event->atUtcMs, payoutEventText(event->event), actorText(event->actor),
            evidenceText(event->evidence));
    return {Text::tr("What became of withdrawal %1?").arg(payout.id.toString()), payout.number.toString(),
        story,
        {Text::tr("It was paid"),
            Text::tr(
                "%1 leave the account in the books: the payee has the money. Held for the user %2, owed to "
                "all users %3. If it was not paid, the user has lost %1.")
                .arg(sum, less(told.row.held, payout.amount), less(told.coverage.owed, payout.amount)),
            Text::tr("Book %1 as paid").arg(sum)},
        {Text::tr("It was not paid"),
            Text::tr("%1 go back to the user's balance and can be withdrawn again: %2. Nothing leaves the "
                     "account. "
                     "If it was paid after all, the shop has lost %1.")
                .arg(sum, more(told.row.available, payout.amount)),
            Text::tr("Give %1 back to the balance").arg(sum)}};
}

} // namespace zhangfang::ui
