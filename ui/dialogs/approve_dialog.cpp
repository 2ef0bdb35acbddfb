#include "dialogs/approve_dialog.h"

#include "kit/decided.h"

namespace zhangfang::ui
{
ApproveDialog::ApproveDialog(backend::Desk& desk, std::vector<base::PayoutId> ids, QWidget* parent)
    : Sheet(parent), desk_(desk), ids_(std::move(ids)),
      table_(new PayeeTable(PayeeTable::About::paying, this)), totals_(plainLabel({}, this)),
      warning_(mutedLabel({}, this)), authority_(new AuthorityField(desk, this)), go_(new QPushButton(this)),
      close_(new QPushButton(tr("Not now"), this))
{
    setWindowTitle(tr("Approve withdrawals"));
    setMinimumWidth(900);
    totals_->setTextFormat(Qt::RichText);
    totals_->setAccessibleName(tr("Totals"));
    makePrimary(go_);
    go_->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(space::kGap + space::kTight);
    layout->addWidget(notice());
    layout->addWidget(table_, 1);
    layout->addWidget(totals_);
    layout->addWidget(warning_);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(authority_, 1);
    buttons->addWidget(close_);
    buttons->addWidget(go_);
    layout->addLayout(buttons);
    connect(authority_, &AuthorityField::readyChanged, this, &ApproveDialog::updateButton);
    connect(go_, &QPushButton::clicked, this, &ApproveDialog::approve);
    connect(close_, &QPushButton::clicked, this, [this] { approved_ == 0 ? reject() : accept(); });
    authority_->setFocus();
    updateButton();
    load();
}

void ApproveDialog::load()
{
    whenDone<std::vector<reports::PayoutStory>>(
        this, desk_.payoutStories(ids_), [this](base::Result<std::vector<reports::PayoutStory>> stories) {
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
    warning_->setText(
        tr("For some seconds after approval you can still take it back. Once WeChat Pay has it, it cannot be "
           "undone here: the payee confirms it in WeChat."));
    updateButton();
}

void ApproveDialog::updateButton()
{
    const int people = PayeeTable::people(stories_);
    const int withdrawals = static_cast<int>(stories_.size());
    QString what = tr("Pay %1 to %n person(s)", nullptr, people).arg(total_.toDisplay());
    if (people != withdrawals)
        what += tr(" (%n withdrawal(s))", nullptr, withdrawals);
    go_->setText(what);
    go_->setEnabled(!isSending() && !stories_.empty() && authority_->isReady());
}

void ApproveDialog::approve()
{
    std::vector<backend::Desk::Approval> approvals;
    for (const reports::PayoutStory& story : stories_)
        approvals.push_back({story.row.payout.id, story.row.seen()});
    send<std::vector<backend::Desk::Decided>>(
        go_, [&] { return desk_.approve(approvals, authority_->authority(), key()); },
        [this](base::Result<std::vector<backend::Desk::Decided>> all) {
            if (!all) {
                notice()->showError(all.error());
                authority_->askAgain();
                return updateButton();
            }
            decided(*all);
        });
}

void ApproveDialog::decided(const std::vector<backend::Desk::Decided>& all)
{
    const QStringList refused = refusalsOf(all);
    std::vector<base::PayoutId> again;
    for (const auto& one : all) {
        if (!one.outcome)
            again.push_back(one.id);
    }
    approved_ += all.size() - again.size();
    if (refused.isEmpty())
        return accept();
    // What was approved is approved; what is left is shown as it is now.
    notice()->showText(Tone::bad, tr("%1 approved, %2 refused.").arg(approved_).arg(again.size()) +
                                      QLatin1Char('\n') + refused.join(QLatin1Char('\n')));
    ids_ = again;
    close_->setText(tr("Close"));
    load();
}

} // namespace zhangfang::ui
