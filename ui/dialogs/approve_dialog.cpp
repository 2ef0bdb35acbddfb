#include "dialogs/approve_dialog.h"

#include "kit/decided.h"

namespace zhangfang::ui
{
ApproveDialog::ApproveDialog(backend::Withdrawals& withdrawals, backend::Session& session,
    const ChosenPayouts& chosen, QWidget* parent)
    : DecisionSheet(tr("Approve withdrawals"), Weight::usual, parent), withdrawals_(withdrawals),
      ids_(chosen.ids), table_(new PayeeTable(PayeeTable::About::paying, this)),
      leftOut_(plainLabel(leftOutText(chosen), this)), totals_(plainLabel({}, this)),
      warning_(mutedLabel({}, this))
{
    setMinimumWidth(900);
    totals_->setTextFormat(Qt::RichText);
    totals_->setAccessibleName(tr("Totals"));
    leaveButton()->setText(tr("Not now"));
    leftOut_->setVisible(chosen.isCut());
    body()->addWidget(leftOut_);
    body()->addWidget(table_, 1);
    body()->addWidget(totals_);
    body()->addWidget(warning_);
    auto* authority = askAuthority(session);
    foot()->setStretch(0, 0);
    foot()->insertWidget(0, authority, 1);
    authority->setFocus();
    judge();
    load();
}

void ApproveDialog::reject()
{
    approved_ > 0 && !isSending() ? accept() : DecisionSheet::reject();
}

void ApproveDialog::load()
{
    whenDone<std::vector<reports::PayoutStory>>(this, withdrawals_.payoutStories(ids_),
        [this](base::Result<std::vector<reports::PayoutStory>> stories) {
            if (!stories)
                return notice()->showError(stories.error());
            show(*stories);
        });
}

void ApproveDialog::show(const std::vector<reports::PayoutStory>& stories)
{
    stories_ = stories;
    const auto sum = table_->tell(stories);
    if (!sum)
        return notice()->showError(sum.error());
    total_ = *sum;
    pays_ = {};
    first_ = 0;
    for (const reports::PayoutStory& story : stories) {
        const payouts::Approvals& approvals = story.row.approvals;
        if (approvals.needed > 1 && approvals.given.empty())
            ++first_;
        else if (const auto more = pays_.plus(story.row.payout.amount))
            pays_ = *more;
    }
    if (!stories.empty()) {
        const payouts::Coverage& now = stories.front().coverage;
        const auto owedAfter = now.owed.minus(total_);
        const auto leftAfter = now.available().minus(total_);
        totals_->setText(tr(
            "<table cellpadding='3'><tr><td></td><td align='right'>now</td><td align='right'>after</td></tr>"
            "<tr><td>Owed to all users</td><td align='right'>%1</td><td align='right'>%2</td></tr>"
            "<tr><td>Settled money to pay them</td><td align='right'>%3</td><td align='right'>%4</td></tr>"
            "</table>")
                             .arg(now.owed.toDisplay(),
                                 owedAfter ? owedAfter->toDisplay() : QStringLiteral("–"),
                                 now.available().toDisplay(),
                                 leftAfter ? leftAfter->toDisplay() : QStringLiteral("–")));
    }
    QString warning =
        tr("For some seconds after approval you can still take it back. Once WeChat Pay has it, it cannot be "
           "undone here: the payee confirms it in WeChat.");
    if (first_ > 0)
        warning =
            tr("%n withdrawal(s) are so large that two people approve them. Yours is the first word: they "
               "go on waiting until another one approves.",
                nullptr, first_) +
            QLatin1Char('\n') + warning;
    warning_->setText(warning);
    judge();
}

void ApproveDialog::tellWhatFollows()
{
    const int people = PayeeTable::people(stories_);
    const int withdrawals = static_cast<int>(stories_.size());
    if (first_ > 0) {
        const QString words = tr("Approve %n as the first of two", nullptr, first_);
        return goButton()->setText(
            first_ == withdrawals ? words : tr("Pay %1, and %2").arg(pays_.toDisplay(), words));
    }
    QString what = tr("Pay %1 to %n person(s)", nullptr, people).arg(total_.toDisplay());
    if (people != withdrawals)
        what += tr(" (%n withdrawal(s))", nullptr, withdrawals);
    goButton()->setText(what);
}

void ApproveDialog::decide()
{
    std::vector<backend::Withdrawals::Approval> approvals;
    for (const reports::PayoutStory& story : stories_)
        approvals.push_back({story.row.payout.id, story.row.seen()});
    send<std::vector<backend::Withdrawals::Decided>>(
        [&] { return withdrawals_.approve(approvals, authority(), key()); },
        [this](const std::vector<backend::Withdrawals::Decided>& all) { decided(all); });
}

void ApproveDialog::decided(const std::vector<backend::Withdrawals::Decided>& all)
{
    const QStringList refused = refusalsOf(all);
    std::vector<base::PayoutId> again;
    for (const auto& one : all) {
        if (!one.outcome)
            again.push_back(one.id);
        else if (one.outcome->state == payouts::State::requested)
            ++waiting_;
    }
    approved_ += all.size() - again.size();
    if (refused.isEmpty())
        return accept();
    // What was approved is approved; what is left is shown as it is now.
    notice()->showText(Tone::bad, tr("%1 approved, %2 refused.").arg(approved_).arg(again.size()) +
                                      QLatin1Char('\n') + refused.join(QLatin1Char('\n')));
    ids_ = again;
    stories_.clear(); // what was decided is not sent again while the rest is being read
    total_ = {};
    judge();
    leaveButton()->setText(tr("Close"));
    load();
}

} // namespace zhangfang::ui
