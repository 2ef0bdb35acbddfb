#include "dialogs/reason_dialog.h"

#include "backend/interfaces/withdrawals.h"

#include <QCompleter>

namespace zhangfang::ui
{
namespace
{
constexpr int kReasonLength = 200;
}

ReasonDialog::ReasonDialog(backend::Session& session, const Asked& asked, Act act, QWidget* parent)
    : DecisionSheet(asked.title, Weight::danger, parent), act_(std::move(act)),
      what_(plainLabel(asked.what, this)), payees_(new PayeeTable(PayeeTable::About::stopping, this)),
      reason_(new QLineEdit(this))
{
    setMinimumWidth(520);
    goButton()->setText(asked.button);
    body()->addWidget(payees_, 1);
    payees_->hide();
    what_->setWordWrap(true);
    what_->setAccessibleName(tr("What happens"));
    body()->addWidget(what_);
    reason_->setMaxLength(kReasonLength);
    reason_->setPlaceholderText(tr("Reason"));
    reason_->setAccessibleName(tr("Reason"));
    auto* completer = new QCompleter(asked.offered, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    reason_->setCompleter(completer);
    body()->addWidget(reason_);
    body()->addWidget(askAuthority(session, asked.ask));
    connect(reason_, &QLineEdit::textChanged, this, &ReasonDialog::judge);
    reason_->setFocus();
    judge();
}

void ReasonDialog::about(backend::Withdrawals& withdrawals, const ChosenPayouts& chosen,
    std::function<QString(int count, const QString& sum)> what)
{
    isRead_ = false;
    setMinimumWidth(820);
    payees_->show();
    judge();
    whenDone<std::vector<reports::PayoutStory>>(this, withdrawals.payoutStories(chosen.ids),
        [this, chosen, what = std::move(what)](base::Result<std::vector<reports::PayoutStory>> stories) {
            if (!stories)
                return notice()->showError(stories.error());
            const auto sum = payees_->tell(*stories);
            if (!sum)
                return notice()->showError(sum.error());
            QString text = what(static_cast<int>(stories->size()), sum->toDisplay());
            if (chosen.isCut())
                text += QLatin1Char('\n') + leftOutText(chosen);
            what_->setText(text);
            isRead_ = true;
            judge();
        });
}

void ReasonDialog::decide()
{
    sendBy([this](const Told& told) { act_({reason(), authority(), key()}, told); });
}

} // namespace zhangfang::ui
