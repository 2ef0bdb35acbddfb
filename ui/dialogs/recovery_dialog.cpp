#include "dialogs/recovery_dialog.h"

#include <QFormLayout>
#include <QLocale>

namespace zhangfang::ui
{
namespace
{
/// See `recovery::Confirmation`.
constexpr int kReasonLength = 500;
/// While WeChat Pay is being asked, the list grows at this pace.
constexpr int kAskAgainMs = 2'000;
} // namespace

RecoveryDialog::RecoveryDialog(backend::Books& books, backend::Session& session, QWidget* parent)
    : DecisionSheet(tr("The books were put back"), Weight::danger, parent), books_(books),
      story_(new StoryView(tr("What was found"), this)),
      withoutLooking_(new QCheckBox(tr("Go on although WeChat Pay was not asked about everything"), this)),
      reason_(new QLineEdit(this)), effect_(plainLabel({}, this))
{
    goButton()->setText(tr("Confirm: send again"));
    leaveButton()->setText(tr("Not yet"));
    resize(720, 620);
    withoutLooking_->setAccessibleName(withoutLooking_->text());
    withoutLooking_->hide();
    reason_->setMaxLength(kReasonLength);
    reason_->setAccessibleName(tr("Reason"));
    reason_->setPlaceholderText(tr("What you have compared, and what you found"));
    effect_->setWordWrap(true);
    effect_->setAccessibleName(tr("What follows"));
    auto* form = new QFormLayout;
    form->setSpacing(space::kGap);
    form->addRow(tr("Reason"), reason_);
    form->addRow({}, askAuthority(session, AuthorityField::Ask::always));
    body()->addWidget(story_, 1);
    body()->addWidget(effect_);
    body()->addWidget(withoutLooking_);
    body()->addLayout(form);
    connect(withoutLooking_, &QCheckBox::toggled, this, &RecoveryDialog::judge);
    connect(reason_, &QLineEdit::textChanged, this, &RecoveryDialog::judge);
    again_.setInterval(kAskAgainMs);
    connect(&again_, &QTimer::timeout, this, &RecoveryDialog::ask);
    again_.start();
    reason_->setFocus();
    judge();
    ask();
}

void RecoveryDialog::ask()
{
    if (asking_ || isSending())
        return;
    asking_ = true;
    whenDone<backend::RecoveryStatus>(
        this, books_.recovery(), [this](base::Result<backend::RecoveryStatus> status) {
            asking_ = false;
            if (!status)
                return notice()->showError(status.error());
            // What is settled is not told anew under a reader's eyes.
            if (status->standing.state != recovery::State::looking)
                again_.stop();
            tell(*status);
        });
}

void RecoveryDialog::tell(const backend::RecoveryStatus& status)
{
    status_ = status;
    const recovery::Standing& standing = status.standing;
    Story story(palette());
    story.heading(tr("What happened"));
    story.badges({word(standing.state)});
    story.paragraph(recoveryCauseText(standing.cause));
    story.paragraph(tr("These books know nothing of the time between the backup and the moment they were put "
                       "back. WeChat Pay cannot be asked about withdrawals and refunds whose numbers were "
                       "lost with that time: one that is asked for again would be paid again."));
    story.fact(tr("Books of"), standing.backupAtUtcMs == 0 ? QString() : timeText(standing.backupAtUtcMs));
    story.fact(tr("Put back"), timeText(standing.sinceUtcMs));
    if (standing.backupAtUtcMs != 0)
        story.fact(tr("Not known"),
            status.unknownMs() < 60'000 ? tr("less than a minute") : ageText(status.unknownMs()));
    story.fact(tr("Backup"), standing.source);
    story.fact(tr("Put back by"), standing.actor.isEmpty() ? QString() : actorText(standing.actor));
    story.fact(
        tr("Asked WeChat Pay"), tr("%1 of %2 numbers, %3 otherwise than here")
                                    .arg(QLocale().toString(status.progress.looked),
                                        QLocale().toString(status.progress.looked + status.progress.toLook),
                                        QLocale().toString(status.progress.differing)));
    story.heading(tr("The money at WeChat Pay"));
    if (!status.difference)
        story.paragraph(status.refusedAccounts.isEmpty()
                            ? tr("WeChat Pay has not told yet what is in the accounts.")
                            : tr("WeChat Pay does not tell this merchant what is in the accounts. Compare "
                                 "them in the merchant platform."));
    else if (status.difference->isNegative())
        story.paragraph(tr("%1 less is there than these books expect: so much may have been paid out or "
                           "given back since the backup.")
                            .arg(status.difference->negated().value_or(base::Money()).toDisplay()));
    else if (status.difference->isPositive())
        story.paragraph(
            tr("%1 more is there than these books expect: so much may have been paid in since the backup.")
                .arg(status.difference->toDisplay()));
    else
        story.paragraph(tr("It is what these books expect."));
    for (const backend::AccountDifference& one : status.differences) {
        const QString name = accountWord(one.account);
        story.fact(one.day.isValid() ? tr("%1, end of %2").arg(name, dayText(one.day)) : name,
            tr("%1 at WeChat, %2 in the books").arg(one.wechat.toDisplay(), one.books.toDisplay()));
    }
    story.heading(tr("What differs, or is still to be asked"));
    if (status.findings.empty())
        story.paragraph(tr("Nothing."));
    for (const recovery::Finding& one : status.findings)
        story.event(one.lookedAtUtcMs, QStringLiteral("%1 %2").arg(findingKindText(one.kind), one.number),
            one.lookedAtUtcMs == 0 ? tr("not asked yet") : QString(),
            tr("here: %1; WeChat Pay: %2")
                    .arg(findingStateText(one.kind, one.ours),
                        one.wechat.isEmpty() ? QStringLiteral("–") : one.wechat) +
                (one.done.isEmpty() ? QString() : QLatin1Char('\n') + one.done));
    story_->tell(story);
    judge();
}

recovery::State RecoveryDialog::state() const
{
    return status_ ? status_->standing.state : recovery::State::none;
}

bool RecoveryDialog::isComplete() const
{
    const bool may = state() == recovery::State::waiting ||
                     (state() == recovery::State::looking && withoutLooking_->isChecked());
    return may && !reason_->text().trimmed().isEmpty();
}

void RecoveryDialog::tellWhatFollows()
{
    const bool looking = state() == recovery::State::looking;
    withoutLooking_->setVisible(looking);
    if (looking && !withoutLooking_->isChecked())
        effect_->setText(tr("WeChat Pay is still being asked; %1 numbers are left. Until you confirm, "
                            "nothing is sent: neither withdrawals nor refunds.")
                             .arg(QLocale().toString(status_->progress.toLook)));
    else if (looking)
        effect_->setText(tr("%1 numbers were never asked about. What was paid under them since the backup "
                            "can be paid again. Give the reason.")
                             .arg(QLocale().toString(status_->progress.toLook)));
    else if (state() == recovery::State::waiting)
        effect_->setText(tr("When you confirm, withdrawals and refunds are sent again as before."));
    else
        effect_->setText({});
}

void RecoveryDialog::decide()
{
    const bool without = state() == recovery::State::looking && withoutLooking_->isChecked();
    send<int>([&] { return books_.confirmRecovery(reason_->text().trimmed(), authority(), without, key()); });
}

void RecoveryDialog::refused(const base::Error& error)
{
    DecisionSheet::refused(error);
    ask();
}

} // namespace zhangfang::ui
